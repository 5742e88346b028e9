"""The chance that two people are in touch again, from how and when they were before.

Without a model it is MBG/NBD in closed form (Batislam et al. 2007; science.md 1.6): contact comes at a
rate drawn from Gamma(r, alpha); after each day of contact, the first included, the tie dies with a chance drawn from
Beta(a, b). Plain BG/NBD is wrong here: it takes everybody with one day of contact for alive.

With an `AliveModel` (`kreds.ties.foretelling` makes them) that chance is one of several terms of a logistic formula.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import narwhals as nw

from kreds.ties.coverage import Coverage
from kreds.ties.features import HORIZON_DAYS
from kreds.ties.strength import UNDATED_DAYS

NO_IDEA = 0.5
"""The chance that is told when no source covers messages and none were seen."""
_MINUS_LN2 = -math.log(2.0)
_LARGEST_EXPONENT = 700.0  # engines differ in what they make of an overflow


@dataclass(frozen=True, slots=True)
class AlivePriors:
    """Parameters of the two distributions, in days; the defaults lie amid six public sets (science.md 1.6)."""

    r: float = 0.5
    alpha: float = 9.0
    a: float = 0.2
    b: float = 1.0


DEFAULT_PRIORS = AlivePriors()


def p_alive(repeats: nw.Expr, *, last_after: nw.Expr, age: nw.Expr, priors: AlivePriors = DEFAULT_PRIORS) -> nw.Expr:
    """P(alive) = 1 / (1 + a/(b+x) ((alpha+T)/(alpha+t))^(r+x)).

    Args:
        repeats: x, days with contact after the first.
        last_after: t, days from the first contact to the last.
        age: T, days from the first contact to now.
        priors: r, alpha, a and b.
    """
    ratio = ((age + priors.alpha) / (last_after + priors.alpha)).log()
    exponent = (repeats + priors.r) * ratio + (priors.a / (repeats + priors.b)).log()
    bounded = nw.min_horizontal(exponent, nw.lit(_LARGEST_EXPONENT))
    return 1.0 / (bounded.exp() + 1.0)


def p_contact(
    repeats: nw.Expr,
    *,
    last_after: nw.Expr,
    age: nw.Expr,
    horizon_days: float = HORIZON_DAYS,
    priors: AlivePriors = DEFAULT_PRIORS,
) -> nw.Expr:
    """P(contact within the horizon) = P(alive) (1 - ((alpha+T)/(alpha+T+H))^(r+x)); a death inside H is left out."""
    rest = ((age + priors.alpha) / (age + (priors.alpha + horizon_days))).log() * (repeats + priors.r)
    return p_alive(repeats, last_after=last_after, age=age, priors=priors) * (1.0 - rest.exp())


SIGNS: Mapping[str, int] = MappingProxyType({
    "gap": -1,
    "tenure": -1,
    "days": 0,
    "per_day": 0,
    "both": 0,
    "lately": 1,
    "habit": 1,
    "lasting": 1,
    "mutual": 1,
    "mbg": 1,
})  # fmt: skip
"""The terms of a model, and which sign the weight of each may have: with these, silence never raises the chance.

