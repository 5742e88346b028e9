"""SQLAlchemy over the two databases: who may write, which snapshot a reader sees, how a lock is waited for."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, create_engine, event, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool, QueuePool

from kreds.errors import StoreNewerError, StorePlaceError
from kreds.store import lock, schema
from kreds.store.location import Location
from kreds.store.sqlite import BUSY_MS, open_reader, open_writer
from kreds.store.tables import meta, metadata
from kreds.text.phrase import Phrase

_READERS = 8
_MORE_READERS = 24
_ADVISORY = 0x4B726564
"""First number of PostgreSQL's advisory lock; the second is taken from the name of the schema."""


class Engines(Protocol):
    """What a `kreds.store.database.Store` needs of a database."""

    def reading(self) -> Any:
        """A read-only snapshot for the block: a context manager that gives a `Connection`."""

    def writing(self, patience: float) -> Any:
        """The one write transaction for the block: a context manager that gives a `Connection`."""

    def checkpoint(self, patience: float) -> None:
        """Bring everything confirmed into the main file."""

    def scrub(self, patience: float) -> bool:
        """Write everything anew, so that no byte of what was deleted is left; whether nobody stood in the way."""

    def dispose(self, *, close: bool = True) -> None:
        """Let go of all connections (without closing them, in a forked process: they are the parent's)."""


