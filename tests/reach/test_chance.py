"""How likely a relation reacts, from what is known of it."""

from dataclasses import replace
from math import exp, lgamma

import numpy as np
import pytest

from kreds.reach.assumptions import USUAL
from kreds.reach.chance import chances, shown_estimate
from kreds.reach.network import Network, network_of


def one(**known: float) -> Network:
    """A network of one relation, average unless said otherwise."""
    values = {"strong": 0.0, "worthless": 0.0, **known}
    return network_of(np.array([1]), **{name: np.array([value]) for name, value in values.items()})


def test_levels_react_as_assumed() -> None:
    """Without anything else known the mean is that of the level."""
    for known, expected in (({"strong": 1.0}, 0.08), ({}, 0.025), ({"worthless": 1.0}, 0.003)):
        assert chances(one(**known)).mean[0] == pytest.approx(expected)


def test_a_level_in_doubt_is_a_mixture_and_less_sure() -> None:
    """Half strong and half worthless lies between the two, with more doubt than an average one."""
    mixed, sure = chances(one(strong=0.5, worthless=0.5)), chances(one())
    assert mixed.mean[0] == pytest.approx((0.08 + 0.003) / 2)
    assert mixed.deviation[0] > sure.deviation[0]


def test_history_counts_and_makes_sure() -> None:
    """Who reacts to what they see is more likely to, who never does less, and both are known better than before."""
    before = chances(one()).mean[0]
    often, never = one(shown=40.0, reacted=20.0), one(shown=40.0)
    assert chances(often).mean[0] > 0.25
    assert chances(never).mean[0] < before
    assert chances(never).deviation[0] < chances(one()).deviation[0]
    more = [chances(one(shown=40.0, reacted=float(k))).mean[0] for k in range(10)]
    assert more == sorted(more)


def test_the_mixture_is_bayes_rule() -> None:
    """Mean and variance are those of the posterior worked out on a fine grid."""
    network = one(strong=0.3, worthless=0.4, shown=12.0, reacted=2.0)
    told = chances(network)
    x = (np.arange(400_000) + 0.5) / 400_000
    density = np.zeros_like(x)
    for share, base in ((0.3, 0.08), (0.3, 0.025), (0.4, 0.003)):
        a, b = 20 * base, 20 * (1 - base)
        whole = exp(lgamma(a) + lgamma(b) - lgamma(a + b))
        density += share * x ** (a + 1) * (1 - x) ** (b + 9) / whole
    density /= density.sum()
    mean = float(density @ x)
    assert told.mean[0] == pytest.approx(mean, rel=1e-4)
    assert told.deviation[0] == pytest.approx(np.sqrt(density @ (x - mean) ** 2), rel=1e-4)


def test_activity_and_topic_move_the_odds() -> None:
    """An active relation reacts oftener than a passive one, and to a topic of its own; unknown moves nothing."""
    usual = chances(one()).mean[0]
    assert chances(one(activity=1.0)).mean[0] > usual > chances(one(activity=0.0)).mean[0]
    assert chances(one(topic=1.0)).mean[0] > usual > chances(one(topic=0.0)).mean[0]
    assert chances(one(activity=0.5, topic=0.5)).mean[0] == pytest.approx(usual)


def test_intervals_hold_what_they_say() -> None:
    """Four of five draws lie inside the interval of four in five."""
    told = chances(one(strong=1.0, shown=30.0, reacted=3.0))
    low, high = told.intervals()[0]
    drawn = np.random.default_rng(1).beta(told.a[0], told.b[0], 20_000)
    assert ((drawn >= low) & (drawn <= high)).mean() == pytest.approx(0.8, abs=0.01)


def test_a_firmer_guess_gives_way_more_slowly() -> None:
    """The weight of the first guess is the number of posts after which history counts as much."""
    network = one(strong=1.0, shown=20.0, reacted=20.0)
    assert chances(network, replace(USUAL, history_weight=20.0)).mean[0] == pytest.approx((0.08 + 1) / 2)


def test_shown_is_estimated_from_the_chance_to_see_a_post() -> None:
    """Of ten posts that each reach somebody with a third they saw about three."""
    assert shown_estimate(10, np.array([1 / 3])) == pytest.approx([10 / 3])


@pytest.mark.parametrize("broken", [{"ids": [1, 1]}, {"strong": [0.9, 0.9], "worthless": [0.9, 0.0]}, {"fit": [1.0]}])
def test_a_network_that_cannot_be_is_refused(broken: dict[str, list[float]]) -> None:
    """Two with one id, chances above 1 and arrays of different lengths are errors."""
    given = {"ids": [1, 2], "strong": [0.1, 0.1], "worthless": [0.1, 0.1], **broken}
    arrays = {name: np.array(values) for name, values in given.items()}
    with pytest.raises(ValueError, match=r"a network|same id|three levels"):
        network_of(arrays.pop("ids"), **arrays)
