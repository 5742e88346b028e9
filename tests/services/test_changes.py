"""What has changed between two days: judged alike on both, the person's word above both, the silent strong first."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from kreds.errors import UsageError
from kreds.model.change import ChangeKind, Compared
from kreds.model.criteria import Criterion, Emphasis, Fact
from kreds.model.level import Level
from kreds.model.relation import RelationQuery
from kreds.services import changes as service
from kreds.services.answer_questions import answer
from kreds.services.changes import changes, known_changes
from kreds.services.judge_relations import name_owner, overrule_level, set_half_life
from kreds.services.read_frames import frames
from kreds.services.read_network import find_relations, show_relation
from kreds.services.trust import EMPTY, NO_MESSAGES
from kreds.services.weigh_criteria import weigh
from kreds.store.database import Store, open_store
from kreds.ties import features, judge
from kreds.ties.backtest import SHORT
from kreds.ties.silence import SILENT_ACTIVE_DAYS
from tests.services.importing import imported, network, relations_of, written
from tests.services.test_trust import with_messages
from tests.web.serving import connections_zip

YEAR = timedelta(days=365)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of 600 invented relations."""
    return written(tmp_path_factory.mktemp("archive"), of=network(relations=600, messages=10_000)).paths[0]


@pytest.fixture
def store(tmp_path: Path, invented: Path) -> Iterator[Store]:
    """A store that holds it."""
    with open_store(tmp_path / "kreds.db") as opened:
        imported(opened, invented)
        yield opened


def last_day(store: Store) -> date:
    """The last day that the data covers."""
    found = changes(store).as_of
    assert found is not None
    return found


def test_both_days_are_judged_alike(store: Store) -> None:
    """Judged today the way the earlier day is judged, everybody has the level that the list shows."""
    own = frames(store)
    measured = features(own.interactions, own.relations, day=own.day, context=own.context)
    today = judge(measured, day=own.day, coverage=own.coverage)
    shown = {int(one.id, 16): one.level.value for one in relations_of(store)}
    assert dict(today.select("person", "level").rows()) == shown


def test_each_change_is_a_level_of_then_against_that_of_now(store: Store) -> None:
    """The levels before are those of a judgement as of that day; who was connected later has not changed but is new."""
    since = last_day(store) - YEAR
    found, own = changes(store, since), frames(store)
    day = own.day - 365
    known = own.relations.filter(pl.col("connected_day").is_null() | (pl.col("connected_day") <= day))
    measured = features(own.interactions, known, day=day, context=own.context)
    then = judge(measured, day=day, coverage=own.coverage)
    before = dict(then.select("person", "level").rows())
    everybody = [*found.silent, *found.stronger, *found.fading]
    assert len(everybody) > 10
    assert all(one.before.value == before[int(one.relation.id, 16)] for one in everybody)
    assert len({one.relation.id for one in everybody}) == len(everybody) == sum(found.counts.values())
    assert sum(found.before.values()) == sum(found.now.values())
    assert found.new == sum(one.connected_on is not None and one.connected_on > since for one in relations_of(store))


def test_only_a_broken_habit_is_silent(store: Store) -> None:
    """Each of the silent was or is strong, has a usual gap, and has not been in touch for eight of them."""
    found = changes(store, last_day(store) - 2 * YEAR)
    assert found.silent
    for one in found.silent:
        assert Level.STRONG in (one.before, one.relation.level)
        assert one.usual_gap is not None
        assert one.silent_days is not None
        assert one.silent_days > 8 * one.usual_gap
        assert one.relation.messages_in + one.relation.messages_out >= SILENT_ACTIVE_DAYS
        assert "it has been" in one.why.english()


def test_the_persons_word_holds_for_both_days(store: Store) -> None:
    """Who is said to be something has not changed; one whose silence is new is told of all the same."""
    since = last_day(store) - 2 * YEAR
    stronger, silent = changes(store, since).stronger[0], changes(store, since).silent[0]
    for one, level in ((stronger, Level.WORTHLESS), (silent, Level.STRONG)):
        overrule_level(store, one.relation.id, level, at=1)
    found = changes(store, since)
    everybody = {one.relation.id: one for kind in ChangeKind for one in found.of(kind)}
    assert stronger.relation.id not in everybody
    told = everybody[silent.relation.id]
    assert (told.kind, told.before, told.relation.level) == (ChangeKind.SILENT, Level.STRONG, Level.STRONG)


