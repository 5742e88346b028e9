"""The list's address: it says everything, says it shortly, and survives whatever is typed into it."""

from datetime import date
from urllib.parse import urlsplit

from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from kreds.model.level import Level, Seen, Sign, Trend
from kreds.model.relation import CONTACTS, DIRECTIONS, RELATION_SORTS, RelationQuery
from kreds.web.list_address import COLUMNS, PER_PAGE, ListView, asked, spelled

TEXTS = st.text(max_size=20).map(str.strip).filter(lambda text: text.encode("utf-8", "ignore").decode() == text)
QUERIES = st.builds(
    RelationQuery,
    text=TEXTS,
    levels=st.lists(st.sampled_from(Level), unique=True).map(tuple),
    connected=st.sampled_from(["current", "former", "all"]),
    doubt=st.sampled_from(["", "sure", "doubtful"]),
    company=TEXTS,
    title=TEXTS,
    year=st.none() | st.integers(1, 9999),
    contact=st.sampled_from(["", *CONTACTS]),
    month=st.none() | st.builds(date, st.integers(1000, 9999), st.integers(1, 12), st.just(1)),
    direction=st.sampled_from(["", *DIRECTIONS]),
    coverage=st.dictionaries(st.sampled_from(Sign), st.sampled_from(Seen)).map(
        lambda told: tuple((sign, told[sign]) for sign in Sign if sign in told)
    ),
    trend=st.sampled_from(Trend),
    tags=st.lists(TEXTS.filter(bool), unique=True, max_size=5).map(tuple),
    has_note=st.booleans(),
    overruled=st.booleans(),
    sort=st.sampled_from(RELATION_SORTS),
    descending=st.booleans(),
    page=st.integers(1, 10_000),
    per_page=st.just(PER_PAGE),
)
VIEWS = st.builds(
    ListView, QUERIES, st.sets(st.sampled_from(COLUMNS)).map(lambda some: tuple(one for one in COLUMNS if one in some))
)
NAMES = (
    "q", "level", "connected", "doubt", "company", "title", "year", "contact", "month", "direction", "coverage",
    "trend", "tag", "noted", "said", "sort", "order", "columns", "page",
)  # fmt: skip


@given(view=VIEWS)
def test_an_address_gives_back_its_view(view: ListView) -> None:
    """Spelling a view and reading the address gives the view: every filter, the order, the columns and the page."""
    assert asked(QueryParams(urlsplit(spelled(view)).query)) == view


@given(parameters=st.lists(st.tuples(st.sampled_from(NAMES), st.text(max_size=30) | st.just("2026-13")), max_size=12))
def test_nonsense_is_left_out(parameters: list[tuple[str, str]]) -> None:
    """Any values whatever give a view that the list can answer, and that spells to itself."""
    view = asked(QueryParams(parameters))
    assert view.query.sort in RELATION_SORTS
    assert view.query.connected in {"current", "former", "all"}
    assert view.query.page >= 1
    assert asked(QueryParams(urlsplit(spelled(view)).query)) == view


def test_the_plain_list_has_the_plain_address() -> None:
    """What goes without saying is not said."""
    assert spelled(asked(QueryParams(""))) == "/relations"
