"""The agenda of a week: its lines are fixed when it is first looked at, and answered one by one."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Connection

from kreds.cultivation.agenda import choose, days_of, is_holiday, monday_of
from kreds.cultivation.cadence import cadence_of
from kreds.cultivation.inspire import Planned, content_calendar, topics_of
from kreds.cultivation.ties import Tie
from kreds.errors import UsageError
from kreds.model.agenda import (
    MOST_MINUTES,
    AgendaLine,
    AgendaPlan,
    LineSaid,
    LineState,
    Occasion,
    OccasionKind,
    Week,
)
from kreds.model.decision import Decided, DecisionKind
from kreds.model.log import LogKind
from kreds.model.relation import Relation
from kreds.services.decide import say_of_all
from kreds.services.find_week import Found, find_week
from kreds.services.log_contact import log_value
from kreds.services.relation_rows import relations_of
from kreds.services.said_agenda import (
    WEEK,
    SaidLine,
    plan_value,
    said_agenda_plan,
    said_lines,
    said_weeks,
    week_value,
)
from kreds.store import decisions
from kreds.store.database import Store
from kreds.store.relations import keys_by_person

LATER_DAYS = 7
"""So long a line that is put off waits, unless a day is named."""
TIRED_DAYS = 28
"""So long a kind of line is remembered when the next ones are chosen."""


def week(store: Store, *, today: date, at: int, fixes: bool = True) -> Week:
    """The agenda of the week that ``today`` lies in; the first look at it fixes its lines.

    Args:
        store: the store.
        today: any day of the week.
        at: now, in seconds since 1970-01-01 UTC: when the lines were fixed.
        fixes: whether looking fixes them; otherwise they are those that would be fixed now.
    """
    monday = monday_of(today)
    found = find_week(store, monday)
    if monday not in found.weeks and not is_holiday(found.plan, monday) and found.ground.ties:
        if fixes:
            begin_week(store, monday, at=at)
            found = find_week(store, monday)
        else:
            found = replace(found, weeks={**found.weeks, monday: _begun(found, monday, ())})
    return _week(store, found, monday)


def peek(store: Store, *, today: date) -> Week | None:
    """The week as it stands where it was begun, without beginning it; None before."""
    monday = monday_of(today)
    found = find_week(store, monday)
    return _week(store, found, monday) if monday in found.weeks else None


@dataclass(frozen=True, slots=True)
class Glance:
    """How a week stands, by what was said of it alone: lines that are done, open ones, and the minutes of these.

    Before it has been begun ``minutes`` are the time there is, and nothing is open or done.
    """

    done: int
    open: int
    minutes: int
    is_begun: bool


def glance(store: Store, *, today: date) -> Glance | None:
    """How the week stands, without looking at the network; None in a holiday or where no day is chosen."""
    monday = monday_of(today)
    with store.reading() as db:
        plan, _ = said_agenda_plan(db)
        said = {line.key: line.said for line in said_lines(db) if line.week == monday}
        lines = said_weeks(db).get(monday)
    if not plan.budget or is_holiday(plan, monday):
        return None
    if lines is None:
        return Glance(0, 0, plan.budget, is_begun=False)
    open_ = [one for one in lines if one.key not in said]
    done = sum(said.get(one.key) is LineSaid.DONE for one in lines)
    return Glance(done, len(open_), sum(one.minutes for one in open_), is_begun=True)


def begin_week(store: Store, monday: date, *, at: int, batch: int = 0) -> Decided:
    """Choose the lines of a week anew; those that were answered stay.

    Args:
        store: the store.
        monday: the first day of the week.
        at: now, in seconds since 1970-01-01 UTC.
        batch: the batch of what this follows from, taken back together with it; 0 for nothing.
    """
    found = find_week(store, monday)
    ends = {line.key for line in found.lines if line.week == monday}
    stays = tuple(one for one in found.weeks.get(monday, ()) if one.key in ends)
    chosen = _begun(found, monday, stays)
    return Decided(_fix(store, monday, (*stays, *chosen), at=at, batch=batch), len(chosen))


def _begun(found: Found, monday: date, stays: Collection[Occasion]) -> tuple[Occasion, ...]:
    """What a week begins with beside the lines that stay."""
    before = found.weeks.get(monday - timedelta(days=7), ())
    return _more(found, monday, stays, musts=sum(one.must for one in before))


def _more(found: Found, monday: date, lines: Collection[Occasion], *, musts: int = 0) -> tuple[Occasion, ...]:
    """What to put beside the lines of a week; what was put away gives up its time, its people have had their turn."""
    said = {line.key: line for line in found.lines if line.week == monday}
    stay = [one for one in lines if _holds(one, found, said)]
    gone = {who for one in lines if one.key in said for who in (one.person, one.other) if who}
    resting = found.resting | gone
    return choose(
        found.wanted,
        found.plan,
        monday=monday,
        resting=resting,
        kept=stay,
        musts=musts,
        lately=_lately(found, monday),
    )


def _lately(found: Found, monday: date) -> Mapping[OccasionKind, int]:
    """How often each kind stood in the weeks before."""
    weeks = [lines for begun, lines in found.weeks.items() if 0 < (monday - begun).days <= TIRED_DAYS]
    return Counter(one.kind for lines in weeks for one in lines)


def _holds(one: Occasion, found: Found, said: Mapping[str, SaidLine]) -> bool:
    """Whether a line takes its time in the week: it is done, or nobody has put it or its kind away."""
    return said[one.key].said is LineSaid.DONE if one.key in said else one.kind not in found.plan.off


def _fix(store: Store, monday: date, lines: Collection[Occasion], *, at: int, batch: int) -> int:
    """Keep which lines a week has."""
    together = {"batch": batch} if batch else {}
    with store.writing() as db:
        value = {**week_value(lines, _keys(db, lines)), **together}
        subject = f"{WEEK}{monday.isoformat()}"
        return decisions.add(db, at=at, kind=DecisionKind.AGENDA, subject=subject, value=value)


@dataclass(frozen=True, slots=True)
class LineNote:
    """What passed between the two, to be logged with a line that is done."""

    kind: LogKind
    text: str


def say_line(
    store: Store,
    line_id: str,
    said: LineSaid,
    *,
    today: date,
    at: int,
    until: date | None = None,
    note: LineNote | None = None,
) -> Decided:
    """Say of a line of this week that it is done, that it is for later, that it is not wanted, or none of its kind.

    A line that goes makes room: the best of what is left takes its place. One undo takes all of it back.

    Args:
        store: the store.
        line_id: the line's `AgendaLine.id`.
        said: what is said.
        today: any day of the week.
        at: now, in seconds since 1970-01-01 UTC.
        until: when to propose it again (LATER); in a week unless named.
        note: contact to log along (DONE); it counts at once.

    Raises:
        UsageError: there is no such line in this week, ``until`` is not after today, the note is too long, or there is
            nobody whom it could be about.
    """
    monday = monday_of(today)
    line = next((one for one in find_week(store, monday).weeks.get(monday, ()) if one.key == line_id), None)
    if line is None:
        raise UsageError("NO-LINE", id=line_id)
    if until is not None and until <= today:
        raise UsageError("LATER", day=until.isoformat())
    if note is not None and (said is not LineSaid.DONE or not line.person):
        raise UsageError("LOG-NOBODY")
    later = (until or today + timedelta(days=LATER_DAYS)).isoformat() if said is LineSaid.LATER else ""
    value: dict[str, object] = {
        "week": monday.isoformat(),
        "kind": line.kind.value,
        "part": line.part.value,
        "said": said.value,
        "until": later,
        "day": today.isoformat(),
    }
    with store.writing() as db:
        keys, batch = _keys(db, [line]), decisions.next_id(db)
        if note is not None:
            told = log_value(note.kind, note.text, today, today=today)
            say_of_all(db, [int(line.person, 16)], kind=DecisionKind.LOG, value=told, at=at, batch_of=batch)
        value.update(other=keys.get(line.other, line.other), batch=batch)
        subject = keys.get(line.person, line.person)
        number = decisions.add(db, at=at, kind=DecisionKind.AGENDA, subject=subject, value=value)
    if said is not LineSaid.DONE:
        found = find_week(store, monday)
        lines = found.weeks.get(monday, ())
        if more := _more(found, monday, lines):
            _fix(store, monday, (*lines, *more), at=at, batch=batch)
    return Decided(number, 1)


def set_agenda_plan(store: Store, plan: AgendaPlan, *, today: date, at: int) -> Decided:
    """Keep the plan, and make the open lines of this week follow it; one undo takes both back.

    It says of every kind whether it is wanted: "none of this kind" said before it counts no more.

    Raises:
        UsageError: a number of it is out of its bounds.
    """
    if not 1 <= plan.minutes <= MOST_MINUTES:
        raise UsageError("CHOICE", name="minutes", value=str(plan.minutes), choices=f"1-{MOST_MINUTES}")
    if any(not 0 <= share <= 100 for share in plan.mix.values()) or not any(plan.mix.values()):
        raise UsageError("CHOICE", name="mix", value=str(sum(plan.mix.values())), choices="0-100")
    if any(not 0 <= days <= 3_650 for days in plan.cadence.values()):
        raise UsageError("CHOICE", name="cadence", value=str(max(plan.cadence.values())), choices="0-3650")
    with store.writing() as db:
        batch = decisions.next_id(db)
        value = {**plan_value(plan), "batch": batch}
        number = decisions.add(db, at=at, kind=DecisionKind.AGENDA_PLAN, subject="", value=value)
    monday = monday_of(today)
    if monday in find_week(store, monday).weeks:
        begin_week(store, monday, at=at, batch=batch)
    return Decided(number, 1)


def set_cadence(store: Store, person: int, days: int | None, *, at: int) -> Decided:
    """Say how often to be in touch with somebody: days between contacts, 0 for never, None as usual.

    Raises:
        UsageError: more than ten years.
    """
    if days is not None and not 0 <= days <= 3_650:
        raise UsageError("CHOICE", name="days", value=str(days), choices="0-3650")
    with store.writing() as db:
        keys = keys_by_person(db, [person])
        number = decisions.add(db, at=at, kind=DecisionKind.CADENCE, subject=keys[person], value={"days": days})
    return Decided(number, 1)


def calendar_of_content(store: Store, *, today: date, weeks: int = 6) -> tuple[Planned, ...]:
    """What to post in the coming weeks: kinds and topics that take turns."""
    monday = monday_of(today)
    ground = find_week(store, monday).ground
    return content_calendar(ground.posted, topics_of(ground.ties, monday=monday), monday=monday, weeks=weeks)


def plan_of(store: Store, *, today: date) -> AgendaPlan:
    """The plan, with every kind off that is not wanted; as usual until the person has made one."""
    return find_week(store, monday_of(today)).plan


def tie_of(store: Store, person: int, *, today: date) -> tuple[Tie, int] | None:
    """A current relation as the agenda sees it, and the days between contacts; None for nobody's number."""
    return ties_of(store, [person], today=today).get(f"{person:013x}")


