"""The tasting: the exact gate, cascades and forecasts of a large network, beside what others take for the same.

    make bench-reach        (python -m bench.reach [--peer PYTHON] [--relations 30000] [--dry])

PEER is a Python that has fast-poibin, scipy, NDlib and cynetdiff; without it Kreds is measured alone. Both get the same
lists and the same graph, and their answers are held against each other.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from bench.report import machine, table, write_section
from kreds.reach.assumptions import USUAL
from kreds.reach.calibration import FITTED, OwnPosts, calibrate, foretell
from kreds.reach.cascade import Graph, cascades, expected_size, graph_of, paired_cascades
from kreds.reach.curves import Numbers
from kreds.reach.exposure import exposure_of
from kreds.reach.gate import gate_of, taste
from kreds.reach.influence import influence
from kreds.reach.network import Network, network_of
from kreds.reach.outlook import outlook
from kreds.reach.reactions import at_least, of_list
from kreds.reach.spread import forecast, simulate
from kreds.reach.tornado import tornado
from kreds.reach.what_if import Change, compare, possible

SIZES = ((50, 3), (500, 25), (2_000, 100), (10_000, 500), (30_000, 1_500))
NODES, EDGES, CHANCE, SEEDS, RUNS, NDLIB_RUNS = 10_000, 100_000, 0.02, 100, 1_000, 20
TRUTHS, OWN_POSTS, HELD_OUT = 12, 40, 400
TRUTH_OF = (*FITTED, "strong_reacts")
TIMES = 5


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock and of the processor, each the best of several."""

    wall: float
    processor: float


def main(arguments: Sequence[str]) -> int:
    """Measure everything, print it and write it down."""
    parser = argparse.ArgumentParser(prog="make bench-reach", description="The tasting, beside others")
    parser.add_argument("--peer", type=Path, help="a Python that has the others")
    parser.add_argument("--relations", type=int, default=30_000)
    parser.add_argument("--dry", action="store_true", help="write nothing into docs/benchmarks.md")
    given = parser.parse_args(arguments)
    lots = np.random.default_rng(1)
    lists = {str(n): lots.beta(1.0, 18.0, n) for n, _ in SIZES}
    graph = invented_graph()
    said = _peers(given.peer, lists, graph) if given.peer else {}
    text = "\n\n".join(
        [_intro(given.relations), _gates(lists, said), _network(given.relations), _cascades(graph, said), _held_out()]
    )
    print(text)
    if not given.dry:
        write_section("The tasting", text)
    return 0


