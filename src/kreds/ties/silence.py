"""Who has been silent for far longer than the two of them usually are."""

import narwhals as nw
from narwhals.typing import IntoFrameT

from kreds.model.frames import SILENCES
from kreds.model.interaction import Channel
from kreds.ties.engine import Lazy, lazy, same_kind
from kreds.ties.features import ANSWER_DAYS, is_contact

SILENT_ACTIVE_DAYS = 5
"""Fewer days of writing have no usual gap (science.md 1.5)."""
SILENT_TIMES = 8.0
"""From so many usual gaps on a tie most likely decays (Miritello 2013; checked on public sets, science.md 1.4)."""
SILENT_LEAST_DAYS = ANSWER_DAYS
"""Two who once wrote day by day have not fallen silent after a week."""


def silence(interactions: IntoFrameT, *, day: int) -> IntoFrameT:
    """The columns of `SILENCES` as they stood at the end of ``day``; what happened later is left out.

    The usual gap is that between days of writing, because "you used to write" is what is said of it; any other contact
    ends a silence.

    Args:
        interactions: columns of `INTERACTIONS`; any engine of narwhals.
        day: days since 1970-01-01.

    >>> import polars as pl
    >>> days = [0, 20, 40, 60, 80]
    >>> said = {"person": [7] * 5, "day": days, "channel": [1] * 5, "others": [0] * 5}
    >>> row = silence(pl.DataFrame(said), day=241).row(0, named=True)
    >>> row["usual_gap"], row["silent_days"], row["is_silent"]
    (20.0, 161, 1)
    """
    message = nw.col("channel") == int(Channel.MESSAGE)
    events = lazy(interactions).filter(nw.col("day") <= day, is_contact())
    by_day = (
        events.with_columns(message.cast(nw.Int64).alias("said")).group_by("person", "day").agg(nw.col("said").max())
    )
    written = (
        by_day.filter(nw.col("said") == 1)
        .group_by("person")
        .agg(nw.len().alias("active_days"), nw.col("day").min().alias("first"), nw.col("day").max().alias("last"))
    )
    latest = by_day.group_by("person").agg(nw.col("day").max().alias("latest"))
    return same_kind(silences(written.join(latest, on="person", how="left"), day=day), interactions)


def silences(days: Lazy, *, day: int) -> Lazy:
    """The same from what is counted already: person, active_days, first and last (with messages), latest (of contact).

    Args:
        days: one row for each person there were one-to-one messages with; numbers of days since 1970-01-01.
        day: as for `silence`.
    """
    joined = days.with_columns(
        nw.when(nw.col("active_days") > 1)
        .then((nw.col("last") - nw.col("first")).cast(nw.Float64) / (nw.col("active_days") - 1).cast(nw.Float64))
        .alias("usual_gap"),
        (day - nw.col("latest")).alias("silent_days"),
    )
    silent = (
        (nw.col("active_days") >= SILENT_ACTIVE_DAYS)
        & (nw.col("silent_days").cast(nw.Float64) > nw.col("usual_gap") * SILENT_TIMES)
        & (nw.col("silent_days") > SILENT_LEAST_DAYS)
    )
    told = joined.with_columns(silent.cast(nw.Int64).fill_null(0).alias("is_silent"))
    return told.select(*(nw.col(name).cast(getattr(nw, kind)) for name, kind in SILENCES.items()))
