"""From a score to soft memberships, and to the honest fourth answer."""

import math

import narwhals as nw
import numpy as np
import polars as pl
import pytest

from kreds.ties.levels import STRONG_CUT, WORTHLESS_CUT, memberships, p_average, strength


def memberships_of(score: float, spread: float) -> tuple[float, float, float]:
    """p_worthless, p_average, p_strong."""
    frame = nw.from_native(pl.DataFrame({"score": [score], "spread": [spread]}))
    row = frame.with_columns(*memberships()).with_columns(p_average())
    return row["p_worthless"].item(), row["p_average"].item(), row["p_strong"].item()


@pytest.mark.parametrize("score", [-3.0, -0.5, 0.0, 1.7, 4.1, 7.0])
@pytest.mark.parametrize("spread", [0.0, 1.0, 4.0])
def test_memberships_are_those_of_an_ordered_logit_with_an_uncertain_score(score: float, spread: float) -> None:
    """The closed form stays within two points of a hundred of the integral over the score it stands for."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(80)
    scores = score + math.sqrt(spread) * nodes
    weights = weights / weights.sum()
    worthless = float((weights / (1 + np.exp(scores - WORTHLESS_CUT))).sum())
    strong = float((weights / (1 + np.exp(STRONG_CUT - scores))).sum())

    told = memberships_of(score, spread)

    assert told == pytest.approx((worthless, 1 - worthless - strong, strong), abs=0.02)


def test_on_a_cut_the_two_sides_are_even() -> None:
    """At a cut half of the chance lies below it, however wide the spread."""
    assert memberships_of(WORTHLESS_CUT, 3.0)[0] == pytest.approx(0.5)
    assert memberships_of(STRONG_CUT, 3.0)[2] == pytest.approx(0.5)


def test_a_wider_spread_pulls_towards_doubt() -> None:
    """The less is known, the less sure is the likeliest level."""
    sure, unsure = memberships_of(-2.0, 0.5), memberships_of(-2.0, 4.0)

    assert sure[0] > unsure[0] > 0.5


def test_strength_is_half_in_the_middle_of_average() -> None:
    """The scale runs from 0 to 1 around the middle between the cuts."""
    frame = nw.from_native(pl.DataFrame({"score": [-40.0, (WORTHLESS_CUT + STRONG_CUT) / 2, 40.0]}))

    assert frame.select(strength())["strength"].to_list() == pytest.approx([0.0, 0.5, 1.0], abs=1e-6)
