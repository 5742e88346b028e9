"""The ledger: every import, archive and file, and the rows that were set aside."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from kreds.model.importing import FileResult, RejectedRow
from kreds.model.record import Rejected
from kreds.store.tables import archives, files, imports, rejected_rows, retries

NOT_RETRIED = ("CSV-LEFT-OUT", "ROW-ABOVE")
"""Codes of rows that no reader could make something of: left out by the person, or no part of the table."""

READER_VERSIONS = 1_000
"""Versions of readers lie below; a list's number has, in thousands, how its columns were read."""


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file the store has read before, found again by its content."""

    id: int
    result: FileResult
    last_day: str


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the ledger keeps of a file beside its equation."""

    sha256: str
    size: int
    last_day: str
    reader: int
    facts: int
    checksum: str
    header: str = ""


def start(db: Connection, *, at: int, origin: str, version: str) -> int:
    """Open an import; its number."""
    row = db.execute(insert(imports).values(started_at=at, origin=origin, version=version))
    return _number(row.inserted_primary_key)


def finish(db: Connection, import_id: int, *, at: int, relations: int, no_longer_connected: int) -> None:
    """Close an import with the size of the network after it."""
    values = {"finished_at": at, "relations": relations, "no_longer_connected": no_longer_connected}
    db.execute(update(imports).where(imports.c.id == import_id).values(values))


def add_archive(db: Connection, import_id: int, *, name: str, as_of: str, basis: str, written_at: int) -> int:
    """Note a delivery; its number."""
    row = db.execute(
        insert(archives).values(import_id=import_id, name=name, as_of=as_of, as_of_basis=basis, written_at=written_at)
    )
    return _number(row.inserted_primary_key)


def rename_archive(db: Connection, archive_id: int, before: str, name: str) -> None:
    """Let a delivery of one file bear another name, where it bears that file's."""
    db.execute(update(archives).where(archives.c.id == archive_id, archives.c.name == before).values(name=name))


def open_file(db: Connection, archive_id: int, *, name: str, kind: str) -> int:
    """Note a file before its facts, which point to it; its number."""
    return _number(db.execute(insert(files).values(archive_id=archive_id, name=name, kind=kind)).inserted_primary_key)


def close_file(db: Connection, file_id: int, result: FileResult, facts: FileFacts) -> None:
    """Write a file's equation and what proves its content."""
    values = {
        "read": result.read,
        "new": result.new,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "merged": result.merged,
        "rejected": result.rejected,
        "skipped": json.dumps(dict(sorted(result.skipped.items()))),
        "sha256": facts.sha256,
        "size": facts.size,
        "last_day": facts.last_day,
        "reader": facts.reader,
        "facts": facts.facts,
        "checksum": facts.checksum,
        "header": facts.header,
    }
    db.execute(update(files).where(files.c.id == file_id).values(values))


def add_rejected(db: Connection, file_id: int, rows: Iterable[Rejected]) -> None:
    """Keep the rows that could not be read, with their raw text."""
    values = [
        {"file": file_id, "line": row.line, "code": row.code, "facts": json.dumps(dict(row.facts)), "raw": row.raw}
        for row in rows
    ]
    if values:
        db.execute(insert(rejected_rows), values)


def known_files(db: Connection) -> dict[tuple[str, str, int], KnownFile]:
    """The files read before, by kind, content and version of the reader: the first reading of each."""
    rows = db.execute(select(files).where(files.c.sha256 != "").order_by(files.c.id.desc())).mappings()
    return {
        (row["kind"], row["sha256"], row["reader"]): KnownFile(row["id"], _result(row), row["last_day"]) for row in rows
    }


def known_sizes(db: Connection) -> set[tuple[str, int]]:
    """Kind and size of all files read before: a cheap first look before content is compared."""
    return {(kind, size) for kind, size in db.execute(select(files.c.kind, files.c.size).distinct())}


