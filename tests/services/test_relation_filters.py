"""The filters of the list: each keeps whom it says, and they combine."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import insert

from kreds.errors import UsageError
from kreds.model.level import Level, Seen, Sign, Trend
from kreds.model.relation import RelationQuery
from kreds.resolve import person_number
from kreds.services.find_relations import find_people, find_relations
from kreds.services.label_relations import tag_relations, write_note
from kreds.store import tables
from kreds.store.bulk import insert_rows
from kreds.store.database import Store, open_store
from tests.services.small_stores import Someone, fill

PEOPLE = (
    Someone(
        "Åse Bøgh", "aase", company="Nordlys A/S", title="Indkøbschef", connected_on="2019-05-06", messages_in=2,
        messages_out=1, last_contact="2026-10-01", communicated="seen", trend="growing",
    ),
    Someone("Bo Lind", "bo", company="Café Ø", connected_on="2020-12-31", messages_out=3, last_contact="2026-07-15"),
    Someone("Carl Berg", "carl", title="Indkøber", connected_on="2021-01-01", messages_in=1, last_contact="2025-10-03"),
    Someone("Dora Dam", "dora", connected_on="", last_contact="2025-10-02", trend="fading"),
    Someone("Eva Eng", "eva", level="unknown", no_longer_since="2025-01-01"),
)  # fmt: skip


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """Five relations, judged up to 3 October 2026, in SQLite and in PostgreSQL."""
    with open_store(store_url) as opened:
        fill(opened, PEOPLE)
        yield opened


def found(store: Store, query: RelationQuery) -> str:
    """The first letters of who is found, by name."""
    page = find_relations(store, replace(query, sort="name", descending=False))
    names = "".join(sorted(relation.name[0] for relation in page.relations))
    assert page.total == len(names) == len(find_people(store, query))
    return names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (RelationQuery(text="ase"), "Å"),
        (RelationQuery(text="bogh nordlys"), "Å"),
        (RelationQuery(company="cafe o"), "B"),
        (RelationQuery(company="indkøb"), ""),
        (RelationQuery(title="indkob"), "CÅ"),
        (RelationQuery(title="100%"), ""),
        (RelationQuery(year=2020), "BE"),
        (RelationQuery(year=2021), "C"),
        (RelationQuery(contact="month"), "Å"),
        (RelationQuery(contact="quarter"), "BÅ"),
        (RelationQuery(contact="year"), "BCÅ"),
        (RelationQuery(contact="older"), "D"),
        (RelationQuery(contact="never"), "E"),
        (RelationQuery(direction="both"), "Å"),
        (RelationQuery(direction="you"), "B"),
        (RelationQuery(direction="they"), "C"),
        (RelationQuery(direction="nobody"), "DE"),
        (RelationQuery(coverage=((Sign.COMMUNICATED, Seen.SEEN),)), "Å"),
        (RelationQuery(coverage=((Sign.MET, Seen.NOT_COVERED), (Sign.COMMUNICATED, Seen.NOT_SEEN))), "BCDE"),
        (RelationQuery(trend=Trend.GROWING), "Å"),
        (RelationQuery(trend=Trend.FADING), "D"),
        (RelationQuery(doubt="doubtful"), "BCDEÅ"),
        (RelationQuery(doubt="sure"), ""),
        (RelationQuery(connected="former"), "E"),
        (RelationQuery(direction="both", year=2019, company="nord", levels=(Level.AVERAGE,)), "Å"),
        (RelationQuery(people=frozenset({person_number("in:bo"), 5})), "B"),
        (RelationQuery(people=frozenset()), ""),
    ],
)
def test_each_filter_keeps_whom_it_says(store: Store, query: RelationQuery, names: str) -> None:
    """Letters with and without accents are alike; silence is counted from the last day of the data."""
    assert found(store, query) == names


def test_every_choice_of_contact_is_in_one_place(store: Store) -> None:
    """Within a year, longer ago and never are all there is, and no one is in two."""
    parts = [found(store, RelationQuery(contact=contact)) for contact in ("year", "older", "never")]
    assert "".join(sorted("".join(parts))) == "BCDEÅ"


def test_what_the_person_said_filters(store: Store) -> None:
    """Tags (all of them), notes and own words are filters too."""
    tag_relations(store, [person_number("in:bo"), person_number("in:carl")], "kunde", on=True, at=1)
    tag_relations(store, [person_number("in:bo")], "ven", on=True, at=2)
    write_note(store, "dora", "Ring", at=3)
    assert found(store, RelationQuery(tags=("kunde",))) == "BC"
    assert found(store, RelationQuery(tags=("kunde", "ven"))) == "B"
    assert found(store, RelationQuery(has_note=True)) == "D"
    assert found(store, RelationQuery(overruled=True)) == ""


def test_a_month_keeps_whom_was_written_with_alone(store: Store) -> None:
    """Messages of that month count, its first and last second included; group conversations do not."""
    with store.writing() as db:
        insert_rows(
            db, tables.conversation_people, ("person", "conversation"),
            [(person_number("in:aase"), 1), (person_number("in:bo"), 2), (person_number("in:bo"), 3),
             (person_number("in:carl"), 3)],
        )  # fmt: skip
        start = (date(2026, 9, 1) - date(1970, 1, 1)).days * 86_400
        for conversation, at in ((1, start), (2, start - 1), (3, start + 5)):
            row = dict.fromkeys(("sender", "content_crc", "audience", "length", "is_question", "has_subject"), 0)
            row |= {"conversation": conversation, "sent_at": at, "file": 1, "line": at}
            db.execute(insert(tables.messages).values(row))
    assert found(store, RelationQuery(month=date(2026, 9, 1))) == "Å"
    assert found(store, RelationQuery(month=date(2026, 8, 1))) == "B"
    assert found(store, RelationQuery(month=date(2026, 12, 1))) == ""


@pytest.mark.parametrize("name", ["doubt", "contact", "direction", "sort", "connected"])
def test_an_unknown_choice_is_refused(store: Store, name: str) -> None:
    """A choice that there is not is named, never taken for everybody."""
    query = RelationQuery()
    object.__setattr__(query, name, "x")
    with pytest.raises(UsageError):
        find_relations(store, query)


def test_the_place_of_work_keeps_those_who_work_there(store: Store) -> None:
    """A part of the place is enough, signs of a pattern are only signs, and who has no place is not found."""
    with store.writing() as db:
        for name, place in (("Bo Lind", "Aarhus N"), ("Carl Berg", "100% fjern")):
            db.execute(tables.relations.update().where(tables.relations.c.name == name).values(place=place))
    assert found(store, RelationQuery(place="aarhus")) == "B"
    assert found(store, RelationQuery(place="100%")) == "C"
    assert found(store, RelationQuery(place="%")) == "C"
