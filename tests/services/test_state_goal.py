"""Goals: stated, changed, chosen, given up, taken back; and which one counted when."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kreds.errors import UsageError
from kreds.model.decision import DecisionKind
from kreds.model.goal import Audience, Goal, GoalKind, Target
from kreds.model.relation import RelationQuery
from kreds.model.segment import Membership, MembershipSource
from kreds.services.find_relations import find_people
from kreds.services.judge_relations import undo
from kreds.services.said_goals import active_goal
from kreds.services.state_goal import (
    choose_goal,
    find_goal,
    give_up_goal,
    goal_history,
    mixed_goal,
    state_goal,
    stated_goals,
)
from kreds.store import decisions
from kreds.store.database import Store, open_store
from kreds.store.memberships import write_memberships
from kreds.store.tables import relations
from tests.services.small_stores import Someone, fill

DAY = 86_400


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two relations, of whom one is both customer and headhunter."""
    people = [Someone("Anna Holm", "anna"), Someone("Bo Lind", "bo")]
    with open_store(tmp_path / "kreds.db") as opened:
        fill(opened, people)
        both = ("current_customer", "headhunter")
        with opened.writing() as db:
            for one in both:
                value = {"segment": one, "on": True}
                decisions.add(db, at=0, kind=DecisionKind.SEGMENT, subject="in:anna", value=value)
            said = [Membership(one, 1.0, MembershipSource.SAID) for one in both]
            write_memberships(db, {people[0].number: said})
        yield opened


def first_groups(store: Store) -> dict[str, str]:
    """The first group of everybody."""
    with store.reading() as db:
        return dict(db.execute(relations.select().with_only_columns(relations.c.name, relations.c.segment)).all())


def test_goals_are_stated_changed_chosen_and_given_up(store_url: str) -> None:
    """The first goal counts by itself, another when it is chosen, and the first again when that one is given up."""
    with open_store(store_url) as store:
        sell, _ = state_goal(store, mixed_goal(" Sælge  mere ", {GoalKind.SELL: 1}), at=1)
        job, _ = state_goal(store, mixed_goal("Nyt job", {GoalKind.JOB: 2, GoalKind.EXPERT: 1}), at=2)
        assert sell.name == "Sælge mere"
        assert stated_goals(store).all == (sell, job)
        assert stated_goals(store).active == sell
        choose_goal(store, "nyt JOB", at=3)
        assert stated_goals(store).active == job
        assert not choose_goal(store, job.id, at=4).id
        changed, decided = state_goal(store, replace(sell, targets=(Target("press", 0.1, 3),)), at=5, choose=True)
        assert stated_goals(store) == replace(stated_goals(store), all=(changed, job), active=changed)
        assert not state_goal(store, changed, at=6, choose=True)[1].id
        assert undo(store, at=7) is not None
        assert decided.id
        assert stated_goals(store).active == job
        assert find_goal(store, sell.id) == sell
        give_up_goal(store, job.id, at=8)
        assert stated_goals(store).all == (sell,)
        assert stated_goals(store).active == sell
        undo(store, at=9)
        assert stated_goals(store).active == job


def test_the_first_group_follows_the_goal_that_counts(store: Store) -> None:
    """Who is a customer and a headhunter is shown as what the goal puts first; undo puts that back, too."""
    state_goal(store, mixed_goal("Sælge", {GoalKind.SELL: 1}), at=1)
    assert first_groups(store) == {"Anna Holm": "current_customer", "Bo Lind": ""}
    state_goal(store, mixed_goal("Job", {GoalKind.JOB: 1}), at=2, choose=True)
    assert first_groups(store)["Anna Holm"] == "headhunter"
    undo(store, at=3)
    assert first_groups(store)["Anna Holm"] == "current_customer"
    give_up_goal(store, "Sælge", at=4)
    assert first_groups(store)["Anna Holm"] in {"current_customer", "headhunter"}
    assert len(find_people(store, RelationQuery())) == 2


def test_the_history_tells_which_goal_counted_when(store: Store) -> None:
    """Every stretch has the goal as it was then; what was said at once is one step, what was taken back is none."""
    sell, _ = state_goal(store, mixed_goal("Sælge", {GoalKind.SELL: 1}), at=0)
    job, _ = state_goal(store, mixed_goal("Job", {GoalKind.JOB: 1}), at=10 * DAY, choose=True)
    more, _ = state_goal(store, replace(job, name="Nyt job"), at=20 * DAY)
    give_up_goal(store, more.id, at=30 * DAY)
    state_goal(store, mixed_goal("Lede", {GoalKind.LEAD: 1}), at=40 * DAY, choose=True)
    undo(store, at=41 * DAY)
    told = [(one.goal.name, one.since, one.until) for one in goal_history(store)]
    assert told == [
        (sell.name, date(1970, 1, 31), None),
        ("Nyt job", date(1970, 1, 21), date(1970, 1, 31)),
        ("Job", date(1970, 1, 11), date(1970, 1, 21)),
        ("Sælge", date(1970, 1, 1), date(1970, 1, 11)),
    ]


def test_a_goal_comes_back_as_it_was_stated(store: Store) -> None:
    """Kinds, audience, own groups, shares and numbers survive the way through a decision."""
    wanted = Goal(
        "",
        "Bestyrelser",
        (Target("own:Bestyrelser", 0.125, 7), Target("press", 0.0, 2)),
        {GoalKind.LEAD: 0.5},
        Audience(("sales",), ("owner",), ("Byggeri",), ("Aarhus", "  aarhus "), ("Nordlys A/S",)),
    )
    stated, _ = state_goal(store, wanted, at=1)
    assert stated.audience.places == ("Aarhus",)
    assert stated_goals(store).all == (stated,)
    with store.reading() as db:
        assert active_goal(db) == stated


@pytest.mark.parametrize(
    "goal",
    [
        Goal("", " ", (Target("press", 0.1),)),
        Goal("", "x" * 61, (Target("press", 0.1),)),
        Goal("", "Mål", ()),
        Goal("", "Mål", (Target("press", 1.1),)),
        Goal("", "Mål", (Target("press", float("nan")),)),
        Goal("", "Mål", (Target("press", 0.1, -1),)),
        Goal("", "Mål", (Target("shoes", 0.1),)),
        Goal("", "Mål", (Target("own:", 0.1),)),
        Goal("", "Mål", (Target("press", 0.1),), audience=Audience(functions=("dancing",))),
        Goal("g99", "Mål", (Target("press", 0.1),)),
        Goal("", "salg", (Target("press", 0.1),)),
    ],
)
def test_what_cannot_be_a_goal_is_refused(store: Store, goal: Goal) -> None:
    """No name, one that is taken, no groups, shares and numbers that cannot be: nothing is said."""
    state_goal(store, mixed_goal("Salg", {GoalKind.SELL: 1}), at=1)
    with pytest.raises(UsageError):
        state_goal(store, goal, at=2)
    assert len(stated_goals(store).all) == 1


def test_wrong_questions(store: Store) -> None:
    """A goal that is not there, and a weight that is none, are refused."""
    for ask in (choose_goal, give_up_goal):
        with pytest.raises(UsageError):
            ask(store, "none", at=1)
    with pytest.raises(UsageError):
        find_goal(store, "none")
    with pytest.raises(UsageError):
        mixed_goal("x", {GoalKind.SELL: -1})
