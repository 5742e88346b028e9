"""The history of imports: when, from where, what each changed, and the rows that are still set aside."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request, Response

from kreds.i18n import Translator
from kreds.services import read_network
from kreds.services.export_data import ExportOptions, Format, Subject, export_data, file_name
from kreds.services.read_imports import PastImport
from kreds.web.downloads import download
from kreds.web.import_words import Equation, Trouble, equations, troubles
from kreds.web.preferences import preferences_of
from kreds.web.site import show, site_of, translator_of

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One import in words: when and from where, what it changed, and every file's equation."""

    number: int
    day: str
    origin: str
    archives: tuple[str, ...]
    change: str
    files: tuple[Equation, ...]


@dataclass(frozen=True, slots=True)
class ImportsPage:
    """All imports, the latest first, and what is set aside; incognito, rows are counted and not shown."""

    imports: tuple[ImportLine, ...]
    troubles: tuple[Trouble, ...]
    set_aside: int
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


def _line(past: PastImport, t: Translator) -> ImportLine:
    origins = {"web": t.text("on this page"), "cli": t.text("on the command line"), "python": t.text("from Python")}
    return ImportLine(
        number=past.id,
        day=t.day(datetime.fromtimestamp(past.at).astimezone().date()),
        origin=origins.get(past.origin, past.origin),
        archives=past.archives,
        change=_change(past, t),
        files=equations(past.files, t),
    )


def _change(past: PastImport, t: Translator) -> str:
    new = sum(file.new for file in past.files if file.kind == "connections")
    after = t.plural("%(n)s relation afterwards.", "%(n)s relations afterwards.", past.relations)
    if not any(file.new or file.updated for file in past.files):
        return t.text("It changed nothing.") + " " + after
    return t.plural("%(n)s new in the list.", "%(n)s new in the list.", new) + " " + after
