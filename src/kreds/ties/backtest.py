"""How good the judgement would have been: made for a day in the past, and held against what came after."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import narwhals as nw
import numpy as np
import polars as pl
from narwhals.typing import IntoFrameT
from numpy.typing import NDArray

from kreds.model.frames import CONTEXT
from kreds.model.level import LEVELS, Level
from kreds.ties.coverage import Coverage
from kreds.ties.engine import lazy
from kreds.ties.features import HALF_LIFE_DAYS, HORIZON_DAYS, features, is_contact
from kreds.ties.foretelling import default_model, learn_alive
from kreds.ties.judgement import judge
from kreds.ties.ranking import quality
from kreds.ties.weights import DEFAULT_WEIGHTS, Weights

LEAST_RELATIONS = 30
"""Fewer relations that had been in touch by then show nothing."""
LEAST_OF_A_KIND = 10
"""Nor do fewer that were in touch again, or that were not."""
MOST_BINS, LEAST_BINS, BIN_SIZE = 10, 2, 20
SHORT, FEW = "SHORT", "FEW"
_BEFORE_ALL = -(10**9)


@dataclass(frozen=True, slots=True)
class Ranking:
    """ROC-AUC and average precision of one score."""

    auc: float
    ap: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Relations of about the same chance: the mean of what was foretold, the share that came true, how many."""

    foretold: float
    observed: float
    n: int


@dataclass(frozen=True, slots=True)
class Called:
    """Of ``called`` relations that were given a level then, ``touched`` have been in touch since."""

    called: int
    touched: int


@dataclass(frozen=True, slots=True)
class Backtest:
    """What was judged at the end of ``day``, against the ``horizon_days`` after it.

    Rankings and calibration are of relations that had been in touch by then, ``levels`` of all that were known.

    Attributes:
        day: the day in the past.
        horizon_days: for how long contact was awaited.
        refusal: why no figures are shown: `SHORT`, `FEW`, or nothing.
        relations: how many had been in touch by then.
        again: how many of these were in touch since.
        learned: whether ``alive`` came from weights learned until then.
        alive: how well the chance of contact ranks them.
        strength: how well their strength does.
        rules: how well simple rules do: ``recency``, ``messages`` and ``active_days``.
        bins: what was foretold against what came, from the least likely on.
        calibration_error: how far the two lie apart on average.
        levels: the strong, the average and the worthless.
    """

    day: int
    horizon_days: int
    refusal: str = ""
    relations: int = 0
    again: int = 0
    learned: bool = False
    alive: Ranking | None = None
    strength: Ranking | None = None
    rules: Mapping[str, Ranking] | None = None
    bins: tuple[Bin, ...] | None = None
    calibration_error: float | None = None
    levels: Mapping[Level, Called] | None = None


def backtest(
    interactions: IntoFrameT,
    relations: IntoFrameT,
    *,
    day: int,
    coverage: Coverage,
    horizon_days: int = HORIZON_DAYS,
    context: IntoFrameT | None = None,
    half_life_days: float = HALF_LIFE_DAYS,
    weights: Weights = DEFAULT_WEIGHTS,
    learn: bool = True,
) -> Backtest:
    """Judge as of ``horizon_days`` before ``day`` with what was known then, and look who has been in touch since.

    The person's own answers are left out: they were given by somebody who knew what came after. A shared workplace
    counts, although it may be newer.

    Args:
        interactions: columns of `INTERACTIONS`; an engine as for `learn_alive`. What came after ``day`` does not
            count.
        relations: columns of `RELATIONS`, each person once; the same engine.
        day: the last day on which something is known, days since 1970-01-01.
        coverage: what the sources could have shown.
        horizon_days: for how long contact is awaited.
        context: columns of `CONTEXT`; the same engine. None when nothing is known.
        half_life_days: see `HALF_LIFE_DAYS`.
        weights: how much each sign weighs; those learned from answers know what came after.
        learn: whether the chance of contact is learned from the past until then, if that is better; else as shipped.
    """
    past = day - horizon_days
    events = _collected(interactions).filter(pl.col("day") <= day)
    before = events.filter(pl.col("day") <= past)
    contact = nw.from_native(events).filter(is_contact()).to_native()
    known = _known_then(_collected(relations), contact, past)
    contact = contact.join(known, on="person", how="semi")
    if not coverage.has_messages or past - _beginning(contact, coverage, day) < horizon_days:
        return Backtest(past, horizon_days, SHORT)
    measured = features(
        before,
        known,
        day=past,
        context=_undated(context),
        half_life_days=half_life_days,
        horizon_days=horizon_days,
    )
    default = default_model(measured, day=past, horizon_days=horizon_days)
    model = learn_alive(before, known, day=past, horizon_days=horizon_days) if learn else default
    judged = judge(
        measured,
        day=past,
        coverage=coverage,
        horizon_days=horizon_days,
        half_life_days=half_life_days,
        weights=weights,
        alive_model=model,
    )
    since = contact.filter(pl.col("day") > past).select("person").unique()
    told = judged.join(measured, on="person", suffix="_then").sort("person")
    told = told.with_columns(again=pl.col("person").is_in(since["person"].implode()))
    return _measured(told, past=past, horizon_days=horizon_days, learned=model.learned)


