"""How views spread over posts: the mixture that is worked out agrees with posts that are drawn."""

import numpy as np
import pytest

from kreds.reach.exposure import exposure_of
from kreds.reach.gate import gate_of, taste
from kreds.reach.network import Network, network_of
from kreds.reach.outlook import outlook
from kreds.reach.ranges import views_of
from kreds.reach.spread import forecast


@pytest.fixture(scope="module")
def network() -> Network:
    """An invented network of 700."""
    lots = np.random.default_rng(7)
    strong = np.where(np.arange(700) < 80, 0.9, 0.05)
    worthless = np.where(np.arange(700) > 350, 0.9, 0.05)
    return network_of(np.arange(700), strong=strong, worthless=worthless, fit=lots.random(700))


@pytest.mark.parametrize("relevant", [False, True])
def test_ranges_agree_with_drawn_posts(network: Network, relevant: bool) -> None:
    """Mean to the digit, and the middle and both ends of the range within a few per cent of drawn posts."""
    exposure = exposure_of(network)
    tasting = taste(exposure, gate_of(), nodes=25)
    told, drawn = views_of(tasting, relevant=relevant), forecast(exposure, gate_of(), network.id, posts=10_000)
    expected = outlook(tasting).relevant if relevant else outlook(tasting).views
    assert float(told.weight @ told.mean) == pytest.approx(expected, rel=1e-9)
    figure = drawn.relevant if relevant else drawn.views
    for share, value in ((0.1, figure.low), (0.5, figure.median), (0.9, figure.high)):
        assert told.quantile(share) == pytest.approx(value, rel=0.06)


def test_shares_and_quantiles_undo_each_other(network: Network) -> None:
    """So many views at most have just that share of posts, and posts lie nowhere below none."""
    told = views_of(taste(exposure_of(network), gate_of(), nodes=25))
    for share in (0.05, 0.5, 0.95):
        assert float(told.below(np.array([told.quantile(share)]))[0]) == pytest.approx(share, abs=1e-6)
    grid = np.linspace(0.0, told.quantile(0.999) * 1.5, 4_000)
    assert float(np.trapezoid(told.density(grid), grid)) == pytest.approx(1.0, abs=0.01)
    assert told.stopped < told.gone_on
