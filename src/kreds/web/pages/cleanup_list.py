"""Letting go by hand: the work list with its ticks, its file, and the next clean-up for the calendar."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from kreds.errors import UsageError
from kreds.i18n import Translator
from kreds.i18n.work_list_words import (
    CONNECTIONS_PAGE,
    calendar_words,
    facts,
    lost_lines,
    menus,
    other_language,
    profile_route,
    removing_steps,
    state_words,
    today_words,
    why_words,
)
from kreds.services.after_review import reconsider, settle, tick_off
from kreds.services.cleanup_calendar import FILE_NAME, clean_up_calendar, clean_up_day
from kreds.services.cleanup_history import why_of
from kreds.services.read_cleanup import LetGo, LetGoState
from kreds.services.work_list import WorkList, work_sheet
from kreds.services.write_tables import Profile, write_csv
from kreds.web.downloads import download
from kreds.web.forms import Form
from kreds.web.site import address, reader_of, said, show, site_of, translator_of

PER_PAGE = 50
AMOUNTS = (5, 10, 20, 30)
"""How many a day are offered."""
_DIGITS = 7

router = APIRouter()


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One person of the list: ``is_ticked`` says that they were removed, ``key`` is the key that ticks them."""

    one: LetGo
    why: str
    state: str
    is_ticked: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """How to remove somebody, with the names of LinkedIn's menus in one language; ``title`` says which."""

    title: str
    steps: tuple[str, ...]
    profile: str


@dataclass(frozen=True, slots=True)
class WorkPage:
    """The page: ``lines`` are those to remove and those ticked off today, in one order that no tick changes."""

    found: WorkList
    today: str
    lines: tuple[WorkLine, ...]
    still: tuple[WorkLine, ...]
    done: tuple[WorkLine, ...]
    first: str
    page: int
    before: str
    after: str
    routes: tuple[Route, Route]
    facts: tuple[str, ...]
    lost: tuple[str, ...]
    amounts: tuple[int, ...]
    connections: str = CONNECTIONS_PAGE


@router.get("/cleanup/list")
def cleanup_list(request: Request) -> Response:
    """The page."""
    return show(request, "cleanup_list.html", _page(request, request.query_params.get("page", "")))


@router.get("/cleanup/list.csv")
def as_csv(request: Request) -> Response:
    """Everybody on the list as a file; no cell is ever run as a formula."""
    sheet = work_sheet(reader_of(request).work_list().listed)
    name = f"kreds-let-go-{site_of(request).app.today().isoformat()}.csv"
    return download(name, "text/csv; charset=utf-8", lambda out: write_csv(out, sheet, profile=Profile.SAFE))


@router.get("/cleanup/next.ics")
def as_calendar(request: Request) -> Response:
    """The next clean-up and those after it, for a calendar.

    Raises:
        UsageError: no rhythm is wanted.
    """
    app, t = site_of(request).app, translator_of(request)
    plan, day = clean_up_day(app.store, today=app.today())
    title, text = calendar_words(plan, t)
    written = clean_up_calendar(plan, day, title=title, text=text, at=app.now())
    return download(FILE_NAME, "text/calendar; charset=utf-8", lambda out: out.write(written))


@router.post("/cleanup/list/tick")
def tick(request: Request, form: Form) -> Response:
    """Say that somebody was removed, or that they were not."""
    app, t = site_of(request).app, translator_of(request)
    on = form.get("on") == "yes"
    decided = tick_off(app.store, [person_in(form)], on=on, today=app.today(), at=app.now())
    words = t.text("Removed, you say.") if on else t.text("Back on the list.")
    return said(_again(request, form), words, undo=decided.id)


@router.post("/cleanup/list/keep")
def keep(request: Request, form: Form) -> Response:
    """Change one's mind about somebody who was let go."""
    app, t = site_of(request).app, translator_of(request)
    decided = reconsider(app.store, [person_in(form)], at=app.now())
    words = t.text("You keep them after all.") if decided.id else t.text("Nothing was changed.")
    return said(_again(request, form), words, undo=decided.id)


@router.post("/cleanup/list/daily")
def choose_daily(request: Request, form: Form) -> Response:
    """Say how many a day are sensible.

    Raises:
        UsageError: it is no number, or too many.
    """
    app, t = site_of(request).app, translator_of(request)
    told = form.get("daily", "")
    wanted = int(told) if told.isascii() and told.isdigit() and len(told) < _DIGITS else 0
    decided = settle(app.store, {"daily": wanted}, at=app.now())
    words = t.plural("%(n)s a day from now on.", "%(n)s a day from now on.", wanted)
    return said(_again(request, form), words, undo=decided.id)


def _again(request: Request, form: dict[str, str]) -> Response:
    return show(request, "cleanup_list_body.html", _page(request, form.get("page", "")))


def person_in(form: dict[str, str]) -> int:
    """Whom a form is about.

    Raises:
        UsageError: it names nobody.
    """
    told = form.get("person", "")
    try:
        return int(told, 16)
    except ValueError:
        raise UsageError("CHOICE", name="person", value=told, choices="id") from None


def _page(request: Request, number: str) -> WorkPage:
    t, app = translator_of(request), site_of(request).app
    found, today = reader_of(request).work_list(), app.today()
    now = [one for one in found.ticked if one.removed_on == today]
    going = sorted((*found.to_do, *now), key=lambda one: (one.said.at, one.relation.id))
    pages = max(1, -(-len(going) // PER_PAGE))
    page = min(max(1, int(number)), pages) if number.isascii() and number.isdigit() and len(number) < _DIGITS else 1
    lines = _lines(going[(page - 1) * PER_PAGE : page * PER_PAGE], t)
    return WorkPage(
        found=found,
        today=today_words(found, t),
        lines=lines,
        still=_lines(found.still_there, t, keyed=False),
        done=_lines([one for one in found.ticked if one.removed_on != today], t, keyed=False),
        first=next((one.one.relation.profile_url for one in lines if one.key), ""),
        page=page,
        before=address("/cleanup/list", [("page", str(page - 1))]) if page > 1 else "",
        after=address("/cleanup/list", [("page", str(page + 1))]) if page < pages else "",
        routes=_routes(t),
        facts=facts(menus(t)[0], t),
        lost=lost_lines(found.lost, t),
        amounts=tuple(sorted({*AMOUNTS, found.daily})),
    )


def _lines(listed: "list[LetGo] | tuple[LetGo, ...]", t: Translator, *, keyed: bool = True) -> tuple[WorkLine, ...]:
    """The lines; the first that is still to do answers to a key."""
    first = next((one for one in listed if one.state is LetGoState.TO_DO), None) if keyed else None
    return tuple(
        WorkLine(
            one=one,
            why=why_words(why_of(one.said), t),
            state=state_words(one, t),
            is_ticked=one.removed_on is not None,
            key="x" if one is first else "",
        )
        for one in listed
    )


def _routes(t: Translator) -> tuple[Route, Route]:
    here, other = (Route(other_language(one, t), removing_steps(one, t), profile_route(one, t)) for one in menus(t))
    return here, other
