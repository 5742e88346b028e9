"""What the model assumes is stated once, in range, and said to people with its source."""

from dataclasses import fields

import pytest

from kreds.reach.assumptions import ASSUMPTIONS, USUAL, Assumptions, Standing
from kreds.reach.tornado import tornado
from kreds.reach.what_if import Change, moved, possible
from tests.reach.networks import invented


def test_every_assumption_is_told() -> None:
    """Each value of the model has its range, its standing and its sentences, and the default in all places alike."""
    assert {each.name for each in fields(Assumptions)} == set(ASSUMPTIONS)
    for name, known in ASSUMPTIONS.items():
        assert known.low <= known.default <= known.high, name
        assert getattr(USUAL, name) == known.default, name
        assert known.name.english(), name
        assert known.source.english(), name


def test_little_is_documented() -> None:
    """No number of the tasting is claimed to be LinkedIn's: sizes and thresholds are reports or assumptions."""
    for name in (
        "sample_share",
        "threshold",
        "softness",
        "later_threshold",
        "rest_share",
        "second_share",
        "tasting_hours",
    ):
        assert ASSUMPTIONS[name].standing is not Standing.DOCUMENTED, name


def test_an_unknown_assumption_is_refused() -> None:
    """A slider's name that there is none of is an error."""
    with pytest.raises(ValueError, match="luck"):
        USUAL.with_value("luck", 1.0)


def test_draws_keep_to_the_ranges() -> None:
    """Of many draws about four in five lie from low to high, half above the value that stands."""
    draws = possible(draws=400, seed=1)
    for name, known in ASSUMPTIONS.items():
        values = [getattr(one, name) for one in draws]
        inside = sum(known.low <= value <= known.high for value in values) / len(values)
        above = sum(value > known.default for value in values) / len(values)
        assert inside > 0.77, name
        assert above == pytest.approx(0.5, abs=0.02), name
    assert possible(draws=5, seed=1) == possible(draws=5, seed=1)
    assert moved("repost_share", 0.0, 2.0) == 0.0


def test_the_tornado_puts_the_widest_first() -> None:
    """Bars are sorted by how far they move the result, and each moves it the way it must."""
    told = tornado(invented(300), figure="chance")
    swings = [bar.swing for bar in told.bars]
    assert swings == sorted(swings, reverse=True)
    bars = {bar.name: bar for bar in told.bars}
    assert bars["threshold"].low > told.result > bars["threshold"].high
    assert bars["strong_reacts"].low < told.result < bars["strong_reacts"].high
    assert bars["audience"].swing == 0.0


def test_the_tornado_tells_what_turns_a_difference_around() -> None:
    """Where worthless relations are hardly ever shown a post, letting them go does next to nothing."""
    network = invented(400)
    told = tornado(network, figure="chance", change=Change(let_go=network.id[network.worthless > 0.9]))
    shown = next(bar for bar in told.bars if bar.name == "weak_shown")
    assert shown.low < 0.4 * shown.high
    assert told.result > 0.0
