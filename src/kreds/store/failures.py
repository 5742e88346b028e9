"""What the databases and the system say when they fail, turned into Kreds' own errors with what to do."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from kreds.errors import (
    KredsError,
    StoreBusyError,
    StoreDamagedError,
    StoreFullError,
    StorePlaceError,
)
from kreds.store.location import Location, free_bytes, megabytes

# Primary result codes: https://www.sqlite.org/rescode.html
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_PLACE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}

# SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
_PG_FULL = {"53100", "58030"}
_PG_BUSY = {"55P03", "57014"}
_PG_DAMAGED = {"XX001", "XX002"}
_PG_PLACE = ("08", "28", "3D", "42501", "53", "57")


@contextmanager
def explained(location: Location) -> Iterator[None]:
    """Turn failures of the database, the disk or the server in the block into `StoreError`; bugs pass as they are."""
    try:
        yield
    except KredsError:
        raise
    except Exception as error:
        told = _explain(error, location)
        if told is None:
            raise
        raise told from error


def _explain(error: Exception, location: Location) -> KredsError | None:
    # SQLAlchemy keeps the driver's own error in ``orig``.
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, sqlite3.Error):
        return _explain_sqlite(cause, location)
    if isinstance(cause, OSError) and cause.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}:
        return _full(location, cause.strerror or str(cause))
    if type(cause).__module__.partition(".")[0] == "psycopg":
        return _explain_postgresql(cause, location)
    return None


def _explain_sqlite(error: sqlite3.Error, location: Location) -> KredsError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        is_text = str(error).startswith("Could not decode to UTF-8")
        return StoreDamagedError(store=location.shown, detail=str(error)) if is_text else None
    primary = code & 0xFF
    if primary in _BUSY:
        return StoreBusyError(store=location.shown)
    if primary in _FULL:
        return _full(location, str(error))
    if primary in _DAMAGED:
        return StoreDamagedError(store=location.shown, detail=str(error))
    if primary in _PLACE:
        return StorePlaceError(store=location.shown, detail=str(error))
    return None


def _explain_postgresql(error: BaseException, location: Location) -> KredsError | None:
    state = getattr(error, "sqlstate", None)
    detail = (str(error).strip().splitlines() or ["no reason given"])[0]
    if state is None:
        # No connection, or it was lost: the server had no chance to say why in its own terms.
        is_connection = type(error).__name__ in {"OperationalError", "ConnectionTimeout"}
        return StorePlaceError(store=location.shown, detail=detail) if is_connection else None
    if state in _PG_BUSY:
        return StoreBusyError(store=location.shown)
    if state in _PG_FULL:
        return StoreFullError(store=location.shown, detail=detail, free="?")
    if state in _PG_DAMAGED:
        return StoreDamagedError(store=location.shown, detail=detail)
    if state.startswith(_PG_PLACE):
        return StorePlaceError(store=location.shown, detail=detail)
    return None


def _full(location: Location, detail: str) -> StoreFullError:
    free = megabytes(free_bytes(location.path)) if location.path is not None else "?"
    return StoreFullError(store=location.shown, detail=detail, free=free)
