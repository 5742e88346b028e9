"""Every row of a table is given or set aside, once, with the line it starts on."""

import csv
import io
import tracemalloc
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kreds.errors import CancelledError, RefusedError
from kreds.sources.container import open_archives
from kreds.sources.csv_table import CsvTable, open_table
from kreds.sources.kinds import Kind
from tests.sources.fault_makers import CSV, JANE, NAMES
from tests.sources.zip_maker import Part, zip_bytes

HEADER = ["Date", "Link", "Message"]
CELLS = st.text(st.sampled_from("ab,;\t\"'\n\r\\ ø\u2028😀\x0b"), max_size=12)
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3).filter(lambda row: row != HEADER), max_size=30)


def _table(tmp_path: Path, content: bytes, name: str = "Comments.csv") -> CsvTable:
    path = tmp_path / name
    path.write_bytes(content)
    return open_table(open_archives([path])[0].members[0])


def _zipped(tmp_path: Path, content: bytes, name: str = "Comments.csv") -> CsvTable:
    path = tmp_path / "archive.zip"
    path.write_bytes(zip_bytes([Part(name, content)]))
    return open_table(open_archives([path])[0].members[0])


def _rows(table: CsvTable, size: int = 7) -> list[list[str]]:
    return [row for batch in table.batches(size) for row in batch.rows]


def _written(rows: Sequence[Sequence[str]], *, is_quoted: bool, line_end: str) -> str:
    text = io.StringIO()
    quoting: Literal[0, 1] = csv.QUOTE_ALL if is_quoted else csv.QUOTE_MINIMAL
    csv.writer(text, quoting=quoting, lineterminator=line_end).writerows([HEADER, *rows])
    return text.getvalue()


@settings(max_examples=200, deadline=None)
@given(rows=ROWS, is_quoted=st.booleans())
def test_what_was_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], *, is_quoted: bool
) -> None:
    """Any fields, in either way of quoting, come back as they were, from a zip and from a folder."""
    folder = tmp_path_factory.mktemp("table")
    content = _written(rows, is_quoted=is_quoted, line_end="\r\n").encode()
    assert _rows(_table(folder, content)) == _rows(_zipped(folder, content)) == rows


@settings(max_examples=100, deadline=None)
@given(ROWS)
def test_lines_are_where_rows_start(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    """The line of a row is one more than the line ends before it, however its fields break lines."""
    content = _written(rows, is_quoted=True, line_end="\n")
    starts, line = [], 2
    for row in rows:
        starts.append(line)
        text = "".join(row)
        line += 1 + text.count("\n") + text.count("\r") - sum(cell.count("\r\n") for cell in row)
    table = _table(tmp_path_factory.mktemp("table"), content.encode())
    assert [line for batch in table.batches(5) for line in batch.lines] == starts


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.text("ab😀 ", min_size=1, max_size=5), min_size=1, max_size=5), max_size=40), st.data())
def test_every_row_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], data: st.DataObject
) -> None:
    """Rows given and rows set aside are together the rows written, whatever their width, encoding and quoting."""
    rows = [row for row in rows if len(row) > 1 or row[0].strip()]
    escaped = data.draw(st.lists(st.integers(0, 40), max_size=3))
    text = _written(rows, is_quoted=True, line_end="\n")
    lines = text.splitlines(keepends=True)
    for place in escaped:
        if 0 < place < len(lines) and len(rows[place - 1]) == 3:
            lines[place] = '"x","y","say \\"yes\\" now"\n'
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    table = _table(tmp_path_factory.mktemp("table"), "".join(lines).encode(encoding))
    given_rows = _rows(table)
    assert table.read == len(given_rows) + len(table.rejected) == len(rows)
    assert [row.line for row in table.rejected] == [line for line, row in enumerate(rows, 2) if len(row) != 3]


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", NAMES, b"\xff\xfe", CSV]))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes, start: bytes) -> None:
    """No bytes raise anything but one of our own errors."""
    path = tmp_path_factory.mktemp("table") / "Connections.csv"
    path.write_bytes(start + content)
    refusal: RefusedError | None = None
    try:
        table = open_table(open_archives([path])[0].members[0])
        rows = _rows(table)
    except RefusedError as problem:
        refusal = problem
    if refusal is None:
        assert {len(row) for row in rows} <= {len(table.header)}
        assert table.read == len(rows) + len(table.rejected)
    else:
        assert "%(" not in str(refusal)


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from('a,"\n\\'), max_size=60))
def test_quotes_anywhere(tmp_path_factory: pytest.TempPathFactory, tail: str) -> None:
    """Stray quotes lose no row without a word: the rows before them are given, or the file is refused."""
    table = _table(tmp_path_factory.mktemp("table"), b"Date,Link,Message\nx,y,z\n" + tail.encode())
    refusal: RefusedError | None = None
    try:
        rows = _rows(table)
    except RefusedError as problem:
        refusal = problem
    if refusal is None:
        assert rows[0] == ["x", "y", "z"]
        assert table.read == len(rows) + len(table.rejected)
    else:
        assert (refusal.code, refusal.line is not None) == ("CSV-QUOTE", True)


