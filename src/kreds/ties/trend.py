"""Where the contact of a relation is heading: who is going quiet, and who writes more than they used to."""

import math

import narwhals as nw

from kreds.model.level import Trend

FADING_ACTIVE_DAYS = 5
"""From so many days with messages on there is a habit that can fade (science.md: the usual gap needs five)."""
FADING_SILENT_DAYS = 180
GROWING_ACTIVE_DAYS = 3
GROWING_TIMES = 1.5
"""So many times the usual contact counts as growing."""
GROWING_RECENT_DAYS = 90
GROWING_HISTORY_DAYS = 365
"""Younger contact has no "usual" yet."""

_LN2 = math.log(2.0)


def trend(*, day: int, half_life_days: float) -> nw.Expr:
    """``trend`` from the columns of `FEATURES`: a `Trend`.

    Fading: there was a habit of writing, and nothing has come for half a year. Growing: the decayed days are
    `GROWING_TIMES` as many as they would be, had the same number of days been spread evenly over the whole time
    (r / lambda (1 - exp(-lambda T)), the sum of a steady rate r that decays by lambda a day).

    Args:
        day: the day of the judgement, days since 1970-01-01.
        half_life_days: the one the features were made with.
    """
    decay = _LN2 / half_life_days
    days = nw.col("active_days").cast(nw.Float64)
    age = (day - nw.col("first_day")).cast(nw.Float64) + 1.0
    steady = days / age * (1.0 - (age * -decay).exp()) / decay
    silent = (day - nw.col("last_day")).cast(nw.Float64)
    fading = (days >= FADING_ACTIVE_DAYS) & (silent > FADING_SILENT_DAYS)
    growing = (
        (days >= GROWING_ACTIVE_DAYS)
        & (age >= GROWING_HISTORY_DAYS)
        & (silent <= GROWING_RECENT_DAYS)
        & (nw.col("decayed_days") >= steady * GROWING_TIMES)
    )
    return (
        nw.when(fading)
        .then(nw.lit(Trend.FADING.value))
        .otherwise(nw.when(growing).then(nw.lit(Trend.GROWING.value)).otherwise(nw.lit(Trend.STEADY.value)))
        .alias("trend")
    )
