"""What others take for the same: run by `bench.reach` with a Python that has them, prints one object of JSON.

    PYTHON bench/reach_peers.py FILE.npz

The file holds lists of chances (``list_N`` with ``least_N``) and a graph. Nothing of Kreds is imported here.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import numpy as np

TIMES = 5
Said = dict[str, object]


def main(path: str) -> int:
    """Measure each peer at what it does."""
    with np.load(path) as given:
        values = {name: given[name] for name in given.files}
    lists = [name.removeprefix("list_") for name in values if name.startswith("list_")]
    said: Said = {name: _gates(values[f"list_{name}"], int(values[f"least_{name}"])) for name in lists}
    chance, seeds = float(values["chance"]), values["seeds"]
    said["cynetdiff"] = _cynetdiff(values, seeds, chance, int(values["runs"]))
    said["ndlib"] = _ndlib(values, seeds, chance, int(values["ndlib_runs"]))
    print(json.dumps(said))
    return 0


def _gates(chance: Any, least: int) -> Said:
    poibin, stats = import_module("fast_poibin"), import_module("scipy.stats")
    ways: Mapping[str, Callable[[], float]] = {
        "fast-poibin": lambda: float(1.0 - poibin.PoiBin(chance).cdf[least - 1]),
        "scipy": lambda: float(stats.poisson_binom.sf(least - 1, chance)),
    }
    said: Said = {}
    for name, way in ways.items():
        value = way()
        said[name] = {"value": value, "seconds": min(_timed(way) for _ in range(TIMES))}
    return said


def _timed(way: Callable[[], object]) -> float:
    started = time.perf_counter()
    way()
    return time.perf_counter() - started


def _cynetdiff(graph: Mapping[str, Any], seeds: Any, chance: float, runs: int) -> Said:
    models, array = import_module("cynetdiff.models"), import_module("array")
    starts = array.array("I", graph["start"][:-1].astype(np.uint32).tobytes())
    edges = array.array("I", graph["to"].astype(np.uint32).tobytes())
    model = models.IndependentCascadeModel(starts, edges, activation_prob=chance, rng=np.random.default_rng(1))
    model.set_seeds({int(one) for one in seeds})

    def all_runs() -> list[int]:
        sizes = []
        for _ in range(runs):
            model.reset_model()
            model.advance_until_completion()
            sizes.append(model.get_num_activated_nodes())
        return sizes

    mean = float(np.mean(all_runs()))
    return {"mean": mean, "runs_a_second": runs / min(_timed(all_runs) for _ in range(TIMES))}


def _ndlib(graph: Mapping[str, Any], seeds: Any, chance: float, runs: int) -> Said:
    networkx = import_module("networkx")
    config_of, epidemics = import_module("ndlib.models.ModelConfig"), import_module("ndlib.models.epidemics")
    known = networkx.DiGraph()
    known.add_nodes_from(range(len(graph["start"]) - 1))
    sources = np.repeat(np.arange(len(graph["start"]) - 1), np.diff(graph["start"]))
    known.add_edges_from(zip(sources.tolist(), graph["to"].tolist(), strict=True))
    config = config_of.Configuration()
    for edge in known.edges():
        config.add_edge_configuration("threshold", edge, chance)
    config.add_model_initial_configuration("Infected", [int(one) for one in seeds])
    model = epidemics.IndependentCascadesModel(known)
    model.set_initial_status(config)
    sizes = []

    def one_run() -> None:
        model.reset(infected_nodes=[int(one) for one in seeds])
        while True:
            counted = model.iteration(node_status=False)["node_count"]
            if not counted[1]:
                sizes.append(counted[2])
                return

    seconds = [_timed(one_run) for _ in range(runs)]
    return {"mean": float(np.mean(sizes)), "runs_a_second": runs / sum(seconds)}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
