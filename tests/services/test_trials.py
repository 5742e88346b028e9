"""Relations on trial: until when, what has come of it, how it ended; and who is the only one at a place."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kreds.bootstrap import open_app
from kreds.errors import UsageError
from kreds.model.level import Level
from kreds.model.relation import RelationQuery
from kreds.model.trial import NO_TRIAL, Trial, TrialOutcome
from kreds.services.find_relations import find_people, find_relations
from kreds.services.held_about import held_about
from kreds.services.judge_relations import name_owner, overrule_levels, rebuild, undo
from kreds.services.read_network import overview, show_relation
from kreds.services.reader import Reader
from kreds.services.trials import day_of_trial, end_trials, put_on_trial
from kreds.settings import Settings
from kreds.store.database import Store, open_store
from kreds.store.engines import SqliteEngines
from kreds.store.location import locate, prepare_file
from kreds.store.migrating import migrate
from tests.services.importing import imported, relations_of, written

TODAY, DUE = date(2026, 9, 1), date(2027, 3, 1)
HOME = "https://www.linkedin.com/in/"


def at(day: date) -> int:
    """A moment of a day."""
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())


@pytest.fixture
def store(store_url: str, tmp_path: Path) -> Iterator[Store]:
    """A store with the small network."""
    with open_store(store_url) as opened:
        imported(opened, *written(tmp_path / "in").paths)
        yield opened


def current(store: Store) -> list[int]:
    """Everybody one is connected to."""
    return find_people(store, RelationQuery(connected="current"))


def trial_of(store: Store, person: int) -> Trial:
    """The trial of somebody, as the list has it."""
    return show_relation(store, f"{person:013x}").relation.trial


def begin(store: Store, *people: int, until: date = DUE, today: date = TODAY) -> int:
    """Put people on trial; the decision's number."""
    return put_on_trial(store, people, until, today=today, at=at(today)).id


def found(store: Store, trial: str, today: date) -> list[int]:
    """Whom the filter finds on a day."""
    return Reader(store, today=today).find_people(RelationQuery(trial=trial))


def test_a_trial_is_due_when_its_day_comes(store: Store) -> None:
    """It runs to the day, is found as due from that day on, and another day moves it without beginning anew."""
    one, other, *_ = current(store)
    begin(store, one, other)
    assert trial_of(store, one) == Trial(since=TODAY, until=DUE)
    assert found(store, "on", TODAY) == sorted([one, other])
    assert found(store, "due", date(2027, 2, 28)) == []
    assert found(store, "due", DUE) == sorted([one, other])
    begin(store, one, until=date(2027, 6, 1), today=date(2026, 10, 1))
    assert trial_of(store, one) == Trial(since=TODAY, until=date(2027, 6, 1))
    assert overview(store).trials == (DUE, date(2027, 6, 1))
    order = RelationQuery(trial="on", sort="trial_until", descending=False)
    assert [int(relation.id, 16) for relation in find_relations(store, order).relations] == [other, one]
    undo(store, at=at(DUE))
    assert trial_of(store, one).until == DUE


def test_keeping_ends_the_trial_and_says_no_more(store: Store) -> None:
    """Who is kept has the level they had, is remembered as kept, and can be tried again."""
    one, *_ = current(store)
    level = show_relation(store, f"{one:013x}").relation.level
    begin(store, one)
    end_trials(store, [one], TrialOutcome.KEEP, at=at(DUE))
    kept = show_relation(store, f"{one:013x}").relation
    assert kept.trial == Trial(since=TODAY, outcome=TrialOutcome.KEEP, ended=DUE)
    assert (kept.level, kept.overruled) == (level, False)
    assert found(store, "on", DUE) == []
    assert found(store, "keep", DUE) == [one]
    begin(store, one, until=date(2027, 9, 1), today=DUE)
    assert trial_of(store, one) == Trial(since=DUE, until=date(2027, 9, 1))


