"""How many react: exact distributions of a sum of unequal chances, for a fixed list and for a random sample.

A list of people who each react with a chance of their own gives the Poisson-binomial distribution. Its characteristic
function is taken apart by power sums: log of prod(1 + p z) is the sum over m of (-1)^(m+1) z^m / m times sum(p^m),
which converges because |z| <= 2 and p is small here; larger chances are multiplied in one by one. One Fourier
transform gives every probability (Hong, CSDA 59, 2013), with an absolute error of some 1e-14.
"""

import math

import numpy as np
from numpy.typing import NDArray

from kreds.reach.curves import Numbers, Whole, log_beta, log_choose

SMALL = 0.4
"""Chances up to here go by power sums."""
_LOST = 1e-17
_DECAY = -math.log(_LOST)
_BLOCK = 2_000_000
_COLUMNS = 1024
_LITTLE = 60_000
Waves = NDArray[np.complex128]


def span(mean: float, variance: float) -> int:
    """So many values hold all but 1e-17 of a sum of independent yes-or-no with this mean and variance (Bernstein)."""
    third = _DECAY / 3.0
    return math.ceil(mean + third + math.sqrt(third**2 + 2.0 * _DECAY * variance)) + 1


def of_list(chance: Numbers, count: Numbers | None = None, *, most: int | None = None) -> Numbers:
    """The distribution of how many of a list react: Poisson-binomial.

    Args:
        chance: each one's chance to react, shape (n,), or several lists at once, shape (q, n).
        count: how many people each column stands for, shape (n,); a whole number where a chance is above `SMALL`.
        most: how many values to give at least; by default as many as hold all but 1e-17.

    Returns:
        Shape (values,) or (q, values): the chance that exactly 0, 1, 2 ... react.

    >>> np.round(of_list(np.array([0.5, 0.5, 1.0])), 6)[:4].tolist()
    [0.0, 0.25, 0.5, 0.25]
    """
    lists = np.atleast_2d(chance)
    many = np.ones(lists.shape[1]) if count is None else count
    # Not by BLAS: where other programs use the processors its threads wait for each other longer than they work.
    mean = np.einsum("qn,n->q", lists, many)
    variance = mean - np.einsum("qn,qn,n->q", lists, lists, many)
    held = max((span(float(m), max(float(v), 0.0)) for m, v in zip(mean, variance, strict=True)), default=1)
    length = max(min(held, math.ceil(many.sum()) + 1), most or 1)
    size = _smooth(length)
    turned = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size) - 1.0
    largest = lists.max(axis=0, initial=0.0)
    order = np.argsort(largest)
    # Where there is little to do, multiplying everything at once beats many short steps.
    line = SMALL if lists.size * len(turned) > _LITTLE else -1.0
    small = order[: int(np.searchsorted(largest[order], line, side="right"))]
    is_large = largest > line
    log = _by_power_sums(lists, many, small, turned)
    characteristic = np.exp(log) * _one_by_one(lists[:, is_large], many[is_large], turned)
    values = np.maximum(np.fft.irfft(characteristic, size, axis=1)[:, :length], 0.0)
    return values[0] if chance.ndim == 1 else values


