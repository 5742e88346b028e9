"""What each single relation does, against doing without it."""

from dataclasses import replace

import numpy as np
import pytest

from kreds.reach.assumptions import USUAL, Assumptions
from kreds.reach.exposure import exposure_of
from kreds.reach.gate import Tasting, gate_of, taste
from kreds.reach.influence import influence
from kreds.reach.leaving import without_each
from kreds.reach.outlook import Outlook, outlook
from kreds.reach.reactions import of_list
from tests.reach.networks import invented

HARD = replace(USUAL, later_threshold=0.03)
STRONG = replace(USUAL, sample_share=0.4, strong_reacts=0.6, average_reacts=0.2)


def alone(tasting: Tasting, row: int) -> Outlook:
    """The outlook made anew without one relation."""
    keep = np.arange(len(tasting.exposure)) != row
    return outlook(taste(tasting.exposure.only(keep), tasting.gate, nodes=len(tasting.z)))


@pytest.mark.parametrize(
    ("n", "assumed"), [(12, USUAL), (64, USUAL), (65, USUAL), (300, USUAL), (300, HARD), (150, STRONG)]
)
def test_leaving_one_out_is_doing_without_it(n: int, assumed: Assumptions) -> None:
    """Gate, views and relevant views without each relation are those of the network made anew without it."""
    tasting = taste(exposure_of(invented(n), assumed), gate_of(assumed), nodes=13)
    told = influence(tasting)
    for row in [*range(0, n, 1 + n // 9), int(tasting.both.max(axis=0).argmax())]:
        without = alone(tasting, row)
        assert told.chance[row] == pytest.approx(without.chance, abs=1e-10)
        assert told.views[row] == pytest.approx(without.views, rel=1e-9)
        assert told.relevant[row] == pytest.approx(without.relevant, rel=1e-9)


def test_strong_relations_carry_and_worthless_ones_stop() -> None:
    """A strong, active relation raises the chance, a worthless one lowers it (G0.4, G0.5)."""
    network = invented(600)
    told = influence(taste(exposure_of(network), gate_of()))
    assert (told.on_chance[(network.strong > 0.8) & (network.activity > 0.5)] > 0.0).all()
    assert (told.on_chance[network.worthless > 0.9] < 0.0).all()
    assert (told.on_views > 0.0).sum() > 300


@pytest.mark.parametrize("chance", [0.0, 0.05, 0.39, 0.41, 0.499, 0.5, 0.501, 0.8, 1.0])
def test_a_function_without_one(chance: float) -> None:
    """What is expected of the others is exact for every chance of the one who is left out, up to certainty."""
    others = np.random.default_rng(3).random(30) * 0.3
    everybody = np.append(others, chance)[None, :]
    values = of_list(everybody)
    function = 1.0 / (1.0 + np.exp(-(np.arange(values.shape[1] + 400) - 4.0)))[None, :]
    left = of_list(others)
    found = without_each(values, function, everybody)[0, 0, -1]
    assert found == pytest.approx(float(left @ function[0, : len(left)]), abs=1e-12)
