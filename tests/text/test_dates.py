"""Dates: each format by its own parser, exactly or not at all."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.text.dates import (
    ANY_FORMAT,
    Parser,
    day_month_year,
    iso_day,
    iso_second,
    java_second,
    month_or_year,
    slash_second,
    us_minute,
)

MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2100, 12, 31, 23, 59, 59)).map(  # noqa: DTZ001 # hypothesis wants naive bounds
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)
RECENT = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31, 23, 59, 59)).map(  # noqa: DTZ001 # hypothesis wants naive bounds
    lambda at: at.replace(second=0, microsecond=0, tzinfo=UTC)
)
PARSERS: tuple[Parser, ...] = (*ANY_FORMAT, month_or_year)
ALMOST_DATES = st.text("0123456789/-:., APMTUCZJanFeb\u202f\u00a0٣", max_size=30) | st.text(max_size=30)


@given(MOMENTS)
def test_what_is_written_to_the_second_is_read_to_the_second(at: datetime) -> None:
    """The three formats with seconds give back the second that was written."""
    seconds = int(at.timestamp())
    for parse, pattern in (
        (iso_second, "%Y-%m-%d %H:%M:%S"),
        (iso_second, "%Y-%m-%d %H:%M:%S UTC"),
        (slash_second, "%Y/%m/%d %H:%M:%S UTC"),
        (java_second, "%a %b %d %H:%M:%S UTC %Y"),
    ):
        assert parse(at.strftime(pattern)) == (seconds, "second")


@given(MOMENTS)
def test_what_is_written_to_the_day_is_read_to_the_day(at: datetime) -> None:
    """The formats without a clock give back the day."""
    for parse, pattern in ((day_month_year, "%d %b %Y"), (day_month_year, "%d %B %Y"), (iso_day, "%Y-%m-%d")):
        found = parse(at.strftime(pattern))
        assert found is not None
        assert (found.day, found.unit) == (at.date(), "day")


@given(RECENT)
def test_the_half_day_clock_round_trips(at: datetime) -> None:
    """Every minute written as LinkedIn's invitations are gives itself back, noon and midnight too."""
    hour = at.strftime("%I").lstrip("0")
    text = f"{at.month}/{at.day}/{at:%y}, {hour}:{at:%M} {at:%p}"
    assert us_minute(text) == (int(at.timestamp()), "minute")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1/29/26, 12:00 AM", (2026, 1, 29, 0, 0)),
        ("1/29/26, 12:37 PM", (2026, 1, 29, 12, 37)),
        ("01/29/2026, 02:37 pm", (2026, 1, 29, 14, 37)),
        ("1/29/26, 2:37\u202fPM", (2026, 1, 29, 14, 37)),
        ("1/29/26, 2:37\u00a0PM", (2026, 1, 29, 14, 37)),
    ],
)
def test_spaces_and_noon(text: str, expected: tuple[int, int, int, int, int]) -> None:
    """Every kind of space may stand before AM and PM, and twelve is noon or midnight."""
    found = us_minute(text)
    assert found is not None
    assert datetime.fromtimestamp(found.at, UTC) == datetime(*expected, tzinfo=UTC)


@pytest.mark.parametrize("parse", PARSERS)
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "N/A",
        "30 Feb 2024",
        "31 Smarch 2024",
        "08 Feb 0000",
        "0000-00-00 00:00:00",
        "9999-12-31 23:59:59",
        "2024-02-30 10:00:00",
        "2024-01-01 25:00:00",
        "2024-01-01 24:00:00 UTC",
        "13/1/26, 2:37 PM",
        "1/29/26, 0:37 PM",
        "1/29/26, 13:37 PM",
        "1/29/26 2:37",
        "2/8/26",
        "8-Feb-26",
        "46061",
        "Tue Sep 28 09:08:27 CET 2021",
        "٠٨ Feb ٢٠٢٦",
        "08 Feb 2026 and more",
        "2024-01-01 10:00:00\n2024",
    ],
)
def test_nothing_is_guessed(parse: Parser, text: str) -> None:
    """Days that never were, hours that no clock has and other formats are no dates."""
    assert parse(text) is None


@given(ALMOST_DATES)
def test_no_text_breaks_a_parser(text: str) -> None:
    """Any text is a date or none, and at most one format of those tried together takes it."""
    assert sum(parse(text) is not None for parse in ANY_FORMAT) <= 1
    found = month_or_year(text)
    assert found is None or found.day.day == 1


def test_months_and_years() -> None:
    """A month is its first day, a year its first of January, each with how exact it is."""
    month, year = month_or_year("Sep 2019"), month_or_year("2019")
    assert month is not None
    assert year is not None
    assert (month.day, month.unit) == (date(2019, 9, 1), "month")
    assert (year.day, year.unit) == (date(2019, 1, 1), "year")
