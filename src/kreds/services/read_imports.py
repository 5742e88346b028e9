"""Read what was imported: each import with its files and their equations, and the rows that were set aside."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Row, select

from kreds.model.importing import FileResult, RejectedRow
from kreds.store.database import Store
from kreds.store.imports import rejected_of
from kreds.store.tables import archives, files, imports


@dataclass(frozen=True, slots=True)
class PastImport:
    """One import: when (seconds since 1970 UTC), from where (cli, web, python), its archives and their files."""

    id: int
    at: int
    origin: str
    version: str
    relations: int
    no_longer_connected: int
    archives: tuple[str, ...]
    files: tuple[FileResult, ...]


def import_history(store: Store) -> tuple[PastImport, ...]:
    """All imports, the latest first."""
    with store.reading() as db:
        return _past(db, db.execute(select(imports).order_by(imports.c.id.desc())).all())


def past_import(store: Store, number: int) -> tuple[PastImport, tuple[RejectedRow, ...]] | None:
    """One import and those of its rows that are still set aside; None when there was no such import."""
    with store.reading() as db:
        heads = db.execute(select(imports).where(imports.c.id == number)).all()
        if not heads:
            return None
        within = select(files.c.id).join(archives, archives.c.id == files.c.archive_id)
        numbers = db.execute(within.where(archives.c.import_id == number)).scalars().all()
        return _past(db, heads)[0], tuple(rejected_of(db, numbers))


def rejected_rows(store: Store) -> tuple[RejectedRow, ...]:
    """Every row that is set aside, by file and line; ``file`` is the file's name within its archive."""
    with store.reading() as db:
        return tuple(rejected_of(db))


def _past(db: Connection, heads: Iterable[Row[tuple[object, ...]]]) -> tuple[PastImport, ...]:
    heads = list(heads)
    wanted = [row.id for row in heads]
    names: dict[int, list[str]] = {}
    named = select(archives.c.import_id, archives.c.name).where(archives.c.import_id.in_(wanted))
    for row in db.execute(named.order_by(archives.c.id)):
        names.setdefault(row.import_id, []).append(row.name)
    results: dict[int, list[FileResult]] = {}
    statement = select(files, archives.c.import_id).join(archives, archives.c.id == files.c.archive_id)
    for row in db.execute(statement.where(archives.c.import_id.in_(wanted)).order_by(files.c.id)):
        results.setdefault(row.import_id, []).append(
            FileResult(
                name=row.name,
                kind=row.kind,
                read=row.read,
                new=row.new,
                updated=row.updated,
                unchanged=row.unchanged,
                merged=row.merged,
                rejected=row.rejected,
                skipped=json.loads(row.skipped or "{}"),
            )
        )
    return tuple(
        PastImport(
            id=row.id,
            at=row.finished_at,
            origin=row.origin,
            version=row.version,
            relations=row.relations,
            no_longer_connected=row.no_longer_connected,
            archives=tuple(names.get(row.id, ())),
            files=tuple(results.get(row.id, ())),
        )
        for row in heads
    )
