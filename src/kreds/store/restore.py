"""Putting a backup back: proven first, built anew row by row, and only then the store changes, in one step.

A sound SQLite store takes the new content as one transaction, so other processes that have it open simply see it. A
damaged one is replaced as a file. Either way what was there is kept aside.
"""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from kreds.errors import BackupRefusedError, StoreDamagedError, StoreForeignError, StoreNewerError
from kreds.store import checksums, lock, schema
from kreds.store.backup import check_marks, copy_tables, refusing, verify, write_backup, write_file
from kreds.store.database import open_store
from kreds.store.engines import opened_file
from kreds.store.failures import explained
from kreds.store.location import Location, locate, prepare_file, require_space
from kreds.store.lock import PATIENCE
from kreds.store.opening import settled_marks
from kreds.store.snapshot import copy_file, log_files, put_in_place, replacing, scratch
from kreds.store.sqlite import Marks, open_reader, open_writer
from kreds.text.phrase import Phrase

_LOST = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


Prepare = Callable[[Path], None]
"""Changes the fresh copy of a backup, proven, before it becomes the store."""


def _as_it_is(_fresh: Path) -> None:
    """Nothing is changed."""


def restore_backup(
    target: str | Path, backup: Path, *, label: str, prepare: Prepare = _as_it_is, patience: float = PATIENCE
) -> Path | None:
    """Make a store be what a backup says; where the content it had is kept, None when there was none.

    Args:
        target: a file or a server; made if it is not there.
        backup: a file that `write_backup` made, by this or an older Kreds.
        label: goes into the name of what is kept aside.
        prepare: changes what is put back before it is; may refuse.

    Raises:
        BackupRefusedError, StoreError: the store is as it was.
    """
    location, name = locate(target), str(backup)
    if not backup.is_file():
        raise BackupRefusedError(backup=name, detail=Phrase("There is no such file."))
    if location.path is not None and location.path.exists() and backup.samefile(location.path):
        raise BackupRefusedError(backup=name, detail=Phrase("It is the store itself."))
    with explained(location):
        if location.path is None:
            return _restore_server(location, backup, label, prepare, patience)
        prepare_file(location)
        require_space(location, 3 * backup.stat().st_size)
        with lock.held(location.lock_path, shown=location.shown, patience=patience):
            marks = _marks_or_damage(location)
            with scratch(location.path) as fresh:
                build(backup, fresh)
                prepare(fresh)
                return _put_file(location.path, fresh, marks, label)


def build(backup: Path, fresh: Path) -> None:
    """Fill a fresh file from a backup, both proven."""
    name = str(backup)
    with refusing(name):
        number = check_marks(backup, name, schema.SCHEMA)
        if number == schema.SCHEMA:
            _copy_proven(backup, fresh, name)
            return
        from kreds.store.migrating import migrate

        with scratch(fresh) as moved:
            shutil.copyfile(backup, moved)
            with opened_file(moved, writable=True) as db:
                migrate(db, schema.SCHEMA)
                checksums.seal(db)
            _copy_proven(moved, fresh, name)


def _copy_proven(source: Path, fresh: Path, name: str) -> None:
    verify(source, shown=name)
    with opened_file(source) as db:
        write_file(db, fresh)
    # The source may have changed under our hands; what counts is what stands in the copy.
    verify(fresh, shown=name)


def _restore_server(location: Location, backup: Path, label: str, prepare: Prepare, patience: float) -> Path:
    aside = backup.with_name(f"{backup.stem}.{label}{backup.suffix}")
    with scratch(backup) as fresh:
        build(backup, fresh)
        prepare(fresh)
        with open_store(location.url, patience=patience) as store:
            write_backup(store, aside)
            with store.writing() as db, opened_file(fresh) as source:
                copy_tables(source, db)
                if broken := checksums.broken_seals(db):
                    raise StoreDamagedError(
                        store=location.shown,
                        detail=Phrase("Rows of %(tables)s have changed.", {"tables": ", ".join(broken)}),
                    )
    return aside


# ---- SQLite: the caller holds the lock ------------------------------------------------------------------------------


def _marks_or_damage(location: Location) -> Marks | None:
    """What stands there now, None when it is a store too damaged to say so."""
    try:
        marks = settled_marks(location)
    except StoreDamagedError:
        return None
    if marks.kind == "foreign":
        raise StoreForeignError(store=location.shown)
    if marks.schema > schema.SCHEMA:
        raise StoreNewerError(store=location.shown, found=marks.schema, known=schema.SCHEMA)
    return marks


def _put_file(path: Path, fresh: Path, marks: Marks | None, label: str) -> Path | None:
    aside = path.with_name(f"{path.stem}.{label}{path.suffix}")
    if marks is not None:
        try:
            if marks.kind == "store":
                _copy_aside(path, aside)
            _pour(fresh, path)
        except sqlite3.DatabaseError as error:
            if (getattr(error, "sqlite_errorcode", 0) & 0xFF) not in _LOST:
                raise
        else:
            return aside if marks.kind == "store" else None
    _swap(path, fresh, aside)
    return aside


def _copy_aside(path: Path, aside: Path) -> None:
    db = open_reader(path)
    try:
        copy_file(db, aside)
    finally:
        db.close()


def _pour(fresh: Path, path: Path) -> None:
    """Write the fresh file's pages into the store as one transaction of the store."""
    source, target = open_reader(fresh, immutable=True), open_writer(path)
    try:
        source.backup(target)
        # Somebody who still reads the old moment keeps the pages in the log; that is no reason to wait.
        target.execute("PRAGMA busy_timeout=0")
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        target.close()
        source.close()


def _swap(path: Path, fresh: Path, aside: Path) -> None:
    """Replace a damaged store as a file. Its log is kept with it, and taken away lest the new one reads it."""
    for old, kept in zip((path, *log_files(path)), (aside, *log_files(aside)), strict=True):
        if old.exists():
            with replacing(kept) as copy:
                shutil.copyfile(old, copy)
    for log in log_files(path):
        log.unlink(missing_ok=True)
    put_in_place(fresh, path)
