"""The history of imports: when, from where, what each changed, and the rows that are still set aside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response

from kreds.i18n import Translator
from kreds.services import read_network
from kreds.services.export_data import ExportOptions, Format, Subject, export_data, file_name
from kreds.services.read_imports import PastImport, past_import
from kreds.web.downloads import download
from kreds.web.import_desk import HANDED_OVER
from kreds.web.import_words import Equation, SetAside, Trouble, advised, equations, troubles
from kreds.web.preferences import preferences_of
from kreds.web.site import show, site_of, translator_of

PER_PAGE = 100
_MOST = 2**31 - 1

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One import in words: when and from where, and what it changed."""

    number: int
    day: str
    origin: str
    archives: tuple[str, ...]
    change: str
    rejected: int


@dataclass(frozen=True, slots=True)
class ImportsPage:
    """All imports, the latest first, and what is set aside; incognito, rows are counted and not shown."""

    imports: tuple[ImportLine, ...]
    troubles: tuple[Trouble, ...]
    set_aside: int
    incognito: bool


@dataclass(frozen=True, slots=True)
class PastImportPage:
    """One import: every file's equation, and a page of the rows that are still set aside."""

    line: ImportLine
    lines: tuple[str, ...]
    files: tuple[Equation, ...]
    rows: tuple[SetAside, ...]
    set_aside: int
    first: int
    page: int
    pages: int
    incognito: bool


@router.get("/imports")
def history(request: Request) -> Response:
    """The page."""
    store, t = site_of(request).app.store, translator_of(request)
    rejected = read_network.rejected_rows(store)
    incognito = preferences_of(request).incognito
    lines = tuple(_line(one, t) for one in read_network.import_history(store))
    page = ImportsPage(lines, () if incognito else troubles(rejected, t), len(rejected), incognito)
    return show(request, "imports.html", page)


@router.get("/imports/rejected.csv")
def save_rejected(request: Request) -> Response:
    """All rows that are set aside, as they were, for a spreadsheet."""
    app, t = site_of(request).app, translator_of(request)
    options = ExportOptions(Subject.REJECTED, Format.CSV, say=t.phrase)
    name = file_name(options, app.today())
    return download(name, "text/csv; charset=utf-8", lambda out: export_data(app.store, out, options))


@router.get("/imports/{number}")
def one_import(
    request: Request,
    number: Annotated[int, Path(ge=1, le=_MOST)],
    page: Annotated[int, Query(ge=1, le=_MOST)] = 1,
) -> Response:
    """What became of every file of one import, and its rows that are still set aside."""
    t, incognito = translator_of(request), preferences_of(request).incognito
    found = past_import(site_of(request).app.store, number)
    if found is None:
        raise HTTPException(404)
    past, rejected = found
    pages = max(1, -(-len(rejected) // PER_PAGE))
    page = min(page, pages)
    first = (page - 1) * PER_PAGE
    view = PastImportPage(
        line=_line(past, t),
        lines=_lines(past, t),
        files=equations(past.files, t),
        rows=() if incognito else advised(rejected[first : first + PER_PAGE], t),
        set_aside=len(rejected),
        first=first + 1,
        page=page,
        pages=pages,
        incognito=incognito,
    )
    return show(request, "past_import.html", view)


def _line(past: PastImport, t: Translator) -> ImportLine:
    origins = {"web": t.text("on this page"), "cli": t.text("on the command line"), "python": t.text("from Python")}
    return ImportLine(
        number=past.id,
        day=t.day(datetime.fromtimestamp(past.at).astimezone().date()),
        origin=origins.get(past.origin, past.origin),
        archives=tuple(name for name in past.archives if not name.startswith(HANDED_OVER)),
        change=_change(past, t),
        rejected=sum(file.rejected for file in past.files),
    )


def _change(past: PastImport, t: Translator) -> str:
    new = sum(file.new for file in past.files if file.kind == "connections")
    after = t.plural("%(n)s relation afterwards.", "%(n)s relations afterwards.", past.relations)
    if not any(file.new or file.updated for file in past.files):
        return t.text("It changed nothing.") + " " + after
    return t.plural("%(n)s new in the list.", "%(n)s new in the list.", new) + " " + after


def _lines(past: PastImport, t: Translator) -> tuple[str, ...]:
    """What else there is to say of an import, in sentences."""
    lines = [t.plural("%(n)s row was read.", "%(n)s rows were read.", sum(file.read for file in past.files))]
    if past.no_longer_connected:
        lines.append(
            t.plural(
                "%(n)s person of an earlier list is missing from the newest one; kept as no longer connected.",
                "%(n)s people of earlier lists are missing from the newest one; kept as no longer connected.",
                past.no_longer_connected,
            )
        )
    return tuple(lines)
