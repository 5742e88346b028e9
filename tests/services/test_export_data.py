"""Exports: whole or not at all, for the owner alone, the same people in every format."""

import csv
import io
import json
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import insert

from kreds.errors import UsageError
from kreds.model.relation import RelationQuery
from kreds.services.export_data import (
    RELATION_COLUMNS,
    ExportOptions,
    Format,
    Subject,
    export_data,
    export_file,
    file_name,
)
from kreds.services.read_network import find_relations
from kreds.services.write_tables import Profile
from kreds.store import tables
from kreds.store.database import Store, open_store
from tests.services.small_stores import Someone, fill

PEOPLE = (
    Someone("Anna Holm", "anna", "Nordlys; =1+1", "Baker", last_contact="2026-01-02", messages_in=3),
    Someone("=HYPERLINK(1)", "evil", connected_on=""),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two relations, one of them hostile, and a row that was set aside."""
    with open_store(tmp_path / "a.db") as opened:
        fill(opened, PEOPLE)
        with opened.writing() as db:
            row = {
                "file": 1,
                "line": 9,
                "code": "ROW-DATE",
                "facts": json.dumps({"value": "32 Oct"}),
                "raw": "=a,b\r\nc",
            }
            db.execute(insert(tables.rejected_rows).values(row))
        yield opened


def _export(store: Store, options: ExportOptions) -> bytes:
    out = io.BytesIO()
    export_data(store, out, options)
    return out.getvalue()


def test_every_format_has_everybody(store: Store) -> None:
    """CSV, JSON and XLSX hold the same relations."""
    text = _export(store, ExportOptions(Subject.RELATIONS, Format.CSV, Profile.EXACT)).decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    shape = json.loads(_export(store, ExportOptions(Subject.RELATIONS, Format.JSON)))
    book = load_workbook(io.BytesIO(_export(store, ExportOptions(Subject.RELATIONS, Format.XLSX))))
    sheet = list(book["Relations"].iter_rows(values_only=True))
    everybody = sorted(one.name for one in PEOPLE)
    assert sorted(row["name"] for row in rows) == everybody
    assert sorted(relation["name"] for relation in shape["relations"]) == everybody
    assert sheet[0] == RELATION_COLUMNS == tuple(rows[0])
    assert sorted(str(row[1]) for row in sheet[1:]) == everybody


def test_values_are_those_of_the_list(store: Store) -> None:
    """A row says what the list of relations says."""
    anna = find_relations(store, RelationQuery(text="anna")).relations[0]
    text = _export(store, ExportOptions(Subject.RELATIONS, Format.CSV, Profile.EXACT)).decode()
    row = next(row for row in csv.DictReader(io.StringIO(text, newline="")) if row["id"] == anna.id)
    assert row["company"] == "Nordlys; =1+1"
    assert (row["strength"], row["last_contact"], row["messages_in"]) == (str(anna.strength), "2026-01-02", "3")
    assert (row["level"], row["communicated"], row["overruled"]) == ("average", "not seen", "0")


def test_the_safe_profile_is_the_default(store: Store) -> None:
    """Unless asked otherwise no cell can run in a spreadsheet."""
    text = _export(store, ExportOptions(Subject.RELATIONS, Format.CSV)).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert "Nordlys; '=1+1" in text


def test_rejected_rows_come_with_raw_text_and_reason(store: Store) -> None:
    """What was set aside can be taken out, to be mended and imported again."""
    rejected = json.loads(_export(store, ExportOptions(Subject.REJECTED, Format.JSON)))["rejected"]
    assert [(row["file"], row["line"], row["code"], row["raw"]) for row in rejected] == [
        ("Connections.csv", 9, "ROW-DATE", "=a,b\r\nc")
    ]
    assert "32 Oct" in rejected[0]["reason"]
    text = _export(store, ExportOptions(Subject.REJECTED, Format.CSV)).decode("utf-8-sig")
    assert "'=a,b" in text


def test_a_file_is_for_its_owner_alone(store: Store, tmp_path: Path) -> None:
    """An export holds other people's data: nobody else on the machine may read it."""
    path = tmp_path / "out.csv"
    assert export_file(store, path, ExportOptions(Subject.RELATIONS, Format.CSV)).rows == 2
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_is_replaced_unasked(store: Store, tmp_path: Path) -> None:
    """A file that is there stays, unless the person insists."""
    path = tmp_path / "out.csv"
    path.write_text("mine")
    with pytest.raises(UsageError) as raised:
        export_file(store, path, ExportOptions(Subject.RELATIONS, Format.CSV))
    assert raised.value.code == "FILE-EXISTS"
    assert path.read_text() == "mine"
    export_file(store, path, ExportOptions(Subject.RELATIONS, Format.CSV), force=True)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,")


def test_a_failed_export_leaves_what_was_there(store: Store, tmp_path: Path) -> None:
    """When writing fails half-way, neither a half file nor a draft stays behind."""
    folder = tmp_path / "exports"
    folder.mkdir()
    path = folder / "out.csv"
    path.write_text("mine")
    with store.writing() as db:
        db.execute(tables.relations.update().values(level="no level"))
    with pytest.raises(ValueError, match="no level"):
        export_file(store, path, ExportOptions(Subject.RELATIONS, Format.CSV), force=True)
    assert [entry.name for entry in folder.iterdir()] == ["out.csv"]
    assert path.read_text() == "mine"


def test_a_folder_that_is_not_there(store: Store, tmp_path: Path) -> None:
    """The person is told which folder is missing."""
    with pytest.raises(UsageError) as raised:
        export_file(store, tmp_path / "no" / "out.csv", ExportOptions(Subject.RELATIONS, Format.CSV))
    assert raised.value.code == "FOLDER-MISSING"


def test_a_name_says_what_a_spreadsheet_should_not_open() -> None:
    """Only an exact CSV is marked: JSON is for programs, XLSX is always safe."""
    day = date(2026, 10, 3)
    names = [
        file_name(ExportOptions(Subject.REJECTED, format_, Profile.EXACT), day)
        for format_ in (Format.CSV, Format.JSON, Format.XLSX)
    ]
    assert names == [
        "kreds-rejected-2026-10-03-exact.csv",
        "kreds-rejected-2026-10-03.json",
        "kreds-rejected-2026-10-03.xlsx",
    ]
