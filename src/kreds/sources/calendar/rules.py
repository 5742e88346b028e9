"""When a series takes place: the rules of RFC 5545 (3.3.10) as far as people meet by them, once a day at most.

Rules are walked period by period between two days and never to their end, so that one without an end, or one that no
day ever fits, takes no longer than any other. Libraries walk on until a day fits: seconds for a daily 30 February.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_DAYS = 1_500_000
"""Days that are looked at for all series of one file; a series of four years takes 1,461, whatever its rule."""
_LONGEST_RULE = 500
_LARGEST_INTERVAL = 1_000
_FREE_PARTS = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "WKST"})
_CLOCK_PARTS = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")


class Frequency(IntEnum):
    """How often at most, in days."""

    DAILY = 1
    WEEKLY = 7
    MONTHLY = 31
    YEARLY = 366


@dataclass(frozen=True, slots=True)
class Rule:
    """One RRULE; empty tuples restrict nothing. ``weekdays`` are pairs of an ordinal (0: all) and 0 for Monday to 6."""

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: str = ""
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    places: tuple[int, ...] = ()
    week_start: int = 0


@dataclass(slots=True)
class Budget:
    """How many days may still be looked at."""

    left: int = MOST_DAYS


def read_rule(text: str) -> Rule | None:
    """The rule, or None for what is no rule, or none that people meet by (hourly, by week number, thrice a day).

    >>> read_rule("FREQ=WEEKLY;BYDAY=MO,WE;INTERVAL=2").weekdays
    ((0, 0), (0, 2))
    >>> read_rule("FREQ=SECONDLY") is None
    True
    """
    if len(text) > _LONGEST_RULE:
        return None
    parts = dict(piece.split("=", 1) for piece in text.upper().replace(" ", "").split(";") if "=" in piece)
    clock = [parts[name] for name in _CLOCK_PARTS & parts.keys()]
    if not parts.keys() <= _FREE_PARTS | _CLOCK_PARTS or not all(value.isdigit() for value in clock):
        return None
    try:
        rule = Rule(
            frequency=Frequency[parts["FREQ"]],
            interval=int(parts.get("INTERVAL", "1")),
            count=int(parts["COUNT"]) if "COUNT" in parts else None,
            until=parts.get("UNTIL", ""),
            months=_numbers(parts.get("BYMONTH", ""), 1, 12),
            month_days=_numbers(parts.get("BYMONTHDAY", ""), -31, 31),
            weekdays=tuple(map(_weekday, parts["BYDAY"].split(","))) if "BYDAY" in parts else (),
            places=_numbers(parts.get("BYSETPOS", ""), -366, 366),
            week_start=WEEKDAYS.index(parts.get("WKST", "MO")),
        )
    except (KeyError, ValueError):
        return None
    sound = 1 <= rule.interval <= _LARGEST_INTERVAL and (rule.count is None or rule.count >= 1)
    counted = any(ordinal for ordinal, _ in rule.weekdays)
    return rule if sound and not (counted and rule.frequency < Frequency.MONTHLY) else None


def days_of(rule: Rule, start: date, *, first: date, last: date, budget: Budget) -> list[date] | None:
    """The days between two days on which a series that starts on ``start`` takes place; None when it takes too long.

    ``rule.until`` is left to the caller, who knows the clock.

    >>> rule = Rule(Frequency.MONTHLY, weekdays=((-1, 4),))
    >>> [str(day) for day in days_of(rule, date(2026, 1, 30), first=date(2026, 2, 1), last=date(2026, 4, 1),
    ...                              budget=Budget())]
    ['2026-02-27', '2026-03-27']
    """
    found: list[date] = []
    count = 0
    for days in _periods(rule, start, first if rule.count is None else start, last):
        budget.left -= rule.frequency
        if budget.left < 0:
            return None
        for day in _placed(days, rule.places):
            if day < start:
                continue
            if day > last or (rule.count is not None and count >= rule.count):
                return found
            count += 1
            if day >= first:
                found.append(day)
        if rule.count is not None and count >= rule.count:
            break
    return found


def _numbers(text: str, least: int, most: int) -> tuple[int, ...]:
    found = tuple(sorted({int(one) for one in text.split(",")})) if text else ()
    if not all(least <= one <= most and one != 0 for one in found):
        raise ValueError(text)
    return found


def _weekday(text: str) -> tuple[int, int]:
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return int(found[1] or 0), WEEKDAYS.index(found[2])


def _placed(days: list[date], places: tuple[int, ...]) -> list[date]:
    """Of the days of one period those at some places (BYSETPOS); all of them without."""
    if not places:
        return days
    chosen = {days[place - 1 if place > 0 else place] for place in places if -len(days) <= place <= len(days)}
    return sorted(chosen)


def _periods(rule: Rule, start: date, first: date, last: date) -> Iterator[list[date]]:
    """The days that fit, period by period, from the one that ``first`` lies in."""
    if rule.frequency is Frequency.DAILY:
        yield from _daily(rule, start, first, last)
    elif rule.frequency is Frequency.WEEKLY:
        yield from _weekly(rule, start, first, last)
    elif rule.frequency is Frequency.MONTHLY:
        begun = start.year * 12 + start.month - 1
        for number in _steps(begun, first.year * 12 + first.month - 1, last.year * 12 + last.month - 1, rule.interval):
            year, month = number // 12, number % 12 + 1
            fits = not rule.months or month in rule.months
            yield _of_month(rule, start, year, month) if fits else []
    else:
        for year in _steps(start.year, first.year, last.year, rule.interval):
            yield _of_year(rule, start, year)


def _steps(begun: int, first: int, last: int, interval: int) -> range:
    """Numbers of periods from the first that is not before ``first``, in step with ``begun``."""
    ahead = max(0, -(-(first - begun) // interval))
    return range(begun + ahead * interval, last + 1, interval)


def _daily(rule: Rule, start: date, first: date, last: date) -> Iterator[list[date]]:
    is_free = not (rule.months or rule.month_days or rule.weekdays)
    for number in _steps(start.toordinal(), first.toordinal(), last.toordinal(), rule.interval):
        day = date.fromordinal(number)
        yield [day] if is_free or _fits(rule, day) else []


def _weekly(rule: Rule, start: date, first: date, last: date) -> Iterator[list[date]]:
    begun = start.toordinal() - (start.weekday() - rule.week_start) % 7
    chosen = {weekday for _, weekday in rule.weekdays} or {start.weekday()}
    for number in _steps(begun, first.toordinal() - 6, last.toordinal(), 7 * rule.interval):
        week = (date.fromordinal(number + place) for place in range(7))
        yield [day for day in week if day.weekday() in chosen and (not rule.months or day.month in rule.months)]


def _fits(rule: Rule, day: date) -> bool:
    length = calendar.monthrange(day.year, day.month)[1]
    return (
        (not rule.months or day.month in rule.months)
        and (not rule.month_days or day.day in rule.month_days or day.day - length - 1 in rule.month_days)
        and (not rule.weekdays or any(weekday == day.weekday() for _, weekday in rule.weekdays))
    )


def _of_month(rule: Rule, start: date, year: int, month: int) -> list[date]:
    """The days of a month that fit."""
    first = date(year, month, 1)
    length = calendar.monthrange(year, month)[1]
    if not rule.month_days and not rule.weekdays:
        return [first.replace(day=start.day)] if start.day <= length else []
    days = [first + timedelta(place) for place in range(length)]
    if rule.month_days:
        days = [day for day in days if day.day in rule.month_days or day.day - length - 1 in rule.month_days]
    return [day for day in days if _is_chosen(rule, day.weekday(), day.day, length)]


def _of_year(rule: Rule, start: date, year: int) -> list[date]:
    """The days of a year that fit."""
    if rule.months or rule.month_days or not rule.weekdays:
        every = range(1, 13) if rule.month_days else (start.month,)
        return [day for month in rule.months or every for day in _of_month(rule, start, year, month)]
    first, length = date(year, 1, 1), 366 if calendar.isleap(year) else 365
    days = ((place, first + timedelta(place - 1)) for place in range(1, length + 1))
    return [day for place, day in days if _is_chosen(rule, day.weekday(), place, length)]


def _is_chosen(rule: Rule, weekday: int, place: int, length: int) -> bool:
    """Whether BYDAY names this weekday, or this one of its kind: the third, the last but one."""
    if not rule.weekdays:
        return True
    forward, backward = (place - 1) // 7 + 1, -((length - place) // 7 + 1)
    return any(weekday == day and ordinal in (0, forward, backward) for ordinal, day in rule.weekdays)
