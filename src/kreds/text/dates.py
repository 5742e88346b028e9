"""Dates as each file of the archive writes them: one exact parser a format, none guesses, none raises.

Formats: `docs/formats.md`, part "dates". Whatever states no zone is taken as UTC.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple

from kreds.text.months import english_month

Unit = Literal["second", "minute", "day", "month", "year"]

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""What lies outside is a slip of the pen: 0000, 9999."""

_EPOCH = date(1970, 1, 1)
_SECONDS_A_DAY = 86_400


class Stamp(NamedTuple):
    """A point in time as exactly as it was stated: ``at`` is the first second of the ``unit``, since 1970 in UTC."""

    at: int
    unit: Unit

    @property
    def day(self) -> date:
        """The day it falls on, in UTC."""
        return _EPOCH + timedelta(days=self.at // _SECONDS_A_DAY)


Parser = Callable[[str], Stamp | None]


def stamp(year: int, month: int, day: int, *, clock: tuple[int, int, int] = (0, 0, 0), unit: Unit) -> Stamp | None:
    """The point in time, None where the calendar or the clock has no such point.

    >>> stamp(2024, 2, 30, unit="day") is None
    True
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return Stamp(int(datetime(year, month, day, *clock, tzinfo=UTC).timestamp()), unit)
    except ValueError:
        return None


def twelve_hour(hour: int, mark: str) -> int:
    """The hour of the day from an hour of the half day and ``A`` or ``P``; -1 when the clock has no such hour.

    >>> twelve_hour(12, "A"), twelve_hour(12, "P"), twelve_hour(1, "p"), twelve_hour(13, "P")
    (0, 12, 13, -1)
    """
    if not 1 <= hour <= 12:
        return -1
    return hour % 12 + (12 if mark in "Pp" else 0)


_DAY_MONTH_YEAR = re.compile(r"([0-9]{1,2})\s+([A-Za-z]{3,9})\s+([0-9]{4})")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_ISO_SECOND = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})\s([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]{1,9})?(?:\s?UTC)?"
)
_ISO_MINUTE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\s([0-9]{2}):([0-9]{2})(?:\s?UTC)?")
_SLASH_SECOND = re.compile(r"([0-9]{4})/([0-9]{2})/([0-9]{2})\s([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\s?UTC)?")
# Newer systems put a narrow no-break space (U+202F) before AM and PM: \s holds it.
_US_MINUTE = re.compile(
    r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2}),\s*([0-9]{1,2}):([0-9]{2})\s*([AP])M", re.IGNORECASE
)
_JAVA_SECOND = re.compile(
    r"[A-Za-z]{3}\s([A-Za-z]{3})\s+([0-9]{1,2})\s([0-9]{2}):([0-9]{2}):([0-9]{2})\s(?:UTC|GMT)\s([0-9]{4})"
)
_MONTH_YEAR = re.compile(r"(?:([A-Za-z]{3,9})\s+)?([0-9]{4})")


def day_month_year(text: str) -> Stamp | None:
    """``08 Feb 2026``: Connections, Notes.

    >>> day_month_year("08 Feb 2026").day
    datetime.date(2026, 2, 8)
    """
    found = _DAY_MONTH_YEAR.fullmatch(text)
    return stamp(int(found[3]), english_month(found[2]), int(found[1]), unit="day") if found else None


def iso_day(text: str) -> Stamp | None:
    """``2026-02-08``: some Recommendations and Notes.

    >>> iso_day("2026-02-08")
    Stamp(at=1770508800, unit='day')
    """
    found = _ISO_DAY.fullmatch(text)
    return stamp(int(found[1]), int(found[2]), int(found[3]), unit="day") if found else None


def iso_second(text: str) -> Stamp | None:
    """``2026-02-08 14:37:05``, with or without `` UTC``: the owner's activity, Member_Follows.

    >>> iso_second("2026-02-08 14:37:05") == iso_second("2026-02-08 14:37:05 UTC")
    True
    """
    return _numbers(_ISO_SECOND.fullmatch(text), unit="second")


def iso_minute(text: str) -> Stamp | None:
    """``2026-02-08 14:37``, with or without `` UTC``: Learning, Articles.

    >>> iso_minute("2026-02-08 14:37 UTC").unit
    'minute'
    """
    return _numbers(_ISO_MINUTE.fullmatch(text), unit="minute")


def slash_second(text: str) -> Stamp | None:
    """``2026/02/08 14:37:05 UTC``: endorsements.

    >>> slash_second("2026/02/08 14:37:05 UTC") == iso_second("2026-02-08 14:37:05")
    True
    """
    return _numbers(_SLASH_SECOND.fullmatch(text), unit="second")


def us_minute(text: str) -> Stamp | None:
    """``1/29/26, 2:37 PM``, month first: Invitations, ImportedContacts, Recommendations.

    >>> us_minute("1/29/26, 12:37 PM") == iso_minute("2026-01-29 12:37")
    True
    """
    found = _US_MINUTE.fullmatch(text)
    if found is None:
        return None
    month, day, year, hour, minute = (int(part) for part in found.groups()[:5])
    clock = (twelve_hour(hour, found[6]), minute, 0)
    return stamp(year if year > 99 else 2000 + year, month, day, clock=clock, unit="minute")


def java_second(text: str) -> Stamp | None:
    """``Tue Sep 28 09:08:27 UTC 2021``: Company Follows.

    >>> java_second("Tue Sep 28 09:08:27 UTC 2021") == iso_second("2021-09-28 09:08:27")
    True
    """
    found = _JAVA_SECOND.fullmatch(text)
    if found is None:
        return None
    clock = (int(found[3]), int(found[4]), int(found[5]))
    return stamp(int(found[6]), english_month(found[1]), int(found[2]), clock=clock, unit="second")


def month_or_year(text: str) -> Stamp | None:
    """``Jan 2019`` or ``2019``: Positions, Education.

    >>> month_or_year("Jan 2019").unit, month_or_year("2019").unit
    ('month', 'year')
    """
    found = _MONTH_YEAR.fullmatch(text)
    if found is None:
        return None
    if found[1] is None:
        return stamp(int(found[2]), 1, 1, unit="year")
    return stamp(int(found[2]), english_month(found[1]), 1, unit="month")


ANY_FORMAT: tuple[Parser, ...] = (iso_second, iso_minute, iso_day, slash_second, us_minute, java_second, day_month_year)
"""For files whose format nobody has written down; no text fits two of these."""


def _numbers(found: re.Match[str] | None, *, unit: Unit) -> Stamp | None:
    """Year, month, day, hour, minute and perhaps second, in that order."""
    if found is None:
        return None
    year, month, day, *clock = (int(part) for part in found.groups())
    return stamp(year, month, day, clock=(clock[0], clock[1], clock[2] if len(clock) > 2 else 0), unit=unit)


def months_from(day: date, months: int) -> date:
    """The same day of a later month, or that month's last.

    >>> months_from(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
