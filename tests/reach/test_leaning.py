"""Groups that react more than others: relative, cautious, and never counting somebody's own doings twice."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.reach.chance import chances
from kreds.reach.leaning import CAUTION, leaning_of, leanings
from kreds.reach.network import Network
from kreds.reach.topic import closeness
from tests.reach.networks import invented


def asked(reacted: np.ndarray, posts: float = 2.0) -> Network:
    """An invented network of which everybody saw so many posts."""
    network = invented(len(reacted))
    return replace(network, shown=np.full(len(reacted), posts), reacted=reacted.astype(np.float64))


def halves(n: int) -> np.ndarray:
    """Two groups, in turns."""
    return np.arange(n, dtype=np.int64) % 2


def test_a_group_that_reacts_more_is_taken_to_go_on_doing_so() -> None:
    """Those of the livelier group are more likely to react, also who never has; the others are less."""
    group = halves(400)
    reacted = ((group == 0) & (np.arange(400) % 8 < 2)).astype(np.float64)
    network = asked(reacted)
    leaning = leaning_of(network, group)
    silent = reacted == 0.0
    assert (leaning[(group == 0) & silent] > 0.0).all()
    assert (leaning[group == 1] < 0.0).all()
    before, after = chances(network).mean, chances(replace(network, leaning=leaning)).mean
    assert (after[(group == 0) & silent] > before[(group == 0) & silent]).all()


def test_what_somebody_did_counts_for_the_others_of_the_group_only() -> None:
    """A reaction more leaves one's own leaning as it is, but for the whole network reacting a little more."""
    group = halves(600)
    reacted = (np.arange(600) % 9 == 0).astype(np.float64)
    more = reacted.copy()
    more[2] += 1.0
    first, then = leaning_of(asked(reacted), group), leaning_of(asked(more), group)
    assert then[2] == pytest.approx(first[2], abs=0.02)
    assert then[2] <= first[2]
    assert then[4] > first[4]


@given(st.lists(st.integers(0, 3), min_size=30, max_size=120), st.integers(1, 5))
def test_who_alone_is_the_network_has_nobody_to_differ_from(reacted: list[int], posts: int) -> None:
    """In one single group as many reacted as are expected: nobody leans, whatever the base rate."""
    network = asked(np.array(reacted), float(posts))
    one = np.zeros(len(reacted), dtype=np.int64)
    told = leanings(network, ["all"], one)
    assert all(each.times == pytest.approx(1.0) for each in told)


def test_no_reactions_no_lists_and_no_group_say_nothing() -> None:
    """Silence of everybody, an unknown history and no group leave the chances as they are."""
    nobody = asked(np.zeros(50))
    assert not leaning_of(nobody, halves(50)).any()
    assert not leaning_of(invented(50), halves(50)).any()
    assert not leaning_of(asked(np.ones(50)), np.full(50, -1)).any()
    assert leanings(invented(50), ["a", "b"], halves(50)) == ()
    assert not len(leaning_of(invented(50).only(np.zeros(0, dtype=np.int64)), np.zeros(0, dtype=np.int64)))


def test_a_small_group_is_believed_less_than_a_large_one() -> None:
    """At the same excess the group of which more is known differs more; and none by more than it did."""
    group = np.array([0] * 20 + [1] * 200 + [2] * 400, dtype=np.int64)
    reacted = np.zeros(620)
    reacted[:20:4] = reacted[20:220:4] = 1.0
    reacted[220::40] = 1.0
    found = {one.group: one for one in leanings(asked(reacted), ["small", "large", "rest"], group)}
    small, large = found["small"], found["large"]
    assert 1.0 < small.times < large.times
    for one in found.values():
        assert abs(np.log(one.times)) <= abs(np.log((one.reacted or 0.5) / one.expected)) + 1e-9
        assert one.times == pytest.approx((one.reacted + CAUTION) / (one.expected + CAUTION))


@given(st.lists(st.one_of(st.just(float("nan")), st.floats(0.0, 1.0)), max_size=60))
def test_a_topic_sets_apart_and_moves_nobody_on_average(touched: list[float]) -> None:
    """The mean is neutral, order is kept, nothing leaves [0, 1], and who is unknown stays so."""
    values = np.array(touched)
    close = closeness(values)
    known = ~np.isnan(values)
    assert (np.isnan(close) == ~known).all()
    if known.any():
        assert close[known].mean() == pytest.approx(0.5)
        assert ((close[known] >= 0.0) & (close[known] <= 1.0)).all()
        order = np.argsort(values[known], kind="stable")
        assert (np.diff(close[known][order]) >= -1e-12).all()
