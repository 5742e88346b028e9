"""People who are alike in one row: nearly the same figures, far fewer rows."""

from dataclasses import replace

import pytest

from kreds.reach.assumptions import USUAL, Assumptions
from kreds.reach.exposure import exposure_of
from kreds.reach.gate import gate_of, taste
from kreds.reach.grouping import grouped
from kreds.reach.outlook import outlook
from tests.reach.networks import invented


@pytest.mark.parametrize("assumed", [USUAL, replace(USUAL, weak_shown=0.05), replace(USUAL, activity_effect=8.0)])
@pytest.mark.parametrize("coarse", [False, True])
def test_figures_hardly_move(assumed: Assumptions, coarse: bool) -> None:
    """Grouped, a network passes the gate and is seen as before within a percent, under other assumptions, too."""
    network = invented(4_000)
    group = grouped(network, coarse=coarse)
    exact = outlook(taste(exposure_of(network, assumed), gate_of(assumed)))
    told = outlook(taste(exposure_of(group.network, assumed, count=group.count), gate_of(assumed)))
    assert group.count.sum() == 4_000
    assert len(group.count) < 800
    assert told.chance == pytest.approx(exact.chance, abs=0.01)
    assert told.views == pytest.approx(exact.views, rel=0.01)
    assert told.relevant == pytest.approx(exact.relevant, rel=0.02)


def test_a_small_network_is_left_as_it_is() -> None:
    """Nothing is put together where there is nothing to gain."""
    group = grouped(invented(100))
    assert len(group.network) == 100
    assert (group.count == 1.0).all()
