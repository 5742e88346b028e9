"""Did it work (guide G2.3)? Relations that were cultivated against similar ones that were not.

Each is compared with those who stood where it stood: of the same level and group, and nearest by score, by days since
the last contact and by the days of contact that still weigh. Similar is not the same: whom somebody chooses to
cultivate may be about to come back anyway, so the difference is a hint and no proof.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kreds.model.balance import Moved

NEIGHBORS = 3
"""Each is compared with so many others."""
FARTHEST = 1.0
"""Others farther away than this, in standard deviations of what they are compared by, are not like somebody."""
LEAST = 10
"""Fewer comparisons say nothing."""
SURE = 0.90
"""The share of cases in which the interval holds the difference."""
THEN = ("person", "level", "segment", "score", "strength", "silent_days", "decayed_days")
"""How everybody stood: ``silent_days`` is null for those never in contact."""
NOW = ("person", "strength", "last_in_day")
_NEVER_DAYS = 3650.0

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cohort:
    """Who was cultivated first in the days after ``day`` (days since 1970-01-01), and how everybody stood on it."""

    day: int
    cultivated: frozenset[int]
    then: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Compared:
    """How many found others like them, how many did not (or were not there then or now), and how both have moved."""

    compared: int
    alone: int
    others: int
    strength: Moved | None
    wrote: Moved | None

    @property
    def is_enough(self) -> bool:
        """Whether the difference says anything."""
        return self.compared >= LEAST


class _Pair(NamedTuple):
    """One of the cultivated beside the mean of its neighbors: change of strength, and whether they wrote since."""

    moved: float
    others_moved: float
    wrote: float
    others_wrote: float
    neighbors: tuple[tuple[int, float, float], ...]


def compare(cohorts: Sequence[Cohort], now: pl.DataFrame, *, never: Collection[int]) -> Compared:
    """How the cultivated have moved against similar others.

    Args:
        cohorts: each with columns `THEN`.
        now: columns `NOW`, as of the last day that the files cover.
        never: who was never cultivated in all the time looked at: the others.
    """
    pairs, alone = list[_Pair](), 0
    for cohort in cohorts:
        both = cohort.then.join(now.rename({"strength": "strength_now"}), on="person", how="inner")
        found, without = _pairs(both, cohort, never)
        pairs += found
        alone += without
    others = {other for pair in pairs for other, _, _ in pair.neighbors}
    if len(pairs) <= 1:
        return Compared(len(pairs), alone, len(others), None, None)
    return Compared(
        len(pairs),
        alone,
        len(others),
        strength=_moved(
            [pair.moved for pair in pairs],
            [pair.others_moved for pair in pairs],
            [[(other, moved) for other, moved, _ in pair.neighbors] for pair in pairs],
        ),
        wrote=_moved(
            [pair.wrote for pair in pairs],
            [pair.others_wrote for pair in pairs],
            [[(other, wrote) for other, _, wrote in pair.neighbors] for pair in pairs],
        ),
    )


def _pairs(both: pl.DataFrame, cohort: Cohort, never: Collection[int]) -> tuple[list[_Pair], int]:
    person = both["person"].to_numpy()
    is_other = np.isin(person, np.fromiter(never, dtype=np.int64))
    mine = np.isin(person, np.fromiter(cohort.cultivated, dtype=np.int64))
    place = _standing(both)
    level, segment = both["level"].to_numpy(), both["segment"].to_numpy()
    moved = (both["strength_now"] - both["strength"]).to_numpy()
    wrote = (both["last_in_day"].fill_null(-1) > cohort.day).cast(pl.Float64).to_numpy()
    pairs, alone = list[_Pair](), len(cohort.cultivated) - int(mine.sum())
    for one in np.flatnonzero(mine):
        alike = is_other & (level == level[one])
        near = _nearest(place, int(one), alike & (segment == segment[one]))
        if len(near) < NEIGHBORS:
            near = _nearest(place, int(one), alike)
        if not len(near):
            alone += 1
            continue
        neighbors = tuple((int(person[at]), float(moved[at]), float(wrote[at])) for at in near)
        means = float(moved[near].mean()), float(wrote[near].mean())
        pairs.append(_Pair(float(moved[one]), means[0], float(wrote[one]), means[1], neighbors))
    return pairs, alone


def _standing(both: pl.DataFrame) -> Numbers:
    """Where everybody stood, in standard deviations of those who were ever in contact."""
    silent = both["silent_days"].cast(pl.Float64).fill_null(_NEVER_DAYS).to_numpy()
    columns = np.column_stack(
        [both["score"].to_numpy(), np.log1p(np.maximum(silent, 0.0)), np.log1p(both["decayed_days"].to_numpy())]
    )
    known = both["silent_days"].is_not_null().to_numpy()
    spread = columns[known].std(axis=0) if known.sum() > 1 else np.ones(columns.shape[1])
    return np.asarray(columns / np.where(spread > 0, spread, 1.0), dtype=np.float64)


def _nearest(place: Numbers, one: int, among: NDArray[np.bool_]) -> NDArray[np.intp]:
    """The nearest of some who are near enough; of equals those who stand first."""
    candidates = np.flatnonzero(among)
    far = np.sqrt(((place[candidates] - place[one]) ** 2).sum(axis=1)).round(9)
    order = np.argsort(far, kind="stable")[:NEIGHBORS]
    found: NDArray[np.intp] = candidates[order[far[order] <= FARTHEST]]
    return found


def _moved(mine: Sequence[float], others: Sequence[float], neighbors: Sequence[Sequence[tuple[int, float]]]) -> Moved:
    """The means and their difference, with the interval of matching with replacement.

    Its variance is that of Abadie and Imbens (Econometrica 2006): that of the differences, and for each of the others
    what comes of standing beside several of the cultivated.
    """
    gap = np.array(mine) - np.array(others)
    count = len(gap)
    weight: defaultdict[int, float] = defaultdict(float)
    squared: defaultdict[int, float] = defaultdict(float)
    values: dict[int, float] = {}
    for near in neighbors:
        for other, value in near:
            weight[other] += 1.0 / len(near)
            squared[other] += 1.0 / len(near) ** 2
            values[other] = value
    shared = sum(weight[other] ** 2 - squared[other] for other in weight)
    spread = float(np.var(list(values.values()), ddof=1)) if len(values) > 1 else 0.0
    variance = float(((gap - gap.mean()) ** 2).sum()) / (count * (count - 1)) + shared * spread / count**2
    reach = _student(count - 1) * variance**0.5
    middle = float(gap.mean())
    rounded = (round(value, 6) for value in (np.mean(mine), np.mean(others), middle, middle - reach, middle + reach))
    return Moved(*map(float, rounded))


def _student(freedom: int) -> float:
    """The two-sided quantile of Student's t for `SURE` (Abramowitz and Stegun 26.7.5).

    >>> round(_student(9), 2), round(_student(1_000), 2)
    (1.83, 1.65)
    """
    z = NormalDist().inv_cdf((1.0 + SURE) / 2.0)
    return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
