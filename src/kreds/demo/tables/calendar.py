"""The calendar file (RFC 5545) and the address cards (RFC 2426) beside the archive."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kreds.demo.address_book import Card
from kreds.demo.meetings import Guest, Meeting
from kreds.demo.network import Network

_ZONE = "Europe/Copenhagen"
_LINE = 75
"""Most octets of a line before it is folded."""
_VTIMEZONE = (
    "BEGIN:VTIMEZONE", f"TZID:{_ZONE}", "BEGIN:DAYLIGHT", "DTSTART:19810329T020000", "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200", "TZNAME:CEST", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT", "BEGIN:STANDARD",
    "DTSTART:19961027T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


def calendar_text(network: Network) -> str:
    """The whole calendar, lines folded, CRLF."""
    owner = network.owner
    mine = Guest(owner.name, owner.email)
    stamp = f"{network.options.day:%Y%m%d}T060000Z"
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Calendar//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH")
    lines = [*head, f"X-WR-CALNAME:{_escaped(owner.email)}", f"X-WR-TIMEZONE:{_ZONE}", *_VTIMEZONE]
    for meeting in network.outside.meetings:
        lines.extend(_event(meeting, mine, stamp))
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(meeting: Meeting, owner: Guest, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{meeting.uid}"
    yield f"DTSTAMP:{stamp}"
    if meeting.is_all_day:
        yield f"DTSTART;VALUE=DATE:{meeting.at:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{meeting.at + timedelta(minutes=meeting.minutes):%Y%m%d}"
    else:
        yield f"DTSTART;TZID={_ZONE}:{_moment(meeting.at)}"
        yield f"DTEND;TZID={_ZONE}:{_moment(meeting.at + timedelta(minutes=meeting.minutes))}"
    if meeting.moved_from:
        yield f"RECURRENCE-ID;TZID={_ZONE}:{_moment(meeting.moved_from)}"
    if meeting.rule:
        yield f"RRULE:{meeting.rule}"
    for left_out in meeting.left_out:
        yield f"EXDATE;TZID={_ZONE}:{_moment(left_out)}"
    yield f"SUMMARY:{_escaped(meeting.title)}"
    if meeting.place:
        yield f"LOCATION:{_escaped(meeting.place)}"
    if meeting.words:
        yield f"DESCRIPTION:{_escaped(meeting.words)}"
    yield f"STATUS:{'CANCELLED' if meeting.is_canceled else 'CONFIRMED'}"
    yield f"SEQUENCE:{meeting.sequence}"
    yield f"CLASS:{'PRIVATE' if meeting.is_private else 'PUBLIC'}"
    if meeting.guests:
        organizer = meeting.organizer or owner
        yield f"ORGANIZER;CN={_quoted(organizer.name)}:mailto:{organizer.email}"
        yield _attendee(Guest(owner.name, owner.email, meeting.owner_answer))
        for guest in meeting.guests:
            yield _attendee(guest)
    yield "END:VEVENT"


def _attendee(guest: Guest) -> str:
    kind = "RESOURCE" if guest.is_room else "INDIVIDUAL"
    told = f"CUTYPE={kind};ROLE=REQ-PARTICIPANT;PARTSTAT={guest.answer};CN={_quoted(guest.name)}"
    return f"ATTENDEE;{told}:mailto:{guest.email}"


def cards_text(network: Network) -> str:
    """The address cards of a telephone, version 3.0; the owner's own is the first."""
    owner = network.owner
    mine = Card("vcard", owner.first_name, owner.last_name, "", "", (owner.email,), "+45 00 00 00 00", "", "", "")
    cards = [mine, *(card for card in network.outside.cards if card.book == "vcard")]
    return "".join(f"{_folded(line)}\r\n" for card in cards for line in _card(card))


def _card(card: Card) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"N:{_escaped(card.last_name)};{_escaped(card.first_name)};;;"
    yield f"FN:{_escaped(f'{card.first_name} {card.last_name}'.strip())}"
    if card.company:
        yield f"ORG:{_escaped(card.company)};"
    if card.title:
        yield f"TITLE:{_escaped(card.title)}"
    for email in card.emails:
        yield f"EMAIL;TYPE=INTERNET:{email}"
    yield f"TEL;TYPE=CELL:{card.phone}"
    if card.slug:
        yield f"X-SOCIALPROFILE;TYPE=linkedin:https://www.linkedin.com/in/{card.slug}"
    if card.note:
        yield f"NOTE:{_escaped(card.note)}"
    yield "END:VCARD"


def _moment(at: datetime) -> str:
    return f"{at:%Y%m%dT%H%M%S}"


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _quoted(name: str) -> str:
    """A parameter's value; it cannot hold a double quote."""
    plain = name.replace('"', "'")
    return f'"{plain}"' if any(sign in plain for sign in ",;:") else plain


def _folded(line: str) -> str:
    """The line in parts of at most 75 octets that break no letter."""
    octets = line.encode()
    if len(octets) <= _LINE:
        return line
    parts, start, end = [], 0, _LINE
    while end < len(octets):
        while octets[end] & 0xC0 == 0x80:  # inside a letter
            end -= 1
        parts.append(octets[start:end].decode())
        # The first part is one longer: the others begin with a space.
        start, end = end, end + _LINE - 1
    return "\r\n ".join([*parts, octets[start:].decode()])
