"""The plan of the agenda: which days, how long, the mix of Listen, Learn, Help, Inspire, how often whom, holidays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request, Response
from starlette.responses import PlainTextResponse, RedirectResponse

from kreds.errors import KredsError, UsageError
from kreds.i18n import Translator
from kreds.i18n.agenda_words import occasion_name, part_meaning, part_name
from kreds.i18n.week_words import budget_words, how_often, layer_name, weekdays
from kreds.model.agenda import PART_OF, USUAL_CADENCE, AgendaPlan, OccasionKind, Part
from kreds.services.change_plan import PlanChange, change_plan, changed_plan
from kreds.services.plan_week import plan_of
from kreds.web.forms import Form
from kreds.web.site import is_part, said, show, site_of, translator_of

_DIGITS = 5

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Row:
    """A number to choose: by its name, in words, with what it means."""

    name: str
    words: str
    meaning: str
    value: int


@dataclass(frozen=True, slots=True)
class Tick:
    """Something that is wanted or not."""

    name: str
    words: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The plan, in words."""

    days: tuple[Tick, ...]
    minutes: int
    mix: tuple[Row, ...]
    comes_to: str
    cadence: tuple[Row, ...]
    holidays: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, tuple[Tick, ...]], ...]
    today: str


@router.get("/week/plan")
def plan(request: Request) -> Response:
    """The page."""
    return show(request, "week_plan.html", _page(request))


@router.get("/week/plan/sum")
def comes_to(request: Request) -> Response:
    """What the plan that is being made comes to; nothing is kept."""
    if not is_part(request):
        return RedirectResponse("/week/plan", 303)
    t = translator_of(request)
    try:
        wanted = changed_plan(_plan(request), _change(dict(request.query_params)))
    except KredsError as problem:
        return PlainTextResponse(" ".join(t.error(problem)))
    return PlainTextResponse(budget_words(wanted, t))


@router.post("/week/plan")
def keep(request: Request, form: Form) -> Response:
    """Keep the plan; the open lines of this week follow it."""
    return _kept(request, _change(form))


@router.post("/week/plan/holiday")
def holiday(request: Request, form: Form) -> Response:
    """Add a holiday (``first`` and ``last`` day), or take one out that begins on the day ``drop``."""
    if drop := form.get("drop", ""):
        return _kept(request, PlanChange(not_free=[_day(drop)]))
    first = _day(form.get("first", ""))
    last = _day(form["last"]) if form.get("last") else first
    return _kept(request, PlanChange(free=[(first, last)]))


def _kept(request: Request, change: PlanChange) -> Response:
    app, t = site_of(request).app, translator_of(request)
    decided = change_plan(app.store, change, today=app.today(), at=app.now())
    words = t.text("Kept. The open lines of this week follow it.") if decided.id else t.text("Nothing was changed.")
    return said(show(request, "week_plan_body.html", _page(request)), words, undo=decided.id)


def _change(form: Mapping[str, str]) -> PlanChange:
    """All that the form says: what is not ticked is not wanted."""
    kinds = {kind.value for kind in OccasionKind}
    wanted = {kind for kind in kinds if f"kind-{kind}" in form}
    return PlanChange(
        days=[day for day in range(7) if f"day-{day}" in form],
        minutes=_whole("minutes", form),
        mix={part.value: _whole(f"mix-{part.value}", form) for part in Part},
        cadence={name: _whole(f"cadence-{name}", form) for name in USUAL_CADENCE},
        off=kinds - wanted,
        on=wanted,
    )


def _whole(name: str, form: Mapping[str, str]) -> int:
    text = form.get(name, "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < _DIGITS):
        raise UsageError("CHOICE", name=name.partition("-")[2] or name, value=text, choices="0, 1, 2, …")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError("CHOICE", name="holiday", value=text, choices="2027-03-01, …") from None


def _plan(request: Request) -> AgendaPlan:
    app = site_of(request).app
    return plan_of(app.store, today=app.today())


def _page(request: Request) -> PlanPage:
    t, now = translator_of(request), _plan(request)
    return PlanPage(
        days=tuple(Tick(f"day-{number}", words, number in now.days) for number, words in enumerate(weekdays(t))),
        minutes=now.minutes,
        mix=tuple(Row(part.value, part_name(part, t), part_meaning(part, t), now.mix[part]) for part in Part),
        comes_to=budget_words(now, t),
        cadence=tuple(_layer(name, now, t) for name in USUAL_CADENCE),
        holidays=tuple((first.isoformat(), _span(first, last, t)) for first, last in now.holidays),
        kinds=tuple((part_name(part, t), _kinds(part, now, t)) for part in Part),
        today=site_of(request).app.today().isoformat(),
    )


def _layer(name: str, now: AgendaPlan, t: Translator) -> Row:
    words = layer_name(name, t)
    usual = t.text("Usually %(often)s.", often=how_often(USUAL_CADENCE[name], t))
    return Row(name, words[:1].upper() + words[1:], usual, now.cadence[name])


def _kinds(part: Part, now: AgendaPlan, t: Translator) -> tuple[Tick, ...]:
    return tuple(
        Tick(f"kind-{kind.value}", occasion_name(kind, t), kind not in now.off)
        for kind in OccasionKind
        if PART_OF[kind] is part
    )


def _span(first: date, last: date, t: Translator) -> str:
    if first == last:
        return t.day(first)
    return t.text("%(first)s to %(last)s", first=t.day(first), last=t.day(last))
