"""The agenda as a person looks at it: the week with the reasons of its lines, and what there is to do with somebody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from kreds.cultivation.cadence import due_on, rests
from kreds.cultivation.inspire import Planned
from kreds.cultivation.ties import Tie
from kreds.errors import UsageError
from kreds.model.agenda import AgendaLine, AgendaPlan, LineSaid, LineState, Week
from kreds.services.plan_week import calendar_of_content, occasions_of, plan_of, tie_of, ties_of, week
from kreds.services.relation_rows import relations_of
from kreds.services.said_agenda import said_lines
from kreds.store.database import Store
from kreds.store.tables import people, relations


@dataclass(frozen=True, slots=True)
class WeekView:
    """A week, the ties of those its lines are about with the days between contacts, and what to post when.

    ``owner`` is the name under a draft, ``has_people`` whether there are relations at all.
    """

    week: Week
    ties: Mapping[str, tuple[Tie, int]]
    planned: tuple[Planned, ...]
    owner: str
    has_people: bool


@dataclass(frozen=True, slots=True)
class PersonAgenda:
    """What the agenda knows of one relation.

    ``lines`` are what there is a reason for now, the most worth first. ``days`` lie between two contacts (0 for never),
    ``said`` is the person's own word on that, None without one. ``away`` is the number of the decision by which they
    stand in no agenda, 0 without one.
    """

    lines: tuple[AgendaLine, ...]
    tie: Tie
    days: int
    plan: AgendaPlan
    due: date | None
    rests: bool
    away: int
    owner: str

    @property
    def said(self) -> int | None:
        """The person's own word on the days between."""
        return self.tie.cadence


def read_week(store: Store, *, today: date, at: int, fixes: bool = True) -> WeekView:
    """The week that ``today`` lies in; the first look at it fixes its lines.

    Args:
        store: the store.
        today: any day of the week.
        at: now, in seconds since 1970-01-01 UTC.
        fixes: whether looking fixes the lines; otherwise they are those that would be fixed now.
    """
    found = week(store, today=today, at=at, fixes=fixes)
    people_ = [int(line.occasion.person, 16) for line in found.lines if line.occasion.person]
    ties, planned = ties_of(store, people_, today=today), calendar_of_content(store, today=today)
    with store.reading() as db:
        has_people = db.scalar(select(relations.c.person).where(relations.c.no_longer_since == "").limit(1)) is not None
    return WeekView(found, ties, planned, _owner(store), has_people)


def agenda_of(store: Store, person: int, *, today: date) -> PersonAgenda | None:
    """What the agenda knows of a relation, None for whoever is none now."""
    found = tie_of(store, person, today=today)
    if found is None:
        return None
    tie, days = found
    plan = plan_of(store, today=today)
    occasions = occasions_of(store, person, today=today)
    who = {int(one, 16) for occasion in occasions for one in (occasion.person, occasion.other) if len(one) == 13}
    with store.reading() as db:
        known = {one.id: one for one in relations_of(db, sorted(who))}
        away = [line.decision for line in said_lines(db) if line.said is LineSaid.NOT_PERSON and line.person == tie.id]
    lines = tuple(
        AgendaLine(one, today, LineState.OPEN, known.get(one.person), known.get(one.other)) for one in occasions
    )
    due = due_on(tie, plan.cadence)
    return PersonAgenda(lines, tie, days, plan, due, rests(tie, today), max(away, default=0), _owner(store))


def line_called(found: Week, name: str) -> AgendaLine:
    """A line of a week by its number (1 is the first), by `AgendaLine.ref` or by `AgendaLine.id`.

    Raises:
        UsageError: there is none.
    """
    for number, line in enumerate(found.lines, 1):
        if name in (str(number), line.ref, line.id):
            return line
    raise UsageError("NO-LINE", id=name)


def _owner(store: Store) -> str:
    with store.reading() as db:
        return db.scalar(select(people.c.name).where(people.c.is_owner == 1).order_by(people.c.id).limit(1)) or ""