def test_letting_go_is_taken_back_whole(store: Store) -> None:
    """Who is let go is worthless by the person's word; one undo brings back trials and levels, also said ones."""
    one, other, *_ = current(store)
    overrule_levels(store, [one], Level.STRONG, at=at(TODAY))
    begin(store, one, other)
    before = relations_of(store)
    decided = end_trials(store, [one, other, 1], TrialOutcome.LET_GO, at=at(DUE))
    assert decided.relations == 2
    gone = [show_relation(store, f"{person:013x}").relation for person in (one, other)]
    assert [(one.level, one.overruled) for one in gone] == [(Level.WORTHLESS, True)] * 2
    assert found(store, "let_go", DUE) == sorted([one, other])
    taken = undo(store, at=at(DUE), number=decided.id)
    assert taken is not None
    assert taken.kind == "trial"
    assert relations_of(store) == before
    assert undo(store, at=at(DUE), number=decided.id) is None


def test_letting_one_go_is_taken_back_whole(store: Store) -> None:
    """Also of a single relation two things are said at once, and taken back at once."""
    one, *_ = current(store)
    begin(store, one)
    before = relations_of(store)
    end_trials(store, [one], TrialOutcome.LET_GO, at=at(DUE))
    undo(store, at=at(DUE))
    assert relations_of(store) == before


def test_a_stopped_trial_leaves_nothing_behind(store: Store) -> None:
    """As if it had not been, until that is undone."""
    one, *_ = current(store)
    begin(store, one)
    end_trials(store, [one], None, at=at(DUE))
    assert trial_of(store, one) == NO_TRIAL
    undo(store, at=at(DUE))
    assert trial_of(store, one).until == DUE


def test_trials_survive_a_rebuild_and_the_next_import(store: Store, tmp_path: Path) -> None:
    """They are decisions: what is derived is made anew from them."""
    one, other, third, *_ = current(store)
    begin(store, one, other, third)
    end_trials(store, [other], TrialOutcome.LET_GO, at=at(DUE))
    before = relations_of(store)
    rebuild(store)
    assert relations_of(store) == before
    imported(store, *written(tmp_path / "again").paths)
    assert relations_of(store) == before


def test_what_cannot_be_tried_is_refused(store: Store) -> None:
    """A day that has come or is far off, nobody, who is gone, and the end of what never began."""
    one, *_ = current(store)
    for until in (TODAY, date(2026, 8, 31), date(2031, 9, 2)):
        with pytest.raises(UsageError):
            begin(store, one, until=until)
    for months in (0, 61):
        with pytest.raises(UsageError):
            day_of_trial(None, months, today=TODAY)
    with pytest.raises(UsageError):
        begin(store, 1)
    with pytest.raises(UsageError):
        end_trials(store, [one], TrialOutcome.KEEP, at=at(TODAY))
    with pytest.raises(UsageError):
        find_relations(store, RelationQuery(trial="maybe"))
    assert day_of_trial(None, None, today=date(2026, 8, 31)) == date(2027, 2, 28)
    assert all(relation.trial == NO_TRIAL for relation in relations_of(store))


def test_all_that_is_held_tells_of_the_trial(store: Store) -> None:
    """Who asks is shown that they were on trial, until when, and what was said in the end."""
    one, *_ = current(store)
    begin(store, one)
    end_trials(store, [one], TrialOutcome.LET_GO, at=at(DUE))
    parts = {part.key: part.rows for part in held_about(store, f"{one:013x}").parts}
    said = [(getattr(row[1], "code", ""), row[2]) for row in parts["decisions"]]
    assert said == [("trial", "2027-03-01"), ("level", "worthless"), ("trial", "let_go")]
    assert {"trial_since", "trial_outcome", "bridge"} <= {row[0] for row in parts["measured"]}


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Store]:
    """Three relations, two of them at one place, with messages before and after a day."""
    connections = tmp_path / "Connections.csv"
    connections.write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        f"Anna,Holm,{HOME}anna-holm,,Nordhavn A/S,Chef,03 Oct 2020\n"
        f"Bo,Lind,{HOME}bo-lind,,nordhavn,Dykker,04 Oct 2020\n"
        f"Eva,Dam,{HOME}eva-dam,,Lyng,,05 Oct 2020\n"
    )
    messages = tmp_path / "messages.csv"
    days = ("2026-08-01 10:00", "2026-09-01 10:00", "2026-09-01 11:00", "2026-09-20 10:00")
    rows = [f"1,Anna Holm,{HOME}anna-holm,Me,{HOME}me,{day}:00 UTC,,Hej,INBOX" for day in days]
    rows.append(f"1,Me,{HOME}me,Anna Holm,{HOME}anna-holm,2026-09-21 10:00:00 UTC,,Hej,INBOX")
    head = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"
    messages.write_text("\n".join([head, *rows]) + "\n")
    with open_store(tmp_path / "kreds.db") as opened:
        imported(opened, connections, messages)
        name_owner(opened, "me", at=1)
        yield opened