def test_backslash_before_a_quote(tmp_path: Path) -> None:
    """Comments write a quote with a backslash; a row that is whole as it stands keeps its backslashes."""
    rows = ['a,b,"say \\"yes\\" to\nit"', "c,d,\\n", 'e,f,"C:\\"', 'g,h,"ends \\""']
    table = _table(tmp_path, ("Date,Link,Message\n" + "\n".join(rows) + "\n").encode())
    assert _rows(table) == [
        ["a", "b", 'say "yes" to\nit'],
        ["c", "d", "\\n"],
        ["e", "f", "C:\\"],
        ["g", "h", 'ends "'],
    ]
    assert table.notes == []


def test_backslash_elsewhere_is_told(tmp_path: Path) -> None:
    """Outside the comments, where LinkedIn itself writes so, a mended quote is worth a note."""
    table = _table(tmp_path, b'Date,Type,Link\nx,"say \\"yes\\"",z\n')
    assert _rows(table) == [["x", 'say "yes"', "z"]]
    assert [note.english() for note in table.notes] == ["1 row writes quotes with a backslash."]


def test_notes_of_readers_stay(tmp_path: Path) -> None:
    """A reader adds its notes to the table's."""
    table = _table(tmp_path, b"Date,Link,Message\nx,y,\xe6\n")
    _rows(table)
    assert [note.english()[:20] for note in table.notes] == ["1 line is not UTF-8 "]


def test_twice_the_same(tmp_path: Path) -> None:
    """A table can be read again, with the same counts."""
    table = _table(tmp_path, b"Date,Link,Message\nx,y,z\nshort\n")
    assert [(_rows(table), table.read, len(table.rejected)) for _ in range(2)] == [([["x", "y", "z"]], 2, 1)] * 2


def test_progress_tells_every_byte_once(tmp_path: Path) -> None:
    """The bytes told add up to the size, also when the file is read again from the start."""
    content = NAMES + JANE * 5_000 + b"J\xf8rgen" + JANE
    path = tmp_path / "archive.zip"
    path.write_bytes(zip_bytes([Part("Connections.csv", content)]))
    told: list[int] = []
    table = open_table(open_archives([path])[0].members[0], on_bytes=told.append)
    assert len(_rows(table)) == 5_001
    assert sum(told) == len(content)
    assert max(told) <= 256 * 1024


def test_cancel(tmp_path: Path) -> None:
    """A caller that wants to stop is heard, also while another thread unpacks."""
    path = tmp_path / "archive.zip"
    path.write_bytes(zip_bytes([Part("Connections.csv", NAMES + JANE * 100_000)]))

    def stop(_count: int) -> None:
        raise CancelledError

    table = open_table(open_archives([path])[0].members[0], on_bytes=stop)
    with pytest.raises(CancelledError):
        _rows(table)


def test_damage_far_inside(tmp_path: Path) -> None:
    """What the thread that unpacks finds is said by the one that reads."""
    path = tmp_path / "archive.zip"
    path.write_bytes(zip_bytes([Part("Connections.csv", NAMES + JANE * 100_000, crc=1)]))
    table = open_table(open_archives([path])[0].members[0])
    with pytest.raises(RefusedError, match="ZIP-CRC"):
        _rows(table)


