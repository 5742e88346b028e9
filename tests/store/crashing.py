"""Starts operations on copies of a store and kills them: at every statement and file operation, or at any microsecond.

A program of its own, so that it may fork safely; it prints what became of the stores as JSON. A longer sweep by hand:
``python -m tests.store.crashing sweep import EMPTY-FOLDER 400``.
"""

import hashlib
import json
import os
import resource
import shutil
import signal
import sqlite3
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kreds.errors import StoreFullError
from kreds.model.health import Verdict
from kreds.services.keep_store import back_up, restore
from kreds.store.backup import verify
from kreds.store.checks import CONTENT
from kreds.store.database import open_store
from kreds.store.sqlite import open_reader
from tests.store.contents import fill

POINTS = 16
NOW = 1_790_000_000
_WATCHED = {"open", "os.rename", "os.remove", "shutil.copyfile", "sqlite3.connect"}


class Countdown:
    """Kills this process at the n-th SQL statement or file operation after `start`."""

    def __init__(self, kill_at: int) -> None:
        self.count = 0
        self._kill_at = kill_at
        self._is_on = False

    def start(self) -> None:
        """From here on operations are counted."""
        connect = sqlite3.connect

        def traced(*arguments: object, **options: object) -> sqlite3.Connection:
            db: sqlite3.Connection = connect(*arguments, **options)  # type: ignore[call-overload]  # whatever sqlite3.connect takes
            db.set_trace_callback(lambda _: self.tick())
            return db

        sqlite3.connect = traced  # type: ignore[assignment]  # stands in for sqlite3.connect in this process
        sys.addaudithook(lambda event, _: self.tick() if event in _WATCHED else None)
        self._is_on = True

    def tick(self) -> None:
        """One operation."""
        if self._is_on:
            self.count += 1
            if self.count == self._kill_at:
                os.kill(os.getpid(), signal.SIGKILL)


def do_import(folder: Path) -> None:
    """Import once more into a store that has one import."""
    with open_store(folder / "kreds.db") as store:
        fill(store)


def do_first_start(folder: Path) -> None:
    """Make a store where there is none, and import."""
    with open_store(folder / "new" / "kreds.db") as store:
        fill(store)


def do_backup(folder: Path) -> None:
    """Replace an older backup."""
    with open_store(folder / "kreds.db") as store:
        back_up(store, folder / "backup.db", now=NOW)


def do_restore(folder: Path) -> None:
    """Put a backup with one import back over a store with two."""
    restore(folder / "kreds.db", folder / "backup.db", now=NOW)


def prepare(operation: str, base: Path) -> None:
    """What the operation starts from."""
    base.mkdir()
    if operation == "first_start":
        return
    with open_store(base / "kreds.db") as store:
        fill(store)
        if operation in {"backup", "restore"}:
            back_up(store, base / "backup.db", now=NOW)
            fill(store)


OPERATIONS: dict[str, Callable[[Path], None]] = {
    "import": do_import,
    "first_start": do_first_start,
    "backup": do_backup,
    "restore": do_restore,
}


def state(folder: Path) -> str:
    """What all stores and backups of the folder hold, row by row, as a program that starts now finds it."""
    found = hashlib.sha256()
    for name in ("kreds.db", "new/kreds.db", "backup.db"):
        path = folder / name
        if not path.exists() or path.stat().st_size == 0:
            continue
        if name != "backup.db":
            # A first start that was cut off is taken back, or completed to an empty store.
            open_store(path).close()
        db = open_reader(path)
        try:
            if db.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
                return f"damaged {name}"
            tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'meta' ORDER BY name")
            rows = [(table, db.execute(f"SELECT * FROM {table}").fetchall()) for (table,) in tables.fetchall()]
            found.update(repr((name, rows)).encode() if rows else b"")
        finally:
            db.close()
    return found.hexdigest()


def is_proven(folder: Path) -> bool:
    """Whether every store and backup there passes its own checks."""
    stores = [path for name in ("kreds.db", "new/kreds.db") if (path := folder / name).exists()]
    for path in stores:
        with open_store(path) as store, store.reading() as db:
            if any(check(db).verdict is not Verdict.OK for check in CONTENT.values()):
                return False
    if (folder / "backup.db").exists():
        verify(folder / "backup.db")
    return True


