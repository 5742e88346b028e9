"""Imports a real archive again and again and kills it at a later and later statement; prints what became of the stores.

A program of its own, so that it may fork safely: ``python -m tests.services.killing EMPTY-FOLDER POINTS``. The parent
never runs anything itself, so that the children inherit no threads.
"""

import json
import os
import shutil
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from kreds.services.keep_store import dump_hash
from kreds.store.database import open_store
from tests.services.importing import imported, network, written
from tests.store.crashing import Countdown

SMALL = {"relations": 25, "messages": 200}


def main(folder: Path, points: int) -> None:
    """Count the operations of one import, then kill it at ``points`` of them, evenly spread."""
    first = written(folder / "early", of=network(**SMALL)).paths
    later = written(folder / "late", of=network(**SMALL, later_days=300)).paths
    base = folder / "base"
    base.mkdir()
    child(lambda: write(folder / "before", _import(base, first)))
    shutil.copytree(base, folder / "whole")
    count = Countdown(0)

    def whole() -> None:
        count.start()
        hashed = _import(folder / "whole", later)
        write(folder / "after", hashed)
        write(folder / "count", str(count.count))

    child(whole)
    before, after = ((folder / name).read_text() for name in ("before", "after"))
    operations = int((folder / "count").read_text())
    found: Counter[str] = Counter(different=int(before != after), operations=operations)
    for point in range(points):
        place = folder / f"killed-{point}"
        shutil.copytree(base, place)
        died = child(lambda at=1 + operations * point // points, place=place: _killed(place, later, at))  # type: ignore[misc]  # bound now
        child(lambda place=place: write(place / "now", _hash(place)))  # type: ignore[misc]  # bound now
        now = (place / "now").read_text()
        found["killed"] += died
        found["before" if now == before else "after" if now == after else "between"] += 1
        shutil.rmtree(place)
    sys.stdout.write(json.dumps(found))


def _killed(place: Path, paths: tuple[Path, ...], at: int) -> None:
    Countdown(at).start()
    _import(place, paths)


def _import(place: Path, paths: tuple[Path, ...]) -> str:
    with open_store(place / "kreds.db") as store:
        imported(store, *paths)
        return dump_hash(store)


def _hash(place: Path) -> str:
    with open_store(place / "kreds.db") as store:
        return dump_hash(store)


def write(path: Path, text: str) -> None:
    """Leave a text for the parent."""
    path.write_text(text, encoding="utf-8")


def child(work: Callable[[], None]) -> bool:
    """Run the work in a process of its own; whether it was killed."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        except Exception:  # noqa: BLE001 - the child ends here, its parent reads the code
            traceback.print_exc()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit("a child failed")
    return os.WIFSIGNALED(status)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
