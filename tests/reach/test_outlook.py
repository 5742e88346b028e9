"""The expected figures, against going through every case."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from kreds.reach.assumptions import USUAL
from kreds.reach.exposure import exposure_of
from kreds.reach.gate import gate_of, taste
from kreds.reach.outlook import outlook, seen
from tests.reach.networks import invented


def test_expected_figures_are_what_counting_gives() -> None:
    """Views near and far, relevant ones and reactions of a network of four, over all that can happen."""
    assumed = replace(
        USUAL, quality_spread=0.0, sample_share=0.3, strong_reacts=0.7, average_reacts=0.4, threshold=0.3, softness=0.2,
        rest_share=0.5,
    )  # fmt: skip
    exposure = exposure_of(invented(4), assumed)
    tasting = taste(exposure, gate_of(assumed))
    reacts, grown = (float(one[0]) for one in exposure.beyond_at(np.zeros(1)))
    sums = np.zeros(6)
    # Each is never shown it; is shown it later; reacts later; is in the tasting; reacts there.
    for case in product(range(5), repeat=4):
        early = np.array([one >= 3 for one in case])
        first = np.array([one == 4 for one in case])
        late = np.array([one in (1, 2) for one in case])
        then = np.array([one == 2 for one in case])
        s, t, p = exposure.sampled, exposure.later, exposure.chance
        each = np.choose(case, [(1 - s) * (1 - t), (1 - s) * t * (1 - p), (1 - s) * t * p, s * (1 - p), s * p])
        for opened in (False, True):
            h = float(tasting.opens[int(first.sum())])
            chance = float(np.prod(each)) * (h if opened else 1.0 - h)
            shown = early | late if opened else early
            reacting = first | then if opened else first
            beyond = float((exposure.beyond * reacting).sum()) * grown * opened
            fitting = float((exposure.beyond * exposure.beyond_fit * reacting).sum()) * grown * opened
            sums += chance * np.array([
                opened, shown.sum(), beyond, (shown * exposure.fit).sum(), fitting, reacting.sum() + beyond * reacts,
            ])  # fmt: skip
    told = outlook(tasting)
    found = [told.chance, told.first, told.second, told.relevant_first, told.relevant_second, told.reactions]
    assert found == pytest.approx(sums.tolist(), abs=1e-10)
    assert seen(tasting).sum() == pytest.approx(told.first)


def test_a_shared_chance_of_zero_is_no_error() -> None:
    """A network that nobody of reacts is seen in the tasting and nowhere else."""
    exposure = replace(exposure_of(invented(50)), chance=np.zeros(50))
    told = outlook(taste(exposure, gate_of()))
    assert told.second == 0.0
    assert told.reactions == 0.0
    assert told.first == pytest.approx(told.sampled, rel=0.02)
