"""Moving a store up: the migrations and the tables agree, a backup comes first, a failure changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from kreds.errors import StoreNewerError
from kreds.store import migrating, schema
from kreds.store.backup import verify, write_backup
from kreds.store.canonical import dump_hash
from kreds.store.checks import check_tables
from kreds.store.database import open_store
from kreds.store.engines import PostgresqlEngines, SqliteEngines
from kreds.store.location import locate, prepare_file
from kreds.store.migrating import migrate
from kreds.store.restore import restore_backup
from tests.store.contents import fill, imports_in

NOW, NEXT = schema.SCHEMA, schema.SCHEMA + 1
_COLUMNS = """
SELECT table_name, column_name, ordinal_position, data_type, is_nullable, column_default, collation_name
FROM information_schema.columns WHERE table_schema = current_schema()
"""
_CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = current_schema()::regnamespace
"""
_INDEXES = "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
_FILES = ("SELECT type, name, tbl_name, sql FROM sqlite_master",)

_REVISION = """
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "{next}", "{now}", None, None
def upgrade():
    {body}
"""
_ALTER = """with op.batch_alter_table("parties") as batch:
        batch.add_column(sa.Column("shoe_size", sa.BigInteger(), nullable=False, server_default="0"))
        batch.alter_column("email", new_column_name="mail")"""
_FAIL = 'op.execute("DELETE FROM decisions")\n    raise RuntimeError("half way")'
_DATA = "op.execute(\"DELETE FROM meta WHERE name = 'unused'\")"


def _shape(db: Connection) -> list[tuple[str, ...]]:
    queries = _FILES if db.dialect.name == "sqlite" else (_COLUMNS, _CONSTRAINTS, _INDEXES)
    return sorted(tuple(map(str, row)) for query in queries for row in db.execute(text(query)))


def _in_empty(target: str) -> Iterator[Connection]:
    """A transaction in a database without tables, taken back afterwards."""
    location = locate(target)
    engines: SqliteEngines | PostgresqlEngines
    if location.dialect == "sqlite":
        prepare_file(location)
        engines = SqliteEngines(location)
        block = engines.making()
    else:
        engines = PostgresqlEngines(location)
        block = engines.making(5)
    try:
        with block as db:
            yield db
            db.rollback()
    finally:
        engines.dispose()


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A program one schema ahead: tests write its migration into this file."""
    folder = tmp_path / "versions 100%"
    folder.mkdir()
    monkeypatch.setattr(schema, "SCHEMA", NEXT)
    monkeypatch.setattr(migrating, "VERSIONS", (*migrating.VERSIONS, folder))
    return folder / "next.py"


def written(body: str) -> str:
    """A migration that does this."""
    return _REVISION.format(body=body, now=schema.revision_name(NOW), next=schema.revision_name(NEXT))


def test_the_migrations_make_what_the_tables_say(store_url: str) -> None:
    """A store moved up from nothing is, word for word, a store made fresh."""
    shapes = []
    for make in (schema.create, lambda db: migrate(db, schema.SCHEMA)):
        for db in _in_empty(store_url):
            make(db)
            shapes.append(_shape(db))
    assert len(shapes[0]) > 40
    assert shapes[0] == shapes[1]


def test_the_number_counts_the_migrations() -> None:
    """One file for each number, none missing, and the program knows the last."""
    numbers = sorted(path.name[:4] for path in migrating.VERSIONS[0].glob("0*.py"))
    assert numbers == [schema.revision_name(number) for number in range(1, schema.SCHEMA + 1)]


def test_an_older_store_is_moved_up_with_a_backup_first(
    store_url: str, second: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Content and references stay, numbers are stamped, the former file is kept and sound, an old program refuses."""
    monkeypatch.setattr(schema, "SCHEMA", NOW)
    second.write_text(written(_ALTER))
    with open_store(store_url) as store:
        fill(store)
        with store.reading() as db:
            before = dump_hash(db)
    monkeypatch.setattr(schema, "SCHEMA", NEXT)
    with open_store(store_url) as store:
        assert imports_in(store) == [1]
        with store.reading() as db:
            assert db.execute(text("SELECT count(*) FROM parties WHERE shoe_size = 0 AND mail = ''")).scalar() == 6
            assert db.execute(text("SELECT value FROM meta WHERE name = 'schema'")).scalar() == str(NEXT)
        path = store.path
    monkeypatch.setattr(schema, "SCHEMA", NOW)
    with pytest.raises(StoreNewerError):
        open_store(store_url)
    if path is not None:
        kept = path.with_name(f"kreds.db.schema-{NOW}.bak")
        verify(kept)
        restore_backup(path.with_name("again.db"), kept, label="aside")
        with open_store(path.with_name("again.db")) as store, store.reading() as db:
            assert dump_hash(db) == before


def test_a_migration_that_fails_changes_nothing(store_url: str, second: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of a migration or nothing of it; the older program goes on with the store."""
    monkeypatch.setattr(schema, "SCHEMA", NOW)
    second.write_text(written(_FAIL))
    with open_store(store_url) as store:
        fill(store)
        with store.reading() as db:
            before = dump_hash(db)
    monkeypatch.setattr(schema, "SCHEMA", NEXT)
    with pytest.raises(RuntimeError, match="half way"):
        open_store(store_url)
    monkeypatch.setattr(schema, "SCHEMA", NOW)
    with open_store(store_url) as store, store.reading() as db:
        assert dump_hash(db) == before


def test_an_older_backup_is_moved_up_while_it_is_restored(
    tmp_path: Path, second: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Backups of every released schema can be restored; the backup itself is not changed."""
    monkeypatch.setattr(schema, "SCHEMA", NOW)
    second.write_text(written(_DATA))
    backup = tmp_path / "backup.db"
    with open_store(tmp_path / "kreds.db") as store:
        fill(store)
        write_backup(store, backup)
    content = backup.read_bytes()
    monkeypatch.setattr(schema, "SCHEMA", NEXT)
    restore_backup(tmp_path / "new.db", backup, label="aside")
    with open_store(tmp_path / "new.db") as store:
        assert imports_in(store) == [1]
        with store.reading() as db:
            assert check_tables(db).phrase.english() == "Ledger and decisions are as they were written."
            assert db.exec_driver_sql("PRAGMA user_version").scalar() == NEXT
    assert backup.read_bytes() == content
