"""Who of one list may be who of another: Splink (Fellegi and Sunter's model) on DuckDB, in memory.

Same people, same answer, in whatever order they are given. Splink and DuckDB are imported when there is somebody to
compare, and not before. Nothing is written, fetched or sent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, log2
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kreds.resolve.calibration import calibrated
from kreds.resolve.exclusive import FIRST_SHARE, exclusive, numbered, prior_odds
from kreds.resolve.linkage_model import COMPARISONS, PSEUDO_PAIRS, levels_seen, settings, stated
from kreds.resolve.linkage_rows import LinkRow, link_frame, sample

if TYPE_CHECKING:
    import duckdb

__all__ = ["LinkRow", "Pair", "Part", "chances", "link"]

WORTH_ASKING = 0.02
"""Pairs less likely than this are not kept."""
MEMORY = "640MB"
THREADS = 2
SAMPLE = (700, 1_000)
"""So many of each list are compared with each other, all with all, to see how often strangers agree."""
CHUNK = 1_500_000_000
"""So many pairs are looked through at a time, which bounds the memory."""
KEPT_BITS = 8
_PRIOR = 0.5
LEARNED = ("company", "title", "place", "middle")
LEARNING_ROUNDS = 1
PSEUDO_SAME = 300.0
"""So many people found are worth as much as what is stated."""
_NAMES = tuple(one.name for one in COMPARISONS)


@dataclass(frozen=True, slots=True)
class Part:
    """What one comparison says: which level of it was seen, and how much that speaks for one human, in bits."""

    what: str
    level: str
    weight: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two keys that may be one human's.

    Attributes:
        one: the key in the first list.
        other: the key in the second.
        odds: how likely they are one, as odds, were there nobody else to choose from.
        probability: the same as a chance, with everybody else who might be meant.
        parts: why.
    """

    one: str
    other: str
    odds: float
    probability: float
    parts: tuple[Part, ...]


def link(ones: Sequence[LinkRow], others: Sequence[LinkRow]) -> list[Pair]:
    """Pairs that may be one human, in the order of their keys; keys must not repeat within a list."""
    left, right = link_frame(ones), link_frame(others)
    left, right = (frame.filter(pl.col("first").is_not_null()) for frame in (left, right))
    if left.is_empty() or right.is_empty():
        return []
    found = _by_full_name(_elsewhere(_weighed(left, right), ones, others), ones, left, right)
    if found.is_empty():
        return []
    places = numbered(found.get_column("one").to_list()), numbered(found.get_column("other").to_list())
    sizes = len(left), len(right)
    for _ in range(LEARNING_ROUNDS):
        ratio = _ratio(found)
        found = _as_they_are(found, exclusive(ratio * prior_odds(ratio, *places, sizes=sizes), *places))
    ratio = _ratio(found)
    odds = np.round(ratio * prior_odds(ratio, *places, sizes=sizes), 9)
    probability = exclusive(odds, *places)
    kept = found.with_columns(odds=odds, probability=probability).filter(
        (pl.col("probability") >= WORTH_ASKING) | (pl.col("odds") >= 1.0)
    )
    return [_pair(row) for row in kept.iter_rows(named=True)]


def chances(pairs: Sequence[Pair], judged: Mapping[tuple[str, str], bool]) -> list[Pair]:
    """The pairs with what was said of some of them, in their order.

    What was said is certain. Whoever was found is nobody else, a no leaves more to the others, and all answers together
    say whether the chances were told too low or too high.

    Args:
        pairs: as `link` found them.
        judged: pairs of (one, other) that were said to be one human, or not.
    """
    answers = [(pair.probability, judged[pair.one, pair.other]) for pair in pairs if (pair.one, pair.other) in judged]
    truer = calibrated([told for told, _ in answers], [yes for _, yes in answers])
    ones = {one for (one, _), same in judged.items() if same}
    others = {other for (_, other), same in judged.items() if same}
    taken = np.array([pair.one in ones or pair.other in others or (pair.one, pair.other) in judged for pair in pairs])
    odds = np.where(taken, 0.0, np.array([pair.odds for pair in pairs], dtype=np.float64))
    told = exclusive(odds, numbered([pair.one for pair in pairs]), numbered([pair.other for pair in pairs]))
    chance = np.where(taken, 0.0, truer.chance(told)) if answers else told
    return [
        replace(pair, probability=float(judged.get((pair.one, pair.other), p)))
        for pair, p in zip(pairs, chance.tolist(), strict=True)
    ]


def _elsewhere(found: pl.DataFrame, ones: Sequence[LinkRow], others: Sequence[LinkRow]) -> pl.DataFrame:
    """Without the pairs of two who are known from one and the same system already: it lists nobody twice."""
    left, right = ({row.key: set(row.systems) for row in rows if row.systems} for rows in (ones, others))
    if not left or not right:
        return found
    pairs = zip(found.get_column("one").to_list(), found.get_column("other").to_list(), strict=True)
    return found.filter([not left.get(one, set()) & right.get(other, set()) for one, other in pairs])


def _by_full_name(
    found: pl.DataFrame, ones: Sequence[LinkRow], left: pl.DataFrame, right: pl.DataFrame
) -> pl.DataFrame:
    """Without the pairs of those of the first list who are but a name, where the other's full name is not the same.

    Nothing else could tell that a middle name, an initial or another spelling hides the same human.
    """
    bare = [row.key for row in ones if not (row.company or row.title or row.place or row.emails)]
    names = [dict(frame.select("key", "words").iter_rows()) for frame in (left, right)]
    pairs = zip(found.get_column("one"), found.get_column("other"), found.get_column("one").is_in(bare), strict=True)
    return found.filter([not is_bare or names[0][one] == names[1][other] for one, other, is_bare in pairs])