def ties_of(store: Store, people: Collection[int], *, today: date) -> dict[str, tuple[Tie, int]]:
    """The same of several, by their ids; whoever is no current relation is left out."""
    found = find_week(store, monday_of(today))
    ties = [found.ties[person] for person in people if person in found.ties]
    return {tie.id: (tie, cadence_of(tie, found.plan.cadence)) for tie in ties}


def occasions_of(store: Store, person: int, *, today: date) -> tuple[Occasion, ...]:
    """What there is a reason for with somebody now, whether it stands in the week or not; the most worth first."""
    found = find_week(store, monday_of(today))
    who = f"{person:013x}"
    theirs = [one for one in found.occasions if who in (one.person, one.other)]
    return tuple(sorted(theirs, key=lambda one: -one.worth))


def _week(store: Store, found: Found, monday: date) -> Week:
    lines = found.weeks.get(monday, ())
    people_ = {one.person for one in lines}
    known = {one.key: one for one in found.occasions if one.person in people_}
    said = {line.key: line for line in found.lines if line.week == monday}
    told = [known.get(one.key, one) for one in lines]
    people = _relations(store, told)
    days = days_of(told, found.plan, monday=monday)
    return Week(
        monday=monday,
        plan=found.plan,
        lines=tuple(
            AgendaLine(
                occasion=one,
                day=day,
                state=_state(one, found, known, said),
                relation=people.get(one.person),
                other=people.get(one.other),
                decision=said[one.key].decision if one.key in said else 0,
            )
            for one, day in zip(told, days, strict=True)
        ),
        spare=found.spare,
        seen_to=found.seen_to,
        missing=found.ground.missing,
        holiday=is_holiday(found.plan, monday),
    )


def _state(one: Occasion, found: Found, known: Mapping[str, Occasion], said: Mapping[str, SaidLine]) -> LineState:
    if one.key in said:
        return LineState(said[one.key].said.value)
    if one.kind in found.plan.off:
        return LineState.NOT_KIND
    return LineState.OPEN if one.key in known else LineState.OVER


def _people_in(lines: Iterable[Occasion]) -> list[int]:
    found = {who for one in lines for who in (one.person, one.other if one.kind is OccasionKind.INTRODUCE else "")}
    return [int(who, 16) for who in sorted(found - {""})]


def _relations(store: Store, lines: Collection[Occasion]) -> dict[str, Relation]:
    with store.reading() as db:
        return {one.id: one for one in relations_of(db, _people_in(lines))}


def _keys(db: Connection, lines: Collection[Occasion]) -> dict[str, str]:
    return {f"{person:013x}": key for person, key in keys_by_person(db, _people_in(lines)).items()}
