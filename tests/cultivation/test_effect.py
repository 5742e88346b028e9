"""Whether cultivating worked: found where it did, not found where it did not, and never claimed of too few."""

import numpy as np
import polars as pl
import pytest

from kreds.cultivation.effect import LEAST, Cohort, Compared, compare

PEOPLE = 900
DAY = 20_000


def world(seed: int, *, lift: float, cultivated: int = 60) -> Compared:
    """People of whom the stronger are cultivated more often and, as everybody, drift back to the middle."""
    draw = np.random.default_rng(seed)
    score = draw.normal(2.0, 2.0, PEOPLE)
    strength = 1 / (1 + np.exp(-(score - 3) / 1.8))
    silent = draw.integers(1, 900, PEOPLE)
    chance = np.exp(0.3 * score - silent / 400)
    chosen = draw.choice(PEOPLE, cultivated, replace=False, p=chance / chance.sum())
    mine = np.isin(np.arange(PEOPLE), chosen)
    moved = 0.05 * (0.5 - strength) - 0.00005 * silent + draw.normal(0, 0.05, PEOPLE) + lift * mine
    then = pl.DataFrame(
        {
            "person": np.arange(PEOPLE),
            "level": np.where(score > 4, "strong", np.where(score > 0.2, "average", "worthless")),
            "segment": np.where(np.arange(PEOPLE) % 3 == 0, "partner", "current_customer"),
            "score": score,
            "strength": strength,
            "silent_days": silent,
            "decayed_days": np.exp(score / 4),
        }
    )
    now = pl.DataFrame(
        {
            "person": np.arange(PEOPLE),
            "strength": strength + moved,
            "last_in_day": np.where(draw.random(PEOPLE) < 0.3 + 0.3 * mine * bool(lift), DAY + 9, DAY - 9),
        }
    )
    never = np.flatnonzero(~mine).tolist()
    return compare([Cohort(DAY, frozenset(chosen.tolist()), then)], now, never=never)


def test_a_true_effect_is_found() -> None:
    """A lift of a tenth is found in both ways, with an interval that holds it and not nothing."""
    found = world(1, lift=0.1)
    assert found.is_enough
    assert found.strength
    assert found.wrote
    assert 0 < found.strength.low <= 0.1 <= found.strength.high
    assert found.wrote.low > 0


def test_the_interval_holds_what_it_promises() -> None:
    """Nine of ten intervals hold the truth, though the cultivated were no fair sample (40 worlds)."""
    held = 0
    for seed in range(40):
        moved = world(seed, lift=0.0).strength
        assert moved
        held += moved.low <= 0 <= moved.high
    assert held >= 32


def test_others_are_like_them() -> None:
    """Nobody is compared with somebody of another level, nor with anybody who was cultivated."""
    then = pl.DataFrame(
        {
            "person": [1, 2, 3],
            "level": ["strong", "average", "strong"],
            "segment": ["", "", ""],
            "score": [7.0, 7.0, 7.0],
            "strength": [0.9, 0.9, 0.9],
            "silent_days": [3, 3, 3],
            "decayed_days": [5.0, 5.0, 5.0],
        }
    )
    now = pl.DataFrame({"person": [1, 2, 3], "strength": [0.9, 0.9, 0.9], "last_in_day": [1, 1, 1]})
    found = compare([Cohort(DAY, frozenset([1, 3]), then)], now, never=[2])
    assert (found.compared, found.alone, found.others, found.strength) == (0, 2, 0, None)


@pytest.mark.parametrize("count", [0, 1, LEAST - 1])
def test_too_few_say_nothing(count: int) -> None:
    """Below the least number nothing is claimed, and nothing breaks."""
    found = world(3, lift=0.2, cultivated=count)
    assert found.compared == count
    assert not found.is_enough
