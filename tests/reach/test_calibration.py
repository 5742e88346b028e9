"""Fitting to own posts: what the intervals promise they hold, and with few posts nothing is claimed."""

from dataclasses import replace

import numpy as np
import pytest

from kreds.reach.assumptions import ASSUMPTIONS, USUAL, Assumptions
from kreds.reach.calibration import ENOUGH, FITTED, OwnPosts, calibrate, checked, foretell
from kreds.reach.exposure import exposure_of
from kreds.reach.gate import gate_of, taste
from kreds.reach.spread import simulate
from kreds.reach.what_if import possible
from tests.reach.networks import invented

NETWORK = invented(300)
TRUTH_OF = (*FITTED, "strong_reacts")


def own_posts(assumed: Assumptions, number: int, seed: int) -> OwnPosts:
    """Posts of the whole simulation under assumptions that the fit does not know."""
    lots = np.random.default_rng(seed)
    tasting = taste(exposure_of(NETWORK, assumed), gate_of(assumed), nodes=25)
    drawn = simulate(tasting, NETWORK.id, posts=2_000, seed=seed)
    chosen = lots.choice(2_000, number, replace=False)
    reactions = np.round(drawn.reactions[chosen])
    comments = lots.binomial(reactions.astype(np.int64), 0.2).astype(np.float64)
    return OwnPosts(
        np.round(drawn.views[chosen] * 1.3 * np.exp(0.2 * lots.standard_normal(number))), reactions, comments
    )


def test_intervals_hold_what_they_promise() -> None:
    """Of posts held out about four in five lie in the interval of four in five, over many kinds of truth."""
    held = []
    for place, truth in enumerate(possible(draws=4, seed=4, only=TRUTH_OF)):
        told = foretell(NETWORK, calibrate(NETWORK, own_posts(truth, 30, place), draws=20))
        rest = own_posts(truth, 300, 100 + place)
        held.append([
            ((rest.impressions >= told.impressions[0]) & (rest.impressions <= told.impressions[2])).mean(),
            ((rest.reactions >= told.reactions[0]) & (rest.reactions <= told.reactions[2])).mean(),
        ])  # fmt: skip
    impressions, reactions = np.mean(held, axis=0)
    assert 0.7 <= impressions <= 0.9
    # Whole numbers of reactions: an interval cannot hold less than the ends it names.
    assert 0.75 <= reactions <= 0.97


def test_many_posts_move_the_assumptions_to_the_truth() -> None:
    """A network that is shown far more posts than usual is found out."""
    truth = replace(USUAL, sample_share=0.14, threshold=0.02)
    told = calibrate(NETWORK, own_posts(truth, 60, 7), draws=30)
    assert told.enough
    assert told.middle.sample_share > 0.1
    assert np.mean([one.threshold for one in told.draws]) < USUAL.threshold
    spread = np.std([one.sample_share for one in told.draws])
    assert spread < np.std([one.sample_share for one in possible(draws=30, seed=1)])


def test_with_few_posts_the_prior_is_the_answer() -> None:
    """Fewer posts than needed: it says so, keeps the usual assumptions and their whole spread."""
    told = calibrate(NETWORK, own_posts(USUAL, ENOUGH - 1, 1), draws=200)
    assert not told.enough
    assert told.middle.threshold == pytest.approx(USUAL.threshold)
    values = np.array([one.threshold for one in told.draws])
    known = ASSUMPTIONS["threshold"]
    assert ((values >= known.low) & (values <= known.high)).mean() == pytest.approx(0.8, abs=0.1)


def test_the_share_of_comments_is_learned() -> None:
    """A person whose posts are commented on much has more comments among the reactions, known posts or few."""
    few = OwnPosts(np.full(4, np.nan), np.full(4, 50.0), np.full(4, 25.0))
    told = calibrate(NETWORK, few, draws=2)
    assert told.posts == 4
    assert told.middle.comment_share > 0.4


def test_the_check_holds_posts_out() -> None:
    """The check fits on the older posts and counts on the newer ones; what is not known is not counted."""
    posts = own_posts(USUAL, 18, 3)
    told = checked(NETWORK, replace(posts, reactions=np.full(18, np.nan)))
    assert told.posts == 6
    assert 0.0 <= told.impressions <= 1.0
    assert np.isnan(told.reactions)


def test_equal_seeds_fit_equally() -> None:
    """The same posts and seed give the same draws."""
    posts = own_posts(USUAL, 12, 5)
    assert calibrate(NETWORK, posts, draws=3, seed=2).draws == calibrate(NETWORK, posts, draws=3, seed=2).draws
