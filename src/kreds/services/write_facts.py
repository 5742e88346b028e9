"""Put what was read into the store, and account for every row: read = new + updated + unchanged + merged + ..."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kreds.model.importing import FileResult
from kreds.model.interaction import Channel
from kreds.model.record import (
    ActivityRecord,
    AddressRecord,
    AffiliationRecord,
    ConnectionRecord,
    HiddenConnection,
    InteractionRecord,
    OwnerFact,
    Party,
)
from kreds.services.leave_out import activity_key, leave_out
from kreds.services.read_archives import ParsedFile
from kreds.services.write_outside import write_accounts, write_contacts, write_meetings
from kreds.services.write_posts import write_figures, write_reactions
from kreds.services.writing import Writing
from kreds.sources.linkedin.messages import MessageColumns
from kreds.store import facts, imports, kept_words, tables
from kreds.store.bulk import insert_rows
from kreds.store.checksums import Sum, file_sum
from kreds.store.messages import add_messages, add_texts, has_messages
from kreds.store.people import MESSAGE_COLUMNS
from kreds.text.keys import content_key
from kreds.text.names import match_key

Numbers = NDArray[np.int64]
_AS_READ = ("sent_at", "content_crc", "length", "is_question", "has_subject", "line")


def write_file(writing: Writing, file: ParsedFile) -> tuple[FileResult, int]:
    """Write one file's facts and its line in the ledger; the equation and the file's number."""
    db = writing.db
    leave_out(writing, file)
    number = imports.open_file(db, writing.archive, name=file.name, kind=str(file.kind))
    total = Sum()
    if file.known is not None:
        result = _seen_before(file, file.known.result)
    else:
        added = facts.Added()
        updated = 0
        if file.messages is not None:
            added, total = _write_messages(writing, file.messages, number)
        else:
            added, updated = _write_records(writing, file, number)
            total = file_sum(db, number)
        imports.add_rejected(db, number, file.rejected)
        result = FileResult(
            name=file.name,
            kind=str(file.kind),
            read=file.read,
            new=added.new,
            updated=updated,
            unchanged=added.unchanged,
            merged=added.merged,
            rejected=len(file.rejected),
            skipped=dict(file.skipped),
            notes=tuple(file.notes),
        )
    proof = imports.FileFacts(
        sha256=file.sha256,
        size=file.size,
        last_day=file.last_day,
        reader=file.reader,
        facts=total.rows,
        checksum=total.text,
        header=file.header,
    )
    imports.close_file(db, number, result, proof)
    return result, number


def _seen_before(file: ParsedFile, before: FileResult) -> FileResult:
    """The equation of a file whose bytes the store has read already."""
    return replace(
        before,
        name=file.name,
        new=0,
        updated=0,
        unchanged=before.new + before.updated + before.unchanged,
    )


def _write_records(writing: Writing, file: ParsedFile, number: int) -> tuple[facts.Added, int]:
    """All kinds but messages; a file holds records of one kind (connections: two)."""
    listed = [record for record in file.records if isinstance(record, ConnectionRecord)]
    hidden = [record for record in file.records if isinstance(record, HiddenConnection)]
    if hidden:
        file.skipped["hidden member"] += len(hidden)
        rows = [(writing.archive, number, record.line, record.connected_on.isoformat()) for record in hidden]
        insert_rows(writing.db, tables.hidden_connections, ("archive", "file", "line", "connected_on"), rows)
    if listed:
        return _write_connections(writing, listed, number)
    added = facts.Added()
    for write in _WRITERS:
        part = write(writing, file.records, number)
        added = facts.Added(added.new + part.new, added.unchanged + part.unchanged, added.merged + part.merged)
    return added, 0


def _write_connections(writing: Writing, records: Sequence[ConnectionRecord], number: int) -> tuple[facts.Added, int]:
    db = writing.db
    known = facts.connection_keys(db)
    identities = facts.connection_identities(db)
    following = facts.next_number(db, tables.connections)
    added, updated = facts.Added(), 0
    fresh: list[tuple[object, ...]] = []
    sightings: list[tuple[int, int, int, int]] = []
    met: set[tuple[str, str, str]] = set()
    for record in records:
        day = record.connected_on.isoformat() if record.connected_on else ""
        content = (record.slug, record.first_name, record.last_name, record.email, record.company, record.title, day)
        key = content_key(*content)
        row = known.get(key)
        is_known = row is not None
        if row is None:
            row = known[key] = following
            fresh.append((row, key, *content))
            following += 1
        who = (record.slug, "", "") if record.slug else (record.first_name, record.last_name, day)
        if who in met:
            added.merged += 1
        elif is_known:
            added.unchanged += 1
        elif _is_known_person(identities, record, day):
            updated += 1
        else:
            added.new += 1
        met.add(who)
        if row not in writing.listed:
            writing.listed.add(row)
            sightings.append((writing.archive, row, number, record.line))
    columns = ("id", "key", "slug", "first_name", "last_name", "email", "company", "title", "connected_on")
    insert_rows(db, tables.connections, columns, fresh)
    insert_rows(db, tables.sightings, ("archive", "connection", "file", "line"), sightings)
    return added, updated


def _is_known_person(identities: set[tuple[str, ...]], record: ConnectionRecord, day: str) -> bool:
    """Whether an earlier list has the person: by address, or by name and day where one of the two has no address."""
    named = (record.first_name, record.last_name, day)
    return bool((record.slug and (record.slug,) in identities) or named in identities)


def _write_messages(writing: Writing, read: MessageColumns, number: int) -> tuple[facts.Added, Sum]:
    db, columns = writing.db, read.columns
    parties = [writing.parties.number(party) for party in read.senders]
    groups = [tuple(writing.parties.number(party) for party in audience) for audience in read.audiences]
    writing.parties.flush(db)
    frame = pl.DataFrame(
        {
            **{name: columns.pop(name) for name in _AS_READ},
            "conversation": _numbers(facts.number_conversations(db, read.conversations))[columns.pop("conversation")],
            "sender": _numbers(parties)[columns.pop("sender")],
            "audience": _numbers(facts.number_audiences(db, groups))[columns.pop("audience")],
        }
    ).with_columns(pl.lit(number, pl.Int64).alias("file"))
    if read.texts is not None:
        keys = frame.select("conversation", "sent_at", "sender", "content_crc").iter_rows()
        add_texts(db, ((*key, *text) for key, text in zip(keys, read.texts, strict=True)))
    is_first = not has_messages(db)
    added = add_messages(db, frame, tick=writing.tick)
    writing.messages = frame.select(MESSAGE_COLUMNS) if is_first and added.new == len(frame) else None
    slugs = {number: party.slug for number, party in zip(parties, read.senders, strict=True)}
    facts.add_aliases(db, [(one, other) for one, other in added.aliases if slugs.get(one)])
    return added, added.total


def _numbers(values: Sequence[int]) -> Numbers:
    return np.array(values, dtype=np.int64)


def _write_interactions(writing: Writing, records: Sequence[object], number: int) -> facts.Added:
    rows: list[tuple[object, ...]] = []
    words: dict[int, str] = {}
    owners: set[str] = set()
    for record in records:
        if not isinstance(record, InteractionRecord):
            continue
        party = record.party
        who = party.slug or match_key(party.name)
        key = content_key(int(record.channel), int(record.direction), who, record.at, record.detail)
        text = record.text if writing.keep_texts else ""
        words.setdefault(key, text)
        rows.append(
            (
                key,
                int(record.channel),
                int(record.direction),
                writing.parties.number(party),
                record.at,
                int(record.precision),
                record.detail,
                text,
                len(record.text),
                number,
                record.line,
            )
        )
        whose = record.owner
        is_gone = writing.forgotten is not None and writing.forgotten.party(whose.slug, whose.name, whose.email)
        if record.channel is Channel.INVITATION and whose != Party() and not is_gone:
            owners.add(record.owner.slug)
    writing.parties.flush(writing.db)
    _add_owner_facts(writing, [("profile", slug, 0) for slug in sorted(owners) if slug], number)
    columns = ("key", "channel", "direction", "party", "at", "precision", "detail", "text", "length", "file", "line")
    if writing.keep_texts:
        kept_words.fill_in(writing.db, tables.interactions, words)
    return facts.add_keyed(writing.db, tables.interactions, columns, rows)


def _write_activities(writing: Writing, records: Sequence[object], number: int) -> facts.Added:
    rows = [
        (
            activity_key(record),
            str(record.kind),
            record.at,
            int(record.precision),
            record.url,
            record.detail,
            record.text if writing.keep_texts else "",
            number,
            record.line,
        )
        for record in records
        if isinstance(record, ActivityRecord)
    ]
    columns = ("key", "kind", "at", "precision", "url", "detail", "text", "file", "line")
    if writing.keep_texts:
        words = {activity_key(one): one.text for one in reversed(records) if isinstance(one, ActivityRecord)}
        kept_words.fill_in(writing.db, tables.activities, words)
    return facts.add_keyed(writing.db, tables.activities, columns, rows)


def _write_affiliations(writing: Writing, records: Sequence[object], number: int) -> facts.Added:
    rows: list[tuple[object, ...]] = []
    for record in records:
        if isinstance(record, AffiliationRecord):
            since, until = (day.isoformat() if day else "" for day in (record.since, record.until))
            content = (str(record.kind), record.organization, record.title, since, until)
            precision, place = int(record.precision), record.location
            rows.append((content_key(*content, place), *content, precision, place, number, record.line))
    columns = ("key", "kind", "organization", "title", "since", "until", "precision", "location", "file", "line")
    return facts.add_keyed(writing.db, tables.affiliations, columns, rows)


def _write_owner_facts(writing: Writing, records: Sequence[object], number: int) -> facts.Added:
    told = [record for record in records if isinstance(record, OwnerFact)]
    # What a row says beside its first fact is kept, but a row counts once.
    _add_owner_facts(writing, [(kind, value, r.line) for r in told for kind, value in r.more], number)
    return _add_owner_facts(writing, [(r.kind, r.value, r.line) for r in told], number)


def _add_owner_facts(writing: Writing, values: Sequence[tuple[str, str, int]], number: int) -> facts.Added:
    rows = [(content_key(kind, value), kind, value, number, line) for kind, value, line in values]
    return facts.add_keyed(writing.db, tables.owner_facts, ("key", "kind", "value", "file", "line"), rows)


def _write_addresses(writing: Writing, records: Sequence[object], number: int) -> facts.Added:
    rows: list[tuple[object, ...]] = []
    for record in records:
        if isinstance(record, AddressRecord):
            mails = " ".join(record.emails)
            content = (record.first_name, record.last_name, mails, record.company, record.title)
            rows.append((content_key(*content), *content, record.created_at, number, record.line))
    columns = ("key", "first_name", "last_name", "emails", "company", "title", "created_at", "file", "line")
    return facts.add_keyed(writing.db, tables.address_book, columns, rows)


_WRITERS = (
    _write_interactions,
    _write_activities,
    _write_affiliations,
    _write_owner_facts,
    _write_addresses,
    write_contacts,
    write_accounts,
    write_meetings,
    write_figures,
    write_reactions,
)
