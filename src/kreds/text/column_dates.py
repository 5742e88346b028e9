"""The dates of one column, read together: what one value leaves open, the others settle.

A spreadsheet that saves a file again writes every date its own way (``8-Feb-26``, ``2/8/26``, ``08-02-2026``,
``46061``), and the same way in the whole column.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from kreds.text.dates import Parser, Stamp, Unit, stamp, twelve_hour
from kreds.text.months import english_month, foreign_month
from kreds.text.phrase import Phrase

_CLOCK = (
    r"(?:,?[T\s]+(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
    r"\s?(?:(?P<half>[AaPp])\.?\s?[Mm]\.?|UTC|Z)?)?"
)
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})([-/.])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})" + _CLOCK)
_YEAR_LAST = re.compile(
    r"(?P<one>[0-9]{1,2})(?P<mark>[-/.])(?P<two>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4}|[0-9]{2})" + _CLOCK
)
_MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"
_NAMED = re.compile(
    r"(?P<day>[0-9]{1,2})(?:\.?\s|[-./])(?:de\s)?"
    + _MONTH
    + r"(?:\s|[-./])(?:de\s)?(?P<year>[0-9]{4}|[0-9]{2})"
    + _CLOCK
)
_NAME_FIRST = re.compile(_MONTH + r"\s(?P<day>[0-9]{1,2}),?\s(?P<year>[0-9]{4})" + _CLOCK)
_NAME_YEAR = re.compile(_MONTH + r"(?:\s|[-./])(?:de\s)?(?P<year>[0-9]{4}|[0-9]{2})")
_SERIAL = re.compile(r"(?P<days>[0-9]{5})(?:[.,](?P<part>[0-9]{1,12}))?")
# Day 0 of the spreadsheets' calendar, for all days after their 29 February 1900, which never was.
_SERIAL_EPOCH = date(1899, 12, 30)
_SERIALS = range((date(2000, 1, 1) - _SERIAL_EPOCH).days, (date(2100, 1, 1) - _SERIAL_EPOCH).days)
# Spreadsheets read two digits from 30 on as the last century. LinkedIn is younger, jobs and schools are not.
_LAST_CENTURY = 30


class _Open(NamedTuple):
    """A date in numbers, read both ways; a way that the calendar does not have is None."""

    day_first: Stamp | None
    month_first: Stamp | None

    def is_open(self, order: str) -> bool:
        """Whether two different days are possible and the column's ``order`` does not tell which."""
        return not order and bool(self.day_first and self.month_first) and self.day_first != self.month_first

    def read(self, order: str) -> Stamp | None:
        """The one reading there is, or the one that the column's ``order`` tells."""
        if order == "month":
            return self.month_first or self.day_first
        return self.day_first or self.month_first


