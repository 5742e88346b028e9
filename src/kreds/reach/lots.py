"""Random numbers that belong to somebody: the same seed and the same relation draw the same lot, whoever else is there.

So a network before and after a change is compared with the same luck (common random numbers, science.md 3.3): letting
somebody go leaves the lots of all others as they were. The mixing function is that of SplitMix64 (Steele, Lea, Flood
2014).
"""

import numpy as np
from numpy.typing import NDArray

from kreds.reach.curves import Numbers, Whole

Keys = NDArray[np.uint64]
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_THIRTY, _TWENTY_SEVEN, _THIRTY_ONE, _ELEVEN = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_UNIT = 2.0**-53


def keys(seed: int, ids: Whole, purpose: int) -> Keys:
    """One key for each id and purpose, shape (n,): the beginning of its own row of lots."""
    start = mixed(np.array([(seed + purpose * int(_GOLDEN)) % 2**64], dtype=np.uint64))
    return mixed(ids.astype(np.uint64) ^ start)


def mixed(value: Keys) -> Keys:
    """Each number scattered over all 64 bits."""
    with np.errstate(over="ignore"):
        value = value + _GOLDEN
        value = (value ^ (value >> _THIRTY)) * _FIRST
        value = (value ^ (value >> _TWENTY_SEVEN)) * _SECOND
        return value ^ (value >> _THIRTY_ONE)


def uniforms(of: Keys, place: int | Keys) -> Numbers:
    """The lot at ``place`` of each row of lots, in (0, 1)."""
    with np.errstate(over="ignore"):
        step = np.uint64(place) if isinstance(place, int) else place
        drawn = mixed(of + step * _GOLDEN)
    return ((drawn >> _ELEVEN).astype(np.float64) + 0.5) * _UNIT
