"""Models of the chance of contact: the default one, the learned one, and when which is taken."""

import random
from dataclasses import replace

import duckdb
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from polars.testing import assert_frame_equal

from kreds.model.interaction import Channel
from kreds.ties import features, judge
from kreds.ties.alive import DEFAULT_PRIORS, FADING, SIGNS
from kreds.ties.foretelling import (
    DEFAULT_MODEL,
    AliveModel,
    AlivePriors,
    _history,
    default_model,
    fit_priors,
    learn_alive,
)
from tests.ties.networks import ALL, TODAY, Event, dialogue, events, interactions, networks, relations
from tests.ties.test_engines import relation_of

Network = tuple[list[Event], dict[int, int | None]]
SPAN = 1_500
HORIZON = 90
FEWEST = settings(max_examples=8, deadline=None)


def lively(count: int, *, seed: int = 3) -> tuple[pl.DataFrame, pl.DataFrame]:
    """People who write at a pace of their own until one day they stop, over four years."""
    chance = random.Random(seed)
    said = []
    for who in range(count):
        clock = TODAY - SPAN + chance.random() * SPAN * 0.7
        pace, stays = chance.expovariate(1 / 40) + 2, chance.choice([0.7, 0.97])
        while clock < TODAY:
            said.append(Event(who, int(clock), direction=chance.choice([-1, 1])))
            if chance.random() > stays:
                break
            clock += chance.expovariate(1 / pace)
    return interactions(said), relations(dict.fromkeys(range(count), TODAY - SPAN))


def chances(said: pl.DataFrame, known: pl.DataFrame, model: AliveModel | None, *, day: int = TODAY) -> pl.DataFrame:
    """Person and chance of contact within `HORIZON`."""
    measured = features(said, known, day=day, horizon_days=HORIZON).sort("person")
    judged = judge(measured, day=day, coverage=ALL, horizon_days=HORIZON, alive_model=model)
    return judged.select("person", "alive")


