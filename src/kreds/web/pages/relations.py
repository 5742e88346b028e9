"""The list of relations: search as you type, filter, sort and page; the whole state stands in the address."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from kreds.i18n import Translator
from kreds.i18n.group_words import group_name
from kreds.model.level import Level
from kreds.model.relation import RISING_SORTS, Relation, RelationPage
from kreds.services.read_groups import group_keys
from kreds.services.relation_facets import Facets, relation_facets
from kreds.services.saved_views import SavedView, saved_views
from kreds.web.list_address import COLUMNS, PER_PAGE, ListView, asked, spelled, spelled_parameters
from kreds.web.list_filters import Field, InForce, fields, in_force
from kreds.web.preferences import preferences_of
from kreds.web.site import address, is_part, reader_of, show, site_of, translator_of

_FORM = frozenset(
    (
        *("q", "doubt", "company", "title", "year", "contact", "direction", "coverage", "trend", "tag"),
        *("noted", "said", "trial", "only", "segment", "function", "seniority", "role", "industry"),
    )
)
"""What the search form says itself."""

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: where it leads, its words, and whether it is in force."""

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

    view: ListView
    state: tuple[tuple[str, str], ...]
    found: RelationPage
    summary: str
    levels: tuple[Choice, ...]
    all_levels: Choice
    connected: tuple[Choice, ...]
    headings: tuple[Heading, ...]
    columns: tuple[Choice, ...]
    in_force: tuple[InForce, ...]
    in_use: str
    clear: str
    fields: tuple[Field, ...]
    views: tuple[SavedView, ...]
    earlier: str
    later: str
    place: str
    here: str
    query: str
    trail: str
    export: str
    first_place: int
    is_filtered: bool
    groups: tuple[tuple[str, str], ...]

    @property
    def relations(self) -> tuple[Relation, ...]:
        """The rows."""
        return self.found.relations


@router.get("/relations")
def relations(request: Request) -> Response:
    """The list; htmx gets only the part that changes. What the address asks for wrongly is left out."""
    view = asked(request.query_params)
    store, t = site_of(request).app.store, translator_of(request)
    found = reader_of(request).find_relations(view.query)
    view = replace(view, query=replace(view.query, page=found.page))
    part = is_part(request)
    facets = _facets(request) if not part else Facets((), (), (), ())
    views, groups = ((), ()) if part else (saved_views(store), group_keys(store))
    page = relations_page(view, found, t, facets=facets, views=views, groups=groups)
    answer = show(request, "relations_list.html" if part else "relations.html", page)
    if part:
        answer.headers["hx-replace-url"] = page.here
    return answer


def _facets(request: Request) -> Facets:
    """What the filters offer; incognito, no real company or title is offered."""
    facets = relation_facets(site_of(request).app.store)
    return replace(facets, companies=(), titles=()) if preferences_of(request).incognito else facets


def relations_page(
    view: ListView,
    found: RelationPage,
    t: Translator,
    *,
    facets: Facets,
    views: tuple[SavedView, ...],
    groups: tuple[str, ...] = (),
) -> RelationsPage:
    """Words and ways for what was found; ``groups`` are those one can be put into."""
    query, first = view.query, view.but()
    everyone = sum(found.counts.values())
    forced = in_force(view, t)
    return RelationsPage(
        view=view,
        state=_state(view),
        found=found,
        summary=_summary(view, found, t),
        levels=tuple(
            Choice(
                href=spelled(view.but(levels=_toggled(query.levels, level))),
                text=t.level_of_many(level),
                value=level.value,
                is_on=level in query.levels,
                count=found.counts.get(level, 0),
            )
            for level in Level
        ),
        all_levels=Choice(spelled(view.but(levels=())), t.text("all"), "", not query.levels, everyone),
        connected=_connected(view, t),
        headings=_headings(view, t),
        columns=_columns(view, t),
        in_force=forced,
        in_use=t.plural("%(n)s in use", "%(n)s in use", len(forced)) if forced else "",
        clear=spelled(ListView(type(query)(connected="current", per_page=PER_PAGE), view.columns)) if forced else "",
        fields=fields(view, facets, t),
        views=views,
        earlier=spelled(replace(view, query=replace(query, page=query.page - 1))) if query.page > 1 else "",
        later=spelled(replace(view, query=replace(query, page=query.page + 1))) if query.page < found.pages else "",
        place=_place(view, found, t),
        here=spelled(view),
        query=urlencode(spelled_parameters(first)),
        trail=urlencode(spelled_parameters(first)),
        export=address("/export", spelled_parameters(first)),
        first_place=(query.page - 1) * PER_PAGE + 1,
        is_filtered=bool(forced or query.text or query.levels) or query.connected != "current",
        groups=tuple((key, group_name(key, t)) for key in groups),
    )


