"""Which instant the clock of an event means: by zones of the world, of Windows, of the file itself, or by none."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from kreds.sources.content_lines import Part, Property

_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z?))?")
_EARLIEST, _LATEST = 1900, 2100
_LONGEST_NAME = 120
# What else a zone may say of its summers is walked by a library to the end of time.
_YEARLY = re.compile(
    r"(?:(?:FREQ=YEARLY|INTERVAL=1|BYMONTH=(?:1[0-2]|0?[1-9])|BYDAY=[+-]?[1-5](?:MO|TU|WE|TH|FR|SA|SU)|WKST=[A-Z]{2}|UNTIL=[0-9TZ]{8,16})(?:;|\Z))+"
)
_MOST_RULES = 200


@dataclass(frozen=True, slots=True)
class Moment:
    """What a calendar writes for a time: the clock, whether it is a whole day, and the zone (None: nobody knows)."""

    clock: datetime
    is_day: bool = False
    zone: tzinfo | None = None

    @property
    def is_exact(self) -> bool:
        """Whether the instant is known, and not the day alone."""
        return not self.is_day and self.zone is not None

    @property
    def at(self) -> int:
        """Seconds since 1970-01-01 UTC: the instant; where only the day is known, its beginning in UTC."""
        if self.zone is not None and not self.is_day:
            return int(self.clock.replace(tzinfo=self.zone).timestamp())
        return int(datetime(self.clock.year, self.clock.month, self.clock.day, tzinfo=UTC).timestamp())

    @property
    def key(self) -> int:
        """What names the moment within its series: the instant; without a known zone the clock, as if it were UTC."""
        return self.at if self.is_exact else int(self.clock.replace(tzinfo=UTC).timestamp())

    def moved(self, clock: datetime) -> "Moment":
        """The same kind of moment at another time of the clock."""
        return Moment(clock, self.is_day, self.zone)

    def seen_from(self, zone: tzinfo | None) -> datetime:
        """The clock in another zone, where both are known."""
        if not self.is_exact or zone is None:
            return self.clock
        return self.clock.replace(tzinfo=self.zone).astimezone(zone).replace(tzinfo=None)


class Zones:
    """The zones of one file."""

    def __init__(self) -> None:
        self._own: dict[str, str] = {}
        self._found: dict[str, tzinfo | None] = {}
        self.unknown: set[str] = set()

    def add(self, part: Part) -> None:
        """Learn a zone that the file explains."""
        name = part.first("TZID")
        if name is not None and part.is_whole:
            self._own.setdefault(name.value.strip(), part.raw)
            self._found.pop(name.value.strip(), None)

    def moment(self, told: Property, default: str = "") -> Moment | None:
        """The time that a property tells; None when it is no date of these two centuries."""
        return self.read(told.value, told.parameter("TZID") or default)

    def read(self, text: str, zone: str = "") -> Moment | None:
        """The same for one value."""
        found = _STAMP.fullmatch(text.strip())
        if found is None or not _EARLIEST <= int(found[1]) <= _LATEST:
            return None
        year, month, day, hour, minute, second = (int(found[place] or 0) for place in range(1, 7))
        try:
            # A leap second is the last one before it.
            clock = datetime(year, month, day, hour, minute, min(second, 59))  # noqa: DTZ001  # the zone comes apart
        except ValueError:
            return None
        if found[4] is None:
            return Moment(clock, is_day=True)
        return Moment(clock, zone=UTC if found[7] else self.zone(zone))

    def zone(self, name: str) -> tzinfo | None:
        """The zone of this name; None when neither the world nor the file knows it."""
        name = name.strip()
        if name not in self._found:
            self._found[name] = _of_the_world(name) or _explained(self._own.get(name, ""))
            if name and self._found[name] is None:
                self.unknown.add(name)
        return self._found[name]


@cache
def _of_the_world(name: str) -> tzinfo | None:
    """A zone by its name, by that which Windows has for it, or by the end of a longer one (``/vendor/Europe/Oslo``)."""
    if not name or len(name) > _LONGEST_NAME or not name.isascii():
        return None
    plain = name.strip("/")
    pieces = plain.split("/")
    ends = ["/".join(pieces[place:]) for place in range(1, len(pieces))] if name.startswith("/") else []
    for one in (plain, WINDOWS_TO_OLSON.get(plain, ""), *ends):
        try:
            if one:
                return ZoneInfo(one)
        except (ValueError, KeyError, OSError):
            continue
    return None


def _explained(raw: str) -> tzinfo | None:
    """The zone that a VTIMEZONE describes, if it does so with rules that come to an end."""
    rules = [line.partition(":")[2].strip().upper() for line in raw.splitlines() if line.upper().startswith("RRULE")]
    if not raw or len(rules) > _MOST_RULES or not all(_YEARLY.fullmatch(rule) for rule in rules):
        return None
    try:
        told = Timezone.from_ical(raw)
        if not isinstance(told, Timezone):
            return None
        zone = told.to_tz(lookup_tzid=False)
        offset = datetime(2026, 1, 1, tzinfo=zone).utcoffset()
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError):
        return None
    return zone if offset is not None and abs(offset) < timedelta(days=1) else None
