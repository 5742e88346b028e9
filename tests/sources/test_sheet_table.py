"""Spreadsheets: the right table on the right sheet, and nothing that a hostile one could do."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kreds.errors import RefusedError
from kreds.model.record import ContactRecord
from kreds.sources import sheet_child, workbook
from kreds.sources.container import open_archives
from kreds.sources.kinds import Kind
from kreds.sources.listed import read_list
from kreds.sources.recognition import Known
from kreds.sources.sheet_table import SheetTable, open_sheet
from tests.sources.sheet_makers import PEOPLE, SHEETS, book_of, open_document, packed


def opened(path: Path) -> SheetTable:
    """The table of a spreadsheet."""
    return open_sheet(open_archives([path])[0].members[0], Known(), lambda _: None)


def written(folder: Path, content: bytes, name: str = "book.xlsx") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content)
    return path


def test_dynamics_hides_its_first_columns(tmp_path: Path) -> None:
    """Hidden columns are read as all others, a header's leading space is none, the system's number is kept."""
    header = ("(Do Not Modify) Contact", "(Do Not Modify) Row Checksum", " Full Name", "Email", "Company Name")
    book = book_of([header, ("aaaa-1", "x", "Anna Holm", "anna@nordhavn.example", "Nordhavn A/S")])
    page = book.active
    assert page is not None
    for column in "AB":
        page.column_dimensions[column].hidden = True
    hidden = book.create_sheet("hiddenSheet")
    hidden.sheet_state = "veryHidden"
    table = opened(written(tmp_path, packed(book)))
    assert table.found is not None
    assert table.found.kind is Kind.DYNAMICS
    (anna,) = read_list(table, table.found.matching, "dynamics")
    assert isinstance(anna, ContactRecord)
    assert (anna.name, anna.external_id) == ("Anna Holm", "aaaa-1")


def test_a_title_and_a_second_list_on_the_sheet(tmp_path: Path) -> None:
    """What stands above a table is passed over; lines are those of the sheet; another list is told of, not mixed in."""
    side = [("Firma", "Domæne"), ("Acme", "acme.example"), ("Fjord", "fjord.example")]
    rows: list[list[object]] = [
        ["Kundeliste 2026"],
        [],
        *([*one, None, *two] for one, two in zip(PEOPLE, side, strict=True)),
    ]
    table = opened(written(tmp_path, packed(book_of(rows))))
    assert [line for batch in table.batches() for line in batch.lines] == [4, 5]
    assert any("another list" in note.english() for note in table.notes)


def test_a_parser_that_dies_takes_nothing_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the process that opens the file dies, the file is refused (fault 50)."""
    died = subprocess.Popen
    code = "import os; os.abort()"
    monkeypatch.setattr(subprocess, "Popen", lambda _command, **how: died([sys.executable, "-c", code], **how))
    with pytest.raises(RefusedError, match="SHEET-DAMAGED"):
        opened(SHEETS["sheet-days"](tmp_path))


def test_a_part_that_would_fill_the_memory(tmp_path: Path) -> None:
    """A part that unpacks to more than is read is refused by its announced size (fault 51)."""
    path = SHEETS["sheet-days"](tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book, book.open("xl/sharedStrings.xml", "w") as part:
        block = b" " * (1 << 20)
        for _ in range((workbook.LIMITS.member >> 20) + 1):
            part.write(block)
    with pytest.raises(RefusedError, match="ZIP-MEMBER-SIZE"):
        opened(path)


def test_a_table_too_large_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet of more cells than are read is refused before it is opened, by its name."""
    monkeypatch.setattr(workbook, "CELLS", 10)
    with pytest.raises(RefusedError, match="Contacts"):
        opened(SHEETS["sheet-days"](tmp_path))


@pytest.mark.parametrize(
    ("value", "text"), [(12345678901234567.0, "1.23456789012346e+16"), (3.0, "3"), (False, "FALSE")]
)
def test_numbers_are_written_as_people_do(value: object, text: str) -> None:
    """A number in a cell is text without a needless point."""
    assert sheet_child.text_of(value) == text


def test_an_open_document_says_the_same(tmp_path: Path) -> None:
    """An .ods list is known by its content, whatever it is called, and gives the records that the .xlsx gives."""
    told = []
    for number, content in enumerate((packed(book_of()), open_document())):
        table = opened(written(tmp_path, content, f"list-{number}"))
        assert table.found is not None
        told.append(list(read_list(table, table.found.matching, "list")))
    assert told[0] == told[1]
    assert len(told[1]) == len(PEOPLE) - 1
    assert all(isinstance(one, ContactRecord) for one in told[1])


def _binary_book() -> bytes:
    """What begins as an .xlsb and holds nothing that is one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.bin", b"no workbook")
    return out.getvalue()


OLD_BOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le") + bytes(600)
BROKEN = {
    ".xls": OLD_BOOK,
    ".xlsb": _binary_book(),
    ".ods": open_document(is_cut=True),
}


@pytest.mark.parametrize("ending", BROKEN)
def test_a_damaged_list_of_another_kind_is_refused(tmp_path: Path, ending: str) -> None:
    """A damaged file of each kind is refused by its name, with what to do, and never read as empty."""
    with pytest.raises(RefusedError) as refused:
        opened(written(tmp_path, BROKEN[ending], f"kunder{ending}"))
    assert refused.value.code == "SHEET-DAMAGED"
    assert f"kunder{ending}" in str(refused.value)
