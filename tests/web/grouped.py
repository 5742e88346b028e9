"""Invented groups on a store of the demo, so that pages have something to tell."""

from itertools import cycle

from sqlalchemy import select, update

from kreds.model.segment import Membership, MembershipSource
from kreds.store.database import Store
from kreds.store.memberships import write_memberships
from kreds.store.tables import relations

_GROUPS = (
    "former_colleague",
    "current_customer",
    "",
    "network",
    "headhunter",
    "former_colleague",
    "potential_customer",
)
_SHARES = (1.0, 0.8, 0.55, 0.97)


def put_into_groups(store: Store) -> None:
    """Everybody gets a group, or none, in turn; and work, in turn. What is said of goals afterwards may change it."""
    with store.writing() as db:
        people = list(db.scalars(select(relations.c.person).order_by(relations.c.person)))
        found = {
            person: [Membership(segment, share, MembershipSource.EVIDENCE)]
            for person, segment, share in zip(people, cycle(_GROUPS), cycle(_SHARES), strict=False)
            if segment
        }
        write_memberships(db, found)
        for place, (person, segment) in enumerate(zip(people, cycle(_GROUPS), strict=False)):
            values = {
                "segment": segment,
                "function": ("sales", "purchasing", "")[place % 3],
                "seniority": ("director", "staff")[place % 2],
                "place": ("Aarhus", "")[place % 2],
            }
            db.execute(update(relations).where(relations.c.person == person).values(**values))
