"""The agenda of a week: its lines are fixed when it is first looked at, and answered one by one."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Connection

from kreds.cultivation.agenda import choose, days_of, is_holiday, monday_of, spare_of
from kreds.cultivation.cadence import LEAST, cadence_of
from kreds.cultivation.help import help_
from kreds.cultivation.inspire import Planned, content_calendar, inspire, topics_of
from kreds.cultivation.learn import learn
from kreds.cultivation.listen import listen
from kreds.cultivation.ties import Tie
from kreds.errors import UsageError
from kreds.model.agenda import AgendaLine, AgendaPlan, LineSaid, LineState, Occasion, OccasionKind, Part, Week
from kreds.model.decision import Decided, DecisionKind
from kreds.model.relation import Relation
from kreds.services.invitations import WAITING, invitations
from kreds.services.kept import Kept
from kreds.services.read_talk import read_talks
from kreds.services.read_ties import Ground, read_ground
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
from kreds.services.standing import as_of, current_stamp
from kreds.store import decisions
from kreds.store.database import Store
from kreds.store.relations import keys_by_person

LATER_DAYS = 7
_FRESH_INVITATION = 60
"""Days after which an invitation that waits has most likely been ignored: no file tells."""
AGAIN_DAYS = 28
"""So long a topic and a kind of content do not come again."""
TIRED_DAYS = 28
"""So long a kind of line is remembered when the next ones are chosen."""
_CHANGING = (OccasionKind.TOPIC, OccasionKind.CONTENT, OccasionKind.INVITATIONS)


@dataclass(frozen=True, slots=True)
class _Found:
    """What there is to do in a week, and what it was found from."""

    ground: Ground
    occasions: tuple[Occasion, ...]
    plan: AgendaPlan
    lines: tuple[SaidLine, ...]
    weeks: Mapping[date, tuple[Occasion, ...]]
    seen_to: date | None
    is_planned: bool


_kept: Kept[_Found] = Kept(most=2)


def week(store: Store, *, today: date, at: int) -> Week:
    """The agenda of the week that ``today`` lies in; the first look at it fixes its lines.

    Args:
        store: the store.
        today: any day of the week.
        at: now, in seconds since 1970-01-01 UTC: when the lines were fixed.
    """
    monday = monday_of(today)
    found = _find(store, monday)
    if monday not in found.weeks and not is_holiday(found.plan, monday) and found.ground.ties:
        begin_week(store, monday, at=at)
        found = _find(store, monday)
    return _week(store, found, monday)


def peek(store: Store, *, today: date) -> Week | None:
    """The week as it stands where it was begun, without beginning it; None before."""
    monday = monday_of(today)
    found = _find(store, monday)
    return _week(store, found, monday) if monday in found.weeks else None


def begin_week(store: Store, monday: date, *, at: int) -> Decided:
    """Choose the lines of a week anew; those that were answered stay."""
    found = _find(store, monday)
    ends = {line.key for line in found.lines if line.week == monday}
    stays = tuple(one for one in found.weeks.get(monday, ()) if one.key in ends)
    wanted = _wanted(found, monday)
    before = found.weeks.get(monday - timedelta(days=7), ())
    musts = sum(one.must for one in before)
    chosen = choose(
        wanted,
        found.plan,
        monday=monday,
        resting=_resting(found, monday),
        kept=stays,
        musts=musts,
        lately=_lately(found, monday),
    )
    with store.writing() as db:
        number = decisions.add(
            db,
            at=at,
            kind=DecisionKind.AGENDA,
            subject=f"{WEEK}{monday.isoformat()}",
            value=week_value((*stays, *chosen), _keys(db, (*stays, *chosen))),
        )
    return Decided(number, len(chosen))


def say_line(store: Store, line_id: str, said: LineSaid, *, today: date, at: int, until: date | None = None) -> Decided:
    """Say of a line of this week that it is done, that it is for later, that it is not wanted, or none of its kind.

    A line that goes makes room: the best of what is left takes its place.

    Args:
        store: the store.
        line_id: the line's `AgendaLine.id`.
        said: what is said.
        today: any day of the week.
        at: now, in seconds since 1970-01-01 UTC.
        until: when to propose it again (LATER); in a week unless named.

    Raises:
        UsageError: there is no such line in this week, or ``until`` is not after today.
    """
    monday = monday_of(today)
    found = _find(store, monday)
    line = next((one for one in found.weeks.get(monday, ()) if one.key == line_id), None)
    if line is None:
        raise UsageError("NO-LINE", id=line_id)
    if until is not None and until <= today:
        raise UsageError("LATER", day=until.isoformat())
    later = (until or today + timedelta(days=LATER_DAYS)).isoformat() if said is LineSaid.LATER else ""
    value = {
        "week": monday.isoformat(),
        "kind": line.kind.value,
        "part": line.part.value,
        "said": said.value,
        "until": later,
        "day": today.isoformat(),
    }
    with store.writing() as db:
        keys = _keys(db, [line])
        value["other"] = keys.get(line.other, line.other)
        number = decisions.add(
            db, at=at, kind=DecisionKind.AGENDA, subject=keys.get(line.person, line.person), value=value
        )
    if said is not LineSaid.DONE:
        _fill_up(store, monday, at=at)
    return Decided(number, 1)


def _fill_up(store: Store, monday: date, *, at: int) -> None:
    """Put the next best in the place of lines that went; what is open stays as it is."""
    found = _find(store, monday)
    lines = found.weeks.get(monday, ())
    said = {line.key: line for line in found.lines if line.week == monday}
    stay = [one for one in lines if one.key not in said or said[one.key].said is LineSaid.DONE]
    gone = {who for one in lines if one.key in said for who in (one.person, one.other) if who}
    resting = _resting(found, monday) | gone
    more = choose(
        _wanted(found, monday), found.plan, monday=monday, resting=resting, kept=stay, lately=_lately(found, monday)
    )
    if not more:
        return
    with store.writing() as db:
        whole = (*lines, *more)
        subject = f"{WEEK}{monday.isoformat()}"
        decisions.add(db, at=at, kind=DecisionKind.AGENDA, subject=subject, value=week_value(whole, _keys(db, whole)))


def set_agenda_plan(store: Store, plan: AgendaPlan, *, today: date, at: int) -> Decided:
    """Keep the plan, and make the open lines of this week follow it.

    Raises:
        UsageError: a number of it is out of its bounds.
    """
    if not 1 <= plan.minutes <= 60:
        raise UsageError("CHOICE", name="minutes", value=str(plan.minutes), choices="1-60")
    if any(not 0 <= share <= 100 for share in plan.mix.values()) or not any(plan.mix.values()):
        raise UsageError("CHOICE", name="mix", value=str(sum(plan.mix.values())), choices="0-100")
    if any(not 0 <= days <= 3_650 for days in plan.cadence.values()):
        raise UsageError("CHOICE", name="cadence", value=str(max(plan.cadence.values())), choices="0-3650")
    with store.writing() as db:
        number = decisions.add(
            db, at=at, kind=DecisionKind.AGENDA_PLAN, subject="", value=plan_value(replace(plan, off=plan.off))
        )
    monday = monday_of(today)
    if monday in _find(store, monday).weeks:
        begin_week(store, monday, at=at)
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
    ground = _find(store, monday).ground
    return content_calendar(ground.posted, topics_of(ground.ties, monday=monday), monday=monday, weeks=weeks)


def tie_of(store: Store, person: int, *, today: date) -> tuple[Tie, int] | None:
    """A current relation as the agenda sees it, and the days between contacts; None for nobody's number."""
    found = _find(store, monday_of(today))
    tie = next((one for one in found.ground.ties if one.person == person), None)
    return (tie, cadence_of(tie, found.plan.cadence)) if tie else None


