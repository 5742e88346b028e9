"""The few functions of numbers that the model needs and numpy does not have."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

_SHIFT = 8
"""Stirling's series is used from here on, where five terms of it are exact to the last digits."""
_LEAST = 1e-300
_CENTRAL = 0.02425
_GRID = 801

# Acklam's rational approximation of the normal quantile; relative error below 1.2e-9.
_A = (
    -39.69683028665376,
    220.9460984245205,
    -275.9285104469687,
    138.357751867269,
    -30.66479806614716,
    2.506628277459239,
)
_B = (-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1.0)
_C = (
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
)  # fmt: skip
_D = (0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1.0)


def sigmoid(value: Numbers) -> Numbers:
    """1 / (1 + exp(-value)), without overflow.

    >>> sigmoid(np.array([-1000.0, 0.0, 1000.0])).tolist()
    [0.0, 0.5, 1.0]
    """
    grown = np.exp(-np.abs(value))
    return np.where(value >= 0.0, 1.0, grown) / (1.0 + grown)


def logit(chance: Numbers) -> Numbers:
    """The log odds; endless at 0 and 1.

    >>> logit(np.array([0.5, 1.0])).tolist()
    [0.0, inf]
    """
    with np.errstate(divide="ignore"):
        return np.log(chance) - np.log1p(-chance)


def log_gamma(value: Numbers) -> Numbers:
    """The logarithm of the gamma function, for values between 1e-30 and 1e30, by Stirling's series at value + 8.

    The eight steps back take one logarithm: x (x+1) ... (x+7) is a product of four quadratics,
    (x+j) (x+7-j) = x^2 + 7x + j (7-j).

    >>> np.round(log_gamma(np.array([0.5, 1.0, 5.0])), 9).tolist()
    [0.572364943, 0.0, 3.17805383]
    """
    pair = value * (value + 7.0)
    below = np.log(pair * (pair + 6.0) * (pair + 10.0) * (pair + 12.0))
    high = value + 8.0
    inverse = 1.0 / (high * high)
    series: Numbers = (
        1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))
    ) / high
    whole: Numbers = (high - 0.5) * np.log(high) - high + 0.5 * np.log(2.0 * np.pi) + series - below
    return whole


def log_beta(a: Numbers, b: Numbers) -> Numbers:
    """The logarithm of the beta function."""
    return log_gamma(a) + log_gamma(b) - log_gamma(a + b)


def log_choose(n: Numbers, k: Numbers) -> Numbers:
    """The logarithm of "n choose k"; minus endless where k is below 0 or above n.

    >>> np.round(np.exp(log_choose(np.array([5.0, 5.0]), np.array([2.0, 6.0]))), 6).tolist()
    [10.0, 0.0]
    """
    inside = (k >= 0) & (k <= n)
    safe = np.where(inside, k, 0.0)
    value = log_gamma(n + 1.0) - log_gamma(safe + 1.0) - log_gamma(np.where(inside, n - safe, 0.0) + 1.0)
    return np.where(inside, value, -np.inf)


def normal_quantile(share: Numbers) -> Numbers:
    """The value below which a standard normal lies with this chance (Acklam's approximation).

    >>> np.round(normal_quantile(np.array([0.1, 0.5, 0.975])), 4).tolist()
    [-1.2816, 0.0, 1.96]
    """
    share = np.clip(share, _LEAST, 1.0 - 1e-16)
    middle = share - 0.5
    square = middle**2
    central = middle * np.polyval(_A, square) / np.polyval(_B, square)
    tail = np.sqrt(-2.0 * np.log(np.minimum(share, 1.0 - share)))
    outer = np.polyval(_C, tail) / np.polyval(_D, tail)
    return np.where(np.abs(middle) <= 0.5 - _CENTRAL, central, np.where(middle < 0.0, outer, -outer))


def beta_quantiles(a: Numbers, b: Numbers, shares: tuple[float, ...]) -> Numbers:
    """Quantiles of Beta(a, b), shape (len(a), len(shares)), by summing the density over log odds.

    In log odds the density is x^a (1-x)^b, which has one summit also where a < 1. Exact to about three digits.

    >>> np.round(beta_quantiles(np.array([2.0]), np.array([1.0]), (0.25, 0.81)), 3).tolist()
    [[0.5, 0.9]]
    """
    summit, width = np.log(a / b), 10.0 * np.sqrt(1.0 / a + 1.0 / b)
    low, high = np.minimum(-width, -14.0 / a), np.maximum(width, 14.0 / b)
    # Points are dense at the summit and sparse in the tails.
    part = np.linspace(-1.0, 1.0, _GRID)[None, :] ** 3
    odds = summit[:, None] + np.where(part < 0.0, -low[:, None], high[:, None]) * part
    density = -a[:, None] * np.logaddexp(0.0, -odds) - b[:, None] * np.logaddexp(0.0, odds)
    density = np.exp(density - density.max(axis=1, keepdims=True))
    mass = np.diff(odds, axis=1) * 0.5 * (density[:, 1:] + density[:, :-1])
    reached = np.concatenate([np.zeros((len(a), 1)), np.cumsum(mass, axis=1)], axis=1)
    reached /= reached[:, -1:]
    return np.stack([sigmoid(np.interp(shares, row, at)) for row, at in zip(reached, odds, strict=True)])