def test_memory_stays_flat(tmp_path: Path) -> None:
    """Fault 44: a file of 80 MB takes no more memory than the blocks that are under way."""
    path = tmp_path / "archive.zip"
    path.write_bytes(zip_bytes([Part("Connections.csv", NAMES + JANE.replace(b"Acme", b"A" * 80_000) * 1_000)]))
    table = open_table(open_archives([path])[0].members[0])
    tracemalloc.start()
    assert sum(len(batch.rows) for batch in table.batches(10)) == 1_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40_000_000


@pytest.mark.parametrize(("end", "codes"), [(b'"', ["ROW-FIELD"]), (b"", [])], ids=["closed", "open"])
def test_field_over_the_limit(tmp_path: Path, end: bytes, codes: list[str]) -> None:
    """Fault 31: a field of 11 MB over several lines is set aside with its row; one that never ends is refused."""
    large = b'"' + b"A\n" * 100 + b"A" * 11_000_000 + end
    table = _table(tmp_path, NAMES + JANE + JANE.replace(b"Acme", large) + JANE, "Connections.csv")
    if codes:
        assert [line for batch in table.batches() for line in batch.lines] == [2, 104]
        assert [(row.line, row.code, len(row.raw)) for row in table.rejected] == [(3, "ROW-FIELD", 1_000)]
    else:
        with pytest.raises(RefusedError, match=r'line 3 \(record 2\), column "Company".*CSV-QUOTE'):
            _rows(table)


def test_left_out_lines_keep_the_numbers(tmp_path: Path) -> None:
    """A part that is left out on request is set aside line by line, and the rows below keep their lines."""
    path = tmp_path / "Connections.csv"
    path.write_bytes(NAMES + JANE + b'"broken\n\nstill broken"x,\n' + JANE)
    table = open_table(open_archives([path])[0].members[0], skip_lines={"Connections.csv": (3, 5)})
    assert [line for batch in table.batches() for line in batch.lines] == [2, 6]
    assert [(row.line, row.code, row.raw) for row in table.rejected] == [
        (3, "CSV-LEFT-OUT", '"broken'),
        (5, "CSV-LEFT-OUT", 'still broken"x,'),
    ]


def test_message_says_where_what_and_how(tmp_path: Path) -> None:
    """A refusal has the five parts: place, reason, code, what was kept, what to do."""
    path = tmp_path / "archive.zip"
    content = NAMES + JANE * 3 + JANE.replace(b"Acme", b'"Acme, the, Inc') + JANE * 3
    path.write_bytes(zip_bytes([Part("Connections.csv", content)]))
    table = open_table(open_archives([path])[0].members[0])
    with pytest.raises(RefusedError) as refused:
        _rows(table)
    assert str(refused.value) == (
        'archive.zip/Connections.csv, line 5 (record 4), column "Company": A quoted field that starts here is not '
        "closed as it should be. [CSV-QUOTE] Rows before it that could be read: 3. Nothing was saved. What to do: "
        "Download the archive again. Or open the file in a text editor, mend the quote in line 5, and import it again. "
        "Or leave out lines 5 to 5."
    )


def test_kind_and_columns(tmp_path: Path) -> None:
    """Columns are found by their names without case, space and signs."""
    table = _table(tmp_path, b'"DATE"," Link ","Message",\nx,y,z,\n')
    assert (table.kind, table.header, table.columns) == (
        Kind.COMMENTS,
        ("DATE", "Link", "Message", ""),
        {"date": 0, "link": 1, "message": 2},
    )


def test_required_columns(tmp_path: Path) -> None:
    """A missing column is named, with those that are there."""
    table = _table(tmp_path, b"Date,Link,Message\n")
    table.require(("date", "link"))
    with pytest.raises(
        RefusedError, match=r"line 1: The column “author” is missing. The columns are: Date, Link, Message"
    ):
        table.require(("date", "author"))


def test_raw_row(tmp_path: Path) -> None:
    """A row can be shown as a line of its file."""
    table = _table(tmp_path, b"Date;Link;Message\n")
    assert table.raw(["a", "b;c", 'say "yes"']) == 'a;"b;c";"say ""yes"""'