def occasions_of(store: Store, person: int, *, today: date) -> tuple[Occasion, ...]:
    """What there is a reason for with somebody now, whether it stands in the week or not; the most worth first."""
    found = _find(store, monday_of(today))
    who = f"{person:013x}"
    theirs = [one for one in found.occasions if who in (one.person, one.other)]
    return tuple(sorted(theirs, key=lambda one: -one.worth))


def occasions_now(store: Store, *, today: date) -> tuple[Occasion, ...]:
    """Every reason there is this week to do something, whether it stands in the agenda or not."""
    return _find(store, monday_of(today)).occasions


def _find(store: Store, monday: date) -> _Found:
    return _kept.get(store, (current_stamp(store).all, monday), lambda: _made(store, monday))


def _made(store: Store, monday: date) -> _Found:
    talks = read_talks(store)
    waiting = invitations(store, WAITING).received
    pending = sum((one.outsider.received or date.min) > monday - timedelta(days=_FRESH_INVITATION) for one in waiting)
    with store.reading() as db:
        ground = read_ground(db, talks)
        plan, is_planned = said_agenda_plan(db)
        lines = tuple(said_lines(db))
        weeks = said_weeks(db)
        seen_to = as_of(db)
    off = plan.off | {line.kind for line in lines if line.said is LineSaid.NOT_KIND}
    plan = replace(plan, off=frozenset(off))
    topics = topics_of(ground.ties, monday=monday)
    occasions = (
        *listen(ground.ties, plan.cadence, monday=monday),
        *learn(ground.ties, plan.cadence, monday=monday),
        *help_(ground.ties, monday=monday, pending=pending),
        *inspire(ground.posted, topics, monday=monday, covered=ground.posts_covered),
    )
    return _Found(ground, occasions, plan, lines, weeks, seen_to, is_planned)


