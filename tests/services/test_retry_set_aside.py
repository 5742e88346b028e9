"""Rows that were set aside are kept with their text and tried again by a later version."""

from pathlib import Path

from sqlalchemy import update

from kreds.services.keep_store import examine
from kreds.services.read_network import rejected_rows
from kreds.store.checksums import reseal
from kreds.store.database import Store, open_store
from kreds.store.tables import files
from tests.services.importing import imported, relations_of

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
GOOD = "Anna,Holm,https://www.linkedin.com/in/anna-holm,,Nordlys,Chef,01 Feb 2020\n"
WIDE = "Bo,Dam,https://www.linkedin.com/in/bo-dam,,Vindstille,Chef,01 Mar 2020,one too many\n"


def archive(folder: Path, *rows: str) -> Path:
    """A list of connections with these rows."""
    folder.mkdir()
    path = folder / "Connections.csv"
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


def as_if_older(store: Store) -> None:
    """Let the store look as an older version of the readers would have left it."""
    with store.writing() as db:
        db.execute(update(files).values(reader=0))
        reseal(db)


def test_row_set_aside_keeps_its_text(tmp_path: Path) -> None:
    """A row that cannot be read is listed with its line and its raw text, and the others are in."""
    store = open_store(tmp_path / "a.db")
    result = imported(store, archive(tmp_path / "in", GOOD, WIDE))
    assert result.exit_code == 3
    assert [(row.file, row.line, row.code, row.raw.strip()) for row in rejected_rows(store)] == [
        ("Connections.csv", 3, "ROW-WIDTH", WIDE.strip())
    ]
    assert [relation.name for relation in relations_of(store)] == ["Anna Holm"]


def test_same_version_does_not_try_again(tmp_path: Path) -> None:
    """What this version could not read it does not read again by itself."""
    store = open_store(tmp_path / "a.db")
    imported(store, archive(tmp_path / "in", GOOD, WIDE))
    assert len(imported(store, archive(tmp_path / "more", GOOD)).files) == 1


def test_later_version_tries_again(tmp_path: Path) -> None:
    """What an older version set aside is read again with the next import: accounted for, on its own line, once."""
    store = open_store(tmp_path / "a.db")
    imported(store, archive(tmp_path / "in", GOOD, WIDE))
    as_if_older(store)
    again = imported(store, archive(tmp_path / "more", GOOD))
    assert [(file.name, file.read, file.rejected) for file in again.files] == [
        ("Connections.csv", 1, 1),
        ("Connections.csv", 1, 0),
    ]
    assert all(file.adds_up for file in again.files)
    assert [(row.line, row.code) for row in rejected_rows(store)] == [(3, "ROW-WIDTH")]


def test_row_that_can_be_read_now_becomes_a_relation(tmp_path: Path) -> None:
    """A row that the newer reader understands becomes a fact of the archive it came with."""
    store = open_store(tmp_path / "a.db")
    imported(store, archive(tmp_path / "in", GOOD, WIDE))
    with store.writing() as db:
        # As if the newer reader allowed one more column.
        db.execute(update(files).values(reader=0, header=files.c.header + ",Extra"))
        reseal(db)
    again = imported(store, archive(tmp_path / "more", GOOD))
    assert again.files[0].new == 1
    assert rejected_rows(store) == ()
    assert {relation.name: relation.no_longer_since for relation in relations_of(store)}.keys() == {
        "Anna Holm",
        "Bo Dam",
    }
    assert examine(tmp_path / "a.db", now=0).verdict != "error"