``gap`` is how much of the acquaintance has passed in silence and ``tenure`` how long it has lasted, ``days`` the days
of contact, ``per_day`` the messages on each, ``both`` whether both have written, ``lately``, ``habit`` and ``lasting``
the days that have not faded yet, ``mutual`` those of the more silent one, ``mbg`` what MBG/NBD makes of it; all in
logarithms, times in horizons.
"""
_FADED = 0.1
"""What is added to faded days before the logarithm: a tenth of a day is as good as none."""
_SUREST = 1e-5
FADING: Mapping[str, float] = MappingProxyType({"lately": 0.25, "habit": 1.0, "lasting": 4.0})
"""After how many horizons a day counts half."""


def _defaults() -> Mapping[str, float]:
    return MappingProxyType({
        "gap": -0.12,
        "tenure": 0.0,
        "days": 0.12,
        "per_day": 0.10,
        "both": 0.0,
        "lately": 0.15,
        "habit": 0.28,
        "lasting": 0.22,
        "mutual": 0.05,
        "mbg": 0.25,
    })  # fmt: skip


@dataclass(frozen=True, slots=True)
class AliveModel:
    """A logistic formula for the chance of contact; the weights unless said otherwise come from public sets of mail.

    Attributes:
        weights: of each term of `SIGNS`.
        intercept: what is added for everybody.
        rate: log odds of the mean of MBG/NBD over all relations that have been in touch: how much there is to expect
            in this network within this horizon.
        rate_weight: the weight of ``rate``.
        priors: of MBG/NBD.
        learned: whether the weights were learned from the history of the network itself.
    """

    weights: Mapping[str, float] = field(default_factory=_defaults)
    intercept: float = -0.5
    rate: float = -0.85
    rate_weight: float = 0.5
    priors: AlivePriors = DEFAULT_PRIORS
    learned: bool = False

    def chance(self, *, day: int, horizon_days: float) -> nw.Expr:
        """The chance for those who have been in touch, from the columns of `FEATURES`; null for the others."""
        made = terms(day=day, horizon_days=horizon_days, priors=self.priors)
        added = [made[name] * weight for name, weight in self.weights.items() if weight != 0.0]
        total = nw.sum_horizontal(*added, nw.lit(self.intercept + self.rate_weight * self.rate))
        chance = 1.0 / ((total * -1.0).exp() + 1.0)
        return nw.when(~nw.col("first_day").is_null()).then(chance)


def terms(*, day: int, horizon_days: float, priors: AlivePriors) -> dict[str, nw.Expr]:
    """The terms of a model from the columns of `FEATURES`, made with the same horizon; null for those never in touch.

    Whoever was in touch by other channels only counts as having had one day of contact, the last.
    """
    horizon = float(horizon_days)
    first, last = nw.col("first_day").cast(nw.Float64), nw.col("last_day").cast(nw.Float64)
    gap, age = day - last, day - first
    days = nw.max_horizontal(nw.col("active_days").cast(nw.Float64), nw.lit(1.0))
    messages = (nw.col("messages_in") + nw.col("messages_out")).cast(nw.Float64)
    both = nw.min_horizontal("messages_in", "messages_out") > 0
    faded = {
        name: nw.max_horizontal(nw.col(name), (gap * (_MINUS_LN2 / (times * horizon))).exp())
        for name, times in FADING.items()
    }
    chance = p_contact(days - 1.0, last_after=last - first, age=age, horizon_days=horizon, priors=priors)
    bounded = nw.max_horizontal(nw.min_horizontal(chance, nw.lit(1.0 - _SUREST)), nw.lit(_SUREST))
    return {
        "gap": ((gap + 1.0) / (age + 1.0)).log(),
        "tenure": ((age + 1.0) / horizon).log(),
        "days": days.log(),
        "per_day": (nw.max_horizontal(messages, days) / days).log(),
        "both": both.cast(nw.Float64),
        **{name: (value + _FADED).log() for name, value in faded.items()},
        "mutual": (nw.min_horizontal("habit_in", "habit_out") + _FADED).log(),
        "mbg": (bounded / (1.0 - bounded)).log(),
    }


def alive(
    coverage: Coverage, *, day: int, horizon_days: float = HORIZON_DAYS, alive_model: AliveModel | None = None
) -> nw.Expr:
    """``alive`` from the columns of `FEATURES` and ``observed_days``; MBG/NBD alone without a model.

    Two people who have never been in touch are taken as having met once, on the day they connected: of them MBG/NBD
    tells the chance also when there is a model.
    """
    touched = nw.col("first_day").cast(nw.Float64)
    unknown = nw.col("observed_days").fill_null(UNDATED_DAYS)
    age = nw.coalesce(day - touched, unknown)
    last_after = nw.coalesce(nw.col("last_day").cast(nw.Float64) - touched, nw.lit(0.0))
    days = nw.col("active_days").cast(nw.Float64)
    repeats = nw.when(days > 1).then(days - 1.0).otherwise(nw.lit(0.0))
    chance = p_contact(repeats, last_after=last_after, age=age, horizon_days=horizon_days)
    if alive_model is not None:
        chance = nw.coalesce(alive_model.chance(day=day, horizon_days=horizon_days), chance)
    if not coverage.has_messages:
        chance = nw.when((nw.col("active_days") > 0) | (nw.col("meetings") > 0)).then(chance).otherwise(nw.lit(NO_IDEA))
    return chance.round(6).alias("alive")
