"""Groups in a store: filled when the network is derived, follow every word of the person's, and are taken back."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from kreds.errors import UsageError
from kreds.model.relation import RelationQuery
from kreds.model.segment import AccountStatus, Segment
from kreds.services.decide import take_back
from kreds.services.find_person import resolve_who
from kreds.services.find_relations import find_relations
from kreds.services.group_people import group_people
from kreds.services.held_about import held_about, held_shape
from kreds.services.read_groups import group_keys, preview_rule, read_groups, titles_read
from kreds.services.say_groups import add_rule, checked_rule, drop_rule, known_group, say_account, say_group
from kreds.services.show_relation import show_relation
from kreds.store.database import Store, open_store
from kreds.store.tables import memberships, relations
from kreds.text.phrase import Phrase
from tests.services.small_stores import Someone, fill

PEOPLE = (
    Someone("Anna Holm", "anna-holm", company="Nordlys Data A/S", title="Indkøbschef", connected_on="2017-03-01"),
    Someone("Bo Lind", "bo-lind", company="Nordlys Data", title="Headhunter", connected_on="2022-03-01"),
    Someone("Carl Dam", "carl-dam", company="Havnstrup Avis", title="Journalist"),
    Someone("Ditte Ege", "ditte-ege", company="Havblik", title="Salgschef"),
)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """Four relations, grouped."""
    with open_store(store_url) as opened:
        yield _grouped(opened, PEOPLE)


@pytest.fixture
def other_store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with open_store(str(tmp_path / "other.db")) as opened:
        yield opened


def _grouped(store: Store, people: Sequence[Someone]) -> Store:
    fill(store, people)
    with store.writing() as db:
        group_people(db)
    return store


def _groups(store: Store, who: str) -> tuple[str, ...]:
    return show_relation(store, who).relation.segments


def test_groups_titles_and_houses_are_put_into_relations(store: Store) -> None:
    """What was read of a title and a company stands in the relation, and the list can be narrowed to it."""
    carl = show_relation(store, "carl-dam").relation
    assert carl.segments == ("press",)
    assert (carl.function, carl.role, carl.industry) == ("communication", "journalist", "media")
    assert carl.segment_share > 0.8
    for query, names in (
        (RelationQuery(segment="press"), ["Carl Dam"]),
        (RelationQuery(segment="none"), ["Anna Holm", "Ditte Ege"]),
        (RelationQuery(function="purchasing"), ["Anna Holm"]),
        (RelationQuery(seniority="manager", industry="it"), ["Anna Holm"]),
        (RelationQuery(role="recruiter"), ["Bo Lind"]),
    ):
        found = find_relations(store, replace(query, sort="name", descending=False))
        assert [one.name for one in found.relations] == names


def test_a_word_about_one_person_stands_and_is_taken_back(store: Store) -> None:
    """Yes puts in, no keeps out, nothing lets Kreds judge again, and one undo takes the last word back."""
    person = resolve_who(store, "anna-holm")
    say_group(store, [person], Segment.CURRENT_CUSTOMER, True, at=1)
    assert _groups(store, "anna-holm") == ("current_customer",)
    say_group(store, [person], Segment.CURRENT_CUSTOMER, False, at=2)
    assert _groups(store, "anna-holm") == ()
    take_back(store, at=3)
    assert _groups(store, "anna-holm") == ("current_customer",)
    say_group(store, [person], Segment.CURRENT_CUSTOMER, None, at=4)
    assert _groups(store, "anna-holm") == ()


def test_many_are_put_into_a_group_of_ones_own_at_once(store: Store) -> None:
    """One undo takes back what was said of several; the group has a name of the person's making."""
    people = [resolve_who(store, who) for who in ("anna-holm", "bo-lind")]
    decided = say_group(store, people, "own:  Mentors ", True, at=1)
    assert decided.relations == 2
    assert "own:Mentors" in group_keys(store)
    assert _groups(store, "bo-lind") == ("headhunter", "own:Mentors") or _groups(store, "bo-lind")[0] == "own:Mentors"
    take_back(store, at=2, number=decided.id)
    assert "own:Mentors" not in group_keys(store)