def _measured(told: pl.DataFrame, *, past: int, horizon_days: int, learned: bool) -> Backtest:
    touched = told.filter(pl.col("first_day").is_not_null())
    again = touched["again"].to_numpy()
    count = int(again.sum())
    if len(touched) < LEAST_RELATIONS or min(count, len(touched) - count) < LEAST_OF_A_KIND:
        return Backtest(past, horizon_days, FEW, relations=len(touched), again=count)
    alive = touched["alive"].to_numpy()
    bins = _bins(again, alive)
    rules = {
        "recency": touched["last_day"],
        "messages": touched["messages_in"] + touched["messages_out"],
        "active_days": touched["active_days"],
    }
    return Backtest(
        past,
        horizon_days,
        relations=len(touched),
        again=count,
        learned=learned,
        alive=_ranking(again, alive),
        strength=_ranking(again, touched["score"].to_numpy()),
        rules={name: _ranking(again, column.cast(pl.Float64).to_numpy()) for name, column in rules.items()},
        bins=bins,
        calibration_error=sum(one.n * abs(one.foretold - one.observed) for one in bins) / len(touched),
        levels={level: _called(told, level) for level in LEVELS},
    )


def _collected(frame: IntoFrameT) -> pl.DataFrame:
    return cast("pl.DataFrame", lazy(frame).collect(backend="polars").to_native())


def _known_then(relations: pl.DataFrame, contact: pl.DataFrame, past: int) -> pl.DataFrame:
    """Who was connected by then; where no source says since when, who had been in touch by then.

    Who has been removed since was still connected.
    """
    met = contact.filter(pl.col("day") <= past)["person"].unique()
    connected = pl.col("connected_day") <= past
    in_touch = pl.col("connected_day").is_null() & pl.col("person").is_in(met.implode())
    return relations.filter(connected | in_touch).with_columns(is_connected=pl.lit(1, dtype=pl.Int64))


def _beginning(contact: pl.DataFrame, coverage: Coverage, day: int) -> int:
    """Since when contact is known."""
    first = contact["day"].min()
    since = _BEFORE_ALL if coverage.since_day is None else coverage.since_day
    return max(since, int(first) if isinstance(first, int) else day)


def _undated(context: IntoFrameT | None) -> pl.DataFrame | None:
    """The context without answers."""
    if context is None:
        return None
    answers = (pl.lit(0, dtype=pl.Int64).alias(name) for name in CONTEXT if name not in {"person", "colleague"})
    return _collected(context).with_columns(*answers)


def _ranking(again: NDArray[np.bool_], score: NDArray[np.float64]) -> Ranking:
    return Ranking(*quality(again, score))


def _bins(again: NDArray[np.bool_], alive: NDArray[np.float64]) -> tuple[Bin, ...]:
    """Relations by their chance, in bins of the same size."""
    number = min(MOST_BINS, max(LEAST_BINS, len(alive) // BIN_SIZE))
    parts = np.array_split(np.argsort(alive, kind="stable"), number)
    return tuple(Bin(float(alive[part].mean()), float(again[part].mean()), len(part)) for part in parts)


def _called(told: pl.DataFrame, level: Level) -> Called:
    those = told.filter(pl.col("level") == level.value)
    return Called(len(those), int(those["again"].sum()))
