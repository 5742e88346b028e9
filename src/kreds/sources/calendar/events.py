"""One event as a calendar writes it: when it was, who was asked to come, and what they answered.

Only the properties named in `PROPERTIES` are looked at: no description, no attachment, no address of a video call is
read, and nothing is ever fetched.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b

from kreds.model.record import Answer, Attendee, Party, Rejected
from kreds.sources.calendar.zones import Moment, Zones
from kreds.sources.content_lines import Part, Property, unescaped
from kreds.text.names import LONGEST, clean

PROPERTIES = (
    "UID", "DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SEQUENCE", "DTSTAMP",
    "CREATED", "LAST-MODIFIED", "SUMMARY", "LOCATION", "STATUS", "CLASS", "ORGANIZER", "ATTENDEE",
)  # fmt: skip
CUT, NO_DATE = "ROW-CUT", "ROW-DATE"
MOST_ATTENDEES = 500
"""So many of a meeting's participants are kept; all are counted."""
MOST_DATES = 3_500
"""Dates that a series may name one by one, and times that it takes place."""
_LONGEST_MINUTES = 14 * 24 * 60
_MAIL = re.compile(r"[^\s@<>\"',;:/\\]+@[^\s@<>\"',;:/\\]+")
_LINK = re.compile(r"\S*://\S*")
_DURATION = re.compile(
    r"\+?P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{1,9}")
_THINGS = frozenset({"ROOM", "RESOURCE", "GROUP"})
_NOT_PEOPLE = ("calendar.google.com", "resource.calendar.google.com")
_ANSWERS = {
    "ACCEPTED": Answer.ACCEPTED,
    "DECLINED": Answer.DECLINED,
    "TENTATIVE": Answer.TENTATIVE,
    # Whoever has sent somebody else does not come.
    "DELEGATED": Answer.DECLINED,
}


@dataclass(frozen=True, slots=True)
class Event:
    """One VEVENT. ``recurrence`` is which occurrence of a series it speaks of, ``and_later`` all after it, too.

    ``stamp`` is the newest time at which the event says it was written, 0 without. ``is_odd`` when its length is none.
    """

    line: int
    uid: str
    sequence: int
    stamp: int
    start: Moment
    minutes: int
    is_odd: bool
    recurrence: Moment | None
    and_later: bool
    rules: tuple[str, ...]
    more: tuple[Moment, ...]
    without: tuple[Moment, ...]
    title: str
    place: str
    attendees: tuple[Attendee, ...]
    size: int
    is_canceled: bool
    is_private: bool

    @property
    def is_series(self) -> bool:
        """Whether it takes place more than once."""
        return self.recurrence is None and bool(self.rules or self.more)

    @property
    def rank(self) -> tuple[int, int, int]:
        """Of two words on one meeting the higher counts."""
        return self.sequence, self.stamp, self.line


def read_event(part: Part, zones: Zones) -> Event | Rejected:
    """The event, or why it is none."""
    if not part.is_whole:
        return Rejected(part.line, CUT, part.raw)
    default = part.outer.get("X-WR-TIMEZONE", "")
    told = part.first("DTSTART")
    start = zones.moment(told, default) if told else None
    planned = part.first("RECURRENCE-ID")
    recurrence = zones.moment(planned, default) if planned else None
    wrong = told if start is None else planned if planned and recurrence is None else None
    if start is None or wrong is not None:
        return Rejected(part.line, NO_DATE, part.raw, {"value": wrong.value[:LONGEST] if wrong else ""})
    private = _text(part, "CLASS").upper() in {"PRIVATE", "CONFIDENTIAL"}
    minutes, is_odd = _minutes(part, start, zones)
    attendees = _attendees(part)
    return Event(
        line=part.line,
        uid=clean(_text(part, "UID")) or _own_uid(part),
        sequence=_number(part, "SEQUENCE"),
        stamp=max((found.at for one in part.all(*_WRITTEN) if (found := zones.moment(one))), default=0),
        start=start,
        minutes=minutes,
        is_odd=is_odd,
        recurrence=recurrence,
        and_later=planned is not None and planned.parameter("RANGE").upper() == "THISANDFUTURE",
        rules=tuple(one.value for one in part.all("RRULE")),
        more=_dates(part, "RDATE", zones, default),
        without=_dates(part, "EXDATE", zones, default),
        # What is private is not even kept.
        title="" if private else clean(_text(part, "SUMMARY")),
        place="" if private else clean(_LINK.sub("", _text(part, "LOCATION"))),
        attendees=tuple(attendees[:MOST_ATTENDEES]),
        size=len(attendees),
        is_canceled=_is_canceled(part),
        is_private=private,
    )


