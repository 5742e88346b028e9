"""What there is to do in a week, found once; of what the person says on it only what it changes is found anew."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kreds.cultivation.agenda import spare_of
from kreds.cultivation.cadence import LEAST, cadence_of
from kreds.cultivation.help import help_
from kreds.cultivation.inspire import inspire, topics_of
from kreds.cultivation.learn import learn
from kreds.cultivation.listen import listen
from kreds.cultivation.ties import Tie
from kreds.model.agenda import AgendaPlan, LineSaid, Occasion, OccasionKind, Part
from kreds.model.decision import DecisionKind
from kreds.services.invitations import count_waiting
from kreds.services.kept import Kept
from kreds.services.read_talk import read_talks
from kreds.services.read_ties import Ground, read_ground
from kreds.services.said_agenda import (
    SaidLine,
    plan_decision,
    said_agenda_plan,
    said_cadences,
    said_lines,
    said_weeks,
)
from kreds.services.standing import as_of, current_stamp, stamp_without
from kreds.store.database import Store

_FRESH_INVITATION = 60
"""Days after which an invitation that waits has most likely been ignored: no file tells."""
AGAIN_DAYS = 28
"""So long a topic and a kind of content do not come again."""
_CHANGING = (OccasionKind.TOPIC, OccasionKind.CONTENT, OccasionKind.INVITATIONS)
_AGENDA = (DecisionKind.AGENDA, DecisionKind.AGENDA_PLAN, DecisionKind.CADENCE)


@dataclass(frozen=True, slots=True)
class _Base:
    """The occasions as they are without a word of the person on agendas."""

    ground: Ground
    ties: Mapping[int, Tie]
    occasions: tuple[Occasion, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to do in a week, and what it was found from.

    ``wanted`` are the occasions that the person has not put off or away, ``resting`` the ids of those who have stood
    in an agenda within their cadence, or are not wanted in any. ``spare`` counts by part what found no room.
    """

    ground: Ground
    ties: Mapping[int, Tie]
    occasions: tuple[Occasion, ...]
    wanted: tuple[Occasion, ...]
    resting: frozenset[str]
    spare: Mapping[Part, int]
    plan: AgendaPlan
    lines: tuple[SaidLine, ...]
    weeks: Mapping[date, tuple[Occasion, ...]]
    seen_to: date | None
    is_planned: bool


_grounds: Kept[Ground] = Kept()
_bases: Kept[_Base] = Kept(most=2)
_kept: Kept[Found] = Kept(most=2)


def find_week(store: Store, monday: date) -> Found:
    """Everything that the agenda of the week from ``monday`` is chosen from; kept until something changes."""
    return _kept.get(store, (current_stamp(store).all, monday), lambda: _made(store, monday))


def _made(store: Store, monday: date) -> Found:
    with store.reading() as db:
        plan, is_planned = said_agenda_plan(db)
        lines = tuple(said_lines(db))
        weeks, cadences = said_weeks(db), said_cadences(db)
        seen_to, planned = as_of(db), plan_decision(db)
        stamp = stamp_without(db, _AGENDA)
    off = plan.off | {line.kind for line in lines if line.said is LineSaid.NOT_KIND and line.decision > planned}
    plan = replace(plan, off=frozenset(off))
    key = (stamp, monday, tuple(plan.cadence.items()))
    base = _bases.get(store, key, lambda: _base(store, plan, monday, stamp))
    anew = moved(base.ties, lines, cadences)
    ties = {**base.ties, **anew}
    occasions = _occasions(base, anew, plan, monday)
    wanted = _wanted(occasions, ties, plan, lines, weeks, monday=monday)
    resting = _resting(ties, plan, lines, weeks, monday=monday)
    spare = spare_of(wanted, {one.key for one in weeks.get(monday, ())}, plan)
    return Found(base.ground, ties, occasions, wanted, resting, spare, plan, lines, weeks, seen_to, is_planned)


