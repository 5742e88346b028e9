"""The chance that two people are in touch again: the closed form against definition, limits and simulation."""

import math

import narwhals as nw
import numpy as np
import polars as pl
import pytest

from kreds.model.interaction import Channel
from kreds.ties import Coverage
from kreds.ties.alive import DEFAULT_PRIORS, AlivePriors, p_alive, p_contact
from tests.ties.networks import TODAY, Event, dialogue, judged

HISTORIES = [(0, 0, 0), (0, 0, 30), (1, 12, 400), (9, 700, 900), (40, 1_200, 1_201), (200, 365, 3_000)]
"""Repeats x, days to the last contact t, days to now T."""


def chances(repeats: float, last_after: float, age: float, priors: AlivePriors = DEFAULT_PRIORS) -> tuple[float, float]:
    """P(alive) and P(contact within a year) of one history."""
    frame = nw.from_native(pl.DataFrame({"x": [float(repeats)], "t": [float(last_after)], "T": [float(age)]}))
    x, t, now = nw.col("x"), nw.col("t"), nw.col("T")
    columns = frame.select(
        alive=p_alive(x, last_after=t, age=now, priors=priors),
        contact=p_contact(x, last_after=t, age=now, priors=priors),
    )
    return columns["alive"].item(), columns["contact"].item()


def log_beta(a: float, b: float) -> float:
    """The logarithm of the beta function."""
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


@pytest.mark.parametrize("history", HISTORIES)
def test_alive_is_the_share_of_the_likelihood_in_which_the_tie_lives(history: tuple[float, float, float]) -> None:
    """The closed form equals the ratio of the two parts of the published likelihood (Batislam et al. 2007)."""
    x, t, age = history
    r, alpha, a, b = 0.5, 9.0, 0.2, 1.0
    lives = log_beta(a, b + x + 1) - log_beta(a, b) - (r + x) * math.log(alpha + age)
    died = log_beta(a + 1, b + x) - log_beta(a, b) - (r + x) * math.log(alpha + t)

    assert chances(x, t, age)[0] == pytest.approx(1 / (1 + math.exp(died - lives)), rel=1e-9)


def test_one_day_of_contact_is_no_proof_of_life() -> None:
    """Plain BG/NBD calls everybody with one day of contact alive; here even on the day itself some ties have died."""
    assert chances(0, 0, 0)[0] == pytest.approx(1 / 1.2)
    assert chances(0, 0, 3_650)[0] < 0.25


def test_limits() -> None:
    """Ties that cannot die are alive, those whose horizon is silent for ever are not, and nothing overflows."""
    assert chances(3, 50, 5_000, AlivePriors(a=1e-15))[0] == pytest.approx(1.0)
    assert max(chances(5_000, 5_000, 9_000)) == pytest.approx(0.0)
    assert min(chances(2_000, 2_000, 2_000)) == pytest.approx(1.0, abs=1e-3)


def test_a_long_silence_says_more_of_those_who_wrote_often() -> None:
    """A year without a word means little between people who write once a year, and much between daily writers."""
    assert chances(4, 1_460, 1_825)[0] > chances(400, 1_460, 1_825)[0]


def test_against_a_simulation_of_the_model() -> None:
    """Of drawn ties, those with one repeat in days 100 to 200 are as alive on day 300 as the formula says."""
    chance = np.random.default_rng(7)
    n, now, horizon = 400_000, 300.0, 365.0
    rate = chance.gamma(0.5, 1 / 9.0, n)
    dies = chance.beta(0.2, 1.0, n)
    alive = chance.random(n) >= dies
    repeats, last, future = np.zeros(n), np.zeros(n), np.zeros(n, dtype=bool)
    clock, running = np.zeros(n), alive.copy()
    for _ in range(60):
        step = np.full(n, np.inf)
        step[running] = chance.exponential(1 / np.maximum(rate[running], 1e-300))
        clock = clock + step
        past, later = running & (clock <= now), running & (clock > now) & (clock <= now + horizon)
        repeats[past] += 1
        last[past] = clock[past]
        future |= later
        stays = chance.random(n) >= dies
        alive = np.where(past, stays, alive)
        running = past & stays
    chosen = (repeats == 1) & (last > 100) & (last <= 200)
    told = [chances(1, t, now) for t in np.quantile(last[chosen], [0.1, 0.3, 0.5, 0.7, 0.9])]

    assert chosen.sum() > 2_000
    assert alive[chosen].mean() == pytest.approx(np.mean([a for a, _ in told]), abs=0.03)
    assert future[chosen].mean() == pytest.approx(np.mean([c for _, c in told]), abs=0.03)


def test_regular_writers_are_alive_and_those_gone_silent_are_not() -> None:
    """The judgement's chance of contact within a year, at both ends."""
    frame = judged([*dialogue(1, range(TODAY - 900, TODAY, 10)), Event(2, TODAY - 3_000)], {1: 15_000, 2: 15_000})

    assert frame["alive"][0] > 0.95
    assert frame["alive"][1] < 0.05


def test_people_never_in_touch_are_seldom_heard_of() -> None:
    """Years of silence since the connection leave little hope, where messages are covered."""
    messages = Coverage.of([Channel.MESSAGE])

    assert judged([], {1: TODAY - 3_650}, coverage=messages)["alive"].item() < 0.02
