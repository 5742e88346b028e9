"""The parameters of MBG/NBD that make the days of contact of a whole network most likely."""

from collections.abc import Mapping
from dataclasses import astuple

import numpy as np
from numpy.typing import NDArray

from kreds.ties.alive import DEFAULT_PRIORS, AlivePriors

Numbers = NDArray[np.float64]
LEAST_RELATIONS = 200
"""With fewer relations that have been in touch, the default priors stay."""
_USUAL = np.log(astuple(DEFAULT_PRIORS))
_PRECISION = 20.0
"""How firmly each parameter is held near its default, in logarithms: about as much as some dozens of relations."""
_STEP = 1e-3
_LOWEST, _HIGHEST = -4.0, 5.0
_LEAST_GAIN, _MOST_DAMPING = 1e-4, 1e9


def fit_priors(columns: Mapping[str, Numbers], *, day: int) -> AlivePriors:
    """r, alpha, a and b by penalised maximum likelihood; the defaults below `LEAST_RELATIONS` in touch.

    Args:
        columns: ``active_days``, ``first_day`` and ``last_day`` of `FEATURES`; not a number for those never in touch.
        day: the one the features were made for.
    """
    first, last = columns["first_day"], columns["last_day"]
    touched = ~np.isnan(first)
    if touched.sum() < LEAST_RELATIONS:
        return DEFAULT_PRIORS
    repeats = np.maximum(columns["active_days"] - 1.0, 0.0)
    histories = np.stack([repeats, last - first, day - first], axis=1)[touched]
    rows, counts = np.unique(histories, axis=0, return_counts=True)
    return _most_likely(rows, counts.astype(np.float64))


def _most_likely(rows: Numbers, counts: Numbers) -> AlivePriors:
    """Newton's method with damping, in the logarithms of the parameters."""
    theta, best, damping, gained = _USUAL, _loss(_USUAL, rows, counts), 1.0, np.inf
    while gained > _LEAST_GAIN:
        gradient, curvature = _slopes(theta, best, rows, counts)
        scale, directions = np.linalg.eigh(curvature)
        trial, value = theta, np.inf
        while value >= best and damping < _MOST_DAMPING:
            move = -directions @ ((directions.T @ gradient) / (np.abs(scale) + damping))
            trial = np.clip(theta + np.clip(move, -1.0, 1.0), _LOWEST, _HIGHEST)
            value = _loss(trial, rows, counts)
            damping *= 8.0
        gained, theta, best = best - value, trial, value
        damping = max(damping / 128.0, 1e-6)
    return AlivePriors(*(round(float(value), 6) for value in np.exp(theta)))


def _slopes(theta: Numbers, here: float, rows: Numbers, counts: Numbers) -> tuple[Numbers, Numbers]:
    """First and second derivatives of the loss, by differences."""
    steps = np.eye(len(theta)) * _STEP
    plus = np.array([_loss(theta + step, rows, counts) for step in steps])
    minus = np.array([_loss(theta - step, rows, counts) for step in steps])
    curvature = np.diag((plus + minus - 2.0 * here) / _STEP**2)
    for row in range(len(theta)):
        for column in range(row):
            mixed = _loss(theta + steps[row] + steps[column], rows, counts) - plus[row] - plus[column] + here
            curvature[row, column] = curvature[column, row] = mixed / _STEP**2
    return (plus - minus) / (2.0 * _STEP), curvature


def _loss(theta: Numbers, rows: Numbers, counts: Numbers) -> float:
    """Minus log likelihood; ratios of gamma functions at whole numbers are running sums, so none is needed."""
    r, alpha, a, b = np.exp(theta)
    repeats, last_after, age = rows[:, 0].astype(np.int64), rows[:, 1], rows[:, 2]
    steps = np.arange(int(repeats.max()) + 2)
    rising = np.append(0.0, np.cumsum(np.log(r + steps)))[repeats]
    staying = np.append(0.0, np.cumsum(np.log((b + steps) / (a + b + steps))))
    living = staying[repeats + 1] - (r + repeats) * np.log(alpha + age)
    dead = np.log(a / (a + b + repeats)) + staying[repeats] - (r + repeats) * np.log(alpha + last_after)
    likelihood = counts @ (rising + r * np.log(alpha) + np.logaddexp(living, dead))
    return float(0.5 * _PRECISION * ((theta - _USUAL) ** 2).sum() - likelihood)
