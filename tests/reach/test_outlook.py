"""The expected figures, against going through every case."""

from dataclasses import replace
from itertools import product
from math import exp

import numpy as np
import pytest

from kreds.reach.assumptions import USUAL
from kreds.reach.exposure import exposure_of
from kreds.reach.gate import gate_of, taste
from kreds.reach.outlook import outlook, seen
from tests.reach.networks import invented


def test_expected_figures_are_what_counting_gives() -> None:
    """Views near and far, relevant ones and reactions of a network of four, over all that can happen in all stages."""
    assumed = replace(
        USUAL, quality_spread=0.0, sample_share=0.3, strong_reacts=0.7, average_reacts=0.4, threshold=0.3, softness=0.2,
        rest_share=0.5, later_threshold=0.35,
    )  # fmt: skip
    exposure = exposure_of(invented(4), assumed)
    tasting = taste(exposure, gate_of(assumed))
    reacts, grown = (float(one[0]) for one in exposure.beyond_at(np.zeros(1)))
    s, t, p = exposure.sampled, exposure.later, exposure.chance
    rate = float(((1 - s) * t * p).sum() / ((1 - s) * t).sum())
    passing = 1.0 / (1.0 + exp(-(rate - 0.35) / (0.2 * 0.35 / 0.3)))
    assert 0.2 < passing < 0.8
    ends = (1.0 - passing, passing * (1.0 - passing), passing**2)
    sums, stages = np.zeros(6), np.zeros((3, 2))
    # Each is never shown it; sees it or reacts in the tasting, or in one of three parts after it.
    never, in_tasting = (-1, False), [(0, False), (0, True)]
    after = [(part, reacting) for part in (1, 2, 3) for reacting in (False, True)]
    for case in product([never, *in_tasting, *after], repeat=4):
        part, moved = (np.array(one) for one in zip(*case, strict=True))
        each = np.where(part < 0, (1 - s) * (1 - t), np.where(part == 0, s, (1 - s) * t / 3))
        each = each * np.where(part < 0, 1.0, np.where(moved, p, 1 - p))
        opens = float(tasting.opens[int((moved & (part == 0)).sum())])
        for reached, often in enumerate((1.0 - opens, *(opens * one for one in ends))):
            chance = float(np.prod(each)) * often
            shown = (part >= 0) & (part <= reached)
            reacting = shown & moved
            carries = exposure.beyond * reacting * np.where(part == 0, reached / 3, 1.0) * grown
            beyond, fitting = float(carries.sum()), float((carries * exposure.beyond_fit).sum())
            near = shown.sum(), (shown * exposure.fit).sum(), reacting.sum() + beyond * reacts
            sums += chance * np.array([reached > 0, near[0], beyond, near[1], fitting, near[2]])
            for stage in range(1, reached + 1):
                stages[stage - 1] += chance * np.array([1.0, (part == stage).sum()])
    told = outlook(tasting)
    found = [told.chance, told.first, told.second, told.relevant_first, told.relevant_second, told.reactions]
    assert found == pytest.approx(sums.tolist(), abs=1e-10)
    assert seen(tasting).sum() == pytest.approx(told.first)
    for one, (chance, first) in zip(told.stages, stages, strict=True):
        assert (one.chance, one.first) == pytest.approx((chance, first / chance), abs=1e-10)


def test_a_shared_chance_of_zero_is_no_error() -> None:
    """A network that nobody of reacts is seen in the tasting and nowhere else."""
    exposure = replace(exposure_of(invented(50)), chance=np.zeros(50))
    told = outlook(taste(exposure, gate_of()))
    assert told.second == 0.0
    assert told.reactions == 0.0
    assert told.first == pytest.approx(told.sampled, rel=0.02)
