"""What the person wants to achieve on LinkedIn, and with whom (guide G1.1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class GoalKind(StrEnum):
    """The goals that there is a starting point for."""

    SELL = "sell"
    JOB = "job"
    RECRUIT = "recruit"
    EXPERT = "expert"
    PARTNERS = "partners"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Audience:
    """With whom the person wants to talk; empty means that it does not matter.

    ``functions`` and ``seniorities`` are values of `kreds.model.title`, the others words to look for.
    ``companies`` are named accounts.
    """

    functions: tuple[str, ...] = ()
    seniorities: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """How large a group should be: a share of the network in [0, 1], and (where one is named) a number of people."""

    segment: str
    share: float
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal. The order of ``targets`` is that of importance; it decides the first group of whoever is in several.

    ``kinds`` are the starting points it was mixed from, with their weights; empty for one of the person's own making.
    """

    id: str
    name: str
    targets: tuple[Target, ...]
    kinds: Mapping[GoalKind, float] = field(default_factory=dict)
    audience: Audience = Audience()
