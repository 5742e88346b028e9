"""Days of the week: believed as far as own posts tell, and no further."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kreds.reach.calibration import ENOUGH, OwnPosts
from kreds.reach.timing import posting_days


def posts(rates: list[float], views: float = 1_000.0) -> OwnPosts:
    """Posts with so many reactions a view."""
    impressions = np.full(len(rates), views)
    return OwnPosts(impressions, np.round(impressions * np.array(rates)), np.zeros(len(rates)))


def test_a_better_day_is_found_and_drawn_towards_none() -> None:
    """Tuesdays with twice the reactions do better, by less than twice, and by more the more of them there are."""
    effects = []
    for each in (5, 12, 48):
        weekday = np.array([1, 3] * each)
        tuesday, thursday = posting_days(posts([0.06 if day == 1 else 0.03 for day in weekday]), weekday)
        assert (tuesday.weekday, tuesday.posts, thursday.weekday) == (1, each, 3)
        assert 0.0 < tuesday.effect < np.log(2.0) / 2.0
        assert thursday.effect < 0.0
        assert tuesday.low < tuesday.effect < tuesday.high
        effects.append(tuesday.effect)
    assert effects == sorted(effects)


def test_the_range_holds_what_is_true() -> None:
    """Where days differ as assumed and posts as usual, four of five true effects lie in their range."""
    lots = np.random.default_rng(1)
    inside = []
    for _ in range(200):
        true = lots.normal(0.0, 0.15, 7)
        weekday = lots.integers(0, 7, 60)
        rates = np.exp(np.log(0.03) + true[weekday] + lots.normal(0.0, 0.5, 60))
        found = posting_days(posts(rates.clip(0.0, 1.0).tolist(), 20_000.0), weekday)
        inside += [one.low <= true[one.weekday] - true[weekday].mean() <= one.high for one in found]
    assert 0.75 < np.mean(inside) < 0.88


@given(st.lists(st.floats(0.0, 0.5), min_size=ENOUGH, max_size=40))
def test_posts_of_one_day_say_nothing_of_days(rates: list[float]) -> None:
    """Whoever always posts on Wednesdays learns nothing about them, whatever the posts did."""
    (wednesday,) = posting_days(posts(rates), np.full(len(rates), 2))
    assert abs(wednesday.effect) < 1e-9


def test_too_few_posts_and_unknown_days_say_nothing() -> None:
    """Below ten posts with a known day no day is told."""
    rates = [0.03] * (ENOUGH + 3)
    assert posting_days(posts(rates[: ENOUGH - 1]), np.zeros(ENOUGH - 1, dtype=np.int64)) == ()
    days = np.array([-1] * 4 + [0] * (ENOUGH - 1))
    assert posting_days(posts(rates), days) == ()
