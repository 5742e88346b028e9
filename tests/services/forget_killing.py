"""Forgets somebody again and again and is killed at a later and later statement; prints what became of the stores.

A program of its own, so that it may fork safely: ``python -m tests.services.forget_killing EMPTY-FOLDER POINTS``. The
parent never runs anything itself, so that the children inherit no threads.
"""

import json
import os
import shutil
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from kreds.services.forget import finish_forgetting, forget
from kreds.services.keep_store import dump_hash
from kreds.store.database import open_store
from tests.services.canary import SLUG, bytes_with_them, canary_store
from tests.store.crashing import Countdown


def main(folder: Path, points: int) -> None:
    """Count the operations of forgetting somebody, then kill it at ``points`` of them, evenly spread."""
    base = folder / "base"
    base.mkdir()
    _child(lambda: _make(base, folder))
    shutil.copytree(base, folder / "whole")
    count = Countdown(0)

    def whole() -> None:
        count.start()
        _forget(folder / "whole")
        _write(folder / "count", str(count.count))
        _write(folder / "after", _hash(folder / "whole"))

    _child(whole)
    before, after = ((folder / name).read_text() for name in ("before", "after"))
    operations = int((folder / "count").read_text())
    found: Counter[str] = Counter(different=int(before != after), operations=operations)
    for point in range(points):
        place = folder / f"killed-{point}"
        shutil.copytree(base, place)
        died = _child(lambda at=1 + operations * point // points, place=place: _killed(place, at))  # type: ignore[misc]  # bound now
        _child(lambda place=place: _reopen(place))  # type: ignore[misc]  # bound now
        now = (folder / f"{place.name}.now").read_text()
        found["killed"] += died
        found["before" if now == before else "after" if now == after else "between"] += 1
        found["traces"] += int(now == after and bool(bytes_with_them(place)))
        shutil.rmtree(place)
    sys.stdout.write(json.dumps(found))


def _make(base: Path, folder: Path) -> None:
    with open_store(base / "kreds.db") as store:
        canary_store(store, folder / "sources")
    _write(folder / "before", _hash(base))


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
    _write(place.with_name(f"{place.name}.now"), _hash(place))


def _hash(place: Path) -> str:
    with open_store(place / "kreds.db") as store:
        return dump_hash(store)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _child(work: Callable[[], None]) -> bool:
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
