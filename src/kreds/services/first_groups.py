"""The first group of everybody: of those somebody is in, the one that the goal puts first."""

from sqlalchemy import Connection, select

from kreds.model.goal import Goal
from kreds.services.said_goals import active_goal
from kreds.store.bulk import update_rows
from kreds.store.tables import memberships, relations

LEAST = 0.5
"""Who is in a group with less than this is not shown under it."""


def regroup(db: Connection) -> int:
    """Let the first group of every relation follow the goal that counts; of how many it has changed."""
    goal = active_goal(db)
    first: dict[int, tuple[tuple[int, float, str], float]] = {}
    rows = select(memberships.c.person, memberships.c.segment, memberships.c.share).where(memberships.c.share >= LEAST)
    for person, segment, share in db.execute(rows):
        rank = (_place(segment, goal), -share, segment)
        if person not in first or rank < first[person][0]:
            first[person] = (rank, share)
    now = db.execute(select(relations.c.person, relations.c.segment, relations.c.segment_share)).all()
    changed = [
        (segment, share, person)
        for person, was, was_share in now
        for segment, share in [_shown(first.get(person))]
        if (segment, share) != (was, was_share)
    ]
    update_rows(db, relations, ("segment", "segment_share"), key="person", rows=changed)
    return len(changed)


def _place(segment: str, goal: Goal | None) -> int:
    named = [target.segment for target in goal.targets] if goal else []
    return named.index(segment) if segment in named else len(named)


def _shown(found: tuple[tuple[int, float, str], float] | None) -> tuple[str, float]:
    return (found[0][2], found[1]) if found else ("", 0.0)
