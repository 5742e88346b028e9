"""Starting points for a goal, alone and mixed."""

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.composition.goals import STARTING_POINTS, mix
from kreds.model.goal import GoalKind

weights = st.dictionaries(st.sampled_from(GoalKind), st.just(0.0) | st.floats(1e-6, 10), min_size=1).filter(
    lambda one: sum(one.values())
)


@pytest.mark.parametrize("kind", GoalKind)
def test_a_starting_point_alone_is_itself(kind: GoalKind) -> None:
    """Whatever its weight, one kind alone gives its own groups in their own order, and its shares fit into one."""
    part = STARTING_POINTS[kind]
    assert mix({kind: 1}) == mix({kind: 7.5}) == part
    assert sum(one.share for one in part.targets) <= 1
    assert len({one.segment for one in part.targets}) == len(part.targets)


@given(weights)
def test_a_mix_never_asks_for_more_than_everybody(said: dict[GoalKind, float]) -> None:
    """The shares of a mix sum to one at most, each lies between the smallest and the largest of its parts."""
    mixed = mix(said)
    assert sum(one.share for one in mixed.targets) <= 1 + 1e-9
    assert len({one.segment for one in mixed.targets}) == len(mixed.targets)
    kinds = [kind for kind, weight in said.items() if weight > 0]
    for target in mixed.targets:
        shares = [
            next((one.share for one in STARTING_POINTS[kind].targets if one.segment == target.segment), 0.0)
            for kind in kinds
        ]
        assert min(shares) - 0.01 <= target.share <= max(shares) + 1e-9


@given(weights, st.sampled_from((0.1, 3.0)))
def test_only_the_proportion_of_the_weights_counts(said: dict[GoalKind, float], times: float) -> None:
    """All weights made larger or smaller by the same factor mean the same mix, but for a per cent of rounding."""
    one, other = mix(said), mix({kind: weight * times for kind, weight in said.items()})
    shares = {target.segment: target.share for target in other.targets}
    assert all(abs(target.share - shares.get(target.segment, 0.0)) < 0.011 for target in one.targets)


def test_more_weight_pulls_a_mix_nearer() -> None:
    """The heavier selling weighs against finding a job, the more customers are wanted, and the further ahead."""
    shares, places = [], []
    for weight in (1, 2, 4):
        targets = mix({GoalKind.SELL: weight, GoalKind.JOB: 2}).targets
        place = [one.segment for one in targets].index("current_customer")
        shares.append(targets[place].share)
        places.append(place)
    assert shares == sorted(shares)
    assert shares[0] < shares[-1]
    assert places == sorted(places, reverse=True)


def test_nothing_to_mix() -> None:
    """Without a weight there is nothing to begin with, and a weight that is no number is refused."""
    assert mix({}).targets == mix({GoalKind.SELL: 0, GoalKind.JOB: -1}).targets == ()
    for weight in (nan, inf):
        with pytest.raises(ValueError, match=str(weight)):
            mix({GoalKind.SELL: weight})
