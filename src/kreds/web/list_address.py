"""The list of relations as an address: every search, filter, sort and page can be bookmarked and gone back to."""

from starlette.datastructures import QueryParams

from kreds.model.level import Level
from kreds.model.relation import RELATION_SORTS, RelationQuery
from kreds.web.site import address

PER_PAGE = 50
BEST_FIRST = ("level", "strength", "alive", "connected_on", "last_contact", "messages")
"""Columns that one wants to see from the top down when asking for them first."""

_START = RelationQuery(connected="current")
_LONGEST_TEXT = 200
_LAST_PAGE = 1_000_000


def asked(parameters: QueryParams) -> RelationQuery:
    """The query that an address spells; what it says wrongly is left out."""
    known = {level.value for level in Level}
    sort = parameters.get("sort", "")
    sort = sort if sort in RELATION_SORTS else _START.sort
    order = parameters.get("order", "")
    connected = parameters.get("connected", "")
    return RelationQuery(
        text=parameters.get("q", "").strip()[:_LONGEST_TEXT],
        levels=tuple(Level(value) for value in dict.fromkeys(parameters.getlist("level")) if value in known),
        connected=connected if connected in ("current", "former", "all") else _START.connected,
        sort=sort,
        descending=order == "desc" if order in ("asc", "desc") else sort in BEST_FIRST,
        page=whole_number(parameters.get("page", "")) or 1,
        per_page=PER_PAGE,
    )


def whole_number(text: str) -> int:
    """A positive number of an address, 0 for anything else.

    >>> whole_number("12"), whole_number("-1"), whole_number("²"), whole_number("9" * 30)
    (12, 0, 0, 1000000)
    """
    return min(int(text), _LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 100 else 0


def spelled_parameters(query: RelationQuery) -> list[tuple[str, str]]:
    """What an address must say of the query; what goes without saying is left out."""
    parameters = [("q", query.text), *(("level", level.value) for level in query.levels)]
    if query.connected != _START.connected:
        parameters.append(("connected", query.connected))
    if query.sort != _START.sort:
        parameters.append(("sort", query.sort))
    if query.descending != (query.sort in BEST_FIRST):
        parameters.append(("order", "desc" if query.descending else "asc"))
    if query.page > 1:
        parameters.append(("page", str(query.page)))
    return [(name, value) for name, value in parameters if value]


def spelled(query: RelationQuery) -> str:
    """The shortest address that spells the query."""
    return address("/relations", spelled_parameters(query))
