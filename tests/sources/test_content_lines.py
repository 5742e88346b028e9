"""Calendars and cards made of anything: nothing is lost, nothing raises, and everything is counted."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kreds.errors import RefusedError
from kreds.model.record import Attendee, ContactRecord, MeetingRecord
from kreds.sources.calendar import read_calendar
from kreds.sources.container import open_archives
from kreds.sources.content_lines import begins_with, components_of, parse_line, unescaped
from kreds.sources.vcards import read_cards
from kreds.text.names import clean

TODAY = date(2026, 11, 1)
_NAMES = (
    "UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SEQUENCE", "DTSTAMP",
    "SUMMARY", "ATTENDEE", "ORGANIZER", "CLASS", "STATUS", "FN", "N", "ORG", "EMAIL", "ADR", "URL", "KIND", "AGENT",
)  # fmt: skip
_VALUES = st.sampled_from([
    "20260302T090000Z", "20260302", "FREQ=WEEKLY;COUNT=3", "FREQ=SECONDLY", "mailto:jane@example.com", "PT1H", "2026X",
    "P9999999D", "Dam;Bo;;;", "\\", "\\;;\\,", "", "2", "CANCELLED", "https://www.linkedin.com/in/jane-roe", "=C3=B8=",
]) | st.text(max_size=20)  # fmt: skip
_PARAMETERS = st.sampled_from([
    "", ";TZID=Europe/Copenhagen", ";TZID=Nowhere", ";VALUE=DATE", ';CN="Dam, Bo"', ';CN="open', ";CUTYPE=ROOM", ";=;;",
    ";ENCODING=QUOTED-PRINTABLE", ";PARTSTAT=DECLINED", ";RANGE=THISANDFUTURE", ";CHARSET=none;QUOTED-PRINTABLE",
])  # fmt: skip
_LINE = st.builds("{}{}:{}".format, st.sampled_from(_NAMES), _PARAMETERS, _VALUES)
_MARKS = st.sampled_from([
    "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VCARD", "END:VCARD", "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VTIMEZONE",
    "END:VTIMEZONE", "BEGIN:VALARM", "END:VALARM", "BEGIN:VTODO", "METHOD:CANCEL", " folded", "no property", "",
])  # fmt: skip
_TEXT = st.lists(_LINE | _MARKS, max_size=40).map("\r\n".join)


@pytest.mark.parametrize("mark", ["VCALENDAR", "VCARD"])
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_TEXT, tail=st.binary(max_size=60))
def test_anything_is_read(tmp_path: Path, mark: str, text: str, tail: bytes) -> None:
    """Whatever stands in a file, each part gives an outcome with its line, and no reader raises."""
    path = tmp_path / "file.txt"
    path.write_bytes(f"BEGIN:{mark}\r\n{text}\r\n".encode("utf-8", "replace") + tail)
    try:
        member = open_archives([path])[0].members[0]
    except RefusedError:
        # So many control characters that it is no text.
        return
    found = read_calendar(member, today=TODAY) if mark == "VCALENDAR" else read_cards(member)
    most = sum(path.read_bytes().count(end) for end in (b"\n", b"\r")) + 1
    assert all(0 < one.line <= most for one in found.outcomes)


@pytest.mark.parametrize(("mark", "around"), [("VEVENT", "BEGIN:VCALENDAR\r\n"), ("VCARD", "")])
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.lists(st.lists(_LINE.filter(lambda line: "AGENT" not in line and "=" not in line), max_size=8), min_size=1)
)
def test_every_part_is_accounted_for(tmp_path: Path, mark: str, around: str, parts: list[list[str]]) -> None:
    """Each event and each card has an outcome at its line, whatever stands in it."""
    text, places = around, []
    for part in parts:
        places.append(len(text.splitlines()) + 1)
        lines = (f"BEGIN:{mark}", *(" ".join(line.split()) for line in part), f"END:{mark}")
        text += "".join(f"{_plain(line)}\r\n" for line in lines)
    path = tmp_path / "file.txt"
    path.write_text(text, encoding="ascii", newline="")
    member = open_archives([path])[0].members[0]
    found = read_calendar(member, today=TODAY) if around else read_cards(member)
    assert sorted({one.line for one in found.outcomes}) == places


_WORD = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), min_size=1, max_size=30).filter(
    lambda text: text == " ".join(text.split())
)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=_WORD, name=_WORD, fold=st.integers(1, 40))
def test_what_was_written_is_read(tmp_path: Path, title: str, name: str, fold: int) -> None:
    """Any title and any name come out as they went in, escaped, quoted, and folded anywhere, even within a letter."""
    quoted = name.replace("^", "^^").replace('"', "^'")
    escaped = "".join(f"\\{one}" if one in "\\;," else one for one in title)
    lines = ("BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:a", "DTSTART:20260302T090000Z", f"SUMMARY:{escaped}",
             f'ATTENDEE;CN="{quoted}":mailto:jane@example.com', "END:VEVENT", "END:VCALENDAR")  # fmt: skip
    path = tmp_path / "calendar.ics"
    path.write_bytes(b"\r\n".join(_folded(line.encode(), fold) for line in lines))
    (meeting,) = read_calendar(open_archives([path])[0].members[0], today=TODAY).outcomes
    assert isinstance(meeting, MeetingRecord)
    assert meeting.title == _kept(title)
    (attendee,) = meeting.attendees
    assert isinstance(attendee, Attendee)
    assert attendee.party.name in (_kept(name), _kept(name.strip("'")), "")


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=_WORD, last=_WORD, company=_WORD, fold=st.integers(1, 40))
def test_cards_are_read_as_written(tmp_path: Path, first: str, last: str, company: str, fold: int) -> None:
    """Any name and company of a card come out as they went in."""
    one, other, third = (
        "".join(f"\\{sign}" if sign in "\\;," else sign for sign in text) for text in (last, first, company)
    )
    lines = ("BEGIN:VCARD", "VERSION:3.0", f"N:{one};{other};;;", f"ORG:{third};", "END:VCARD")
    path = tmp_path / "contacts.vcf"
    path.write_bytes(b"\r\n".join(_folded(line.encode(), fold) for line in lines))
    (card,) = read_cards(open_archives([path])[0].members[0]).outcomes
    assert isinstance(card, ContactRecord)
    assert (card.first_name, card.last_name, card.company) == (_kept(first), _kept(last), _kept(company))


def _plain(line: str) -> str:
    """The same without what makes a file no text."""
    return "".join(sign if sign.isascii() and sign.isprintable() else "?" for sign in line)


def _folded(line: bytes, at: int) -> bytes:
    """Folded behind the name of the property, after every ``at`` bytes."""
    head, colon, rest = line.partition(b":")
    pieces = [rest[place : place + at] for place in range(0, len(rest), at)] or [b""]
    return head + colon + b"\r\n ".join(pieces)


def _kept(text: str) -> str:
    return clean(text)


def test_by_content_and_not_by_name() -> None:
    """A calendar is told by its first words, whatever its mark, its case and its encoding."""
    assert begins_with(b"\xef\xbb\xbf\r\nbegin:vcalendar\r\n") == "VCALENDAR"
    assert begins_with("BEGIN:VCARD\r\nVERSION:3.0\r\n".encode("utf-16")) == "VCARD"
    assert begins_with(b"BEGIN:VCALENDARS\r\n") == ""
    assert begins_with(b"") == ""


def test_lines() -> None:
    """Groups, quotes, values alone and escapes are taken apart; a quote that never closes is a letter."""
    told = parse_line(3, 'item1.EMAIL;INTERNET;TYPE="work,pref",home:a@example.com')
    assert told is not None
    assert (told.name, told.parameters["TYPE"], told.line) == ("EMAIL", ("INTERNET", "work,pref", "home"), 3)
    odd = parse_line(1, 'ATTENDEE;CN=Jane "JJ:mailto:jane@example.com')
    assert odd is not None
    assert odd.value == "mailto:jane@example.com"
    assert parse_line(1, "no property") is None
    assert components_of(r"a\;b;c\\;") == ["a;b", "c\\", ""]
    assert unescaped(r"a\nb\,") == "a\nb,"
