"""Days as people say them, in English and Danish."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.text.day_words import day_said

TODAY = date(2026, 11, 29)
"""A Sunday."""


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", TODAY),
        ("I dag", TODAY),
        ("yesterday", date(2026, 11, 28)),
        ("i  går", date(2026, 11, 28)),
        ("i forgårs", date(2026, 11, 27)),
        ("the day before yesterday", date(2026, 11, 27)),
        ("3 days ago", date(2026, 11, 26)),
        ("for tre dage siden", date(2026, 11, 26)),
        ("for en uge siden", date(2026, 11, 22)),
        ("2 weeks ago", date(2026, 11, 15)),
        ("a month ago", date(2026, 10, 29)),
        ("for 9 måneder siden", date(2026, 2, 28)),
        ("last friday", date(2026, 11, 27)),
        ("i fredags", date(2026, 11, 27)),
        ("sunday", date(2026, 11, 22)),
        ("2026-11-28", date(2026, 11, 28)),
        ("2027-01-01", date(2027, 1, 1)),
        ("28/11", date(2026, 11, 28)),
        ("1.12.", date(2025, 12, 1)),
        ("28.11.2024", date(2024, 11, 28)),
    ],
)
def test_days_are_understood(words: str, day: date) -> None:
    """Each way of saying a day means that day."""
    assert day_said(words, TODAY) == day


@pytest.mark.parametrize(
    "words", ["", "soon", "3 moons ago", "2026-02-30", "31.2.", "many days ago", "99/99/2026", "i"]
)
def test_what_names_no_day_is_none(words: str) -> None:
    """Nothing is guessed."""
    assert day_said(words, TODAY) is None


@given(st.text(max_size=40), st.dates())
def test_any_text_is_answered(words: str, today: date) -> None:
    """No text and no day make it raise."""
    assert day_said(words, today) is None or isinstance(day_said(words, today), date)


@given(st.integers(0, 5_000), st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)))
def test_both_languages_count_alike(days: int, today: date) -> None:
    """So many days ago is the same day in both languages, and that day written out."""
    day = today - timedelta(days=days)
    said = (f"{days} days ago", f"for {days} dage siden", day.isoformat(), f"{day.day}.{day.month}.{day.year}")
    assert {day_said(words, today) for words in said} == {day}
