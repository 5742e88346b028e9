"""The ordered logit behind the three levels, fitted towards what is usual; and what its weights leave open.

P(level <= k) = sigmoid((c_k - score) / width), as in `kreds.ties.levels`; the score is linear in the weights, and so is
the upper cut.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kreds.ties.levels import STRONG_CUT, WORTHLESS_CUT

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
STRONG, AVERAGE, WORTHLESS = 0, 1, 2
"""Levels as numbers, best first, as `kreds.model.level.LEVELS` has them."""
LEAST_STRONG = -4.0
"""The upper cut stays above the lower one."""
MOST_STEPS, NEAR = 40, 1e-6
_LONGEST_STEP = 1.5
_TINY = 1e-9
_HELD = 1e9


@dataclass(frozen=True, slots=True)
class Rows:
    """Relations as the score sees them: ``design @ weights + offset``, and how blurred each score is."""

    design: Numbers
    offset: Numbers
    width: Numbers

    def only(self, rows: Whole) -> "Rows":
        """Some of the rows."""
        return Rows(self.design[rows], self.offset[rows], self.width[rows])

    def chances(self, weights: Numbers) -> Numbers:
        """The three memberships; the last of the weights is the shift of the upper cut."""
        below, upto = self.cumulated(weights)
        return np.column_stack([1.0 - upto, np.maximum(upto - below, _TINY), below])

    def information(self, weights: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """What one answer would tell (Fisher) of the distances to the lower cut, to the upper one, and of both."""
        below, upto = self.cumulated(weights)
        between = np.maximum(upto - below, _TINY)
        low, high = below * (1.0 - below), upto * (1.0 - upto)
        lower = low * low * (1.0 / np.maximum(below, _TINY) + 1.0 / between)
        upper = high * high * (1.0 / np.maximum(1.0 - upto, _TINY) + 1.0 / between)
        return lower, upper, -low * high / between

    def told(self, weights: Numbers, share: Numbers) -> Numbers:
        """The information on all weights that the rows would give, each counted ``share`` times."""
        lower, upper, both = (share * part for part in self.information(weights))
        low, high = self.slopes()
        mixed = (low * both[:, None]).T @ high
        made = (low * lower[:, None]).T @ low + (high * upper[:, None]).T @ high + mixed + mixed.T
        return np.asarray(made, dtype=np.float64)

    def slopes(self) -> tuple[Numbers, Numbers]:
        """How the distances to the lower and to the upper cut change with each weight."""
        falling = -self.design / self.width[:, None]
        nought = np.zeros(len(self.offset))
        return np.column_stack([falling, nought]), np.column_stack([falling, 1.0 / self.width])

    def cumulated(self, weights: Numbers) -> tuple[Numbers, Numbers]:
        """The chances of worthless, and of worthless or average."""
        score = self.offset + self.design @ weights[:-1]
        cut = STRONG_CUT + weights[-1]
        return _sigmoid((WORTHLESS_CUT - score) / self.width), _sigmoid((cut - score) / self.width)


@dataclass(frozen=True, slots=True)
class Prior:
    """Usually nothing differs from the default: all weights lie about 0, as firmly as ``precision`` says."""

    precision: Numbers
    lowest: Numbers

    def held(self, rows: NDArray[np.bool_]) -> Numbers:
        """The precision with some weights kept where they are."""
        return np.asarray(self.precision + np.diag(np.where(rows, _HELD, 0.0)), dtype=np.float64)


def fitted(rows: Rows, level: Whole, weight: Numbers, prior: Prior) -> Numbers:
    """The likeliest weights a posteriori, none below its lowest: one that would be stays there while others move."""
    held = np.zeros(len(prior.lowest), dtype=bool)
    while True:
        at = np.where(held, prior.lowest, 0.0)
        weights = _newton(rows, level, weight, prior.held(held), at)
        below = (weights < prior.lowest) & ~held
        if not below.any():
            return np.asarray(np.maximum(weights, prior.lowest), dtype=np.float64)
        held |= below


def loss(chances: Numbers, level: Whole) -> Numbers:
    """Logarithmic loss of each row."""
    return np.asarray(-np.log(np.maximum(chances[np.arange(len(level)), level], _TINY)), dtype=np.float64)


def _newton(rows: Rows, level: Whole, weight: Numbers, precision: Numbers, start: Numbers) -> Numbers:
    """Fisher scoring; weights that are held begin, and stay, where ``start`` has them."""
    weights, moved, steps = start.copy(), np.inf, 0
    anchor = np.where(np.diag(precision) >= _HELD, start, 0.0)
    low, high = rows.slopes()
    while moved > NEAR and steps < MOST_STEPS:
        below, upto = rows.cumulated(weights)
        between = np.maximum(upto - below, _TINY)
        lower = np.where(
            level == WORTHLESS, 1.0 - below, np.where(level == AVERAGE, -below * (1.0 - below) / between, 0.0)
        )
        upper = np.where(level == STRONG, -upto, np.where(level == AVERAGE, upto * (1.0 - upto) / between, 0.0))
        gradient = low.T @ (weight * lower) + high.T @ (weight * upper) - precision @ (weights - anchor)
        move = np.linalg.solve(rows.told(weights, weight) + precision, gradient)
        moved, steps = float(np.abs(move).max()), steps + 1
        weights = weights + move / max(1.0, moved / _LONGEST_STEP)
    return weights


def _sigmoid(value: Numbers) -> Numbers:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(value, -40.0, 40.0))), dtype=np.float64)
