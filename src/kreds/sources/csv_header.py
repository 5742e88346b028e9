"""Where a table begins: its encoding, its delimiter, and the row that names its columns.

LinkedIn puts notes of varying length above some tables, and Excel saves others with semicolons, tabs or another
encoding; no fixed number of lines is ever skipped.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kreds.errors import RefusedError
from kreds.sources.kinds import Kind
from kreds.sources.recognition import Known, ListFound, find_list, is_headless
from kreds.sources.registry import NAMES, NEEDED, column_key, expected_columns, recognize, table_name
from kreds.sources.text_encoding import detect
from kreds.text.phrase import Phrase

HEAD_SIZE = 256 * 1024

_DELIMITERS = (",", ";", "\t")
_SEARCHED_LINES = 40  # twenty rows, the longer notes among them spanning lines of their own
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*')
_NOTHING_HERE = "no conversations found"
_SAVED_AGAIN = {
    ";": Phrase("The columns are separated by semicolons: the file was saved again by a spreadsheet."),
    "\t": Phrase("The columns are separated by tabs: the file was saved again by a spreadsheet."),
}


_NO_DELIMITER = "\x1f"
_VALUE = re.compile(r".*@.*|[\d.,:/\s+-]+")
_NOTHING_SAID = Known()


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is written.

    ``row`` names the columns and stands in physical line ``line``; a file without any row has an empty one in line 0.
    ``above`` holds the lines above that are as wide as the table, with their numbers. ``found`` is how a list is read.
    """

    encoding: str
    delimiter: str
    row: list[str]
    line: int
    kind: Kind | None
    above: tuple[tuple[int, str], ...] = ()
    notes: tuple[Phrase, ...] = ()
    found: ListFound | None = None

    @property
    def header(self) -> tuple[str, ...]:
        """The names as written, without space around them."""
        return tuple(name.strip() for name in self.row)


def find_layout(head: bytes, name: str, label: str, known: Known = _NOTHING_SAID) -> Layout:
    """Read the first lines of a table called ``name``; ``known`` is what the person has said of headers.

    Raises:
        RefusedError: CSV-HEADER, a file that must be a table of ours has no names of columns.
    """
    encoding = detect(head)
    lines = _lines(head, encoding)
    delimiters, first = _announced(lines)
    candidates = [
        (number, delimiter, row) for delimiter in delimiters for number, row in _rows(lines[first:], delimiter, first)
    ]
    for number, delimiter, row in candidates:
        kind = recognize(map(column_key, row), "")
        if kind is not None:
            return _layout(
                encoding, delimiter, row, number=number, kind=recognize(map(column_key, row), name), lines=lines
            )
    return _list_layout(candidates, name, known, encoding=encoding, lines=lines) or _by_name(
        candidates, name, label, encoding=encoding, lines=lines
    )


