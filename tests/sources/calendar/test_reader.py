"""Calendars against what they say: a folder for each case, the input beside the expected result."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from kreds.model.interaction import Precision
from kreds.model.record import Attendee, MeetingRecord, Rejected
from kreds.sources.calendar import CalendarRead, read_calendar
from kreds.sources.container import open_archives
from tests.plugins.expected import Compare

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "calendar"
TODAY = date(2026, 11, 1)
_CASES = sorted(path.parent for path in FIXTURES.glob("*/input.ics"))


def read(path: Path) -> CalendarRead:
    """The calendar of a file."""
    return read_calendar(open_archives([path])[0].members[0], today=TODAY)


def written(folder: Path, text: str | bytes) -> Path:
    """A calendar as a file."""
    path = folder / "calendar.ics"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def event(uid: str, *more: str, start: str = "20260302T090000Z") -> str:
    """An event with one guest, and further lines."""
    lines = ("BEGIN:VEVENT", f"UID:{uid}", f"DTSTART:{start}", *more, "ATTENDEE;CN=Jane Roe:mailto:jane@example.com")
    return "".join(f"{line}\r\n" for line in (*lines, "END:VEVENT"))


@pytest.mark.parametrize("folder", _CASES, ids=lambda folder: folder.name)
def test_calendar(folder: Path, compare: Compare) -> None:
    """A calendar gives the meetings, rejected and skipped events, and notes that stand beside it."""
    found = read(folder / "input.ics")
    told = {
        "rows": [_plain(one) for one in found.outcomes],
        "notes": [note.english() for note in found.notes],
        "last_day": found.last_day,
    }
    compare(json.dumps(told, ensure_ascii=False, indent=1) + "\n", folder / "expected.json")


def test_every_fault_has_a_case() -> None:
    """Faults 60 to 72 of the list each have a folder."""
    assert {int(folder.name[:2]) for folder in _CASES if folder.name[:2].isdigit()} == set(range(60, 73))


def test_bombs_take_no_longer_than_any_other(tmp_path: Path) -> None:
    """Hundreds of series that never end, or that no day ever fits, are read to their first meeting or their window."""
    rules = ("FREQ=SECONDLY", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", "FREQ=DAILY")
    events = (event(f"{n}", f"RRULE:{rules[n % 4]}", start="19000101T000000Z") for n in range(200))
    found = read(written(tmp_path, "BEGIN:VCALENDAR\r\n" + "".join(events)))
    meetings = [one for one in found.outcomes if isinstance(one, MeetingRecord)]
    assert len({one.uid for one in meetings}) == 200
    assert max(sum(one.uid == str(n) for one in meetings) for n in range(200)) <= 3_500
    days = [datetime.fromtimestamp(one.at, UTC).year for one in meetings]
    assert min(days) == 1900
    assert max(days) <= 2100


def test_walking_has_a_budget(tmp_path: Path) -> None:
    """When all series of a file together take too long, the rest of them keep their first meeting, and it is said."""
    rule = "RRULE:FREQ=DAILY;COUNT=100000"
    events = (event(f"{n}", rule, "DTSTAMP:20261001T000000Z", start="19000101T000000Z") for n in range(60))
    found = read(written(tmp_path, "BEGIN:VCALENDAR\r\n" + "".join(events)))
    last = [one for one in found.outcomes if isinstance(one, MeetingRecord) and one.uid == "59"]
    assert len(last) == 1
    assert any("only their first meetings count" in note.english() for note in found.notes)


def test_dates_beyond_counting(tmp_path: Path) -> None:
    """A series with dates beyond counting is capped, and those taken out of it stay out."""
    dates = ",".join(f"2026{month:02}{day:02}T{hour:02}{minute:02}00Z" for month in range(1, 10) for day in range(1, 29)
                     for hour in range(24) for minute in range(0, 60, 15))  # fmt: skip
    lines = [f"RDATE:{dates[at : at + 34_000 - 34_000 % 17]}" for at in range(0, len(dates), 34_000 - 34_000 % 17)]
    found = read(written(tmp_path, "BEGIN:VCALENDAR\r\n" + event("many", *lines, "EXDATE:20260302T091500Z")))
    starts = [one.at for one in found.outcomes if isinstance(one, MeetingRecord)]
    assert 3_000 < len(starts) <= 3_500
    assert int(datetime(2026, 3, 2, 9, 15, tzinfo=UTC).timestamp()) not in starts


def test_large_meetings_are_counted_and_capped(tmp_path: Path) -> None:
    """Of twenty thousand guests five hundred are kept, and all are counted."""
    guests = [f"ATTENDEE:mailto:guest{n}@example.com" for n in range(20_000)]
    found = read(written(tmp_path, "BEGIN:VCALENDAR\r\n" + event("large", *guests)))
    (meeting,) = found.outcomes
    assert isinstance(meeting, MeetingRecord)
    assert (len(meeting.attendees), meeting.size) == (500, 20_001)


def test_deep_and_long(tmp_path: Path) -> None:
    """Twenty thousand nested events and a line of five megabytes neither fill the stack nor hide what follows."""
    deep = "BEGIN:VEVENT\r\n" * 20_000 + "END:VEVENT\r\n" * 20_000
    long = event("long", "SUMMARY:" + "a" * 5_000_000).replace("SUMMARY:", "SUMMARY:\r\n ")
    folded = event("folded", "SUMMARY:" + "b" * 100 + "\r\n b" * 50_000)
    found = read(written(tmp_path, "BEGIN:VCALENDAR\r\n" + deep + long + folded + event("good")))
    meetings = [one for one in found.outcomes if isinstance(one, MeetingRecord)]
    assert [one.uid for one in meetings] == ["long", "folded", "good"]
    assert max(len(one.title) for one in meetings) <= 1_000
    assert sum(isinstance(one, Rejected) for one in found.outcomes) == 20_000


def test_utf_16(tmp_path: Path) -> None:
    """A calendar that was saved again in UTF-16 is read all the same."""
    text = "BEGIN:VCALENDAR\r\n" + event("wide", "SUMMARY:Smørrebrød")
    (meeting,) = read(written(tmp_path, text.encode("utf-16"))).outcomes
    assert isinstance(meeting, MeetingRecord)
    assert meeting.title == "Smørrebrød"


def test_whose_calendar(tmp_path: Path) -> None:
    """The one address that is at all meetings is the owner's; with too few meetings, or two such, nobody is."""
    guests = [f"ATTENDEE:mailto:guest{n % 4}@example.com" for n in range(12)]
    own = "ORGANIZER:mailto:kim@example.org"
    plain = "BEGIN:VCALENDAR\r\n"
    many = "".join(
        event(f"{n}", own, guest).replace("ATTENDEE;CN=Jane Roe:mailto:jane@example.com\r\n", "")
        for n, guest in enumerate(guests)
    )
    pair = "".join(event(f"{n}", own) for n in range(12))
    assert {one.owner.email for one in _meetings(read(written(tmp_path, plain + many)))} == {"kim@example.org"}
    assert {one.owner.email for one in _meetings(read(written(tmp_path, plain + pair)))} == {""}
    assert {one.owner.email for one in _meetings(read(written(tmp_path, plain + event("a", own))))} == {""}


