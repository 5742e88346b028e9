"""Who is who: rules of `kreds.resolve.people`."""

import random

from hypothesis import given
from hypothesis import strategies as st

from kreds.resolve import ConnectionRow, PartyRow, People, resolve_people

A, B = frozenset({1}), frozenset({2})
_SLUGS = st.sampled_from(["", "anna-holm", "anna-holm-2", "bo-dam", "carla"])
_NAMES = st.sampled_from(["Anna Holm", "ANNA  HOLM", "Bo Dam", "Carla Ø", ""])
_DAYS = st.sampled_from(["2019-01-02", "2020-05-06", ""])


def connection(
    number: int, slug: str, name: str, *, day: str = "2019-01-02", email: str = "", held: frozenset[int] = A
) -> ConnectionRow:
    """A row of a list of connections."""
    return ConnectionRow(number, slug, name, email, day, held)


def test_address_is_identity() -> None:
    """One profile address is one person, whatever they are called."""
    found = resolve_people([PartyRow(1, "anna-holm", "Anna H.", "")], [connection(1, "anna-holm", "Anna Holm")])
    assert found.of_party[1] == found.of_connection[1]


def test_homonyms_stay_apart() -> None:
    """Two addresses in one list are two people, also with one name and one day."""
    found = resolve_people([], [connection(1, "anna-holm", "Anna Holm"), connection(2, "anna-holm-2", "Anna Holm")])
    assert found.of_connection[1] != found.of_connection[2]


def test_named_only_matches_the_one_bearer() -> None:
    """Somebody who is only named is the one person of that name."""
    found = resolve_people([PartyRow(1, "", "anna holm", "")], [connection(1, "anna-holm", "Anna Holm")])
    assert found.of_party[1] == found.of_connection[1]


def test_named_only_matches_nobody_among_homonyms() -> None:
    """A name that two people bear is evidence for neither."""
    rows = [connection(1, "anna-holm", "Anna Holm"), connection(2, "anna-holm-2", "Anna Holm")]
    found = resolve_people([PartyRow(1, "", "Anna Holm", "")], rows)
    assert found.of_party[1] not in set(found.of_connection.values())


def test_older_era_finds_its_address_by_name_and_day() -> None:
    """A row without an address is the person with the same name and connection day in another archive."""
    rows = [connection(1, "", "Anna Holm", held=A), connection(2, "anna-holm", "Anna Holm", held=B)]
    found = resolve_people([], rows)
    assert found.of_connection[1] == found.of_connection[2]


def test_older_era_learns_its_address_from_messages() -> None:
    """A row without an address is the only one of that name who writes messages."""
    found = resolve_people([PartyRow(1, "anna-holm", "Anna Holm", "")], [connection(1, "", "Anna Holm")])
    assert found.of_party[1] == found.of_connection[1]
    assert found.people[found.of_connection[1]].slug == "anna-holm"


def test_listed_twice_before_addresses_is_one_person() -> None:
    """Two rows of one name at one company with one title are one member whom LinkedIn lists twice."""
    rows = [
        connection(1, "", "Anna Holm")._replace(work="Nordlys\nChef"),
        connection(2, "", "Anna Holm", day="2019-02-03")._replace(work="Nordlys\nChef"),
        connection(3, "", "Anna Holm", day="2020-02-03")._replace(work="Vindstille\nChef"),
    ]
    found = resolve_people([], rows).of_connection
    assert found[1] == found[2] != found[3]


def test_changed_address_is_one_person() -> None:
    """Two addresses of one name and day that no archive holds side by side are one person with a changed address."""
    rows = [connection(1, "anna-holm", "Anna Holm", held=A), connection(2, "anna-h", "Anna Holm", held=B)]
    found = resolve_people([], rows)
    assert found.of_connection[1] == found.of_connection[2]


def test_same_message_joins_addresses() -> None:
    """Two addresses that one message was from are one person."""
    parties = [PartyRow(1, "anna-holm", "Anna Holm", ""), PartyRow(2, "anna-berg", "Anna Berg", "")]
    found = resolve_people(parties, [], aliases=[(1, 2)])
    assert found.of_party[1] == found.of_party[2]


def test_shared_mailbox_joins_nobody() -> None:
    """An address that people of different names share is nobody's identity."""
    rows = [
        connection(1, "anna-holm", "Anna Holm", email="info@example.org"),
        connection(2, "", "Bo Dam", email="info@example.org"),
    ]
    found = resolve_people([], rows)
    assert found.of_connection[1] != found.of_connection[2]


def test_deleted_member_is_nobody() -> None:
    """A party without name and address is no person at all."""
    assert 1 not in resolve_people([PartyRow(1, "", "", "")], []).of_party


@given(
    st.lists(st.tuples(_SLUGS, _NAMES), max_size=8),
    st.lists(st.tuples(_SLUGS, _NAMES, _DAYS, st.sampled_from([A, B, A | B])), max_size=8),
    st.randoms(use_true_random=False),
)
def test_order_and_numbering_do_not_matter(
    parties: list[tuple[str, str]],
    connections: list[tuple[str, str, str, frozenset[int]]],
    shuffle: random.Random,
) -> None:
    """The same rows in any order, under any numbers, give the same people with the same ids."""
    party_rows = [PartyRow(i, slug, name, "") for i, (slug, name) in enumerate(parties, 1)]
    rows = [ConnectionRow(i, slug, name, "", day, held) for i, (slug, name, day, held) in enumerate(connections, 1)]
    first = resolve_people(party_rows, rows)
    shuffle.shuffle(party_rows)
    shuffle.shuffle(rows)
    again = resolve_people(
        [row._replace(id=row.id + 100) for row in party_rows], [row._replace(id=row.id + 100) for row in rows]
    )
    assert again.people == first.people
    assert again.of_party == {number + 100: person for number, person in first.of_party.items()}
    assert again.of_connection == {number + 100: person for number, person in first.of_connection.items()}


@given(st.lists(st.tuples(_SLUGS, _NAMES, _DAYS), min_size=1, max_size=6))
def test_every_key_has_one_person(connections: list[tuple[str, str, str]]) -> None:
    """No identity key belongs to two people: a decision can never find the wrong one."""
    rows = [ConnectionRow(i, slug, name, "", day, A) for i, (slug, name, day) in enumerate(connections, 1)]
    found: People = resolve_people([], rows)
    keys = [key for person in found.people.values() for key in person.keys]
    assert len(keys) == len(set(keys))
