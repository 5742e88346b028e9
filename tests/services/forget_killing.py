"""Forgets somebody again and again and is killed at a later and later statement; prints what became of the stores.

A program of its own, so that it may fork safely: ``python -m tests.services.forget_killing EMPTY-FOLDER POINTS``. The
parent never runs anything itself, so that the children inherit no threads.
"""

import json
import shutil
import sys
from collections import Counter
from functools import partial
from pathlib import Path

from kreds.services.forget import finish_forgetting, forget
from kreds.services.keep_store import dump_hash
from kreds.store.database import open_store
from tests.services.canary import SLUG, bytes_with_them, canary_store
from tests.services.killing import child, write
from tests.store.crashing import Countdown


def main(folder: Path, points: int) -> None:
    """Count the operations of forgetting somebody, then kill it at ``points`` of them, evenly spread."""
    base = folder / "base"
    base.mkdir()
    child(lambda: _make(base, folder))
    shutil.copytree(base, folder / "whole")
    count = Countdown(0)

    def whole() -> None:
        count.start()
        _forget(folder / "whole")
        write(folder / "count", str(count.count))
        write(folder / "after", _hash(folder / "whole"))

    child(whole)
    before, after = ((folder / name).read_text() for name in ("before", "after"))
    operations = int((folder / "count").read_text())
    found: Counter[str] = Counter(different=int(before != after), operations=operations)
    for point in range(points):
        place = folder / f"killed-{point}"
        shutil.copytree(base, place)
        died = child(partial(_killed, place, 1 + operations * point // points))
        child(partial(_reopen, place))
        now = (folder / f"{place.name}.now").read_text()
        found["killed"] += died
        found["before" if now == before else "after" if now == after else "between"] += 1
        found["traces"] += int(now == after and bool(bytes_with_them(place)))
        shutil.rmtree(place)
    sys.stdout.write(json.dumps(found))


def _make(base: Path, folder: Path) -> None:
    with open_store(base / "kreds.db") as store:
        canary_store(store, folder / "sources")
    write(folder / "before", _hash(base))


def _killed(place: Path, at: int) -> None:
    Countdown(at).start()
    _forget(place)


def _forget(place: Path) -> None:
    with open_store(place / "kreds.db") as store:
        forget(store, SLUG, at=1)


def _reopen(place: Path) -> None:
    """As the next start does: what was cut off is finished."""
    with open_store(place / "kreds.db") as store:
        finish_forgetting(store)
    write(place.with_name(f"{place.name}.now"), _hash(place))


def _hash(place: Path) -> str:
    with open_store(place / "kreds.db") as store:
        return dump_hash(store)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
