"""How many react, against counting every case by hand."""

from itertools import combinations, product
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.reach.reactions import at_least, of_equals, of_list, of_sample, tail_of_list

CHANCES = st.lists(st.floats(0.0, 1.0), min_size=1, max_size=8)


def counted(chance: list[float]) -> np.ndarray:
    """The distribution by going through all 2^n outcomes."""
    found = np.zeros(len(chance) + 1)
    for outcome in product([0, 1], repeat=len(chance)):
        found[sum(outcome)] += np.prod([p if one else 1.0 - p for p, one in zip(chance, outcome, strict=True)])
    return found


@given(CHANCES)
def test_a_list_is_what_counting_gives(chance: list[float]) -> None:
    """The distribution for a fixed list is that of all its outcomes."""
    assert of_list(np.array(chance))[: len(chance) + 1] == pytest.approx(counted(chance), abs=1e-13)


@given(CHANCES, st.integers(0, 8))
def test_a_tail_is_what_counting_gives(chance: list[float], least: int) -> None:
    """The dynamic program of positive terms gives the same tail."""
    assert tail_of_list(np.array(chance), least) == pytest.approx(counted(chance)[least:].sum(), abs=1e-13)


def test_large_lists_agree_with_the_dynamic_program() -> None:
    """The two ways to a tail agree for thousands of people, small and large chances mixed."""
    chance = np.random.default_rng(1).beta(0.4, 4.0, 3_000)
    for least in (100, 270, 300, 400):
        assert at_least(of_list(chance), least) == pytest.approx(tail_of_list(chance, least), abs=1e-12)


def test_people_who_are_alike_may_stand_in_one_row() -> None:
    """A row that counts for five is five rows."""
    one = of_list(np.array([0.1, 0.7]), np.array([5.0, 2.0]))
    assert one == pytest.approx(of_list(np.array([0.1] * 5 + [0.7] * 2))[: len(one)], abs=1e-14)


@given(st.lists(st.floats(0.0, 1.0), min_size=2, max_size=7), st.data())
def test_a_sample_is_what_counting_gives(chance: list[float], data: st.DataObject) -> None:
    """A sample without replacement is the mean over all samples of that size."""
    size = data.draw(st.integers(0, len(chance)))
    found = np.zeros(size + 1)
    for chosen in combinations(chance, size):
        found += counted(list(chosen)) / comb(len(chance), size)
    assert of_sample(np.array(chance), size) == pytest.approx(found, abs=1e-12)


def test_a_sample_from_a_large_network_is_nearly_that_of_equals() -> None:
    """Fifty of five hundred: within 0.001 of the binomial with the mean chance (science.md 3.1)."""
    chance = np.random.default_rng(2).beta(1.0, 18.0, 500)
    binomial = np.array([comb(50, k) * chance.mean() ** k * (1 - chance.mean()) ** (50 - k) for k in range(51)])
    exact = of_sample(chance, 50)
    assert exact.sum() == pytest.approx(1.0)
    assert abs(exact[3:].sum() - binomial[3:].sum()) < 0.001


def test_a_common_quality_widens_what_equals_do() -> None:
    """The beta-binomial has the variance of its formula."""
    n, a, b = 60, 2.0, 50.0
    values, k, p = of_equals(n, a, b), np.arange(61.0), a / (a + b)
    variance = values @ k**2 - (values @ k) ** 2
    assert variance == pytest.approx(n * p * (1 - p) * (1 + (n - 1) / (a + b + 1)))


def test_a_sample_larger_than_the_network_is_refused() -> None:
    """Nobody is drawn twice."""
    with pytest.raises(ValueError, match="sample"):
        of_sample(np.array([0.5]), 2)
