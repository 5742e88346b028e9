"""What a network is made of: expected numbers, doubt, strength, years, and who is not known."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from kreds.model.goal import Audience, Goal, Target
from kreds.model.segment import Membership, MembershipSource
from kreds.services.read_audience import reached
from kreds.services.read_composition import NAMED, Dimension, Weighing, composition
from kreds.store.database import Store, open_store
from kreds.store.memberships import write_memberships
from kreds.store.tables import relations
from tests.services.small_stores import Someone, fill

PEOPLE = (
    Someone("Anna", "anna", company="Nordlys A/S", connected_on="2019-01-02", level="strong", strength=0.9),
    Someone("Bo", "bo", company="nordlys", connected_on="2020-01-02", strength=0.5),
    Someone("Ca", "ca", company="Lyng", connected_on="2020-05-02", strength=0.1),
    Someone("Di", "di", connected_on="2019-05-02", no_longer_since="2021-01-01", strength=0.4),
    Someone("El", "el", connected_on="", strength=0.0),
)
SOURCES = (MembershipSource.SAID, MembershipSource.EVIDENCE, MembershipSource.RULE)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Five people: Anna surely a customer, Bo perhaps, Ca none any more, Di gone, El unknown."""
    shares = {"anna": 1.0, "bo": 0.6, "ca": 0.0, "di": 1.0}
    with open_store(tmp_path / "kreds.db") as opened:
        fill(opened, PEOPLE)
        with opened.writing() as db:
            groups = {
                one.number: [Membership("current_customer", shares[one.slug], SOURCES[place % 3])]
                for place, one in enumerate(PEOPLE)
                if one.slug in shares
            }
            write_memberships(db, groups)
            for slug, values in {
                "anna": {
                    "segment": "current_customer",
                    "function": "purchasing",
                    "seniority": "director",
                    "place": "Aarhus N",
                    "industry": "Energi",
                },
                "bo": {
                    "segment": "current_customer",
                    "function": "purchasing",
                    "seniority": "staff",
                    "place": "Aarhus",
                },
                "ca": {"function": "sales", "seniority": "director"},
            }.items():
                db.execute(update(relations).where(relations.c.slug == slug).values(**values))
        yield opened


def test_a_group_is_the_sum_of_its_shares(store: Store) -> None:
    """One and six tenths of four are customers, one of them strong; who is gone is not counted."""
    found = composition(store)
    assert (found.all.people, found.all.strong) == (4, 1)
    group = found.group("current_customer")
    assert (group.people, group.certain) == (2, 1)
    counts = group.counts
    assert counts[Weighing.ALL].expected == pytest.approx(1.6)
    assert counts[Weighing.ALL].share == pytest.approx(0.4)
    assert counts[Weighing.ALL].variance == pytest.approx(0.24)
    assert counts[Weighing.STRONG].expected == pytest.approx(1.0)
    assert counts[Weighing.STRONG].variance == pytest.approx(0.0)
    assert counts[Weighing.STRENGTH].expected == pytest.approx(0.9 + 0.6 * 0.5)
    assert counts[Weighing.STRENGTH].variance == pytest.approx(0.24 * 0.25)
    assert dict(group.by_source) == {MembershipSource.SAID: 1.0, MembershipSource.EVIDENCE: pytest.approx(0.6)}


def test_the_sizes_by_source_sum_to_the_size(store: Store) -> None:
    """Whatever a number is asked for, its parts make it up; and so do sectors, parts and the unknown."""
    found = composition(store)
    for group in found.groups:
        assert sum(group.by_source.values()) == pytest.approx(group.counts[Weighing.ALL].expected)
    for parts in found.parts.values():
        assert sum(one.weights.people for one in parts) == found.all.people
        assert sum(one.weights.strong for one in parts) == found.all.strong
    assert sum(found.sectors.values()) == found.all.people
    assert found.sectors[""] == found.unknown.people == 2


def test_years_count_who_was_there_then(store: Store) -> None:
    """Who has left since was there before; a year without news stands between."""
    years = composition(store).years
    assert [(one.year, one.relations) for one in years] == [(2019, 2), (2020, 4), (2021, 3)]
    assert [one.groups["current_customer"] for one in years] == pytest.approx([2.0, 2.6, 1.6])


def test_companies_are_one_whatever_they_are_called_that_day(store: Store) -> None:
    """What cannot be told comes last, and is not hidden."""
    parts = composition(store).parts[Dimension.FUNCTION]
    assert [(one.value, one.weights.people) for one in parts] == [("purchasing", 2), ("sales", 1), ("", 1)]
    assert composition(store).parts[Dimension.COMPANY][-1].value == ""


def test_the_goal_gives_the_order_and_the_gaps(store: Store) -> None:
    """The goal's groups come first, also those that nobody is in; weighed, only shares are wanted."""
    goal = Goal("1", "Sælge", (Target("press", 0.25, 3), Target("current_customer", 0.5)))
    found = composition(store)
    assert [one.segment for one in found.ordered(goal)] == ["press", "current_customer"]
    assert [(one.segment, one.want, round(one.missing, 3)) for one in found.gaps(goal)] == [
        ("press", 3.0, 3.0),
        ("current_customer", 2.0, 0.4),
    ]
    assert found.gaps(goal, Weighing.STRONG)[0].want == 0.25
    assert found.gaps(None) == ()


def test_whom_the_goal_wants_to_talk_with(store: Store) -> None:
    """Every criterion must hold, one of its values is enough; words find what holds them; companies are counted."""
    both = reached(store, Audience(functions=("purchasing",), seniorities=("director", "owner")))
    assert (both.people, both.strong, both.is_narrow) == (1, 1, True)
    assert reached(store, Audience(places=("aarhus",))).people == 2
    assert reached(store, Audience(industries=("energi", "Byg"), places=("aarhus",))).people == 1
    everybody = reached(store, Audience(companies=("Nordlys", "NORDLYS ApS", "Fjern", " ")))
    assert not everybody.is_narrow
    assert [(one.name, one.people, one.strong) for one in everybody.accounts] == [
        ("NORDLYS ApS", 2, 1),
        ("Fjern", 0, 0),
    ]


def test_an_empty_network(tmp_path: Path) -> None:
    """Where nobody is, everything is nothing and nothing fails."""
    with open_store(tmp_path / "kreds.db") as opened:
        found = composition(opened)
        assert (found.all.people, found.groups, found.years) == (0, (), ())
        assert found.gaps(Goal("1", "x", (Target("press", 0.5),)), Weighing.STRENGTH)[0].missing == 0
        assert reached(opened, Audience(functions=("sales",))).people == 0


def test_many_values_are_counted_together(tmp_path: Path) -> None:
    """Only some companies are named; the rest is one part that loses nobody."""
    people = [Someone(f"P{n}", f"p{n}", company=f"Firma {n}") for n in range(NAMED + 5)]
    with open_store(tmp_path / "kreds.db") as opened:
        fill(opened, people)
        parts = composition(opened).parts[Dimension.COMPANY]
        assert [one.weights.people for one in parts if one.is_rest] == [5]
        assert sum(one.weights.people for one in parts) == len(people)
