"""SQLite files: how each connection is set up, and what a file says of itself before anything is written.

Readers open with ``mode=ro`` and so can never checkpoint. That matters below SQLite 3.51.3, where two connections that
write or checkpoint at the same moment can damage a file ("WAL-reset bug", https://www.sqlite.org/wal.html#walresetbug).
"""

import sqlite3
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

APPLICATION_ID = 0x4B726564
"""``Kred`` in ASCII: marks a file as a store (https://www.sqlite.org/pragma.html#pragma_application_id)."""

OLDEST = (3, 37, 0)
"""STRICT tables came with it."""
FIXED = (3, 51, 3)
"""From here on the WAL-reset bug is mended."""

BUSY_MS = 10_000
_MAGIC = b"SQLite format 3\x00"
_EMPTY = 0
_PAGE = 4096

_EVERY = (
    "foreign_keys=ON",
    f"busy_timeout={BUSY_MS}",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "temp_store=MEMORY",
    "mmap_size=0",
    "recursive_triggers=ON",
    "cache_size=-32768",
)
_WRITER = ("synchronous=FULL", "secure_delete=ON")
_WRITER_MAC = ("fullfsync=ON", "checkpoint_fullfsync=ON")


def open_reader(path: Path, *, immutable: bool = False, steps: int = 0) -> sqlite3.Connection:
    """A connection that cannot write.

    Args:
        path: the file.
        immutable: it is at rest and nobody else writes it; no lock is taken, no file made beside it.
        steps: when not 0, how many steps of SQLite's machine a statement may take, reading the schema included.
    """
    db = _connect(path, "mode=ro&immutable=1" if immutable else "mode=ro")
    if steps:
        db.set_progress_handler(lambda: 1, steps)
    _set_up(db, _EVERY)
    return db


def open_writer(path: Path) -> sqlite3.Connection:
    """A connection that writes; its owner holds the store's lock."""
    db = _connect(path, "mode=rw")
    _set_up(db, (*_EVERY, *_WRITER, *(_WRITER_MAC if sys.platform == "darwin" else ())))
    # Kept in the file; a backup that was put in place by hand has another mode. Refused while somebody reads it.
    with suppress(sqlite3.OperationalError):
        db.execute("PRAGMA journal_mode=WAL")
    return db


def _set_up(db: sqlite3.Connection, pragmas: tuple[str, ...]) -> None:
    try:
        for pragma in pragmas:
            db.execute(f"PRAGMA {pragma}")
        harden(db)
    except sqlite3.Error:
        db.close()
        raise


def harden(db: sqlite3.Connection) -> None:
    """Let no statement edit the schema's own table or load code, where this Python can say so (3.12)."""
    if sys.version_info >= (3, 12):
        db.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)


def _connect(path: Path, options: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{options}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_MS / 1000,
    )


def scrub_file(path: Path) -> None:
    """Write a file that nobody else uses anew, without a log beside it: no byte of what was deleted is left."""
    db = open_writer(path)
    try:
        db.execute("VACUUM")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        db.execute("PRAGMA journal_mode=DELETE")
    finally:
        db.close()


@dataclass(frozen=True, slots=True)
class Marks:
    """What a file says it is: ``kind`` first, then its schema number.

    "interrupted" is a store whose making, or whose change to a log, was cut off: SQLite will take that back as soon as
    somebody who may write opens it.
    """

    kind: Literal["missing", "empty", "interrupted", "store", "foreign"]
    schema: int = _EMPTY


def read_marks(path: Path) -> Marks:
    """Look at a file without changing a byte of it.

    A file whose first page says neither SQLite nor Kreds is judged by that page alone. Only then it is opened, because
    the newest marks may still stand in its write-ahead log.

    Raises:
        OSError: the file cannot be read.
        sqlite3.Error: it bears Kreds' mark and yet is no sound database.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        return Marks("missing")
    if not head and not _has_log(path):
        return Marks("empty")
    application, schema = int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big")
    if head and (not head.startswith(_MAGIC) or application not in {_EMPTY, APPLICATION_ID}):
        return Marks("foreign")
    try:
        application, schema, tables = _inner_marks(path)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise
        is_ours = application == APPLICATION_ID or path.stat().st_size <= _PAGE
        return Marks("interrupted", schema) if is_ours else Marks("foreign")
    if application == APPLICATION_ID:
        return Marks("store", schema)
    return Marks("empty" if (application, schema, tables) == (_EMPTY, _EMPTY, _EMPTY) else "foreign")


def _inner_marks(path: Path) -> tuple[int, int, int]:
    """Application, schema and number of tables, as they stand with the log."""
    db = open_reader(path)
    try:
        db.execute("BEGIN")
        application, schema = _number(db, "PRAGMA application_id"), _number(db, "PRAGMA user_version")
        return application, schema, _number(db, "SELECT count(*) FROM sqlite_master")
    finally:
        db.close()


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _number(db: sqlite3.Connection, query: str) -> int:
    return int(db.execute(query).fetchone()[0])
