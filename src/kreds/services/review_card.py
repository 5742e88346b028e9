"""What the deck shows of a relation, and its table of many: what is known, what the rules say, what would be lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from kreds.cleanup.losses import Loss, losses
from kreds.cleanup.rules import propose
from kreds.model.relation import Relation, RelationView
from kreds.model.review import USUAL_PLAN, Fate, Proposal, Said
from kreds.services.find_person import person_called
from kreds.services.network_around import around
from kreds.services.relation_rows import relations_of
from kreds.services.review_portion import open_one, safe_one
from kreds.services.said_goals import active_goal
from kreds.services.said_reviews import last_fates, said_in_portions, said_plan, said_safe
from kreds.services.show_relation import view_of
from kreds.services.weigh_ahead import weigh_ahead
from kreds.store import tables
from kreds.store.database import Store


@dataclass(frozen=True, slots=True)
class Card:
    """One relation of the deck: what is known, what the rules say of it, and what would be lost.

    ``said`` is the last answer in the open portion, ``fate`` the last word on the relation that is one. ``goal`` is the
    name of the goal that counts, "" without one, and ``wanted`` are the groups it asks for that the relation is in.
    ``line`` is from which confidence on the person wants proposals.
    """

    view: RelationView
    proposal: Proposal
    losses: tuple[Loss, ...]
    is_safe: bool
    fate: Said | None = None
    said: Said | None = None
    goal: str = ""
    wanted: tuple[str, ...] = ()
    line: float = USUAL_PLAN.line


@dataclass(frozen=True, slots=True)
class Row:
    """One relation of the table: what the rules say of it, and the last answer in the open portion."""

    relation: Relation
    proposal: Proposal
    said: Fate | None = None


def card(store: Store, who: str, *, today: date, ahead: Sequence[str] = ()) -> Card:
    """Everything a card shows of one relation.

    Args:
        store: the network.
        who: any way to name a relation.
        today: by which trials are due.
        ahead: ids of those whose cards come next: theirs are made ready on the way.

    Raises:
        UnknownPersonError, AmbiguousPersonError: see `kreds.services.find_person.resolve_who`.
    """
    near = around(store)
    with store.reading() as db:
        person = person_called(db, who)
        coming = [int(one, 16) for one in ahead]
        view = view_of(
            db, person, at_a_glance=True, worths=lambda one, rule: weigh_ahead(store, db, one, rule, ahead=coming)
        )
        one = view.relation
        plan, _ = said_plan(db)
        is_safe = safe_one(one, said_safe(db))
        days = db.scalar(select(tables.features.c.active_days).where(tables.features.c.person == person))
        portion = open_one(db)
        said = said_in_portions(db, [person])
        goal = active_goal(db)
        asked_for = {target.segment for target in goal.targets} if goal else set()
        return Card(
            view=view,
            proposal=propose(one, line=plan.line, is_safe=is_safe, today=today),
            losses=losses(one, contact_days=days or 0, around=near, as_of=view.as_of),
            is_safe=is_safe,
            fate=next((one for one in reversed(said) if one.fate not in (Fate.SKIP, Fate.UNSURE)), None),
            said=next((one for one in reversed(said) if portion and one.portion == portion.id), None),
            goal=goal.name if goal else "",
            wanted=tuple(group for group in one.segments if group in asked_for),
            line=plan.line,
        )


def rows(store: Store, ids: Sequence[str], *, today: date) -> tuple[Row, ...]:
    """The relations with these ids (13 hexadecimal digits) in this order, as the rules see them."""
    with store.reading() as db:
        plan, _ = said_plan(db)
        safe, portion = said_safe(db), open_one(db)
        people = [int(one, 16) for one in ids]
        said = said_in_portions(db, people, since=int(portion.id)) if portion else []
        answers = {one.person: one.fate for one in said}
        found = {one.id: one for one in relations_of(db, people)}
        return tuple(
            Row(
                relation=found[one],
                proposal=propose(found[one], line=plan.line, is_safe=safe_one(found[one], safe), today=today),
                said=answers.get(one),
            )
            for one in ids
            if one in found
        )


def word_on(store: Store, person: int) -> tuple[Said | None, bool]:
    """The last word on a relation that is one, and whether the person protects it."""
    with store.reading() as db:
        found = relations_of(db, [person])
        is_safe = bool(found) and safe_one(found[0], said_safe(db))
        return last_fates(db, [person]).get(person), is_safe
