"""The list's address: it says everything, says it shortly, and survives whatever is typed into it."""

from urllib.parse import urlsplit

from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from kreds.model.level import Level
from kreds.model.relation import RELATION_SORTS, RelationQuery
from kreds.web.list_address import PER_PAGE, asked, spelled

QUERIES = st.builds(
    RelationQuery,
    text=st.text(max_size=20).map(str.strip).filter(lambda text: text.encode("utf-8", "ignore").decode() == text),
    levels=st.lists(st.sampled_from(Level), unique=True).map(tuple),
    connected=st.sampled_from(["current", "former", "all"]),
    sort=st.sampled_from(RELATION_SORTS),
    descending=st.booleans(),
    page=st.integers(1, 10_000),
    per_page=st.just(PER_PAGE),
)


@given(query=QUERIES)
def test_an_address_gives_back_its_query(query: RelationQuery) -> None:
    """Spelling a query and reading the address gives the query."""
    assert asked(QueryParams(urlsplit(spelled(query)).query)) == query


@given(
    parameters=st.dictionaries(
        st.sampled_from(["q", "level", "connected", "sort", "order", "page"]), st.text(max_size=30)
    )
)
def test_nonsense_is_left_out(parameters: dict[str, str]) -> None:
    """Any values whatever give a query that the list can answer."""
    query = asked(QueryParams(parameters))
    assert query.sort in RELATION_SORTS
    assert query.connected in {"current", "former", "all"}
    assert query.page >= 1


def test_the_plain_list_has_the_plain_address() -> None:
    """What goes without saying is not said."""
    assert spelled(asked(QueryParams(""))) == "/relations"
