"""Finding relations: filters, order, search and pages, in the database."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kreds.errors import UsageError
from kreds.model.level import Level
from kreds.model.relation import RELATION_SORTS, RelationPage, RelationQuery
from kreds.resolve import person_number
from kreds.services.label_relations import tag_relations
from kreds.services.read_network import find_relations
from kreds.store.database import Store, open_store
from tests.services.small_stores import LAST_DAY, Someone, fill

PEOPLE = (
    Someone("Anna Holm", "anna", "Nordlys", "Baker", level="strong", strength=0.9, messages_in=3, messages_out=4),
    Someone("Åse Ørsted", "aase", "apoteket", "Diver", strength=0.5, messages_in=1, last_contact="2026-01-02"),
    Someone("Søren Æblegård", "soren", "Zebra A/S", "100 % baker", level="worthless", strength=0.1, connected_on=""),
    Someone("Øjvind Aagaard", "ojvind", "", "", level="unknown", strength=0.3, last_contact="2024-05-06"),
    Someone("Gone Before", "gone", "Nordlys", "Pilot", strength=0.4, no_longer_since="2025-01-01"),
)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """Five relations, in SQLite and in PostgreSQL."""
    with open_store(store_url) as opened:
        fill(opened, PEOPLE)
        yield opened


def _names(page: RelationPage) -> list[str]:
    return [relation.name.split()[0] for relation in page.relations]


def test_the_strongest_come_first(store: Store) -> None:
    """Unless asked otherwise, all relations by strength, with the day of the data."""
    page = find_relations(store, RelationQuery())
    assert _names(page) == ["Anna", "Åse", "Gone", "Øjvind", "Søren"]
    assert (page.total, page.page, page.pages, page.as_of) == (5, 1, 1, LAST_DAY)


@pytest.mark.parametrize(
    ("sort", "descending", "expected"),
    [
        ("name", False, ["Anna", "Gone", "Søren", "Øjvind", "Åse"]),
        ("company", False, ["Åse", "Anna", "Gone", "Søren", "Øjvind"]),
        ("company", True, ["Søren", "Anna", "Gone", "Åse", "Øjvind"]),
        ("last_contact", True, ["Åse", "Øjvind", "Anna", "Gone", "Søren"]),
        ("last_contact", False, ["Øjvind", "Åse", "Anna", "Gone", "Søren"]),
        ("connected_on", False, ["Anna", "Gone", "Øjvind", "Åse", "Søren"]),
        ("messages", True, ["Anna", "Åse", "Gone", "Søren", "Øjvind"]),
        ("level", True, ["Anna", "Gone", "Åse", "Søren", "Øjvind"]),
    ],
)
def test_orders(store: Store, sort: str, descending: bool, expected: list[str]) -> None:
    """Danish alphabet for names; what is not known comes last in either direction; ties go by name."""
    page = find_relations(store, RelationQuery(sort=sort, descending=descending))
    assert _names(page) == expected


@pytest.mark.parametrize("sort", RELATION_SORTS)
def test_every_sort_shows_everybody(store: Store, sort: str) -> None:
    """No order loses or repeats anybody."""
    assert sorted(_names(find_relations(store, RelationQuery(sort=sort)))) == sorted(
        one.name.split()[0] for one in PEOPLE
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("soren", ["Søren"]),
        ("SØREN", ["Søren"]),
        ("nordlys", ["Anna", "Gone"]),
        ("nordlys baker", ["Anna"]),
        ("baker", ["Anna", "Søren"]),
        ("100 %", ["Søren"]),
        ("_", []),
        ("'; drop table relations; --", []),
        ("   ", ["Anna", "Åse", "Gone", "Øjvind", "Søren"]),
    ],
)
def test_search(store: Store, text: str, expected: list[str]) -> None:
    """Every word must occur in name, company or title, without accents; wildcards and SQL are plain text."""
    assert _names(find_relations(store, RelationQuery(text=text))) == expected


def test_counts_ignore_the_level_filter(store: Store) -> None:
    """The counts per level are those of the other filters, so that a page can offer the other levels."""
    page = find_relations(store, RelationQuery(levels=(Level.STRONG,), connected="current"))
    assert _names(page) == ["Anna"]
    assert page.counts == {Level.STRONG: 1, Level.AVERAGE: 1, Level.WORTHLESS: 1, Level.UNKNOWN: 1}
    assert page.total == 1


def test_former_relations(store: Store) -> None:
    """Those no longer connected can be looked at alone."""
    assert _names(find_relations(store, RelationQuery(connected="former"))) == ["Gone"]


def test_pages_join_up(store: Store) -> None:
    """The pages together are the whole list; a page beyond the last shows the last."""
    pages = [find_relations(store, RelationQuery(per_page=2, page=number)) for number in (1, 2, 3)]
    assert [name for page in pages for name in _names(page)] == _names(find_relations(store, RelationQuery()))
    beyond = find_relations(store, RelationQuery(per_page=2, page=99))
    assert (beyond.page, beyond.pages, _names(beyond)) == (3, 3, ["Søren"])


def test_nobody_fits(store: Store) -> None:
    """A search without a hit is an empty first page, not an error."""
    page = find_relations(store, RelationQuery(text="nobody at all"))
    assert (page.relations, page.total, page.page, page.pages) == ((), 0, 1, 1)


@pytest.mark.parametrize("query", [RelationQuery(sort="shoe size"), RelationQuery(connected="perhaps")])
def test_unknown_choices_are_refused(store: Store, query: RelationQuery) -> None:
    """A sort or filter that does not exist is a wrong question, and the choices are named."""
    with pytest.raises(UsageError) as raised:
        find_relations(store, query)
    assert "choices" in raised.value.facts


@pytest.mark.parametrize(
    ("sort", "descending", "expected"),
    [
        ("direction", True, ["Anna", "Åse", "Gone", "Søren", "Øjvind"]),
        ("direction", False, ["Gone", "Søren", "Øjvind", "Åse", "Anna"]),
        ("trend", True, ["Åse", "Anna", "Gone", "Søren", "Øjvind"]),
        ("trend", False, ["Øjvind", "Anna", "Gone", "Søren", "Åse"]),
        ("note", True, ["Søren", "Anna", "Gone", "Øjvind", "Åse"]),
        ("coverage", True, ["Åse", "Anna", "Gone", "Søren", "Øjvind"]),
        ("tags", False, ["Øjvind", "Anna", "Søren", "Gone", "Åse"]),
        ("tags", True, ["Søren", "Anna", "Øjvind", "Gone", "Åse"]),
    ],
)
def test_orders_by_what_is_counted_or_said(store_url: str, sort: str, descending: bool, expected: list[str]) -> None:
    """Who writes most both ways, where it is heading, notes, signs seen, and the first tag; who has no tag is last."""
    anna, aase, soren, ojvind, gone = PEOPLE
    people = (
        anna,
        replace(aase, trend="growing", communicated="seen"),
        replace(soren, note="Ring i maj"),
        replace(ojvind, trend="fading"),
        gone,
    )
    with open_store(store_url) as store:
        fill(store, people)
        for slug, tag in (("ojvind", "Kunde"), ("anna", "Ærlig"), ("soren", "Åben"), ("soren", "Ørn")):
            tag_relations(store, [person_number(f"in:{slug}")], tag, on=True, at=1)
        assert _names(find_relations(store, RelationQuery(sort=sort, descending=descending))) == expected
