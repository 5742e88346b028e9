"""The first judgement of every relation: how strong, how sure, which level, and whether it is alive."""

import narwhals as nw
from narwhals.typing import IntoFrameT

from kreds.model.frames import JUDGEMENTS
from kreds.ties import levels, strength
from kreds.ties.alive import AliveModel, alive
from kreds.ties.coverage import Coverage, sign_columns
from kreds.ties.engine import Lazy, lazy, same_kind
from kreds.ties.features import HALF_LIFE_DAYS, HORIZON_DAYS
from kreds.ties.trend import trend
from kreds.ties.weights import DEFAULT_WEIGHTS, Weights


def judge(
    features: IntoFrameT,
    *,
    day: int,
    coverage: Coverage,
    horizon_days: int = HORIZON_DAYS,
    half_life_days: float = HALF_LIFE_DAYS,
    weights: Weights = DEFAULT_WEIGHTS,
    likeness: IntoFrameT | None = None,
    alive_model: AliveModel | None = None,
) -> IntoFrameT:
    """The columns of `JUDGEMENTS`, one row for each relation.

    Args:
        features: columns of `FEATURES`; any engine of narwhals.
        day: the day of the judgement, days since 1970-01-01; the one the features were made for.
        coverage: what the sources could have shown.
        horizon_days: ``alive`` is the chance of contact within these days.
        half_life_days: the one the features were made with.
        weights: how much each sign weighs; the guide's definition unless said otherwise.
        likeness: ``person`` and ``likeness``, what the words of some people add (`kreds.ties.learned.likeness`); the
            same engine. With it the rows come in any order.
        alive_model: foretells ``alive`` (`kreds.ties.foretelling`), made for the same day and horizon; MBG/NBD with its
            default priors without one.

    >>> import polars as pl
    >>> from kreds.model.frames import FEATURES, RELATIONS
    >>> from kreds.model.interaction import Channel
    >>> stranger = {name: [0.0 if kind == "Float64" else 0] for name, kind in FEATURES.items()}
    >>> never = {name: [None] for name in FEATURES if name.endswith("_day") and name not in RELATIONS}
    >>> row = pl.DataFrame({**stranger, **never}, schema_overrides=dict.fromkeys(never, pl.Int64))
    >>> judge(row, day=3650, coverage=Coverage.of([Channel.MESSAGE]))["level"].item()
    'worthless'
    >>> judge(row, day=3650, coverage=Coverage())["level"].item()
    'unknown'
    """
    frame = _with_likeness(features, likeness).with_columns(strength.observed(coverage, day=day))
    # The answers are columns of the features and contributions of the score: levels and signs read the former.
    worth = [worth.name.prefix(WORTH) for worth in strength.contributions(coverage, day=day, weights=weights)]
    weighed = frame.with_columns(*worth).with_columns(
        strength.score(WORTH),
        strength.spread(coverage),
        alive(coverage, day=day, horizon_days=horizon_days, alive_model=alive_model),
    )
    cut = levels.STRONG_CUT + weights.learned.strong
    banded = weighed.with_columns(*levels.memberships(cut), levels.strength(cut))
    banded = banded.with_columns(levels.p_average())
    judged = banded.with_columns(
        levels.level(coverage), *sign_columns(coverage), trend(day=day, half_life_days=half_life_days)
    )
    columns = [nw.col(name).cast(getattr(nw, kind)) for name, kind in JUDGEMENTS.items()]
    return same_kind(judged.select(*columns), features)


def _with_likeness(features: IntoFrameT, likeness: IntoFrameT | None) -> Lazy:
    if likeness is None:
        return lazy(features).with_columns(nw.lit(0.0).alias("likeness"))
    joined = lazy(features).join(lazy(likeness).select("person", "likeness"), on="person", how="left")
    return joined.with_columns(nw.col("likeness").fill_null(0.0))


WORTH = "worth_"
"""What the columns of contributions begin with, beside the features they are made from."""
