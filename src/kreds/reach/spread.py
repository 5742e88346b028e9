"""Thousands of possible posts: how far each carries, so that a forecast has an interval beside its exact mean.

What can be reckoned is not drawn: means come from `kreds.reach.outlook`. Drawn are who reacts (each relation from its
own row of lots), how good the post is (in strata), whether the gate opens and how many stages it comes through; how
many see it without reacting is a sum of very many small chances and is drawn by its first moments. Networks before and
after a change are drawn with the same lots: see `kreds.reach.lots`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kreds.reach.assumptions import USUAL, Assumptions
from kreds.reach.curves import Flags, Numbers, Whole, normal_quantile
from kreds.reach.exposure import Exposure
from kreds.reach.gate import Gate, Tasting, taste
from kreds.reach.lots import Keys, keys, uniforms
from kreds.reach.outlook import Outlook, outlook
from kreds.reach.stages import STAGES, part_of, reached

_GRADES = 25
"""The same for every network, so that two networks share their lots."""
_REACTING, _POST = 1, 2
_WIDEST = 0.4
_GATE, _SAMPLE, _LATER, _BEYOND, _STAGE = 0, 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Posts:
    """Possible posts, one value each, shape (posts,), the worst grade of quality first.

    ``opened`` tells which went on, ``stages`` how many stages after the tasting each got to; the other figures are
    those of `kreds.reach.outlook.Outlook`.
    """

    opened: Flags
    stages: Whole
    first: Numbers
    second: Numbers
    relevant_first: Numbers
    relevant_second: Numbers
    reactions: Numbers

    @property
    def views(self) -> Numbers:
        """All views of each post."""
        return self.first + self.second

    @property
    def relevant(self) -> Numbers:
        """All views of each post, counted by fit."""
        return self.relevant_first + self.relevant_second


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a forecast: its exact mean, the median, and between what it lies for the share of posts asked for."""

    expected: float
    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a post brings: the exact chance to go on, and each figure with its interval, near and far apart."""

    chance: float
    sampled: float
    views: Figure
    relevant: Figure
    first: Figure
    second: Figure
    relevant_first: Figure
    relevant_second: Figure
    reactions: Figure
    posts: Posts


def forecast(
    exposure: Exposure, gate: Gate, ids: Whole, *, posts: int = 2_000, seed: int = 1, share: float = 0.8
) -> Forecast:
    """The forecast of a usual post of this network under these assumptions.

    Args:
        exposure: the network under assumptions, one row a relation.
        gate: when a post goes on.
        ids: of the relations, shape (n,): whose lots are whose.
        posts: how many are drawn.
        seed: of the lots.
        share: of all posts that the intervals hold.
    """
    tasting = taste(exposure, gate, nodes=_GRADES)
    mean, drawn = outlook(tasting), simulate(tasting, ids, posts=posts, seed=seed)
    edge = (1.0 - share) / 2.0

    def figure(expected: float, values: Numbers) -> Figure:
        low, median, high = np.quantile(values, [edge, 0.5, 1.0 - edge])
        return Figure(expected, float(low), float(median), float(high))

    return Forecast(
        chance=mean.chance,
        sampled=mean.sampled,
        views=figure(mean.views, drawn.views),
        relevant=figure(mean.relevant, drawn.relevant),
        first=figure(mean.first, drawn.first),
        second=figure(mean.second, drawn.second),
        relevant_first=figure(mean.relevant_first, drawn.relevant_first),
        relevant_second=figure(mean.relevant_second, drawn.relevant_second),
        reactions=figure(mean.reactions, drawn.reactions),
        posts=drawn,
    )


def simulate(tasting: Tasting, ids: Whole, *, posts: int, seed: int) -> Posts:
    """Draw so many posts, each grade of quality as often as it occurs; equal seeds give equal posts."""
    own = keys(seed, ids, _REACTING)
    lots = keys(seed, np.arange(posts, dtype=np.int64), _POST)
    found = []
    for grade, start, stop in _strata(tasting, posts):
        found.append(_of_grade(tasting, grade, own, lots[start:stop]))
    return Posts(*(np.concatenate([getattr(one, name) for one in found]) for name in Posts.__slots__))


def _strata(tasting: Tasting, posts: int) -> Iterator[tuple[int, int, int]]:
    """Each grade with the first and one past the last of its posts."""
    ends = np.round(np.cumsum(tasting.weight) * posts).astype(np.int64)
    starts = np.concatenate([[0], ends[:-1]])
    for grade, (start, stop) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        if stop > start:
            yield grade, start, stop


def _of_grade(tasting: Tasting, grade: int, own: Keys, lots: Keys) -> Posts:
    exposure, chance, both = tasting.exposure, tasting.chance[grade], tasting.both[grade]
    afterwards = exposure.rest * chance
    rows, places, part = reactions_drawn(own, both + afterwards, len(lots), grade)
    place = part * (both + afterwards)[rows] - both[rows]
    early = place < 0.0
    in_sample = np.bincount(places[early], minlength=len(lots))
    opened = uniforms(lots, _GATE) < tasting.opens[np.minimum(in_sample, len(tasting.opens) - 1)]
    stages = reached(opened, uniforms(lots, _STAGE), float(tasting.passing[grade]))
    # What is left of a lot says in which part of the rest a later reaction falls.
    late = np.divide(place, afterwards[rows], out=np.zeros(len(place)), where=~early)
    counts = early | (part_of(late) <= stages[places])
    rows, places, early = rows[counts], places[counts], early[counts]

    def summed(values: Numbers) -> Numbers:
        return np.bincount(places, weights=values, minlength=len(lots)).astype(np.float64)

    silent_now = exposure.sampled * (1.0 - chance)
    silent_later = exposure.rest * (1.0 - chance)
    luck_now, luck_later = normal_quantile(uniforms(lots, _SAMPLE)), normal_quantile(uniforms(lots, _LATER))
    share = stages / STAGES
    views, relevant = (
        _many(summed(fit[rows]), silent_now * fit, fit, luck_now)
        + _many(np.zeros(len(lots)), silent_later * fit, fit, luck_later, share)
        for fit in (np.ones(len(exposure)), exposure.fit)
    )
    # Who reacted in the tasting carries it a part with each stage, who reacts later all at once.
    carries = exposure.beyond[rows] * np.where(early, share[places], 1.0)
    carried, fitting = summed(carries), summed(carries * exposure.beyond_fit[rows])
    second, reacting = _beyond(exposure, tasting.z[grade], carried, normal_quantile(uniforms(lots, _BEYOND)))
    fit = np.divide(fitting, carried, out=np.zeros(len(lots)), where=carried > 0.0)
    return Posts(opened, stages, views, second, relevant, second * fit, summed(np.ones(len(rows))) + reacting)


def reactions_drawn(own: Keys, chance: Numbers, posts: int, grade: int) -> tuple[Whole, Whole, Numbers]:
    """Which relation reacts to which of so many posts alike, without asking about each pair.

    The gaps between one relation's reactions are geometric: an exponential rounded down. What rounding takes off is
    independent of it, and gives each reaction a second lot.

    Returns:
        Rows, places among the posts, and a lot in (0, 1), each of shape (reactions,).
    """
    row = np.flatnonzero(chance > 0.0)
    with np.errstate(divide="ignore"):
        rate = -np.log1p(-chance)
    rows, places, parts = [], [], []
    at, key, step = np.full(len(row), -1, dtype=np.int64), own[row], grade << 32
    rate, odds = rate[row], chance[row]
    while len(row):
        gap = -np.log(uniforms(key, step)) / rate
        whole = np.floor(gap)
        at = at + 1 + np.minimum(whole, posts).astype(np.int64)
        inside = at < posts
        row, at, key, rate, odds = row[inside], at[inside], key[inside], rate[inside], odds[inside]
        rest = np.where(np.isinf(rate), 0.0, (gap - whole)[inside] * np.where(np.isinf(rate), 0.0, rate))
        rows.append(row)
        places.append(at)
        parts.append(-np.expm1(-rest) / odds)
        step += 1
    if not rows:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
    return np.concatenate(rows), np.concatenate(places), np.concatenate(parts)


def _many(reacting: Numbers, silent: Numbers, fit: Numbers, luck: Numbers, share: Numbers | float = 1.0) -> Numbers:
    """Those who react and, by mean and variance, those who only see it (``silent`` is chance times fit).

    ``share`` is how much of the chance there is in each post.
    """
    # Not by BLAS, as in `kreds.reach.reactions.of_list`.
    variance = share * (silent * fit).sum() - share**2 * (silent**2).sum()
    spread = np.sqrt(np.maximum(variance, 0.0))
    views: Numbers = np.maximum(reacting + share * silent.sum() + spread * luck, reacting)
    return views


def _beyond(exposure: Exposure, z: float, carried: Numbers, luck: Numbers) -> tuple[Numbers, Numbers]:
    """Views in the networks of those who react, all steps together, and how many react there.

    The first step is Poisson with mean m; each view brings a chain of views with mean Y1 = 1 / (1 - R) and second
    moment Y2 (a branching process that ends). The total has mean m Y1 and variance m Y2, and is drawn as a gamma of
    these two, whose cube root is nearly normal (Wilson and Hilferty 1931).
    """
    reacts, grown = (float(one[0]) for one in exposure.beyond_at(np.array([z])))
    onward = 1.0 - 1.0 / grown
    scatter = onward * (1.0 + exposure.audience) - onward**2
    second = scatter * grown**3 + grown**2
    mean = carried * grown
    narrow = np.divide(second / (9.0 * grown), mean, out=np.zeros_like(mean), where=mean > 0.0)
    narrow = np.minimum(narrow, _WIDEST)
    root = np.maximum(1.0 - narrow + np.sqrt(narrow) * luck, 0.0)
    views: Numbers = mean * root**3 / (1.0 - narrow**3)
    return views, views * reacts


@dataclass(frozen=True, slots=True)
class Course:
    """Expected views up to each hour after posting, shape (hours,), in the network and beyond it."""

    hours: Numbers
    first: Numbers
    second: Numbers


_LIFE_HOURS = 336.0


def course(expected: Outlook, hours: Numbers, assumed: Assumptions = USUAL) -> Course:
    """How the expected views come in over two weeks.

    The tasting fills evenly; what follows, all stages together, saturates like t / (t + half) (science.md 2.3): when a
    stage begins no source tells. Those beyond come after those who carry it to them, so with the square of that.
    """

    def reached(time: Numbers) -> Numbers:
        return time / (time + assumed.half_hours)

    after = np.clip(hours - assumed.tasting_hours, 0.0, _LIFE_HOURS)
    grown = reached(after) / reached(np.array(_LIFE_HOURS))
    tasting = expected.sampled * np.clip(hours / assumed.tasting_hours, 0.0, 1.0)
    return Course(hours, tasting + (expected.first - expected.sampled) * grown, expected.second * grown**2)
