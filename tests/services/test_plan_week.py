"""The week: fixed when it is first looked at, answered line by line, true to the network and within what was wished."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bench.agenda import measure
from kreds.errors import UsageError
from kreds.model.agenda import AgendaLine, AgendaPlan, LineSaid, LineState, OccasionKind, Part, Week
from kreds.model.log import LogKind
from kreds.services.judge_relations import undo
from kreds.services.log_contact import log_contact
from kreds.services.make_demo import DemoOrder
from kreds.services.plan_week import (
    begin_week,
    occasions_of,
    peek,
    say_line,
    set_agenda_plan,
    set_cadence,
    tie_of,
    week,
)
from kreds.store.database import Store, open_store
from tests.web.serving import NOW, connections_zip, demo_store, imported

TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with an invented network, to be copied."""
    return demo_store(tmp_path_factory.mktemp("made"), relations=260, messages=4_000)


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of it."""
    copy = tmp_path / "kreds.db"
    copy.write_bytes(made.read_bytes())
    with open_store(str(copy)) as opened:
        yield opened


def looked(store: Store, day: date = TODAY) -> Week:
    """The week of a day."""
    return week(store, today=day, at=NOW)


def somebody(found: Week) -> AgendaLine:
    """The first open line about a person."""
    return next(line for line in found.lines if line.relation and line.state is LineState.OPEN)


def person(line: AgendaLine) -> int:
    """The number of whom a line is about."""
    assert line.relation
    return int(line.relation.id, 16)


def test_a_week_stays_as_it_was_begun(store: Store) -> None:
    """Whoever looks again, on any day of the week, sees the same lines, whatever else they have said meanwhile."""
    assert peek(store, today=TODAY) is None
    first = looked(store)
    assert first.lines
    assert sum(line.occasion.minutes for line in first.lines) <= first.plan.budget
    set_cadence(store, person(first.lines[-1]) if first.lines[-1].relation else person(somebody(first)), 14, at=NOW)
    again = looked(store, TODAY + timedelta(days=6))
    assert [line.id for line in again.lines] == [line.id for line in first.lines]
    assert peek(store, today=TODAY) == again


def test_done_is_done_and_can_be_undone(store: Store) -> None:
    """A line that is done stays in the week as done, and is open again after an undo."""
    line = somebody(looked(store))
    number = say_line(store, line.id, LineSaid.DONE, today=TODAY, at=NOW).id
    states = {one.id: one for one in looked(store).lines}
    assert (states[line.id].state, states[line.id].decision) == (LineState.DONE, number)
    assert len(states) == len(looked(store).lines)
    undo(store, at=NOW, number=number)
    assert {one.state for one in looked(store).lines} == {LineState.OPEN}


@pytest.mark.parametrize("said", [LineSaid.LATER, LineSaid.NOT_PERSON, LineSaid.NOT_KIND])
def test_what_is_not_wanted_makes_room(store: Store, said: LineSaid) -> None:
    """A line that is put away makes room for others, within the time, and none about the same person or of its kind."""
    before = looked(store)
    line = somebody(before)
    say_line(store, line.id, said, today=TODAY, at=NOW)
    after = looked(store)
    assert [one.id for one in after.lines][: len(before.lines)] == [one.id for one in before.lines]
    fresh = after.lines[len(before.lines) :]
    assert after.minutes <= after.plan.budget
    assert line.relation not in [one.relation for one in fresh]
    if said is LineSaid.NOT_KIND:
        assert line.occasion.kind not in [one.occasion.kind for one in fresh]


def test_later_is_later_and_not_this_person_is_never(store: Store) -> None:
    """What is for later comes again after its day; whoever is not wanted comes in no later week."""
    found = looked(store)
    later, never = [line for line in found.lines if line.relation][:2]
    say_line(store, later.id, LineSaid.LATER, today=TODAY, at=NOW, until=TODAY + timedelta(days=20))
    say_line(store, never.id, LineSaid.NOT_PERSON, today=TODAY, at=NOW)
    weeks = [looked(store, TODAY + timedelta(weeks=number)) for number in range(1, 12)]
    ids = [[line.id for line in one.lines] for one in weeks]
    assert later.id not in ids[0]
    assert never.relation not in [line.relation for one in weeks for line in one.lines]


def test_contact_that_was_logged_ends_an_occasion(store: Store) -> None:
    """Whoever was met or written to since the week began needs no line any more, and the week says so."""
    found = looked(store)
    line = next(one for one in found.lines if one.occasion.kind in (OccasionKind.QUIET, OccasionKind.DUE))
    log_contact(store, [person(line)], LogKind.MET, "", TODAY, today=TODAY, at=NOW)
    states = {one.id: one.state for one in looked(store).lines}
    assert states.pop(line.id) is LineState.OVER
    assert set(states.values()) == {LineState.OPEN}


def test_never_means_never(store: Store) -> None:
    """Somebody whose cadence is never has no line in any later week, and none now when the week is made anew."""
    line = somebody(looked(store))
    set_cadence(store, person(line), 0, at=NOW)
    begin_week(store, TODAY, at=NOW)
    weeks = [looked(store, TODAY + timedelta(weeks=number)) for number in range(6)]
    assert line.relation not in [one.relation for found in weeks for one in found.lines]
    known = tie_of(store, person(line), today=TODAY)
    assert known
    assert known[1] == 0


def test_the_plan_is_followed_at_once(store: Store) -> None:
    """Less time and another mix change what is open now; what was done stays."""
    line = somebody(looked(store))
    say_line(store, line.id, LineSaid.DONE, today=TODAY, at=NOW)
    mix = {Part.LISTEN: 100, Part.LEARN: 0, Part.HELP: 0, Part.INSPIRE: 0}
    set_agenda_plan(store, replace(AgendaPlan(), days=(1,), minutes=15, mix=mix), today=TODAY, at=NOW)
    after = looked(store)
    assert after.plan.budget == 15
    assert {one.occasion.part for one in after.lines if one.state is LineState.OPEN} <= {Part.LISTEN}
    assert LineState.DONE in {one.state for one in after.lines if one.id == line.id}
    assert {(one.day - after.monday).days for one in after.lines} == {1}


def test_a_holiday_has_no_agenda(store: Store) -> None:
    """In a week that is free nothing is chosen, and nothing is begun."""
    plan = replace(AgendaPlan(), holidays=((TODAY, TODAY + timedelta(days=6)),))
    set_agenda_plan(store, plan, today=TODAY, at=NOW)
    found = looked(store)
    assert found.holiday
    assert found.lines == ()
    assert peek(store, today=TODAY) is None
    assert looked(store, TODAY + timedelta(days=7)).lines


def test_wrong_words_are_refused(store: Store) -> None:
    """A line that is not there, a day that is gone and numbers without sense are refused, and nothing is said."""
    line = somebody(looked(store))
    with pytest.raises(UsageError):
        say_line(store, "quiet:nobody:", LineSaid.DONE, today=TODAY, at=NOW)
    with pytest.raises(UsageError):
        say_line(store, line.id, LineSaid.LATER, today=TODAY, at=NOW, until=TODAY)
    for wrong in (replace(AgendaPlan(), minutes=0), replace(AgendaPlan(), mix=dict.fromkeys(Part, 0))):
        with pytest.raises(UsageError):
            set_agenda_plan(store, wrong, today=TODAY, at=NOW)
    with pytest.raises(UsageError):
        set_cadence(store, person(line), 9_999, at=NOW)
    assert {one.state for one in looked(store).lines} == {LineState.OPEN}


def test_only_a_list_of_connections(tmp_path: Path) -> None:
    """With nothing but Connections.csv little is said, what is said is true, and what is missing is named."""
    rows = [
        ("Anna", "Holm", "", "", "Nordlys", "CFO", "03 Dec 2021"),
        ("Bo", "Friis", "", "", "Havnen", "Jobsøgende", "09 May 2018"),
        ("Ida", "Lund", "", "", "Havnen", "CEO", "14 Jan 2012"),
    ]
    store = imported(tmp_path, [connections_zip(tmp_path / "Connections.zip", rows)])
    with open_store(str(store)) as opened:
        found = looked(opened)
        assert {"messages", "posts", "goal"} <= set(found.missing)
        assert {line.occasion.kind for line in found.lines} <= {OccasionKind.JOB_SEEKER}


def test_nobody_at_all(tmp_path: Path) -> None:
    """An empty store has an empty week, and does not begin it."""
    with open_store(str(tmp_path / "kreds.db")) as opened:
        assert looked(opened).lines == ()
        assert peek(opened, today=TODAY) is None


def test_somebody_has_their_occasions(store: Store) -> None:
    """Whoever stands in the week has that occasion on their own page, too."""
    line = somebody(looked(store))
    assert line.id in [one.key for one in occasions_of(store, person(line), today=TODAY)]


def test_the_lines_hit_what_is_true(tmp_path: Path) -> None:
    """Of an invented network four of five lines hit a true occasion, none too often, all fading strong ones in time."""
    found = measure(tmp_path, DemoOrder(relations=500, messages=8_000), does=True, weeks=4)
    assert found.lines.total() >= 20
    assert found.share >= 0.8
    assert found.too_often == 0
    assert found.fading
    assert found.late == 0
