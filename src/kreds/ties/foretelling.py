"""Which model foretells contact: the one from public sets of mail, or one learned from the network's own past.

Learning needs no answers: at days long gone, what was known then is held against what came after. The default weights
and the way of learning were found on the sets of bench/tie_strength.py.
"""

from dataclasses import dataclass, replace
from types import MappingProxyType

import narwhals as nw
import numpy as np
import polars as pl
from narwhals.typing import IntoFrameT
from numpy.typing import NDArray

from kreds.model.interaction import Channel, Direction
from kreds.ties.alive import FADING, SIGNS, AliveModel, AlivePriors, terms
from kreds.ties.engine import lazy
from kreds.ties.features import HORIZON_DAYS, is_contact
from kreds.ties.priors import fit_priors

__all__ = ["DEFAULT_MODEL", "AliveModel", "AlivePriors", "default_model", "fit_priors", "learn_alive"]

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
DEFAULT_MODEL = AliveModel()
LEAST_ROWS = 20.0
"""How many of either kind, in touch again and not, it takes to learn; a past day counts a quarter."""
MOST_PAST_DAYS, MOST_STEPS = 12, 25
STRIDE, NEWER = 0.25, 0.9
"""Past days lie a quarter of a horizon apart, and each further one counts a tenth less."""
PULL, PULL_INTERCEPT = 20.0, 0.5
"""How firmly the default holds on to the weights."""
LEAST_VARIANCE = 0.25
"""A term that hardly varies in the past may well do so later: its weight is held as if it had varied."""
_PINNED = 1e9
_RATE_WORTH = 20.0
_NAMES = tuple(SIGNS)
_USED = (
    "active_days", "first_day", "last_day", "messages_in", "messages_out", "lately", "habit", "lasting", "habit_in",
    "habit_out",
)  # fmt: skip
"""The columns of `FEATURES` that the terms are made from."""


def default_model(features: IntoFrameT, *, day: int, horizon_days: float = HORIZON_DAYS) -> AliveModel:
    """The weights from public sets, with the priors and the rate of contact of this network.

    Args:
        features: columns of `FEATURES`, made with the same horizon; an engine as for `learn_alive`.
        day: the one the features were made for.
        horizon_days: the chance will be of contact within these days.
    """
    known = lazy(features).select(*_USED).filter(~nw.col("first_day").is_null())
    frame = known.collect(backend="polars").to_native()
    columns = {name: frame[name].cast(pl.Float64).to_numpy() for name in ("active_days", "first_day", "last_day")}
    priors = fit_priors(columns, day=day)
    log_odds = _terms(frame, day=day, horizon_days=horizon_days, priors=priors)[:, _NAMES.index("mbg")]
    return replace(DEFAULT_MODEL, priors=priors, rate=_rate(log_odds))


def learn_alive(
    interactions: IntoFrameT, relations: IntoFrameT, *, day: int, horizon_days: float = HORIZON_DAYS
) -> AliveModel:
    """Weights learned at past days of the same history; those of `default_model` unless these do better.

    Better is a smaller logarithmic loss on people left out of the learning. A history shorter than three horizons is
    learned from at a shorter horizon: all terms count time in horizons.

    Args:
        interactions: columns of `INTERACTIONS`; any engine of narwhals that gives frames of polars (DuckDB does when
            pyarrow is there). What came after ``day`` is not looked at.
        relations: columns of `RELATIONS`, each person once; the same engine.
        day: days since 1970-01-01.
        horizon_days: the chance will be of contact within these days.
    """
    history = _history(interactions, relations, day=day)
    if not len(history.day):
        return DEFAULT_MODEL
    now = history.at(day, float(horizon_days))
    base = default_model(now, day=0, horizon_days=horizon_days)
    past = _training(history, day, horizon_days, base.priors)
    if past is None or min(past.weight @ past.again, past.weight @ (1.0 - past.again)) < LEAST_ROWS:
        return base
    half = past.person % 2 == 0
    ours = sum(past.only(fold).loss(_learned(past.only(~fold), base)) for fold in (half, ~half))
    theirs = sum(past.only(fold).loss(base) for fold in (half, ~half))
    return _learned(past, base) if ours < theirs else base


