"""How well a score ranks those who were in touch again above those who were not."""

import numpy as np
from numpy.typing import NDArray


def quality(label: NDArray[np.bool_], score: NDArray[np.float64]) -> tuple[float, float]:
    """ROC-AUC and average precision; equal scores share their ranks.

    Args:
        label: which of them are the ones to be found; some, and not all.
        score: the higher, the earlier.

    >>> quality(np.array([True, False, True]), np.array([3.0, 2.0, 1.0]))
    (0.5, 0.8333333333333333)
    """
    values, place, counts = np.unique(-score, return_inverse=True, return_counts=True)
    hits = np.bincount(place, weights=label, minlength=len(values))
    found, seen = np.cumsum(hits), np.cumsum(counts)
    positives, negatives = found[-1], seen[-1] - found[-1]
    above = (found - hits / 2) @ (counts - hits)
    return float(above / (positives * negatives)), float(hits @ (found / seen) / positives)
