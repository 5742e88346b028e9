"""Seconds to judge all relations anew and to judge one after its own decision, and peak memory in MB.

python -m bench.judging STORE
"""

import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kreds.model.level import Level
from kreds.model.relation import RelationQuery
from kreds.services.judge_relations import judge_relations, overrule_level
from kreds.services.read_network import find_relations
from kreds.store.database import open_store


def main(path: Path) -> None:
    """Median of several, after one to warm up."""
    store = open_store(path)
    who = find_relations(store, RelationQuery(per_page=1)).relations[0].id
    every = _median(lambda: judge_relations(store), 5)
    one = _median(lambda: overrule_level(store, who, Level.STRONG, at=0), 9)
    overrule_level(store, who, None, at=0)
    store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{every} {one} {peak}\n")


def _median(work: Callable[[], object], times: int) -> float:
    work()
    spent = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        spent.append(time.perf_counter() - started)
    return statistics.median(spent)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
