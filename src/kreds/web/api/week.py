"""The agenda of this week: read, answered and planned."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import Field

from kreds.cultivation.agenda import monday_of
from kreds.errors import UsageError
from kreds.i18n.week_words import line_words
from kreds.model.agenda import LineSaid
from kreds.model.log import LONGEST, LogKind
from kreds.services import plan_week
from kreds.services.change_plan import MOST_HOLIDAYS, PlanChange, change_plan
from kreds.services.plan_week import LineNote, begin_week, say_line, set_cadence, tie_of
from kreds.services.read_week import line_called
from kreds.services.week_shapes import week_shape
from kreds.web.api import shapes
from kreds.web.api.deciding import Said, decided_shape
from kreds.web.api.failing import ERRORS
from kreds.web.api.log_shapes import LogKindName
from kreds.web.api.reading import Json
from kreds.web.api.week_shapes import LineSaidName, WeekShape
from kreds.web.site import reader_of, site_of, translator_of

router = APIRouter(prefix="/api", responses=ERRORS)

LineName = Annotated[str, Path(pattern=r"^([0-9a-f]{12}|[0-9]{1,3})$", description="A line's name or number.")]
Share = Annotated[int, Field(ge=0, le=100)]
Days = Annotated[int, Field(ge=0, le=3_650)]


class SaidOfLine(Said):
    """What is said of a line; ``until`` goes with later, ``kind`` and ``text`` (contact to log along) with done."""

    said: LineSaidName
    until: date | None = None
    kind: LogKindName | None = None
    text: str = Field("", max_length=LONGEST)


class SaidAgendaPlan(Said):
    """Parts of the plan; what is null stays as it is. ``days`` are weekdays, 0 is Monday."""

    days: list[Annotated[int, Field(ge=0, le=6)]] | None = Field(None, max_length=7)
    minutes: Annotated[int, Field(ge=1, le=60)] | None = None
    mix: dict[str, Share] = Field(default_factory=dict, max_length=4)
    cadence: dict[str, Days] = Field(default_factory=dict, max_length=4)
    off: list[str] = Field(default_factory=list, max_length=20)
    on: list[str] = Field(default_factory=list, max_length=20)
    free: list[tuple[date, date]] = Field(default_factory=list, max_length=MOST_HOLIDAYS)
    not_free: list[date] = Field(default_factory=list, max_length=MOST_HOLIDAYS)


class SaidCadence(Said):
    """Days between contacts with somebody: 0 is never, null as usual."""

    person: shapes.PersonId
    days: Days | None


class SaidAnew(Said):
    """Nothing more has to be said."""


@router.get("/week", operation_id="week", response_model=WeekShape)
def week(request: Request) -> Json:
    """The agenda of this week; the first word on a line fixes its lines."""
    view, t = reader_of(request).week(at=site_of(request).app.now(), fixes=False), translator_of(request)
    return week_shape(view, lambda line: line_words(line, t, owner=view.owner))


@router.post("/week/{line}", operation_id="say_line", response_model=shapes.DecidedShape)
def say(request: Request, line: LineName, said: SaidOfLine) -> dict[str, int]:
    """Say of a line that it is done, for later or not wanted; one undo takes it back.

    Raises:
        UsageError: there is no such line, the day is not to come, or nobody could be meant.
    """
    if said.until and said.said != "later":
        raise UsageError("CHOICES-CLASH", one="until", other=said.said)
    if (said.kind or said.text) and said.said != "done":
        raise UsageError("CHOICES-CLASH", one="text", other=said.said)
    app = site_of(request).app
    today, at = app.today(), app.now()
    found = line_called(plan_week.week(app.store, today=today, at=at), line)
    note = LineNote(LogKind(said.kind or "wrote"), said.text) if said.kind or said.text else None
    done = say_line(app.store, found.id, LineSaid(said.said), today=today, at=at, until=said.until, note=note)
    return decided_shape(done)


@router.post("/agenda/anew", operation_id="week_anew", response_model=shapes.DecidedShape)
def anew(request: Request, _said: SaidAnew) -> dict[str, int]:
    """Choose the open lines of this week anew."""
    app = site_of(request).app
    return decided_shape(begin_week(app.store, monday_of(app.today()), at=app.now()))


@router.post("/agenda/plan", operation_id="say_agenda_plan", response_model=shapes.DecidedShape)
def say_plan(request: Request, said: SaidAgendaPlan) -> dict[str, int]:
    """Change parts of the plan; the open lines of this week follow it.

    Raises:
        UsageError: a part cannot be so.
    """
    app = site_of(request).app
    return decided_shape(change_plan(app.store, PlanChange(**said.model_dump()), today=app.today(), at=app.now()))


@router.post("/agenda/cadence", operation_id="say_cadence", response_model=shapes.DecidedShape)
def say_cadence(request: Request, said: SaidCadence) -> dict[str, int]:
    """Say how often to be in touch with a relation.

    Raises:
        UsageError: it is no current relation.
    """
    app, person = site_of(request).app, int(said.person, 16)
    if tie_of(app.store, person, today=app.today()) is None:
        raise UsageError("REVIEW-NOBODY")
    return decided_shape(set_cadence(app.store, person, said.days, at=app.now()))
