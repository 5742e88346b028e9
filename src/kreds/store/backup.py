"""Backups: one SQLite file from either database, proven before it counts, put back into either database.

A backup is data from outside: before any of its tables is read, its schema must be, word for word, one that Kreds makes
(no trigger, no view, no computed column can be in it); then its content must match its own ledger.
"""

import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, delete, select
from sqlalchemy.exc import SQLAlchemyError

from kreds.errors import BackupRefusedError, StoreDamagedError
from kreds.model.health import Verdict
from kreds.store import schema
from kreds.store.bulk import insert_rows
from kreds.store.checks import CONTENT
from kreds.store.database import Store
from kreds.store.engines import opened_file
from kreds.store.failures import explained
from kreds.store.location import Location
from kreds.store.snapshot import copy_pages, replacing, scratch, settle
from kreds.store.sqlite import APPLICATION_ID, open_reader, open_writer
from kreds.store.tables import metadata
from kreds.text.phrase import Phrase

_MAGIC = b"SQLite format 3\x00"
# Reading a schema is itself a program: far above what ours takes, far below a hostile million of tables.
_STEPS = 200_000
# What SQLite says of this machine and not of the file.
_OURS = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN}
_CHUNK = 20_000


def write_backup(store: Store, target: Path) -> None:
    """Write the store as it is at this moment to ``target``, proven first; whatever stood there is replaced only then.

    Raises:
        StoreDamagedError, StoreFullError: nothing was written.
    """
    with explained(store.location), replacing(target) as fresh:
        if store.path is not None:
            source = open_reader(store.path)
            try:
                copy_pages(source, fresh)
            finally:
                source.close()
        else:
            with store.reading() as db:
                write_file(db, fresh)
        try:
            verify(fresh)
        except BackupRefusedError as refused:
            raise StoreDamagedError(store=store.target, detail=refused.facts["detail"]) from refused


def write_file(source: Connection, fresh: Path) -> None:
    """Fill an empty file with everything a store holds, row by row."""
    with opened_file(fresh, writable=True) as db:
        schema.create(db)
        copy_tables(source, db)
    db_file = open_writer(fresh)
    try:
        db_file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        settle(db_file)
    finally:
        db_file.close()


def copy_tables(source: Connection, target: Connection) -> None:
    """Copy every table of Kreds, replacing what the target holds, in the callers' transactions."""
    for table in reversed(metadata.sorted_tables):
        target.execute(delete(table))
    for table in metadata.sorted_tables:
        columns = list(table.columns)
        result = source.execution_options(stream_results=True).execute(select(*columns))
        for rows in result.partitions(_CHUNK):
            insert_rows(target, table, [column.name for column in columns], rows)


@contextmanager
def trial_copy(source: Connection, location: Location) -> Iterator[Connection]:
    """A private copy of everything, in one transaction, gone when the block ends: to try out what must not be kept."""
    with tempfile.TemporaryDirectory(prefix="kreds-") as folder:
        beside = location.path if location.path is not None else Path(folder) / "copy.db"
        with scratch(beside) as fresh:
            write_file(source, fresh)
            with opened_file(fresh, writable=True) as db:
                yield db


# ---- proving --------------------------------------------------------------------------------------------------------


def verify(path: Path, *, shown: str = "") -> None:
    """Prove that a file is a sound backup with this program's schema, without changing or trusting it.

    Raises:
        BackupRefusedError: it is not; nothing of it was used.
    """
    name = shown or str(path)
    with refusing(name):
        check_marks(path, name, schema.SCHEMA)
        with opened_file(path) as db:
            for check in CONTENT.values():
                found = check(db)
                if found.verdict is Verdict.ERROR:
                    raise BackupRefusedError(backup=name, detail=found.phrase)


def contents(path: Path) -> tuple[int, int, str]:
    """How many relations and decisions a backup holds, and the last day its data covers ("" without any).

    Raises:
        BackupRefusedError: it is no backup of Kreds.
    """
    name = str(path)
    with refusing(name):
        check_marks(path, name, schema.SCHEMA)
        with closing(open_reader(path, immutable=True)) as db:
            relations, said, day = (
                db.execute(query).fetchone()[0]
                for query in (
                    "SELECT count(*) FROM relations WHERE no_longer_since = ''",
                    "SELECT count(*) FROM decisions WHERE undoes IS NULL",
                    "SELECT coalesce(max(last_day), '') FROM files WHERE kind <> 'calendar'",
                )
            )
            return int(relations), int(said), str(day)


@contextmanager
def refusing(name: str) -> Iterator[None]:
    """Whatever a hostile or broken file makes SQLite say is a refusal of that file."""
    try:
        yield
    except (sqlite3.Error, SQLAlchemyError, ValueError, OverflowError) as error:
        cause = getattr(error, "orig", None) or error
        if (getattr(cause, "sqlite_errorcode", 0) & 0xFF) in _OURS:
            raise
        reason = str(cause).splitlines()[0]
        raise BackupRefusedError(backup=name, detail=reason) from error


def check_marks(path: Path, name: str, newest: int) -> int:
    """Look at a file's kind, marks and schema, in this order; the number of its schema.

    Raises:
        BackupRefusedError: it is no plain file, no store, or its schema is not one that Kreds makes.
    """
    try:
        mode = path.lstat().st_mode
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise BackupRefusedError(backup=name, detail=error.strerror or str(error)) from error
    if not stat.S_ISREG(mode):
        raise BackupRefusedError(backup=name, detail=Phrase("It is not a plain file."))
    number, application = int.from_bytes(head[60:64], "big"), int.from_bytes(head[68:72], "big")
    if not head.startswith(_MAGIC) or application != APPLICATION_ID:
        raise BackupRefusedError(backup=name, detail=Phrase("Kreds did not make it."))
    if number > newest:
        raise BackupRefusedError(backup=name, detail=Phrase("A newer Kreds made it; update Kreds first."))
    if _file_schema(path) != known_schema(number):
        raise BackupRefusedError(backup=name, detail=Phrase("Its tables are not those of Kreds."))
    return number


def _file_schema(path: Path) -> set[tuple[str, ...]]:
    db = open_reader(path, immutable=True, steps=_STEPS)
    try:
        return _schema_rows(db)
    finally:
        db.close()


def known_schema(number: int) -> set[tuple[str, ...]]:
    """The schema of that number as Kreds makes it."""
    from sqlalchemy import create_engine

    engine = create_engine("sqlite://", isolation_level="AUTOCOMMIT")
    with engine.connect() as db:
        if number == schema.SCHEMA:
            schema.create(db)
        else:
            from kreds.store.migrating import migrate

            migrate(db, number)
        driver = db.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        rows = _schema_rows(driver)
    engine.dispose()
    return rows


def _schema_rows(db: sqlite3.Connection) -> set[tuple[str, ...]]:
    rows = db.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master")
    return {(kind, name, table, " ".join(sql.split())) for kind, name, table, sql in rows}
