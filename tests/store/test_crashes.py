"""Killed at any instant, cut off from power or out of disk: the store is as before or as after, never between."""

import json
import random
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kreds.store.backup import write_backup
from kreds.store.canonical import dump_hash
from kreds.store.database import open_store
from tests.store.contents import fill, imports_in
from tests.store.crashing import timed

SECTOR = 512
PAGE = 4096


def _run(what: str, operation: str, folder: Path, *points: str) -> dict[str, int]:
    command = [sys.executable, "-W", "ignore", "-m", "tests.store.crashing", what, operation, str(folder), *points]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, int] = json.loads(done.stdout)
    return result


@pytest.mark.parametrize(("operation", "points"), [("import", 20), ("first_start", 12), ("backup", 10), ("restore", 8)])
def test_killed_anywhere_it_is_as_before_or_as_after(operation: str, points: int, tmp_path: Path) -> None:
    """Kill at statements, file operations and microseconds: never a half, and trying again always completes."""
    found = _run("sweep", operation, tmp_path, str(points))
    killed = found.get("before", 0) + found.get("after", 0)
    assert killed >= points
    assert killed + found.get("finished", 0) == points + timed(points)
    assert found.get("between", 0) == found.get("again between", 0) == 0
    assert found.get("again before", 0) == 0
    assert found["unproven"] == found.get("leftovers", 0) == 0


@pytest.mark.parametrize("operation", ["import", "backup", "restore"])
def test_a_full_disk_is_explained_and_changes_nothing(operation: str, tmp_path: Path) -> None:
    """Whatever does not fit ends with exit code 5, the path and the room there is; with room again it completes."""
    found = _run("full", operation, tmp_path)
    assert found["explained"] >= 3
    assert found["finished"] >= 1
    assert found["explained"] + found["finished"] == 5
    assert found["as before"] == found["explained"]
    assert found["leftovers"] == found["unproven"] == 0


_DIE = """
import os, signal, sys
from kreds.store.database import open_store
from tests.store.contents import add_import
store = open_store(sys.argv[1])
with store.writing() as db:
    add_import(db, messages=500, at=1)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_writer_that_dies_leaves_nothing_and_holds_nobody_up(store_url: str) -> None:
    """On both databases: an unconfirmed import is gone, and the next writer need not wait."""
    with open_store(store_url, patience=2) as store:
        fill(store)
        with store.reading() as db:
            before = dump_hash(db)
        done = subprocess.run([sys.executable, "-c", _DIE, store_url], check=False, cwd=Path.cwd())
        assert done.returncode == -9
        with store.reading() as db:
            assert dump_hash(db) == before
        assert fill(store) in {2, 3}
        assert len(imports_in(store)) == 2


@pytest.fixture
def interrupted(tmp_path: Path) -> dict[str, bytes]:
    """A store's bytes before an import, with the import in the log only, and after it was brought into the file."""
    path = tmp_path / "kreds.db"
    log = path.with_name("kreds.db-wal")
    with open_store(path) as store:
        fill(store)
        store.checkpoint()
        states = {"before": path.read_bytes()}
        with store.reading():
            # A reader of the older moment keeps the import in the log.
            fill(store, messages=300)
            states["log"] = log.read_bytes()
        store.checkpoint()
        states["after"] = path.read_bytes()
    assert len(states["log"]) > 20 * PAGE
    return states


def _imports(folder: Path, *, main: bytes, log: bytes) -> tuple[list[int], bool]:
    """What a start finds after the power is back: the imports, and whether the database is sound."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "kreds.db").write_bytes(main)
    (folder / "kreds.db-wal").write_bytes(log)
    db = sqlite3.connect(f"{(folder / 'kreds.db').as_uri()}?mode=ro", uri=True)
    try:
        found = [number for (number,) in db.execute("SELECT id FROM imports ORDER BY id")]
        return found, db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        db.close()


def test_power_cut_while_an_import_is_confirmed(interrupted: dict[str, bytes], tmp_path: Path) -> None:
    """Of the log's sectors that were not yet on the disk any may be lost: the import is all there or not at all."""
    lots = random.Random(1)
    log = interrupted["log"]
    seen: set[int] = set()
    for _ in range(60):
        reached = lots.randrange(0, len(log) + SECTOR, SECTOR)
        kept = bytearray(log)
        for start in range(reached, len(log), SECTOR):
            if lots.random() < 0.5:
                kept[start : start + SECTOR] = bytes(len(kept[start : start + SECTOR]))
        if lots.random() < 0.3:
            kept = kept[: max(reached, SECTOR)]
        found, sound = _imports(tmp_path / "cut", main=interrupted["before"], log=bytes(kept))
        assert sound
        assert found in ([1], [1, 2])
        seen.add(len(found))
    assert _imports(tmp_path / "cut", main=interrupted["before"], log=log) == ([1, 2], True)
    assert 1 in seen


def test_power_cut_while_the_log_is_brought_in(interrupted: dict[str, bytes], tmp_path: Path) -> None:
    """Whichever sectors of the main file were already written anew: with the log nothing confirmed is lost."""
    lots = random.Random(2)
    before, after = interrupted["before"], interrupted["after"]
    for _ in range(40):
        main = bytearray(before.ljust(len(after), b"\x00"))
        for start in range(0, len(after), SECTOR):
            if lots.random() < 0.5:
                main[start : start + SECTOR] = after[start : start + SECTOR]
        cut = len(main) if lots.random() < 0.5 else max(len(before), PAGE)
        assert _imports(tmp_path / "cut", main=bytes(main[:cut]), log=interrupted["log"]) == ([1, 2], True)


_HALF = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA cache_size=1")
db.execute("BEGIN")
db.execute("UPDATE messages SET length = length + 1")
db.execute("DELETE FROM parties")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_change_cut_off_outside_the_log_is_taken_back(tmp_path: Path) -> None:
    """A backup put in place by hand and cut off before it had a log: readers cannot mend it, opening does."""
    with open_store(tmp_path / "kreds.db") as store:
        fill(store, messages=3_000)
        with store.reading() as db:
            before = dump_hash(db)
        write_backup(store, tmp_path / "placed.db")
    subprocess.run([sys.executable, "-c", _HALF, str(tmp_path / "placed.db")], check=False)
    assert (tmp_path / "placed.db-journal").stat().st_size > 0
    with open_store(tmp_path / "placed.db") as store, store.reading() as db:
        assert dump_hash(db) == before
