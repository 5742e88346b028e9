"""The gate: exact, smooth and in the right direction."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kreds.reach.assumptions import USUAL, Assumptions
from kreds.reach.exposure import Exposure, exposure_of
from kreds.reach.gate import Gate, chance_to_pass, gate_of, most_from_one, opening, taste
from kreds.reach.influence import influence
from kreds.reach.network import Post
from tests.reach.networks import invented, one_more

ASSUMED = st.builds(
    Assumptions,
    sample_share=st.floats(0.03, 0.3),
    strong_shown=st.floats(1.0, 6.0),
    weak_shown=st.floats(0.05, 1.0),
    threshold=st.floats(0.015, 0.05),
    softness=st.floats(0.002, 0.015),
    quality_spread=st.floats(0.0, 1.0),
    comment_weight=st.floats(1.0, 6.0),
)


def by_hand(exposure: Exposure, gate: Gate) -> float:
    """The chance to pass by going through who is shown it, who reacts and how; posts do not differ."""
    total = 0.0
    states = [None, *range(len(gate.kinds))]
    for outcome in product(states, repeat=len(exposure)):
        chance, score = 1.0, 0.0
        for row, state in enumerate(outcome):
            reacting = float(exposure.sampled[row] * exposure.chance[row])
            if state is None:
                chance *= 1.0 - reacting
            else:
                share, weight = gate.kinds[state]
                chance *= reacting * share
                score += weight
        rate = score / gate.usual_weight / exposure.expected
        total += chance / (1.0 + np.exp(-np.clip((rate - gate.threshold) / gate.softness, -700, 700)))
    return total


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_gate_is_what_counting_gives(seed: int) -> None:
    """Exact for a small network: over who is shown the post, who reacts, and whether they like, comment or share it."""
    assumed = replace(
        USUAL, quality_spread=0.0, sample_share=0.4, strong_reacts=0.6, average_reacts=0.3, threshold=0.3,
        softness=0.1, comment_weight=3.0,
    )  # fmt: skip
    exposure, gate = exposure_of(invented(5, seed), assumed), gate_of(assumed)
    assert chance_to_pass(exposure, gate) == pytest.approx(by_hand(exposure, gate), abs=1e-12)


def test_quality_is_integrated_out() -> None:
    """The chance to pass is the mean over posts of all qualities, and more grades change nothing."""
    exposure, gate = exposure_of(invented(400)), gate_of()
    z, w = np.polynomial.hermite_e.hermegauss(60)
    each = [
        chance_to_pass(replace(exposure, quality_spread=0.0, chance=exposure.at_quality(np.array([one]))[0]), gate)
        for one in z
    ]
    assert chance_to_pass(exposure, gate) == pytest.approx(float(w @ each / w.sum()), abs=2e-5)
    assert chance_to_pass(exposure, gate, nodes=161) == pytest.approx(chance_to_pass(exposure, gate), abs=2e-5)


@settings(max_examples=15, deadline=None)
@given(ASSUMED, st.integers(60, 400), st.integers(0, 99))
def test_no_cliff(assumed: Assumptions, n: int, seed: int) -> None:
    """Letting one relation go moves the chance to pass by no more than the stated bound, which shrinks like 1/n."""
    tasting = taste(exposure_of(invented(n, seed), assumed), gate_of(assumed), nodes=25)
    moved = np.abs(influence(tasting).on_chance)
    assert moved.max() <= most_from_one(tasting) + 1e-9


def test_the_bound_shrinks_with_the_network() -> None:
    """In a network ten times as large a single relation can move at most about a tenth as much."""
    bounds = [most_from_one(taste(exposure_of(invented(n)), gate_of())) * n for n in (1_000, 10_000)]
    assert bounds[1] == pytest.approx(bounds[0], rel=0.2)


@settings(max_examples=15, deadline=None)
@given(ASSUMED, st.integers(20, 300), st.integers(0, 99), st.floats(0.2, 1.0))
def test_who_always_reacts_never_lowers_the_gate(assumed: Assumptions, n: int, seed: int, sampled: float) -> None:
    """One more relation that reacts to whatever it is shown does not make a post die."""
    exposure, gate = exposure_of(invented(n, seed), assumed), gate_of(assumed)
    more = one_more(exposure, sampled=sampled * assumed.sample_share)
    assert chance_to_pass(more, gate, nodes=25) >= chance_to_pass(exposure, gate, nodes=25) - 1e-12


def test_letting_worthless_relations_go_one_by_one_never_lowers_the_gate() -> None:
    """Half a pruning is not worse than none: nothing is rounded (science.md 3.1, the integer effect)."""
    network = invented(300)
    chance = exposure_of(network).chance
    order = np.argsort(chance)
    cuts = range(0, int((chance < 0.004).sum()), 3)
    found = [chance_to_pass(exposure_of(network.only(order[cut:])), gate_of(), nodes=25) for cut in cuts]
    assert len(found) > 15
    assert (np.diff(found) > 0.0).all()


def test_more_chance_to_react_opens_the_gate_more() -> None:
    """A better post, and one that is timed better, passes oftener."""
    network = invented(500)
    found = [
        chance_to_pass(exposure_of(network, post=post), gate_of(post=post))
        for post in (Post(quality=-0.4), Post(), Post(timing=0.2), Post(quality=0.4))
    ]
    assert found == sorted(found)


def test_comments_count_for_more() -> None:
    """Of two posts with as many reactions the one with more comments passes oftener, where comments weigh more."""
    network = invented(500)
    asks = Post(comment_share=0.4)
    assert chance_to_pass(exposure_of(network), gate_of(post=asks)) > chance_to_pass(exposure_of(network), gate_of())
    alike = replace(USUAL, comment_weight=1.0, repost_weight=1.0)
    usual = chance_to_pass(exposure_of(network), gate_of(alike))
    assert chance_to_pass(exposure_of(network), gate_of(alike, asks)) == pytest.approx(usual)


def test_the_gate_rises_with_every_reaction() -> None:
    """h(k) rises with k and lies in [0, 1]."""
    opens = opening(gate_of(), np.array([20.0, 2_000.0]), 400)
    assert (np.diff(opens, axis=1) >= -1e-15).all()
    assert opens.min() >= 0.0
    assert opens.max() <= 1.0


def test_an_empty_network_has_a_gate() -> None:
    """Nobody to show it to: no error, and no post passes."""
    nobody = exposure_of(invented(3)).only(np.zeros(0, dtype=np.int64))
    assert chance_to_pass(nobody, gate_of()) < 0.01
