"""Log contact from anywhere: the quick form, and the page with all that was logged."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse

from kreds.errors import UsageError
from kreds.i18n.log_words import effect_lines, kind_name, log_told
from kreds.model.log import LoggedLine, LogKind
from kreds.model.relation import Relation
from kreds.services.log_contact import drop_line, log_kind
from kreds.web.forms import Form
from kreds.web.log_card import LogCard, line_number, log_card, read_line
from kreds.web.site import address, is_part, reader_of, said, show, site_of, translator_of

PER_PAGE = 50
_DIGITS = 7
_ID = re.compile(r"[0-9a-f]{13}")

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Logged:
    """A line as it is listed: what happened, in words."""

    one: LoggedLine
    told: str


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines that fit what is asked for: ``words`` and ``kind``, a page of them, and the ways to the others."""

    lines: tuple[Logged, ...]
    total: int
    words: str
    kind: str
    kinds: tuple[tuple[str, str], ...]
    page: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LogPage:
    """The page: the form about ``who``, or a search for whom it is about; and what was logged before."""

    who: Relation | None
    log: LogCard
    found: Lines


@router.get("/log")
def logbook(request: Request) -> Response:
    """The page; ``who`` is the id of whom a line is about."""
    return show(request, "logbook.html", _page(request, request.query_params))


@router.get("/log/form")
def form_part(request: Request, who: str = "") -> Response:
    """The form about somebody."""
    if not is_part(request):
        return RedirectResponse(address("/log", [("who", who)]), status_code=303)
    page = _page(request, {"who": who})
    if page.who is None:
        raise UsageError("LOG-NOBODY")
    return show(request, "log_form.html", page)


@router.get("/log/lines")
def lines_part(request: Request) -> Response:
    """The lines that fit."""
    if not is_part(request):
        return RedirectResponse(address("/log", request.query_params.items()), status_code=303)
    return show(request, "log_lines.html", _lines(request, request.query_params))


@router.post("/log")
def log(request: Request, form: Form) -> Response:
    """Log a line about the relation whose id is ``who``."""
    relation = _who(request, form)
    if relation is None:
        raise UsageError("LOG-NOBODY")
    done = read_line(request, form, int(relation.id, 16))
    return said(Response(status_code=204), " ".join(effect_lines(done, translator_of(request))), undo=done.id)


@router.post("/log/drop")
def drop(request: Request, form: Form) -> Response:
    """Take a line back, by the number of its decision."""
    app, t = site_of(request).app, translator_of(request)
    drop_line(app.store, line_number(form), at=app.now())
    return said(show(request, "log_lines.html", _lines(request, form)), t.text("Taken back: the contact you noted."))


def _page(request: Request, asked: Mapping[str, str]) -> LogPage:
    today = site_of(request).app.today()
    return LogPage(_who(request, asked), log_card(translator_of(request), today), _lines(request, asked))


def _who(request: Request, asked: Mapping[str, str]) -> Relation | None:
    """The relation with the id ``who``; a name is none, so that nobody learns a pseudonym by asking for one."""
    who = asked.get("who", "")
    return reader_of(request).show_relation(who).relation if _ID.fullmatch(who) else None


def _lines(request: Request, asked: Mapping[str, str]) -> Lines:
    t, words, kind = translator_of(request), asked.get("words", "").strip(), asked.get("kind", "")
    try:
        wanted = log_kind(kind) if kind else None
    except UsageError:
        kind, wanted = "", None
    found = reader_of(request).logged(words=words, kind=wanted)
    pages = max(1, -(-len(found) // PER_PAGE))
    number = asked.get("page", "")
    page = min(max(1, int(number)), pages) if number.isascii() and number.isdigit() and len(number) < _DIGITS else 1

    def way(to: int) -> str:
        return address("/log", [("words", words), ("kind", kind), ("page", str(to))])

    return Lines(
        lines=tuple(Logged(one, log_told(one.line.kind, t)) for one in found[(page - 1) * PER_PAGE : page * PER_PAGE]),
        total=len(found),
        words=words,
        kind=kind,
        kinds=tuple((one.value, kind_name(one, t)) for one in LogKind),
        page=page,
        before=way(page - 1) if page > 1 else "",
        after=way(page + 1) if page < pages else "",
    )
