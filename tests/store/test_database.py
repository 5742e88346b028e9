"""Opening, reading and writing: what is confirmed stays, what is not leaves no trace, nobody else's file is touched."""

import hashlib
import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from kreds.errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreForeignError,
    StoreNewerError,
    StorePlaceError,
)
from kreds.store import tables
from kreds.store.canonical import dump_hash
from kreds.store.database import Store, open_store
from tests.store.contents import TakenBackError, add_import, fill, imports_in


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_was_written_is_there_after_reopening(store_url: str) -> None:
    """A confirmed import survives closing the store."""
    with open_store(store_url) as store:
        fill(store)
        with store.reading() as db:
            before = dump_hash(db)
    with open_store(store_url) as store, store.reading() as db:
        assert dump_hash(db) == before


def test_an_exception_takes_everything_back(store_url: str) -> None:
    """A block of writing is kept whole or not at all."""
    with open_store(store_url) as store:
        fill(store)
        with store.reading() as db:
            before = dump_hash(db)
        with pytest.raises(TakenBackError):
            _import_and_fail(store)
        with store.reading() as db:
            assert dump_hash(db) == before
        assert imports_in(store) == [1]


def _import_and_fail(store: Store) -> None:
    with store.writing() as db:
        add_import(db, messages=10, at=1)
        raise TakenBackError


def test_a_bug_in_a_statement_is_not_dressed_up_as_store_trouble(store_url: str) -> None:
    """Only what a person can do something about becomes a store error."""
    with open_store(store_url) as store, pytest.raises(IntegrityError), store.writing() as db:
        db.execute(tables.sightings.insert().values(archive_id=77, connection_id=77, file=77, line=1))


def test_a_reader_sees_one_moment(store_url: str) -> None:
    """What is written while a block reads is not seen in it."""
    with open_store(store_url) as store:
        count = select(func.count()).select_from(tables.messages)
        with store.reading() as db:
            assert db.execute(count).scalar_one() == 0
            fill(store, messages=7)
            assert db.execute(count).scalar_one() == 0
        with store.reading() as db:
            assert db.execute(count).scalar_one() == 7


def test_a_reader_cannot_write(store_url: str) -> None:
    """Reading connections are read-only in the database itself, so they cannot checkpoint either."""
    with open_store(store_url) as store:
        fill(store)
        with pytest.raises(Exception, match=r"read.?only|cannot be used"), store.reading() as db:
            db.execute(tables.decisions.delete())


def test_writing_inside_writing_is_a_bug_that_says_so(store_url: str) -> None:
    """A block that would wait for itself fails at once."""
    with open_store(store_url) as store, pytest.raises(RuntimeError), store.writing(), store.writing():
        pass


def test_a_second_writer_gives_up_after_its_patience(store_url: str) -> None:
    """A writer that waits too long says that the store is busy, and has changed nothing."""
    with open_store(store_url) as store, open_store(store_url, patience=0.1) as hasty:
        refused: list[BaseException] = []

        def write() -> None:
            try:
                with hasty.writing():
                    pass
            except StoreBusyError as error:
                refused.append(error)

        with store.writing():
            thread = threading.Thread(target=write)
            thread.start()
            thread.join()
        assert len(refused) == 1


