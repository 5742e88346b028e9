"""The list of relations: search as you type, filter, sort and page; the whole state stands in the address."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from kreds.i18n import Translator
from kreds.model.level import Level
from kreds.model.relation import RelationPage, RelationQuery
from kreds.web.list_address import BEST_FIRST, PER_PAGE, asked, spelled, spelled_parameters
from kreds.web.site import is_part, reader_of, show, translator_of

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter that can be chosen: where it leads, its words, and whether it is in force."""

    href: str
    text: str
    value: str
    is_on: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's head: where a click sorts to, and how it is sorted ("" when by another)."""

    key: str
    text: str
    href: str
    sorted: str


@dataclass(frozen=True, slots=True)
class RelationsPage:
    """One page of the list, and every way on from it."""

    query: RelationQuery
    found: RelationPage
    summary: str
    levels: tuple[Choice, ...]
    all_levels: Choice
    connected: tuple[Choice, ...]
    headings: tuple[Heading, ...]
    earlier: str
    later: str
    place: str
    here: str
    trail: str
    first_place: int
    is_filtered: bool


@router.get("/relations")
def relations(request: Request) -> Response:
    """The list; htmx gets only the part that changes. What the address asks for wrongly is left out."""
    query = asked(request.query_params)
    found = reader_of(request).find_relations(query)
    view = relations_page(replace(query, page=found.page), found, translator_of(request))
    answer = show(request, "relations_list.html" if is_part(request) else "relations.html", view)
    if is_part(request):
        answer.headers["hx-replace-url"] = view.here
    return answer


def relations_page(query: RelationQuery, found: RelationPage, t: Translator) -> RelationsPage:
    """Words and ways for what was found."""
    first = replace(query, page=1)
    everyone = sum(found.counts.values())
    return RelationsPage(
        query=query,
        found=found,
        summary=_summary(query, found, t),
        levels=tuple(
            Choice(
                href=spelled(replace(first, levels=_toggled(query.levels, level))),
                text=t.level_of_many(level),
                value=level.value,
                is_on=level in query.levels,
                count=found.counts.get(level, 0),
            )
            for level in Level
        ),
        all_levels=Choice(spelled(replace(first, levels=())), t.text("all"), "", not query.levels, everyone),
        connected=_connected(first, t),
        headings=_headings(first, t),
        earlier=spelled(replace(query, page=query.page - 1)) if query.page > 1 else "",
        later=spelled(replace(query, page=query.page + 1)) if query.page < found.pages else "",
        place=_place(query, found, t),
        here=spelled(query),
        trail=urlencode(spelled_parameters(replace(query, page=1))),
        first_place=(query.page - 1) * PER_PAGE + 1,
        is_filtered=bool(query.text or query.levels) or query.connected != "current",
    )


def _toggled(levels: tuple[Level, ...], level: Level) -> tuple[Level, ...]:
    """A level is added to those in force, or taken away."""
    return tuple(other for other in Level if (other in levels) != (other is level))


def _connected(query: RelationQuery, t: Translator) -> tuple[Choice, ...]:
    words = {
        "current": t.text("current relations"),
        "former": t.text("no longer connected"),
        "all": t.text("both"),
    }
    return tuple(
        Choice(spelled(replace(query, connected=value)), text, value, query.connected == value)
        for value, text in words.items()
    )


def _headings(query: RelationQuery, t: Translator) -> tuple[Heading, ...]:
    words = {
        "name": t.text("Name"),
        "company": t.text("Works at"),
        "level": t.text("Level"),
        "strength": t.text("Strength"),
        "last_contact": t.text("Last contact"),
        "messages": t.text("Messages"),
    }
    headings: list[Heading] = []
    for key, text in words.items():
        is_sorted = query.sort == key
        descending = not query.descending if is_sorted else key in BEST_FIRST
        headings.append(
            Heading(
                key=key,
                text=text,
                href=spelled(replace(query, sort=key, descending=descending)),
                sorted=("descending" if query.descending else "ascending") if is_sorted else "",
            )
        )
    return tuple(headings)


def _summary(query: RelationQuery, found: RelationPage, t: Translator) -> str:
    if query.text:
        return t.plural(
            "%(n)s relation fits “%(text)s”.", "%(n)s relations fit “%(text)s”.", found.total, text=query.text
        )
    if query.connected == "former":
        return t.plural("%(n)s is no longer connected.", "%(n)s are no longer connected.", found.total)
    return t.plural("%(n)s relation.", "%(n)s relations.", found.total)


def _place(query: RelationQuery, found: RelationPage, t: Translator) -> str:
    start = (query.page - 1) * PER_PAGE + 1
    end = min(query.page * PER_PAGE, found.total)
    return t.text("%(start)s to %(end)s of %(total)s", start=start, end=end, total=found.total)