def invented_graph() -> Graph:
    """A directed graph with so many nodes and different edges, none to itself: G(n, m)."""
    lots = np.random.default_rng(2)
    pairs = np.unique(lots.integers(0, NODES * NODES, EDGES + EDGES // 20))
    pairs = pairs[pairs // NODES != pairs % NODES]
    chosen = np.sort(lots.choice(pairs, EDGES, replace=False))
    return graph_of(NODES, chosen // NODES, chosen % NODES)


def invented_network(n: int) -> Network:
    """A network of n: some strong, half worthless, of all degrees of activity, a third with a history."""
    lots = np.random.default_rng(3)
    levels = lots.dirichlet([0.12, 0.4, 0.5], n)
    shown = np.where(lots.random(n) < 0.3, lots.integers(0, 40, n), 0).astype(np.float64)
    reacted = lots.binomial(shown.astype(np.int64), 0.1 * levels[:, 0] + 0.01).astype(np.float64)
    return network_of(
        np.arange(n), strong=levels[:, 0], worthless=levels[:, 2], activity=lots.random(n), fit=lots.random(n) ** 3,
        shown=shown, reacted=reacted,
    )  # fmt: skip


def _took(way: Callable[[], object], times: int = TIMES) -> Took:
    walls, processors = [], []
    for _ in range(times):
        started, used = time.perf_counter(), time.process_time()
        way()
        walls.append(time.perf_counter() - started)
        processors.append(time.process_time() - used)
    return Took(min(walls), min(processors))


def _peers(python: Path, lists: Mapping[str, Any], graph: Graph) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "given.npz"
        given = {f"list_{name}": chance for name, chance in lists.items()}
        given |= {f"least_{n}": np.array(least) for n, least in SIZES}
        np.savez(
            path, **given, start=graph.start, to=graph.to, seeds=np.arange(SEEDS), chance=np.array(CHANCE),
            runs=np.array(RUNS), ndlib_runs=np.array(NDLIB_RUNS),
        )  # fmt: skip
        command = [str(python), str(Path(__file__).with_name("reach_peers.py")), str(path)]
        answer = subprocess.run(command, capture_output=True, text=True, check=True)
    said: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return said


def _intro(relations: int) -> str:
    return f"""Made by `make bench-reach`: invented lists, an invented graph and an invented network of
{relations:,} relations, a third of them with a history. {machine()}. Each figure is the best of a few rounds; the
machine was used by others at the same time, so the processor's time stands beside the clock."""


def _gates(lists: Mapping[str, Any], said: Mapping[str, Any]) -> str:
    rows = []
    for n, least in SIZES:
        chance = lists[str(n)]
        took, value = _took(partial(_tail, chance, least), 20), _tail(chance, least)
        theirs = said.get(str(n), {})
        apart = max((abs(one["value"] - value) for one in theirs.values()), default=float("nan"))
        times = [f"{1e3 * theirs[name]['seconds']:.2f} ms" if theirs else "-" for name in ("fast-poibin", "scipy")]
        rows.append((f"{n:,}, {least:,}", f"{1e3 * took.wall:.2f} ms", *times, f"{apart:.0e}"))
    head = ("people, reactions wanted", "Kreds (numpy)", "fast-poibin (compiled)", "scipy", "largest difference")
    return "The chance that at least so many of a list react, exactly:\n\n" + table(head, rows)


def _tail(chance: Numbers, least: int) -> float:
    return at_least(of_list(chance), least)


def _network(relations: int) -> str:
    network = invented_network(relations)
    exposure, gate = exposure_of(network), gate_of()
    worthless = Change(let_go=network.id[network.worthless > 0.8])
    rows: list[tuple[str, Took, str]] = [
        ("who is shown it and how likely each reacts", _took(lambda: exposure_of(network)), ""),
        ("the exact chance to go on, posts of all qualities", _took(lambda: taste(exposure, gate)), ""),
        ("all expected figures", _took(lambda: outlook(taste(exposure, gate))), ""),
        ("what all of these become without each single relation", _took(lambda: influence(taste(exposure, gate))),
         "<= 1 s"),
        ("10,000 simulated posts", _took(lambda: forecast(exposure, gate, network.id, posts=10_000), 3), "<= 2 s"),
        ("before and after a change, 24 draws of the doubt", _took(lambda: compare(network, worthless), 2), ""),
        ("which assumption moves it most", _took(lambda: tornado(network), 2), ""),
    ]  # fmt: skip
    lines = [(what, f"{took.wall:.2f} s", f"{took.processor:.2f} s", goal) for what, took, goal in rows]
    return f"A network of {relations:,}:\n\n" + table(("what", "clock", "processor", "goal"), lines)


def _cascades(graph: Graph, said: Mapping[str, Any]) -> str:
    seeds = np.arange(SEEDS)
    sizes = cascades(graph, seeds, CHANCE, runs=RUNS, lots=np.random.default_rng(1))
    paired = paired_cascades(graph, seeds, CHANCE, runs=RUNS, seed=1)
    took = _took(lambda: cascades(graph, seeds, CHANCE, runs=RUNS, lots=np.random.default_rng(2)))
    slower = _took(lambda: paired_cascades(graph, seeds, CHANCE, runs=RUNS, seed=2))
    found = [("Kreds (numpy)", RUNS / took.wall, *expected_size(sizes)),
             ("Kreds, a lot for each try", RUNS / slower.wall, *expected_size(paired))]  # fmt: skip
    error = float(sizes.std())
    for name, runs in (("cynetdiff", RUNS), ("ndlib", NDLIB_RUNS)):
        if name in said:
            theirs = said[name]
            found.append((name, theirs["runs_a_second"], theirs["mean"], error / runs**0.5))
    slowest = said["ndlib"]["runs_a_second"] if said else found[0][1]
    rows = [
        (name, f"{speed:,.0f}", f"{speed / slowest:,.1f}", f"{mean:.1f} +- {spread:.1f}")
        for name, speed, mean, spread in found
    ]
    head = ("what", "runs a second", "times the slowest peer", "mean size")
    return (
        f"Independent cascades on a graph of {NODES:,} nodes and {EDGES:,} edges, chance {CHANCE}, the same {SEEDS} "
        f"seeds (goals: within 5 times of cynetdiff, over 200 times NDlib):\n\n" + table(head, rows)
    )


def _held_out() -> str:
    network = invented_network(500)
    held: list[tuple[float, float]] = []
    started = time.perf_counter()
    for place, truth in enumerate(possible(USUAL, draws=TRUTHS, seed=11, only=TRUTH_OF)):
        tasting = taste(exposure_of(network, truth), gate_of(truth), nodes=25)
        drawn = simulate(tasting, network.id, posts=4_000, seed=place)
        lots = np.random.default_rng(place)
        chosen = lots.choice(4_000, OWN_POSTS + HELD_OUT, replace=False)
        seen = np.round(1.3 * drawn.views[chosen] * np.exp(0.2 * lots.standard_normal(len(chosen))))
        posts = OwnPosts(seen, np.round(drawn.reactions[chosen]), np.full(len(chosen), np.nan))
        told = foretell(network, calibrate(network, posts.only(slice(OWN_POSTS))))
        rest = posts.only(slice(OWN_POSTS, None))
        held.append((
            float(((rest.impressions >= told.impressions[0]) & (rest.impressions <= told.impressions[2])).mean()),
            float(((rest.reactions >= told.reactions[0]) & (rest.reactions <= told.reactions[2])).mean()),
        ))  # fmt: skip
    impressions, reactions = np.mean(held, axis=0)
    seconds = (time.perf_counter() - started) / TRUTHS
    return f"""Calibration: {TRUTHS} invented truths about sample, threshold, spread and reactions, {OWN_POSTS} posts
each to learn from, {HELD_OUT} others each to hold it against. The interval of four in five holds {impressions:.1%} of
their impressions and {reactions:.1%} of their reactions (whole numbers: it cannot hold less than the ends it names);
{seconds:.1f} s by the clock for one person."""


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
