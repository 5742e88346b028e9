"""What follows a clean-up: whom never to propose, and who was let go in LinkedIn by hand (H4)."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict
from datetime import date

from sqlalchemy import Connection, select

from kreds.errors import UsageError
from kreds.model.decision import Decided, DecisionKind
from kreds.model.level import Level
from kreds.model.review import LARGEST, MOST_DAILY, TIMES, Fate
from kreds.model.trial import TrialOutcome
from kreds.services.decide import say_of_all
from kreds.services.read_cleanup import LetGoState, let_go
from kreds.services.review_portion import set_plan
from kreds.services.said import said_levels, said_trials
from kreds.services.said_reviews import COMPANY, GROUP, last_fates, plan_from, said_plan, said_removed, said_safe
from kreds.store import decisions, relations, tables
from kreds.store.database import Store
from kreds.ties.bridging import house_key


def tick_off(store: Store, people: Collection[int], *, on: bool, today: date, at: int) -> Decided:
    """Say that relations have been removed in LinkedIn by hand, or have not; the next archive shows it.

    Only who was let go is on the list, so others are left out; who is ticked already gets a new day only where a later
    download held them all the same.
    """
    listed = {int(one.relation.id, 16): one for one in let_go(store)}
    states = (LetGoState.TO_DO, LetGoState.STILL_THERE)
    going = [one for one in dict.fromkeys(people) if one in listed]
    going = [one for one in going if (listed[one].state in states if on else listed[one].removed_on)]
    if not going:
        return Decided(0, 0)
    with store.writing() as db:
        value = {"day": today.isoformat() if on else None}
        return say_of_all(db, going, kind=DecisionKind.REMOVED, value=value, at=at)


def settle(store: Store, wanted: Mapping[str, float], *, at: int) -> Decided:
    """Change parts of the plan by their names (`kreds.model.review.Plan`); the others stay as they are.

    Raises:
        UsageError: there is no such part, or it cannot be so.
    """
    with store.reading() as db:
        plan, _ = said_plan(db)
    told: dict[str, float] = asdict(plan)
    for name, value in wanted.items():
        if name not in _MAY_BE:
            raise UsageError("CHOICE", name="plan", value=name, choices=", ".join(_MAY_BE))
        allowed, choices = _MAY_BE[name]
        if not allowed(value):
            raise UsageError("CHOICE", name=name, value=value, choices=choices)
        told[name] = value if name == "line" else int(value)
    return set_plan(store, plan_from(told), at=at)


_MAY_BE: Mapping[str, tuple[Callable[[float], bool], str]] = {
    "times": (lambda value: value in TIMES, ", ".join(map(str, TIMES))),
    "size": (lambda value: value % 1 == 0 and 1 <= value <= LARGEST, f"1 … {LARGEST}"),
    "line": (lambda value: 0.5 <= value <= 1, "0.5 … 1"),
    "daily": (lambda value: value % 1 == 0 and 1 <= value <= MOST_DAILY, f"1 … {MOST_DAILY}"),
}
"""What each part of a plan may be, and how that is told."""


def reconsider(store: Store, people: Collection[int], *, at: int) -> Decided:
    """Keep after all who was let go, connected or gone; one undo takes it back. Whoever was not let go is left out.

    It is said in the portion in which they were let go, so that one which is open now does not count them. A tick is
    taken off; a trial that ended by letting go ended by keeping; and of those who are gone the person's own "worthless"
    goes, too, so that they may be invited again.
    """
    with store.writing() as db:
        keys = relations.keys_by_person(db, people)
        fates = last_fates(db)
        going = {
            person: fates[person] for person in dict.fromkeys(people)
            if person in keys and person in fates and fates[person].fate is Fate.LET_GO
        }  # fmt: skip
        if not going:
            return Decided(0, 0)
        batch = decisions.next_id(db)
        for person, said in going.items():
            value = {"portion": said.portion, "fate": Fate.KEEP.value, "why": dict(said.why), "batch": batch}
            last = decisions.add(db, at=at, kind=DecisionKind.REVIEW, subject=keys[person], value=value)
        more: tuple[tuple[DecisionKind, dict[str, object], Collection[int]], ...] = (
            (DecisionKind.REMOVED, {"day": None}, said_removed(db).keys() & going.keys()),
            (DecisionKind.TRIAL, {"outcome": TrialOutcome.KEEP.value}, _let_go_by_trial(db, going)),
            (DecisionKind.LEVEL, {"level": None}, _worthless_and_gone(db, going)),
        )
        for kind, said_of_it, whom in more:
            if whom:
                last = say_of_all(db, sorted(whom), kind=kind, value=said_of_it, at=at, batch_of=batch).id or last
        return Decided(last, len(going))


def _let_go_by_trial(db: Connection, people: Collection[int]) -> set[int]:
    return {person for person, trial in said_trials(db, people).items() if trial.outcome is TrialOutcome.LET_GO}


def _worthless_and_gone(db: Connection, people: Collection[int]) -> set[int]:
    columns = tables.relations.c
    gone = set(db.scalars(select(columns.person).where(columns.no_longer_since != "")))
    said = said_levels(db, people)
    return {person for person in people if person in gone and said.get(person) == Level.WORTHLESS}


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