def test_a_rule_is_tried_laid_down_counted_and_taken_away(store: Store) -> None:
    """The preview changes nothing; the rule moves those who meet it, but not whom the person has spoken of."""
    where = {"company": "Nordlys Data", "connected_from": "2015-01-01", "connected_to": "2019-12-31"}
    tried = preview_rule(store, checked_rule("former_colleague", where, on=True))
    assert (tried.people, tried.changed, [one.name for one in tried.examples]) == (1, 1, ["Anna Holm"])
    assert _groups(store, "anna-holm") == ()
    add_rule(store, "former_colleague", where, on=True, at=1)
    assert _groups(store, "anna-holm") == ("former_colleague",)
    (counted,) = read_groups(store).rules
    assert counted.people == 1
    say_group(store, [resolve_who(store, "anna-holm")], "former_colleague", False, at=2)
    assert _groups(store, "anna-holm") == ()
    take_back(store, at=3)
    drop_rule(store, counted.rule.id, at=4)
    assert _groups(store, "anna-holm") == ()
    take_back(store, at=5)
    assert _groups(store, "anna-holm") == ("former_colleague",)
    assert drop_rule(store, "no such rule", at=6).id == 0


def test_what_a_company_is_concerns_everybody_there(store: Store) -> None:
    """The person's word on a company puts its people into the group, whatever form its name takes."""
    say_account(store, "NORDLYS DATA", AccountStatus.CURRENT, at=1)
    assert "current_customer" in _groups(store, "anna-holm")
    assert [one.name for one in read_groups(store).accounts] == ["NORDLYS DATA"]
    say_account(store, "Nordlys Data A/S", None, at=2)
    assert _groups(store, "anna-holm") == ()
    assert say_account(store, "Nordlys Data A/S", None, at=3).id == 0


@pytest.mark.parametrize("where", [{}, {"company": " "}, {"shoe": "42"}, {"connected_from": "2015"}, {"function": "x"}])
def test_a_rule_that_says_nothing_is_refused(store: Store, where: dict[str, str]) -> None:
    """A rule about everybody, or with a slip of the pen, is never laid down."""
    with pytest.raises(UsageError):
        add_rule(store, "partner", where, on=True, at=1)


@pytest.mark.parametrize("name", ["", "friend", "own:", "own: - ", f"own:{'x' * 41}"])
def test_only_groups_that_can_be_are_groups(name: str) -> None:
    """A group is one that everybody has, or has a name of at most forty characters."""
    with pytest.raises(UsageError):
        known_group(name)


def test_renaming_everybody_changes_no_group(store: Store, other_store: Store) -> None:
    """What people are called says nothing of who they are to somebody."""
    named = [Someone(f"Navn {n}", one.slug, one.company, one.title, one.connected_on) for n, one in enumerate(PEOPLE)]
    assert _written(_grouped(other_store, named)) == _written(store)


def test_the_order_of_people_changes_no_group(store: Store, other_store: Store) -> None:
    """Whoever comes first into the store, everybody is in the same groups."""
    assert _written(_grouped(other_store, PEOPLE[::-1])) == _written(store)


def _written(store: Store) -> list[tuple[object, ...]]:
    with store.reading() as db:
        rows = db.execute(select(memberships).order_by(memberships.c.person, memberships.c.segment)).all()
        firsts = db.execute(select(relations.c.person, relations.c.segment).order_by(relations.c.person)).all()
    return [*map(tuple, rows), *map(tuple, firsts)]


def test_a_person_can_be_shown_their_groups(store: Store) -> None:
    """All that is held about somebody holds their groups, and what was said of these."""
    say_group(store, [resolve_who(store, "carl-dam")], "own:Mentors", True, at=1)
    shape = held_shape(held_about(store, "carl-dam"), Phrase.english)
    assert {"segment press", "segment own:Mentors"} <= {row["name"] for row in shape["measured"]}
    assert [row["value"] for row in shape["decisions"]] == ["own:Mentors"]


def test_titles_are_counted(store: Store) -> None:
    """The report tells how many titles of current relations were read."""
    assert (titles_read(store).titles, titles_read(store).read) == (4, 4)


def test_a_house_of_recruiters_is_known_by_its_people(other_store: Store) -> None:
    """Whoever has no telling title there is a headhunter, too: when all are grouped, and when one is grouped alone."""
    titles = ("Recruiter", "Headhunter", "Recruiter", "Partner")
    people = [
        Someone(f"Person {letter}", f"person-{letter}", company="Nordhøj A/S", title=title)
        for letter, title in zip("abcd", titles, strict=True)
    ]
    store = _grouped(other_store, people)
    assert _groups(store, "person-d") == ("headhunter",)
    with store.writing() as db:
        group_people(db, [resolve_who(store, "person-d")])
    assert _groups(store, "person-d") == ("headhunter",)
