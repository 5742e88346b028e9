"""A calendar as meetings: each single one, and each occurrence of a series within bounds that no file can stretch."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from kreds.model.interaction import Precision
from kreds.model.record import MeetingRecord, Party, Rejected, Skipped
from kreds.sources.calendar.events import MOST_DATES, PROPERTIES, Event, mail_of, read_event
from kreds.sources.calendar.rules import Budget, days_of, read_rule
from kreds.sources.calendar.zones import Moment, Zones
from kreds.sources.container import Member
from kreds.sources.content_lines import Repairs, read_parts
from kreds.text.phrase import Phrase

VERSION = 1
NOBODY_ELSE, REPLACED = "nobody else", "replaced"
WINDOW_DAYS = 730
"""A series is followed for two years before and after the file's newest word."""
_WANTED = {"VEVENT": PROPERTIES, "VTIMEZONE": ()}
_AROUND = ("METHOD", "X-WR-TIMEZONE", "X-WR-CALNAME")
_EARLIEST, _LATEST = date(1900, 1, 1), date(2100, 12, 31)
_LEAST_MEETINGS = 10
"""Fewer meetings do not tell whose calendar it is."""
_OWN_SHARE = 0.9

Outcome = MeetingRecord | Rejected | Skipped


@dataclass(slots=True)
class CalendarRead:
    """What a calendar holds: an outcome for every event, and for every further occurrence of a series.

    ``last_day`` is the last day that the file can know of, as ISO text; what is planned lies behind it.
    """

    outcomes: list[Outcome] = field(default_factory=list)
    notes: list[Phrase] = field(default_factory=list)
    last_day: str = ""


@dataclass(slots=True)
class _Told:
    """What the person should know of the file as a whole."""

    cut: int = 0
    strange: int = 0
    zoneless: int = 0
    odd: int = 0
    large: int = 0


def read_calendar(member: Member, *, today: date, on_bytes: Callable[[int], None] | None = None) -> CalendarRead:
    """Read a calendar.

    Args:
        member: the file.
        today: no event was written later.
        on_bytes: told how many bytes have been read.

    Raises:
        RefusedError: the bytes are not what was announced.
    """
    repairs, zones, found = Repairs(), Zones(), CalendarRead()
    calendar_name = ""
    parts = []
    for part in read_parts(member, _WANTED, repairs, kept=_AROUND, on_bytes=on_bytes):
        if part.name == "VTIMEZONE":
            zones.add(part)
        else:
            calendar_name = calendar_name or part.outer.get("X-WR-CALNAME", "")
            parts.append(part)
    # A zone may be explained behind the events that use it.
    read = [read_event(part, zones) for part in parts]
    events = [one for one in read if isinstance(one, Event)]
    found.outcomes += [one for one in read if isinstance(one, Rejected)]
    newest = _newest(events, today)
    told = _Told()
    own = mail_of(calendar_name) or _owner(events)
    expansion = _Expansion(newest, told, own)
    by_uid: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_uid[event.uid].append(event)
    for group in by_uid.values():
        found.outcomes += expansion.meetings(group)
    found.outcomes.sort(key=lambda one: one.line)
    found.last_day = newest.isoformat() if events else ""
    found.notes += [*repairs.notes(), *_notes(told, zones, newest)]
    return found


def _newest(events: Iterable[Event], today: date) -> date:
    """The day of the file's newest word: when an event was written last; without such stamps, the last that began."""
    written = [day for event in events if event.stamp and (day := _day(event.stamp)) <= today]
    begun = [day for event in events if (day := event.start.clock.date()) <= today]
    return max(written, default=max(begun, default=today))


def _day(at: int) -> date:
    return datetime.fromtimestamp(at, UTC).date()


def _owner(events: Iterable[Event]) -> str:
    """The address that is at nearly all meetings, and alone in that: whose calendar it is; "" when none is."""
    counts: Counter[str] = Counter()
    meetings = 0
    for event in events:
        if event.size > 1:
            meetings += 1
            counts.update({one.party.email for one in event.attendees if one.party.email})
    if meetings < _LEAST_MEETINGS:
        return ""
    likely = [mail for mail, count in counts.items() if count >= _OWN_SHARE * meetings]
    return likely[0] if len(likely) == 1 else ""


