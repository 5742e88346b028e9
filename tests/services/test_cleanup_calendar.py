"""The clean-up in a calendar: its day, its rule, and what it says."""

from datetime import date, datetime, timedelta

import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from kreds.model.review import Plan
from kreds.services.cleanup_calendar import clean_up_calendar
from kreds.text.dates import months_from


@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)), st.sampled_from([1, 2, 4]))
def test_the_rule_keeps_the_day(day: date, times: int) -> None:
    """The event comes back every so many months on its day, or on the last one of a shorter month."""
    written = clean_up_calendar(Plan(times=times), day, title="Ryd op; nu, ja", text="Æ" * 200, at=1_790_000_000)
    calendar = Calendar.from_ical(written)
    (event,) = calendar.walk("VEVENT")
    assert str(event["summary"]) == "Ryd op; nu, ja"
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1)
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    until = datetime.combine(months_from(day, 37), datetime.min.time())
    found = sorted(one.decoded("dtstart") for one in recurring_ical_events.of(calendar).between(day, until))
    expected = [months_from(day, months) for months in range(0, 37, 12 // times)]
    assert found[: len(expected)] == expected
