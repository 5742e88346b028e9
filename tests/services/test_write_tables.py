"""Writing tables: nothing in them is ever run, and nothing is lost unsaid."""

import ast
import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import kreds
from kreds.services.write_tables import Profile, Sheet, guarded, unguarded, write_csv, write_xlsx

RISKY = "=+-@\t\r\n\0＝＋－＠"
hostile = st.text(alphabet=st.sampled_from(list("=+-@＝＋－＠\t\r\n\0;,|\"' aÆ1")), max_size=12) | st.text(max_size=40)
writable = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)


def _csv(rows: list[list[str]], profile: Profile) -> bytes:
    out = io.BytesIO()
    assert write_csv(out, Sheet("x", ("a", "b"), rows), profile=profile) == len(rows)
    return out.getvalue()


@given(hostile)
def test_the_guard_can_be_taken_off(text: str) -> None:
    """What is guarded for a spreadsheet reads back exactly."""
    assert unguarded(guarded(text)) == text


@given(hostile)
def test_no_guarded_cell_can_run(text: str) -> None:
    """Neither the whole cell nor a part of it that another separator would cut off starts a formula."""
    cell = guarded(text)
    assert not cell.startswith(tuple(RISKY))
    for separator in ";,\t\r\n|":
        for part in cell.split(separator)[1:]:
            assert not part.lstrip(' "\t\r\n').startswith(tuple("=+-@＝＋－＠"))


@pytest.mark.parametrize("text", ["Anna Holm", "Jensen & Søn A/S", "C++", "a-b", "50 = 50", "", "O'Brien", "Ærø"])
def test_ordinary_texts_stay_as_they_are(text: str) -> None:
    """Only what a spreadsheet could run gets a mark."""
    assert guarded(text) == text


@given(st.lists(st.tuples(writable, writable), max_size=5))
def test_csv_reads_back(rows: list[tuple[str, str]]) -> None:
    """Both profiles give every text back, line breaks and all; only the safe one needs its marks taken off."""
    given_rows = [list(row) for row in rows]
    exact = csv.reader(io.StringIO(_csv(given_rows, Profile.EXACT).decode("utf-8"), newline=""))
    safe = csv.reader(io.StringIO(_csv(given_rows, Profile.SAFE).decode("utf-8-sig"), newline=""))
    assert list(exact)[1:] == given_rows
    assert [[unguarded(cell) for cell in row] for row in list(safe)[1:]] == given_rows


def test_only_the_safe_profile_has_a_byte_order_mark() -> None:
    """Spreadsheets need the mark to see UTF-8; programs trip over it."""
    assert _csv([], Profile.SAFE).startswith(b"\xef\xbb\xbf")
    assert not _csv([], Profile.EXACT).startswith(b"\xef\xbb\xbf")


def test_values_in_csv() -> None:
    """Days are ISO, numbers have a point, nothing is an empty field."""
    out = io.BytesIO()
    write_csv(out, Sheet("x", ("a",), [[date(2026, 10, 3), 0.5, -3, None]]), profile=Profile.SAFE)
    assert out.getvalue().decode("utf-8-sig").splitlines()[1] == "2026-10-03,0.5,-3,"


def _xlsx(cells: list[str]) -> tuple[bytes, tuple[str, ...]]:
    out = io.BytesIO()
    losses = write_xlsx(out, Sheet("People", ("a",), [[cell] for cell in cells]))
    return out.getvalue(), tuple(phrase.english() for phrase in losses.phrases())


def _read(content: bytes) -> list[str]:
    rows = list(load_workbook(io.BytesIO(content), data_only=False)["People"].iter_rows(values_only=True))[1:]
    return ["" if row[0] is None else str(row[0]) for row in rows]


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://example.org")', "@SUM(A1)", "+45 12", "#N/A", "-"])
def test_a_spreadsheet_holds_texts_never_formulas(text: str) -> None:
    """No cell of an XLSX is a formula or an error, whatever its text."""
    content, _ = _xlsx([text])
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert b"<f" not in sheet.replace(b"<formula", b"")
    assert b't="e"' not in sheet
    assert _read(content) == [text]


def test_control_characters_are_left_out_and_counted() -> None:
    """What XML cannot hold is left out of the cell, and the export says so."""
    content, notes = _xlsx(["a\x00b\x1bc", "plain"])
    assert _read(content) == ["abc", "plain"]
    assert notes == ("1 cell held control characters, which a spreadsheet cannot; they are left out.",)


def test_a_long_text_is_cut_and_says_so() -> None:
    """Excel's longest cell is 32,767 units; emoji count two and are not cut in half."""
    content, notes = _xlsx(["😀" * 20_000, "x" * 32_767])
    cut, whole = _read(content)
    assert len(cut.encode("utf-16-le")) // 2 <= 32_767
    assert cut.endswith("😀 [cut]")
    assert len(whole) == 32_767
    assert notes == ("1 cell was longer than a spreadsheet can hold; it ends in [cut].",)


def test_carriage_returns_become_line_breaks() -> None:
    """XML cannot keep a carriage return, so the export makes it a line break and says so."""
    content, notes = _xlsx(["one\r\ntwo"])
    assert _read(content) == ["one\ntwo"]
    assert notes == ("1 cell held carriage returns; they are plain line breaks in the spreadsheet.",)


def test_there_is_one_writer() -> None:
    """No other module of services, pages or command line writes CSV or spreadsheets, so none can forget the guard."""
    package = Path(kreds.__file__).parent
    writers = set()
    for room in ("services", "web", "cli"):
        for path in (package / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                if any(name.split(".")[0] in ("csv", "openpyxl") for name in names):
                    writers.add(path.name)
    assert writers == {"write_tables.py"}
