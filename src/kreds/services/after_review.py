"""What follows a clean-up: whom never to propose, and who was let go in LinkedIn by hand (H4)."""

from collections.abc import Collection
from datetime import date

from kreds.errors import UsageError
from kreds.model.decision import Decided, DecisionKind
from kreds.services.decide import say_of_all
from kreds.services.said_reviews import COMPANY, GROUP, said_safe
from kreds.store import decisions, relations
from kreds.store.database import Store
from kreds.ties.bridging import house_key


def tick_off(store: Store, people: Collection[int], *, on: bool, today: date, at: int) -> Decided:
    """Say that relations have been removed in LinkedIn by hand, or have not; the next archive shows it."""
    value = {"day": today.isoformat() if on else None}
    with store.writing() as db:
        return say_of_all(db, people, kind=DecisionKind.REMOVED, value=value, at=at)


def protect(store: Store, people: Collection[int], *, on: bool, at: int) -> Decided:
    """Never propose these relations, or let them be proposed again; they stay as they are in all else."""
    with store.writing() as db:
        keys = relations.keys_by_person(db, people)
        held = said_safe(db).people
        changed = [person for person in dict.fromkeys(people) if person in keys and (person in held) != on]
        if not changed:
            return Decided(0, 0)
        return say_of_all(db, changed, kind=DecisionKind.SAFE, value={"on": on}, at=at)


def protect_company(store: Store, company: str, *, on: bool, at: int) -> Decided:
    """Never propose anybody of an organization, or let them be proposed again.

    Raises:
        UsageError: the name is none of an organization.
    """
    key = house_key(company)
    if not key:
        raise UsageError("COMPANY", company=company)
    return _protect(store, f"{COMPANY}{key}", {"on": on, "name": company}, at=at)


def protect_group(store: Store, segment: str, *, on: bool, at: int) -> Decided:
    """Never propose anybody of a group, or let them be proposed again."""
    return _protect(store, f"{GROUP}{segment}", {"on": on}, at=at)


def _protect(store: Store, subject: str, value: dict[str, object], *, at: int) -> Decided:
    with store.writing() as db:
        said = decisions.standing(db, DecisionKind.SAFE).get(subject)
        if bool(said and said.value.get("on")) == value["on"]:
            return Decided(0, 0)
        return Decided(decisions.add(db, at=at, kind=DecisionKind.SAFE, subject=subject, value=value), 0)
