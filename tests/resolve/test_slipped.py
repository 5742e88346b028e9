"""Whom LinkedIn calls a connection, with a name that is shorter or misspelled here, is asked about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.resolve.reactors import Listed, Reactor, who_reacted

LISTED = [
    Listed(1, "in:birgitte", "birgitte", "Birgitte Kjær Stage", "Nordlys Data A/S", "Salgschef"),
    Listed(2, "in:soren", "soren", "Søren Vang Højgaard", "Egebæk Kommune", "Systemudvikler"),
    Listed(3, "in:emma", "emma", "Emma Holm", "Fjordbyg", "Arkitekt"),
    Listed(4, "in:gone", "gone", "Torsten Brandt", "Havnen", "Direktør", is_connected=False),
]


def options(name: str, headline: str = "", degree: int = 1) -> list[int]:
    """Who is asked about."""
    found = who_reacted([Reactor(1, "", name, headline, degree)], LISTED, {})[1]
    assert not found.person
    return [one.person for one in found.options]


@pytest.mark.parametrize(
    ("name", "person"),
    [("Birgite Kjær Stage", 1), ("Birgite Stage", 1), ("Søren Vang", 2), ("Emma Hollm", 3)],
)
def test_a_connection_with_a_slip_in_the_name_is_asked_about(name: str, person: int) -> None:
    """LinkedIn's "1." says that they are on the list of connections; so a name that is nearly there is put to one."""
    assert options(name, "Salgschef, Nordlys Data A/S" if person == 1 else "") == [person]


@pytest.mark.parametrize(("name", "degree"), [("Birgite Kjær Stage", 2), ("Birgite Kjær Stage", 0), ("Anna Holm", 1),
                                              ("Emil Holm", 1), ("Torsten Brant", 1), ("Søren Dam", 1)])  # fmt: skip
def test_nobody_else_is(name: str, degree: int) -> None:
    """Further away, other people of one's last or first name, and connections of old are not taken for slips."""
    assert options(name, degree=degree) == []


@given(st.text(max_size=40), st.integers(0, 3))
def test_a_slip_is_never_taken_for_sure(name: str, degree: int) -> None:
    """Only a name that is on the list as it stands names somebody without being asked."""
    found = who_reacted([Reactor(1, "", name, "", degree)], LISTED, {})[1]
    assert len(found.options) <= len(LISTED)
    assert found.person in (0, 1, 2, 3, 4)
