"""Independent cascades on a known graph: each who takes it up gets one try at each of those they reach.

Many runs at once, a step at a time: the tries of everybody who just took it up, in all runs, are one long row, and a
geometric gap leads from one success on it to the next, so that failures cost nothing. (Kempe, Kleinberg, Tardos 2003.)
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kreds.reach.curves import Numbers, Whole
from kreds.reach.lots import keys, uniforms

_CELLS = 1 << 23
"""So many people times runs are held at once: one byte each."""
_SOURCE, _TARGET = 5, 6


@dataclass(frozen=True, slots=True)
class Graph:
    """Who reaches whom, in compressed rows.

    ``start`` has shape (n + 1,); node i reaches ``to[start[i]:start[i + 1]]``. ``id`` (n,) are whole numbers by which
    a node keeps its lots when others come and go.
    """

    start: Whole
    to: Whole
    id: Whole

    def __len__(self) -> int:
        return len(self.start) - 1


@dataclass(frozen=True, slots=True)
class _Tries:
    """The tries of a step in one long row: those of each in the front end at ``ends``, shape (front,).

    ``shift`` leads from a place in the row to its edge; ``front`` holds run * n + node, ``node`` the node;
    ``first`` is the number of the first run.
    """

    ends: Whole
    shift: Whole
    front: Whole
    node: Whole
    first: int

    def __len__(self) -> int:
        return int(self.ends[-1])


_Succeed = Callable[[_Tries], Whole]
"""Says which tries succeed, as places in the row."""


def graph_of(nodes: int, sources: Whole, targets: Whole, ids: Whole | None = None) -> Graph:
    """A graph from its edges, both arrays of shape (edges,)."""
    order = np.argsort(sources, kind="stable")
    start = np.concatenate([[0], np.cumsum(np.bincount(sources, minlength=nodes))]).astype(np.int64)
    return Graph(start, targets[order].astype(np.int64), np.arange(nodes) if ids is None else ids)


def cascades(graph: Graph, seeds: Whole, chance: float, *, runs: int, lots: np.random.Generator) -> Whole:
    """How many take it up in each of so many runs, the seeds counted, shape (runs,).

    Args:
        graph: who reaches whom.
        seeds: the nodes that have it at first, each once.
        chance: of a single try, in [0, 1].
        runs: how many.
        lots: where the randomness comes from; the same generator state gives the same runs.
    """
    if chance <= 0.0:
        return np.full(runs, len(seeds))
    return _in_parts(graph, seeds, runs, lambda tries: _successes(len(tries), chance, lots))


def paired_cascades(graph: Graph, seeds: Whole, chance: float, *, runs: int, seed: int) -> Whole:
    """The same where each (run, edge) has its own lot, which no change elsewhere in the graph touches.

    A graph before and after an edit is so compared with the same luck (common random numbers); it costs a lot for
    every try instead of every success. Nodes are known by ``graph.id``, so that ids stay when nodes go.
    """
    source = np.repeat(np.arange(len(graph)), np.diff(graph.start))
    edge = keys(seed, graph.id[source], _SOURCE) ^ keys(seed, graph.id[graph.to], _TARGET)

    def succeed(tries: _Tries) -> Whole:
        owner = np.repeat(np.arange(len(tries.ends)), np.diff(tries.ends, prepend=0))
        run = (tries.front - tries.node) // len(graph) + tries.first
        lot = uniforms(edge[np.arange(len(tries)) + tries.shift[owner]], run[owner].astype(np.uint64))
        return np.flatnonzero(lot < chance)

    return _in_parts(graph, seeds, runs, succeed)


def expected_size(sizes: Whole) -> tuple[float, float]:
    """The mean of the sizes and its standard error."""
    return float(sizes.mean()), float(sizes.std() / np.sqrt(len(sizes)))


def _successes(tries: int, chance: float, lots: np.random.Generator) -> Whole:
    """Which of so many tries succeed, in order."""
    if chance >= 1.0:
        return np.arange(tries)
    rate, found, at = -np.log1p(-chance), [], 0
    while at < tries:
        mean = (tries - at) * chance
        gaps: Numbers = lots.standard_exponential(int(mean + 4.0 * np.sqrt(mean) + 16.0))
        places = at - 1 + np.cumsum(np.floor(gaps / rate).astype(np.int64) + 1)
        found.append(places)
        at = int(places[-1]) + 1
    places = np.concatenate(found)
    return places[: int(np.searchsorted(places, tries))]


def _in_parts(graph: Graph, seeds: Whole, runs: int, succeed: _Succeed) -> Whole:
    sizes = np.empty(runs, dtype=np.int64)
    part = max(1, _CELLS // max(1, len(graph)))
    for first in range(0, runs, part):
        number = min(part, runs - first)
        sizes[first : first + number] = _some(graph, seeds, range(first, first + number), succeed)
    return sizes


def _some(graph: Graph, seeds: Whole, numbers: range, succeed: _Succeed) -> Whole:
    n, runs = len(graph), len(numbers)
    degree = np.diff(graph.start)
    taken = np.zeros(runs * n, dtype=np.bool_)
    node = np.tile(seeds, runs)
    front = np.repeat(np.arange(runs) * n, len(seeds)) + node
    taken[front] = True
    sizes = np.full(runs, len(seeds))
    while len(front):
        each = degree[node]
        ends = np.cumsum(each)
        tries = _Tries(ends, graph.start[node] - (ends - each), front, node, numbers.start)
        if not len(tries):
            break
        places = succeed(tries)
        owner = np.searchsorted(ends, places, side="right")
        reached = (front - node)[owner] + graph.to[places + tries.shift[owner]]
        front = np.unique(reached[~taken[reached]])
        taken[front] = True
        node = front % n
        sizes += np.bincount(front // n, minlength=runs)
    return sizes
