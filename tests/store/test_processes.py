"""Several processes on one store: nobody is told that it is locked, nothing acknowledged is lost."""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import func, select

from kreds.store import tables
from kreds.store.backup import verify, write_backup
from kreds.store.checksums import broken_seals
from kreds.store.database import open_store
from tests.store.contents import fill, imports_in
from tests.store.working import decide_often, start_first

ROUNDS = 15
WRITERS = 4
TIMES = 50


def _start(work: Callable[..., None], arguments: list[tuple[object, ...]]) -> Iterator[bool]:
    """Run the work in processes of their own; yields while any of them runs, and fails if one of them failed."""
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(len(arguments))
    processes = [context.Process(target=work, args=(barrier, *each)) for each in arguments]
    for process in processes:
        process.start()
    while any(process.is_alive() for process in processes):
        yield True
    assert [process.exitcode for process in processes] == [0] * len(arguments)


def test_two_first_starts_at_once(tmp_path: Path) -> None:
    """Two processes that open the same empty folder at the same moment both get the store, fifteen times of fifteen."""
    targets = [str(tmp_path / str(number) / "kreds.db") for number in range(ROUNDS)]
    for _ in _start(start_first, [(targets,), (targets,)]):
        time.sleep(0.05)
    for target in targets:
        with open_store(target) as store:
            assert imports_in(store) == [1, 2]


def test_four_writers_and_a_backup_meanwhile(store_url: str, tmp_path: Path) -> None:
    """Every decision of every writer is kept in order, and backups made meanwhile are each sound moments between."""
    with open_store(store_url) as store:
        fill(store)
        counts = []
        for _ in _start(decide_often, [(store_url, f"in:{name}", TIMES) for name in range(WRITERS)]):
            time.sleep(0.2)
            write_backup(store, tmp_path / "backup.db")
            verify(tmp_path / "backup.db")
            with open_store(tmp_path / "backup.db") as copy, copy.reading() as db:
                counts.append(db.execute(select(func.count()).select_from(tables.decisions)).scalar_one())
        with store.reading() as db:
            said = tables.decisions.c
            per_writer = db.execute(
                select(said.subject, func.count()).where(said.subject.like("in:_")).group_by(said.subject)
            ).all()
            assert broken_seals(db) == {}
    assert sorted(tuple(row) for row in per_writer) == [(f"in:{name}", TIMES) for name in range(WRITERS)]
    assert counts == sorted(counts)
    assert counts
