"""Possible posts: in agreement with what is exact, and drawn with lots of their own."""

import numpy as np
import pytest

from kreds.reach.assumptions import USUAL
from kreds.reach.curves import Numbers
from kreds.reach.exposure import exposure_of
from kreds.reach.gate import gate_of, taste
from kreds.reach.lots import keys, uniforms
from kreds.reach.network import Network, Post
from kreds.reach.outlook import outlook
from kreds.reach.spread import course, forecast, reactions_drawn, simulate
from tests.reach.networks import invented

FIGURES = ("views", "relevant", "first", "second", "relevant_first", "relevant_second", "reactions")


@pytest.mark.parametrize("n", [200, 3_000])
def test_drawn_posts_agree_with_the_exact_figures(n: int) -> None:
    """The mean of many drawn posts lies within four standard errors of what is expected exactly."""
    network, posts = invented(n), 6_000
    told = forecast(exposure_of(network), gate_of(), network.id, posts=posts)
    assert told.posts.opened.mean() == pytest.approx(told.chance, abs=4 * np.sqrt(0.25 / posts))
    for stage, one in enumerate(outlook(taste(exposure_of(network), gate_of(), nodes=25)).stages, 1):
        got = (told.posts.stages >= stage).mean()
        assert got == pytest.approx(one.chance, abs=4 * np.sqrt(0.25 / posts)), stage
    for name in FIGURES:
        values = getattr(told.posts, name)
        error = values.std() / np.sqrt(posts)
        assert values.mean() == pytest.approx(getattr(told, name).expected, abs=4 * error), name


def test_equal_seeds_give_equal_posts() -> None:
    """The same network and seed draw the same posts, another seed draws others."""
    network = invented(200)
    one, same, other = (
        forecast(exposure_of(network), gate_of(), network.id, posts=300, seed=seed).posts.views for seed in (1, 1, 2)
    )
    assert (one == same).all()
    assert (one != other).any()


def test_the_order_of_the_rows_does_not_matter() -> None:
    """Lots belong to the relation, not to its place in the list."""
    network = invented(200)
    turned = network.only(np.arange(200)[::-1])
    one, other = (forecast(exposure_of(each), gate_of(), each.id, posts=300).posts.views for each in (network, turned))
    assert one == pytest.approx(other)


def test_who_stays_reacts_to_the_same_posts() -> None:
    """Letting one go leaves the lots of everybody else as they were."""
    ids = np.arange(40)
    chance = np.full(40, 0.2)
    rows, places, _ = reactions_drawn(keys(1, ids, 1), chance, 100, 3)
    fewer, where, _ = reactions_drawn(keys(1, ids[1:], 1), chance[1:], 100, 3)
    before = set(zip(rows[rows > 0].tolist(), places[rows > 0].tolist(), strict=True))
    assert before == set(zip((fewer + 1).tolist(), where.tolist(), strict=True))


def test_the_same_luck_makes_differences_clear() -> None:
    """Before and after a change the same posts are lucky: their difference varies less than with other luck."""
    network = invented(1_000)
    fewer = network.without(network.id[network.worthless > 0.9])

    def views(one: Network, seed: int) -> Numbers:
        return forecast(exposure_of(one), gate_of(), one.id, posts=2_000, seed=seed).posts.views

    same, other = views(fewer, 1) - views(network, 1), views(fewer, 2) - views(network, 1)
    assert same.var() < 0.7 * other.var()


@pytest.mark.parametrize("chance", [0.001, 0.3, 1.0])
def test_reactions_come_as_often_as_their_chance(chance: float) -> None:
    """Gaps drawn instead of single tries give the same number of reactions, each place once, and even second lots."""
    ids = np.arange(500)
    rows, places, part = reactions_drawn(keys(5, ids, 1), np.full(500, chance), 400, 0)
    assert len(rows) / 200_000 == pytest.approx(chance, abs=5 * np.sqrt(chance / 200_000))
    assert len(set(zip(rows.tolist(), places.tolist(), strict=True))) == len(rows)
    if chance < 1.0:
        assert part.mean() == pytest.approx(0.5, abs=5 * np.sqrt(1 / 12 / len(part)))


def test_lots_are_even() -> None:
    """Lots of neighbors and of neighboring places look like independent even ones."""
    of = keys(1, np.arange(20_000), 1)
    first, second = uniforms(of, 0), uniforms(of, 1)
    assert first.mean() == pytest.approx(0.5, abs=0.01)
    assert np.histogram(first, 10, (0, 1))[0].min() > 1_800
    assert abs(np.corrcoef(first, second)[0, 1]) < 0.03
    assert abs(np.corrcoef(first[1:], first[:-1])[0, 1]) < 0.03


def test_a_better_post_carries_further() -> None:
    """More quality brings more of everything."""
    network = invented(800)
    usual, better = (
        outlook(taste(exposure_of(network, post=post), gate_of(post=post))) for post in (Post(), Post(quality=0.5))
    )
    assert better.chance > usual.chance
    assert better.views > usual.views
    assert better.reactions > usual.reactions


def test_the_course_of_a_post() -> None:
    """Views only come in, the tasting first, those beyond last, and after two weeks all are there."""
    expected = outlook(taste(exposure_of(invented(500)), gate_of()))
    told = course(expected, np.array([0.0, 1.0, 24.0, 337.0]), USUAL)
    assert (np.diff(told.first) > 0).all()
    assert told.first[:2] == pytest.approx([0.0, expected.sampled])
    assert told.first[-1] == pytest.approx(expected.first)
    assert told.second[-1] == pytest.approx(expected.second)
    assert told.second[2] / expected.second < told.first[2] / expected.first


def test_simulated_grades_keep_their_share() -> None:
    """As many posts are drawn as were asked for."""
    network = invented(100)
    tasting = taste(exposure_of(network), gate_of(), nodes=25)
    assert len(simulate(tasting, network.id, posts=777, seed=1).opened) == 777
