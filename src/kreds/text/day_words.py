"""A day as people say it: yesterday, i går, 3 days ago, i mandags, 28/11. None guesses, none raises."""

import re
from datetime import date, timedelta

from kreds.text.dates import months_from

_AGO = {
    0: ("today", "i dag", "idag"),
    1: ("yesterday", "i går", "igår", "i gaar", "igaar", "i aftes"),
    2: ("the day before yesterday", "day before yesterday", "i forgårs", "forgårs", "i forgaars"),
}
_SAID = {words: days for days, said in _AGO.items() for words in said}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "en": 1, "et": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9,
    "ti": 10,
}  # fmt: skip
_UNITS = {
    "day": 1, "days": 1, "dag": 1, "dage": 1, "week": 7, "weeks": 7, "uge": 7, "uger": 7,
    "month": 30, "months": 30, "måned": 30, "måneder": 30, "maaned": 30, "maaneder": 30,
}  # fmt: skip
_MONTH = 30
"""Stands for a month, which is reckoned by the calendar."""
_WEEKDAYS = (
    ("monday", "mandag", "mandags"),
    ("tuesday", "tirsdag", "tirsdags"),
    ("wednesday", "onsdag", "onsdags"),
    ("thursday", "torsdag", "torsdags"),
    ("friday", "fredag", "fredags"),
    ("saturday", "lørdag", "lørdags"),
    ("sunday", "søndag", "søndags"),
)
_WEEKDAY = {word: number for number, words in enumerate(_WEEKDAYS) for word in words}
_SPAN = re.compile(r"(?:for )?([0-9]{1,4}|[a-z]+) ([a-zæøå]+) (?:ago|siden)")
_NAMED = re.compile(r"(?:on |last |i |sidste )?([a-zæøå]+)")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[./-]\s?([0-9]{1,2})(?:[./-]\s?([0-9]{4})|\.)?")


def day_said(text: str, today: date) -> date | None:
    """The day that is meant, None where the words name none. A day and month alone are the last such day.

    A day to come is given as it was said: whoever asks knows whether it can be.

    >>> day_said("3 days ago", date(2026, 11, 29)), day_said("I går", date(2026, 11, 29))
    (datetime.date(2026, 11, 26), datetime.date(2026, 11, 28))
    >>> day_said("i fredags", date(2026, 11, 29)), day_said("30/11", date(2026, 11, 29))
    (datetime.date(2026, 11, 27), datetime.date(2025, 11, 30))
    """
    words = " ".join(text.lower().split())
    try:
        return _spoken(words, today) or _written(words, today)
    except (ValueError, OverflowError):
        return None


def _spoken(words: str, today: date) -> date | None:
    if words in _SAID:
        return today - timedelta(days=_SAID[words])
    if span := _SPAN.fullmatch(words):
        number = int(span[1]) if span[1].isdecimal() else _NUMBERS.get(span[1])
        unit = _UNITS.get(span[2])
        if number is None or unit is None:
            return None
        return months_from(today, -number) if unit == _MONTH else today - timedelta(days=number * unit)
    named = _NAMED.fullmatch(words)
    if named and named[1] in _WEEKDAY:
        # The last such day before today: who says "monday" on a monday means the one a week ago.
        return today - timedelta(days=(today.weekday() - _WEEKDAY[named[1]] - 1) % 7 + 1)
    return None


def _written(words: str, today: date) -> date | None:
    if iso := _ISO.fullmatch(words):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if first := _DAY_FIRST.fullmatch(words):
        day, month = int(first[1]), int(first[2])
        if first[3]:
            return date(int(first[3]), month, day)
        years = (today.year, today.year - 1)
        return next((one for year in years if (one := date(year, month, day)) <= today), None)
    return None
