"""The agenda in a calendar: the same event for the same day, at the person's time of day, whatever the names hold."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from kreds.i18n import Translator
from kreds.i18n.agenda_out_words import sessions
from kreds.model.agenda import LineState, OccasionKind, Week
from kreds.services.agenda_calendar import agenda_calendar
from kreds.text.one_line import one_line
from tests.services.weeks import AT, full_week, line_of, week_of

EN = Translator("en")


def events(week: Week, *, t: Translator = EN, at: int = AT, starts: time = time(8, 30)) -> tuple[list[Event], bytes]:
    """The events of a week as another program reads them, and the file."""
    written = agenda_calendar(sessions(week, t), minutes=week.plan.minutes, starts=starts, name="Kreds", at=at)
    return [one for one in Calendar.from_ical(written).walk("VEVENT") if isinstance(one, Event)], written


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(OccasionKind))
def test_no_name_gets_out_of_its_field(name: str, text: str, kind: OccasionKind) -> None:
    """Whatever a file calls somebody, there is one event with its own fields, short lines, and the name in it."""
    (event,), written = events(week_of([line_of(kind, name, text=text)]))
    assert event.errors == []
    assert {key.lower() for key in event} == {
        "uid", "dtstamp", "last-modified", "sequence", "dtstart", "duration", "summary", "description", "class",
        "status",
    }  # fmt: skip
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    assert written.count(b"BEGIN:VEVENT") == 1
    if kind is OccasionKind.DUE:
        assert (one_line(name) or "(no name)") in str(event["summary"])
        assert (one_line(name) or "(no name)") in str(event["description"]).split("\n")[0]


def test_a_session_is_ten_floating_minutes_a_day() -> None:
    """One event a day with lines, as long as the plan says, at the time of day of whoever looks, in no time zone."""
    week = week_of(
        [
            line_of(OccasionKind.DUE),
            line_of(OccasionKind.QUESTION, "Bo Friis", number=2),
            line_of(OccasionKind.POST, day=date(2026, 12, 2)),
        ],
        minutes=15,
    )
    found, written = events(week, starts=time(7, 5))
    starts = [datetime.combine(day, time(7, 5)) for day in (date(2026, 11, 30), date(2026, 12, 2))]
    assert [one.decoded("dtstart") for one in found] == starts
    assert b"DTSTART:20261130T070500\r\n" in written
    assert {one.decoded("duration") for one in found} == {timedelta(minutes=15)}
    assert str(found[0]["summary"]) == "Kreds: 15 minutes for your network (Anna Holm, Bo Friis)"
    assert str(found[1]["summary"]) == "Kreds: 15 minutes for your network (Your own posts)"
    text = str(found[0]["description"])
    assert "Bo Friis · Help · 5 min" in text
    assert "https://www.linkedin.com/in/p1/recent-activity/all/" in text
    assert {str(one["class"]) for one in found} == {"PRIVATE"}


def test_the_same_day_is_the_same_event() -> None:
    """Written again later, in another language or with other lines, a day has its UID, and a higher number."""
    before, _ = events(full_week())
    after, _ = events(week_of([line_of(OccasionKind.QUIET)]), t=Translator("da"), at=AT + 3_600)
    assert (
        [str(one["uid"]) for one in before] == [str(one["uid"]) for one in after] == ["agenda-2026-11-30@kreds.invalid"]
    )
    assert after[0].decoded("sequence") > before[0].decoded("sequence")


def test_what_is_done_is_ticked_and_what_was_put_away_is_gone() -> None:
    """Done lines carry a tick, a day with nothing open does too, and a day of which all was put away is called off."""
    done = line_of(OccasionKind.DUE, state=LineState.DONE)
    (event,), _ = events(week_of([done, line_of(OccasionKind.YEARS, "Bo Friis", number=2)]))
    assert str(event["summary"]).startswith("Kreds")
    assert str(event["description"]).split("\n\n")[1].startswith("✓ Anna Holm · Listen · 3 min · Done")
    (event,), _ = events(week_of([done]))
    assert str(event["summary"]).startswith("✓ Kreds")
    (event,), _ = events(week_of([replace(done, state=LineState.NOT_PERSON)]))
    assert str(event["status"]) == "CANCELLED"
    assert "Anna" not in str(event["summary"]) + str(event["description"])


def test_nobody_who_had_their_turn_stands_in_a_title() -> None:
    """Of a day begun ahead of its time only what is open is named, and it lasts as long as that takes."""
    done = line_of(OccasionKind.DUE, state=LineState.DONE)
    (event,), _ = events(week_of([done, line_of(OccasionKind.QUESTION, "Bo Friis", number=2)]))
    assert str(event["summary"]) == "Kreds: 5 minutes for your network (Bo Friis)"
    assert event.decoded("duration") == timedelta(minutes=5)
    (event,), _ = events(week_of([done]))
    assert "Anna" not in str(event["summary"])


def test_an_occasion_that_has_passed_is_told_by_its_kind() -> None:
    """Of a line whose occasion is gone nothing is known but its kind; the calendar is written all the same."""
    for kind in OccasionKind:
        line = line_of(kind, state=LineState.OVER)
        (event,), _ = events(week_of([replace(line, occasion=replace(line.occasion, facts={}))]))
        assert "No longer needed" in str(event["description"]), kind


def test_an_empty_week_is_an_empty_calendar() -> None:
    """A holiday and a week without lines make a calendar that says nothing, and that programs can read."""
    found, written = events(week_of([], holiday=True))
    assert found == []
    assert written.startswith(b"BEGIN:VCALENDAR")
    assert written.endswith(b"END:VCALENDAR\r\n")