def _list_layout(
    candidates: Sequence[tuple[int, str, list[str]]], name: str, known: Known, *, encoding: str, lines: Sequence[str]
) -> Layout | None:
    """The layout of a list of people or companies: the header of which most columns are known."""
    best: tuple[int, Layout] | None = None
    for number, delimiter, row in candidates:
        found = find_list(row, name, known)
        if found is None or (len(row) == 1 and not _is_one_column(lines[number - 1 :])):
            continue
        # A table of one column has no delimiter: the comma of "Acme, Inc." is part of the name.
        mark = delimiter if len(row) > 1 else _NO_DELIMITER
        size = len(found.matching.columns)
        if best is None or size > best[0]:
            layout = _layout(encoding, mark, row, number=number, kind=found.kind, lines=lines)
            # Lists come with any delimiter; nothing was saved again.
            best = size, replace(layout, found=found, notes=())
    if best is not None:
        return best[1]
    first = next(((number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()), (0, ""))
    if not (first[0] == 1 and is_headless([first[1]]) and _is_one_column(lines)):
        return None
    row = ["Email" if "@" in first[1].strip("@") else "Domain"]
    found = find_list(row, name, known)
    notes = (
        Phrase("The file has no names of columns; what stands in it was read as “%(column)s”.", {"column": row[0]}),
    )
    return Layout(encoding, _NO_DELIMITER, row, 0, found.kind, (), notes, found) if found else None


def _is_one_column(lines: Sequence[str]) -> bool:
    """Whether most of these lines have nothing that parts columns."""
    filled = [line for line in lines if line.strip()]
    return 2 * sum(any(mark in line for mark in _DELIMITERS) for line in filled) <= len(filled)


def _by_name(
    candidates: Sequence[tuple[int, str, list[str]]], name: str, label: str, *, encoding: str, lines: Sequence[str]
) -> Layout:
    """The layout of a file whose columns are those of no kind."""
    filled = [(number, delimiter, row) for number, delimiter, row in candidates if any(cell.strip() for cell in row)]
    is_empty = not filled or filled[0][2][0].strip().casefold() == _NOTHING_HERE
    named = NAMES.get(table_name(name))
    if is_empty:
        return Layout(encoding, ",", [], 0, named, notes=(Phrase("The file has no rows."),))
    if named is not None:
        wanted = expected_columns(named)
        best = max(filled, key=lambda candidate: len(wanted & set(map(column_key, candidate[2]))))
        number, delimiter, row = best
        overlap = len(wanted & set(map(column_key, row)))
        if overlap == 0 and named in NEEDED:
            raise RefusedError("CSV-HEADER", file=label)
        kind = recognize(map(column_key, row), name)
        if kind is not None:
            return _layout(encoding, delimiter, row, number=number, kind=kind, lines=lines)
    number, delimiter, row = _plausible(filled)
    return _layout(encoding, delimiter, row, number=number, kind=None, lines=lines)


def _plausible(filled: Sequence[tuple[int, str, list[str]]]) -> tuple[int, str, list[str]]:
    """Which row of a table that nobody knows probably names its columns: the widest of which every cell is a word."""
    words = [
        (number, delimiter, row)
        for number, delimiter, row in filled
        if all(cell.strip() and not _VALUE.fullmatch(cell.strip()) for cell in row)
    ]
    return max(words or filled, key=lambda candidate: len(candidate[2]))


def _layout(
    encoding: str, delimiter: str, row: Sequence[str], *, number: int, kind: Kind | None, lines: Sequence[str]
) -> Layout:
    # A lone cell is LinkedIn's note, which Excel has filled up to the width of the table.
    above = tuple(
        (place, lines[place - 1])
        for place, cells in _rows(lines[: number - 1], delimiter, 0)
        if len(cells) == len(row) > 2 and sum(bool(cell.strip()) for cell in cells) > 1
    )
    notes = (_SAVED_AGAIN[delimiter],) if delimiter in _SAVED_AGAIN else ()
    return Layout(encoding, delimiter, list(row), number, kind, above, notes)


def _lines(head: bytes, encoding: str) -> list[str]:
    """The first physical lines, without marks and NULs; a last line that the head cuts off is left out."""
    text = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    lines = list(io.StringIO(text.replace("\ufeff", "").replace("\0", ""), newline=""))
    if len(head) >= HEAD_SIZE and len(lines) > 1:
        lines.pop()
    return lines[:_SEARCHED_LINES]


def _announced(lines: Sequence[str]) -> tuple[Sequence[str], int]:
    """The delimiter that a first line ``sep=;`` announces, and how many lines that takes."""
    found = _SEPARATOR_LINE.fullmatch(lines[0]) if lines else None
    return (found.group(1), 1) if found else (_DELIMITERS, 0)


def _rows(lines: Sequence[str], delimiter: str, before: int) -> Iterator[tuple[int, list[str]]]:
    """Each line for itself, with its number: names of columns never span lines, and notes may leave a quote open."""
    for number, line in enumerate(lines, before + 1):
        try:
            yield from ((number, row) for row in csv.reader([line], delimiter=delimiter))
        except csv.Error:
            continue
