"""The doctor's look at the content: every changed bit that changes what can be seen is found."""

import random
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Delete, Update, delete, update
from sqlalchemy.exc import SQLAlchemyError

from kreds.errors import KredsError
from kreds.model.health import Verdict
from kreds.store import tables
from kreds.store.checks import CONTENT, guarded
from kreds.store.database import open_store
from kreds.store.engines import opened_file
from tests.store.contents import fill

FLIPS = 250
LEAST_VISIBLE = 50


def _verdicts(target: str) -> dict[str, Verdict]:
    with open_store(target) as store, store.reading() as db:
        return {name: check(db).verdict for name, check in CONTENT.items()}


def test_a_store_as_it_was_written_is_sound(store_url: str) -> None:
    """Nothing is found where nothing is wrong, empty or filled."""
    open_store(store_url).close()
    assert set(_verdicts(store_url).values()) == {Verdict.OK}
    with open_store(store_url) as store:
        fill(store)
        fill(store)
    assert set(_verdicts(store_url).values()) == {Verdict.OK}


@pytest.mark.parametrize(
    ("statement", "found_by"),
    [
        (update(tables.messages).where(tables.messages.c.line == 2).values(length=77), {"facts"}),
        (delete(tables.messages).where(tables.messages.c.line == 2), {"facts"}),
        (update(tables.connections).where(tables.connections.c.first_name == "Bo").values(company="X"), {"tables"}),
        (update(tables.files).where(tables.files.c.kind == "messages").values(read=41), {"ledger", "tables"}),
        (update(tables.decisions).values(value='{"level": "worthless"}'), {"tables"}),
        (update(tables.rejected_rows).values(raw=""), {"tables"}),
        (update(tables.interactions).where(tables.interactions.c.line == 2).values(at=5), {"facts"}),
        (delete(tables.conversations), {"references", "tables"}),
    ],
    ids=["number", "row", "company", "equation", "decision", "rejected", "time", "conversation"],
)
def test_a_change_behind_the_ledgers_back_is_found(
    store_url: str, statement: Update | Delete, found_by: set[str]
) -> None:
    """Facts, ledger and decisions cannot be changed unseen, on either database."""
    with open_store(store_url) as store:
        fill(store)
        # Past the seal that a write of Kreds would extend.
        with store._engines.writing(5) as db:
            db.execute(statement)
    verdicts = _verdicts(store_url)
    assert {name for name, verdict in verdicts.items() if verdict is Verdict.ERROR} == found_by


def _visible(path: Path) -> object:
    """Everything a program could show of the file, or that it cannot."""
    try:
        db = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            names = sorted(tables.metadata.tables)
            return {name: sorted(db.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in names}
        finally:
            db.close()
    except (sqlite3.Error, UnicodeError, OverflowError):
        return "unreadable"


def _is_found(path: Path) -> bool:
    try:
        with open_store(path):
            pass
        with opened_file(path) as db:
            return any(guarded(name, partial(check, db)).verdict is Verdict.ERROR for name, check in CONTENT.items())
    except (KredsError, SQLAlchemyError, sqlite3.Error):
        return True


def _offsets(content: bytes) -> Iterator[int]:
    """Bytes of texts that a person sees, then any bytes at all."""
    lots = random.Random(3)
    for word in (
        "Nordlys ApS",
        "Nørgård",
        "strong",
        "Connections.csv",
        "Fjordbyg",
        "pending",
        "hidden member",
        "2-100",
    ):
        start = content.find(word.encode())
        assert start > 0, word
        yield from (start + lots.randrange(len(word)) for _ in range(6))
    yield from (lots.randrange(len(content)) for _ in range(FLIPS))


def test_every_flipped_bit_that_can_be_seen_is_found(tmp_path: Path) -> None:
    """One bit at a time: if anything that can be read has changed, a check or the opening says so."""
    path = tmp_path / "kreds.db"
    with open_store(path) as store:
        fill(store)
    content = path.read_bytes()
    wanted = _visible(path)
    lots = random.Random(4)
    visible = 0
    for offset in _offsets(content):
        flipped = bytearray(content)
        flipped[offset] ^= 1 << lots.randrange(8)
        broken = tmp_path / "broken.db"
        broken.write_bytes(flipped)
        if _visible(broken) != wanted:
            visible += 1
            assert _is_found(broken), offset
        for left in tmp_path.glob("broken.db*"):
            left.unlink()
    assert visible >= LEAST_VISIBLE
