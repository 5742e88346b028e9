"""Two stores with the same network have the same text, whatever came first; any difference shows."""

from pathlib import Path

import pytest
from sqlalchemy import insert, update

from kreds.store import tables
from kreds.store.bulk import insert_rows
from kreds.store.canonical import derived_hash, dump, dump_hash
from kreds.store.database import Store, open_store
from tests.store.contents import fill


def _two_parties(store: Store, order: tuple[int, int]) -> None:
    """The same conversation with numbers given in another order."""
    first, second = order
    with store.writing() as db:
        for number in range(3):
            db.execute(insert(tables.imports).values(started_at=number))
        db.execute(insert(tables.archives).values(id=first, import_id=first, as_of="2026-10-03", name=f"{first}"))
        db.execute(insert(tables.files).values(id=second, archive_id=first, name=f"{second}"))
        insert_rows(db, tables.parties, ("id", "slug"), [(first, "asta"), (second, "bo")])
        insert_rows(db, tables.conversations, ("id", "source_key"), [(second, "2-x")])
        insert_rows(db, tables.audiences, ("id", "source_key"), [(first, f"{first},{second}")])
        members = [(first, first), (first, second)]
        insert_rows(db, tables.audience_members, ("audience", "party"), members)
        message = (second, 5, first, 77, first, 3, 0, 0, second, first)
        insert_rows(db, tables.messages, [column.name for column in tables.messages.columns], [message])
        db.execute(insert(tables.people).values(id=first, key="in:asta"))
        db.execute(insert(tables.party_people).values(party=first, person=first))


def test_numbers_and_origins_leave_no_trace(store_url: str, tmp_path: Path) -> None:
    """The same network under other numbers, on another database, from another file: one text."""
    with open_store(store_url) as one, open_store(tmp_path / "other.db") as other:
        _two_parties(one, (1, 2))
        _two_parties(other, (2, 1))
        with one.reading() as db, other.reading() as other_db:
            lines = list(dump(db))
            assert lines == list(dump(other_db))
            assert dump_hash(db) == dump_hash(other_db)
            assert derived_hash(db) == derived_hash(other_db)
    assert any("2-x" in line for line in lines)


@pytest.mark.parametrize("table", ["parties", "connections", "decisions", "interactions", "messages"])
def test_every_difference_shows(store_url: str, table: str) -> None:
    """Changing one thing in any table changes the sum of the text."""
    changes: dict[str, dict[str, object]] = {
        "parties": {"name": "X"},
        "connections": {"title": "X"},
        "decisions": {"value": "{}"},
        "interactions": {"detail": "X"},
        "messages": {"length": 9},
    }
    with open_store(store_url) as store:
        fill(store)
        with store.reading() as db:
            before = dump_hash(db)
        with store.writing() as db:
            chosen = tables.metadata.tables[table]
            keys = list(chosen.primary_key.columns)
            first = db.execute(chosen.select().order_by(*keys)).mappings().first()
            assert first is not None
            row = [key == first[key.name] for key in keys]
            db.execute(update(chosen).where(*row).values(changes[table]))
        with store.reading() as db:
            assert dump_hash(db) != before


def test_derived_data_alone(store_url: str) -> None:
    """The derived tables have a sum of their own, to which facts do not count."""
    with open_store(store_url) as store:
        with store.reading() as db:
            before = derived_hash(db)
        fill(store)
        with store.reading() as db:
            assert derived_hash(db) == before
        with store.writing() as db:
            db.execute(insert(tables.people).values(id=1, key="in:asta"))
        with store.reading() as db:
            assert derived_hash(db) != before