def _smooth(length: int) -> int:
    """The next length that a Fourier transform is fast at: an even number of small factors."""
    power = 1 << max(1, (length - 1).bit_length())
    return min(size for size in (power, power * 3 // 4, power * 5 // 8) if size >= length and size % 2 == 0)


def terms(largest: float) -> int:
    """So many terms of a power series in 2 p are exact to the last digit."""
    return 1 if largest <= 0.0 else max(2, math.ceil(_DECAY / -math.log(2.0 * min(largest, SMALL))))


def _by_power_sums(lists: Numbers, count: Numbers, small: Whole, turned: Waves) -> Waves:
    """The logarithm of the characteristic function, shape (q, frequencies); ``small`` are columns, least first.

    A block of columns at a time, so that it stays in the processor's cache, with only as many powers as it needs.
    """
    sums = np.zeros((len(lists), terms(SMALL)))
    for start in range(0, len(small), _COLUMNS):
        columns = small[start : start + _COLUMNS]
        part, times = lists[:, columns], count[columns]
        power = part.copy()
        sums[:, 0] += power @ times
        for m in range(1, terms(float(part.max()))):
            power *= part
            sums[:, m] += power @ times
    log = np.zeros((len(lists), len(turned)), dtype=np.complex128)
    z = np.ones_like(turned)
    for m in range(int(np.flatnonzero(sums.any(axis=0)).max(initial=-1)) + 1):
        z = z * turned
        log += sums[:, m, None] * ((-1.0) ** m / (m + 1) * z)[None, :]
    return log


def _one_by_one(chance: Numbers, count: Numbers, turned: Waves) -> Waves:
    """The same, multiplied, for large chances."""
    product = np.ones((len(chance), len(turned)), dtype=np.complex128)
    step = max(1, _BLOCK // len(turned))
    for start in range(0, chance.shape[1], step):
        part, times = chance[:, start : start + step], count[start : start + step]
        for row, ones in enumerate(part):
            factors = 1.0 + ones[:, None] * turned[None, :]
            if (times != 1.0).any():
                factors **= times[:, None]
            product[row] *= np.multiply.reduce(factors, axis=0)
    return product


def of_sample(chance: Numbers, size: int) -> Numbers:
    """How many react in a sample of ``size`` drawn at random without replacement from all: exact.

    Who reacts if shown does not depend on who is drawn. So let everybody decide first: M of the n would react
    (Poisson-binomial), and the sample holds K of these M: hypergeometric. P(K) is the mixture over M. It equals the
    dynamic program over (drawn, reacting) at a small part of its cost.

    Args:
        chance: each one's chance to react when shown, shape (n,).
        size: how many are drawn, at most n.

    Returns:
        Shape (size + 1,).

    Raises:
        ValueError: the sample is larger than the network.
    """
    n = len(chance)
    if not 0 <= size <= n:
        raise ValueError("a sample is drawn from those that are there")
    willing = of_list(chance)
    would = np.flatnonzero(willing > _LOST).astype(np.float64)
    drawn = np.arange(size + 1, dtype=np.float64)
    log = log_choose(would[:, None], drawn[None, :]) + log_choose(n - would[:, None], size - drawn[None, :])
    log -= log_choose(np.array([float(n)]), np.array([float(size)]))
    mixture: Numbers = willing[would.astype(np.int64)] @ np.exp(log)
    return mixture


def of_equals(n: int, a: float, b: float) -> Numbers:
    """How many of ``n`` alike react to a post whose common chance is Beta(a, b): beta-binomial, shape (n + 1,).

    Its variance is n p (1-p) (1 + (n-1) rho) with rho = 1 / (a + b + 1): viewers of one post are alike in that it is
    a good one or not, so most posts die and a few fly.
    """
    k = np.arange(n + 1, dtype=np.float64)
    whole = np.full(n + 1, float(n))
    log = log_choose(whole, k) + log_beta(k + a, n - k + b) - log_beta(np.array([a]), np.array([b]))
    return np.exp(log)


def at_least(values: Numbers, least: int) -> float:
    """The chance of ``least`` or more.

    >>> at_least(np.array([0.5, 0.3, 0.2]), 1)
    0.5
    """
    return float(values[least:].sum())


def tail_of_list(chance: Numbers, least: int) -> float:
    """The chance that at least ``least`` of a list react, by a dynamic program of positive terms only: O(n least).

    Exact to the last digits also where it is tiny; for a few hundred people.
    """
    reached = np.zeros(least + 1)
    reached[0] = 1.0
    for p in chance.tolist():
        passed = reached[:-1] * p
        reached[:-1] *= 1.0 - p
        reached[1:] += passed
    return float(reached[least])
