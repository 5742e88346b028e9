"""The chance that two people are in touch again: MBG/NBD in closed form (Batislam et al. 2007; science.md 1.6).

Contact comes at a rate drawn from Gamma(r, alpha); after each day of contact, the first included, the tie dies with a
chance drawn from Beta(a, b). Plain BG/NBD is wrong here: it takes everybody with one day of contact for alive.
"""

from dataclasses import dataclass

import narwhals as nw

from kreds.ties.coverage import Coverage
from kreds.ties.strength import UNDATED_DAYS

HORIZON_DAYS = 365
"""Contact within a year is what alive means."""
NO_IDEA = 0.5
"""The chance that is told when no source covers messages and none were seen."""
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


def alive(coverage: Coverage, *, day: int, horizon_days: float = HORIZON_DAYS) -> nw.Expr:
    """``alive`` from the columns of `FEATURES` and ``observed_days``.

    Two people who have never been in touch are taken as having met once, on the day they connected.
    """
    touched = nw.col("first_day").cast(nw.Float64)
    unknown = nw.col("observed_days").fill_null(UNDATED_DAYS)
    age = nw.coalesce(day - touched, unknown)
    last_after = nw.coalesce(nw.col("last_day").cast(nw.Float64) - touched, nw.lit(0.0))
    days = nw.col("active_days").cast(nw.Float64)
    repeats = nw.when(days > 1).then(days - 1.0).otherwise(nw.lit(0.0))
    chance = p_contact(repeats, last_after=last_after, age=age, horizon_days=horizon_days)
    if not coverage.has_messages:
        chance = nw.when(nw.col("active_days") > 0).then(chance).otherwise(nw.lit(NO_IDEA))
    return chance.round(6).alias("alive")
