"""What the columns of a list are: asked once with the first rows beside it, remembered, listed, forgotten again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from fastapi import APIRouter, HTTPException, Request, Response

from kreds.i18n import Translator
from kreds.model.columns import COMPANIES_ONLY, PEOPLE_ONLY, Column, ListKind, Matching
from kreds.model.importing import ListSample
from kreds.model.segment import AccountStatus
from kreds.services.preview_list import PreviewRow, preview_list
from kreds.services.said_columns import Remembered, forget_columns, remembered_columns, say_columns
from kreds.sources.guessing import with_values
from kreds.sources.registry import column_key
from kreds.web.forms import Form
from kreds.web.pages.imports import look_again
from kreds.web.preferences import preferences_of
from kreds.web.site import said, show, site_of, translator_of

router = APIRouter()

_MOST_COLUMNS = 80
_SHOWN_VALUES = 3


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column of the file: its number, its name, a few of its values, and what it is taken for ("" for nothing)."""

    number: int
    name: str
    values: tuple[str, ...]
    means: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows as they would be read, with the words for their status; ``problem`` when nothing can be."""

    rows: tuple[tuple[PreviewRow, str], ...]
    titles: tuple[tuple[str, str], ...]
    problem: str


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    """A list and how it is read; ``choices`` are what a column can be, ``statuses`` what the list can be to one."""

    number: int
    file: str
    is_read: bool
    kind: str
    status: str
    lines: tuple[ColumnLine, ...]
    left_out: int
    choices: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str], ...]
    preview: Preview


@dataclass(frozen=True, slots=True)
class RememberedLine:
    """A header that is known by now."""

    signature: str
    file: str
    day: date
    words: str
    columns: str


@router.get("/import/columns")
def remembered(request: Request) -> Response:
    """Every header of which the person has said what its columns are."""
    return show(request, "columns_known.html", _remembered(request))


@router.post("/import/columns/forget")
def forget(request: Request, form: Form) -> Response:
    """Ask again, the next time such a list comes."""
    app, t = site_of(request).importing, translator_of(request)
    decided = forget_columns(app.store, form.get("signature", ""), at=app.now())
    answer = show(request, "columns_known_body.html", _remembered(request))
    return said(answer, t.text("Forgotten. Kreds asks again the next time."), undo=decided.id)


@router.get("/import/columns/{number}")
def ask(request: Request, number: int) -> Response:
    """The page on which the columns of one list are matched."""
    sample = _sample(request, number)
    matching = sample.matching if sample.is_read else with_values(sample.matching, sample.header, sample.rows)
    return show(request, "columns.html", _page(request, number, sample, matching))


@router.post("/import/columns/{number}/preview")
def preview(request: Request, number: int, form: Form) -> Response:
    """The first rows as they would be read; nothing is kept."""
    sample = _sample(request, number)
    return show(request, "columns_preview.html", _page(request, number, sample, _matching(sample, form)))


@router.post("/import/columns/{number}")
def keep(request: Request, number: int, form: Form) -> Response:
    """Remember what was said, and look at the files again."""
    site = site_of(request)
    sample = _sample(request, number)
    say_columns(site.importing.store, sample.header, _matching(sample, form), file=sample.name, at=site.importing.now())
    look_again(site)
    answer = Response(status_code=204)
    answer.headers["hx-redirect"] = "/import"
    return answer


def _sample(request: Request, number: int) -> ListSample:
    look = site_of(request).desk.state.look
    if look is None or not 0 <= number < len(look.lists):
        raise HTTPException(404)
    return look.lists[number]


def _matching(sample: ListSample, form: Mapping[str, str]) -> Matching:
    """What the form says; a choice that is none counts as nothing."""
    kind = ListKind.COMPANIES if form.get("kind") == ListKind.COMPANIES.value else ListKind.PEOPLE
    statuses = {status.value: status for status in AccountStatus}
    known = {means.value: means for means in Column}
    said: dict[Column, list[str]] = {}
    for place, name in enumerate(sample.header):
        means = known.get(form.get(f"column{place}", ""))
        if means is not None and column_key(name):
            said.setdefault(means, []).append(column_key(name))
    left = COMPANIES_ONLY if kind is ListKind.PEOPLE else PEOPLE_ONLY
    # Who calls the name of a company its name is understood all the same.
    if kind is ListKind.COMPANIES and Column.NAME in said:
        said.setdefault(Column.COMPANY, []).extend(said.pop(Column.NAME))
    columns = {means: tuple(said[means]) for means in Column if means in said and means not in left}
    return Matching(kind, columns, statuses.get(form.get("status", ""), AccountStatus.NONE))


def _page(request: Request, number: int, sample: ListSample, matching: Matching) -> ColumnsPage:
    t = translator_of(request)
    is_masked = preferences_of(request).incognito
    taken = {name: means.value for means, names in reversed(list(matching.columns.items())) for name in names}
    lines: list[ColumnLine] = []
    for place, name in enumerate(sample.header):
        values = tuple(dict.fromkeys(row[place] for row in sample.rows if row[place]))[:_SHOWN_VALUES]
        means = taken.get(column_key(name), "")
        if (values or means) and column_key(name) and len(lines) < _MOST_COLUMNS:
            shown = tuple("…" for _ in values) if is_masked else values
            lines.append(ColumnLine(place, name, shown, means))
    return ColumnsPage(
        number=number,
        file=sample.name,
        is_read=sample.is_read,
        kind=matching.kind.value,
        status=matching.status.value,
        lines=tuple(lines),
        left_out=len(sample.header) - len(lines),
        choices=(("", t.text("leave it out")), *_meanings(t).items()),
        statuses=tuple(_statuses(t).items()),
        preview=_preview(sample, matching, t, is_masked=is_masked),
    )


def _preview(sample: ListSample, matching: Matching, t: Translator, *, is_masked: bool) -> Preview:
    rows = preview_list(sample, matching)
    if not rows:
        problem = t.text("Choose at least what somebody is called, or their e-mail; for companies a name or a domain.")
        return Preview((), (), problem)
    words = _status_words(t)
    meanings = _meanings(t)
    titles = [(name, meanings[name]) for name in ("name", "email", "company", "title")]
    shown = [title for title in titles if any(getattr(row, title[0]) for row in rows)]
    shown += [("place", t.text("Place"))] if any(row.place for row in rows) else []
    if is_masked:
        rows = tuple(PreviewRow("…", "…", "…", "…", "…", row.status) for row in rows)
    return Preview(tuple((row, words[row.status]) for row in rows), tuple(shown), "")


def _remembered(request: Request) -> tuple[RememberedLine, ...]:
    t = translator_of(request)
    return tuple(_line(one, t) for one in remembered_columns(site_of(request).importing.store))


def _line(one: Remembered, t: Translator) -> RememberedLine:
    meanings = _meanings(t)
    columns = ", ".join(f"{' + '.join(names)} = {meanings[means.value]}" for means, names in one.columns)
    words = t.text("A list of people") if one.matching.kind is ListKind.PEOPLE else t.text("A list of companies")
    if one.matching.status:
        words = f"{words}: {_statuses(t)[one.matching.status.value]}"
    return RememberedLine(one.signature, one.file, datetime.fromtimestamp(one.at, UTC).date(), words, columns)


def _status_words(t: Translator) -> dict[AccountStatus, str]:
    return {
        AccountStatus.CURRENT: t.text("customer"),
        AccountStatus.FORMER: t.text("former customer"),
        AccountStatus.POTENTIAL: t.text("potential customer"),
        AccountStatus.PARTNER: t.text("partner"),
        AccountStatus.SUPPLIER: t.text("supplier"),
        AccountStatus.NONE: t.text("not said"),
    }


def _statuses(t: Translator) -> dict[str, str]:
    return {
        "": t.text("Not said"),
        "current": t.text("Customers"),
        "former": t.text("Former customers"),
        "potential": t.text("Potential customers"),
        "partner": t.text("Partners"),
        "supplier": t.text("Suppliers"),
    }


def _meanings(t: Translator) -> dict[str, str]:
    return {
        "name": t.text("Full name"),
        "first_name": t.text("First name"),
        "middle_name": t.text("Middle name"),
        "last_name": t.text("Last name"),
        "email": t.text("E-mail"),
        "company": t.text("Company"),
        "title": t.text("Title"),
        "profile": t.text("LinkedIn profile"),
        "domain": t.text("Website or domain"),
        "status": t.text("What they are to you"),
        "since": t.text("Known since"),
        "until": t.text("Customer until"),
        "last_activity": t.text("Last activity"),
        "city": t.text("City"),
        "country": t.text("Country"),
        "industry": t.text("Industry"),
        "id": t.text("Number in their system"),
    }
