"""What is expected of the others when one relation is taken out, for everybody at once, without doing it n times.

Let K be how many react, a sum of independent yes-or-no of which relation j's has chance p, and D the forward
difference. Then E[f(K)] = E[(1 + p D) f (K without j)], so

    E[f(K without j)] = E[(1 + p D)^-1 f (K)] = sum over m of (-p)^m E[D^m f (K)]:

one polynomial in p, whose coefficients are the same for everybody. It converges for p below a half and is exact to the
last digits for p <= `SMALL`. For larger p the factor is divided out of the distribution (or undone in the function) by
a recursion that runs in the direction in which errors shrink.
"""

import numpy as np

from kreds.reach.curves import Numbers, Whole
from kreds.reach.reactions import SMALL, terms

_COLUMNS = 1024
_LOST = 1e-16


def differences(values: Numbers, number: int, keep: int) -> Numbers:
    """The first ``number`` forward differences (the 0th first) at the first ``keep`` places.

    Args:
        values: shape (..., at least keep + number - 1).
        number: how many.
        keep: how many places of each.

    Returns:
        Shape (..., number, keep).

    >>> differences(np.array([0.0, 1.0, 4.0, 9.0]), 3, 2).tolist()
    [[0.0, 1.0], [1.0, 3.0], [2.0, 2.0]]
    """
    rows = np.empty((*values.shape[:-1], number, keep))
    for m in range(number):
        rows[..., m, :] = values[..., :keep]
        values = values[..., 1:] - values[..., :-1]
    return rows


def undone(values: Numbers, chance: Numbers) -> Numbers:
    """The function g with (1 - p) g(k) + p g(k + 1) = values(k), taken as level beyond the last place.

    Args:
        values: shape (..., e, k).
        chance: p, shape (e,).

    Returns:
        Shape (..., e, k). For p >= a half the first value is free (the equation does not bind it): that of ``values``.
    """
    found = np.empty(np.broadcast_shapes(values.shape, (len(chance), 1)))
    p, last = chance, values.shape[-1] - 1
    high = p >= 0.5
    low_p, high_p = np.where(high, 0.0, p), np.where(high, p, 1.0)
    at = values[..., last]
    found[..., last] = at
    for k in range(last - 1, -1, -1):
        at = (values[..., k] - low_p * at) / (1.0 - low_p)
        found[..., k] = at
    if high.any():
        up = values[..., 0]
        found[..., 0] = np.where(high, up, found[..., 0])
        for k in range(last):
            up = (values[..., k] - (1.0 - high_p) * up) / high_p
            found[..., k + 1] = np.where(high, up, found[..., k + 1])
    return found


def divided(reactions: Numbers, chance: Numbers) -> Numbers:
    """Distributions with one person of each chance taken out, shape (e, k); ``reactions`` has shape (e, k).

    Mirrored it is the equation of `undone`, with nothing beyond the first place.
    """
    padded = np.concatenate([reactions[..., ::-1], np.zeros((*reactions.shape[:-1], 1))], axis=-1)
    high = chance >= 0.5
    found = undone(padded, np.where(high, 0.25, chance))[..., :-1][..., ::-1]
    if high.any():
        p = chance[high]
        left = np.zeros((len(p), reactions.shape[-1]))
        for k in range(reactions.shape[-1] - 1, 0, -1):
            left[:, k - 1] = (reactions[high, k] - (1.0 - p) * left[:, k]) / p
        found = found.copy()
        found[high] = left
    return np.asarray(found)


def blocks(chance: Numbers) -> tuple[list[tuple[Whole, int]], Whole]:
    """Columns whose chances are all small, in blocks with how many terms each needs; and the other columns.

    ``chance`` has shape (q, n).
    """
    largest = chance.max(axis=0, initial=0.0)
    order = np.argsort(largest)
    small = order[: int(np.searchsorted(largest[order], SMALL, side="right"))]
    found = []
    for start in range(0, len(small), _COLUMNS):
        columns = small[start : start + _COLUMNS]
        found.append((columns, terms(float(largest[columns].max()))))
    return found, np.flatnonzero(largest > SMALL)


def enough(size: Numbers, chance: float) -> int:
    """So many terms of a polynomial in p matter for p up to ``chance``: the rest is below the last digits.

    ``size`` (terms,) is how large each coefficient is beside the result. A smooth function has small differences, so
    far fewer terms matter than `kreds.reach.reactions.terms` must allow for.
    """
    told = size * chance ** np.arange(len(size)) > _LOST
    return max(2, int(np.flatnonzero(told).max(initial=0)) + 1)


def without_each(reactions: Numbers, functions: Numbers, chance: Numbers) -> Numbers:
    """E[f(K without j)] for several functions, every grade of quality and every relation.

    Args:
        reactions: the distribution of K at each grade, shape (q, values).
        functions: shape (f, values + terms or more).
        chance: of each relation to be one of the K, shape (q, n).

    Returns:
        Shape (f, q, n).
    """
    small, large = blocks(chance)
    number = terms(SMALL) if len(large) else max((needed for _, needed in small), default=1)
    values = reactions.shape[1]
    steps = differences(functions, number, values)
    expected = np.einsum("qk,fmk->fqm", reactions, steps)
    found = np.empty((len(functions), *chance.shape))
    size = np.abs(expected).max(axis=(0, 1)) / max(float(np.abs(functions).max()), 1e-300)
    for columns, _ in small:
        part = -chance[:, columns]
        needed = min(number, enough(size, float(-part.min(initial=0.0))))
        found[:, :, columns] = np.stack([_polynomial(row[:, :needed], part) for row in expected])
    if len(large):
        part = chance[:, large]
        wide = np.stack([_polynomial(row, -np.minimum(part, SMALL)) for row in expected])
        found[:, :, large] = wide
        grade, column = np.nonzero(part > SMALL)
        for start in range(0, len(grade), _COLUMNS):
            grades, columns = grade[start : start + _COLUMNS], large[column[start : start + _COLUMNS]]
            left = divided(reactions[grades], chance[grades, columns])
            found[:, grades, columns] = functions[:, :values] @ left.T
    return found


def _polynomial(expected: Numbers, part: Numbers) -> Numbers:
    """The sum over m of expected (q, m) times part (q, n) to the m, by Horner's rule."""
    sums = np.repeat(expected[:, -1:], part.shape[1], axis=1)
    for m in range(expected.shape[1] - 2, -1, -1):
        sums = sums * part + expected[:, m, None]
    return sums
