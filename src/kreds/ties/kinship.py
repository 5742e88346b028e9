"""What learning and asking look at: every relation with the parts of its score, its words, and how its kind stands out.

Those who share a title or a company are often alike: where most with a word are in touch with the owner, a silent one
among them is rarely worthless. How far that holds is learned from the person's own levels; without, it counts nothing.
"""

from dataclasses import dataclass
from typing import cast

import narwhals as nw
import numpy as np
import polars as pl
from narwhals.typing import IntoFrameT

from kreds.ties import strength
from kreds.ties.coverage import Coverage
from kreds.ties.engine import lazy
from kreds.ties.learned import GROUPS, Group
from kreds.ties.ordered import STRONG, WORTHLESS, Numbers, Rows, Whole
from kreds.ties.weights import Weights
from kreds.ties.words import Words

HEAD = (*Group, "base", "kinship")
"""The columns of the design that every relation has; the words come after them, the upper cut last."""
KIN = HEAD.index("kinship")
LEAST_RELATIONS = 3
"""What fewer have in common is no kind."""
FIRMNESS = 8.0
"""How many relations it takes for half of what a word seems to say to be believed."""
_MOST_STEPS, _NEAR = 200, 1e-9
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Network:
    """All relations, sorted by person, as the default judgement sees them.

    ``rows`` has the columns of `HEAD`; ``words`` is made for the same people; ``kin`` holds for each word what those
    with it have beyond the others, in units of the spread of its sums.
    """

    person: Whole
    rows: Rows
    words: Words
    kin: Numbers


def network_of(features: IntoFrameT, words: Words, *, day: int, coverage: Coverage, weights: Weights) -> Network:
    """The network by the person's criteria, with nothing learned."""
    plain = Weights(weights.criteria)
    frame = lazy(features).with_columns(nw.lit(0.0).alias("likeness"), strength.observed(coverage, day=day))
    worth = [one.name.prefix("worth_") for one in strength.contributions(coverage, day=day, weights=plain)]
    chosen = frame.with_columns(*worth).with_columns(strength.score("worth_"), strength.spread(coverage))
    made = cast("pl.DataFrame", chosen.collect(backend="polars").to_native()).sort("person")
    person = made["person"].to_numpy().astype(np.int64)
    told = words.of_people(person)
    score = made["score"].to_numpy().astype(np.float64)
    width = np.sqrt(1.0 + made["spread"].to_numpy().astype(np.float64) * (np.pi / 8.0))
    head = np.column_stack([*_grouped(made, plain).values(), np.ones(len(person)), np.zeros(len(person))])
    rows = Rows(head, score, width)
    kin = _kin(rows, told)
    head[:, KIN] = told.total(kin)
    return Network(person, rows, told, kin)


def _grouped(made: pl.DataFrame, weights: Weights) -> dict[Group, Numbers]:
    """What each group adds to every score."""
    groups = {group: np.zeros(len(made)) for group in Group}
    for name, group in GROUPS.items():
        groups[group] += made[f"worth_{name}"].to_numpy()
    # The silence that a yes forgives stands with that answer, but weighs as much as silence does.
    yes = weights.of("knows") * strength.YES["knows"]
    known = made["knows"].to_numpy() > 0
    groups[Group.TIME] += np.where(known, made["worth_knows"].to_numpy() - yes, 0.0)
    return groups


def _kin(rows: Rows, words: Words) -> Numbers:
    """Ridge regression of how good each relation seems on its words, by conjugate gradients; 0 for rare words.

    The weights are rounded: the order in which people are added up must not be seen.
    """
    if not len(words.person):
        return np.zeros(len(words.vocabulary))
    chances = rows.chances(np.zeros(rows.design.shape[1] + 1))
    good = chances[:, STRONG] - chances[:, WORTHLESS]
    common = words.counts() >= LEAST_RELATIONS
    right = np.where(common, words.gathered(good - good.mean()), 0.0)
    weights, left = np.zeros(len(right)), right.copy()
    towards, size = left.copy(), float(left @ left)
    steps, enough = 0, _NEAR * max(size, _NEAR)
    while size > enough and steps < _MOST_STEPS:
        image = np.where(common, words.gathered(words.total(towards)), 0.0) + FIRMNESS * towards
        step = size / float(towards @ image)
        weights, left = weights + step * towards, left - step * image
        before, size = size, float(left @ left)
        towards, steps = left + (size / before) * towards, steps + 1
    deviation = float(np.std(words.total(weights)))
    return np.asarray(np.round(weights / deviation, _DIGITS) if deviation > _NEAR else weights * 0.0, dtype=np.float64)
