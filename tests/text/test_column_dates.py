"""Columns that a spreadsheet has rewritten: read when they can mean one day only."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.text.column_dates import ColumnDates
from kreds.text.dates import day_month_year, month_or_year, us_minute

FEB_8 = date(2026, 2, 8)
DAYS = st.dates(date(2003, 5, 5), date(2099, 12, 31))


def column(*values: str) -> ColumnDates:
    """The values as a column of Connections."""
    return ColumnDates(values, [day_month_year], column="Connected On")


def sentences(dates: ColumnDates) -> list[str]:
    """What the person is told, in English."""
    return [note.english() for note in dates.notes]


@pytest.mark.parametrize(
    "text",
    [
        "08 Feb 2026",
        "8 February 2026",
        "8-Feb-26",
        "08-feb-2026",
        "8/Feb/26",
        "Feb 8, 2026",
        "2026-02-08",
        "2026/02/08",
        "2026-02-08T00:00:00Z",
        "08.02.2026",
        "8.2.26",
        "46061",
        "46061.0",
        "08 feb. 2026",
        "8. februar 2026",
        "8 févr. 2026",
        "8 de febrero de 2026",
        "8-fev-26",
        " 08\u00a0Feb\u202f2026 ",
    ],
)
def test_every_way_of_writing_one_day(text: str) -> None:
    """The ways in which LinkedIn and spreadsheets write a day that need no second look."""
    assert column(text).days[text] == FEB_8


@pytest.mark.parametrize(
    ("value", "witness", "expected"),
    [
        ("2/8/26", "2/28/26", FEB_8),
        ("8/2/26", "28/2/26", FEB_8),
        ("08/02/2026", "28/02/2026", FEB_8),
        ("08-02-2026", "28-02-2026", FEB_8),
        ("02/08/2026", "02/28/2026", FEB_8),
    ],
)
def test_the_column_settles_the_order(value: str, witness: str, expected: date) -> None:
    """One value with a day above twelve says for the whole column which number is the day."""
    dates = column(value, witness)
    assert dates.days[value] == expected
    assert len(sentences(dates)) == 1


@pytest.mark.parametrize("others", [(), ("8/2/26",), ("28/2/26", "2/28/26")], ids=["alone", "no witness", "both ways"])
def test_an_ambiguous_day_is_not_used(others: tuple[str, ...]) -> None:
    """Where nothing settles the order the day stays empty, and the person is told how many."""
    dates = column("2/8/26", *others)
    assert dates["2/8/26"] is None
    assert any("may be day and month or month and day" in sentence for sentence in sentences(dates))
    assert dates.unreadable == 0


def test_a_day_that_is_the_same_both_ways_is_no_question() -> None:
    """2/2/26 is the second of February in every country."""
    assert column("2/2/26").days["2/2/26"] == date(2026, 2, 2)


@pytest.mark.parametrize(
    "text", ["30 Feb 2024", "30/2/2024", "0000-00-00", "9999-01-01", "########", "1400", "99999", "Total", "31/31/24"]
)
def test_impossible_days_are_counted(text: str) -> None:
    """A day that no calendar has is empty; the sentence says how many and shows one."""
    dates = column("08 Feb 2026", text, text)
    assert dates[text] is None
    assert dates.unreadable == 2
    sentence = dates.left_empty(dates.unreadable)
    assert sentence is not None
    assert text[:40] in sentence.english()


def test_an_empty_value_is_no_date_and_no_problem() -> None:
    """An empty field is not counted among those that could not be read."""
    dates = column("", "  ", "08 Feb 2026")
    assert (dates[""], dates["  "], dates.left_empty(dates.unreadable), dates.notes) == (None, None, None, ())


def test_foreign_months_are_told() -> None:
    """Months in another language are read, and the person is told that they were."""
    dates = column("03 okt. 2026", "1 maj 2026")
    assert dates.days["03 okt. 2026"] == date(2026, 10, 3)
    assert sentences(dates) == ["The months in column “Connected On” are not in English; they were read all the same."]


@pytest.mark.parametrize(
    ("text", "expected", "unit"),
    [
        ("1/29/2026 14:37", (2026, 1, 29, 14, 37), "minute"),
        ("1/29/26 2:37 PM", (2026, 1, 29, 14, 37), "minute"),
        ("1/29/2026 12:05:09 AM", (2026, 1, 29, 0, 5, 9), "second"),
        ("29.01.2026 14.37", (2026, 1, 29, 14, 37), "minute"),
        ("2026-01-29 14:37", (2026, 1, 29, 14, 37), "minute"),
        ("46051.609027778", (2026, 1, 29, 14, 37), "minute"),
        ("46051,609027778", (2026, 1, 29, 14, 37), "minute"),
        ("1/29/26, 2:37 PM", (2026, 1, 29, 14, 37), "minute"),
    ],
)
def test_times_survive_a_spreadsheet(text: str, expected: tuple[int, ...], unit: str) -> None:
    """A time of day is kept, as exactly as the spreadsheet wrote it."""
    dates = ColumnDates([text], [us_minute], column="Sent At")
    found = dates[text]
    assert found is not None
    assert datetime.fromtimestamp(found.at, UTC).timetuple()[: len(expected)] == expected
    assert found.unit == unit


def test_impossible_clocks_are_no_times() -> None:
    """An hour that no clock has makes the value unreadable."""
    assert ColumnDates(["1/29/2026 25:37", "1/29/2026 13:37 PM"], [us_minute], column="Sent At").unreadable == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jan-19", date(2019, 1, 1)),
        ("jan-98", date(1998, 1, 1)),
        ("maj 2019", date(2019, 5, 1)),
        ("2019", date(2019, 1, 1)),
    ],
)
def test_months_of_a_year_survive_a_spreadsheet(text: str, expected: date) -> None:
    """``Jan 2019`` comes back from a spreadsheet as ``Jan-19``; old jobs keep their century."""
    assert ColumnDates([text], [month_or_year], column="Started On", months=True).days[text] == expected


@given(st.lists(DAYS, min_size=1, max_size=20), st.sampled_from(["%d %b %Y", "%d-%b-%y", "%Y-%m-%d", "%d.%m.%Y"]))
def test_days_round_trip(days: list[date], pattern: str) -> None:
    """A column written in one form that is clear by itself gives every day back."""
    texts = [day.strftime(pattern) for day in days]
    found = column(*texts).days
    assert [found[text] for text in texts] == days


@given(st.lists(DAYS, min_size=1, max_size=20), st.sampled_from(["%d/%m/%Y", "%m/%d/%y", "%d-%m-%Y"]))
def test_no_day_is_wrong(days: list[date], pattern: str) -> None:
    """Days in numbers alone come back as they were, or empty: never as another day."""
    texts = [day.strftime(pattern) for day in days]
    found = column(*texts).days
    assert all(found[text] in {day, None} for text, day in zip(texts, days, strict=True))
    if any(day.day > 12 for day in days):
        assert [found[text] for text in texts] == days


@given(DAYS)
def test_serial_numbers_round_trip(day: date) -> None:
    """A spreadsheet's number of a day is that day."""
    text = str((day - date(1899, 12, 30)) // timedelta(days=1))
    assert column(text).days[text] == day


@given(st.lists(st.text("0123456789/-.:, JanFebPMéø\u202f", max_size=24) | st.text(max_size=24), max_size=8))
def test_no_column_breaks_it(texts: list[str]) -> None:
    """Any column can be read; every value has an answer."""
    dates = ColumnDates(texts, [us_minute, day_month_year], column="x", months=True)
    assert set(texts) <= set(dates.days)
    assert all(note.english() for note in dates.notes)
