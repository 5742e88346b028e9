"""Cascades on a graph: as often as they should, with lots that stay."""

from itertools import product
from math import prod

import numpy as np
import pytest

from kreds.reach.cascade import cascades, expected_size, graph_of, paired_cascades
from kreds.reach.curves import Whole

SOURCES, TARGETS = np.array([0, 0, 1, 2, 3, 3, 4]), np.array([1, 2, 3, 3, 4, 0, 2])


def by_hand(chance: float, seeds: set[int]) -> float:
    """The expected size over all sets of live edges."""
    total = 0.0
    for live in product([0, 1], repeat=len(SOURCES)):
        reached, grown = set(seeds), True
        while grown:
            further = {int(b) for a, b, on in zip(SOURCES, TARGETS, live, strict=True) if on and int(a) in reached}
            grown = not further <= reached
            reached |= further
        total += len(reached) * prod(chance if on else 1.0 - chance for on in live)
    return total


@pytest.mark.parametrize("chance", [0.1, 0.5, 0.9])
def test_the_mean_size_is_what_counting_gives(chance: float) -> None:
    """Both kinds of runs have the mean over all live-edge graphs."""
    graph, seeds = graph_of(5, SOURCES, TARGETS), np.array([0])
    ways: tuple[Whole, Whole] = (
        cascades(graph, seeds, chance, runs=20_000, lots=np.random.default_rng(1)),
        paired_cascades(graph, seeds, chance, runs=20_000, seed=1),
    )
    for sizes in ways:
        mean, error = expected_size(sizes)
        assert mean == pytest.approx(by_hand(chance, {0}), abs=4 * error)


def test_certain_and_impossible_tries() -> None:
    """With certainty everybody reachable is reached, without a chance nobody."""
    graph, lots = graph_of(5, SOURCES, TARGETS), np.random.default_rng(1)
    assert cascades(graph, np.array([0]), 1.0, runs=3, lots=lots).tolist() == [5, 5, 5]
    assert cascades(graph, np.array([0, 4]), 0.0, runs=3, lots=lots).tolist() == [2, 2, 2]


def test_equal_seeds_give_equal_runs() -> None:
    """The same seed runs the same cascades."""
    graph, seeds = graph_of(5, SOURCES, TARGETS), np.array([0])
    one, same = (cascades(graph, seeds, 0.4, runs=50, lots=np.random.default_rng(7)) for _ in range(2))
    assert (one == same).all()
    first, again = (paired_cascades(graph, seeds, 0.4, runs=50, seed=7) for _ in range(2))
    assert (first == again).all()


def test_an_edge_that_goes_changes_no_other_luck() -> None:
    """With lots of their own, a run without an edge never reaches more, and mostly exactly as many."""
    lots = np.random.default_rng(2)
    sources, targets = lots.integers(0, 200, 1_000), lots.integers(0, 200, 1_000)
    whole, fewer = graph_of(200, sources, targets), graph_of(200, sources[1:], targets[1:])
    before = paired_cascades(whole, np.arange(5), 0.15, runs=400, seed=3)
    after = paired_cascades(fewer, np.arange(5), 0.15, runs=400, seed=3)
    assert (after <= before).all()
    assert (after == before).mean() > 0.8
