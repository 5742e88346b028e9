"""From how much speaks for each pair to how likely it is, when nobody is two people of the other side.

If Anna is the Anna of one line she is not the Anna of the next; and a line that is somebody else's is not hers. The
chances of all pairs together are those of a monomer-dimer system, worked out by passing messages along the pairs
(Heilmann and Lieb, 1972; exact where no circle of candidates closes, Bayati, Shah and Sharma, 2008, for the method).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
ROUNDS = 30
DAMPING = 0.5
PRIOR_ROUNDS = 8
LEAST_SHARE, FIRST_SHARE = 0.01, 0.3
"""The share of the shorter list that is taken to be on the other: at least, and before anything was looked at."""


def numbered(keys: Sequence[str]) -> NDArray[np.int64]:
    """Each key's place among the keys, in their order."""
    _, places = np.unique(np.asarray(keys, dtype=str), return_inverse=True)
    return np.asarray(places, dtype=np.int64).reshape(-1)


def exclusive(odds: Numbers, left: NDArray[np.int64], right: NDArray[np.int64], *, rounds: int = ROUNDS) -> Numbers:
    """The chance of each pair, given the odds it would have alone and who stands on its two sides."""
    if not len(odds):
        return np.zeros(0)
    rightward, leftward = np.ones(len(odds)), np.ones(len(odds))
    for _ in range(rounds):
        rightward = DAMPING * rightward + (1 - DAMPING) * _free(odds * leftward, left)
        leftward = DAMPING * leftward + (1 - DAMPING) * _free(odds * rightward, right)
    alone = odds * rightward * leftward
    return np.round(alone / (1.0 + alone), 9)


def _free(claims: Numbers, side: NDArray[np.int64]) -> Numbers:
    """For each pair the chance that the one on this side is nobody else's."""
    total = np.bincount(side, weights=claims)
    return np.asarray(1.0 / (1.0 + np.maximum(total[side] - claims, 0.0)), dtype=np.float64)


def prior_odds(weights: Numbers, left: NDArray[np.int64], right: NDArray[np.int64], *, sizes: tuple[int, int]) -> float:
    """The odds that two random people of the two lists are one human, so that they agree with what is found.

    Args:
        weights: how many times likelier each candidate pair's agreement is among the same than among others.
        sizes: how many people stand in each list.
    """
    few, all_pairs = min(sizes), float(sizes[0]) * float(sizes[1])
    share = FIRST_SHARE
    for _ in range(PRIOR_ROUNDS):
        found = float(exclusive(weights * share * few / all_pairs, left, right, rounds=10).sum())
        share = min(1.0, max(LEAST_SHARE, found / few))
    return round(share, 3) * few / all_pairs
