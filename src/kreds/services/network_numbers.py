"""The network in a few numbers, to lay beside itself later: before a clean-up, after it, after the next archive."""

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from kreds.composition.segments import BELONGS
from kreds.store.tables import memberships, relations

RELATIONS, LEVEL, GROUP = "relations", "level:", "group:"


def numbers(db: Connection) -> Mapping[str, float]:
    """How many current relations there are, of each level (``level:strong``) and in each group (``group:partner``)."""
    current = relations.c.no_longer_since == ""
    levels = select(relations.c.level, func.count()).where(current).group_by(relations.c.level)
    groups = (
        select(memberships.c.segment, func.count())
        .join(relations, relations.c.person == memberships.c.person)
        .where(current, memberships.c.share >= BELONGS)
        .group_by(memberships.c.segment)
        .order_by(memberships.c.segment)
    )
    by_level: dict[str, int] = dict(db.execute(levels).all())
    return {
        RELATIONS: float(sum(by_level.values())),
        **{f"{LEVEL}{level}": float(count) for level, count in sorted(by_level.items())},
        **{f"{GROUP}{segment}": float(count) for segment, count in db.execute(groups)},
    }
