"""A step of the deck is one step, and its card says what the relation's page says."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kreds.errors import UsageError
from kreds.model.criteria import Fact
from kreds.model.decision import Decision, DecisionKind
from kreds.model.relation import RelationQuery
from kreds.model.review import Choice, Fate, Portion
from kreds.services.answer_questions import answer
from kreds.services.decide import take_back
from kreds.services.read_network import find_relations, show_relation
from kreds.services.review_card import card, rows
from kreds.services.review_portion import deck, finish, open_portion, say_fate, say_step, take_back_step
from kreds.services.trials import put_on_trial
from kreds.store import decisions
from kreds.store.database import Store, open_store
from tests.web.serving import demo_store

TODAY = date(2026, 11, 1)
AT = 1_790_000_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """60 invented relations."""
    with open_store(demo_store(tmp_path, relations=60, messages=600)) as found:
        yield found


@pytest.fixture
def portion(store: Store) -> Portion:
    """Twenty of them, open."""
    return open_portion(store, Choice.LIKELY, "", 20, today=TODAY, at=AT)


def step(store: Store, portion: Portion, person: str, fate: Fate, name: str, *, seen: int = 0) -> Fate | None:
    """Say it as the deck does; what was said elsewhere meanwhile."""
    return say_step(
        store, int(person, 16), fate, portion=portion.id, step=name, seen=seen, today=TODAY, at=AT
    ).meanwhile


def reviews(store: Store) -> list[Decision]:
    """What was said of fates and stands."""
    with store.reading() as db:
        return decisions.list_standing(db, DecisionKind.REVIEW)


def left(store: Store) -> tuple[str, ...]:
    """Who is left."""
    found = deck(store, today=TODAY)
    assert found
    return found.progress.left


def test_a_step_has_one_name(store: Store, portion: Portion) -> None:
    """Sent again it changes nothing, not even where it was taken back meanwhile; another name is another step."""
    person = left(store)[0]
    for _ in range(2):
        step(store, portion, person, Fate.SKIP, "one-step")
    assert len(reviews(store)) == 1
    take_back(store, at=AT)
    step(store, portion, person, Fate.SKIP, "one-step")
    assert reviews(store) == []
    step(store, portion, person, Fate.SKIP, "two-step")
    assert len(reviews(store)) == 1


def test_what_was_not_seen(store: Store, portion: Portion) -> None:
    """Said elsewhere in between: the later answer counts, the same one and a skip say nothing; seen, a skip is one."""
    person = left(store)[0]
    assert step(store, portion, person, Fate.KEEP, "first-one") is None
    assert step(store, portion, person, Fate.SKIP, "behind-skip") is Fate.KEEP
    assert step(store, portion, person, Fate.KEEP, "behind-same") is Fate.KEEP
    assert len(reviews(store)) == 1
    assert step(store, portion, person, Fate.LET_GO, "behind-other") is Fate.KEEP
    assert [one.value["fate"] for one in reviews(store)] == ["keep", "let_go"]
    newest = reviews(store)[-1].id
    assert step(store, portion, person, Fate.UNSURE, "seen-doubt", seen=newest) is None
    assert [one.value["fate"] for one in reviews(store)] == ["keep", "let_go", "unsure"]


def test_no_step_into_a_finished_portion(store: Store, portion: Portion) -> None:
    """A window left open over a finish cannot say anything more into it."""
    person = left(store)[0]
    finish(store, today=TODAY, at=AT)
    with pytest.raises(UsageError, match="finished"):
        step(store, portion, person, Fate.KEEP, "too-late-1")
    assert reviews(store) == []


def test_undo_takes_back_the_steps_of_this_portion_only(store: Store) -> None:
    """What was said before it was opened stays; a named step is taken back once; a trial goes with its fate."""
    before = deck_less(store)
    opened = open_portion(store, Choice.RANDOM, "", 20, today=TODAY, at=AT)
    assert take_back_step(store, at=AT) == ""
    person = left(store)[0]
    step(store, opened, person, Fate.TRIAL, "on-trial-1")
    found = deck(store, today=TODAY)
    assert found
    assert found.last
    assert take_back_step(store, at=AT, number=found.last) == person
    assert take_back_step(store, at=AT, number=found.last) == ""
    assert show_relation(store, person).relation.trial.until is None
    assert len(reviews(store)) == before


def deck_less(store: Store) -> int:
    """Say something outside of any portion; how much then stands."""
    someone = next(iter(open_and_close(store)))
    say_fate(store, [int(someone, 16)], Fate.CULTIVATE, today=TODAY, at=AT)
    return len(reviews(store))


def open_and_close(store: Store) -> tuple[str, ...]:
    """The people of a portion that is finished at once."""
    open_portion(store, Choice.UNSEEN, "", 20, today=TODAY, at=AT)
    people = left(store)
    finish(store, today=TODAY, at=AT)
    return people


def test_the_card_gives_the_reasons_of_the_page(store: Store, portion: Portion) -> None:
    """Reckoned ahead for many or alone, before and after an answer: a card's reasons are those of the page."""
    people = left(store)
    for person in people[:8]:
        assert card(store, person, today=TODAY, ahead=people).view.reasons == show_relation(store, person).reasons
    answer(store, [int(people[0], 16)], [Fact.MET], True, at=AT)
    for person in people[:3]:
        assert card(store, person, today=TODAY, ahead=people).view.reasons == show_relation(store, person).reasons
        assert card(store, person, today=TODAY).view.relation == show_relation(store, person).relation


def test_the_table_proposes_what_the_card_does(store: Store, portion: Portion) -> None:
    """The same rules, line and protections, in the order that was asked for."""
    people = left(store)
    found = rows(store, people, today=TODAY)
    assert [row.relation.id for row in found] == list(people)
    for row in found[:6]:
        assert row.proposal == card(store, row.relation.id, today=TODAY).proposal


def test_trials_that_come_due_join_the_open_portion(store: Store, portion: Portion) -> None:
    """A trial that ends while a portion is open is in it, first, without being asked for."""
    outside = next(
        one for one in rows(store, all_ids(store), today=TODAY) if one.relation.id not in left(store)
    ).relation
    put_on_trial(store, [int(outside.id, 16)], date(2026, 12, 1), today=TODAY, at=AT)
    assert outside.id not in left(store)
    later = deck(store, today=date(2026, 12, 1))
    assert later
    assert later.next == outside.id
    assert card(store, outside.id, today=date(2026, 12, 1)).view.since_trial is not None


def all_ids(store: Store) -> list[str]:
    """Everybody one is connected to."""
    found = find_relations(store, RelationQuery(connected="current", per_page=None))
    return [one.id for one in found.relations]
