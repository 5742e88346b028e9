"""This week: the lines of the agenda, each with whom, why now and what to do, answered with one key each."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from kreds.cultivation.agenda import monday_of
from kreds.errors import UsageError
from kreds.i18n import Translator
from kreds.i18n.agenda_words import missing_words
from kreds.i18n.week_words import about, day_title, planned_words, spare_words, week_lead, why_this
from kreds.model.agenda import AgendaLine, LineSaid, LineState
from kreds.model.log import LogKind
from kreds.services import plan_week
from kreds.services.decide import take_back
from kreds.services.log_contact import log_kind
from kreds.services.plan_week import LineNote, begin_week, say_line
from kreds.services.read_week import WeekView, line_called
from kreds.web.forms import Form
from kreds.web.line_card import LineCard, line_card, line_draft
from kreds.web.site import is_part, reader_of, said, show, site_of, stamp_of, translator_of

_WAYS = {"messages": "/import", "posts": "/import", "goal": "/goals/new", "texts": "/settings"}
"""Where what is missing can be had."""

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Day:
    """The open lines that are meant for a day."""

    title: str
    is_today: bool
    lines: tuple[LineCard, ...]


@dataclass(frozen=True, slots=True)
class WeekPage:
    """The page: what is the case, the days with what is open, what was answered, and what waits.

    ``missing`` says what would make the agenda richer, and where that can be had; ``calendar`` is what to post when.
    """

    lead: str
    monday: date
    days: tuple[Day, ...]
    answered: tuple[LineCard, ...]
    done: int
    total: int
    spare: str
    missing: tuple[tuple[str, str], ...]
    calendar: tuple[tuple[date, str], ...]
    has_people: bool
    is_holiday: bool
    is_begun: bool


@router.get("/week")
def week(request: Request) -> Response:
    """The page."""
    return show(request, "week.html", _page(request))


@router.get("/week/draft")
def draft(request: Request, line: str = "", language: str = "") -> Response:
    """The draft of a line in another language."""
    if not is_part(request):
        return RedirectResponse("/week", 303)
    view, t = _view(request), translator_of(request)
    found = line_draft(line_called(view.week, line), t, owner=view.owner, ask="/week/draft", language=language)
    if found is None:
        raise UsageError("NO-LINE", id=line)
    return show(request, "line_draft.html", found)


@router.post("/week/begin")
def begin(request: Request) -> Response:
    """Fix the lines that the page shows, so that they stay all week; the page is up to date with it."""
    app = site_of(request).app
    plan_week.week(app.store, today=app.today(), at=app.now())
    return Response(status_code=204, headers={"x-stamp": stamp_of(request)})


@router.post("/week/say")
def say(request: Request, form: Form) -> Response:
    """Keep what is said of a line, and what passed along with it."""
    app, t = site_of(request).app, translator_of(request)
    today, at = app.today(), app.now()
    name = form.get("said", "")
    if name not in set(LineSaid):
        raise UsageError("CHOICE", name="said", value=name, choices=", ".join(LineSaid))
    line = line_called(plan_week.week(app.store, today=today, at=at), form.get("line", ""))
    note = _note(form, line) if name == LineSaid.DONE else None
    decided = say_line(app.store, line.id, LineSaid(name), today=today, at=at, note=note)
    shown = next((one for one in _view(request).week.lines if one.ref == line.ref), line)
    return said(_again(request), _told(LineSaid(name), shown, t, is_noted=note is not None), undo=decided.id)


@router.post("/week/back")
def back(request: Request, form: Form) -> Response:
    """Take back what was said of a line, with all that was said together with it."""
    app, t = site_of(request).app, translator_of(request)
    today, at = app.today(), app.now()
    line = line_called(plan_week.week(app.store, today=today, at=at), form.get("line", ""))
    if line.decision:
        take_back(app.store, at=at, number=line.decision, later=True)
    return said(_again(request), t.text("Taken back: the line is open again."))


@router.post("/week/anew")
def anew(request: Request) -> Response:
    """Choose the open lines anew: after an import, or when the goal has changed."""
    app, t = site_of(request).app, translator_of(request)
    today, at = app.today(), app.now()
    before = [line.id for line in plan_week.week(app.store, today=today, at=at).lines]
    decided = begin_week(app.store, monday_of(today), at=at)
    after = [line.id for line in plan_week.week(app.store, today=today, at=at).lines]
    if set(before) == set(after):
        return said(_again(request), t.text("The same lines: nothing has happened that would change them."))
    return said(_again(request), t.text("The open lines are chosen anew."), undo=decided.id)


def _note(form: dict[str, str], line: AgendaLine) -> LineNote | None:
    """What passed, None where nothing was noted."""
    text, kind = form.get("text", "").strip(), form.get("kind", "")
    if line.relation is None or not (text or kind):
        return None
    usual = LogKind.LEARNED if form.get("learned") else LogKind.WROTE
    return LineNote(log_kind(kind) if kind else usual, text)


def _told(name: LineSaid, line: AgendaLine, t: Translator, *, is_noted: bool) -> str:
    who = about(line, t)
    if name is LineSaid.DONE:
        return t.text("%(who)s: done and noted.", who=who) if is_noted else t.text("%(who)s: done.", who=who)
    return {
        LineSaid.LATER: t.text("%(who)s: comes again in a week.", who=who),
        LineSaid.NOT_PERSON: t.text("%(who)s comes into no agenda any more.", who=who),
        LineSaid.NOT_KIND: t.text("Nothing of this kind comes any more. It can be turned on in the plan."),
    }[name]


def _view(request: Request) -> WeekView:
    return reader_of(request).week(at=site_of(request).app.now(), fixes=False)


def _again(request: Request) -> Response:
    return show(request, "week_body.html", _page(request))


def _page(request: Request) -> WeekPage:
    t, today, view = translator_of(request), site_of(request).app.today(), _view(request)
    found = view.week
    cards = {
        line.ref: line_card(
            line,
            t,
            owner=view.owner,
            ask="/week/draft",
            number=number,
            reasons=why_this(line, view.ties.get(line.occasion.person), t, week=found),
        )
        for number, line in enumerate(found.lines, 1)
    }
    return WeekPage(
        lead=week_lead(found, t, today=today),
        monday=found.monday,
        days=_days(found.lines, cards, t, today=today),
        answered=tuple(cards[line.ref] for line in found.lines if line.state is not LineState.OPEN),
        done=found.done,
        total=sum(line.state in (LineState.OPEN, LineState.DONE) for line in found.lines),
        spare=spare_words(found.spare, t),
        missing=tuple((missing_words(name, t), _WAYS[name]) for name in found.missing),
        calendar=tuple((one.monday, planned_words(one.content, one.topic, t)) for one in view.planned),
        has_people=view.has_people,
        is_holiday=found.holiday,
        is_begun=plan_week.peek(site_of(request).app.store, today=today) is not None,
    )


def _days(lines: tuple[AgendaLine, ...], cards: dict[str, LineCard], t: Translator, *, today: date) -> tuple[Day, ...]:
    """Today first, then what was left, then what is to come."""
    open_ = [line for line in lines if line.state is LineState.OPEN]
    days = sorted({line.day for line in open_}, key=lambda day: (day != today, day))
    return tuple(
        Day(
            title=day_title(day, t, today=today),
            is_today=day == today,
            lines=tuple(cards[line.ref] for line in open_ if line.day == day),
        )
        for day in days
    )
