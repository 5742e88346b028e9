"""Put people, companies and meetings from outside LinkedIn into the store."""

from collections.abc import Sequence
from datetime import date

from kreds.model.record import AccountRecord, ContactRecord, MeetingRecord
from kreds.services.leave_out import left_of, titled
from kreds.services.writing import Writing
from kreds.store import facts, tables
from kreds.store.bulk import insert_rows
from kreds.text.keys import content_key

_MOST_ATTENDEES = 500
CALENDAR_EMAIL = "calendar_email"
"""The kind of fact that says whose calendar it seems to be."""


def write_contacts(writing: Writing, records: Sequence[object], number: int) -> facts.Added:
    """People of CRM lists and address books."""
    rows: list[tuple[object, ...]] = []
    listed: list[tuple[int, int, int]] = []
    for record in records:
        if not isinstance(record, ContactRecord):
            continue
        content = (
            record.system,
            record.external_id,
            record.first_name,
            record.last_name,
            record.name,
            " ".join(record.emails),
            record.slug,
            record.company,
            record.domain,
            record.title,
            record.place,
            record.industry,
            str(record.status),
            _iso(record.since),
            _iso(record.last_activity),
        )
        key = content_key("contact", *content)
        rows.append((key, *content, number, record.line))
        listed.append((number, record.line, key))
    if not rows:
        return facts.Added()
    added = facts.add_keyed(writing.db, tables.contacts, [one.name for one in tables.contacts.columns], rows)
    insert_rows(writing.db, tables.listings, ("file", "line", "key"), listed)
    return added


def write_accounts(writing: Writing, records: Sequence[object], number: int) -> facts.Added:
    """Companies of CRM lists and plain lists."""
    rows: list[tuple[object, ...]] = []
    for record in records:
        if isinstance(record, AccountRecord):
            content = (
                record.system,
                record.external_id,
                record.name,
                record.domain,
                str(record.status),
                record.industry,
                record.place,
                _iso(record.since),
                _iso(record.until),
            )
            rows.append((content_key("account", *content), *content, number, record.line))
    if not rows:
        return facts.Added()
    added = facts.add_keyed(writing.db, tables.accounts, [one.name for one in tables.accounts.columns], rows)
    insert_rows(writing.db, tables.listings, ("file", "line", "key"), [(*row[-2:], row[0]) for row in rows])
    return added


def write_meetings(writing: Writing, records: Sequence[object], number: int) -> facts.Added:
    """Meetings and who took part; of a very large one only the first participants are kept, but all are counted."""
    rows: list[tuple[object, ...]] = []
    taking_part: dict[object, list[tuple[object, ...]]] = {}
    owners: set[str] = set()
    found = writing.forgotten
    for record in records:
        if not isinstance(record, MeetingRecord):
            continue
        if found is None or not found.party("", record.owner.name, record.owner.email):
            owners.add(record.owner.email)
        content = (
            record.uid,
            record.recurrence,
            record.sequence,
            record.at,
            int(record.precision),
            record.minutes,
            record.title,
            record.place,
            record.size,
            int(record.is_canceled),
            int(record.is_private),
        )
        who = sorted({(one.party.email or one.party.name, str(one.answer)) for one in record.attendees})
        key = content_key("meeting", *content, repr(who))
        attendees = record.attendees
        if found is not None and len(left := left_of(record, found)) < len(attendees):
            # The meeting is known by all that was read of it; kept is what names nobody who is forgotten.
            attendees = tuple(one for one in attendees if one.party in left)
            content = (*content[:6], *titled(record, found), *content[8:])
        rows.append((key, *content, number, record.line))
        parties: dict[int, tuple[object, ...]] = {}
        for one in attendees[:_MOST_ATTENDEES]:
            party = writing.parties.number(one.party)
            parties[party] = (key, party, str(one.answer), int(one.is_organizer), number, record.line)
        taking_part[key] = list(parties.values())
    if not rows:
        return facts.Added()
    writing.parties.flush(writing.db)
    known = facts.known_keys(writing.db, tables.meetings)
    added = facts.add_keyed(writing.db, tables.meetings, [one.name for one in tables.meetings.columns], rows)
    fresh = [row for key, part in taking_part.items() if key not in known for row in part]
    insert_rows(writing.db, tables.meeting_parties, [one.name for one in tables.meeting_parties.columns], fresh)
    own = [(content_key(CALENDAR_EMAIL, mail), CALENDAR_EMAIL, mail, number, 0) for mail in sorted(owners) if mail]
    facts.add_keyed(writing.db, tables.owner_facts, ("key", "kind", "value", "file", "line"), own)
    return added


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
