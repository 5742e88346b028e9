"""Incognito: every name is an invented one, always the same, and nothing of the real one shows or decides an order."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kreds.model.level import Level
from kreds.model.relation import RelationQuery
from kreds.services.find_relations import find_people
from kreds.services.incognito import company_name, person_name
from kreds.services.judge_relations import overrule_levels
from kreds.services.label_relations import write_note
from kreds.services.learn_from_person import take_on
from kreds.services.reader import Reader
from kreds.store.database import open_store
from kreds.text.names import search_key, sort_key
from tests.services.small_stores import Someone, fill

PEOPLE = [
    Someone(f"Xq{number} Realname", f"xq{number}", company=f"Realfirm {number % 7}", title=f"Realtitle {number % 5}",
            strength=number / 100, connected_on="2020-01-02")
    for number in range(60)
]  # fmt: skip
ALL = RelationQuery(per_page=None)


@pytest.fixture
def reader(store_url: str) -> Iterator[Reader]:
    """Sixty relations, looked at incognito, in SQLite and in PostgreSQL."""
    with open_store(store_url) as store:
        fill(store, PEOPLE)
        yield Reader(store, incognito=True)


def test_nothing_real_is_shown(reader: Reader) -> None:
    """Names, companies, titles, addresses and notes are gone; levels and numbers are as they are."""
    write_note(reader.store, "xq3", "Realnote", at=1)
    plain = Reader(reader.store).find_relations(ALL).relations
    masked = reader.find_relations(ALL).relations
    assert [(one.id, one.level, one.strength) for one in masked] == [(one.id, one.level, one.strength) for one in plain]
    shown = repr((masked, reader.overview(), [reader.show_relation(one.id) for one in masked]))
    assert "Real" not in shown
    assert "xq" not in shown.lower()


def test_pseudonyms_are_stable_and_told_apart(reader: Reader) -> None:
    """The same person and company have the same name on every page; most people have one of their own."""
    names = {one.id: one.name for one in reader.find_relations(ALL).relations}
    assert names == {one.id: one.name for one in reader.overview().dots}
    assert len(set(names.values())) > 55
    assert person_name("00000000000ff") == "Kåre Larsen"
    assert company_name("Nordlys  A/S") == company_name("nordlys a/s")


@pytest.mark.parametrize("sort", ["name", "company", "title"])
@pytest.mark.parametrize("descending", [False, True])
def test_the_order_is_that_of_what_is_shown(reader: Reader, sort: str, descending: bool) -> None:
    """Sorting by a text sorts by its pseudonym, page by page, with the same counts."""
    query = RelationQuery(sort=sort, descending=descending, per_page=25)
    pages = [reader.find_relations(replace(query, page=page)) for page in (1, 2, 3)]
    shown = [getattr(one, sort) for page in pages for one in page.relations]
    keys = [sort_key(text) for text in shown]
    assert keys == sorted(keys, reverse=descending)
    assert len({one.id for page in pages for one in page.relations}) == 60
    assert {(page.total, page.pages, tuple(page.counts.values())) for page in pages} == {(60, 3, (0, 60, 0, 0))}


def test_the_search_finds_what_is_shown(reader: Reader) -> None:
    """What is typed is looked for among the pseudonyms, never among the real names."""
    someone = reader.find_relations(ALL).relations[7]
    by_both = RelationQuery(company=someone.company, text=search_key(someone.name))
    for query in (RelationQuery(text=someone.name), by_both):
        assert someone.id in {one.id for one in reader.find_relations(query).relations}
        assert int(someone.id, 16) in reader.find_people(query)
    assert reader.find_relations(RelationQuery(text="realname")).total == 0


def test_what_was_learned_names_no_company(reader: Reader) -> None:
    """Lessons, reasons and questions tell of the words of titles and companies: incognito, not which."""
    people = find_people(reader.store, RelationQuery(company="Realfirm 3"))
    others = [one for one in find_people(reader.store, RelationQuery()) if one not in people][:12]
    overrule_levels(reader.store, people, Level.WORTHLESS, at=1)
    overrule_levels(reader.store, others, Level.STRONG, at=2)
    take_on(reader.store, at=3)
    shown = (
        reader.lessons(),
        reader.questions(),
        [reader.show_relation(f"{one:013x}").reasons for one in people],
    )
    assert "realfirm" not in repr(shown).lower()
    assert "realtitle" not in repr(shown).lower()
