"""Leave people who are forgotten out of what was read, before anything of it is written; the equation says how many.

The rules are those by which they were taken out (`kreds.store.erase`): whoever imports the same archive again finds
nothing new in it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import compress

import numpy as np
from sqlalchemy import select

from kreds.model.record import (
    AccountRecord,
    ActivityRecord,
    AddressRecord,
    ConnectionRecord,
    ContactRecord,
    InteractionRecord,
    MeetingRecord,
    Party,
    PostReactionRecord,
    Record,
)
from kreds.resolve.outsiders import ContactRow
from kreds.resolve.reactors import Reactor
from kreds.services.read_archives import ParsedArchive, ParsedFile
from kreds.services.writing import Writing
from kreds.sources.linkedin.messages import MessageColumns, only_used
from kreds.store import imports
from kreds.store.erase_ledger import FORGOTTEN
from kreds.store.forgotten import Forgotten, forgotten_in, mark_keys, marks_of
from kreds.store.tables import people, person_keys
from kreds.store.traces import Mentions
from kreds.text.keys import content_key
from kreds.text.names import match_key


def leave_out(writing: Writing, file: ParsedFile) -> None:
    """Take everybody who is forgotten out of a file that was read; also out of its name.

    Raises:
        ForgetKeyMissingError: nobody can tell who they are.
    """
    if file.known is not None:
        if FORGOTTEN in file.known.result.skipped:
            _rename(writing, file, file.known.result.name)
        return
    found = writing.forgotten = forgotten_in(writing.db, writing.location)
    if found is None:
        return
    records = _Records(writing, found)
    left = [record for record in file.records if not records.is_gone(record)]
    count = len(file.records) - len(left)
    file.records = left
    if file.messages is not None:
        count += leave_messages_out(file.messages, found)
    kept = [row for row in file.rejected if not found.text(row.raw)]
    count += len(file.rejected) - len(kept)
    file.rejected = kept
    if count:
        file.skipped[FORGOTTEN] += count
        _rename(writing, file, Mentions(records.names, records.addresses).without(file.name))


def learn_again(writing: Writing, archives: Sequence[ParsedArchive]) -> None:
    """Know those who come under another address by that, too, before anything is read by it.

    Raises:
        ForgetKeyMissingError: nobody can tell who they are.
    """
    found = forgotten_in(writing.db, writing.location)
    if found is None:
        return
    keys: set[str] = set()
    records = _Records(writing, found)
    for record in (record for archive in archives for file in archive.files for record in file.records):
        if isinstance(record, ConnectionRecord | ContactRecord) and record.slug and records.is_gone(record):
            keys.add(f"in:{record.slug}")
    fresh = [key for key in keys if not found.has(key)]
    if fresh:
        mark_keys(writing.db, writing.location, fresh, at=max(marks_of(writing.db).values()))


def _rename(writing: Writing, file: ParsedFile, name: str) -> None:
    """A card in a file of its own bears the name of whom it is about."""
    if name != file.name:
        imports.rename_archive(writing.db, writing.archive, file.name, name)
        file.name = name


class _Records:
    """Asks of one record after the other; ``names`` and ``addresses`` are of those that are gone."""

    def __init__(self, writing: Writing, found: Forgotten) -> None:
        self._found = found
        self._own = owner_mails(writing)
        self.names: set[str] = set()
        self.addresses: set[str] = set()

    def is_gone(self, record: Record) -> bool:
        """Whether the record as a whole is about somebody forgotten."""
        found = self._found
        if isinstance(record, ConnectionRecord):
            name = f"{record.first_name} {record.last_name}".strip()
            day = record.connected_on.isoformat() if record.connected_on else ""
            return self._note(found.connection(record.slug, name, record.email, day), name, record.slug)
        if isinstance(record, InteractionRecord):
            return found.party(record.party.slug, record.party.name, record.party.email)
        if isinstance(record, ContactRecord):
            row = ContactRow(
                0, record.system, record.external_id, record.full_name, record.emails, record.slug, record.company
            )
            return self._note(found.contact(row), record.full_name, *record.emails)
        if isinstance(record, AddressRecord):
            return found.address(f"{record.first_name} {record.last_name}".strip(), record.emails)
        if isinstance(record, PostReactionRecord):
            who = (record.party.slug, record.party.name, record.headline, record.degree)
            return self._note(found.reactor(Reactor(0, *who)), record.party.name, record.party.slug)
        if isinstance(record, AccountRecord):
            return found.account(record.name)
        if isinstance(record, ActivityRecord):
            return found.row(activity_key(record)) or found.text(f"{record.url} {record.detail} {record.text}")
        return isinstance(record, MeetingRecord) and self._met_alone(record)

    def _met_alone(self, meeting: MeetingRecord) -> bool:
        """Whether nobody else but the owner took part."""
        left = left_of(meeting, self._found)
        others = [one for one in left if one.email not in self._own and one.email != meeting.owner.email]
        return len(left) < len(meeting.attendees) and not others

    def _note(self, is_gone: bool, name: str, *addresses: str) -> bool:
        if is_gone:
            self.names.update([name] if " " in name else [])
            self.addresses.update(address for address in addresses if "-" in address or "@" in address)
        return is_gone


def owner_mails(writing: Writing) -> frozenset[str]:
    """The addresses of the owner, as far as the store knows who that is."""
    keys = (
        select(person_keys.c.key)
        .join(people, people.c.id == person_keys.c.person)
        .where(people.c.is_owner == 1, person_keys.c.key.startswith("mail:"))
    )
    return frozenset(key.removeprefix("mail:") for key in writing.db.scalars(keys))


def left_of(meeting: MeetingRecord, found: Forgotten) -> list[Party]:
    """Those who took part and are not forgotten."""
    parties = [one.party for one in meeting.attendees]
    return [one for one in parties if not found.party(one.slug, one.name, one.email)]


def titled(meeting: MeetingRecord, found: Forgotten) -> tuple[str, str]:
    """Title and place of a meeting, without those who are forgotten."""
    left = set(left_of(meeting, found))
    gone = [one.party for one in meeting.attendees if one.party not in left]
    mentions = Mentions([one.name for one in gone if " " in one.name], [one.email for one in gone])
    title, place = mentions.without(meeting.title), mentions.without(meeting.place)
    return ("", "") if found.text(f"{title} {place}") else (title, place)


def activity_key(record: ActivityRecord) -> int:
    """The number that something the owner did is known by."""
    return content_key(record.kind, record.at, record.url, record.detail, "" if record.url else record.text)


# ---- messages -------------------------------------------------------------------------------------------------------


def leave_messages_out(read: MessageColumns, found: Forgotten) -> int:
    """Leave out all messages of and to them, in place; how many. Of those to others, too, they are no recipients."""
    wrote = np.array([_is_gone(party, found) for party in read.senders], dtype=bool)
    heard = [[_is_gone(party, found) for party in audience] for audience in read.audiences]
    is_heard = np.array([any(gone) for gone in heard], dtype=bool)
    if not wrote.any() and not is_heard.any():
        return 0
    emptied = np.array([any(gone) and all(gone) for gone in heard], dtype=bool)
    columns = read.columns
    theirs = wrote[columns["sender"]]
    touched = np.unique(columns["conversation"][theirs | is_heard[columns["audience"]]])
    parties = _left_parties(read, touched, wrote, heard)
    alone = np.array([place for place in touched.tolist() if len(parties[place]) < 2], dtype=np.int64)
    keep = ~(theirs | emptied[columns["audience"]] | np.isin(columns["conversation"], alone))
    read.audiences = [
        tuple(compress(audience, [not one for one in gone]))
        for audience, gone in zip(read.audiences, heard, strict=True)
    ]
    for name in columns:
        columns[name] = columns[name][keep]
    if read.texts is not None:
        read.texts = list(compress(read.texts, keep.tolist()))
    read.conversations = only_used(columns, "conversation", read.conversations)
    read.senders = only_used(columns, "sender", read.senders)
    read.audiences = only_used(columns, "audience", read.audiences)
    return int((~keep).sum())


def _is_gone(party: Party, found: Forgotten) -> bool:
    return found.party(party.slug, party.name, party.email)


def _left_parties(
    read: MessageColumns, touched: "np.ndarray[tuple[int], np.dtype[np.int64]]", wrote: object, heard: list[list[bool]]
) -> Mapping[int, set[str]]:
    """Who takes part in each of these conversations beside them: the owner, and whoever else there is."""
    columns = read.columns
    rows = np.isin(columns["conversation"], touched)
    names = ("conversation", "sender", "audience")
    combined = np.unique(np.stack([columns[name][rows] for name in names], axis=1), axis=0)
    left: dict[int, set[str]] = defaultdict(set)
    gone = np.asarray(wrote, dtype=bool)
    for conversation, sender, audience in combined.tolist():
        if not gone[sender]:
            left[conversation].add(_called(read.senders[sender]))
        left[conversation].update(
            _called(party)
            for party, is_gone in zip(read.audiences[audience], heard[audience], strict=True)
            if not is_gone
        )
    return left


def _called(party: Party) -> str:
    return party.slug or match_key(party.name)