def _base(store: Store, plan: AgendaPlan, monday: date, stamp: tuple[int, ...]) -> _Base:
    ground = _grounds.get(store, stamp, lambda: _ground(store))
    pending = count_waiting(store, since=monday - timedelta(days=_FRESH_INVITATION - 1))
    topics = topics_of(ground.ties, monday=monday)
    occasions = (
        *listen(ground.ties, plan.cadence, monday=monday),
        *learn(ground.ties, plan.cadence, monday=monday),
        *help_(ground.ties, monday=monday, pending=pending),
        *inspire(ground.posted, topics, monday=monday, covered=ground.posts_covered),
    )
    return _Base(ground, {tie.person: tie for tie in ground.ties}, occasions)


def _ground(store: Store) -> Ground:
    talks = read_talks(store)
    with store.reading() as db:
        return read_ground(db, talks)


def moved(ties: Mapping[int, Tie], lines: Iterable[SaidLine], cadences: Mapping[int, int]) -> dict[int, Tie]:
    """Those of some ties that a word of the person on agendas changes: what is done is contact, a cadence is theirs."""
    done: dict[int, date] = {}
    for line in lines:
        for who in (line.person, line.other) if line.said is LineSaid.DONE else ():
            if len(who) == 13 and int(who, 16) in ties:
                done[int(who, 16)] = max(line.day, done.get(int(who, 16), line.day))
    changed = {}
    for person in done.keys() | (cadences.keys() & ties.keys()):
        tie = ties[person]
        touched = max((one for one in (tie.touched, done.get(person)) if one), default=None)
        changed[person] = tie._replace(touched=touched, cadence=cadences.get(person))
    return changed


def _occasions(base: _Base, moved: Mapping[int, Tie], plan: AgendaPlan, monday: date) -> tuple[Occasion, ...]:
    """Of whom nothing was said as they are; an introduction follows from what two need and can, not from contact."""
    gone = {tie.id for tie in moved.values()}
    stay = (one for one in base.occasions if one.person not in gone or one.kind is OccasionKind.INTRODUCE)
    some = sorted(moved.values(), key=lambda tie: (-tie.strength, tie.person))
    anew = (
        *listen(some, plan.cadence, monday=monday),
        *learn(some, plan.cadence, monday=monday),
        *help_(some, monday=monday),
    )
    return (*stay, *(one for one in anew if one.kind is not OccasionKind.INTRODUCE))


def _wanted(
    occasions: Iterable[Occasion],
    ties: Mapping[int, Tie],
    plan: AgendaPlan,
    lines: Iterable[SaidLine],
    weeks: Mapping[date, tuple[Occasion, ...]],
    *,
    monday: date,
) -> tuple[Occasion, ...]:
    """The occasions that the person has not put off or away."""
    gone = {line.key for line in lines if line.until and line.until > monday + timedelta(days=6)}
    gone |= {line.key for line in lines if line.said is LineSaid.DONE and line.week == monday}
    lately = [week for week in weeks if 0 < (monday - week).days <= AGAIN_DAYS]
    gone |= {one.key for week in lately for one in weeks[week] if one.kind in _CHANGING}
    return tuple(one for one in occasions if one.key not in gone and (not one.person or _days(one.person, ties, plan)))


def _resting(
    ties: Mapping[int, Tie],
    plan: AgendaPlan,
    lines: Iterable[SaidLine],
    weeks: Mapping[date, tuple[Occasion, ...]],
    *,
    monday: date,
) -> frozenset[str]:
    """Who has stood in an agenda within their cadence, or is not wanted in any."""
    later = {(line.person, line.week) for line in lines if line.said is LineSaid.LATER}
    resting = {line.person for line in lines if line.said is LineSaid.NOT_PERSON}
    for begun, stood in weeks.items():
        for one in stood if begun < monday else ():
            people = (one.person, one.other) if one.kind is OccasionKind.INTRODUCE else (one.person,)
            for who in people:
                if who and (who, begun) not in later and (monday - begun).days < max(LEAST, _days(who, ties, plan)):
                    resting.add(who)
    return frozenset(resting)


def _days(who: str, ties: Mapping[int, Tie], plan: AgendaPlan) -> int:
    """The cadence of somebody, 0 for whoever is no current relation."""
    tie = ties.get(int(who, 16)) if len(who) == 13 else None
    return cadence_of(tie, plan.cadence) if tie else 0