@contextmanager
def copied(base: Path) -> Iterator[Path]:
    """A copy of the base folder, gone afterwards."""
    folder = base.with_name("try")
    shutil.copytree(base, folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def run_child(work: Callable[[], None]) -> int:
    """Run in a fork; its exit code, negative when a signal ended it."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except BaseException:  # noqa: BLE001 (what went wrong in the child is shown, whatever it is)
            traceback.print_exc()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def count_points(operation: str, base: Path) -> int:
    """How many statements and file operations it takes."""
    reader, writer = os.pipe()

    def work() -> None:
        countdown = Countdown(0)
        countdown.start()
        with copied(base) as folder:
            OPERATIONS[operation](folder)
        os.write(writer, str(countdown.count).encode())

    assert run_child(work) == 0
    count = int(os.read(reader, 100))
    os.close(reader)
    os.close(writer)
    return count


def timed(points: int) -> int:
    """How many kills at microseconds go with so many at points."""
    return max(6, points // 4)


def sweep(operation: str, base: Path, points: int) -> dict[str, int]:
    """Kill the operation at points spread over its whole length; what was found afterwards, and after trying again."""
    total = count_points(operation, base)
    with copied(base) as folder:
        OPERATIONS[operation](folder)
        after = state(folder)
    names = {_state_of(base): "before", _empty_store(base): "before", after: "after"}
    found: Counter[str] = Counter()
    again: Counter[str] = Counter()
    kills = [("point", number) for number in sorted({1 + total * k // points for k in range(points)})]
    kills += [("microsecond", 300 + 4_000 * k) for k in range(timed(points))]
    for turn, (how, number) in enumerate(kills):
        with copied(base) as folder:
            code = run_child(lambda: _killed(operation, folder, how, number))  # noqa: B023 (runs at once)
            if code == 0:
                found["finished"] += 1
                continue
            outcome = names.get(state(folder), "between")
            found[outcome] += 1
            if outcome != "after":
                OPERATIONS[operation](folder)
                again[names.get(state(folder), "between")] += 1
                found["leftovers"] += len(list(folder.rglob(".*")))
            if turn % 5 == 0:
                found["unproven"] += not is_proven(folder)
    return {"points": total, **found, **{f"again {name}": times for name, times in again.items()}}


def _killed(operation: str, folder: Path, how: str, number: int) -> None:
    if how == "point":
        Countdown(number).start()
    else:
        # The default action of SIGALRM ends the process wherever it is, inside a system call or not.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, number / 1e6)
    OPERATIONS[operation](folder)


def _state_of(base: Path) -> str:
    with copied(base) as folder:
        return state(folder)


def _empty_store(base: Path) -> str:
    """A first start that got as far as an empty store counts as before."""
    if (base / "kreds.db").exists():
        return _state_of(base)
    with copied(base) as folder:
        open_store(folder / "new" / "kreds.db").close()
        return state(folder)


def no_room(operation: str, base: Path) -> dict[str, int]:
    """The operation on disks of which each is a little larger than the one before, until it fits."""
    before = _state_of(base)
    found: Counter[str] = Counter()
    for size in (4_096, 40_000, 80_000, 160_000, 10_000_000):
        with copied(base) as folder:
            code = run_child(lambda: _without_room(operation, folder, size))  # noqa: B023 (runs at once)
            found[{0: "finished", 5: "explained"}.get(code, f"exit {code}")] += 1
            if code:
                found["as before" if state(folder) == before else "changed"] += 1
                found["leftovers"] += len(list(folder.rglob(".*")))
                OPERATIONS[operation](folder)
                found["unproven"] += not is_proven(folder)
    return dict(found)


def _without_room(operation: str, folder: Path, size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        OPERATIONS[operation](folder)
    except StoreFullError as error:
        told = str(error)
        os._exit(error.exit_code if str(folder) in told and "MB are free" in told else 6)


def main() -> None:
    """Sweep or fill, as the arguments say."""
    what, operation, folder, *points = sys.argv[1:]
    base = Path(folder) / "base"
    prepare(operation, base)
    result = sweep(operation, base, int(*points or (POINTS,))) if what == "sweep" else no_room(operation, base)
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main()
