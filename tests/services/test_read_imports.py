"""What was imported, and what was set aside."""

import json
from pathlib import Path

from sqlalchemy import insert

from kreds.model.importing import FileResult, RejectedRow
from kreds.services.read_network import import_history, rejected_rows
from kreds.store import tables
from kreds.store.database import open_store


def test_history_has_every_import_with_its_files(tmp_path: Path) -> None:
    """The latest import comes first, each file with its equation."""
    with open_store(tmp_path / "a.db") as store:
        with store.writing() as db:
            for number in (1, 2):
                values = {"id": number, "started_at": 1, "finished_at": 5 * number, "origin": "cli", "version": "1"}
                db.execute(insert(tables.imports).values(values | {"relations": 7 * number}))
                db.execute(insert(tables.archives).values(id=number, import_id=number, name=f"{number}.zip"))
            row = {"archive_id": 1, "name": "Votes.csv", "kind": "votes", "read": 3, "new": 1}
            db.execute(insert(tables.files).values(row | {"skipped": json.dumps({"no name": 2})}))
        latest, first = import_history(store)
    assert (latest.id, latest.at, latest.relations, latest.archives, latest.files) == (2, 10, 14, ("2.zip",), ())
    assert first.files == (FileResult("Votes.csv", "votes", read=3, new=1, skipped={"no name": 2}),)
    assert first.files[0].adds_up


def test_rejected_rows_keep_their_raw_text(tmp_path: Path) -> None:
    """A row set aside is there with its place, its code and its text."""
    with open_store(tmp_path / "a.db") as store:
        with store.writing() as db:
            db.execute(insert(tables.imports).values(id=1))
            db.execute(insert(tables.archives).values(id=1, import_id=1, name="a.zip"))
            db.execute(insert(tables.files).values(id=1, archive_id=1, name="Votes.csv", kind="votes"))
            row = {"file": 1, "line": 4, "code": "ROW-DATE", "facts": json.dumps({"value": "x"}), "raw": "x,\\x00"}
            db.execute(insert(tables.rejected_rows).values(row))
        assert rejected_rows(store) == (RejectedRow("Votes.csv", 4, "ROW-DATE", {"value": "x"}, "x,\\x00"),)


def test_an_empty_store_has_no_history(tmp_path: Path) -> None:
    """Before the first import there is nothing to tell."""
    with open_store(tmp_path / "a.db") as store:
        assert import_history(store) == ()
        assert rejected_rows(store) == ()
