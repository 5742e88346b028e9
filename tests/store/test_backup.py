"""Backups are proven, private and whole; what cannot be trusted is refused before any of it is used."""

import os
import shutil
import sqlite3
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from kreds.errors import BackupRefusedError, StoreDamagedError, StoreForeignError, StoreNewerError
from kreds.store import tables
from kreds.store.backup import verify, write_backup
from kreds.store.canonical import dump_hash
from kreds.store.checksums import broken_seals
from kreds.store.database import Store, open_store
from kreds.store.restore import restore_backup
from tests.store.contents import fill, imports_in


def _hash(store: Store) -> str:
    with store.reading() as db:
        return dump_hash(db)


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of a SQLite store with one import."""
    path = tmp_path / "made" / "backup.db"
    with open_store(tmp_path / "made" / "kreds.db") as store:
        fill(store)
        write_backup(store, path)
    return path


def test_a_backup_restores_into_either_database(store_url: str, tmp_path: Path, backup: Path) -> None:
    """From either into either: the same content, row by row, and the numbering goes on."""
    with open_store(store_url) as store:
        fill(store)
        fill(store)
        write_backup(store, tmp_path / "two.db")
        two = _hash(store)
        aside = restore_backup(store_url if store.path is None else store.path, backup, label="aside")
        assert imports_in(store) == [1]
        assert aside is not None
        assert fill(store) >= 2
        with store.reading() as db:
            assert broken_seals(db) == {}
    with open_store(aside) as kept:
        assert _hash(kept) == two
    restore_backup(tmp_path / "elsewhere" / "new.db", tmp_path / "two.db", label="aside")
    with open_store(tmp_path / "elsewhere" / "new.db") as other:
        assert _hash(other) == two
        assert imports_in(other) == [1, 2]


def test_a_store_that_others_have_open_is_restored_under_their_hands(tmp_path: Path, backup: Path) -> None:
    """A reader keeps its moment, the next block sees the restored content, and a writer goes on in it."""
    target = tmp_path / "kreds.db"
    with open_store(target) as store:
        fill(store)
        fill(store)
        with store.reading() as db:
            restore_backup(target, backup, label="aside")
            assert len(db.execute(select(tables.imports.c.id)).all()) == 2
        assert imports_in(store) == [1]
        fill(store)
        assert len(imports_in(store)) == 2


def test_a_backup_is_one_private_file(backup: Path) -> None:
    """No log beside it, nobody else may read it, and it is no write-ahead-log file that a reader would have to make."""
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert sorted(path.name for path in backup.parent.iterdir() if path.name.startswith(("backup", "."))) == [
        backup.name
    ]
    assert backup.read_bytes()[18:20] == b"\x01\x01"


def test_an_older_backup_is_replaced_only_by_a_sound_one(tmp_path: Path, backup: Path) -> None:
    """A damaged store cannot push out the good backup that would mend it."""
    before = backup.read_bytes()
    with open_store(tmp_path / "made" / "kreds.db") as store:
        with store._engines.writing(5) as db:
            db.execute(delete(tables.messages).where(tables.messages.c.line == 5))
        with pytest.raises(StoreDamagedError):
            write_backup(store, backup)
    assert backup.read_bytes() == before
    assert [path.name for path in backup.parent.glob(".*")] == []


def _sql(*statements: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        db = sqlite3.connect(path)
        for statement in statements:
            db.execute(statement)
        db.commit()
        db.close()

    return change


def _edit_schema(path: Path) -> None:
    db = sqlite3.connect(path)
    db.execute("PRAGMA writable_schema=ON")
    db.execute("UPDATE sqlite_master SET sql = replace(sql, 'NOT NULL', '') WHERE name = 'parties'")
    db.commit()
    db.close()


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[content.index(b"Nordlys ApS")] ^= 1
    path.write_bytes(content)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-8192])


def _link(path: Path) -> None:
    path.rename(path.with_name("real.db"))
    path.symlink_to("real.db")


def _text(path: Path) -> None:
    path.write_bytes(b"Dear diary")


def _foreign_mark(path: Path) -> None:
    _sql("PRAGMA application_id=1")(path)


HOSTILE = {
    "trigger": _sql("CREATE TRIGGER t AFTER INSERT ON messages BEGIN DELETE FROM decisions; END"),
    "view": _sql("CREATE VIEW v AS SELECT * FROM parties"),
    "view in a table's place": _sql("DROP TABLE features", "CREATE VIEW features AS SELECT 1 AS person"),
    "computed column": _sql("ALTER TABLE parties ADD COLUMN evil TEXT AS (upper(name))"),
    "more tables": _sql("CREATE TABLE more (a)"),
    "fewer tables": _sql("DROP TABLE features"),
    "edited schema": _edit_schema,
    "a lost row": _sql("DELETE FROM messages WHERE line = 7"),
    "a row too many": _sql("INSERT INTO parties (slug) VALUES ('eve')"),
    "an orphan": _sql("PRAGMA foreign_keys=OFF", "DELETE FROM parties WHERE name = 'Bo Dam'"),
    "a flipped bit": _flip,
    "cut": _cut,
    "link": _link,
    "no database": _text,
    "another program's": _foreign_mark,
    "newer": _sql("PRAGMA user_version=99"),
}


@pytest.mark.parametrize("spoil", HOSTILE.values(), ids=HOSTILE)
def test_a_backup_that_cannot_be_trusted_is_refused(
    tmp_path: Path, backup: Path, spoil: Callable[[Path], None]
) -> None:
    """Refused with a reason; the store, and a store that was not there, are as before."""
    target = tmp_path / "kreds.db"
    with open_store(target) as store:
        fill(store, messages=3)
        before = _hash(store)
        spoil(backup)
        with pytest.raises(BackupRefusedError, match="Nothing was changed"):
            restore_backup(target, backup, label="aside")
        assert _hash(store) == before
    assert {path.name for path in tmp_path.glob("*aside*")} == set()


def test_a_million_tables_are_not_waited_for(tmp_path: Path, backup: Path) -> None:
    """Reading a monstrous schema is stopped early."""
    db = sqlite3.connect(backup)
    db.execute("PRAGMA writable_schema=ON")
    db.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
        "INSERT INTO sqlite_master SELECT 'table', 't' || i, 't' || i, 2, 'CREATE TABLE t' || i || '(a)' FROM n"
    )
    db.commit()
    db.close()
    started = time.monotonic()
    with pytest.raises(BackupRefusedError):
        verify(backup)
    assert time.monotonic() - started < 5


def test_nothing_runs_while_a_hostile_backup_is_looked_at(backup: Path) -> None:
    """The look itself changes no byte and leaves nothing beside the file."""
    HOSTILE["trigger"](backup)
    before, beside = backup.read_bytes(), set(backup.parent.iterdir())
    with pytest.raises(BackupRefusedError, match="tables"):
        verify(backup)
    assert backup.read_bytes() == before
    assert set(backup.parent.iterdir()) == beside


@pytest.mark.parametrize("damage", ["page", "cut"])
def test_a_damaged_store_is_replaced_and_kept(tmp_path: Path, backup: Path, damage: str) -> None:
    """What backups are for: the store cannot be read any more, the backup takes its place, the rest is kept."""
    target = tmp_path / "kreds.db"
    with open_store(target) as store:
        fill(store, messages=2_000)
    content = bytearray(target.read_bytes())
    if damage == "page":
        content[100:4096] = os.urandom(3996)
    else:
        del content[5000:]
    target.write_bytes(content)
    with pytest.raises(StoreDamagedError), open_store(target) as store:
        fill(store)
    aside = restore_backup(target, backup, label="aside")
    with open_store(target) as store:
        assert imports_in(store) == [1]
    assert aside is not None
    assert aside.stat().st_size > 4096


def test_what_is_not_ours_is_not_overwritten(tmp_path: Path, backup: Path) -> None:
    """Neither another program's file, nor a newer store, nor the backup itself is a place to restore to."""
    (tmp_path / "diary.txt").write_text("Dear diary")
    with pytest.raises(StoreForeignError):
        restore_backup(tmp_path / "diary.txt", backup, label="aside")
    assert (tmp_path / "diary.txt").read_text() == "Dear diary"
    shutil.copyfile(backup, tmp_path / "newer.db")
    _sql("PRAGMA user_version=99")(tmp_path / "newer.db")
    with pytest.raises(StoreNewerError):
        restore_backup(tmp_path / "newer.db", backup, label="aside")
    with pytest.raises(BackupRefusedError, match="itself"):
        restore_backup(backup, backup, label="aside")
    with pytest.raises(BackupRefusedError, match="no such file"):
        restore_backup(tmp_path / "new.db", tmp_path / "none.db", label="aside")
    assert not (tmp_path / "new.db").exists()


def test_a_damaged_server_store_is_not_backed_up(postgres_url: str, tmp_path: Path) -> None:
    """What does not match its ledger makes no backup, on PostgreSQL either."""
    with open_store(postgres_url) as store:
        fill(store)
        with store._engines.writing(5) as db:
            db.execute(update(tables.parties).values(email="x"))
        with pytest.raises(StoreDamagedError):
            write_backup(store, tmp_path / "backup.db")
    assert list(tmp_path.iterdir()) == []
