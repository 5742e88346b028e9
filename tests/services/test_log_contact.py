"""What the person logs counts at once, as it would after everything was derived anew, and is taken back as one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kreds.errors import UsageError
from kreds.model.level import Seen, Sign
from kreds.model.log import LogKind
from kreds.services.judge_relations import rebuild, undo
from kreds.services.log_contact import log_contact, log_lines
from kreds.services.measure_again import measure_again
from kreds.services.read_frames import frames
from kreds.services.read_network import show_relation
from kreds.store.database import Store, open_store
from tests.services.importing import imported, relations_of, written

TODAY = date(2026, 11, 29)


@pytest.fixture
def store(store_url: str, tmp_path: Path) -> Iterator[Store]:
    """A store with the small network."""
    with open_store(store_url) as opened:
        imported(opened, *written(tmp_path / "in").paths)
        yield opened


def test_measuring_again_finds_what_was_measured(store: Store) -> None:
    """Relations that are measured anew, alone or together, have the features that the import gave them."""
    before = frames(store).features
    with store.writing() as db:
        measure_again(db, before["person"].to_list())
    assert frames(store).features.equals(before)
    with store.writing() as db:
        for person in before["person"].to_list():
            measure_again(db, [person])
    assert frames(store).features.equals(before)


@pytest.mark.parametrize("kind", [LogKind.MET, LogKind.CALL, LogKind.WROTE, LogKind.ANSWERED])
def test_contact_counts_at_once_and_after_a_rebuild(store: Store, kind: LogKind) -> None:
    """A line lifts the one it is about and nobody else, stays over a rebuild, and goes with one undo."""
    before = relations_of(store)
    chosen = min(before, key=lambda one: one.strength)
    log_contact(store, [int(chosen.id, 16)], kind, "coffee  at the fair", date(2026, 11, 28), today=TODAY, at=9)
    at_once = relations_of(store)
    now = next(one for one in at_once if one.id == chosen.id)
    assert now.strength > chosen.strength
    assert now.last_contact is not None
    assert [one for one in at_once if one.id != chosen.id] == [one for one in before if one.id != chosen.id]
    if kind in (LogKind.MET, LogKind.CALL):
        assert now.coverage[Sign.MET] is Seen.SEEN

    measured = frames(store).features
    rebuild(store)
    assert frames(store).features.equals(measured)
    # The network's own rhythm is learned anew with the line in it, which moves everybody a hair.
    again = next(one for one in relations_of(store) if one.id == chosen.id)
    assert again.strength == pytest.approx(now.strength, abs=0.02)
    (line,) = log_lines(store)
    assert (line.person, line.text, line.day) == (chosen.id, "coffee at the fair", date(2026, 11, 28))
    assert line.text in [entry.detail for entry in show_relation(store, chosen.id).timeline]
    undo(store, at=10)
    rebuild(store)
    assert relations_of(store) == before


def test_a_hand_lent_is_kept_and_lifts_nobody(store: Store) -> None:
    """Help and learning are remembered, and are no contact by themselves."""
    before = relations_of(store)
    people = [int(one.id, 16) for one in before[:2]]
    log_contact(store, people, LogKind.HELPED, "", TODAY, today=TODAY, at=9)
    assert relations_of(store) == before
    assert [line.kind for line in log_lines(store, people)] == [LogKind.HELPED] * 2


def test_what_cannot_have_happened_is_refused(store: Store) -> None:
    """A day to come, nobody, or a book instead of a line changes nothing."""
    chosen = int(relations_of(store)[0].id, 16)
    for people, text, day in (([chosen], "", date(2026, 11, 30)), ([1], "", TODAY), ([chosen], "x" * 2_001, TODAY)):
        with pytest.raises(UsageError):
            log_contact(store, people, LogKind.MET, text, day, today=TODAY, at=9)
    assert not log_lines(store)
