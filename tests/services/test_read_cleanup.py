"""The numbers of the clean-up's first page, the work list, what became of it, and every change of mind."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update

from kreds.cleanup.rules import propose
from kreds.model.level import Level, Seen, Sign
from kreds.model.relation import Relation, RelationQuery
from kreds.model.review import Advice, Choice, Fate, Ground, Plan
from kreds.services.after_review import reconsider, tick_off
from kreds.services.cleanup_history import free_to_invite, history, why_of
from kreds.services.decide import take_back
from kreds.services.find_relations import find_relations
from kreds.services.judge_relations import overrule_levels
from kreds.services.outsiders import read_around
from kreds.services.read_cleanup import LetGoState, clean_up, let_go
from kreds.services.reader import Reader
from kreds.services.review_portion import finish, open_portion, say_fate, set_plan
from kreds.services.work_list import work_list, work_sheet
from kreds.sources.kinds import Kind
from kreds.store import tables
from kreds.store.database import Store, open_store
from tests.services.importing import TODAY, imported, written

NOW = 1_793_534_400
"""Noon of `TODAY`."""
LATER = TODAY + timedelta(days=40)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A small network, judged."""
    with open_store(tmp_path / "kreds.db") as opened:
        imported(opened, written(tmp_path / "archive").paths[0])
        yield opened


def current(store: Store) -> tuple[Relation, ...]:
    """All current relations."""
    return find_relations(store, RelationQuery(connected="current", per_page=None)).relations


def people(store: Store, count: int) -> list[int]:
    """The numbers of so many current relations that are not strong."""
    return [int(one.id, 16) for one in current(store) if one.level is not Level.STRONG][:count]


def let(store: Store, *going: int, at: int = NOW) -> None:
    """Let these go."""
    say_fate(store, going, Fate.LET_GO, today=TODAY, at=at)


def archived(store: Store, day: date) -> None:
    """A later list of connections in which everybody is as they were."""
    with store.writing() as db:
        number = (db.scalar(select(func.max(tables.archives.c.id))) or 0) + 1
        values = {"id": number, "import_id": 1, "name": "later.zip", "as_of": day.isoformat()}
        db.execute(insert(tables.archives).values(values))
        file = {"archive_id": number, "name": "Connections.csv", "kind": Kind.CONNECTIONS, "read": 1}
        db.execute(insert(tables.files).values({**file, "last_day": day.isoformat()}))


def left(store: Store, person: int, day: date) -> None:
    """A later list of connections without somebody."""
    values = {"no_longer_since": day.isoformat()}
    with store.writing() as db:
        db.execute(update(tables.relations).where(tables.relations.c.person == person).values(**values))


def test_the_counts_agree_with_the_rules(store: Store) -> None:
    """What the database counts as ready and open is what the rules say, whatever the signs and trials."""
    rng = random.Random(6)
    columns = tables.relations.c
    with store.writing() as db:
        for person in db.scalars(select(columns.person)).all():
            share = rng.random()
            values = {
                "level": rng.choice(list(Level)).value,
                "overruled": int(rng.random() < 0.1),
                "p_worthless": share,
                "p_average": 1 - share,
                "p_strong": 0.0,
                "trial_until": rng.choice(["", "", "", "2026-01-01", "2027-01-01"]),
                **{sign.value: rng.choices(list(Seen), (1, 6, 2))[0].value for sign in Sign},
            }
            db.execute(update(tables.relations).where(columns.person == person).values(**values))
    everybody = current(store)
    for line in (0.5, 0.7, 0.9):
        set_plan(store, Plan(line=line), at=NOW)
        ready = clean_up(store, today=TODAY).ready
        told = [propose(one, line=line, today=TODAY) for one in everybody]
        assert ready.ready == sum(one.advice is Advice.LET_GO for one in told)
        assert ready.open == sum(one.ground is Ground.OPEN for one in told)
        assert ready.worthless == sum(one.level is Level.WORTHLESS for one in everybody)
        assert ready.average == sum(one.level is Level.AVERAGE for one in everybody)
        assert ready.strong == sum(one.level is Level.STRONG for one in everybody)
        assert ready.ready
        assert ready.open


def test_the_list_follows_the_tick_and_the_next_archive(store: Store) -> None:
    """To do, ticked, still there all the same, gone: each as soon as it is known, and no sooner."""
    going = people(store, 3)
    let(store, *going)
    assert len(work_list(store, today=TODAY).to_do) == 3
    tick_off(store, going[:2], on=True, today=TODAY, at=NOW)
    found = work_list(store, today=TODAY)
    assert (len(found.to_do), len(found.ticked), found.today, found.is_enough) == (1, 2, 2, False)
    assert work_list(store, today=LATER).today == 0
    left(store, going[0], TODAY + timedelta(days=10))
    archived(store, TODAY + timedelta(days=10))
    found = work_list(store, today=LATER)
    assert [int(one.relation.id, 16) for one in found.still_there] == [going[1]]
    again = tick_off(store, going[1:2], on=True, today=LATER, at=NOW)
    assert work_list(store, today=LATER).still_there == ()
    take_back(store, at=NOW, number=again.id)
    assert (found.gone, len(found.to_do), len(found.ticked)) == (1, 1, 0)
    page = clean_up(store, today=LATER)
    assert (page.to_do, page.still_there) == (1, 1)
    tick_off(store, going[1:2], on=False, today=LATER, at=NOW)
    assert len(work_list(store, today=LATER).to_do) == 2