@dataclass(frozen=True, slots=True)
class _History:
    """Contact by person and day, sorted by both; ``person`` is the place among all, ``said`` if by message."""

    person: Whole
    day: Whole
    said: NDArray[np.bool_]
    inbound: Numbers
    outbound: Numbers

    def at(self, day: int, horizon: float) -> pl.DataFrame:
        """The columns `_USED` and ``person`` at the end of ``day``, which is day 0 there.

        `kreds.ties.features` counts the same; a dozen times all its columns would take too long.
        """
        seen = self.day <= day
        person, place = np.unique(self.person[seen], return_inverse=True)
        when, said = self.day[seen] - day, self.said[seen]
        inbound, outbound = self.inbound[seen], self.outbound[seen]
        starts = np.flatnonzero(np.diff(place, prepend=-1))
        ends = np.append(starts[1:], len(place)) - 1

        def total(values: Numbers) -> Numbers:
            return np.asarray(np.bincount(place, values * said, minlength=len(person)), dtype=np.float64)

        faded = {name: np.exp2(when / (times * horizon)) for name, times in FADING.items()}
        return pl.DataFrame({
            "person": person,
            "active_days": total(np.ones(len(place))),
            "first_day": when[starts],
            "last_day": when[ends],
            "messages_in": total(inbound),
            "messages_out": total(outbound),
            **{name: total(values) for name, values in faded.items()},
            "habit_in": total(faded["habit"] * (inbound > 0)),
            "habit_out": total(faded["habit"] * (outbound > 0)),
        })  # fmt: skip


def _history(interactions: IntoFrameT, relations: IntoFrameT, *, day: int) -> _History:
    message = nw.col("channel") == int(Channel.MESSAGE)
    events = lazy(interactions).filter(nw.col("day") <= day, is_contact())
    known = events.join(lazy(relations).select("person"), on="person", how="inner")
    marked = known.select(
        "person",
        "day",
        message.cast(nw.Int64).alias("said"),
        (message & (nw.col("direction") == int(Direction.INBOUND))).cast(nw.Int64).alias("inbound"),
        (message & (nw.col("direction") == int(Direction.OUTBOUND))).cast(nw.Int64).alias("outbound"),
    )
    counts = ("said", "inbound", "outbound")
    by_day = marked.group_by("person", "day").agg(*(nw.col(name).sum() for name in counts))
    frame = by_day.collect(backend="polars").to_native().sort("person", "day")
    _, person = np.unique(frame["person"].to_numpy(), return_inverse=True)
    inbound, outbound = (frame[name].cast(pl.Float64).to_numpy() for name in ("inbound", "outbound"))
    return _History(person, frame["day"].to_numpy(), frame["said"].to_numpy() > 0, inbound, outbound)


def _terms(frame: pl.DataFrame, *, day: int, horizon_days: float, priors: AlivePriors) -> Numbers:
    made = terms(day=day, horizon_days=horizon_days, priors=priors)
    named = (made[name].alias(name) for name in _NAMES)
    return nw.from_native(frame, eager_only=True).select(*named).to_numpy().astype(np.float64)


def _sigmoid(log_odds: Numbers) -> Numbers:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(log_odds, -30.0, 30.0))), dtype=np.float64)


def _rate(log_odds: Numbers) -> float:
    """Log odds of the mean chance; where there are few, what is usual counts as much as `_RATE_WORTH` of them."""
    usual = _sigmoid(np.array([DEFAULT_MODEL.rate])).sum()
    mean = (_sigmoid(log_odds).sum() + _RATE_WORTH * usual) / (len(log_odds) + _RATE_WORTH)
    return round(float(np.log(mean / (1.0 - mean))), 9)