class ColumnDates:
    """What every value of one column means, and what the person should know of how it was read.

    ``notes`` tells of spreadsheets, foreign months and ambiguous days; ``wrong`` holds the values that are no date.

    >>> dates = ColumnDates(["2/8/26", "2/28/26"], [], column="Connected On")
    >>> dates["2/8/26"].day
    datetime.date(2026, 2, 8)
    """

    def __init__(
        self,
        values: Iterable[str],
        parsers: Sequence[Parser],
        *,
        column: str,
        months: bool = False,
        any_form: bool = False,
    ) -> None:
        """Read all ``values``, by the file's own ``parsers`` first; ``months`` lets ``Jan-19`` be a month of a year.

        ``any_form``: the file has no form of its own, so nothing need be told of a spreadsheet that rewrote it.
        """
        self._column = column
        self._months = months
        self._any_form = any_form
        self._foreign = self._resaved = self._ambiguous = 0
        self.wrong: dict[str, None] = {}
        self._order = ""
        self._counts = Counter(values)
        self._stamps: dict[str, Stamp | None] = {"": None}
        left: list[str] = []
        for text in self._counts:
            self._stamps[text] = found = _native(" ".join(text.split()), parsers)
            if found is None and text.strip():
                left.append(text)
        if left:
            self._read_resaved(left)
        self.notes = tuple(self._tell())

    def __getitem__(self, text: str) -> Stamp | None:
        """What a value of the column means; None when it is empty or no date."""
        return self._stamps[text]

    @property
    def days(self) -> Mapping[str, date | None]:
        """Every value of the column as a day."""
        return {text: found and found.day for text, found in self._stamps.items()}

    @property
    def unreadable(self) -> int:
        """How many rows have a value that is in ``wrong``."""
        return sum(self._counts[text] for text in self.wrong)

    def left_empty(self, count: int) -> Phrase | None:
        """The sentence for ``count`` rows that are kept without their date; None when there are none."""
        if not count:
            return None
        first = next(iter(self.wrong), "")
        return Phrase(
            "%(n)s date in column “%(column)s” could not be read and was left empty: “%(value)s”.",
            plural="%(n)s dates in column “%(column)s” could not be read and were left empty, such as “%(value)s”.",
            n=count,
            facts={"n": count, "column": self._column, "value": first[:40]},
        )

    def _read_resaved(self, texts: Sequence[str]) -> None:
        """Values that are not as the file's own format has them."""
        open_ones: dict[str, _Open] = {}
        for text in texts:
            plain = " ".join(text.split())
            if either := _year_last(plain):
                open_ones[text] = either
            else:
                self._keep(text, self._certain(plain))
        self._order = _order(open_ones.values())
        for text, either in open_ones.items():
            if either.is_open(self._order):
                self._stamps[text] = None
                self._ambiguous += self._counts[text]
            else:
                self._keep(text, either.read(self._order))

    def _keep(self, text: str, found: Stamp | None) -> None:
        self._stamps[text] = found
        if found:
            self._resaved += self._counts[text]
        else:
            self.wrong[text] = None

    def _certain(self, text: str) -> Stamp | None:
        """Forms with only one reading."""
        if found := _YEAR_FIRST.fullmatch(text):
            clock, unit = _clock(found)
            return stamp(int(found["year"]), int(found["month"]), int(found["day"]), clock=clock, unit=unit)
        if found := _NAMED.fullmatch(text) or _NAME_FIRST.fullmatch(text):
            clock, unit = _clock(found)
            return stamp(_year(found["year"]), self._month(found["month"]), int(found["day"]), clock=clock, unit=unit)
        if self._months and (found := _NAME_YEAR.fullmatch(text)):
            return stamp(_spreadsheet_year(found["year"]), self._month(found["month"]), 1, unit="month")
        found = _SERIAL.fullmatch(text)
        return _serial(found["days"], found["part"]) if found else None

    def _month(self, name: str) -> int:
        if number := english_month(name.rstrip(".")):
            return number
        number = foreign_month(name)
        self._foreign += bool(number)
        return number

    def _tell(self) -> Iterable[Phrase]:
        facts = {"column": self._column}
        if self._foreign:
            yield Phrase("The months in column “%(column)s” are not in English; they were read all the same.", facts)
        elif self._resaved and self._any_form:
            if self._order == "month":
                yield Phrase("The dates in column “%(column)s” were read as month, day, year.", facts)
        elif self._resaved and self._order == "day":
            yield Phrase(
                "A spreadsheet has rewritten column “%(column)s”; its dates were read as day, month, year.", facts
            )
        elif self._resaved and self._order == "month":
            yield Phrase(
                "A spreadsheet has rewritten column “%(column)s”; its dates were read as month, day, year.", facts
            )
        elif self._resaved:
            yield Phrase(
                "A spreadsheet has rewritten the dates in column “%(column)s”; they were read all the same.", facts
            )
        if self._ambiguous:
            yield Phrase(
                "%(n)s date in column “%(column)s” may be day and month or month and day, and was not used.",
                plural="%(n)s dates in column “%(column)s” may be day and month or month and day, and were not used.",
                n=self._ambiguous,
                facts={"n": self._ambiguous, "column": self._column},
            )


def _native(text: str, parsers: Sequence[Parser]) -> Stamp | None:
    return next((found for parse in parsers if (found := parse(text))), None)


def _clock(found: re.Match[str]) -> tuple[tuple[int, int, int], Unit]:
    """Hour, minute and second of a match of `_CLOCK`, and how exact that is."""
    if found["hour"] is None:
        return (0, 0, 0), "day"
    hour = twelve_hour(int(found["hour"]), found["half"]) if found["half"] else int(found["hour"])
    return (hour, int(found["minute"]), int(found["second"] or 0)), "second" if found["second"] else "minute"


def _year_last(text: str) -> _Open | None:
    """``2/8/26`` and its kin; nobody writes the month before the day with full stops."""
    found = _YEAR_LAST.fullmatch(text)
    if found is None:
        return None
    clock, unit = _clock(found)
    one, two, year = int(found["one"]), int(found["two"]), _year(found["year"])
    month_first = None if found["mark"] == "." else stamp(year, one, two, clock=clock, unit=unit)
    return _Open(stamp(year, two, one, clock=clock, unit=unit), month_first)


def _order(values: Iterable[_Open]) -> str:
    """Which number of the column is the day: "day" (the first), "month" (the second), "" when nothing or both say."""
    only = {
        "day" if value.day_first else "month" for value in values if bool(value.day_first) != bool(value.month_first)
    }
    return only.pop() if len(only) == 1 else ""


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _spreadsheet_year(digits: str) -> int:
    year = _year(digits)
    return year - 100 if len(digits) == 2 and int(digits) >= _LAST_CENTURY else year


def _serial(days: str, part: str | None) -> Stamp | None:
    """A day of the spreadsheets' calendar; the part after the point is the time of day."""
    if int(days) not in _SERIALS:
        return None
    day = _SERIAL_EPOCH + timedelta(days=int(days))
    if part is None:
        return stamp(day.year, day.month, day.day, unit="day")
    minutes = min(round(float(f"0.{part}") * 24 * 60), 24 * 60 - 1)
    return stamp(day.year, day.month, day.day, clock=(minutes // 60, minutes % 60, 0), unit="minute")