class SqliteEngines:
    """Many readers that cannot write, and one writer that works only while it holds the lock of the system."""

    def __init__(self, location: Location) -> None:
        assert location.path is not None
        self._location = location
        self._path: Path = location.path
        self._readers = self._engine(lambda: open_reader(self._path), begin="BEGIN", size=_READERS, more=_MORE_READERS)
        self._writer = self._engine(lambda: open_writer(self._path), begin="BEGIN IMMEDIATE", size=1, more=0)
        self._file = _identity(self._path)

    @staticmethod
    def _engine(creator: Any, *, begin: str, size: int, more: int) -> Engine:
        engine = create_engine("sqlite://", creator=creator, poolclass=QueuePool, pool_size=size, max_overflow=more)

        def on_begin(db: Connection) -> None:
            # The driver begins nothing by itself (isolation_level=None): a write locks at once or not at all.
            db.exec_driver_sql(begin)

        event.listen(engine, "begin", on_begin)
        return engine

    def _refresh(self) -> None:
        """Forget connections to a file that was replaced, by a restore or by hand, since they were opened."""
        now = _identity(self._path)
        if now is None:
            raise StorePlaceError(store=self._location.shown, detail=Phrase("The file is no longer there."))
        if now != self._file:
            self.dispose()
            self._file = now

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A read-only snapshot for the block."""
        self._refresh()
        with self._readers.connect() as db, db.begin():
            check_schema(db, self._location)
            yield db

    @contextmanager
    def writing(self, patience: float) -> Iterator[Connection]:
        """The one write transaction for the block."""
        with lock.held(self._location.lock_path, shown=self._location.shown, patience=patience):
            self._refresh()
            with self._writer.connect() as db:
                with db.begin():
                    check_schema(db, self._location)
                    yield db
                # What is confirmed stands in the log already: that it cannot be moved now (a full disk) is no failure.
                with suppress(sqlite3.Error):
                    self._empty_log(db, wait_ms=0)

    @contextmanager
    def making(self) -> Iterator[Connection]:
        """A write transaction for who holds the lock already and does not look at the schema: to make or move it.

        References are not enforced meanwhile (SQLite alters a table by making it anew); they are checked by the caller.
        """
        with self._writer.connect() as db:
            driver: Any = db.connection.driver_connection
            driver.execute("PRAGMA foreign_keys=OFF")
            with db.begin():
                yield db
            self._empty_log(db, wait_ms=1_000)

    def checkpoint(self, patience: float) -> None:
        """Bring the log into the main file."""
        with lock.held(self._location.lock_path, shown=self._location.shown, patience=patience):
            self._refresh()
            with self._writer.connect() as db:
                self._empty_log(db, wait_ms=1_000)

    def scrub(self, patience: float) -> bool:
        """Rebuild the file and empty its log (https://www.sqlite.org/lang_vacuum.html); cut off, it is as it was."""
        with lock.held(self._location.lock_path, shown=self._location.shown, patience=patience):
            self._refresh()
            with self._writer.connect() as db:
                driver: Any = db.connection.driver_connection
                driver.execute("VACUUM")
                driver.execute("PRAGMA busy_timeout=2000")
                try:
                    busy, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                finally:
                    driver.execute(f"PRAGMA busy_timeout={BUSY_MS:d}")
        return not busy

    @staticmethod
    def _empty_log(db: Connection, *, wait_ms: int) -> None:
        """Bring the log into the main file; a reader of an older snapshot may keep some of it there until later."""
        driver: Any = db.connection.driver_connection
        (usual,) = driver.execute("PRAGMA busy_timeout").fetchone()
        driver.execute(f"PRAGMA busy_timeout={wait_ms:d}")
        try:
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            driver.execute(f"PRAGMA busy_timeout={usual:d}")

    def dispose(self, *, close: bool = True) -> None:
        """Let go of all connections."""
        self._readers.dispose(close=close)
        self._writer.dispose(close=close)


class PostgresqlEngines:
    """One pool; writers take turns by an advisory lock, readers see one moment in read-only transactions."""

    def __init__(self, location: Location) -> None:
        self._location = location
        try:
            self._engine = create_engine(
                location.url,
                pool_size=_READERS,
                max_overflow=_MORE_READERS,
                pool_pre_ping=True,
                connect_args={"application_name": "kreds", "connect_timeout": 10},
            )
        except ModuleNotFoundError as error:
            detail = Phrase("PostgreSQL needs one more part: pip install 'kreds[postgres]'")
            raise StorePlaceError(store=location.shown, detail=detail) from error
        except ArgumentError as error:
            raise StorePlaceError(store=location.shown, detail=Phrase("The address cannot be read.")) from error
        self._readers = self._engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A read-only snapshot for the block."""
        with self._readers.connect() as db, db.begin():
            check_schema(db, self._location)
            yield db

    @contextmanager
    def writing(self, patience: float) -> Iterator[Connection]:
        """The one write transaction for the block."""
        with self.making(patience) as db:
            check_schema(db, self._location)
            yield db

    @contextmanager
    def looking(self) -> Iterator[Connection]:
        """A snapshot without a look at the schema."""
        with self._readers.connect() as db, db.begin():
            yield db

    @contextmanager
    def making(self, patience: float) -> Iterator[Connection]:
        """The write transaction without a look at the schema: for making and moving it."""
        with self._engine.connect() as db, db.begin():
            db.execute(text(f"SET LOCAL lock_timeout = {int(patience * 1000):d}"))
            # Not the server's default: what was confirmed must survive its power cut.
            db.execute(text("SET LOCAL synchronous_commit = on"))
            db.execute(text(f"SELECT pg_advisory_xact_lock({_ADVISORY}, hashtext(current_schema()))"))
            db.execute(text("SET LOCAL lock_timeout = 0"))
            yield db

    def checkpoint(self, patience: float) -> None:
        """Nothing to do: the server sees to it."""

    def scrub(self, patience: float) -> bool:
        """Write the tables anew, where the server allows it; its log and its own backups are the server's."""
        try:
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
                db.execute(text(f"SET lock_timeout = {int(patience * 1000):d}"))
                for table in metadata.sorted_tables:
                    db.execute(text(f"VACUUM (FULL) {db.dialect.identifier_preparer.quote(table.name)}"))
                db.execute(text("SET lock_timeout = 0"))
        except DBAPIError:
            return False
        return True

    def dispose(self, *, close: bool = True) -> None:
        """Let go of all connections."""
        self._engine.dispose(close=close)


def check_schema(db: Connection, location: Location) -> None:
    """Refuse a store that a newer Kreds has moved up since this process opened it."""
    if db.dialect.name == "sqlite":
        found = int(db.exec_driver_sql("PRAGMA user_version").scalar_one())
    else:
        found = int(db.execute(select(meta.c.value).where(meta.c.name == "schema")).scalar_one())
    if found > schema.SCHEMA:
        raise StoreNewerError(store=location.shown, found=found, known=schema.SCHEMA)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return stat.st_dev, stat.st_ino


@contextmanager
def opened_file(path: Path, *, writable: bool = False) -> Iterator[Connection]:
    """One transaction on a file that nobody else uses (a backup, a store in the making), outside any `Store`."""
    creator = (lambda: open_writer(path)) if writable else (lambda: open_reader(path, immutable=True))
    engine = create_engine("sqlite://", creator=creator, poolclass=NullPool)
    event.listen(engine, "begin", lambda db: db.exec_driver_sql("BEGIN IMMEDIATE" if writable else "BEGIN"))
    with engine.connect() as db, db.begin():
        yield db
