"""What the person's answers say of the chances that were told: told too low or too high, too far apart or too close."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

SHIFT_SD, SLOPE_SD = 1.0, 0.05
"""How far the answers are expected to move the chances: in log-odds, and as a factor of them."""
_ROUNDS = 30
_EDGE = 1e-9


class Calibration(NamedTuple):
    """Log-odds as they are: ``shift`` plus ``slope`` times those that were told (Platt, 1999)."""

    shift: float = 0.0
    slope: float = 1.0

    def chance(self, told: NDArray[np.float64]) -> NDArray[np.float64]:
        """The chances as they are, for those that were told."""
        moved = self.shift + self.slope * _log_odds(told)
        return np.asarray(np.round(1.0 / (1.0 + np.exp(-np.clip(moved, -40.0, 40.0))), 9), dtype=np.float64)


def calibrated(told: Sequence[float], answers: Sequence[bool]) -> Calibration:
    """What chances that were told and the answers to them make likeliest, with a Gaussian prior on no change.

    >>> calibrated([], [])
    Calibration(shift=0.0, slope=1.0)
    """
    if not len(told):
        return Calibration()
    odds, yes = _log_odds(np.asarray(told, dtype=np.float64)), np.asarray(answers, dtype=np.float64)
    shift, slope = 0.0, 1.0
    for _ in range(_ROUNDS):
        chance = 1.0 / (1.0 + np.exp(-(shift + slope * odds)))
        wrong, doubt = yes - chance, chance * (1.0 - chance)
        pull = np.array([wrong.sum() - shift / SHIFT_SD**2, (wrong * odds).sum() - (slope - 1.0) / SLOPE_SD**2])
        across = (doubt * odds).sum()
        bend = [[doubt.sum() + SHIFT_SD**-2, across], [across, (doubt * odds**2).sum() + SLOPE_SD**-2]]
        step = np.linalg.solve(np.array(bend), pull)
        shift, slope = shift + float(step[0]), max(0.1, slope + float(step[1]))
    return Calibration(round(shift, 6), round(slope, 6))


def _log_odds(chance: NDArray[np.float64]) -> NDArray[np.float64]:
    held = np.clip(chance, _EDGE, 1.0 - _EDGE)
    return np.asarray(np.log(held / (1.0 - held)), dtype=np.float64)
