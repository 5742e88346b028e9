"""On which days of the week the owner's own posts do better: what they say, drawn towards no difference.

Nobody has documented that a day matters, and posts of one day differ far more from each other than days do. So a day is
believed as far as the posts made on it outweigh that: a mean of n posts counts for n / (n + k), where k is how much
more posts differ than days (a normal prior on the effect of a day).
"""

from dataclasses import dataclass

import numpy as np

from kreds.reach.calibration import ENOUGH, OwnPosts
from kreds.reach.curves import Numbers, Whole

DAYS = 7
_BETWEEN_DAYS = 0.15
"""How much days differ, in log odds (assumed): a good day has some 15 percent more reactions than a usual one."""
_LEAST_SPREAD = 0.3
"""Posts of one day differ at least this much, however few there are to tell by."""
_SURE = 1.2815515655446004
"""The normal quantile of nine in ten."""


@dataclass(frozen=True, slots=True)
class PostingDay:
    """One day of the week, 0 being Monday.

    ``posts`` were made on it. ``effect`` is what it adds to the log odds that somebody who sees a post reacts, and
    ``doubt`` how unsure that is, as a standard deviation.
    """

    weekday: int
    posts: int
    effect: float
    doubt: float

    @property
    def low(self) -> float:
        """Above this it lies with nine chances of ten."""
        return self.effect - _SURE * self.doubt

    @property
    def high(self) -> float:
        """Below this it lies with nine chances of ten."""
        return self.effect + _SURE * self.doubt


def posting_days(posts: OwnPosts, weekday: Whole) -> tuple[PostingDay, ...]:
    """The days that own posts were made on, Monday first; none before there are `kreds.reach.calibration.ENOUGH` posts.

    Args:
        posts: with impressions and reactions.
        weekday: of each post, 0 being Monday and -1 unknown, shape (posts,).
    """
    told = (weekday >= 0) & ~np.isnan(posts.impressions) & ~np.isnan(posts.reactions) & (posts.impressions > 0)
    if told.sum() < ENOUGH:
        return ()
    rate = _log_rate(posts.impressions[told], posts.reactions[told])
    day = weekday[told]
    count = np.bincount(day, minlength=DAYS)
    spread = max(float((rate - _mean_of_day(rate, day, count)[day]).std()), _LEAST_SPREAD)
    more = (spread / _BETWEEN_DAYS) ** 2
    apart = np.bincount(day, weights=rate - rate.mean(), minlength=DAYS)
    effect = apart / (count + more)
    doubt = _BETWEEN_DAYS * np.sqrt(more / (count + more))
    return tuple(PostingDay(at, int(count[at]), float(effect[at]), float(doubt[at])) for at in range(DAYS) if count[at])


def _log_rate(impressions: Numbers, reactions: Numbers) -> Numbers:
    """The log of reactions per view, kept finite where nobody reacted."""
    rate: Numbers = np.log((reactions + 0.5) / (impressions + 1.0))
    return rate


def _mean_of_day(rate: Numbers, day: Whole, count: Whole) -> Numbers:
    mean: Numbers = np.bincount(day, weights=rate, minlength=DAYS) / np.maximum(count, 1)
    return mean
