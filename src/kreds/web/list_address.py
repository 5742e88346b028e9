"""The list of relations as an address: every search, filter, sort, column and page can be bookmarked."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from starlette.datastructures import QueryParams

from kreds.model.level import Level, Seen, Sign, Trend
from kreds.model.relation import CONTACTS, DIRECTIONS, RELATION_SORTS, RISING_SORTS, TRIALS, RelationQuery
from kreds.web.site import address

PER_PAGE = 50
COLUMNS = (
    "company",
    "level",
    "strength",
    "alive",
    "last_contact",
    "messages",
    "connected_on",
    "direction",
    "trend",
    "tags",
    "note",
    "coverage",
    "bridge",
    "trial_until",
    "segment",
)
"""What can stand beside the name, in this order."""
USUAL = ("company", "level", "strength", "last_contact", "messages")

_START = RelationQuery(connected="current")
_LONGEST_TEXT = 200
_MOST_TAGS = 20
_LAST_PAGE = 1_000_000
WORKPLACE = "workplace"
"""How an address calls the place of work: in `place` it says where on the list somebody stands."""
_YES = "1"


@dataclass(frozen=True, slots=True)
class ListView:
    """One view of the list: who is shown, and what of them."""

    query: RelationQuery
    columns: tuple[str, ...] = USUAL

    def but(self, **changes: object) -> "ListView":
        """The same view with another filter, from its first page on."""
        return replace(self, query=replace(self.query, **{"page": 1, **changes}))  # type: ignore[arg-type] # the names of fields are given by our own pages


def asked(parameters: QueryParams) -> ListView:
    """The view that an address spells; what it says wrongly is left out."""
    sort = _one_of(RELATION_SORTS, parameters.get("sort", ""), _START.sort)
    order = parameters.get("order", "")
    query = RelationQuery(
        text=_text(parameters, "q"),
        levels=_several(Level, parameters.getlist("level")),
        connected=_one_of(("current", "former", "all"), parameters.get("connected", ""), _START.connected),
        doubt=_one_of(("sure", "doubtful"), parameters.get("doubt", "")),
        company=_text(parameters, "company"),
        title=_text(parameters, "title"),
        place=_text(parameters, WORKPLACE),
        year=_year(parameters.get("year", "")),
        contact=_one_of(CONTACTS, parameters.get("contact", "")),
        month=_month(parameters.get("month", "")),
        direction=_one_of(DIRECTIONS, parameters.get("direction", "")),
        coverage=_coverage(parameters.getlist("coverage")),
        trend=Trend(_one_of([one.value for one in Trend], parameters.get("trend", ""))),
        tags=tuple(dict.fromkeys(_clean(tag) for tag in parameters.getlist("tag")[:_MOST_TAGS] if _clean(tag))),
        has_note=parameters.get("noted") == _YES,
        overruled=parameters.get("said") == _YES,
        trial=_one_of(TRIALS, parameters.get("trial", "")),
        only_one=parameters.get("only") == _YES,
        segment=_text(parameters, "segment"),
        function=_text(parameters, "function"),
        seniority=_text(parameters, "seniority"),
        role=_text(parameters, "role"),
        industry=_text(parameters, "industry"),
        sort=sort,
        descending=order == "desc" if order in ("asc", "desc") else sort not in RISING_SORTS,
        page=whole_number(parameters.get("page", "")) or 1,
        per_page=PER_PAGE,
    )
    wanted = parameters.get("columns", "").split(",")
    return ListView(query, tuple(name for name in COLUMNS if name in wanted) if any(wanted) else USUAL)


def whole_number(text: str) -> int:
    """A positive number of an address, 0 for anything else.

    >>> whole_number("12"), whole_number("-1"), whole_number("²"), whole_number("9" * 30)
    (12, 0, 0, 1000000)
    """
    return min(int(text), _LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 100 else 0


def spelled_parameters(view: ListView) -> list[tuple[str, str]]:
    """What an address must say of the view; what goes without saying is left out."""
    query = view.query
    parameters = [
        ("q", query.text),
        *(("level", level.value) for level in query.levels),
        ("connected", "" if query.connected == _START.connected else query.connected),
        ("doubt", query.doubt),
        ("company", query.company),
        ("title", query.title),
        (WORKPLACE, query.place),
        ("year", str(query.year or "")),
        ("contact", query.contact),
        ("month", f"{query.month:%Y-%m}" if query.month else ""),
        ("direction", query.direction),
        *(("coverage", f"{sign.value}:{seen.value}") for sign, seen in query.coverage),
        ("trend", query.trend.value),
        *(("tag", tag) for tag in query.tags),
        ("noted", _YES if query.has_note else ""),
        ("said", _YES if query.overruled else ""),
        ("trial", query.trial),
        ("only", _YES if query.only_one else ""),
        *((name, getattr(query, name)) for name in ("segment", "function", "seniority", "role", "industry")),
        ("sort", "" if query.sort == _START.sort else query.sort),
    ]
    if query.descending != (query.sort not in RISING_SORTS):
        parameters.append(("order", "desc" if query.descending else "asc"))
    if view.columns != USUAL:
        parameters.append(("columns", ",".join(view.columns) or "name"))
    if query.page > 1:
        parameters.append(("page", str(query.page)))
    return [(name, value) for name, value in parameters if value]


def spelled(view: ListView) -> str:
    """The shortest address that spells the view."""
    return address("/relations", spelled_parameters(view))


def _text(parameters: QueryParams, name: str) -> str:
    return _clean(parameters.get(name, ""))


def _clean(text: str) -> str:
    return text.strip()[:_LONGEST_TEXT].strip()


def _one_of(choices: Iterable[str], value: str, otherwise: str = "") -> str:
    return value if value in set(choices) else otherwise


def _several(kind: type[Level], values: list[str]) -> tuple[Level, ...]:
    known = {one.value for one in kind}
    return tuple(kind(value) for value in dict.fromkeys(values) if value in known)


def _year(text: str) -> int | None:
    year = whole_number(text)
    return year if date.min.year <= year <= date.max.year and len(text) <= len("9999") else None


def _month(text: str) -> date | None:
    year, _, month = text.partition("-")
    number = whole_number(month)
    return date(_year(year) or 1, number, 1) if _year(year) and 1 <= number <= 12 and len(month) == 2 else None


def _coverage(values: list[str]) -> tuple[tuple[Sign, Seen], ...]:
    """At most one state for each sign; the first that is said."""
    told: dict[Sign, Seen] = {}
    for value in values:
        sign, _, seen = value.partition(":")
        if sign in {one.value for one in Sign} and seen in {one.value for one in Seen}:
            told.setdefault(Sign(sign), Seen(seen))
    return tuple((sign, told[sign]) for sign in Sign if sign in told)