def _wanted(found: _Found, monday: date) -> Iterable[Occasion]:
    """The occasions that the person has not put off or away."""
    put_off = {line.key for line in found.lines if line.until and line.until > monday + timedelta(days=6)}
    done = {line.key for line in found.lines if line.said is LineSaid.DONE and line.week == monday}
    lately = [week for week in found.weeks if 0 < (monday - week).days <= AGAIN_DAYS]
    done |= {one.key for week in lately for one in found.weeks[week] if one.kind in _CHANGING}
    cadences = {tie.id: cadence_of(tie, found.plan.cadence) for tie in found.ground.ties}
    return [
        one for one in found.occasions if one.key not in put_off | done and (not one.person or cadences.get(one.person))
    ]


def _lately(found: _Found, monday: date) -> Mapping[OccasionKind, int]:
    """How often each kind stood in the weeks before."""
    weeks = [lines for begun, lines in found.weeks.items() if 0 < (monday - begun).days <= TIRED_DAYS]
    return Counter(one.kind for lines in weeks for one in lines)


def _resting(found: _Found, monday: date) -> set[str]:
    """Who has stood in an agenda within their cadence, or is not wanted in any."""
    cadences = {tie.id: cadence_of(tie, found.plan.cadence) for tie in found.ground.ties}
    later = {(line.person, line.week) for line in found.lines if line.said is LineSaid.LATER}
    resting = {line.person for line in found.lines if line.said is LineSaid.NOT_PERSON}
    for begun, lines in found.weeks.items():
        for one in lines if begun < monday else ():
            people = (one.person, one.other) if one.kind is OccasionKind.INTRODUCE else (one.person,)
            for who in people:
                if who and (who, begun) not in later and (monday - begun).days < max(LEAST, cadences.get(who, 0)):
                    resting.add(who)
    return resting


def _week(store: Store, found: _Found, monday: date) -> Week:
    known = {one.key: one for one in found.occasions}
    said = {line.key: line for line in found.lines if line.week == monday}
    lines = found.weeks.get(monday, ())
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
                state=_state(one, known, said),
                relation=people.get(one.person),
                other=people.get(one.other),
                decision=said[one.key].decision if one.key in said else 0,
            )
            for one, day in zip(told, days, strict=True)
        ),
        spare=spare_of(_wanted(found, monday), {one.key for one in lines}, found.plan),
        seen_to=found.seen_to,
        missing=found.ground.missing,
        holiday=is_holiday(found.plan, monday),
    )


def _state(one: Occasion, known: Mapping[str, Occasion], said: Mapping[str, SaidLine]) -> LineState:
    if one.key in said:
        return LineState(said[one.key].said.value)
    return LineState.OPEN if one.key in known else LineState.OVER


def _people_in(lines: Iterable[Occasion]) -> list[int]:
    found = {who for one in lines for who in (one.person, one.other if one.kind is OccasionKind.INTRODUCE else "")}
    return [int(who, 16) for who in sorted(found - {""})]


def _relations(store: Store, lines: Collection[Occasion]) -> dict[str, Relation]:
    with store.reading() as db:
        return {one.id: one for one in relations_of(db, _people_in(lines))}


def _keys(db: Connection, lines: Collection[Occasion]) -> dict[str, str]:
    return {f"{person:013x}": key for person, key in keys_by_person(db, _people_in(lines)).items()}


def parts_done(week_: Week) -> Mapping[Part, int]:
    """How many lines of each part are done."""
    return {
        part: sum(one.state is LineState.DONE and one.occasion.part is part for one in week_.lines) for part in Part
    }
