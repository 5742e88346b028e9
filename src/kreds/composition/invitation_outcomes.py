"""How the invitations that were accepted turned out: which of the policy's grounds led to good relations.

A ground is compared with all others by the shares of relations that are strong or average, with and without it. The
interval of the difference is Newcombe's (Statistics in Medicine 17, 1998, method 10: Wilson's intervals of the two
shares combined), at 90 %. What the levels are themselves made of (meetings, messages) predicts nothing and is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from kreds.model.invitation import Ground, Unwanted
from kreds.model.level import Level

FEWEST = 10
"""Relations with a ground, and without, below which nothing is said of it."""
_Z = 1.6448536269514722
"""The standard normal quantile of 95 %: two-sided 90 %."""
CIRCULAR = (Ground.MET, Ground.WROTE)


class Shows(StrEnum):
    """What is to be said of a ground."""

    BETTER = "better"
    WORSE = "worse"
    NOTHING = "nothing"
    THIN = "thin"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A relation that came by an invitation to the owner: what spoke for and against it, and the level it has."""

    signs: frozenset[Ground | Unwanted]
    level: Level


@dataclass(frozen=True, slots=True)
class Outcome:
    """One ground and what became of those who had it.

    ``good`` is the share of strong and average ones, ``otherwise`` the same of all others; both None where there is
    nobody. ``low`` and ``high`` bound their difference.
    """

    sign: Ground | Unwanted
    counts: Mapping[Level, int]
    good: float | None
    otherwise: float | None
    low: float
    high: float
    shows: Shows

    @property
    def people(self) -> int:
        """How many had it, of those whose level is known."""
        return sum(self.counts.values())


def outcomes(accepted: Sequence[Accepted]) -> tuple[Outcome, ...]:
    """What became of the accepted, by ground, the most common first; unknown levels are left out."""
    known = [one for one in accepted if one.level is not Level.UNKNOWN]
    signs = [sign for sign in (*Ground, *Unwanted) if sign not in CIRCULAR]
    found = [_outcome(sign, known) for sign in signs]
    return tuple(sorted((one for one in found if one.people), key=lambda one: -one.people))


def _outcome(sign: Ground | Unwanted, known: Sequence[Accepted]) -> Outcome:
    having = [one.level for one in known if sign in one.signs]
    lacking = [one.level for one in known if sign not in one.signs]
    good, rest = (sum(level is not Level.WORTHLESS for level in levels) for levels in (having, lacking))
    counts = {level: having.count(level) for level in (Level.STRONG, Level.AVERAGE, Level.WORTHLESS)}
    low, high = difference(good, len(having), rest, len(lacking))
    if min(len(having), len(lacking)) < FEWEST:
        shows = Shows.THIN
    else:
        shows = Shows.BETTER if low > 0 else Shows.WORSE if high < 0 else Shows.NOTHING
    return Outcome(
        sign=sign,
        counts=counts,
        good=good / len(having) if having else None,
        otherwise=rest / len(lacking) if lacking else None,
        low=low,
        high=high,
        shows=shows,
    )


def difference(good: int, people: int, other_good: int, others: int) -> tuple[float, float]:
    """Newcombe's 90 % interval of the difference of two shares; (-1, 1) where one of them has nobody.

    >>> [round(bound, 3) for bound in difference(56, 70, 48, 80)]
    [0.077, 0.314]
    """
    if not people or not others:
        return -1.0, 1.0
    one, other = good / people, other_good / others
    (low, high), (other_low, other_high) = _wilson(one, people), _wilson(other, others)
    gap = one - other
    return gap - sqrt((one - low) ** 2 + (other_high - other) ** 2), gap + sqrt(
        (high - one) ** 2 + (other - other_low) ** 2
    )


def _wilson(share: float, people: int) -> tuple[float, float]:
    """Wilson's score interval (Journal of the American Statistical Association 22, 1927)."""
    middle = share + _Z**2 / (2 * people)
    half = _Z * sqrt(share * (1 - share) / people + _Z**2 / (4 * people**2))
    whole = 1 + _Z**2 / people
    return (middle - half) / whole, (middle + half) / whole