def test_only_who_was_let_go_is_ticked_and_once(store: Store) -> None:
    """A tick for somebody who is not on the list, or has one, says nothing."""
    going = people(store, 2)
    let(store, going[0])
    assert tick_off(store, going, on=True, today=TODAY, at=NOW).relations == 1
    assert tick_off(store, going, on=True, today=LATER, at=NOW).id == 0
    assert work_list(store, today=LATER).ticked[0].removed_on == TODAY
    assert tick_off(store, going[1:], on=False, today=TODAY, at=NOW).id == 0


def test_an_archive_without_connections_confirms_nothing(store: Store) -> None:
    """Newer messages do not say who is still there: only a list of connections does."""
    going = people(store, 1)
    let(store, *going)
    tick_off(store, going, on=True, today=TODAY, at=NOW)
    with store.writing() as db:
        day = LATER.isoformat()
        db.execute(insert(tables.archives).values(id=99, import_id=1, name="m.zip", as_of=day))
        db.execute(insert(tables.files).values(archive_id=99, name="messages.csv", kind=Kind.MESSAGES, last_day=day))
    assert work_list(store, today=LATER).still_there == ()


def test_who_has_become_a_relation_again_is_off_the_list(store: Store) -> None:
    """Somebody who was removed, invited and accepted is neither to do nor still there, and stays in the history."""
    (person,) = people(store, 1)
    let(store, person)
    with store.writing() as db:
        values = {"connected_on": LATER.isoformat()}
        db.execute(update(tables.relations).where(tables.relations.c.person == person).values(**values))
    archived(store, LATER)
    assert work_list(store, today=LATER).listed == ()
    assert [one.state for one in let_go(store)] == [LetGoState.BACK]
    assert work_list(store, today=LATER).lost.relations == 0


def test_a_change_of_mind_is_kept_and_undone(store: Store) -> None:
    """Whoever is kept after all leaves the list with their tick, in the portion of old; undo brings both back."""
    portion = open_portion(store, Choice.RANDOM, "", 5, today=TODAY, at=NOW)
    going = people(store, 2)
    let(store, *going)
    finish(store, today=TODAY, at=NOW)
    tick_off(store, going[:1], on=True, today=TODAY, at=NOW)
    other = open_portion(store, Choice.RANDOM, "", 5, today=TODAY, at=NOW)
    decided = reconsider(store, going[:1], at=NOW + 60)
    assert decided.relations == 1
    assert len(work_list(store, today=TODAY).listed) == 1
    (changed,) = history(store, today=TODAY).changed
    assert (changed.let_go.said.fate, changed.after.said.fate) == (Fate.LET_GO, Fate.KEEP)
    assert changed.after.said.portion == portion.id != other.id
    assert history(store, today=TODAY).past[0].counts[Fate.KEEP] == 1
    take_back(store, at=NOW + 90, number=decided.id)
    found = work_list(store, today=TODAY)
    assert (len(found.to_do), len(found.ticked)) == (1, 1)
    assert history(store, today=TODAY).changed == ()
    assert reconsider(store, people(store, 9)[5:], at=NOW).id == 0


def test_who_was_let_go_is_not_invited_until_one_changes_ones_mind(store: Store) -> None:
    """The invite page leaves them out; a change of mind opens the way back, also where one called them worthless."""
    (person,) = people(store, 1)
    overrule_levels(store, [person], Level.WORTHLESS, at=NOW)
    let(store, person)
    left(store, person, LATER)
    with store.reading() as db:
        assert person in read_around(db).let_go
    reconsider(store, [person], at=NOW + 60)
    with store.reading() as db:
        assert person not in read_around(db).let_go


def test_what_became_of_it_tells_why_and_when(store: Store) -> None:
    """Of each one let go the level, confidence and signs of that day, whether gone, and when to invite again."""
    going = people(store, 2)
    let(store, *going)
    tick_off(store, going[:1], on=True, today=TODAY, at=NOW)
    told = {int(one.relation.id, 16): one for one in history(store, today=TODAY).let_go}
    why = why_of(told[going[0]].said)
    assert why.level is told[going[0]].relation.level
    assert why.confidence is not None
    assert len(why.marks) == 3
    assert free_to_invite(told[going[0]]) == TODAY + timedelta(days=21)
    assert free_to_invite(told[going[1]]) is None
    bare = why_of(replace(told[going[0]].said, why={"level": "great", "marks": {"contact": 7}}))
    assert (bare.level, bare.confidence, dict(bare.marks)) == (Level.UNKNOWN, None, {})


def test_trials_and_portions_stand_in_the_history(store: Store) -> None:
    """A trial that came of a portion is listed with how it stands, a finished portion with its numbers."""
    open_portion(store, Choice.LIKELY, "", 10, today=TODAY, at=NOW)
    going = people(store, 2)
    say_fate(store, going[:1], Fate.TRIAL, today=TODAY, at=NOW)
    let(store, going[1])
    finish(store, today=TODAY, at=NOW)
    found = history(store, today=TODAY)
    assert [one.relation.trial.until is not None for one in found.trials] == [True]
    (past,) = found.past
    assert (past.counts[Fate.TRIAL], past.counts[Fate.LET_GO]) == (1, 1)
    assert past.portion.before == past.portion.after == found.now


def test_incognito_hides_who_was_let_go(store: Store) -> None:
    """Names, addresses and organizations are invented on the list, in its file and in the history."""
    going = people(store, 5)
    let(store, *going)
    plain = work_list(store, today=TODAY)
    hidden = Reader(store, incognito=True, today=TODAY).work_list()
    names = {one.relation.name for one in plain.listed}
    assert names.isdisjoint(one.relation.name for one in hidden.listed)
    assert not any(row[3] for row in work_sheet(hidden.listed).rows)
    assert set(plain.lost.organizations).isdisjoint(hidden.lost.organizations)
    told = Reader(store, incognito=True, today=TODAY).cleanup_history()
    assert names.isdisjoint(one.relation.name for one in told.let_go)
