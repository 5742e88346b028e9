"""The next clean-up as a file for a calendar (RFC 5545): an all-day event that comes back by the rhythm."""

from datetime import UTC, date, datetime, timedelta

from kreds.cleanup.rhythm import next_due
from kreds.errors import UsageError
from kreds.model.review import Plan
from kreds.services.said_reviews import said_plan, said_portions
from kreds.store.database import Store

FILE_NAME = "kreds-clean-up.ics"
_UID = "clean-up@kreds.invalid"
"""Always the same, so that a calendar moves the day it has and makes no second one."""
_MORNING = timedelta(hours=9)
_MONTHS = 12
_SHORTEST_MONTH = 28


def clean_up_day(store: Store, *, today: date) -> tuple[Plan, date]:
    """The rhythm, and the day of the next clean-up: today when it is overdue.

    Raises:
        UsageError: the person wants no rhythm.
    """
    with store.reading() as db:
        plan, _ = said_plan(db)
        last = max((one.finished for one in said_portions(db) if one.finished), default=None)
    due = next_due(last, times=plan.times, today=today)
    if due is None:
        raise UsageError("REVIEW-RHYTHM")
    return plan, max(due, today)


def clean_up_calendar(plan: Plan, day: date, *, title: str, text: str, at: int) -> bytes:
    """The file; ``at`` is when it is written, in seconds since 1970-01-01 UTC."""
    # Reading a calendar library takes a tenth of a second that no other page should wait for.
    from icalendar import Alarm, Calendar, Event

    now = datetime.fromtimestamp(at, UTC)
    event = Event()
    event.add("uid", _UID)
    event.add("dtstamp", now)
    event.add("last-modified", now)
    # What was written later counts (RFC 5545, 3.8.7.4).
    event.add("sequence", at // 60)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("rrule", _rule(plan, day))
    event.add("summary", title)
    event.add("description", text)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", _MORNING)
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//Kreds//clean-up//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _rule(plan: Plan, day: date) -> dict[str, object]:
    """Every so many months; of a day that not every month has, the last one that there is."""
    rule: dict[str, object] = {"freq": "monthly", "interval": _MONTHS // plan.times}
    if day.day > _SHORTEST_MONTH:
        rule |= {"bymonthday": list(range(_SHORTEST_MONTH, day.day + 1)), "bysetpos": -1}
    return rule
