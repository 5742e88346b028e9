"""What several processes do to one store at once; run by processes of their own, so it must be importable."""

import time
from multiprocessing.synchronize import Barrier

from kreds.model.decision import DecisionKind
from kreds.store import decisions
from kreds.store.database import open_store
from tests.store.contents import add_import


def start_first(barrier: Barrier, targets: list[str]) -> None:
    """Open stores that are not there yet, each at the same moment as another process, and write to each."""
    for target in targets:
        barrier.wait(60)
        with open_store(target) as store, store.writing() as db:
            add_import(db, messages=3, at=1)


def decide_often(barrier: Barrier, target: str, name: str, times: int) -> None:
    """Add decisions, each in a transaction of its own; fails when a turn is long in coming."""
    with open_store(target) as store:
        barrier.wait(60)
        for number in range(times):
            started = time.monotonic()
            with store.writing() as db:
                decisions.add(db, at=number, kind=DecisionKind.LEVEL, subject=name, value={"level": "strong"})
            assert time.monotonic() - started < 10