_WRITTEN = ("DTSTAMP", "LAST-MODIFIED", "CREATED")


def _text(part: Part, name: str) -> str:
    found = part.first(name)
    return unescaped(found.value).strip() if found else ""


def _number(part: Part, name: str) -> int:
    text = _text(part, name)
    return int(text) if _NUMBER.fullmatch(text) else 0


def _own_uid(part: Part) -> str:
    """A name for an event that has none: the same in every file that holds it."""
    said = (one for one in part.properties if one.name in {"DTSTART", "SUMMARY", "ORGANIZER", "ATTENDEE"})
    words = "\n".join(sorted(f"{one.name}:{one.value}" for one in said))
    return f"kreds:{blake2b(words.encode('utf-8', 'replace'), digest_size=12).hexdigest()}"


def _is_canceled(part: Part) -> bool:
    return "CANCEL" in (part.outer.get("METHOD", "").strip().upper(), _text(part, "STATUS").upper()[:6])


def _dates(part: Part, name: str, zones: Zones, default: str) -> tuple[Moment, ...]:
    """The dates of a list; of a period its beginning, and no more than a series may have."""
    found: dict[int, Moment] = {}
    for told in part.all(name):
        zone = told.parameter("TZID") or default
        for text in told.value.split(","):
            moment = zones.read(text.partition("/")[0], zone)
            if moment is not None:
                found.setdefault(moment.key, moment)
    return tuple(found.values())


def _minutes(part: Part, start: Moment, zones: Zones) -> tuple[int, bool]:
    """How long it lasts, in minutes, and whether what is said of it cannot be: before its beginning, or for weeks."""
    ends, lasts = part.first("DTEND"), part.first("DURATION")
    length = timedelta(0)
    if ends is not None:
        end = zones.moment(ends, part.outer.get("X-WR-TIMEZONE", ""))
        if end is None or end.is_day != start.is_day:
            return 0, True
        both = end.is_exact and start.is_exact
        length = timedelta(seconds=end.at - start.at) if both else end.clock - start.clock
    elif lasts is not None:
        found = _DURATION.fullmatch(lasts.value.strip())
        if found is None:
            return 0, True
        weeks, days, hours, minutes, seconds = (int(one or 0) for one in found.groups())
        length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    minutes = int(length.total_seconds() // 60)
    return (minutes, False) if 0 <= minutes <= _LONGEST_MINUTES else (0, True)


def _attendees(part: Part) -> list[Attendee]:
    """Everybody who takes part, each once, the organizer first; rooms, things and lists are nobody."""
    found: dict[Party, Attendee] = {}
    for told in part.all("ORGANIZER"):
        party = _party(told)
        if party is not None:
            found.setdefault(_same(party), Attendee(party, is_organizer=True))
    for told in part.all("ATTENDEE"):
        party = _party(told)
        if party is None or told.parameter("ROLE").upper() == "NON-PARTICIPANT":
            continue
        answer = _ANSWERS.get(told.parameter("PARTSTAT").upper(), Answer.UNKNOWN)
        known = found.get(_same(party))
        if known is None:
            found[_same(party)] = Attendee(party, answer)
        else:
            better = party if len(party.name) > len(known.party.name) else known.party
            found[_same(party)] = Attendee(better, answer, known.is_organizer)
    return list(found.values())


def _same(party: Party) -> Party:
    """What tells two participants apart: the address, else the name."""
    return Party(email=party.email) if party.email else party


def _party(told: Property) -> Party | None:
    """Who is meant; None for a room, a list, or nobody who can be named."""
    if told.parameter("CUTYPE").upper() in _THINGS:
        return None
    name = clean(told.parameter("CN").strip("'"))
    mail = next(filter(None, map(mail_of, (told.value, told.parameter("EMAIL"), name))), "")
    if mail.endswith(_NOT_PEOPLE):
        return None
    if mail_of(name):
        name = ""
    return Party(name=name, email=mail) if name or mail else None


def mail_of(text: str) -> str:
    """The mail address that a text is, in lower case, with or without ``mailto:``; "" when it is none.

    >>> mail_of("MAILTO:Jane@Example.com"), mail_of("invalid:nomail"), mail_of("Jane Roe")
    ('jane@example.com', '', '')
    """
    plain = clean(text)
    plain = plain[7:].partition("?")[0] if plain[:7].lower() == "mailto:" else plain
    return plain.lower() if len(plain) <= LONGEST and _MAIL.fullmatch(plain) else ""