def _state(view: ListView) -> tuple[tuple[str, str], ...]:
    """What the search form does not say itself, but must send along."""
    return tuple((name, value) for name, value in spelled_parameters(view.but()) if name not in _FORM)


def _toggled(levels: tuple[Level, ...], level: Level) -> tuple[Level, ...]:
    """A level is added to those in force, or taken away."""
    return tuple(other for other in Level if (other in levels) != (other is level))


def _connected(view: ListView, t: Translator) -> tuple[Choice, ...]:
    words = {
        "current": t.text("current relations"),
        "former": t.text("no longer connected"),
        "all": t.text("both"),
    }
    return tuple(
        Choice(spelled(view.but(connected=value)), text, value, view.query.connected == value)
        for value, text in words.items()
    )


def column_names(t: Translator) -> dict[str, str]:
    """The heading of each column."""
    return {
        "name": t.text("Name"),
        "company": t.text("Works at"),
        "level": t.text("Level"),
        "strength": t.text("Strength"),
        "alive": t.text("Alive"),
        "last_contact": t.text("Last contact"),
        "messages": t.text("Messages"),
        "connected_on": t.text("Connected"),
        "direction": t.text("Who writes"),
        "trend": t.text("Trend"),
        "tags": t.text("Tags"),
        "note": t.text("Note"),
        "coverage": t.text("Seen in the files"),
        "bridge": t.text("Bridge"),
        "trial_until": t.text("On trial until"),
        "segment": t.text("Group"),
    }


def _headings(view: ListView, t: Translator) -> tuple[Heading, ...]:
    words, query = column_names(t), view.query
    headings: list[Heading] = []
    for key in ("name", *view.columns):
        is_sorted = query.sort == key
        descending = not query.descending if is_sorted else key not in RISING_SORTS
        headings.append(
            Heading(
                key=key,
                text=words[key],
                href=spelled(view.but(sort=key, descending=descending)),
                sorted=("descending" if query.descending else "ascending") if is_sorted else "",
            )
        )
    return tuple(headings)


def _columns(view: ListView, t: Translator) -> tuple[Choice, ...]:
    words = column_names(t)
    choices: list[Choice] = []
    for name in COLUMNS:
        wanted = tuple(one for one in COLUMNS if (one in view.columns) != (one == name))
        choices.append(Choice(spelled(replace(view, columns=wanted)), words[name], name, name in view.columns))
    return tuple(choices)


def _summary(view: ListView, found: RelationPage, t: Translator) -> str:
    query = view.query
    if query.text:
        return t.plural(
            "%(n)s relation fits “%(text)s”.", "%(n)s relations fit “%(text)s”.", found.total, text=query.text
        )
    if query.connected == "former":
        return t.plural("%(n)s is no longer connected.", "%(n)s are no longer connected.", found.total)
    return t.plural("%(n)s relation.", "%(n)s relations.", found.total)


def _place(view: ListView, found: RelationPage, t: Translator) -> str:
    start = (view.query.page - 1) * PER_PAGE + 1
    end = min(view.query.page * PER_PAGE, found.total)
    return t.text("%(start)s to %(end)s of %(total)s", start=start, end=end, total=found.total)
