"""The open portion as a table: many relations at once, the same six fates."""

from dataclasses import dataclass
from math import ceil

from fastapi import APIRouter, Request, Response

from kreds.errors import UsageError
from kreds.i18n import Translator
from kreds.i18n.deck_words import advice_words, fate_name, fate_names, rule_behind
from kreds.model.relation import Relation
from kreds.model.review import Advice, Fate
from kreds.services.review_card import Row
from kreds.services.review_portion import deck, say_fate, the_plan
from kreds.web.forms import Pairs
from kreds.web.list_address import whole_number
from kreds.web.relation_lines import verdict
from kreds.web.site import address, reader_of, said, show, site_of, translator_of

LISTED = 100
_SHOWS = ("left", *(advice.value for advice in Advice), "done")

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Line:
    """One relation: what the rules say of it in words, and what the person has said in this portion."""

    relation: Relation
    level: str
    advice: str
    rule: str
    said: str


@dataclass(frozen=True, slots=True)
class TablePage:
    """A page of the portion; ``shows`` are the filters with their count. ``is_open`` is false without a portion."""

    is_open: bool
    lines: tuple[Line, ...]
    shows: tuple[tuple[str, str, str, int], ...]
    show: str
    fates: tuple[tuple[Fate, str], ...]
    before: str
    after: str
    number: int
    pages: int


@router.get("/cleanup/table")
def table(request: Request) -> Response:
    """The page."""
    asked = request.query_params
    return show(request, "review_table.html", _page(request, asked.get("show", ""), asked.get("page", "")))


@router.post("/cleanup/table/say")
def say(request: Request, form: Pairs) -> Response:
    """Say what becomes of all that are ticked (``who``); one undo takes it back."""
    app, t = site_of(request).app, translator_of(request)
    told = dict(form)
    fate = told.get("fate", "")
    if fate not in set(Fate):
        raise UsageError("CHOICE", name="fate", value=fate, choices=", ".join(Fate))
    people = [int(value, 16) for name, value in form if name == "who" and _is_id(value)]
    shown = (told.get("show", ""), told.get("page", ""))
    if not people:
        return said(show(request, "review_table_body.html", _page(request, *shown)), t.text("Tick somebody first."))
    decided = say_fate(app.store, people, Fate(fate), today=app.today(), at=app.now())
    words = t.plural(
        "%(n)s relation: %(fate)s.", "%(n)s relations: %(fate)s.", decided.relations, fate=fate_name(Fate(fate), t)
    )
    text = words if decided.id else t.text("Nothing was changed.")
    return said(show(request, "review_table_body.html", _page(request, *shown)), text, undo=decided.id)


def _page(request: Request, shown: str, page: str) -> TablePage:
    app, t, reader = site_of(request).app, translator_of(request), reader_of(request)
    found = deck(app.store, today=app.today())
    if found is None:
        return TablePage(False, (), (), "left", (), "", "", 1, 1)
    shown = shown if shown in _SHOWS else "left"
    left = dict.fromkeys(found.progress.left)
    rows = reader.review_rows([*left, *dict.fromkeys(one.person for one in found.said if one.person not in left)])
    parts = {one: [row for row in rows if _is_in(row, one, row.relation.id in left)] for one in _SHOWS}
    pages = max(1, ceil(len(parts[shown]) / LISTED))
    number = min(max(1, whole_number(page) if page.isdigit() and len(page) < 6 else 1), pages)
    line = the_plan(app.store).line
    words = _words(t)

    def at(place: int) -> str:
        return address("/cleanup/table", [("show", shown), ("page", str(place))])

    return TablePage(
        is_open=True,
        lines=tuple(_line(row, t, line) for row in parts[shown][(number - 1) * LISTED : number * LISTED]),
        shows=tuple(
            (one, words[one], address("/cleanup/table", [("show", one)]), len(parts[one]))
            for one in _SHOWS
            if parts[one] or one in ("left", shown)
        ),
        show=shown,
        fates=tuple(fate_names(t).items()),
        before=at(number - 1) if number > 1 else "",
        after=at(number + 1) if number < pages else "",
        number=number,
        pages=pages,
    )


def _is_in(row: Row, shown: str, is_left: bool) -> bool:
    if shown == "done":
        return not is_left
    return is_left and shown in ("left", row.proposal.advice.value)


def _line(row: Row, t: Translator, line: float) -> Line:
    one = row.relation
    return Line(
        relation=one,
        level=verdict(one, t),
        advice=advice_words(row.proposal, t),
        rule=rule_behind(row.proposal, t, line=line, until=one.trial.until),
        said=fate_name(row.said, t) if row.said else "",
    )


def _words(t: Translator) -> dict[str, str]:
    return {
        "left": t.text("All that are left"),
        Advice.LET_GO.value: t.text("Proposed"),
        Advice.ASK.value: t.text("You judge"),
        Advice.KEEP.value: t.text("Keep"),
        "done": t.text("Said"),
    }


def _is_id(text: str) -> bool:
    return len(text) == 13 and set(text) <= set("0123456789abcdef")
