"""Finding the person that is meant."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kreds.errors import AmbiguousPersonError, UnknownPersonError
from kreds.services.read_network import resolve_who
from kreds.services.relation_rows import shown_id
from kreds.store.database import Store, open_store
from tests.services.small_stores import Someone, fill

ANNA = Someone("Anna Holm", "anna-holm")
SOREN = Someone("Søren Ærø", "s\u00f8ren")
TWIN_A, TWIN_B = Someone("Bo Lind", "bo-lind"), Someone("Bo Lind", "bo-lind-2")
BOLETTE = Someone("Bolette Lindgren", "bolette")
OPAQUE = Someone("Jane Roe", "pub/jane-roe/1/2/3")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A few people, two of one name."""
    with open_store(tmp_path / "a.db") as opened:
        fill(opened, [ANNA, SOREN, TWIN_A, TWIN_B, BOLETTE, OPAQUE])
        yield opened


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("https://www.linkedin.com/in/anna-holm", ANNA),
        ("https://dk.linkedin.com/in/Anna-Holm/?trk=x", ANNA),
        ("linkedin.com/in/anna-holm", ANNA),
        ("anna-holm", ANNA),
        ("Anna Holm", ANNA),
        ("  anna   HOLM ", ANNA),
        ("https://www.linkedin.com/in/s%C3%B8ren", SOREN),
        ("søren", SOREN),
        ("Soren Aero", SOREN),
        (shown_id(ANNA.number), ANNA),
        (shown_id(ANNA.number).upper(), ANNA),
        ("bo-lind-2", TWIN_B),
        ("Bolette", BOLETTE),
        ("https://www.linkedin.com/pub/jane-roe/1/2/3", OPAQUE),
    ],
)
def test_ways_to_name_somebody(store: Store, who: str, expected: Someone) -> None:
    """A profile address in any form, its last part, an id, or a name that is unique."""
    assert resolve_who(store, who) == expected.number


def test_a_shared_name_asks_back(store: Store) -> None:
    """A name that two people bear gives both as candidates, with what tells them apart."""
    with pytest.raises(AmbiguousPersonError) as raised:
        resolve_who(store, "bo lind")
    assert {url for _, _, url in raised.value.candidates} == {
        "https://www.linkedin.com/in/bo-lind",
        "https://www.linkedin.com/in/bo-lind-2",
    }
    assert {number for number, _, _ in raised.value.candidates} == {shown_id(TWIN_A.number), shown_id(TWIN_B.number)}


@pytest.mark.parametrize("who", ["", "   ", "Nobody", "0000000000000", "linkedin.com/in/nobody", "%", "Kim Ejer"])
def test_nobody(store: Store, who: str) -> None:
    """Neither a stranger nor the owner is a relation, and a wildcard is nobody."""
    with pytest.raises(UnknownPersonError):
        resolve_who(store, who)
