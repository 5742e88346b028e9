"""The gap between the network as it is and as the goal wants it (guide G1.4, G1.5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kreds.model.goal import Goal, Target

_HARDLY_MISSING = 0.5
"""Less than half a person is nobody."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One group beside its target.

    Attributes:
        segment: the group.
        have: how many are in it, as an expected number: the sum of their shares.
        share: the same as a share of the network, in [0, 1]; 0 for an empty network.
        want: how many people the goal wants in it (`wanted`).
        missing: how many of these there are not, never below 0.
    """

    segment: str
    have: float
    share: float
    want: float
    missing: float


def gaps(goal: Goal, counts: Mapping[str, float], relations: int) -> tuple[Gap, ...]:
    """The gap of each group that the goal names, in the goal's order.

    Args:
        goal: what is wanted.
        counts: how many are in each group (expected numbers); a group that is not named has nobody.
        relations: how many the network has.

    >>> from kreds.model.goal import Goal, Target
    >>> gaps(Goal("1", "Sell", (Target("current_customer", 0.3),)), {"current_customer": 12.0}, 100)
    (Gap(segment='current_customer', have=12.0, share=0.12, want=30.0, missing=18.0),)
    """
    return tuple(_gap(target, counts.get(target.segment, 0.0), relations) for target in goal.targets)


def lacking(found: Iterable[Gap]) -> tuple[Gap, ...]:
    """The gaps in which somebody is missing, the largest first; of two that are alike the goal's first one."""
    return tuple(sorted((gap for gap in found if gap.missing >= _HARDLY_MISSING), key=lambda gap: -gap.missing))


def wanted(target: Target, relations: int) -> float:
    """How many people a target means in a network of so many: its share or its number, whichever is more.

    >>> wanted(Target("partner", 0.1), 200), wanted(Target("partner", 0.1, 50), 200)
    (20.0, 50.0)
    """
    return max(target.share * relations, float(target.number or 0))


def _gap(target: Target, have: float, relations: int) -> Gap:
    want = wanted(target, relations)
    return Gap(target.segment, have, have / relations if relations else 0.0, want, max(0.0, want - have))
