"""Export what is known of relations, and the rows that were set aside, as CSV, JSON, XLSX or vCards.

A file appears whole or not at all, is readable for its owner alone, and replaces nothing unless told to.
"""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, TypeVar

from sqlalchemy import select

from kreds.errors import UsageError
from kreds.model.importing import RejectedRow
from kreds.model.level import Level, Sign
from kreds.model.relation import Relation, RelationQuery
from kreds.services.json_shapes import Json, Say, rejected_shape, rejection, relations_shape
from kreds.services.label_relations import BETWEEN_TAGS
from kreds.services.read_imports import rejected_rows
from kreds.services.reader import Reader
from kreds.services.write_tables import Profile, Sheet, Value, write_csv, write_xlsx
from kreds.services.write_vcards import Card, write_vcards
from kreds.store.database import Store
from kreds.store.tables import connection_people, connections, people
from kreds.text.phrase import Phrase

T = TypeVar("T")


class Subject(StrEnum):
    """What can be exported."""

    RELATIONS = "relations"
    REJECTED = "rejected"


class Format(StrEnum):
    """How."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"
    VCF = "vcf"


_ALL = RelationQuery(per_page=None, sort="name", descending=False)


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What to write and how; ``say`` says the reasons of rejected rows in the language asked for.

    ``incognito`` writes pseudonyms for all that names anybody; ``at`` (seconds since 1970-01-01 UTC) is when, for the
    formats that say it.
    """

    subject: Subject
    format: Format
    profile: Profile = Profile.SAFE
    query: RelationQuery = _ALL
    say: Say = Phrase.english
    incognito: bool = False
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """How many rows were written, and what the format could not hold."""

    rows: int
    notes: tuple[Phrase, ...] = ()


RELATION_COLUMNS = (
    "id",
    "name",
    "profile_url",
    "company",
    "title",
    "connected_on",
    "no_longer_since",
    "level",
    "overruled",
    "strong",
    "average",
    "worthless",
    "strength",
    "alive",
    "communicated",
    "met",
    "common_ground",
    "content",
    "messages_in",
    "messages_out",
    "last_contact",
    "trend",
    "tags",
    "note",
    "bridge",
    "trial_since",
    "trial_until",
    "trial_outcome",
    "trial_ended",
)
REJECTED_COLUMNS = ("file", "line", "code", "reason", "raw")


def file_name(options: ExportOptions, day: date) -> str:
    """A good name for an export; an exact CSV says so, because a spreadsheet should not open it.

    >>> file_name(ExportOptions(Subject.RELATIONS, Format.CSV, Profile.EXACT), date(2026, 10, 3))
    'kreds-relations-2026-10-03-exact.csv'
    """
    mark = "-exact" if options.format is Format.CSV and options.profile is Profile.EXACT else ""
    return f"kreds-{options.subject}-{day.isoformat()}{mark}.{options.format}"


def export_data(store: Store, out: BinaryIO, options: ExportOptions) -> Exported:
    """Write an export to an open file.

    Raises:
        UsageError: rejected rows are no people, and no vCards.
    """
    if options.format is Format.VCF and options.subject is not Subject.RELATIONS:
        raise UsageError("CHOICE", name="--format", value=options.format, choices="csv, json, xlsx")
    if options.format is Format.JSON:
        shape, rows = _document(store, options)
        out.write(json.dumps(shape, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n")
        return Exported(rows)
    if options.format is Format.VCF:
        return Exported(write_vcards(out, _cards(store, options), at=options.at))
    sheet = _sheet(store, options)
    if options.format is Format.XLSX:
        losses = write_xlsx(out, sheet)
        return Exported(losses.rows, losses.phrases())
    return Exported(write_csv(out, sheet, profile=options.profile))


def export_file(store: Store, path: Path, options: ExportOptions, *, force: bool = False) -> Exported:
    """Write an export to a file of its own.

    Raises:
        UsageError: the file is there already (and ``force`` is not given), or cannot be written.
    """
    return write_file(path, lambda out: export_data(store, out, options), force=force)


def write_file(path: Path, write: Callable[[BinaryIO], T], *, force: bool = False) -> T:
    """Write beside the file, then take its place: a full disk leaves what was there.

    Raises:
        UsageError: the file is there already (and ``force`` is not given), or cannot be written.
    """
    if path.exists() and not force:
        raise UsageError("FILE-EXISTS", path=path)
    if not path.parent.is_dir():
        raise UsageError("FOLDER-MISSING", path=path.parent)
    try:
        # mkstemp makes the file for its owner alone (0600): it holds other people's data.
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise UsageError("FILE-UNWRITABLE", path=path, detail=error.strerror) from error
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            exported = write(out)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    except OSError as error:
        raise UsageError("FILE-UNWRITABLE", path=path, detail=error.strerror) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return exported


def _document(store: Store, options: ExportOptions) -> tuple[Json, int]:
    if options.subject is Subject.RELATIONS:
        page = _reader(store, options).find_relations(options.query)
        return relations_shape(page), len(page.relations)
    rows = rejected_rows(store)
    return {"rejected": [{**rejected_shape(row, options.say), "raw": row.raw} for row in rows]}, len(rows)


def _sheet(store: Store, options: ExportOptions) -> Sheet:
    if options.subject is Subject.RELATIONS:
        found = _reader(store, options).find_relations(options.query).relations
        return Sheet("Relations", RELATION_COLUMNS, (_relation_row(relation) for relation in found))
    return Sheet("Rejected", REJECTED_COLUMNS, _rejected_rows(rejected_rows(store), options.say))


def _reader(store: Store, options: ExportOptions) -> Reader:
    return Reader(store, incognito=options.incognito)


def _cards(store: Store, options: ExportOptions) -> Iterator[Card]:
    """A card for each relation; what the list does not show comes from the newest row of the connections."""
    found = _reader(store, options).find_relations(options.query).relations
    if options.incognito:
        yield from (Card(relation) for relation in found)
        return
    with store.reading() as db:
        names = {
            person: (first, last)
            for person, first, last in db.execute(
                select(connection_people.c.person, connections.c.first_name, connections.c.last_name)
                .join(connections, connections.c.id == connection_people.c.connection_id)
                .order_by(connections.c.id)
            )
        }
        mails = {row.id: row.email for row in db.execute(select(people.c.id, people.c.email))}
    for relation in found:
        number = int(relation.id, 16)
        first, last = names.get(number, ("", ""))
        yield Card(relation, first, last, mails.get(number, ""))


def _relation_row(relation: Relation) -> list[Value]:
    return [
        relation.id,
        relation.name,
        relation.profile_url,
        relation.company,
        relation.title,
        relation.connected_on,
        relation.no_longer_since,
        relation.level.value,
        int(relation.overruled),
        *(relation.memberships[level] for level in (Level.STRONG, Level.AVERAGE, Level.WORTHLESS)),
        relation.strength,
        relation.alive,
        *(relation.coverage[sign].value for sign in Sign),
        relation.messages_in,
        relation.messages_out,
        relation.last_contact,
        relation.trend.value,
        BETWEEN_TAGS.join(relation.tags),
        relation.note,
        relation.bridge,
        relation.trial.since,
        relation.trial.until,
        relation.trial.outcome.value if relation.trial.outcome else "",
        relation.trial.ended,
    ]


def _rejected_rows(rows: tuple[RejectedRow, ...], say: Say) -> Iterator[list[Value]]:
    return ([row.file, row.line, row.code, say(rejection(row)), row.raw] for row in rows)
