"""Many rows at once go in and come out the same on both databases."""

from collections.abc import Iterator

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, func, insert, select, text

from kreds.store import tables
from kreds.store.bulk import Values, insert_columns, insert_rows, read_frame, read_integers, select_columns
from kreds.store.database import Store, open_store
from tests.store.contents import TakenBackError, fill

BIG = st.integers(min_value=-(2**63) + 1, max_value=2**63 - 1)
WORDS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=40)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An empty store."""
    with open_store(store_url) as opened:
        yield opened


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.dictionaries(BIG, st.tuples(WORDS, WORDS, st.none() | BIG), max_size=130))
def test_every_row_comes_back(store: Store, rows: dict[int, tuple[str, str, int | None]]) -> None:
    """Texts of any alphabet, numbers of 64 bits and missing values survive, whatever the number of rows."""
    wanted = [(key, first, last, at) for key, (first, last, at) in rows.items()]
    table = tables.interactions
    with store.reading() as db:
        assert db.execute(select(func.count()).select_from(table)).scalar_one() == 0
    with pytest.raises(TakenBackError):
        _try_rows(store, wanted)


def _try_rows(store: Store, wanted: list[tuple[int, str, str, int | None]]) -> None:
    table = tables.interactions
    with store.writing() as db:
        _ledger(db)
        given_rows = [(key, 1, -1, 5, at, 3, first, last, 2, 1, 9) for key, first, last, at in wanted]
        names = [column.name for column in table.columns]
        assert insert_rows(db, table, names, iter(given_rows)) == len(wanted)
        columns_read = select_columns(db, select(table.c.key, table.c.detail, table.c.text, table.c.at))
        assert sorted(zip(*columns_read.values(), strict=True), key=lambda row: row[0]) == sorted(wanted)
        schema = {"key": "Int64", "detail": "String", "at": "Int64"}
        frame = read_frame(db, select(table.c.key, table.c.detail, table.c.at).order_by(table.c.key), schema)
        assert frame.rows() == sorted((key, first, at) for key, first, _, at in wanted)
        assert frame.schema == {"key": pl.Int64, "detail": pl.String, "at": pl.Int64}
        numbers = read_frame(db, select(table.c.key, table.c.at), {"key": "Int64", "at": "Int64"})
        assert sorted(numbers.rows(), key=lambda row: row[0]) == sorted((key, at) for key, _, _, at in wanted)
        raise TakenBackError


def _ledger(db: Connection) -> None:
    db.execute(insert(tables.imports).values(id=1))
    db.execute(insert(tables.archives).values(id=1, import_id=1))
    db.execute(insert(tables.files).values(id=1, archive_id=1))
    db.execute(insert(tables.parties).values(id=5, slug="a"))


def test_columns_of_a_clustered_table_may_come_in_any_order(store: Store) -> None:
    """Arrays in the order of a file go in by key, each row whole."""
    size = 12_345
    lots = np.random.default_rng(5)
    columns = {
        name: lots.permutation(size).astype(np.int64)
        for name in ("line", "conversation", "sent_at", "sender", "content_crc", "audience", "length", "file")
    }
    columns |= {"is_question": np.zeros(size, dtype=np.int64), "has_subject": np.ones(size, dtype=np.int64)}
    names = list(columns)
    with store.writing() as db:
        assert insert_columns(db, tables.messages, columns) == size
    with store.reading() as db:
        read = read_integers(db, select(*(tables.messages.c[name] for name in names)), names)
    wanted = sorted(zip(*(values.tolist() for values in columns.values()), strict=True))
    assert sorted(zip(*(values.tolist() for values in read.values()), strict=True)) == wanted


def test_columns_of_mixed_kinds(store: Store) -> None:
    """Lists, arrays and missing values side by side."""
    columns: dict[str, Values] = {
        "id": np.array([3, 4]),
        "slug": ["a", "b"],
        "name": ("Åse", "Bo"),
        "email": ["", "bo@example.org"],
    }
    with store.writing() as db:
        assert insert_columns(db, tables.parties, columns) == 2
        read = select_columns(db, select(tables.parties.c.id, tables.parties.c.name).order_by(tables.parties.c.id))
    assert read == {"id": [3, 4], "name": ["Åse", "Bo"]}


def test_nothing_at_all(store: Store) -> None:
    """No rows are no trouble, in either direction."""
    with store.writing() as db:
        assert insert_rows(db, tables.parties, ("id", "slug"), []) == 0
        empty = np.empty(0, dtype=np.int64)
        assert insert_columns(db, tables.audience_members, {"audience": empty, "party": empty}) == 0
        assert read_frame(db, select(tables.parties.c.slug), {"slug": "String"}).schema == {"slug": pl.String}
        assert read_frame(db, select(tables.parties.c.id), {"id": "Int64"}).schema == {"id": pl.Int64}
        assert select_columns(db, select(tables.parties.c.id)) == {"id": []}


def test_queries_keep_their_order_and_parameters(store: Store) -> None:
    """An ordered query of integers comes in its order, with conditions filled in."""
    fill(store)
    query = select(tables.messages.c.line, tables.messages.c.length)
    with store.reading() as db:
        ordered = query.where(tables.messages.c.line > 30).order_by(tables.messages.c.line.desc())
        frame = read_frame(db, ordered, {"line": "Int64", "length": "Int64"})
        chosen = read_frame(
            db, query.where(tables.messages.c.line.in_([2, 3, 5])), {"line": "Int64", "length": "Int64"}
        )
    assert frame.get_column("line").to_list() == list(range(41, 30, -1))
    assert sorted(chosen.get_column("line").to_list()) == [2, 3, 5]


def test_the_database_goes_on_numbering_after_given_numbers(store: Store) -> None:
    """Rows that brought their own numbers do not collide with the next row that the database numbers."""
    with store.writing() as db:
        insert_rows(db, tables.parties, ("id", "slug"), [(41, "a"), (42, "b")])
        number = db.execute(insert(tables.parties).values(slug="c").returning(tables.parties.c.id)).scalar_one()
    assert number == 43


def test_texts_sort_by_code_point(store: Store) -> None:
    """Both databases order texts alike, whatever language the server speaks."""
    names = ["a", "B", "å", "z", "Ø", "aa", "é", "-", "_", "1"]
    with store.writing() as db:
        insert_rows(db, tables.parties, ("slug",), [(name,) for name in names])
        read = select_columns(db, select(tables.parties.c.slug).order_by(tables.parties.c.slug))
        assert db.execute(text("SELECT count(*) FROM parties WHERE slug > 'z'")).scalar_one() == 3
    assert read["slug"] == sorted(names)
