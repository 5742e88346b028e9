"""The rules of series: the days that a library made for them finds, where it comes to an end."""

from datetime import date, datetime, time, timedelta

import icalendar
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from kreds.sources.calendar.rules import WEEKDAYS, Budget, days_of, read_rule

_START = st.dates(date(2024, 1, 1), date(2026, 12, 31))
_DAYS = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=4, unique=True)
_ORDINAL = st.builds("{}{}".format, st.sampled_from([1, 2, 3, -1, -2]), st.sampled_from(WEEKDAYS))
_MONTHS = st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True)
_MONTH_DAYS = st.lists(st.sampled_from([1, 5, 15, 28, -1, -3]), min_size=1, max_size=3, unique=True)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules that some day fits before long, so that the library ends, too."""
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}"]
    shape = draw(st.integers(0, 3))
    if frequency == "WEEKLY" and shape:
        parts.append("BYDAY=" + ",".join(draw(_DAYS)))
    elif frequency in ("MONTHLY", "YEARLY") and shape == 1:
        parts.append("BYMONTHDAY=" + ",".join(map(str, draw(_MONTH_DAYS))))
    elif frequency in ("MONTHLY", "YEARLY") and shape == 2:
        parts.append("BYDAY=" + draw(_ORDINAL))
    elif frequency == "MONTHLY" and shape == 3:
        parts += ["BYDAY=" + ",".join(draw(_DAYS)), f"BYSETPOS={draw(st.sampled_from([1, 2, -1]))}"]
    if frequency == "YEARLY" and draw(st.booleans()):
        parts.append("BYMONTH=" + ",".join(map(str, draw(_MONTHS))))
    else:
        parts.append(f"INTERVAL={draw(st.integers(1, 4))}")
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 40))}")
    if draw(st.booleans()):
        parts.append("WKST=SU")
    return ";".join(parts)


@settings(max_examples=150)
@given(text=rules(), start=_START, ahead=st.integers(0, 600))
def test_the_same_days_as_a_library(text: str, start: date, ahead: int) -> None:
    """For every rule that people meet by, the days are those of the library, from any day on."""
    first, last = start + timedelta(ahead), start + timedelta(ahead + 500)
    rule = read_rule(text)
    assert rule is not None
    found = days_of(rule, start, first=first, last=last, budget=Budget())
    assert found is not None
    lines = ("BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:a", f"DTSTART:{start:%Y%m%d}T090000", f"RRULE:{text}",
             "END:VEVENT", "END:VCALENDAR", "")  # fmt: skip
    calendar = icalendar.Calendar.from_ical("\r\n".join(lines))
    span = datetime.combine(first, time.min), datetime.combine(last, time.max)
    theirs = {one["DTSTART"].dt.date() for one in recurring_ical_events.of(calendar).between(*span)}
    # The library counts the start as a day of the series, whatever the rule.
    assert {*found} | ({start} & theirs) == theirs


@given(st.text(max_size=60) | st.from_regex(r"FREQ=(DAILY|YEARLY);[A-Z]{5,10}=[-0-9A-Z,]{0,20}", fullmatch=True))
def test_any_text_is_a_rule_or_none(text: str) -> None:
    """Whatever stands in a rule, it is followed within its budget, or not at all."""
    rule = read_rule(text)
    if rule is not None:
        days = days_of(rule, date(1900, 1, 1), first=date(2024, 1, 1), last=date(2028, 1, 1), budget=Budget(50_000))
        assert days is None or days == sorted(days)


def test_rules_nobody_meets_by() -> None:
    """Hourly rules, impossible intervals and rules of endless length are not followed."""
    for text in ("FREQ=HOURLY", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;COUNT=0", "FREQ=WEEKLY;BYDAY=2MO", "COUNT=3",
                 "FREQ=DAILY;BYHOUR=9,10", "FREQ=YEARLY;BYWEEKNO=3", "FREQ=YEARLY;BYMONTH=13",
                 "FREQ=MONTHLY;BYMONTHDAY=" + ",".join(["1"] * 1_000)):  # fmt: skip
        assert read_rule(text) is None, text