def rejected_of(db: Connection, file_ids: Sequence[int] | None = None) -> list[RejectedRow]:
    """The rows set aside, of these files or of all, by file and line."""
    query = (
        select(files.c.name, rejected_rows.c.line, rejected_rows.c.code, rejected_rows.c.facts, rejected_rows.c.raw)
        .join(files, files.c.id == rejected_rows.c.file)
        .where(rejected_rows.c.id.not_in(select(retries.c.rejected)))
        .order_by(rejected_rows.c.file, rejected_rows.c.line, rejected_rows.c.id)
    )
    if file_ids is not None:
        query = query.where(rejected_rows.c.file.in_(file_ids))
    return [RejectedRow(name, line, code, json.loads(facts), raw) for name, line, code, facts, raw in db.execute(query)]


@dataclass(frozen=True, slots=True)
class SetAside:
    """The rows of one file that an older reader could not read; ``rows`` are their number, line and raw text."""

    archive: int
    name: str
    kind: str
    header: str
    rows: tuple[tuple[int, int, str], ...]


def set_aside_by_older(db: Connection, readers: Mapping[str, int]) -> list[SetAside]:
    """What readers of older versions than these (by kind) have set aside and nobody has read again since."""
    query = (
        select(files.c.id, files.c.archive_id, files.c.name, files.c.kind, files.c.reader, files.c.header)
        .where(files.c.header != "", files.c.id.in_(select(rejected_rows.c.file)))
        .order_by(files.c.id)
    )
    waiting: list[SetAside] = []
    for number, archive, name, kind, reader, header in db.execute(query).all():
        if reader % READER_VERSIONS >= readers.get(kind, 0):
            continue
        columns = rejected_rows.c
        rows = db.execute(
            select(columns.id, columns.line, columns.raw)
            .where(columns.file == number, columns.code.not_in(NOT_RETRIED), columns.raw != "")
            .where(columns.id.not_in(select(retries.c.rejected)))
            .order_by(columns.line, columns.id)
        ).all()
        if rows:
            waiting.append(SetAside(archive, name, kind, header, tuple((row[0], row[1], row[2]) for row in rows)))
    return waiting


def note_retries(db: Connection, aside: SetAside, file_id: int) -> None:
    """These rows have been read again, as this file."""
    db.execute(insert(retries), [{"rejected": number, "file": file_id} for number, _, _ in aside.rows])


CALENDARS = ("calendar",)
"""Kinds of files that know of meetings alone: they do not show for how long the others are silent."""


def last_days(db: Connection) -> list[str]:
    """The days of the newest dated row of every file that has one; of calendars only where there is nothing else."""
    told = {(kind in CALENDARS, day) for kind, day in _days(db)}
    others = [day for is_calendar, day in told if not is_calendar]
    return others or [day for _, day in told]


def calendar_days(db: Connection) -> list[str]:
    """The last days that the calendars know of: what lies behind the newest of them was planned, and nobody knows."""
    return [day for kind, day in _days(db) if kind in CALENDARS]


def _days(db: Connection) -> list[tuple[str, str]]:
    query = select(files.c.kind, files.c.last_day).where(files.c.last_day != "").distinct()
    return [(kind, day) for kind, day in db.execute(query)]


def kinds(db: Connection) -> set[str]:
    """The kinds of files that were ever read."""
    return {kind for (kind,) in db.execute(select(files.c.kind).distinct())}


def kinds_with_rows(db: Connection) -> set[str]:
    """The kinds of files that held a row at least: one with nothing but its heading shows nothing."""
    return {kind for (kind,) in db.execute(select(files.c.kind).where(files.c.read > 0).distinct())}


def count(db: Connection) -> int:
    """How many imports the store has seen."""
    return db.execute(select(func.count()).select_from(imports)).scalar_one()


def _result(row: RowMapping) -> FileResult:
    return FileResult(
        name=row["name"],
        kind=row["kind"],
        read=row["read"],
        new=row["new"],
        updated=row["updated"],
        unchanged=row["unchanged"],
        merged=row["merged"],
        rejected=row["rejected"],
        skipped=json.loads(row["skipped"] or "{}"),
    )


def _number(primary_key: Sequence[object] | None) -> int:
    if not primary_key or not isinstance(primary_key[0], int):
        raise TypeError("the database gave no number for a new row")
    return primary_key[0]
