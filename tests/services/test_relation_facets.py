"""What the list can be narrowed to: counted over current relations, alike spellings told once, kept until news."""

from collections.abc import Iterator

import pytest

from kreds.resolve import person_number
from kreds.services.label_relations import tag_relations
from kreds.services.relation_facets import relation_facets
from kreds.store.database import Store, open_store
from tests.services.small_stores import Someone, fill

PEOPLE = (
    Someone("A", "a", company="Nordlys A/S", title="CEO", connected_on="2020-05-06"),
    Someone("B", "b", company="NORDLYS A/S", title="Direktør", connected_on="2021-01-01"),
    Someone("C", "c", company="Bølgen", connected_on="2021-12-31"),
    Someone("D", "d", company="Bølgen", title="CEO", connected_on="", no_longer_since="2025-01-01"),
)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """Three current relations and a former one."""
    with open_store(store_url) as opened:
        fill(opened, PEOPLE)
        yield opened


def test_current_relations_are_counted(store: Store) -> None:
    """Years the newest first, companies and titles the most frequent first, whatever their letters."""
    facets = relation_facets(store)
    assert facets.years == (("2021", 2), ("2020", 1))
    assert [count for _, count in facets.companies] == [2, 1]
    assert facets.companies[0][0].lower() == "nordlys a/s"
    assert facets.titles == (("CEO", 1), ("Direktør", 1))
    assert facets.tags == ()


def test_a_new_tag_is_offered_at_once(store: Store) -> None:
    """Tags are counted anew after a decision; what only an import changes is kept."""
    before = relation_facets(store)
    tag_relations(store, [person_number("in:a")], "kunde", on=True, at=1)
    after = relation_facets(store)
    assert after.tags == (("kunde", 1),)
    assert after.companies is before.companies
    assert relation_facets(store) is after