@dataclass(frozen=True, slots=True)
class _Past:
    """What was known at past days, one row for each person and day, and whether contact followed."""

    person: Whole
    terms: Numbers
    rate: Numbers
    again: Numbers
    weight: Numbers

    def only(self, rows: NDArray[np.bool_]) -> "_Past":
        """Some of the rows."""
        return _Past(self.person[rows], self.terms[rows], self.rate[rows], self.again[rows], self.weight[rows])

    def loss(self, model: AliveModel) -> float:
        """Logarithmic loss of the chances that the model gives."""
        weights = np.array([model.weights[name] for name in _NAMES])
        score = self.terms @ weights + self.rate * model.rate_weight + model.intercept
        return float(self.weight @ np.logaddexp(0.0, np.where(self.again > 0, -score, score)))


def _training(history: _History, day: int, horizon_days: float, priors: AlivePriors) -> _Past | None:
    """Rows at past days, each at least a third of the history after its beginning; None when there is none."""
    first = int(history.day.min())
    least = max(1, (day - first) // 3)
    inner = int(min(horizon_days, least))
    stride = max(1, int(inner * STRIDE))
    rows = []
    for number in range(MOST_PAST_DAYS):
        past = day - inner - number * stride
        if past - first < least:
            break
        frame = history.at(past, float(inner))
        made = _terms(frame, day=0, horizon_days=inner, priors=priors)
        rate = np.full(len(frame), _rate(made[:, _NAMES.index("mbg")]))
        later = np.unique(history.person[(history.day > past) & (history.day <= past + inner)])
        person = frame["person"].to_numpy()
        weight = np.full(len(frame), STRIDE * NEWER**number)
        rows.append((person, made, rate, np.isin(person, later).astype(np.float64), weight))
    return _Past(*(np.concatenate(column) for column in zip(*rows, strict=True))) if rows else None


def _learned(past: _Past, base: AliveModel) -> AliveModel:
    """The default with the weights that fit the rows best, as far as `SIGNS` allows.

    A weight that would get the wrong sign is nought and stays so while the others are fitted again.
    """
    anchor = np.array([*(base.weights[name] for name in _NAMES), base.intercept])
    signs = np.array([*SIGNS.values(), 0])
    held = np.zeros(len(anchor), dtype=bool)
    while True:
        fitted = _fitted(past, np.where(held, 0.0, anchor), held, offset=past.rate * base.rate_weight)
        wrong = (fitted * signs < 0.0) & ~held
        if not wrong.any():
            break
        held |= wrong
    values = [round(float(value), 9) for value in np.where(held, 0.0, fitted)]
    weights = MappingProxyType(dict(zip(_NAMES, values[:-1], strict=True)))
    return replace(base, weights=weights, intercept=values[-1], learned=True)


def _fitted(past: _Past, anchor: Numbers, held: NDArray[np.bool_], *, offset: Numbers) -> Numbers:
    """Ridge logistic regression towards ``anchor`` by Newton; the pull is per standard deviation of a term."""
    mean = np.average(past.terms, axis=0, weights=past.weight)
    variance = np.average((past.terms - mean) ** 2, axis=0, weights=past.weight)
    pull = np.where(held, _PINNED, np.append(PULL * np.maximum(variance, LEAST_VARIANCE), PULL_INTERCEPT))
    design = np.column_stack([past.terms, np.ones(len(past.terms))])
    beta, moved, steps = anchor.copy(), np.inf, 0
    while moved > 1e-6 and steps < MOST_STEPS:
        chance = _sigmoid(design @ beta + offset)
        gradient = design.T @ (past.weight * (chance - past.again)) + pull * (beta - anchor)
        curvature = (design * (past.weight * chance * (1.0 - chance))[:, None]).T @ design + np.diag(pull)
        move = np.linalg.solve(curvature, gradient)
        moved, steps = float(np.abs(move).max()), steps + 1
        beta -= move / max(1.0, moved / 2.0)
    return beta
