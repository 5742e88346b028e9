"""The JSON that stays, for goals and for what a network is made of. More keys may be added; none is ever renamed."""

from collections.abc import Iterable
from typing import Any

from kreds.composition.gaps import Gap
from kreds.model.goal import Goal
from kreds.services.read_audience import Reached
from kreds.services.read_composition import Composition, Group, Weighing
from kreds.services.state_goal import Goals, GoalSpell

Json = dict[str, Any]


def goal_shape(goal: Goal) -> Json:
    """One goal as it was stated; targets in the order of their importance."""
    audience = goal.audience
    return {
        "id": goal.id,
        "name": goal.name,
        "kinds": {kind.value: weight for kind, weight in goal.kinds.items()},
        "targets": [{"segment": str(one.segment), "share": one.share, "number": one.number} for one in goal.targets],
        "audience": {
            "functions": list(map(str, audience.functions)),
            "seniorities": list(map(str, audience.seniorities)),
            "industries": list(audience.industries),
            "places": list(audience.places),
            "companies": list(audience.companies),
        },
    }


def goals_shape(found: Goals, history: Iterable[GoalSpell] = ()) -> Json:
    """All goals, the id of the one that counts ("" without one), and which one counted when, the latest first."""
    return {
        "goals": [goal_shape(one) for one in found.all],
        "active": found.active.id if found.active else "",
        "history": [
            {
                "goal": goal_shape(one.goal),
                "since": one.since.isoformat(),
                "until": one.until.isoformat() if one.until else None,
            }
            for one in history
        ],
    }


def gap_shape(gap: Gap) -> Json:
    """What is missing of one group."""
    return {
        "segment": gap.segment,
        "have": round(gap.have, 2),
        "share": round(gap.share, 4),
        "want": round(gap.want, 2),
        "missing": round(gap.missing, 2),
    }


def composition_shape(found: Composition, goal: Goal | None, talk: Reached | None) -> Json:
    """What the network is made of, beside the goal that counts.

    A group's ``size`` is an expected number, ``low`` and ``high`` bound its share in nine of ten cases; ``strong`` and
    ``weighted`` are its share of the strong relations, and of all weighted by strength.
    """
    return {
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "relations": found.all.people,
        "strong": found.all.strong,
        "unknown": found.unknown.people,
        "goal": goal_shape(goal) if goal else None,
        "groups": [_group(one) for one in found.ordered(goal)],
        "gaps": [gap_shape(one) for one in found.gaps(goal)],
        "by": {
            dimension.value: [
                {"value": one.value, "rest": one.is_rest, "relations": one.weights.people, "strong": one.weights.strong}
                for one in parts
            ]
            for dimension, parts in found.parts.items()
        },
        "years": [
            {
                "year": one.year,
                "relations": one.relations,
                "groups": {segment: round(size, 2) for segment, size in one.groups.items()},
            }
            for one in found.years
        ],
        "audience": _reached(talk) if talk else None,
    }


def _group(group: Group) -> Json:
    plain = group.counts[Weighing.ALL]
    return {
        "segment": group.segment,
        "size": round(plain.expected, 2),
        "share": round(plain.share, 4),
        "low": round(plain.low, 4),
        "high": round(plain.high, 4),
        "people": group.people,
        "certain": group.certain,
        "by_source": {source.value: round(size, 2) for source, size in group.by_source.items()},
        "strong": round(group.counts[Weighing.STRONG].share, 4),
        "weighted": round(group.counts[Weighing.STRENGTH].share, 4),
    }


def _reached(talk: Reached) -> Json:
    return {
        "relations": talk.people,
        "strong": talk.strong,
        "companies": [{"name": one.name, "relations": one.people, "strong": one.strong} for one in talk.accounts],
    }
