"""Take the week with you: its files, and the address at which a calendar program reads it without a session."""

from contextlib import suppress
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from kreds.bootstrap import App
from kreds.errors import KredsError
from kreds.i18n import Translator
from kreds.i18n.agenda_out_words import file_name
from kreds.model.agenda import Week
from kreds.model.agenda_out import OutFormat
from kreds.services.agenda_feed import close_feed, feed_of, open_feed
from kreds.services.agenda_out import week_to_take
from kreds.services.agenda_time import agenda_time, clock_time, say_agenda_time
from kreds.services.match_follow import settle
from kreds.web.agenda_out import KINDS, agenda_out
from kreds.web.downloads import SANDBOX, download
from kreds.web.forms import Form
from kreds.web.preferences import preferences_of
from kreds.web.security import FEED
from kreds.web.site import said, show, site_of, translator, translator_of
from kreds.web.week_out import WeekOut, week_out

router = APIRouter()


@dataclass(frozen=True, slots=True)
class WeekOutPage:
    """The page: the block alone."""

    out: WeekOut


@router.get("/week/out")
def take_along(request: Request) -> Response:
    """The page."""
    return show(request, "week_out_page.html", WeekOutPage(week_out(request)))


@router.get("/week/agenda.ics")
def as_calendar(request: Request) -> Response:
    """This week for a calendar."""
    return _file(request, OutFormat.ICS)


@router.get("/week/agenda.csv")
def as_table(request: Request) -> Response:
    """This week for a spreadsheet; no cell is ever run as a formula."""
    return _file(request, OutFormat.CSV)


@router.get("/week/digest")
def as_document(request: Request) -> Response:
    """This week to read and print: a file of its own, because no page may bring a style along."""
    return _file(request, OutFormat.HTML)


@router.get("/week/digest.md")
def as_notes(request: Request) -> Response:
    """This week as Markdown."""
    return _file(request, OutFormat.MD)


@router.get("/week/digest.eml")
def as_mail(request: Request) -> Response:
    """This week as a mail that opens as a draft."""
    return _file(request, OutFormat.EML)


@router.api_route(FEED, methods=["GET", "HEAD"])
def feed(request: Request) -> Response:
    """This week for a calendar that asks by itself: of the person's own network, whatever the pages show.

    The gate has compared the key; nobody comes here without it.
    """
    own = site_of(request).own
    opened = feed_of(own.target)
    if opened is None:
        raise HTTPException(404)
    with suppress(KredsError):
        # The pages may be showing the demo; what was said of who is who is followed in the own network, too.
        settle(own.store)
    t = translator(opened.language, "words")
    _, content = _written(own, t, OutFormat.ICS, incognito=opened.incognito)
    headers = {"content-security-policy": SANDBOX, "content-disposition": "attachment; filename=kreds.ics"}
    return Response(content, media_type=KINDS[OutFormat.ICS], headers=headers)


@router.post("/week/out/time")
def choose_time(request: Request, form: Form) -> Response:
    """Say at what time of day the week stands in a calendar.

    Raises:
        UsageError: it is no time of day.
    """
    app, t = site_of(request).app, translator_of(request)
    wanted = clock_time(form.get("time", ""))
    decided = say_agenda_time(app.store, wanted, at=app.now())
    words = t.text("In the calendar at %(time)s from now on.", time=wanted.isoformat(timespec="minutes"))
    return said(_block(request), words, undo=decided.id)


@router.post("/week/out/feed")
def choose_feed(request: Request, form: Form) -> Response:
    """Open the feed, give it a new address, or close it; made incognito, it stays so."""
    site, t = site_of(request), translator_of(request)
    if site.is_demo:
        raise HTTPException(400)
    if form.get("do") == "close":
        close_feed(site.own.target)
        return said(_block(request), t.text("The address opens nothing any more."))
    hidden = preferences_of(request).incognito or form.get("incognito") == "yes"
    open_feed(site.own.target, language=t.language, incognito=hidden)
    return said(_block(request), t.text("The address is made. Put it into your calendar program."))


def _block(request: Request) -> Response:
    return show(request, "week_out_body.html", WeekOutPage(week_out(request)))


def _file(request: Request, format_: OutFormat) -> Response:
    week, content = _written(
        site_of(request).app, translator_of(request), format_, incognito=preferences_of(request).incognito
    )
    return download(file_name(week, format_), KINDS[format_], lambda out: out.write(content))


def _written(app: App, t: Translator, format_: OutFormat, *, incognito: bool) -> tuple[Week, bytes]:
    """This week, and the file it makes."""
    week = week_to_take(app.store, today=app.today(), at=app.now(), incognito=incognito)
    return week, agenda_out(week, t, format_, starts=agenda_time(app.store), at=app.now())