def test_answers_and_criteria_hold_for_both_days(store: Store) -> None:
    """What the person knows or weighs otherwise today changes how both days are judged, and is no change over time."""
    since = last_day(store) - YEAR
    before = changes(store, since)
    never = next(
        one
        for one in relations_of(store)
        if one.level is Level.WORTHLESS
        and not (one.messages_in or one.messages_out)
        and one.connected_on
        and one.connected_on < since - 2 * YEAR
    )
    answer(store, [int(never.id, 16)], [Fact.KNOWS, Fact.MET], True, at=1)
    after = changes(store, since)
    assert show_relation(store, never.id).relation.level is not Level.WORTHLESS
    assert never.id not in {one.relation.id for kind in ChangeKind for one in after.of(kind)}
    assert after.before != before.before
    weigh(store, {Criterion.INTERACT: Emphasis.LITTLE}, at=2)
    weighed = changes(store, since)
    assert weighed.before != after.before
    assert weighed.now != after.now


def test_a_decision_measures_nothing_anew(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a decision only levels are compared again; after another half-life everything is."""
    assert known_changes(store) is None
    first = changes(store)
    assert known_changes(store) is first
    who = find_relations(store, RelationQuery(levels=(Level.AVERAGE,))).relations[0].id
    with monkeypatch.context() as patch:
        patch.setattr(service, "frames", None)
        overrule_level(store, who, Level.STRONG, at=1)
        assert known_changes(store) is None
        assert changes(store) is not first
    set_half_life(store, 90, at=2)
    assert changes(store).before != first.before


def test_the_days_offered_begin_with_the_download_before(tmp_path: Path) -> None:
    """With one download the last quarter is looked at, with another before it the time since that."""
    earlier = written(tmp_path / "earlier").paths
    later = written(tmp_path / "later", of=network(later_days=400)).paths
    with open_store(tmp_path / "kreds.db") as opened:
        imported(opened, *earlier)
        alone = changes(opened)
        assert alone.as_of is not None
        assert [one.basis for one in alone.offered] == ["90", "182", "365"]
        assert alone.since == alone.as_of - timedelta(days=90)
        imported(opened, *later, today=date(2028, 1, 1))
        after = changes(opened)
        assert after.offered[0] == Compared("download", alone.as_of)
        assert after.since == alone.as_of
        assert after.gone == sum(one.no_longer_since is not None for one in relations_of(opened)) > 0
        shown = show_relation(opened, after.stronger[0].relation.id).relation
        assert shown == after.stronger[0].relation


@pytest.mark.parametrize("since", [date(1999, 1, 1), date(2030, 1, 1)])
def test_a_day_nothing_is_known_of_is_refused(store: Store, since: date) -> None:
    """Neither before the first message nor after the last day can be compared with."""
    with pytest.raises(UsageError, match=str(since.year)):
        changes(store, since)


def test_thin_data_says_what_is_missing(tmp_path: Path) -> None:
    """Nothing, a list without messages, and messages of one month: each is told in words."""
    with open_store(tmp_path / "kreds.db") as opened:
        assert changes(opened).refusal == EMPTY
        rows = [("Ada", "Lund", "https://www.linkedin.com/in/ada", "", "Nordlys", "CEO", "03 Oct 2020")]
        imported(opened, connections_zip(tmp_path / "one.zip", rows))
        assert changes(opened, date(2020, 10, 1)).refusal == NO_MESSAGES
        imported(opened, with_messages(tmp_path / "thin", ["2026-08-20", "2026-09-05"]))
        found = changes(opened)
        assert (found.refusal, found.as_of) == (SHORT, date(2026, 9, 5))
        assert found.missing is not None
        assert found.missing.facts == {"since": date(2026, 8, 20)}


def test_one_relation_is_enough(tmp_path: Path) -> None:
    """A network of one is compared like any other."""
    with open_store(tmp_path / "kreds.db") as opened:
        imported(opened, with_messages(tmp_path / "one", ["2020-01-05", "2026-09-01", "2026-09-05"]))
        name_owner(opened, "me", at=1)
        found = changes(opened)
    assert sum(found.before.values()) == 1
    assert [one.why.english() for one in found.stronger] == ["You have written with each other on 2 days since"]