@pytest.fixture(scope="module")
def network() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Enough people to learn from."""
    return lively(400)


@pytest.fixture(scope="module")
def learned(network: tuple[pl.DataFrame, pl.DataFrame]) -> AliveModel:
    """What is learned from them."""
    return learn_alive(*network, day=TODAY, horizon_days=HORIZON)


def simulated(priors: AlivePriors, count: int) -> dict[str, NDArray[np.float64]]:
    """Days of contact drawn from MBG/NBD itself, looked at from day 0."""
    chance = np.random.default_rng(11)
    age = chance.uniform(200, 2_000, count)
    rate, dies = chance.gamma(priors.r, 1 / priors.alpha, count), chance.beta(priors.a, priors.b, count)
    days, last = np.ones(count), np.zeros(count)
    for place in range(count):
        clock = 0.0
        while chance.random() >= dies[place]:
            clock += chance.exponential(1 / max(rate[place], 1e-9))
            if clock > age[place]:
                break
            days[place], last[place] = days[place] + 1, clock
    return {"active_days": days, "first_day": -age, "last_day": last - age}


def test_fitted_priors_come_back() -> None:
    """Ties drawn from the model give back the model they were drawn from."""
    drawn = AlivePriors(r=0.9, alpha=30.0, a=0.4, b=1.5)
    fitted = fit_priors(simulated(drawn, 4_000), day=0)

    assert fitted.r == pytest.approx(drawn.r, rel=0.15)
    assert fitted.alpha == pytest.approx(drawn.alpha, rel=0.15)
    assert fitted.a / (fitted.a + fitted.b) == pytest.approx(drawn.a / (drawn.a + drawn.b), rel=0.15)


def test_few_relations_keep_the_usual_priors() -> None:
    """Below two hundred relations in touch nothing is fitted, however many were never in touch."""
    drawn = simulated(AlivePriors(r=3.0), 199)
    silent = {name: np.append(column, [np.nan] * 500) for name, column in drawn.items()}

    assert fit_priors(silent, day=0) == DEFAULT_PRIORS


def test_enough_history_is_learned_from(learned: AliveModel) -> None:
    """Where some stop and others go on, the past says who, and the weights keep the signs they may have."""
    assert learned.learned
    assert learned.priors != DEFAULT_PRIORS
    assert all(learned.weights[name] * sign >= 0 for name, sign in SIGNS.items())


def test_learning_foretells_better() -> None:
    """Where people write for a week and come back when nobody expects it, the past teaches what MBG/NBD cannot know."""
    chance = random.Random(8)
    bursts = [(who, TODAY - chance.randrange(SPAN)) for who in range(300) for _ in range(4)]
    said = interactions([Event(who, day - step) for who, day in bursts for step in range(7)])
    known, past = relations(dict.fromkeys(range(300), 15_000)), TODAY - HORIZON
    model = learn_alive(said, known, day=past, horizon_days=HORIZON)
    in_touch = said.filter(pl.col("day") <= past)["person"].unique()
    came = said.filter(pl.col("day") > past)["person"].unique()

    def error(one: AliveModel | None) -> float:
        told = chances(said, known, one, day=past).filter(pl.col("person").is_in(in_touch.implode()))
        label = told["person"].is_in(came.implode()).to_numpy()
        return float(((told["alive"].to_numpy() - label) ** 2).mean())

    assert model.learned
    assert error(model) < error(None) - 0.01


def test_a_past_day_never_sees_what_came_later(network: tuple[pl.DataFrame, pl.DataFrame], learned: AliveModel) -> None:
    """Messages after the day change neither the weights, nor the priors, nor the rate."""
    said, known = network
    later = interactions([Event(who, TODAY + 1 + who % 50) for who in range(200)])

    assert learn_alive(pl.concat([said, later]), known, day=TODAY, horizon_days=HORIZON) == learned


def test_shuffling_changes_nothing(network: tuple[pl.DataFrame, pl.DataFrame], learned: AliveModel) -> None:
    """The order of messages and of people plays no part."""
    said, known = network
    shuffled = (said.sample(fraction=1.0, shuffle=True, seed=1), known.sample(fraction=1.0, shuffle=True, seed=2))

    assert learn_alive(*shuffled, day=TODAY, horizon_days=HORIZON) == learned


@pytest.mark.parametrize("count", [1, 12])
def test_a_thin_history_is_not_learned_from(count: int) -> None:
    """A dozen people teach nothing: the weights from public sets stay."""
    model = learn_alive(*lively(count), day=TODAY, horizon_days=HORIZON)

    assert not model.learned
    assert (model.weights, model.intercept) == (DEFAULT_MODEL.weights, DEFAULT_MODEL.intercept)
    assert model.priors == DEFAULT_PRIORS


def test_chance_alone_is_not_learned_from() -> None:
    """Learned weights are taken only where people left out of the learning are foretold better."""
    said = [Event(who, TODAY - 1) for who in range(300)]

    assert not learn_alive(interactions(said), relations(dict.fromkeys(range(300), None)), day=TODAY).learned


def test_no_history_gives_the_default() -> None:
    """An empty network, and one in which nobody ever wrote, are no error."""
    nobody, strangers = relations({}), relations({1: 15_000})

    assert learn_alive(interactions([]), nobody, day=TODAY) == DEFAULT_MODEL
    assert learn_alive(interactions([]), strangers, day=TODAY) == DEFAULT_MODEL
    assert default_model(features(interactions([]), nobody, day=TODAY), day=TODAY) == DEFAULT_MODEL


def test_the_default_knows_how_lively_the_network_is() -> None:
    """The same weights foretell more where more is going on, whoever is asked about."""
    (said, known), silent = lively(400), relations(dict.fromkeys(range(400), 15_000))
    old = interactions([Event(who, TODAY - 3_000) for who in range(400)])
    loud, quiet = (
        default_model(features(*one, day=TODAY, horizon_days=HORIZON), day=TODAY, horizon_days=HORIZON)
        for one in ((said, known), (old, silent))
    )

    assert loud.rate > quiet.rate
    assert loud.weights == quiet.weights


def test_past_days_are_counted_as_the_features_count() -> None:
    """What learning sees of a past day is what `features` would have said on it, other channels included."""
    said, known = lively(30)
    more = interactions([
        Event(3, TODAY - 40, channel=int(Channel.ENDORSEMENT)),
        Event(4, TODAY - 30, channel=int(Channel.NOTE)),
        Event(5, TODAY - 20, others=3),
        Event(29, TODAY - 900, channel=int(Channel.INVITATION)),
        Event(77, TODAY - 9),
    ])  # fmt: skip
    everything, past = pl.concat([said, more]), TODAY - 10
    counted = _history(everything, known, day=TODAY).at(past, float(HORIZON)).drop("person")
    measured = features(everything, known, day=past, horizon_days=HORIZON).filter(pl.col("first_day").is_not_null())
    expected = measured.sort("person").select(counted.columns)
    shifted = expected.with_columns(pl.col("first_day", "last_day") - past)

    assert_frame_equal(counted, shifted, check_dtypes=False, abs_tol=1e-8)


@FEWEST
@given(networks(), st.integers(1, 900), st.sampled_from(["default", "learned"]))
def test_silence_never_raises_the_chance(learned: AliveModel, network: Network, later: int, which: str) -> None:
    """Days in which nothing happens bring nobody back, whatever was learned."""
    model = learned if which == "learned" else DEFAULT_MODEL
    said, known = interactions(network[0]), relations(network[1])
    before, after = chances(said, known, model), chances(said, known, model, day=TODAY + later)

    assert max(after["alive"] - before["alive"]) <= 1e-6


@FEWEST
@given(networks(), events)
def test_chances_are_chances_and_each_has_their_own(network: Network, more: Event) -> None:
    """Between 0 and 1, and what passes with one person changes the chance of nobody else."""
    said, known = network
    before, after = (chances(interactions(one), relations(known), DEFAULT_MODEL) for one in (said, [*said, more]))
    others = pl.col("person") != more.person

    assert after["alive"].is_between(0.0, 1.0).all()
    assert_frame_equal(before.filter(others), after.filter(others))


def test_those_never_in_touch_keep_the_present_rule(learned: AliveModel) -> None:
    """A model speaks of those who have been in touch only."""
    said, known = interactions(dialogue(1, [TODAY - 50])), relations({1: 15_000, 2: TODAY - 400})
    with_model, without = chances(said, known, learned), chances(said, known, None)

    assert with_model["alive"][1] == without["alive"][1]
    assert with_model["alive"][0] != without["alive"][0]


def test_duckdb_and_polars_agree(learned: AliveModel) -> None:
    """What a model says is computed by another engine to the same digits, also of those never in touch."""
    said, known = lively(40)
    measured = features(said, pl.concat([known, relations({99: None})]), day=TODAY, horizon_days=HORIZON)
    ours = judge(measured, day=TODAY, coverage=ALL, horizon_days=HORIZON, alive_model=learned).sort("person")
    with duckdb.connect() as connection:
        table = relation_of(connection, "measured", measured)
        theirs = judge(table, day=TODAY, coverage=ALL, horizon_days=HORIZON, alive_model=learned)
        told = dict(theirs.select("person", "alive").fetchall())

    assert [told[person] for person in ours["person"]] == pytest.approx(ours["alive"].to_list(), abs=2e-6)


def test_a_word_of_late_says_more_than_one_of_old() -> None:
    """Both models of a single message: the newer, the likelier another."""
    said = interactions([Event(1, TODAY - 5), Event(2, TODAY - 500), Event(3, TODAY - 3_000)])
    told = chances(said, relations({1: 15_000, 2: 15_000, 3: 15_000}), replace(DEFAULT_MODEL, rate=0.0))

    assert told["alive"].to_list() == sorted(told["alive"].to_list(), reverse=True)
    assert set(FADING) <= set(SIGNS)