def test_what_has_come_of_a_trial(small: Store) -> None:
    """Days, messages each way, from the first day of the trial to its end; beyond the files nothing is claimed."""
    anna, bo, eva = (int(show_relation(small, who).relation.id, 16) for who in ("anna-holm", "bo-lind", "eva-dam"))
    begin(small, anna, bo)
    begin(small, eva, today=date(2026, 10, 1))
    since = show_relation(small, "anna-holm").since_trial
    assert since is not None
    assert (since.days, since.messages_in, since.messages_out, since.others) == (3, 3, 1, 0)
    assert (since.is_covered, since.seen_to) == (True, date(2026, 9, 21))
    silent = show_relation(small, "bo-lind").since_trial
    assert silent is not None
    assert (silent.days, silent.is_covered) == (0, True)
    unknown = show_relation(small, "eva-dam").since_trial
    assert unknown is not None
    assert not unknown.is_covered
    end_trials(small, [anna], TrialOutcome.KEEP, at=at(date(2026, 9, 10)))
    ended = show_relation(small, "anna-holm").since_trial
    assert ended is not None
    assert (ended.days, ended.messages_in) == (1, 2)


def test_the_only_one_at_a_place_is_found(small: Store) -> None:
    """The value is in the list, which narrows to them and sorts by it."""
    values = {relation.name: (relation.bridge, relation.at_same_place) for relation in relations_of(small)}
    assert values == {"Anna Holm": (0.5, 2), "Bo Lind": (0.5, 2), "Eva Dam": (1.0, 1)}
    only = find_relations(small, RelationQuery(only_one=True)).relations
    assert [relation.name for relation in only] == ["Eva Dam"]
    assert find_relations(small, RelationQuery(sort="bridge")).relations[0].name == "Eva Dam"


def test_a_store_of_the_schema_before_opens(small: Store, tmp_path: Path) -> None:
    """What was imported and said before there were trials is all there, and can be tried."""
    overrule_levels(small, [int(show_relation(small, "bo-lind").relation.id, 16)], Level.STRONG, at=1)
    before = relations_of(small)
    small.close()
    _make_older(tmp_path / "kreds.db", tmp_path / "empty.db")
    app = open_app(str(tmp_path / "kreds.db"), settings=Settings(store=str(tmp_path / "kreds.db"), language="en"))
    assert relations_of(app.store) == before
    begin(app.store, int(before[0].id, 16))
    assert relations_of(app.store)[0].trial.until == DUE
    app.close()


_SHAPES = """
SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name NOT LIKE 'sqlite%' ORDER BY type DESC, name
"""


def _make_older(path: Path, empty: Path) -> None:
    """Give a store the tables and the marks of schema 3, derived by older rules."""
    prepare_file(locate(str(empty)))
    engines = SqliteEngines(locate(str(empty)))
    with engines.making() as db:
        migrate(db, 3)
        shapes = _shapes(db.exec_driver_sql(_SHAPES))
    engines.dispose()
    with sqlite3.connect(path) as old:
        now = _shapes(old.execute(_SHAPES))
        for table in {table for table, _ in set(now.items()) - set(shapes.items())}:
            old.execute(f"DROP TABLE {table}")
        for table in {table for table, _ in set(shapes.items()) - set(now.items())}:
            for shape in shapes[table]:
                old.execute(shape)
        old.execute("UPDATE alembic_version SET version_num = '0003'")
        old.execute("UPDATE meta SET value = '3' WHERE name = 'schema'")
        old.execute("DELETE FROM meta WHERE name = 'rebuilt'")
        old.execute("PRAGMA user_version = 3")
    old.close()


def _shapes(rows: Iterable[Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """How each table was made, with its indexes."""
    shapes: dict[str, tuple[str, ...]] = {}
    for table, sql in rows:
        shapes[table] = (*shapes.get(table, ()), sql)
    return shapes
