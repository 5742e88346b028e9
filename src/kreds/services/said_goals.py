"""The goals that the person has stated, and the one that counts now."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from kreds.model.decision import Decision, DecisionKind
from kreds.model.goal import Audience, Goal, GoalKind, Target
from kreds.store import decisions


def goals(db: Connection) -> tuple[Goal, ...]:
    """All goals as they were last stated, in the order they first were."""
    found: dict[str, Goal | None] = {}
    for one in decisions.list_standing(db, DecisionKind.GOAL):
        found[one.subject] = goal_of(one)
    return tuple(goal for goal in found.values() if goal is not None)


def active_goal(db: Connection) -> Goal | None:
    """The goal that counts now: the one chosen last, else the first; None as long as there is none."""
    known = {goal.id: goal for goal in goals(db)}
    chosen = decisions.standing(db, DecisionKind.ACTIVE_GOAL).get("")
    return known.get(str(chosen.value.get("goal")) if chosen else "") or next(iter(known.values()), None)


def goal_value(goal: Goal) -> dict[str, object]:
    """A goal as a decision keeps it."""
    audience = {name: list(getattr(goal.audience, name)) for name in Audience.__dataclass_fields__}
    return {
        "name": goal.name,
        "kinds": {kind.value: weight for kind, weight in goal.kinds.items()},
        "audience": audience,
        "targets": [[one.segment, one.share, one.number] for one in goal.targets],
    }


def goal_of(said: Decision) -> Goal | None:
    """The goal that a decision states, None for one that was given up."""
    value: Mapping[str, Any] = said.value
    if not value.get("name"):
        return None
    return Goal(
        id=said.subject,
        name=str(value["name"]),
        targets=tuple(Target(*one) for one in value.get("targets", ())),
        kinds={GoalKind(kind): float(weight) for kind, weight in value.get("kinds", {}).items()},
        audience=Audience(**{key: tuple(words) for key, words in value.get("audience", {}).items()}),
    )
