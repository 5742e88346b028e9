"""People of other sources: rules of `kreds.resolve.outsiders` and `kreds.resolve.groups`."""

import random

from hypothesis import given
from hypothesis import strategies as st

from kreds.resolve import ConnectionRow, ContactRow, PartyRow, resolve_people
from kreds.resolve.groups import Groups
from kreds.resolve.outsiders import own_key

HELD = frozenset({1})
ANNA = ConnectionRow(1, "anna-holm", "Anna Holm", "anna@example.com", "2019-01-02", HELD)
BO = ConnectionRow(2, "bo-dam", "Bo Dam", "", "2020-05-06", HELD)
_NAMES = st.sampled_from(["Anna Holm", "A. Holm", "Bo Dam", "Carla Ø", ""])
_MAILS = st.sampled_from([(), ("anna@example.com",), ("home@example.com",), ("home@example.com", "bo@example.com")])
_CONTACTS = st.lists(
    st.builds(
        ContactRow,
        key=st.integers(1, 50),
        system=st.sampled_from(["hubspot", "vcard"]),
        external_id=st.sampled_from(["", "1", "2", "3"]),
        name=_NAMES,
        emails=_MAILS,
        slug=st.sampled_from(["", "anna-holm", "bo-dam", "carla"]),
        company=st.sampled_from(["", "Nordlys A/S", "Havnen"]),
    ),
    max_size=6,
    unique_by=lambda row: row.key,
)


def contact(key: int, name: str, *emails: str, slug: str = "", number: str = "", company: str = "") -> ContactRow:
    """A contact of a CRM list."""
    return ContactRow(key, "hubspot", number, name, emails, slug, company)


def test_an_address_in_common_is_one_human() -> None:
    """A contact with a relation's profile address or e-mail address is that relation, and keeps its id."""
    contacts = [contact(1, "A. Holm", "anna@example.com", number="7"), contact(2, "Bo Dam", slug="bo-dam")]
    found = resolve_people([], [ANNA, BO], contacts=contacts)
    alone = resolve_people([], [ANNA, BO])
    assert found.of_contact == {1: alone.of_connection[1], 2: alone.of_connection[2]}
    assert found.of_connection == alone.of_connection


def test_a_family_mailbox_is_not_one_human() -> None:
    """Two with different first names who share an address stay two, also where one of them is a relation."""
    shared = [contact(1, "Anna Holm", "anna@example.com"), contact(2, "Peter Holm", "anna@example.com")]
    found = resolve_people([], [ANNA], contacts=shared)
    assert found.of_contact[1] == found.of_connection[1] != found.of_contact[2]


def test_a_no_stands_also_with_the_same_address() -> None:
    """Who was said not to be a relation is somebody else, whatever address they share."""
    row = contact(1, "Anna Holm", "anna@example.com", number="7")
    found = resolve_people([], [ANNA], contacts=[row], judged={("crm:hubspot|7", "in:anna-holm"): False})
    assert found.of_contact[1] != found.of_connection[1]


def test_a_yes_joins_and_the_relation_keeps_its_id() -> None:
    """Who was said to be a relation is them; the relation's id stays, also without an address of its own."""
    bare = ConnectionRow(3, "", "Carla Ø", "", "2021-01-01", HELD)
    row = contact(1, "C. Oe", "carla@example.com")
    judged = {(own_key(row), "name:carla ø|2021-01-01"): True}
    found = resolve_people([], [ANNA, bare], contacts=[row], judged=judged)
    assert found.of_contact[1] == found.of_connection[3] == resolve_people([], [ANNA, bare]).of_connection[3]


def test_a_yes_to_two_relations_makes_them_not_one() -> None:
    """Nobody outside makes two relations one: of two words the newest counts."""
    row = contact(1, "X", number="9")
    judged = {("crm:hubspot|9", "in:anna-holm"): True, ("crm:hubspot|9", "in:bo-dam"): True}
    found = resolve_people([], [ANNA, BO], contacts=[row], judged=judged)
    assert found.of_contact[1] == found.of_connection[2] != found.of_connection[1]


def test_two_relations_stay_two_whatever_a_contact_has() -> None:
    """A contact with the profile address of one relation and the e-mail of another joins the two in no case."""
    row = contact(1, "Anna Holm", "anna@example.com", slug="bo-dam")
    found = resolve_people([], [ANNA, BO], contacts=[row])
    assert found.of_connection[1] != found.of_connection[2]


def test_sure_pairs_never_contradict_a_no() -> None:
    """What was found to be one is left apart where the person has said so, in whatever order it comes."""
    row = contact(1, "Anna Holm", number="7")
    pair = ("in:anna-holm", "crm:hubspot|7")
    assert (
        resolve_people([], [ANNA], contacts=[row], pairs=[pair]).of_contact[1]
        == resolve_people([], [ANNA]).of_connection[1]
    )
    found = resolve_people([], [ANNA], contacts=[row], pairs=[pair], judged={pair: False})
    assert found.of_contact[1] != found.of_connection[1]


@given(_CONTACTS, st.randoms(use_true_random=False))
def test_order_of_contacts_does_not_matter(rows: list[ContactRow], lots: random.Random) -> None:
    """The same contacts give the same people, in whatever order they are read; relations keep their ids."""
    parties = [PartyRow(1, "", "Anna Holm", "home@example.com")]
    first = resolve_people(parties, [ANNA, BO], contacts=rows)
    lots.shuffle(rows)
    assert resolve_people(parties, [BO, ANNA], contacts=rows) == first
    assert first.of_connection == resolve_people([], [ANNA, BO]).of_connection


_KEYS = st.sampled_from("abcdef")
_WORDS = st.lists(st.tuples(_KEYS, _KEYS, st.booleans()), max_size=12)


@given(_WORDS)
def test_what_was_kept_apart_is_never_joined(words: list[tuple[str, str, bool]]) -> None:
    """No joining, through however many others, brings together two who were apart before."""
    groups = Groups()
    for key in "abcdef":
        groups.add(key)
    for one, other, same in words:
        if not same:
            groups.keep_apart(one, other)
    for one, other, same in words:
        if same:
            groups.join_unless_apart(one, other)
    for one, other, same in words:
        if not same and one != other:
            assert groups.find(one) != groups.find(other)


@given(_WORDS)
def test_distinct_humans_stay_distinct(words: list[tuple[str, str, bool]]) -> None:
    """Two who are each one human of their own are never made one."""
    groups = Groups()
    for key in "abcdef":
        groups.add(key)
    groups.be_distinct("c")
    groups.be_distinct("e")
    for one, other, _ in words:
        groups.join_unless_apart(one, other)
    assert groups.find("c") != groups.find("e")
