"""A whole SQLite file copied at one moment while others write to it, whole or not at all."""

import glob
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kreds.store.location import create_private, sync_file, sync_folder


@contextmanager
def scratch(beside: Path) -> Iterator[Path]:
    """An empty private file in the same folder, gone when the block ends."""
    _clear_leftovers(beside)
    fresh = beside.with_name(f".{beside.name}.{os.getpid()}.new")
    create_private(fresh)
    try:
        yield fresh
    finally:
        with suppress(OSError):
            _remove(fresh)


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A private file beside the target, which takes its place when the block ends well and vanishes when it does not.

    The disk confirms content before the name changes and the name before the block is left.
    """
    with scratch(target) as fresh:
        yield fresh
        put_in_place(fresh, target)


def put_in_place(fresh: Path, target: Path) -> None:
    """Let a finished file take another's name: at every moment one of the two is there, whole."""
    sync_file(fresh)
    fresh.replace(target)
    sync_folder(target.parent)


def _clear_leftovers(beside: Path) -> None:
    """Remove what processes that were killed left here; of those still at work nothing is touched."""
    for old in beside.parent.glob(f".{glob.escape(beside.name)}.*.new"):
        maker = old.name.split(".")[-2]
        if maker.isdecimal() and not _is_running(int(maker)):
            with suppress(OSError):
                _remove(old)


def _is_running(process: int) -> bool:
    if process == os.getpid():
        return False
    if sys.platform == "win32":
        # Windows does not let go of a file that is in use: trying to remove it is the question itself.
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _remove(path: Path) -> None:
    for name in (path, *log_files(path)):
        name.unlink(missing_ok=True)


def copy_file(source: sqlite3.Connection, target: Path) -> None:
    """Copy what the connection sees into a file of its own (SQLite's online backup: one snapshot, log included)."""
    with replacing(target) as fresh:
        copy_pages(source, fresh)


def copy_pages(source: sqlite3.Connection, fresh: Path) -> None:
    """Copy into an empty file and leave it without a log beside it."""
    copy = sqlite3.connect(fresh, isolation_level=None)
    try:
        source.backup(copy)
        settle(copy)
    finally:
        copy.close()


def settle(db: sqlite3.Connection) -> None:
    """Make one file of a database: no write-ahead log beside it, so that it can be carried about."""
    db.execute("PRAGMA synchronous=FULL")
    db.execute("PRAGMA journal_mode=DELETE")


def log_files(path: Path) -> list[Path]:
    """The files that SQLite keeps beside a database."""
    return [path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal")]
