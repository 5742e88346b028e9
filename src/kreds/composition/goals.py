"""Starting points for a goal (guide G1.1): what a network could look like for what somebody wants on LinkedIn.

They are the guide's example (G1.2) thought on, and no measured truth: everybody is to change them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import ceil, floor, isfinite

from kreds.model.goal import Audience, GoalKind, Target
from kreds.model.segment import Segment
from kreds.model.title import Function, Seniority

_NOTHING_LOST = 1e-9


@dataclass(frozen=True, slots=True)
class StartingPoint:
    """What one kind of goal begins with: groups in the order of their importance, and whom to talk with.

    The shares of ``targets`` sum to 1 at most: who is in no group that matters has room, too.
    """

    targets: tuple[Target, ...]
    audience: Audience


STARTING_POINTS: Mapping[GoalKind, StartingPoint] = {
    GoalKind.SELL: StartingPoint(
        (
            Target(Segment.CURRENT_CUSTOMER, 0.25),
            Target(Segment.POTENTIAL_CUSTOMER, 0.25),
            Target(Segment.FORMER_CUSTOMER, 0.10),
            Target(Segment.PARTNER, 0.10),
            Target(Segment.NETWORK, 0.15),
            Target(Segment.FORMER_COLLEAGUE, 0.05),
            Target(Segment.CURRENT_COLLEAGUE, 0.05),
        ),
        Audience(
            functions=(Function.PURCHASING, Function.MANAGEMENT),
            seniorities=(Seniority.OWNER, Seniority.EXECUTIVE, Seniority.DIRECTOR),
        ),
    ),
    GoalKind.JOB: StartingPoint(
        (
            Target(Segment.HEADHUNTER, 0.15, 25),
            Target(Segment.NETWORK, 0.30),
            Target(Segment.FORMER_COLLEAGUE, 0.20),
            Target(Segment.PARTNER, 0.10),
            Target(Segment.CURRENT_COLLEAGUE, 0.10),
            Target(Segment.PERSONAL, 0.05),
        ),
        Audience(
            functions=(Function.HR, Function.MANAGEMENT),
            seniorities=(Seniority.EXECUTIVE, Seniority.DIRECTOR, Seniority.MANAGER),
        ),
    ),
    GoalKind.RECRUIT: StartingPoint(
        (
            Target(Segment.NETWORK, 0.40),
            Target(Segment.STUDENT, 0.10, 20),
            Target(Segment.FORMER_COLLEAGUE, 0.20),
            Target(Segment.CURRENT_COLLEAGUE, 0.10),
            Target(Segment.PARTNER, 0.05),
            Target(Segment.HEADHUNTER, 0.05),
        ),
        Audience(seniorities=(Seniority.MANAGER, Seniority.SENIOR, Seniority.STAFF, Seniority.JUNIOR)),
    ),
    GoalKind.EXPERT: StartingPoint(
        (
            Target(Segment.NETWORK, 0.40),
            Target(Segment.PRESS, 0.05, 10),
            Target(Segment.POTENTIAL_CUSTOMER, 0.15),
            Target(Segment.CURRENT_CUSTOMER, 0.10),
            Target(Segment.PARTNER, 0.10),
            Target(Segment.FORMER_COLLEAGUE, 0.05),
        ),
        Audience(
            functions=(Function.COMMUNICATION, Function.RESEARCH, Function.EDUCATION),
            seniorities=(Seniority.EXECUTIVE, Seniority.DIRECTOR, Seniority.SENIOR),
        ),
    ),
    GoalKind.PARTNERS: StartingPoint(
        (
            Target(Segment.PARTNER, 0.30),
            Target(Segment.NETWORK, 0.20),
            Target(Segment.SUPPLIER, 0.10),
            Target(Segment.CURRENT_CUSTOMER, 0.10),
            Target(Segment.POTENTIAL_CUSTOMER, 0.10),
            Target(Segment.INVESTOR, 0.05, 5),
        ),
        Audience(
            functions=(Function.MANAGEMENT,),
            seniorities=(Seniority.OWNER, Seniority.BOARD, Seniority.EXECUTIVE),
        ),
    ),
    GoalKind.LEAD: StartingPoint(
        (
            Target(Segment.CURRENT_COLLEAGUE, 0.20),
            Target(Segment.CURRENT_CUSTOMER, 0.15),
            Target(Segment.PARTNER, 0.15),
            Target(Segment.NETWORK, 0.20),
            Target(Segment.FORMER_COLLEAGUE, 0.05),
            Target(Segment.SUPPLIER, 0.05),
            Target(Segment.INVESTOR, 0.05, 5),
            Target(Segment.PRESS, 0.03, 5),
        ),
        Audience(
            functions=(Function.MANAGEMENT,),
            seniorities=(Seniority.BOARD, Seniority.EXECUTIVE, Seniority.DIRECTOR),
        ),
    ),
}
"""What each kind of goal begins with."""


def mix(weights: Mapping[GoalKind, float]) -> StartingPoint:
    """Several starting points as one; a weight of 0 or less leaves its kind out, and one alone is itself.

    The share of a group is the weighted mean of its shares (none where a kind does not name it), in whole per cent
    rounded down: so the shares sum to 1 at most, as they do in each of the parts. A number is the weighted mean,
    rounded up. A group stands the further ahead, the larger the weighted sum of 1 / its place in each part is; the
    functions and seniorities of the audience likewise.

    Raises:
        ValueError: a weight is not a number.

    >>> [(one.segment.value, one.share) for one in mix({GoalKind.SELL: 1, GoalKind.JOB: 1}).targets][:3]
    [('current_customer', 0.12), ('headhunter', 0.07), ('network', 0.22)]
    """
    if not all(map(isfinite, weights.values())):
        raise ValueError(weights)
    total = sum(weight for weight in weights.values() if weight > 0)
    parts = [(weights[kind] / total, STARTING_POINTS[kind]) for kind in GoalKind if weights.get(kind, 0) > 0]
    shares: dict[str, float] = {}
    numbers: dict[str, float] = {}
    for weight, part in parts:
        for target in part.targets:
            shares[target.segment] = shares.get(target.segment, 0.0) + weight * target.share
            if target.number is not None:
                numbers[target.segment] = numbers.get(target.segment, 0.0) + weight * target.number
    named = _ordered(parts, lambda part: [target.segment for target in part.targets])
    targets = (Target(one, _whole_per_cent(shares[one]), _rounded_up(numbers.get(one))) for one in named)
    return StartingPoint(
        tuple(target for target in targets if target.share or target.number),
        Audience(
            functions=_ordered(parts, lambda part: part.audience.functions),
            seniorities=_ordered(parts, lambda part: part.audience.seniorities),
        ),
    )


def _ordered(
    parts: Iterable[tuple[float, StartingPoint]], named: Callable[[StartingPoint], Iterable[str]]
) -> tuple[str, ...]:
    """Everything that the parts name, the most important first; of equals the one named first."""
    importance: dict[str, float] = {}
    for weight, part in parts:
        for place, one in enumerate(named(part), 1):
            importance[one] = importance.get(one, 0.0) + weight / place
    return tuple(sorted(importance, key=lambda one: -round(importance[one], 9)))


def _whole_per_cent(share: float) -> float:
    return floor(share * 100 + _NOTHING_LOST) / 100


def _rounded_up(number: float | None) -> int | None:
    return None if number is None else ceil(number - _NOTHING_LOST)
