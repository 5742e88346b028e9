"""The quick cases that a fit asks for are those of the exact model."""

from dataclasses import replace
from math import lgamma

import numpy as np
import pytest

from kreds.reach.assumptions import USUAL
from kreds.reach.calibration import FITTED
from kreds.reach.cases import PostCases, reacting_oftener
from kreds.reach.chance import chances
from kreds.reach.curves import log_gamma
from kreds.reach.exposure import exposure_of
from kreds.reach.gate import gate_of, taste
from kreds.reach.grouping import grouped
from kreds.reach.what_if import moved
from tests.reach.networks import invented


@pytest.mark.parametrize("n", [200, 1_400, 30_000])
def test_quick_cases_are_the_exact_ones(n: int) -> None:
    """Under various assumptions: the chance to go on within 1e-4, reactions with and without within 0.1 percent."""
    group, lots = grouped(invented(n), coarse=True), np.random.default_rng(n)
    quick = PostCases(group, USUAL)
    for _ in range(4):
        assumed = replace(USUAL, **{name: moved(name, getattr(USUAL, name), lots.normal()) for name in FITTED})
        exposure = exposure_of(group.network, assumed, chance=chances(group.network, assumed).mean, count=group.count)
        found = quick.tried(exposure, gate_of(assumed))
        exact = taste(exposure, gate_of(assumed), nodes=len(found.z))
        opens, k = exact.opens[: exact.reactions.shape[1]], np.arange(exact.reactions.shape[1])
        assert found.opened[0] @ found.weight == pytest.approx(exact.chance_to_pass, abs=1e-4)
        for told, passing in ((found.opened, opens), (found.stopped, 1.0 - opens)):
            chance = exact.reactions * passing
            share = chance.sum(axis=1)
            likely = share > 1e-3
            mean = (chance @ k / np.maximum(share, 1e-12))[likely]
            assert told[0][likely] == pytest.approx(share[likely], abs=1e-3)
            assert told[1][likely] == pytest.approx(mean, rel=1e-3, abs=1e-3)


def test_reacting_oftener_is_read_from_between() -> None:
    """What everybody's chance becomes in between is what it is when worked out, to a thousandth of the odds."""
    group = grouped(invented(1_400), coarse=True)
    quick = PostCases(group, USUAL)
    for oftener in (-1.3, -0.4, 0.0, 0.13, 0.9):
        told = quick.of(reacting_oftener(USUAL, oftener), oftener=oftener)
        exact = PostCases(group, USUAL).of(reacting_oftener(USUAL, oftener))
        assert told.reactions == pytest.approx(exact.reactions, rel=2e-3)
        assert np.exp(told.log_weight) == pytest.approx(np.exp(exact.log_weight), abs=1e-3)


def test_the_logarithm_of_gamma_is_one() -> None:
    """From the smallest to the largest counts it is that of the standard library."""
    value = np.exp(np.linspace(-30.0, 40.0, 400))
    assert log_gamma(value) == pytest.approx([lgamma(one) for one in value], rel=1e-9, abs=1e-9)


def test_grades_melt_into_one_in_a_large_network() -> None:
    """Where luck scatters hardly anything, neighbors still overlap: no needles that a walk gets caught on."""
    group = grouped(invented(30_000), coarse=True)
    found = PostCases(group, USUAL).of(USUAL)
    grades = len(found.reactions) // 4
    occurs = found.log_weight.reshape(4, grades) > np.log(1e-4)
    both = occurs[:, :-1] & occurs[:, 1:]
    for values, variance in ((found.reactions, found.reactions_variance), (found.views, found.views_variance)):
        by_end, width = values.reshape(4, grades), np.sqrt(variance.reshape(4, grades))
        apart = np.abs(np.diff(by_end, axis=1))
        assert (width[:, :-1] + width[:, 1:] >= 0.75 * apart)[both].all()