def _ratio(found: pl.DataFrame) -> NDArray[np.float64]:
    """How many times likelier what is seen of each pair is when they are one human."""
    bits = found.select(pl.sum_horizontal(f"{name}_weight" for name in _NAMES)).to_series().to_numpy()
    return np.asarray(np.exp2(np.minimum(bits, 60.0)), dtype=np.float64)


def _as_they_are(found: pl.DataFrame, probability: NDArray[np.float64]) -> pl.DataFrame:
    """Weights as often as those who are one human agree here: how many keep a company or a title differs by list.

    Only what nobody is looked up by is learned: among candidates, names agree by choice.
    """
    learned = []
    for one in COMPARISONS:
        if one.name not in LEARNED:
            continue
        seen = found.get_column(one.name).to_numpy()
        weight = found.get_column(f"{one.name}_weight").to_numpy().copy()
        known = float(probability[seen >= 0].sum())
        for place, level in enumerate(one.levels):
            here = seen == len(one.levels) - 1 - place
            count = float(probability[here].sum())
            weight[here] += np.log2((count / level.same + PSEUDO_SAME) / (known + PSEUDO_SAME))
        learned.append(pl.Series(f"{one.name}_weight", weight))
    return found.with_columns(learned)


def _pair(row: Mapping[str, Any]) -> Pair:
    parts = []
    for comparison in COMPARISONS:
        seen = row[comparison.name]
        if seen >= 0:
            level = comparison.levels[len(comparison.levels) - 1 - seen]
            parts.append(Part(comparison.name, level.name, round(row[f"{comparison.name}_weight"], 2)))
    return Pair(row["one"], row["other"], row["odds"], row["probability"], tuple(parts))


def _weighed(left: pl.DataFrame, right: pl.DataFrame) -> pl.DataFrame:
    """Every candidate pair with its weight in bits, and each comparison's level and weight."""
    with _database() as con:
        others = _among_strangers(con, sample(left, SAMPLE[0]), sample(right, SAMPLE[1]))
        linker = _linker(con, left, right, others)
        pairs = len(left) * len(right)
        made = linker.inference.predict(
            # The prior is found afterwards: what may count is kept by the first guess at it.
            threshold_match_weight=log2(pairs / (FIRST_SHARE * min(len(left), len(right)))) - KEPT_BITS,
            num_chunks_left=ceil(pairs / CHUNK),
            num_chunks_right=1,
        )
        found: pl.DataFrame = made.as_duckdbpyrelation().pl()
    found = found.select("unique_id_l", "unique_id_r", *_seen(), weight="match_weight")
    keyed = found.join(left.select(unique_id_l="unique_id", one="key"), on="unique_id_l").join(
        right.select(unique_id_r="unique_id", other="key"), on="unique_id_r"
    )
    return keyed.sort("one", "other")


def _seen() -> list[pl.Expr]:
    """Of each comparison the level that was seen, and its weight, from Splink's columns."""
    columns = []
    for one in COMPARISONS:
        weight = pl.col(f"mw_{one.name}")
        if any(level.word for level in one.levels):
            weight += pl.col(f"mw_tf_adj_{one.name}")
        columns += [pl.col(f"gamma_{one.name}").alias(one.name), weight.alias(f"{one.name}_weight")]
    return columns


def _among_strangers(
    con: "duckdb.DuckDBPyConnection", left: pl.DataFrame, right: pl.DataFrame
) -> dict[tuple[str, str], float]:
    """The chance of each level between two people who are not one, counted and held to what is stated.

    It is what Splink's sampling estimates, of each pair of these: counted here, since for so few people Splink takes
    longer to begin than to count.
    """
    expected = stated()
    pairs = float(len(left) * len(right))
    con.register("strangers_l", left.to_arrow())
    con.register("strangers_r", right.to_arrow())
    for one in COMPARISONS:
        counts = dict(con.execute(levels_seen(one, "strangers_l", "strangers_r")).fetchall())
        known = sum(count for level, count in counts.items() if level)
        for level in one.levels:
            seen = counts.get(level.name, 0) / known if known else 0.0
            stated_chance = expected[one.name, level.name]
            expected[one.name, level.name] = (pairs * seen + PSEUDO_PAIRS * stated_chance) / (pairs + PSEUDO_PAIRS)
    return expected


def _database() -> "duckdb.DuckDBPyConnection":
    import duckdb

    return duckdb.connect(
        ":memory:",
        config={
            "threads": THREADS,
            "memory_limit": MEMORY,
            "temp_directory": "",
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "preserve_insertion_order": False,
        },
    )


def _linker(
    con: "duckdb.DuckDBPyConnection",
    left: pl.DataFrame,
    right: pl.DataFrame,
    others: Mapping[tuple[str, str], float],
) -> Any:
    from splink import DuckDBAPI, Linker

    api = DuckDBAPI(con)
    tables = [
        api.register(frame.drop("key").to_arrow(), dataset_display_name=name)
        for name, frame in (("a", left), ("b", right))
    ]
    return Linker(tables, settings(others, prior=_PRIOR), log_level=None, validate_settings=False)
