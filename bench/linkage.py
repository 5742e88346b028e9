"""Who is who: how many of the people in two lists are found, how many of those found are right, time and memory.

    make bench-link ARGS='--seed 101 --seed 102 [--febrl FOLDER] [--relations 3000 --contacts 10000 --both 2000]'

The lists are those of `bench.crm`; FOLDER holds FEBRL's dataset4a.csv and dataset4b.csv (without it, lists of the same
kind are invented). Beside Kreds stand plain Splink with its defaults and a matcher of rapidfuzz. Each runs in a process
of its own. Kreds was made on seeds 1 and 2: figures of other seeds are the ones to believe.
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.crm import Invented, febrl_like, invent
from bench.report import machine, table, write_section
from kreds.resolve.linkage import LinkRow, Pair, chances, link
from kreds.services.match_pairs import SURE_PAIR

JUDGEMENTS, AT_ONCE = 500, 25
WANTED = 0.99
Found = list[tuple[str, str, float]]
"""Key of a relation, key of a contact, how likely they are one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Precision and recall at a matcher's own threshold, and its recall where it was made as precise as wanted."""

    precision: float
    recall: float
    recall_at_wanted: float


def main(arguments: Sequence[str]) -> int:
    """Measure every matcher on every seed, print it and write it down."""
    given = _arguments(arguments)
    if given.one:
        print(json.dumps(_alone(given.one, given)))
        return 0
    size = ["--relations", str(given.relations), "--contacts", str(given.contacts), "--both", str(given.both)]
    rows: list[tuple[str, ...]] = []
    for seed in given.seed or [101, 102]:
        for name in MATCHERS:
            rows += _rows(name, f"seed {seed}", _measured(name, [*size, "--seed", str(seed)]))
    febrl = ["--febrl", str(given.febrl)] if given.febrl else ["--like-febrl"]
    for name in MATCHERS:
        rows += _rows(name, "FEBRL4" if given.febrl else "like FEBRL4", _measured(name, [*febrl, "--seed", "101"]))
    head = ("lists", "matcher", "precision", "recall", f"recall at precision {WANTED}", "wall", "processor", "peak")
    text = table(head, rows)
    print(text)
    if not given.dry:
        write_section("Who is who", _words(given, text))
    return 0


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench-link", description="Who is who, beside other matchers")
    parser.add_argument("--seed", type=int, action="append")
    parser.add_argument("--relations", type=int, default=30_000)
    parser.add_argument("--contacts", type=int, default=100_000)
    parser.add_argument("--both", type=int, default=20_000)
    parser.add_argument("--febrl", type=Path)
    parser.add_argument("--like-febrl", action="store_true")
    parser.add_argument("--dry", action="store_true", help="write nothing into docs/benchmarks.md")
    parser.add_argument("--one", choices=tuple(MATCHERS), help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _words(given: argparse.Namespace, text: str) -> str:
    return rf"""Made by `make bench-link`: {given.relations:,} relations beside {given.contacts:,} contacts, of whom
{given.both:,} are the same people; seeds that nothing was tuned on. {machine()}.

Names follow Zipf's law, 25 % have another company in the CRM, an e-mail address known to both stands at 4 % and a
profile address at 12 %. Recall is of all who are in both lists. "{JUDGEMENTS} answers" are simulated: the pair that
settles most is asked about, and answered by the truth. Goals: precision >= .99 with recall >= .58 without asking and
\>= .65 after the answers, <= 15 s, <= 1 GB. The last recall is at the threshold that suits a matcher best, found with
the truth at hand. Wall clock is of a machine that others were using at the same time; processor time is of both cores
together and of the matching alone, peak memory of the whole process, with the invented lists in it.

{text}"""


def _rows(name: str, lists: str, told: Mapping[str, object]) -> list[tuple[str, ...]]:
    def row(label: str, outcome: Mapping[str, float]) -> tuple[str, ...]:
        figures = (outcome["precision"], outcome["recall"], outcome["recall_at_wanted"])
        cost = (f"{told['wall']} s", f"{told['processor']} s", f"{told['peak']} MB")
        return (lists, label, *(f"{figure:.4f}" for figure in figures), *(cost if label == name else ("", "", "")))

    found = told["outcomes"]
    return [row(label, outcome) for label, outcome in found.items()] if isinstance(found, dict) else []


def _measured(name: str, size: Sequence[str]) -> Mapping[str, object]:
    command = [sys.executable, "-m", "bench.linkage", "--one", name, *size]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    told: Mapping[str, object] = json.loads(answer.stdout.splitlines()[-1])
    return told


def _alone(name: str, given: argparse.Namespace) -> dict[str, object]:
    """One matcher on one pair of lists, in this process."""
    lists = _lists(given)
    started, used = time.monotonic(), _processor()
    exact, ones, others = _exact(lists)
    found, pairs = MATCHERS[name](ones, others)
    wall, processor = time.monotonic() - started, _processor() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    outcomes = {name: _outcome(exact, found, lists.truth, THRESHOLDS[name])}
    if pairs:
        outcomes[f"{name}, {JUDGEMENTS} answers"] = _after_answers(pairs, exact, lists.truth)
    return {
        "wall": round(wall, 1),
        "processor": round(processor, 1),
        "peak": round(peak),
        "outcomes": {label: vars_of(outcome) for label, outcome in outcomes.items()},
    }


def vars_of(outcome: Outcome) -> dict[str, float]:
    """The three figures by name."""
    return {name: getattr(outcome, name) for name in ("precision", "recall", "recall_at_wanted")}


def _processor() -> float:
    times = os.times()
    return times.user + times.system


def _lists(given: argparse.Namespace) -> Invented:
    if given.febrl:
        return _febrl(given.febrl)
    seed = given.seed[0] if given.seed else 101
    if given.like_febrl:
        return febrl_like(seed=seed)
    return invent(given.relations, given.contacts, given.both, seed=seed)


def _febrl(folder: Path) -> Invented:
    """FEBRL4: what it has instead of company, title and place (address, birthday, suburb) takes their part."""
    sides: list[tuple[LinkRow, ...]] = []
    for name in ("dataset4a.csv", "dataset4b.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            told = [{key.strip(): value.strip() for key, value in row.items()} for row in csv.DictReader(file)]
        sides.append(
            tuple(
                LinkRow(
                    row["rec_id"],
                    f"{row['given_name']} {row['surname']}",
                    company=f"{row['street_number']} {row['address_1']}",
                    title=row["date_of_birth"],
                    place=f"{row['postcode']} {row['suburb']}",
                )
                for row in told
            )
        )
    truth = {(row.key, row.key.replace("-org", "-dup-0")) for row in sides[0]}
    return Invented(sides[0], sides[1], frozenset(truth))


def _exact(lists: Invented) -> tuple[set[tuple[str, str]], list[LinkRow], list[LinkRow]]:
    """Those who have an address in common, which every matcher is given, and the others of both lists."""
    by_mail = {mail: row.key for row in lists.relations for mail in row.emails}
    by_slug = {row.slug: row.key for row in lists.relations if row.slug}
    exact: dict[str, str] = {}
    for row in lists.contacts:
        key = by_slug.get(row.slug) or next((by_mail[mail] for mail in row.emails if mail in by_mail), "")
        if key:
            exact[row.key] = key
    taken = set(exact.values())
    ones = [row for row in lists.relations if row.key not in taken]
    others = [row for row in lists.contacts if row.key not in exact]
    return {(one, other) for other, one in exact.items()}, ones, others


def _outcome(exact: set[tuple[str, str]], found: Found, truth: frozenset[tuple[str, str]], threshold: float) -> Outcome:
    right = len(exact & truth)
    order = sorted(found, key=lambda pair: -pair[2])
    true = np.cumsum([(one, other) in truth for one, other, _ in order]) + right
    told = np.arange(1, len(order) + 1) + len(exact)
    precise = np.flatnonzero(true / told >= WANTED) if order else np.zeros(0, dtype=np.int64)
    sure = sum(chance >= threshold for *_, chance in order)
    at = (float(true[sure - 1]), float(told[sure - 1])) if sure else (float(right), float(max(1, len(exact))))
    best = float(true[precise[-1]]) if len(precise) else float(right)
    return Outcome(at[0] / at[1], at[0] / len(truth), best / len(truth))


def _after_answers(pairs: Sequence[Pair], exact: set[tuple[str, str]], truth: frozenset[tuple[str, str]]) -> Outcome:
    """The outcome after so many answers to the pairs that settle most, a handful at a time."""
    judged: dict[tuple[str, str], bool] = {}
    now = chances(pairs, judged)
    while len(judged) < JUDGEMENTS:
        waiting = [p for p in now if p.probability < SURE_PAIR and (p.one, p.other) not in judged]
        waiting.sort(key=lambda p: (-p.probability * (1 - p.probability), p.one, p.other))
        if not waiting:
            break
        judged |= {(p.one, p.other): (p.one, p.other) in truth for p in waiting[:AT_ONCE]}
        now = chances(pairs, judged)
    return _outcome(exact, [(p.one, p.other, p.probability) for p in now], truth, SURE_PAIR)


def _by_kreds(ones: Sequence[LinkRow], others: Sequence[LinkRow]) -> tuple[Found, list[Pair]]:
    pairs = link(ones, others)
    return [(pair.one, pair.other, pair.probability) for pair in pairs], pairs


def _by_splink(ones: Sequence[LinkRow], others: Sequence[LinkRow]) -> tuple[Found, list[Pair]]:
    """Splink as its tutorial sets it up: library comparisons, EM, no term frequencies; the best of each contact."""
    import duckdb
    import polars as pl
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    columns = ("unique_id", "first", "last", "company", "title")
    with duckdb.connect(":memory:", config={"threads": 2}) as con:
        api = DuckDBAPI(con)
        frames = [pl.DataFrame([_plain(row) for row in rows], schema=columns, orient="row") for rows in (ones, others)]
        tables = [
            api.register(frame.to_arrow(), dataset_display_name=name) for frame, name in zip(frames, "ab", strict=True)
        ]
        settings = SettingsCreator(
            link_type="link_only",
            comparisons=[
                cl.JaroWinklerAtThresholds("first", [0.9]),
                cl.JaroWinklerAtThresholds("last", [0.9]),
                cl.JaroWinklerAtThresholds("company", [0.9]),
                cl.ExactMatch("title"),
            ],
            blocking_rules_to_generate_predictions=[
                block_on("first", "last"),
                block_on("last", "company"),
                block_on("first", "company"),
            ],
        )
        linker = Linker(tables, settings, log_level=None)
        linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
        linker.training.estimate_parameters_using_expectation_maximisation(block_on("first", "last"))
        linker.training.estimate_parameters_using_expectation_maximisation(block_on("company", "title"))
        made = linker.inference.predict(threshold_match_probability=0.2).as_duckdbpyrelation().pl()
    best = made.sort("match_probability", descending=True).unique("unique_id_r", keep="first", maintain_order=True)
    return list(best.select("unique_id_l", "unique_id_r", "match_probability").rows()), []


def _plain(row: LinkRow) -> tuple[str | None, ...]:
    words = row.name.lower().split() or [""]
    return (row.key, words[0] or None, words[-1] or None, row.company.lower() or None, row.title.lower() or None)


def _by_rapidfuzz(ones: Sequence[LinkRow], others: Sequence[LinkRow]) -> tuple[Found, list[Pair]]:
    """Similar names among those whose names begin alike, company and title as far as they are known."""
    from rapidfuzz import fuzz, process

    blocks: dict[str, tuple[list[LinkRow], list[LinkRow]]] = {}
    for side, rows in enumerate((ones, others)):
        for row in rows:
            words = row.name.lower().split()
            if words:
                blocks.setdefault(words[0][:1] + words[-1][:2], ([], []))[side].append(row)
    found: Found = []
    for left, right in blocks.values():
        if not left or not right:
            continue
        names = process.cdist([r.name for r in right], [r.name for r in left], scorer=fuzz.token_sort_ratio)
        for place, row in enumerate(right):
            near = np.argsort(-names[place], kind="stable")[:10]
            scores = [(_score(float(names[place, at]), row, left[at]), left[at].key) for at in near]
            score, key = max(scores)
            found.append((key, row.key, score))
    return found, []


def _score(name: float, one: LinkRow, other: LinkRow) -> float:
    from rapidfuzz import fuzz

    total, weight = 0.6 * name, 0.6
    for share, a, b in ((0.3, one.company, other.company), (0.1, one.title, other.title)):
        if a and b:
            total, weight = total + share * fuzz.token_set_ratio(a, b), weight + share
    return total / weight / 100


MATCHERS: Mapping[str, Callable[[Sequence[LinkRow], Sequence[LinkRow]], tuple[Found, list[Pair]]]] = {
    "Kreds": _by_kreds,
    "Splink, defaults": _by_splink,
    "rapidfuzz": _by_rapidfuzz,
}
THRESHOLDS = {"Kreds": SURE_PAIR, "Splink, defaults": 0.99, "rapidfuzz": 0.95}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
