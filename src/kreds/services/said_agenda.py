"""What the person has said of agendas, and still stands: the plan, cadences of their own, the weeks and their lines."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection

from kreds.model.agenda import USUAL_CADENCE, USUAL_MIX, AgendaPlan, LineSaid, Occasion, OccasionKind, Part
from kreds.model.decision import WEEK_SUBJECT, Decision, DecisionKind
from kreds.services.relation_rows import shown_id
from kreds.store import decisions, relations

WEEK = WEEK_SUBJECT
"""How the subject of an agenda decision begins that fixes the lines of a week; its Monday follows."""
_MOST_WEEKS = 60
"""So many weeks back it counts who stood in an agenda: longer than any cadence."""


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A word on a line: when it was said, and until when it holds (LATER)."""

    decision: int
    week: date
    kind: OccasionKind
    person: str
    other: str
    said: LineSaid
    day: date
    until: date | None

    @property
    def key(self) -> str:
        """The key of the occasion it is about."""
        return f"{self.kind.value}:{self.person}:{self.other}"


def said_agenda_plan(db: Connection) -> tuple[AgendaPlan, bool]:
    """The plan that counts with the kinds that are not wanted, and whether the person has made one."""
    found = decisions.standing(db, DecisionKind.AGENDA_PLAN)
    said = found.get("")
    return (plan_from(said.value), True) if said else (AgendaPlan(), False)


def plan_decision(db: Connection) -> int:
    """The number of the decision that the plan stands in, 0 as long as the person has made none."""
    said = decisions.standing(db, DecisionKind.AGENDA_PLAN).get("")
    return said.id if said else 0


def plan_from(value: Mapping[str, Any]) -> AgendaPlan:
    """A plan as a decision or a program wrote it; what it leaves out is as usual."""
    usual = AgendaPlan()
    days = value.get("days")
    return AgendaPlan(
        days=tuple(sorted({int(day) for day in days if 0 <= int(day) <= 6})) if days is not None else usual.days,
        minutes=int(value.get("minutes", usual.minutes)),
        mix={part: int(value.get("mix", {}).get(part.value, USUAL_MIX[part])) for part in Part},
        cadence={name: int(value.get("cadence", {}).get(name, days)) for name, days in USUAL_CADENCE.items()},
        holidays=tuple(
            (date.fromisoformat(first), date.fromisoformat(last)) for first, last in value.get("holidays", ())
        ),
        off=frozenset(OccasionKind(kind) for kind in value.get("off", ())),
    )


def plan_value(plan: AgendaPlan) -> dict[str, object]:
    """A plan as a decision keeps it."""
    return {
        "days": list(plan.days),
        "minutes": plan.minutes,
        "mix": {part.value: share for part, share in plan.mix.items()},
        "cadence": dict(plan.cadence),
        "holidays": [[first.isoformat(), last.isoformat()] for first, last in plan.holidays],
        "off": sorted(kind.value for kind in plan.off),
    }


def said_cadences(db: Connection, persons: Collection[int] | None = None) -> dict[int, int]:
    """The days between contacts that the person wants for somebody, 0 for never; of some people only, if named."""
    if persons is None:
        standing = decisions.list_standing(db, DecisionKind.CADENCE)
        known = relations.people_by_key(db, list({one.subject for one in standing}))
    else:
        known = relations.keys_of(db, persons)
        standing = decisions.list_standing(db, DecisionKind.CADENCE, set(known))
    found = {known[one.subject]: one.value.get("days") for one in standing if one.subject in known}
    return {person: int(str(days)) for person, days in found.items() if days is not None}


def said_lines(db: Connection) -> list[SaidLine]:
    """Every word on a line that stands, oldest first; about people who are gone none."""
    standing = [
        one
        for one in decisions.list_standing(db, DecisionKind.AGENDA)
        if not one.subject.startswith(WEEK) and one.value.get("said")
    ]
    known = relations.people_by_key(db, _keys_in(standing))
    return [line for one in standing if (line := _line(one, known)) is not None]


def said_weeks(db: Connection) -> dict[date, tuple[Occasion, ...]]:
    """The lines of the weeks that were begun, by Monday, of about a year; whoever is gone is left out.

    The occasions are as they were found then; what they are worth was not kept.
    """
    standing = decisions.standing(db, DecisionKind.AGENDA)
    weeks = sorted(
        (date.fromisoformat(subject.removeprefix(WEEK)), one.value)
        for subject, one in standing.items()
        if subject.startswith(WEEK)
    )[-_MOST_WEEKS:]
    rows = [(monday, row) for monday, value in weeks for row in _rows(value)]
    known = relations.people_by_key(db, list({key for _, row in rows for key in row[1:3] if key}))
    found: dict[date, list[Occasion]] = {monday: [] for monday, _ in weeks}
    for monday, (kind, person, other, must) in rows:
        names = [shown_id(known[key]) if key in known else key for key in (person, other)]
        if kind not in {one.value for one in OccasionKind} or (person and person not in known):
            continue
        found[monday].append(Occasion(OccasionKind(kind), names[0], 0.0, other=names[1], must=bool(must)))
    return {monday: tuple(lines) for monday, lines in found.items()}


def week_value(lines: Collection[Occasion], keys: Mapping[str, str]) -> dict[str, object]:
    """The lines of a week as a decision keeps them; ``keys`` are the identity keys by id."""
    rows = [
        [one.kind.value, keys.get(one.person, one.person), keys.get(one.other, one.other), "must" if one.must else ""]
        for one in lines
    ]
    return {"lines": rows}


def _rows(value: Mapping[str, Any]) -> list[list[str]]:
    return [[str(part) for part in row] for row in value.get("lines", ()) if len(row) == 4]


def _keys_in(standing: Collection[Decision]) -> list[str]:
    others = {str(one.value.get("other") or "") for one in standing}
    return list({one.subject for one in standing if one.subject} | (others - {""}))


def _line(one: Decision, known: Mapping[str, int]) -> SaidLine | None:
    value, other = one.value, str(one.value.get("other") or "")
    if one.subject and one.subject not in known:
        return None
    until = str(value.get("until") or "")
    day = str(value.get("day") or "")
    return SaidLine(
        decision=one.id,
        week=date.fromisoformat(str(value["week"])),
        kind=OccasionKind(str(value["kind"])),
        person=shown_id(known[one.subject]) if one.subject else "",
        other=shown_id(known[other]) if other in known else other,
        said=LineSaid(str(value["said"])),
        day=date.fromisoformat(day) if day else datetime.fromtimestamp(one.at, UTC).date(),
        until=date.fromisoformat(until) if until else None,
    )
