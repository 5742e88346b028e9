"""The network around a relation, as `kreds.cleanup.losses` wants it: reckoned once for a whole deck."""

from collections.abc import Hashable

from sqlalchemy import Connection, func, select

from kreds.cleanup.losses import Around
from kreds.composition.group_names import group_name
from kreds.composition.segments import BELONGS
from kreds.model.decision import DecisionKind
from kreds.model.goal import GoalKind
from kreds.services.kept import Kept
from kreds.services.read_composition import composition
from kreds.services.said_goals import active_goal
from kreds.services.standing import stamp
from kreds.store.database import Store
from kreds.store.tables import decisions, memberships, relations

_MATTERS = (
    DecisionKind.GOAL,
    DecisionKind.ACTIVE_GOAL,
    DecisionKind.SEGMENT,
    DecisionKind.SEGMENT_RULE,
    DecisionKind.ACCOUNT,
)
"""What changes groups and goals; a step in the deck does not, and must not wait for a count of everybody."""

_kept: Kept[Around] = Kept()


def around(store: Store) -> Around:
    """The network around a relation; made anew after an import and after a word on groups or goals."""
    with store.reading() as db:
        key = _follows_from(db)
    return _kept.get(store, key, lambda: _made(store))


def _follows_from(db: Connection) -> Hashable:
    kinds = [kind.value for kind in _MATTERS]
    newest = select(func.coalesce(func.max(decisions.c.id), 0)).where(decisions.c.kind.in_(kinds))
    return (stamp(db).messages, db.scalar(newest))


def _made(store: Store) -> Around:
    counted = composition(store)
    with store.reading() as db:
        goal = active_goal(db)
        current = relations.c.no_longer_since == ""
        groups = (
            select(memberships.c.segment, func.count())
            .join(relations, relations.c.person == memberships.c.person)
            .where(current, memberships.c.share >= BELONGS)
            .group_by(memberships.c.segment)
        )
        places = select(relations.c.place, func.count()).where(current, relations.c.place != "")
        segments: dict[str, int] = dict(db.execute(groups).all())
        return Around(
            segments=segments,
            places=dict(db.execute(places.group_by(relations.c.place)).all()),
            missing={one.segment: round(one.missing) for one in counted.gaps(goal) if round(one.missing) > 0},
            names={segment: group_name(segment) for segment in segments},
            wants_job=goal is not None and goal.kinds.get(GoalKind.JOB, 0.0) > 0,
        )
