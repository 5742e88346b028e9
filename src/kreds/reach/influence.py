"""What each single relation does to a post: every figure without it, exactly, for all of them at once (leave one out).

A relation that goes takes four things with it: its place among the reactions (its factor of the Poisson-binomial), its
place in the sample (the rate is reckoned per person shown), its own views and those of its relations, and its part in
the rate of later stages. The distribution without it comes from `kreds.reach.leaving`. The smaller sample enters only
by the chance s to have been in it, and smoothly: the figures are made at a few Chebyshev points of s and interpolated,
to some 1e-9. How far posts get in the stages without it is a closed form for each (`kreds.reach.stages`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from kreds.reach.curves import Numbers, Whole
from kreds.reach.exposure import Exposure
from kreds.reach.gate import Gate, Tasting, opening, taste
from kreds.reach.leaving import blocks, differences, divided, enough, undone
from kreds.reach.outlook import Outlook, outlook
from kreds.reach.reactions import SMALL
from kreds.reach.stages import onward, rest_rate_without

_FEW = 64
"""So few relations are taken out one by one and all made anew."""
_ROWS = 128


@dataclass(frozen=True, slots=True)
class Influence:
    """Each figure without each relation, shape (n,), and with all of them.

    ``chance`` is that the post goes on, ``views`` all views and ``relevant`` those counted by fit.
    """

    base: Outlook
    chance: Numbers
    views: Numbers
    relevant: Numbers

    @property
    def on_chance(self) -> Numbers:
        """What each adds to the chance; below 0 for whoever stops posts."""
        return self.base.chance - self.chance

    @property
    def on_views(self) -> Numbers:
        """How many views come through each."""
        return self.base.views - self.views

    @property
    def on_relevant(self) -> Numbers:
        """How many relevant views come through each."""
        return self.base.relevant - self.relevant


@dataclass(frozen=True, slots=True)
class _Grade:
    """One grade of quality.

    ``chance`` (n,) is that to react in the sample, ``reactions`` (values,) how many do. ``silent`` and ``reacting``,
    shape (2, n), are what each relation gives to views and to relevant views where the gate opens without its reaction
    and where it opens with it, in posts that come through all stages; without each relation (n,) as much of that comes
    as ``onward`` says. ``opens`` (points, more than values) is the gate for the samples of all points;
    ``steps`` (points, number, more than values) its differences.
    """

    chance: Numbers
    reactions: Numbers
    silent: Numbers
    reacting: Numbers
    onward: Numbers
    opens: Numbers
    steps: Numbers

    @property
    def values(self) -> int:
        return len(self.reactions)


def influence(tasting: Tasting) -> Influence:
    """What becomes of the gate, the views and the relevant views without each relation.

    Rows must stand for one relation each (not `kreds.reach.exposure.condensed`).
    """
    base = outlook(tasting)
    if len(tasting.exposure) <= _FEW:
        return _one_by_one(tasting, base)
    tasting, parts, large, order = _sorted(tasting)
    exposure = tasting.exposure
    points = _points(exposure.sampled, tasting.gate)
    number = _number(tasting)
    expected = np.maximum(exposure.expected - points, 1e-9)
    opens = opening(tasting.gate, expected, tasting.reactions.shape[1] + 2 * number + 2)
    blend = _blend(points, exposure.sampled)
    left = np.zeros((3, len(exposure)))
    for weight, grade in zip(tasting.weight, _grades(tasting, opens), strict=True):
        left += weight * _without(grade, parts, large, blend)
    relevant_shown = exposure.sampled * exposure.fit
    left[1] += exposure.expected - exposure.sampled
    left[2] += relevant_shown.sum() - relevant_shown
    found = np.empty_like(left)
    found[:, order] = left
    return Influence(base, *found)


def influence_of(exposure: Exposure, gate: Gate) -> Influence:
    """The same from an exposure."""
    return influence(taste(exposure, gate))


def _sorted(tasting: Tasting) -> tuple[Tasting, list[slice], Whole, Whole]:
    """The same with the smallest chances first: the parts for the polynomial, the rows too large for it, the order."""
    small, large = blocks(tasting.both)
    order = np.concatenate([*(columns for columns, _ in small), large])
    ends = np.cumsum([len(columns) for columns, _ in small], dtype=np.int64)
    parts = [slice(int(end) - len(columns), int(end)) for end, (columns, _) in zip(ends, small, strict=True)]
    rows = replace(
        tasting, exposure=tasting.exposure.only(order), chance=tasting.chance[:, order], both=tasting.both[:, order]
    )
    return rows, parts, np.arange(len(order) - len(large), len(order)), order


def _number(tasting: Tasting) -> int:
    """How many differences of the gate matter for the polynomials."""
    values = tasting.reactions.shape[1]
    size = np.abs(differences(tasting.opens, tasting.more, values)).max(axis=1)
    return enough(size, min(float(tasting.both.max(initial=0.0)), SMALL))


def _one_by_one(tasting: Tasting, base: Outlook) -> Influence:
    exposure, n = tasting.exposure, len(tasting.exposure)
    without = [
        outlook(taste(exposure.only(np.arange(n) != row), tasting.gate, nodes=len(tasting.z))) for row in range(n)
    ]
    return Influence(
        base,
        np.array([one.chance for one in without]),
        np.array([one.views for one in without]),
        np.array([one.relevant for one in without]),
    )


def _points(sampled: Numbers, gate: Gate) -> Numbers:
    """Chebyshev points over the chances to be sampled, as many as some twelve digits need.

    Taking s from the sample moves the gate's argument by up to ``moved``; a logistic's series converges up to pi, so
    each point gains a factor moved / (4 pi).
    """
    low, high = float(sampled.min()), float(sampled.max())
    if high - low < 1e-12:
        return np.array([low])
    moved = (high - low) / max(float(sampled.sum()) - high, 1e-9) * (gate.threshold / gate.softness + 6.0)
    number = int(np.clip(np.ceil(12.0 / np.log10(4.0 * np.pi / max(moved, 1e-12))), 2, 9)) if moved < 6.0 else 9
    around = np.cos(np.pi * (np.arange(number) + 0.5) / number)
    return 0.5 * (low + high) + 0.5 * (high - low) * around


def _blend(points: Numbers, sampled: Numbers) -> Numbers:
    """How much each point counts for each relation (Lagrange), shape (n, points)."""
    apart = points[:, None] - points[None, :] + np.eye(len(points))
    away = sampled[:, None] - points[None, :]
    blend = np.ones((len(sampled), len(points)))
    for point in range(len(points)):
        for other in range(len(points)):
            if other != point:
                blend[:, point] *= away[:, other] / apart[point, other]
    return blend


def _grades(tasting: Tasting, opens: Numbers) -> Iterator[_Grade]:
    exposure, values = tasting.exposure, tasting.reactions.shape[1]
    _, grown = exposure.beyond_at(tasting.z)
    later = exposure.rest
    views = np.stack([later, later * exposure.fit])
    beyond = np.stack([exposure.beyond, exposure.beyond * exposure.beyond_fit])
    number = (opens.shape[1] - values - 2) // 2
    steps = differences(opens, number, values + number + 1)
    for grade, chance in enumerate(tasting.chance):
        both, carried = tasting.both[grade], grown[grade] * beyond
        silent, reacting = views + carried * later * chance, carried * both
        further = onward(tasting.gate.passing(rest_rate_without(exposure, chance)))
        yield _Grade(both, tasting.reactions[grade], silent, reacting, further, opens, steps)


def _without(grade: _Grade, small: list[slice], large: Whole, blend: Numbers) -> Numbers:
    """(chance, views after the gate, relevant ones) without each relation at one grade, shape (3, n)."""
    sums = _summed(grade, small, large)
    gates = grade.steps[:, :, : grade.values] @ grade.reactions
    after = grade.steps[:, :, 1 : grade.values + 1] @ grade.reactions
    number = gates.shape[1]
    # Without oneself in one's own part, too, the factor is divided out twice.
    twice = np.arange(1.0, number + 1.0)
    expected = np.concatenate(
        [gates[None], differences(sums, number, grade.values) @ grade.reactions, [gates * twice, after * twice]]
    )
    found = np.zeros((3, len(grade.chance)))
    open_to_all = np.maximum((grade.silent + grade.reacting).sum(axis=1), 1e-300)
    size = (np.abs(expected).max(axis=1) / np.array([1.0, *open_to_all, 1.0, 1.0])[:, None]).max(axis=0)
    for columns in small:
        needed = enough(size, float(grade.chance[columns].max()))
        powers = np.vander(-grade.chance[columns], needed, increasing=True)
        told = powers @ expected[:, :, :needed].reshape(-1, needed).T
        told = told.reshape(len(powers), 5, -1)
        gate, views, relevant, own, own_after = np.einsum("cfr,cr->fc", told, blend[columns])
        silent, reacting = grade.silent[:, columns], grade.reacting[:, columns]
        found[:, columns] = gate, *(np.stack([views, relevant]) - silent * own - reacting * own_after)
    for start in range(0, len(large), _ROWS):
        rows = large[start : start + _ROWS]
        found[:, rows] = _without_large(grade, rows, sums, blend[rows])
    found[1:] *= grade.onward
    return found


def _summed(grade: _Grade, small: list[slice], large: Whole) -> Numbers:
    """What all give to (views, relevant views) when k react in the sample, shape (2, points, places)."""
    number = grade.steps.shape[1]
    factors = np.zeros((2, 2, number))
    size = np.abs(grade.steps).max(axis=(0, 2))
    for columns in small:
        needed = enough(size, float(grade.chance[columns].max()))
        powers = np.vander(-grade.chance[columns], needed, increasing=True)
        factors[0, :, :needed] += grade.silent[:, columns] @ powers
        factors[1, :, :needed] += grade.reacting[:, columns] @ powers
    now, then = grade.steps[:, :, :-1], grade.steps[:, :, 1:]
    sums = (factors[0] @ now + factors[1] @ then).swapaxes(0, 1)
    opens = grade.opens[:, None, : grade.steps.shape[2]]
    for start in range(0, len(large), _ROWS):
        rows = large[start : start + _ROWS]
        alone = undone(opens, grade.chance[rows])
        sums = sums + (grade.silent[:, rows] @ alone[:, :, :-1]).swapaxes(0, 1)
        sums = sums + (grade.reacting[:, rows] @ alone[:, :, 1:]).swapaxes(0, 1)
    return np.asarray(sums)


def _without_large(grade: _Grade, columns: Whole, sums: Numbers, blend: Numbers) -> Numbers:
    """The same as `_without` by recursion, for chances that the polynomial is not made for."""
    values, chance = grade.values, grade.chance[columns]
    left = divided(np.broadcast_to(grade.reactions, (len(columns), values)), chance)
    functions = np.concatenate([grade.opens[None, :, :values], sums[:, :, :values]])
    found = np.einsum("frc,cr->fc", functions @ left.T, blend)
    alone = undone(grade.opens[:, None, : values + 1], chance)
    own = np.einsum("ck,rck,cr->c", left, alone[:, :, :-1], blend, optimize=True)
    own_after = np.einsum("ck,rck,cr->c", left, alone[:, :, 1:], blend, optimize=True)
    found[1:] -= grade.silent[:, columns] * own + grade.reacting[:, columns] * own_after
    return np.asarray(found)