def _meetings(found: CalendarRead) -> list[MeetingRecord]:
    return [one for one in found.outcomes if isinstance(one, MeetingRecord)]


def _plain(outcome: Any) -> dict[str, Any]:
    if not isinstance(outcome, MeetingRecord):
        return {name: str(getattr(outcome, name)) for name in outcome.__slots__ if name != "raw"}
    at = datetime.fromtimestamp(outcome.at, UTC)
    told = {
        "line": outcome.line,
        "uid": outcome.uid if not outcome.uid.startswith("kreds:") else "kreds:…",
        "of": datetime.fromtimestamp(outcome.recurrence, UTC).isoformat() if outcome.recurrence else "",
        "sequence": outcome.sequence,
        "at": at.date().isoformat() if outcome.precision is Precision.DAY else at.isoformat(),
        "minutes": outcome.minutes,
        "title": outcome.title,
        "place": outcome.place,
        "who": [_attendee(one) for one in outcome.attendees],
        "size": outcome.size,
        "canceled": outcome.is_canceled,
        "private": outcome.is_private,
        "owner": outcome.owner.email,
    }
    return {name: value for name, value in told.items() if value not in ("", 0, False, [])}


def _attendee(one: Attendee) -> str:
    mark = " (organizer)" if one.is_organizer else ""
    return f"{one.party.name} <{one.party.email}> {one.answer}{mark}"