class _Expansion:
    """Turns the events of one uid into meetings."""

    def __init__(self, newest: date, told: _Told, own: str) -> None:
        reach = timedelta(WINDOW_DAYS)
        self._first, self._last = max(_EARLIEST, newest - reach), min(_LATEST, newest + reach)
        self._told, self._own = told, own
        self._budget = Budget()

    def meetings(self, events: list[Event]) -> Iterator[Outcome]:
        """An outcome for each event, and one more for each further occurrence of a series."""
        masters = sorted((one for one in events if one.recurrence is None), key=lambda one: one.rank)
        changes: dict[int, Event] = {}
        for one in sorted((one for one in events if one.recurrence is not None), key=lambda one: one.rank):
            key = one.recurrence.key if one.recurrence else 0
            if key in changes:
                yield Skipped(changes[key].line, REPLACED)
            changes[key] = one
        yield from (Skipped(one.line, REPLACED) for one in masters[:-1])
        for key, one in changes.items():
            yield self._meeting(one, key, one.start)
        if masters:
            yield from self._of_master(masters[-1], changes)

    def _of_master(self, event: Event, changes: dict[int, Event]) -> Iterator[Outcome]:
        if not event.is_series or event.is_canceled or self._is_alone(event):
            yield self._meeting(event, 0, event.start)
            return
        planned = self._planned(event)
        called_off = {one.key for one in event.without if not one.is_day}
        days_off = {one.clock.date() for one in event.without if one.is_day}
        later = sorted((key, one) for key, one in changes.items() if one.and_later)
        some = False
        for moment in planned:
            if moment.key in changes or moment.key in called_off or moment.clock.date() in days_off:
                continue
            some = True
            source, at = event, moment
            for key, one in later:
                if key <= moment.key and one.recurrence is not None:
                    source, at = one, moment.moved(moment.clock + (one.start.clock - one.recurrence.clock))
            yield replace(self._meeting(source, moment.key, at), line=event.line)
        if not some:
            yield Skipped(event.line, REPLACED)

    def _planned(self, event: Event) -> list[Moment]:
        """When a series was planned to take place: its first time, and what of it lies within the bounds."""
        start = event.start
        found = {start.key: start}
        rule = read_rule(event.rules[0]) if len(event.rules) == 1 else None
        until = _until(rule.until, start) if rule else None
        days = None
        if rule is not None:
            last = self._last if until is None else min(self._last, until.date())
            days = days_of(rule, start.clock.date(), first=self._first, last=last, budget=self._budget)
            self._told.cut += start.clock.date() < self._first
        if event.rules and days is None:
            self._told.strange += 1
        for day in days or ():
            clock = datetime.combine(day, start.clock.time())
            if until is None or clock <= until:
                found.setdefault(start.moved(clock).key, start.moved(clock))
        for one in event.more:
            clock = one.seen_from(start.zone) if start.is_exact else one.clock
            if self._first <= clock.date() <= self._last:
                moved = start.moved(clock)
                found.setdefault(moved.key, moved)
        return sorted(found.values(), key=lambda one: one.key)[:MOST_DATES]

    def _is_alone(self, event: Event) -> bool:
        """Whether nobody but the owner of the calendar takes part, as far as the event says."""
        others = [one for one in event.attendees if one.party.email != self._own or not self._own]
        # An organizer alone is the one who made the appointment, for themselves.
        return not others or (not self._own and event.size == 1 and others[0].is_organizer)

    def _meeting(self, event: Event, recurrence: int, start: Moment) -> MeetingRecord | Skipped:
        if self._is_alone(event) and not event.is_canceled:
            return Skipped(event.line, NOBODY_ELSE)
        self._told.odd += event.is_odd
        self._told.large += event.size > len(event.attendees)
        self._told.zoneless += not start.is_exact and not start.is_day
        return MeetingRecord(
            line=event.line,
            uid=event.uid,
            recurrence=recurrence,
            sequence=event.sequence,
            at=start.at,
            precision=Precision.SECOND if start.is_exact else Precision.DAY,
            minutes=event.minutes,
            title=event.title,
            place=event.place,
            attendees=event.attendees,
            size=event.size,
            is_canceled=event.is_canceled,
            is_private=event.is_private,
            owner=Party(email=self._own),
        )


def _until(text: str, start: Moment) -> datetime | None:
    """The last clock time of a series, as its own zone tells it; a day counts to its end."""
    found = Zones().read(text) if text else None
    if found is None:
        return None
    if found.is_day:
        return found.clock + timedelta(days=1, seconds=-1)
    return found.seen_from(start.zone) if start.is_exact else found.clock


def _notes(told: _Told, zones: Zones, newest: date) -> list[Phrase]:
    """What the person should know of the file."""
    counted = (
        (
            told.cut,
            Phrase(
                "%(n)s series began long ago: it is followed only for the two years before and after %(day)s.",
                plural="%(n)s series began long ago: they are followed only for the two years before and after "
                "%(day)s.",
            ),
        ),
        (
            told.strange,
            Phrase(
                "%(n)s series repeats by a rule that is not followed; only its first meeting counts.",
                plural="%(n)s series repeat by rules that are not followed; only their first meetings count.",
            ),
        ),
        (
            told.zoneless,
            Phrase(
                "Of %(n)s meeting the time zone is not known: only its day is used.",
                plural="Of %(n)s meetings the time zone is not known: only their days are used.",
            ),
        ),
        (
            told.odd,
            Phrase(
                "%(n)s meeting ends before it begins, or lasts for weeks: its length is not used.",
                plural="%(n)s meetings end before they begin, or last for weeks: their length is not used.",
            ),
        ),
        (
            told.large,
            Phrase(
                "Of %(n)s very large meeting only some participants are kept.",
                plural="Of %(n)s very large meetings only some participants are kept.",
            ),
        ),
    )
    facts = {"day": newest}
    notes = [replace(phrase, n=n, facts={**facts, "n": n}) for n, phrase in counted if n]
    if zones.unknown:
        names = ", ".join(sorted(zones.unknown)[:3])
        notes.append(Phrase("These time zones are not known: %(names)s", {"names": names}))
    return notes
