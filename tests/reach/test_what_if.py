"""What a change does, and the best plan for an effort."""

import numpy as np
import pytest

from kreds.reach.assumptions import USUAL
from kreds.reach.network import Post
from kreds.reach.plan import Candidates, Effort, best_plan
from kreds.reach.what_if import Change, Invitation, changed, compare, look
from tests.reach.networks import invented

NETWORK = invented(500)
WORTHLESS = NETWORK.worthless > 0.8
QUIET = (NETWORK.strong > 0.4) & (NETWORK.activity < 0.3)


def test_no_change_changes_nothing() -> None:
    """An empty change gives the same figures, without any doubt about the difference."""
    told = compare(NETWORK, Change(), draws=4)
    for figure in (told.chance, told.views, told.relevant, told.reactions):
        assert figure.by == pytest.approx(0.0, abs=1e-9)
        assert abs(figure.low) + abs(figure.high) < 1e-6


def test_pruning_raises_the_chance_and_lowers_the_views() -> None:
    """Figures are shown apart because they go apart (science.md 3.3)."""
    told = compare(NETWORK, Change(let_go=NETWORK.id[WORTHLESS]))
    assert told.chance.by > 0.0
    assert told.views.by < 0.0
    assert told.chance.better > 0.6
    assert told.views.better < 0.4
    assert told.relations == (500, 500 - int(WORTHLESS.sum()))
    assert told.chance.before_range[0] < told.chance.before < told.chance.before_range[1]


def test_waking_raises_both() -> None:
    """Quiet strong relations who are taken up again carry posts further."""
    told = compare(NETWORK, Change(wake=NETWORK.id[QUIET]))
    assert told.chance.by > 0.0
    assert told.views.by > 0.0
    assert told.views.better > 0.9


def test_inviting_people_who_fit_raises_relevant_views() -> None:
    """Twenty who fit the goal bring relevant views; only those who accept come."""
    change = Change(invite=(Invitation(20, accepted=0.5), Invitation(4, strong=1.0, worthless=0.0)))
    after = changed(NETWORK, change)
    assert len(after) == 514
    assert len(np.unique(after.id)) == 514
    assert compare(NETWORK, change, draws=6).relevant.by > 0.0


def test_a_better_post_and_more_comments() -> None:
    """What is changed about the post shows beside what is changed about the network."""
    assert compare(NETWORK, Change(post=Post(quality=0.4)), draws=4).chance.by > 0.0
    asked = compare(NETWORK, Change(ask_for_comments=True), draws=4)
    assert asked.chance.by > 0.0
    assert Change(ask_for_comments=True).post_under(USUAL).comment_share == pytest.approx(0.3)


def test_who_is_woken_and_let_go_is_gone() -> None:
    """Letting go counts, and an id that is not there is passed over."""
    one = NETWORK.id[:1]
    after = changed(NETWORK, Change(let_go=np.append(one, 99_999), wake=one))
    assert len(after) == 499


def test_equal_seeds_compare_equally() -> None:
    """The same question gets the same answer."""
    change = Change(let_go=NETWORK.id[WORTHLESS])
    assert compare(NETWORK, change, draws=5, seed=3) == compare(NETWORK, change, draws=5, seed=3)


def test_a_plan_keeps_to_its_candidates_and_effort() -> None:
    """Nobody else is proposed, no more than was asked for, and the figure is not worse than doing nothing."""
    candidates = Candidates(WORTHLESS, QUIET, Invitation(1, accepted=0.4))
    plan = best_plan(NETWORK, candidates, Effort(5, 2, 3, weeks=2), draws=4)
    change = plan.best.change
    assert np.isin(change.let_go, NETWORK.id[WORTHLESS]).all()
    assert np.isin(change.wake, NETWORK.id[QUIET]).all()
    assert len(change.let_go) <= 10
    assert len(change.wake) <= 4
    assert sum(one.number for one in change.invite) <= 6
    assert plan.best.gain > 0.0
    assert plan.best.gain == pytest.approx(plan.comparison.relevant.by)
    assert all(other.gain <= plan.best.gain * 1.05 for other in plan.others)
    assert plan.tried >= 27


def test_a_plan_may_be_to_do_nothing() -> None:
    """Where the only step on offer lowers the figure, the best set is the empty one."""
    best = np.zeros(len(NETWORK), dtype=np.bool_)
    best[np.argmax(NETWORK.strong * NETWORK.activity)] = True
    plan = best_plan(NETWORK, Candidates(best, ~best & best), Effort(removals=1), figure="views", draws=2)
    assert not len(plan.best.change.let_go)
    assert plan.best.gain == 0.0


def test_a_set_is_not_the_sum_of_its_steps() -> None:
    """The gate bends: what steps do together differs from what they promise one by one, so sets are compared."""
    plan = best_plan(NETWORK, Candidates(WORTHLESS, QUIET), Effort(30, 10, weeks=2), figure="chance", draws=2)
    assert plan.single_gains != pytest.approx(plan.best.gain, rel=0.005)
    assert look(changed(NETWORK, plan.best.change)).chance == pytest.approx(plan.best.after.chance)
