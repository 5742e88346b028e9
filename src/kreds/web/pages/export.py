"""Export: the relations of the list, or those chosen in it, as a file for a spreadsheet, address book or program."""

from dataclasses import dataclass, replace

from fastapi import APIRouter, Request, Response

from kreds.i18n import Translator
from kreds.model.relation import RelationQuery
from kreds.services.export_data import ExportOptions, Format, Subject, export_data, file_name
from kreds.services.write_tables import Profile
from kreds.web.downloads import download
from kreds.web.list_address import asked, spelled, spelled_parameters
from kreds.web.pages.selection import chosen
from kreds.web.preferences import preferences_of
from kreds.web.site import reader_of, show, site_of, translator_of

_KINDS = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSON: "application/json",
    Format.VCF: "text/vcard; charset=utf-8",
}

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Kind:
    """One format: its value, its name, and what it is good for."""

    value: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExportPage:
    """How many are exported, in which formats they can be had, and what the form must send along."""

    count: int
    kinds: tuple[Kind, ...]
    state: tuple[tuple[str, str], ...]
    back: str
    incognito: bool


@router.get("/export")
def choose(request: Request) -> Response:
    """The form."""
    view = asked(request.query_params)
    people = _people(request)
    state = [*spelled_parameters(view), *([("people", request.query_params["people"])] if people is not None else [])]
    count = len(reader_of(request).find_people(_query(request)))
    page = ExportPage(
        count, _kinds(translator_of(request)), tuple(state), spelled(view), preferences_of(request).incognito
    )
    return show(request, "export.html", page)


@router.get("/export/relations")
def send(request: Request) -> Response:
    """The file; what the address says wrongly is left out, as in the list."""
    said, app = request.query_params, site_of(request).app
    options = ExportOptions(
        Subject.RELATIONS,
        Format(said["format"]) if said.get("format") in set(Format) else Format.CSV,
        Profile.EXACT if said.get("profile") == Profile.EXACT else Profile.SAFE,
        query=_query(request),
        incognito=preferences_of(request).incognito,
        at=app.now(),
    )
    return download(
        file_name(options, app.today()), _KINDS[options.format], lambda out: export_data(app.store, out, options)
    )


def _query(request: Request) -> RelationQuery:
    """All relations that the address means, whatever their page."""
    today = site_of(request).app.today()
    query = replace(asked(request.query_params).query, page=1, per_page=None, today=today)
    people = _people(request)
    return query if people is None else RelationQuery(people=people, sort="name", descending=False, per_page=None)


def _people(request: Request) -> frozenset[int] | None:
    """Those chosen by hand, None when the list's filters choose."""
    told = request.query_params.get("people", "")
    return frozenset(chosen(request, told.split(","), None)) if told else None


def _kinds(t: Translator) -> tuple[Kind, ...]:
    return (
        Kind("xlsx", t.text("Excel"), t.text("For Excel, Numbers and LibreOffice. No cell is ever run as a formula.")),
        Kind("csv", t.text("CSV"), t.text("For any spreadsheet, and for other CRM programs.")),
        Kind("vcf", t.text("vCard"), t.text("For the address book on your phone or computer.")),
        Kind("json", t.text("JSON"), t.text("For programs: everything that Kreds knows of each relation.")),
    )
