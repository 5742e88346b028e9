"""The two figures that say how well a score ranks."""

import numpy as np
import pytest

from kreds.ties.ranking import quality

AGAIN = np.array([True, True, False, False, False])


def test_a_perfect_ranking_has_full_marks() -> None:
    """Everybody who came back stands above everybody who did not."""
    assert quality(AGAIN, np.array([9.0, 8.0, 3.0, 2.0, 1.0])) == (1.0, 1.0)


def test_a_reversed_ranking_has_none() -> None:
    """The wrong way round the area is nought, and the precision what is left when the hits come last."""
    auc, ap = quality(AGAIN, np.array([1.0, 2.0, 3.0, 4.0, 5.0]))

    assert auc == 0.0
    assert ap == pytest.approx((1 / 4 + 2 / 5) / 2)


def test_a_constant_says_nothing() -> None:
    """Equal scores share their rank, in whatever order the rows come: a half, and the share of the hits."""
    for label in (AGAIN, AGAIN[::-1]):
        assert quality(label, np.zeros(5)) == pytest.approx((0.5, 0.4))


def test_against_the_count_of_pairs() -> None:
    """The area is the share of pairs in the right order, a tie counting half."""
    chance = np.random.default_rng(3)
    label, score = chance.random(80) < 0.3, chance.integers(0, 9, 80).astype(np.float64)
    above = score[label][:, None] - score[~label][None, :]

    assert quality(label, score)[0] == pytest.approx((above > 0).mean() + (above == 0).mean() / 2)


def test_shuffling_changes_nothing() -> None:
    """The order of the rows plays no part, ties included."""
    chance = np.random.default_rng(4)
    label, score = chance.random(60) < 0.5, chance.integers(0, 5, 60).astype(np.float64)
    order = chance.permutation(60)

    assert quality(label[order], score[order]) == pytest.approx(quality(label, score))
