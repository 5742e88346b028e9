"""The agenda of a week as a calendar (RFC 5545): one event a day, at the person's time of day wherever they are."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from kreds.model.agenda_out import Session

_REFRESH = timedelta(hours=1)
"""How often a calendar that subscribes may ask again (RFC 7986, 5.7); it is this machine that answers."""


def agenda_calendar(sessions: Iterable[Session], *, minutes: int, starts: time, name: str, at: int) -> bytes:
    """The file; the same day of the same week is the same event, however often it is written.

    Args:
        sessions: the days; one that is off is written as called off, so that a calendar that has it lets it go.
        minutes: how long each lasts of which nothing is done yet.
        starts: the time of day, by the clock of whoever looks at the calendar (RFC 5545, 3.3.5, form 1).
        name: what the calendar is called.
        at: when it is written, in seconds since 1970-01-01 UTC.
    """
    # Reading a calendar library takes a tenth of a second that no other page should wait for.
    from icalendar import Calendar, Event

    now = datetime.fromtimestamp(at, UTC)
    calendar = Calendar()
    calendar.add("prodid", "-//Kreds//agenda//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _REFRESH, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for one in sessions:
        event = Event()
        event.add("uid", f"agenda-{one.day.isoformat()}@kreds.invalid")
        event.add("dtstamp", now)
        event.add("last-modified", now)
        # What was written later counts (RFC 5545, 3.8.7.4).
        event.add("sequence", at // 60)
        event.add("dtstart", datetime.combine(one.day, starts))
        event.add("duration", timedelta(minutes=one.minutes or minutes))
        event.add("summary", one.title)
        event.add("description", one.text)
        # It names other people: a calendar that is shared shows no more than that the time is taken.
        event.add("class", "PRIVATE")
        event.add("status", "CANCELLED" if one.is_off else "CONFIRMED")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
