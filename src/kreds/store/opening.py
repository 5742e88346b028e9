"""Opening a store: look before touching, then make or move it up under the lock, so that two first starts agree."""

import sqlite3

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from kreds.errors import StoreDamagedError, StoreForeignError, StoreNewerError, StorePlaceError
from kreds.store import lock, schema
from kreds.store.checksums import seal
from kreds.store.engines import Engines, PostgresqlEngines, SqliteEngines
from kreds.store.location import Location, prepare_file, sync_folder
from kreds.store.sqlite import OLDEST, Marks, open_writer, read_marks
from kreds.store.tables import meta
from kreds.text.phrase import Phrase


def open_engines(location: Location, *, patience: float) -> Engines:
    """Connections to a store that exists and has this program's schema.

    Raises:
        StoreError: as `kreds.store.database.open_store`.
    """
    if location.dialect == "postgresql":
        return _open_postgresql(location, patience)
    return _open_sqlite(location, patience)


# ---- SQLite ---------------------------------------------------------------------------------------------------------


def _open_sqlite(location: Location, patience: float) -> SqliteEngines:
    if sqlite3.sqlite_version_info < OLDEST:
        needed = ".".join(map(str, OLDEST))
        facts = {"found": sqlite3.sqlite_version, "needed": needed}
        detail = Phrase("This Python brings SQLite %(found)s; %(needed)s or newer is needed.", facts)
        raise StorePlaceError(store=location.shown, detail=detail)
    if not _is_ready(location, marks_of(location)):
        prepare_file(location)
        with lock.held(location.lock_path, shown=location.shown, patience=patience):
            # Another process may have done it while this one waited.
            marks = settled_marks(location)
            if not _is_ready(location, marks):
                if marks.kind == "store":
                    _migrate_file(location, marks.schema)
                else:
                    _create_file(location)
    return SqliteEngines(location)


def marks_of(location: Location) -> Marks:
    """What the file says it is, without touching it."""
    path = location.path
    assert path is not None
    if path.is_dir() or (path.exists() and not path.is_file()):
        raise StoreForeignError(store=location.shown)
    try:
        return read_marks(path)
    except OSError as error:
        raise StorePlaceError(store=location.shown, detail=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        # SQLite quotes what it cannot parse.
        raise StoreDamagedError(store=location.shown, detail=Phrase("Its schema cannot be read.")) from error
    except sqlite3.DatabaseError as error:
        if (getattr(error, "sqlite_errorcode", 0) & 0xFF) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            raise StoreDamagedError(store=location.shown, detail=str(error)) from error
        raise


def settled_marks(location: Location) -> Marks:
    """The marks after SQLite has taken back what was cut off; the caller holds the lock."""
    marks = marks_of(location)
    if marks.kind == "interrupted" and marks.schema <= schema.SCHEMA:
        assert location.path is not None
        open_writer(location.path).close()
        marks = marks_of(location)
    return marks


def _is_ready(location: Location, marks: Marks) -> bool:
    """Whether nothing is to be made or moved.

    Raises:
        StoreForeignError, StoreNewerError: the file is not ours to touch.
    """
    if marks.kind == "foreign":
        raise StoreForeignError(store=location.shown)
    if marks.schema > schema.SCHEMA:
        raise StoreNewerError(store=location.shown, found=marks.schema, known=schema.SCHEMA)
    return marks.kind == "store" and marks.schema == schema.SCHEMA


def _create_file(location: Location) -> None:
    """Make the tables in an empty file."""
    path = location.path
    assert path is not None
    engines = SqliteEngines(location)
    try:
        with engines.making() as made:
            schema.create(made)
            seal(made)
    finally:
        engines.dispose()
    sync_folder(path.parent)


def _migrate_file(location: Location, found: int) -> None:
    from kreds.store.migrating import back_up_before, migrate

    back_up_before(location, found)
    engines = SqliteEngines(location)
    try:
        with engines.making() as db:
            migrate(db, schema.SCHEMA)
            if lost := db.exec_driver_sql("PRAGMA foreign_key_check").fetchone():
                detail = Phrase("Rows point to rows that are gone: %(tables)s", {"tables": str(lost[0])})
                raise StoreDamagedError(store=location.shown, detail=detail)
            seal(db)
    finally:
        engines.dispose()


# ---- PostgreSQL -----------------------------------------------------------------------------------------------------


def _open_postgresql(location: Location, patience: float) -> PostgresqlEngines:
    engines = PostgresqlEngines(location)
    try:
        with engines.looking() as db:
            is_ready = _is_prepared(db, location)
        if not is_ready:
            with engines.making(patience) as db:
                _prepare_database(db, location)
    except BaseException:
        engines.dispose()
        raise
    return engines


def _prepare_database(db: Connection, location: Location) -> None:
    """Make the tables or move them up; another process may have done it while this one waited."""
    if _is_prepared(db, location):
        return
    if schema.table_names(db):
        from kreds.store.migrating import migrate

        migrate(db, schema.SCHEMA)
    else:
        schema.create(db)
    seal(db)


def _is_prepared(db: Connection, location: Location) -> bool:
    """Whether nothing is to be made or moved.

    Raises:
        StoreForeignError, StoreNewerError: the database is not ours to touch.
    """
    names = schema.table_names(db)
    if not names:
        return False
    found = _schema_number(db) if meta.name in names else None
    if found is None:
        raise StoreForeignError(store=location.shown)
    if found > schema.SCHEMA:
        raise StoreNewerError(store=location.shown, found=found, known=schema.SCHEMA)
    return found == schema.SCHEMA


def _schema_number(db: Connection) -> int | None:
    """The number in a ``meta`` that is Kreds' own, else None."""
    try:
        with db.begin_nested():
            values = {row.name: row.value for row in db.execute(select(meta.c.name, meta.c.value))}
    except SQLAlchemyError:
        return None
    return int(values["schema"]) if values.get("application") == "kreds" else None
