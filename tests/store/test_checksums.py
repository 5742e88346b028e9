"""Sums find every change, do not depend on order or database, and never change their meaning."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Table, delete, select, update

from kreds.store import checksums, tables
from kreds.store.bulk import read_integers
from kreds.store.checksums import Sum, sum_integers, sum_rows
from kreds.store.database import Store, open_store
from tests.store.contents import TakenBackError, fill

ROWS = st.lists(st.tuples(st.integers(-(2**63), 2**63 - 1), st.integers(0, 9)), max_size=20)


def _columns(rows: list[tuple[int, int]]) -> list["np.ndarray[tuple[int], np.dtype[np.int64]]"]:
    return [np.array([row[index] for row in rows], dtype=np.int64) for index in range(2)]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (sum_integers("messages", _columns([(1, 2), (-3, 4)])).text, "05095a027bf12d02"),
        (sum_rows("parties", [(1, "åse", None), (2, "", 0.5)]).text, "f188224b67bff508"),
        (sum_rows("parties", []).text, "0000000000000000"),
    ],
    ids=["integers", "texts", "nothing"],
)
def test_sums_keep_their_meaning_for_ever(found: str, expected: str) -> None:
    """Sums written by an older Kreds must still match: these values are never to be changed."""
    assert found == expected


@given(rows=ROWS, seed=st.integers())
def test_order_does_not_matter_and_parts_add_up(rows: list[tuple[int, int]], seed: int) -> None:
    """The sum of all is the sum of any parts, in any order."""
    mixed = random.Random(seed).sample(rows, len(rows))
    cut = len(rows) // 3
    for parts in (
        [sum_integers("x", _columns(part)) for part in (rows, mixed, mixed[:cut], mixed[cut:])],
        [sum_rows("x", part) for part in (rows, mixed, mixed[:cut], mixed[cut:])],
    ):
        whole, shuffled, first, second = parts
        assert whole == shuffled == first + second
        assert whole.rows == len(rows)


@given(rows=ROWS.filter(bool), bit=st.integers(0, 63), column=st.integers(0, 1))
def test_one_changed_bit_changes_the_sum(rows: list[tuple[int, int]], bit: int, column: int) -> None:
    """Any bit of any number counts, and so does its place."""
    columns = _columns(rows)
    before = sum_integers("x", columns)
    columns[column][0] ^= np.int64(np.uint64(1 << bit).astype(np.int64))
    assert sum_integers("x", columns) != before
    assert sum_integers("y", _columns(rows)) != before


def test_texts_and_numbers_are_told_apart() -> None:
    """A text that looks like a number is not that number, and a border between columns counts."""
    rows: list[tuple[object, ...]] = [("1",), (1,), (None,), ("",), ("a", "b"), ("ab",), ("a\x1fb",), ("", "ab")]
    assert len({sum_rows("x", [row]).value for row in rows}) == len(rows)


def test_messages_at_hand_give_the_sum_that_is_read_back(store_url: str) -> None:
    """An import may sum its arrays before they are stored; the stored rows and both databases give the same."""
    with open_store(store_url) as store:
        fill(store)
        names = [column.name for column in tables.messages.columns]
        with store.reading() as db:
            columns = read_integers(db, select(*tables.messages.columns), names)
            assert checksums.message_sum(columns) == checksums.file_sum(db, 2)
            assert checksums.file_checksum(db, 2) == (40, "2223e53a2a2b1161")
            every = checksums.file_checksums(db)
            assert {file: checksums.file_checksum(db, file) for file in every} == every


def test_what_is_added_is_sealed_and_stays_so(store_url: str) -> None:
    """Each write extends the sums; nothing else in the store disagrees with them."""
    with open_store(store_url) as store:
        for _ in range(3):
            fill(store)
            with store.reading() as db:
                assert checksums.broken_seals(db) == {}


@pytest.mark.parametrize("table", ["parties", "decisions", "imports", "audience_members", "message_texts", "meta"])
def test_rows_that_vanish_are_missed(store_url: str, table: str) -> None:
    """Taking rows out behind the ledger's back is found, table by table."""
    with open_store(store_url) as store:
        fill(store)
        with pytest.raises(TakenBackError):
            _take_out(store, tables.metadata.tables[table])


def _take_out(store: Store, table: Table) -> None:
    """Take rows out where nothing but the sums can notice; in the end all is taken back."""
    with store.writing() as db:
        loosen = (
            "PRAGMA defer_foreign_keys=ON" if store.dialect == "sqlite" else "SET session_replication_role = replica"
        )
        db.exec_driver_sql(loosen)
        db.execute(delete(table).where(table.c.name == "instance") if table is tables.meta else delete(table))
        assert table.name in checksums.broken_seals(db)
        raise TakenBackError


def test_a_changed_row_is_found_and_resealing_accepts_it(store_url: str) -> None:
    """A change behind the ledger's back is found until somebody says that it was meant."""
    with open_store(store_url) as store:
        fill(store)
        with store.writing() as db:
            db.execute(update(tables.parties).where(tables.parties.c.name == "Bo Dam").values(name="Bo Dan"))
        with store.writing() as db:
            assert set(checksums.broken_seals(db)) == {"parties"}
            checksums.reseal(db)
        with store.reading() as db:
            assert checksums.broken_seals(db) == {}


def test_sums_that_cannot_be_read_never_match(store_url: str) -> None:
    """A damaged sum is damage, not a crash."""
    with open_store(store_url) as store:
        fill(store)
        with store.writing() as db:
            db.execute(update(tables.meta).where(tables.meta.c.name == "sum:parties").values(value="x"))
            assert checksums.broken_seals(db)["parties"] == (-1, 6)


def test_an_empty_sum_is_zero() -> None:
    """Nothing sums to nothing."""
    assert Sum() + Sum() == Sum(0, 0)
    assert Sum().text == "0" * 16
