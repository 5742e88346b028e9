"""The network at a glance."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from kreds.model.level import Level
from kreds.resolve import person_number
from kreds.services.judge_relations import overrule_level
from kreds.services.read_network import overview
from kreds.store import tables
from kreds.store.database import Store, open_store
from tests.services.small_stores import LAST_DAY, Someone, fill

PEOPLE = (
    Someone("Anna Holm", "anna", level="strong", strength=0.9, connected_on="2019-05-06", communicated="seen"),
    Someone("Bo Lind", "bo", level="average", strength=0.6, active_days=9, last_contact="2026-01-02", trend="fading"),
    Someone("Carl Berg", "carl", strength=0.7, active_days=9, last_contact="2026-09-30", trend="growing"),
    Someone("Dora Dam", "dora", level="unknown", strength=0.2),
    Someone("Eva Eng", "eva", level="strong", strength=0.8, no_longer_since="2025-01-01", communicated="seen"),
)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """Five relations, one of them former, in SQLite and in PostgreSQL."""
    with open_store(store_url) as opened:
        fill(opened, PEOPLE)
        yield opened


def test_counts_are_of_current_relations(store: Store) -> None:
    """Levels, dots and silence count those the owner is connected to; the others are counted apart."""
    read = overview(store)
    assert (read.relations, read.former, read.imports) == (4, 1, 1)
    assert read.counts == {Level.STRONG: 1, Level.AVERAGE: 2, Level.WORTHLESS: 0, Level.UNKNOWN: 1}
    assert read.never_spoken == 3
    assert (read.owner_name, read.as_of, read.messages_covered) == ("Kim Ejer", LAST_DAY, True)
    assert [dot.name for dot in read.dots] == ["Anna Holm", "Carl Berg", "Bo Lind", "Dora Dam"]


def test_doubt_is_hollow(store: Store) -> None:
    """A dot is wholly hollow where too little is known, and never where the person has said so."""
    overrule_level(store, "bo", Level.STRONG, at=5)
    doubt = {dot.name: dot.doubt for dot in overview(store).dots}
    assert doubt["Dora Dam"] == 1.0
    assert doubt["Bo Lind"] == 0.0
    assert 0 < doubt["Anna Holm"] < 1


def test_growth_by_year(store: Store) -> None:
    """New relations are counted by the year they came, former ones too."""
    assert overview(store).by_year == ((2019, 1), (2020, 4))


def test_fading_and_growing_are_named_and_counted(store: Store) -> None:
    """Who is going quiet and who is growing stand apart; who is worthless cannot fade any further."""
    read = overview(store)
    assert ([one.name for one in read.fading], read.fading_count) == (["Bo Lind"], 1)
    assert ([one.name for one in read.growing], read.growing_count) == (["Carl Berg"], 1)
    overrule_level(store, "bo", Level.WORTHLESS, at=5)
    assert (overview(store).fading, overview(store).fading_count) == ((), 0)


def test_the_doubtful_are_counted(store: Store) -> None:
    """A level that is hardly likelier than the others is doubtful until the person has said so."""
    assert overview(store).doubtful == 4
    overrule_level(store, "anna", Level.STRONG, at=5)
    assert overview(store).doubtful == 3


def test_messages_by_month(store: Store) -> None:
    """Each of the last 36 months has its messages in and out, by whether the owner sent them."""
    day = datetime(2026, 10, 2, 12, tzinfo=UTC)
    with store.writing() as db:
        for number, slug in ((1, "me"), (2, "anna")):
            db.execute(insert(tables.parties).values(id=number, slug=slug, name=slug))
            db.execute(insert(tables.party_people).values(party=number, person=person_number(f"in:{slug}")))
        for hours, sender in ((0, 1), (1, 2), (24 * 40, 2), (24 * 365 * 5, 2)):
            row = {
                "conversation": 1,
                "sent_at": int(day.timestamp()) - hours * 3600,
                "sender": sender,
                "content_crc": 1,
            }
            row |= {"audience": 1, "length": 2, "is_question": 0, "has_subject": 0, "file": 2, "line": 1}
            db.execute(insert(tables.messages).values(row))
    months = overview(store).by_month
    assert len(months) == 36
    assert months[0][0] == date(2023, 11, 1)
    assert months[-1] == (date(2026, 10, 1), 1, 1)
    assert months[-2] == (date(2026, 9, 1), 0, 0)
    assert sum(into + out for _, into, out in months) == 3


def test_an_empty_store_has_an_overview(tmp_path: Path) -> None:
    """Before the first import everything is nought and nothing fails."""
    with open_store(tmp_path / "a.db") as store:
        read = overview(store)
    assert (read.relations, read.as_of, read.dots, read.by_month, read.messages_covered) == (0, None, (), (), False)


def test_a_decision_shows_at_once(store: Store) -> None:
    """What is kept in memory between pages is dropped with the next decision."""
    assert overview(store) is overview(store)
    overrule_level(store, "dora", Level.STRONG, at=5)
    assert overview(store).counts[Level.STRONG] == 2


def test_what_is_kept_is_what_would_be_read(store: Store, store_url: str) -> None:
    """After a decision the overview is the one that somebody who opens the store anew sees."""
    overview(store)
    overrule_level(store, "dora", Level.STRONG, at=5)
    with open_store(store_url) as anew:
        assert overview(store) == overview(anew)