def test_threads_share_one_store(store_url: str) -> None:
    """Many threads may write through one store; every transaction counts."""
    with open_store(store_url) as store:

        def write() -> None:
            for _ in range(5):
                with store.writing() as db:
                    add_import(db, messages=2, at=1)

        threads = [threading.Thread(target=write) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(imports_in(store)) == 20


@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
def test_a_forked_process_opens_its_own_connections(store_url: str) -> None:
    """A child of a fork neither uses nor closes its parent's connections."""
    with open_store(store_url) as store:
        fill(store)
        child = os.fork()
        if child == 0:
            try:
                ok = imports_in(store) == [1]
                store.close()
            finally:
                os._exit(0 if ok else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert imports_in(store) == [1]


def test_the_server_address_is_shown_without_its_password(store_url: str) -> None:
    """What names a store in messages holds no secret."""
    with open_store(store_url) as store:
        assert "only" not in store.target
        assert store.target.startswith(("/", "postgresql://kreds@")) or ":\\" in store.target


def test_a_newer_store_is_refused_also_while_open(store_url: str) -> None:
    """An old program that has a store open when a newer one moves it up neither reads nor writes it any more."""
    with open_store(store_url) as store:
        with store.writing() as db:
            db.execute(update(tables.meta).where(tables.meta.c.name == "schema").values(value="99"))
            if store.dialect == "sqlite":
                db.exec_driver_sql("PRAGMA user_version=99")
        with pytest.raises(StoreNewerError), store.reading():
            pass
        with pytest.raises(StoreNewerError), store.writing():
            pass
    with pytest.raises(StoreNewerError, match="99"):
        open_store(store_url)


# ---- SQLite alone ---------------------------------------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that is not there yet, in a folder that is not there yet."""
    return tmp_path / "kreds data 100%" / "net#work?.db"


def test_files_are_private_from_the_start(path: Path) -> None:
    """Folder 0700, every file 0600, whatever the umask says."""
    before = os.umask(0)
    try:
        with open_store(path) as store:
            fill(store)
            modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert set(modes.values()) == {0o600}
    assert path.name in modes
    assert f"{path.name}-wal" in modes


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    """The store does not close a folder that is somebody else's too."""
    tmp_path.chmod(0o755)
    open_store(tmp_path / "kreds.db").close()
    assert tmp_path.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize(
    ("connection", "expected"),
    [
        ("writer", {"synchronous": 2, "foreign_keys": 1, "journal_mode": "wal", "secure_delete": 1}),
        ("reader", {"foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1, "mmap_size": 0}),
    ],
)
def test_every_connection_is_set_up_to_lose_nothing(path: Path, connection: str, expected: dict[str, object]) -> None:
    """FULL and the rest hold for each connection, for they are not kept in the file."""
    with open_store(path) as store:
        block = store.writing() if connection == "writer" else store.reading()
        with block as db:
            found = {name: db.exec_driver_sql(f"PRAGMA {name}").scalar() for name in expected}
    assert found == expected


def test_after_a_write_the_log_is_empty(path: Path) -> None:
    """What is confirmed stands in the main file, so that a changed bit in the log or a plain copy loses nothing."""
    with open_store(path) as store:
        fill(store)
        assert path.with_name(path.name + "-wal").stat().st_size == 0
        with sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True) as alone:
            assert alone.execute("SELECT count(*) FROM messages").fetchone() == (40,)
        alone.close()


def test_a_reader_does_not_keep_a_writer_waiting(path: Path) -> None:
    """An open reader leaves rows in the log for now; the write is confirmed and the log emptied by the next one."""
    with open_store(path) as store:
        with store.reading():
            fill(store)
            assert path.with_name(path.name + "-wal").stat().st_size > 0
        store.checkpoint()
        assert path.with_name(path.name + "-wal").stat().st_size == 0


@pytest.mark.parametrize(
    "content",
    [b"Dear diary", b"SQLite format 3\x00" + bytes(84), b"PK\x03\x04" + bytes(200)],
    ids=["text", "a database's first bytes alone", "zip"],
)
def test_something_else_is_left_untouched(tmp_path: Path, content: bytes) -> None:
    """A file that is no store is refused, byte for byte as it was, with nothing made beside it."""
    path = tmp_path / "kreds.db"
    path.write_bytes(content)
    with pytest.raises((StoreForeignError, StoreDamagedError)):
        open_store(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_left_untouched(tmp_path: Path) -> None:
    """A sound SQLite file of another program is refused too."""
    path = tmp_path / "photos.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE photos (id INTEGER)")
    db.close()
    before = _digest(path)
    with pytest.raises(StoreForeignError):
        open_store(path)
    assert _digest(path) == before


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    """A folder is refused as a store, and a file as a store's folder."""
    with pytest.raises(StoreForeignError):
        open_store(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(StorePlaceError):
        open_store(tmp_path / "file" / "kreds.db")


def test_a_newer_store_is_not_changed_by_a_byte(path: Path) -> None:
    """Refusing a newer store writes nothing to it."""
    open_store(path).close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version=99")
    db.close()
    before = _digest(path)
    with pytest.raises(StoreNewerError, match="99"):
        open_store(path)
    assert _digest(path) == before


def test_a_file_that_was_replaced_is_opened_anew(path: Path) -> None:
    """A store that somebody replaced as a file is not written through old handles."""
    with open_store(path) as store, open_store(path.with_name("other.db")) as other:
        fill(store)
        fill(other, messages=3)
        other.close()
        path.with_name("other.db").replace(path)
        with store.writing() as db:
            assert db.execute(select(func.count()).select_from(tables.messages)).scalar_one() == 3


def test_a_file_that_is_gone_is_not_made_again_behind_the_persons_back(path: Path) -> None:
    """A store that vanished while it was open is trouble, not a fresh start."""
    with open_store(path) as store:
        path.unlink()
        with pytest.raises(StorePlaceError, match="no longer there"), store.writing():
            pass


def test_another_databases_database_is_refused(postgres_url: str) -> None:
    """A PostgreSQL database that holds other tables is refused and gets none of ours."""
    import psycopg

    with psycopg.connect(postgres_url, autocommit=True) as db:
        db.execute("CREATE TABLE meta (name text, value text)")
        with pytest.raises(StoreForeignError):
            open_store(postgres_url)
        assert db.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (1,)


def test_a_server_that_does_not_answer_says_so() -> None:
    """No server at that address: a store error with the reason, without the password."""
    with pytest.raises(StorePlaceError) as caught:
        open_store("postgresql://kreds:hush@127.0.0.1:1/none")
    assert "hush" not in str(caught.value)
    assert "none" in str(caught.value)


_LEAN = """
import sys
import kreds.store.database, kreds.services.keep_store
early = {"sqlalchemy", "alembic", "polars", "numpy"} & set(sys.modules)
store = kreds.store.database.open_store(sys.argv[1])
with store.writing():
    pass
store.close()
print(sorted(early), "alembic" in sys.modules)
"""


def test_alembic_is_not_loaded_by_a_normal_start(path: Path) -> None:
    """Neither making nor opening a store imports Alembic, and naming the store's rooms imports no database at all."""
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", _LEAN, str(path)], capture_output=True, text=True, check=True)
        assert done.stdout.split() == ["[]", "False"]


def test_a_store_is_closed_when_its_block_ends(path: Path) -> None:
    """After the block no handle of the file is open: it can be moved (on Windows too)."""
    with open_store(path) as store:
        fill(store)
        assert isinstance(store, Store)
    with sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True) as db:
        db.execute("PRAGMA locking_mode=EXCLUSIVE")
        db.execute("BEGIN EXCLUSIVE")
        db.rollback()
    db.close()
