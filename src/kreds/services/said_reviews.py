"""What the person has said in clean-ups, and still stands: plan, portions, who was let go, whom never to propose."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from kreds.model.decision import Decision, DecisionKind
from kreds.model.review import USUAL_PLAN, Choice, Fate, Plan, Portion, Said
from kreds.services.relation_rows import shown_id
from kreds.store import decisions, relations

PERSON, COMPANY, GROUP = "", "company:", "group:"
"""How the subject of a SAFE decision begins: a person's identity key, the key of an organization, that of a group."""


@dataclass(frozen=True, slots=True)
class Safe:
    """Whom a clean-up never proposes: people by number, organizations by key with their name, groups by key."""

    people: frozenset[int] = frozenset()
    companies: Mapping[str, str] | None = None
    groups: frozenset[str] = frozenset()

    def holds(self, person: int, company: str, groups: tuple[str, ...]) -> bool:
        """Whether somebody of this organization (its key) and these groups is safe."""
        return person in self.people or company in (self.companies or {}) or not self.groups.isdisjoint(groups)


def said_plan(db: Connection) -> tuple[Plan, bool]:
    """The rhythm that counts, and whether the person has chosen it."""
    said = decisions.standing(db, DecisionKind.REVIEW_PLAN).get("")
    if said is None:
        return USUAL_PLAN, False
    return plan_from(said.value), True


def plan_from(value: Mapping[str, Any]) -> Plan:
    """A plan as a decision or a program wrote it; what it leaves out is as usual."""
    usual = USUAL_PLAN
    return Plan(
        times=int(value.get("times", usual.times)),
        size=int(value.get("size", usual.size)),
        line=float(value.get("line", usual.line)),
        daily=int(value.get("daily", usual.daily)),
    )


def said_portions(db: Connection) -> tuple[Portion, ...]:
    """Every portion that was not given up, oldest first; ``people`` are identity keys as they were then."""
    found: dict[str, Portion | None] = {}
    for one in decisions.list_standing(db, DecisionKind.PORTION):
        found[one.subject] = _portion(one)
    return tuple(one for one in found.values() if one is not None)


def portion_value(portion: Portion) -> dict[str, object]:
    """A portion as a decision keeps it."""
    return {
        "choice": portion.choice.value,
        "value": portion.value,
        "opened": portion.opened.isoformat(),
        "people": list(portion.people),
        "before": dict(portion.before),
        "finished": portion.finished.isoformat() if portion.finished else None,
        "after": dict(portion.after) if portion.after is not None else None,
    }


def said_in_portions(db: Connection, persons: Collection[int] | None = None, *, since: int = 0) -> list[Said]:
    """Every answer of every clean-up that stands, oldest first, by the id of the relation (13 hexadecimal digits).

    Of some people only, where any are named; ``since`` leaves out decisions with a smaller number.
    """
    if persons is None:
        standing = decisions.list_standing(db, DecisionKind.REVIEW, since=since)
        known = relations.people_by_key(db, list({one.subject for one in standing}))
    else:
        known = relations.keys_of(db, persons)
        standing = decisions.list_standing(db, DecisionKind.REVIEW, set(known), since=since)
    return [_said(one, known[one.subject]) for one in standing if one.subject in known]


def said_in(db: Connection, portion: str) -> tuple[Said, ...]:
    """Every answer of one portion that stands, oldest first.

    A portion's id is the number of the decision that opened it, so whatever was said in it came later: years of
    earlier clean-ups are not read.
    """
    since = int(portion) if portion.isdecimal() else 0
    return tuple(one for one in said_in_portions(db, since=since) if one.portion == portion)


def last_fates(db: Connection, persons: Collection[int] | None = None) -> dict[int, Said]:
    """The last word on everybody (or on these) that is one: neither skipped nor in doubt."""
    found: dict[int, Said] = {}
    for one in said_in_portions(db, persons):
        if one.fate not in (Fate.SKIP, Fate.UNSURE):
            found[int(one.person, 16)] = one
    return found


def said_removed(db: Connection) -> dict[int, date]:
    """Whom the person has ticked off as removed in LinkedIn, and when."""
    standing = decisions.standing(db, DecisionKind.REMOVED)
    known = relations.people_by_key(db, list(standing))
    days = {known[key]: one.value.get("day") for key, one in standing.items() if key in known}
    return {person: date.fromisoformat(day) for person, day in days.items() if isinstance(day, str)}


def said_safe(db: Connection) -> Safe:
    """Whom the person wants never proposed."""
    standing = {key: one for key, one in decisions.standing(db, DecisionKind.SAFE).items() if one.value.get("on")}
    companies = {
        key.removeprefix(COMPANY): str(one.value.get("name") or "")
        for key, one in standing.items()
        if key.startswith(COMPANY)
    }
    groups = frozenset(key.removeprefix(GROUP) for key in standing if key.startswith(GROUP))
    keys = [key for key in standing if not key.startswith((COMPANY, GROUP))]
    return Safe(frozenset(relations.people_by_key(db, keys).values()), companies, groups)


def _portion(said: Decision) -> Portion | None:
    value: Mapping[str, Any] = said.value
    if not value.get("choice"):
        return None
    finished = value.get("finished")
    return Portion(
        id=said.subject,
        choice=Choice(value["choice"]),
        value=str(value.get("value") or ""),
        opened=date.fromisoformat(value["opened"]),
        people=tuple(value.get("people") or ()),
        before=dict(value.get("before") or {}),
        finished=date.fromisoformat(finished) if finished else None,
        after=value.get("after"),
    )


def _said(one: Decision, person: int) -> Said:
    why = one.value.get("why")
    return Said(
        decision=one.id,
        at=one.at,
        person=shown_id(person),
        portion=str(one.value.get("portion") or ""),
        fate=Fate(str(one.value["fate"])),
        why=why if isinstance(why, dict) else {},
    )
