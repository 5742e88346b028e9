"""The stages after the gate: exact, in the right direction, and nothing new where every look is passed."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kreds.reach.assumptions import USUAL, Assumptions
from kreds.reach.exposure import Exposure, exposure_of
from kreds.reach.gate import gate_of, taste
from kreds.reach.influence import influence
from kreds.reach.network import Post
from kreds.reach.outlook import outlook
from kreds.reach.ranges import views_of
from kreds.reach.stages import STAGES, ending, onward, part_of, reached, reaching, rest_rate, rest_rate_without
from tests.reach.networks import invented, one_more

ASSUMED = st.builds(
    Assumptions,
    sample_share=st.floats(0.03, 0.3),
    strong_shown=st.floats(1.0, 6.0),
    later_threshold=st.floats(0.005, 0.05),
    softness=st.floats(0.002, 0.015),
    quality_spread=st.floats(0.0, 1.0),
    rest_share=st.floats(0.05, 0.5),
)


def test_shares_of_posts_add_up() -> None:
    """Every post that goes on gets to the first stage and ends with one; onward is the mean of how far they get."""
    passing = np.linspace(0.0, 1.0, 11)
    assert reaching(passing)[0].tolist() == [1.0] * 11
    assert ending(passing).sum(axis=0) == pytest.approx(np.ones(11))
    share = np.arange(1, STAGES + 1) / STAGES
    assert share @ ending(passing) == pytest.approx(onward(passing))
    assert (np.diff(onward(passing)) > 0.0).all()


def test_the_rate_of_the_rest_counts_people() -> None:
    """A row that stands for three counts as three rows, in the rate and in every expected figure."""
    exposure = exposure_of(invented(40))
    count = np.where(np.arange(40) % 2, 3.0, 1.0)
    rows = np.repeat(np.arange(40), count.astype(np.int64))
    told = outlook(taste(replace(exposure, count=count), gate_of(), nodes=25))
    assert told.views == pytest.approx(outlook(taste(exposure.only(rows), gate_of(), nodes=25)).views, rel=1e-9)
    tasting = taste(exposure, gate_of())
    shown = (1.0 - exposure.sampled) * exposure.later * count
    by_hand = [float((shown * chance).sum() / shown.sum()) for chance in tasting.chance]
    assert rest_rate(replace(exposure, count=count), tasting.chance) == pytest.approx(by_hand)


def test_the_stages_add_up_to_what_comes_after_the_tasting() -> None:
    """Each stage as often as a post gets there: together all later views, near and far; the curve has their mean."""
    tasting = taste(exposure_of(invented(900)), gate_of())
    told, spread = outlook(tasting), views_of(tasting)
    assert len(told.stages) == STAGES
    assert told.stages[0].chance == pytest.approx(told.chance)
    assert sum(one.chance * one.first for one in told.stages) == pytest.approx(told.first - told.sampled)
    assert sum(one.chance * one.second for one in told.stages) == pytest.approx(told.second)
    often = [one.chance for one in told.stages]
    assert often == sorted(often, reverse=True)
    assert 0.0 < told.whole.chance < told.chance
    assert told.whole.first + told.whole.second > spread.gone_on
    assert float(spread.weight.sum()) == pytest.approx(1.0)
    last = spread.weight.reshape(1 + STAGES, -1)[-1]
    assert float(last.sum()) == pytest.approx(told.whole.chance)
    whole = spread.mean.reshape(1 + STAGES, -1)[-1]
    assert float(last @ whole / last.sum()) == pytest.approx(told.whole.first + told.whole.second, rel=1e-9)


def test_where_every_look_is_passed_all_of_the_rest_comes() -> None:
    """With next to no threshold the model is the one without looks: onward is 1 and the whole rest is shown it."""
    tasting = taste(exposure_of(invented(400)), gate_of(replace(USUAL, later_threshold=1e-9)), nodes=25)
    assert tasting.onward == pytest.approx(np.ones(25))
    told, exposure = outlook(tasting), tasting.exposure
    usual = outlook(taste(exposure, gate_of(), nodes=25))
    assert [one.chance for one in told.stages] == pytest.approx([told.chance] * STAGES)
    assert usual.chance == told.chance
    assert usual.first < told.first
    # Who is later shown it and who opens the gate are others: nearly the rest times the chance.
    assert told.first - told.sampled == pytest.approx(float(exposure.rest.sum()) * told.chance, rel=0.01)


def test_a_threshold_that_nothing_reaches_leaves_one_part() -> None:
    """With a later threshold far above what anybody gives each post that goes on ends with the first part."""
    tasting = taste(exposure_of(invented(400)), gate_of(replace(USUAL, later_threshold=0.9)), nodes=25)
    told = outlook(tasting)
    assert tasting.onward.max() < 0.4
    assert told.whole.chance < 1e-4


def test_quality_decides_how_far_a_post_gets() -> None:
    """Views in the network are the mean over posts of all qualities, each with its own looks; good ones get further."""
    exposure, gate = exposure_of(invented(600)), gate_of()
    z, w = np.polynomial.hermite_e.hermegauss(60)
    each = [
        outlook(
            taste(replace(exposure, quality_spread=0.0, chance=exposure.at_quality(np.array([one]))[0]), gate)
        ).first
        for one in z
    ]
    assert outlook(taste(exposure, gate)).first == pytest.approx(float(w @ each / w.sum()), rel=1e-4)
    far = outlook(taste(exposure, gate, nodes=161))
    assert outlook(taste(exposure, gate)).first == pytest.approx(far.first, rel=1e-4)
    passing = taste(exposure, gate).passing
    assert (np.diff(passing) >= 0.0).all()


def test_a_post_that_asks_for_comments_gets_further() -> None:
    """Comments count for more in the later looks, as they do in the tasting."""
    exposure, asks = exposure_of(invented(500)), Post(comment_share=0.4)
    usual, better = (taste(exposure, gate_of(post=post), nodes=25) for post in (Post(), asks))
    assert (better.passing >= usual.passing).all()
    assert better.weight @ better.onward > usual.weight @ usual.onward + 0.02


@settings(max_examples=15, deadline=None)
@given(ASSUMED, st.integers(20, 300), st.integers(0, 99), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_who_always_reacts_never_stops_a_post(
    assumed: Assumptions, n: int, seed: int, sampled: float, later: float
) -> None:
    """One more relation that reacts to whatever it is shown lowers the passing of no grade."""
    exposure, gate = exposure_of(invented(n, seed), assumed), gate_of(assumed)
    more = one_more(exposure, sampled=sampled, later=later)
    assert (taste(more, gate, nodes=25).onward >= taste(exposure, gate, nodes=25).onward - 1e-12).all()


@settings(max_examples=15, deadline=None)
@given(ASSUMED, st.integers(66, 300), st.integers(0, 99))
def test_no_cliff_in_the_stages(assumed: Assumptions, n: int, seed: int) -> None:
    """Without one relation onward moves by no more than its part in the rate times the steepest slope."""
    exposure, gate = exposure_of(invented(n, seed), assumed), gate_of(assumed)
    tasting = taste(exposure, gate, nodes=13)
    weight = sum(share * one for share, one in gate.kinds) / gate.usual_weight
    steepest = weight * gate.threshold / (4.0 * gate.softness * gate.later_threshold)
    part = exposure.rest / (exposure.rest.sum() - exposure.rest)
    for grade, whole in zip(tasting.chance, tasting.onward, strict=True):
        moved = np.abs(onward(gate.passing(rest_rate_without(exposure, grade))) - whole)
        assert (moved <= part * steepest + 1e-12).all()


def test_the_rate_without_each_is_the_rate_of_the_others() -> None:
    """The closed form without a relation is the rate made anew without it."""
    exposure = exposure_of(invented(30))
    told = rest_rate_without(exposure, exposure.chance)
    for row in range(30):
        others = exposure.only(np.arange(30) != row)
        assert told[row] == pytest.approx(float(rest_rate(others, others.chance[None, :])[0]), rel=1e-12)


def emptied(exposure: Exposure, left: int) -> Exposure:
    """The same where only so many can be shown it after the tasting."""
    return replace(exposure, later=np.where(np.arange(len(exposure)) < left, exposure.later, 0.0))


@pytest.mark.parametrize("left", [0, 1])
def test_where_nobody_is_left_no_look_stops_a_post(left: int) -> None:
    """With nobody to show it to after the tasting, or one only, everything is finite and leaving one out holds."""
    exposure, gate = emptied(exposure_of(invented(80)), left), gate_of()
    tasting = taste(exposure, gate, nodes=13)
    assert (tasting.onward == 1.0).all() == (left == 0)
    told = influence(tasting)
    assert np.isfinite(told.views).all()
    for row in (0, 1, 40):
        others = outlook(taste(exposure.only(np.arange(80) != row), gate, nodes=13))
        assert told.views[row] == pytest.approx(others.views, rel=1e-9)


def test_lots_say_how_far_a_post_gets() -> None:
    """A smaller lot gets at least as far, a post that stops in the tasting nowhere, and parts are equally large."""
    lots = (np.arange(3_000) + 0.5) / 3_000
    stages = reached(np.ones(3_000, dtype=np.bool_), lots, 0.5)
    assert (np.diff(stages) <= 0).all()
    assert [int((stages == stage).sum()) for stage in (1, 2, 3)] == [1_500, 750, 750]
    assert not reached(np.zeros(3_000, dtype=np.bool_), lots, 0.5).any()
    assert np.bincount(part_of(lots)).tolist() == [0, 1_000, 1_000, 1_000]
