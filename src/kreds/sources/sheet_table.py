"""One table of a spreadsheet: which sheet, where on it, and its rows, as a CSV file would give them."""

import csv
import io
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from dataclasses import dataclass

from kreds.errors import RefusedError
from kreds.model.record import Rejected
from kreds.sources.container import Member
from kreds.sources.recognition import Known, ListFound, find_list
from kreds.sources.registry import column_key
from kreds.sources.sheet_child import Row
from kreds.sources.table import Batch
from kreds.sources.workbook import Workbook, column_letters, open_workbook
from kreds.text.phrase import Phrase

_BATCH = 1_000
_SEARCHED_ROWS = 20


@dataclass(frozen=True, slots=True)
class Block:
    """Where a table lies: the sheet, the row that names its columns, the first column and the one behind the last."""

    sheet: str
    row: int
    first: int
    end: int
    header: tuple[str, ...]
    found: ListFound | None


def open_sheet(
    member: Member,
    known: Known,
    on_bytes: Callable[[int], None],
    other: Callable[[Workbook], str | None] = lambda _book: None,
) -> "SheetTable":
    """Open a spreadsheet and find the one table in it that is a list.

    ``other`` names the sheet of a spreadsheet that is something else and has no table of ours: then that one is read.

    Raises:
        RefusedError: it cannot be trusted, or is no spreadsheet.
    """
    picked: list[Block] = []

    def choose(book: Workbook) -> str | None:
        if (sheet := other(book)) is not None:
            return sheet
        blocks = sorted(_blocks(book, member.name, known), key=_weight, reverse=True)
        picked.extend(blocks)
        return blocks[0].sheet if blocks else None

    book = open_workbook(member, choose)
    on_bytes(member.size)
    return SheetTable(member, book, picked)


def _weight(block: Block) -> tuple[int, int]:
    return (len(block.found.matching.columns) if block.found else 0, len(block.header))


class SheetTable:
    """A table of a spreadsheet; see `kreds.sources.table.Table`. Lines are the sheet's rows.

    ``book`` is the whole of it; without a ``header`` it is no table of ours.
    """

    def __init__(self, member: Member, book: Workbook, blocks: Sequence[Block]) -> None:
        block = blocks[0] if blocks else Block("", 0, 0, 0, (), None)
        self.name = member.name
        self.label = f"{member.label}, {block.sheet}" if block.sheet else member.label
        self.sheet = block.sheet
        self.header = block.header
        self.columns = {column_key(name): place for place, name in enumerate(self.header) if column_key(name)}
        self.found = block.found
        self.header_line = block.row
        self.notes: list[Phrase] = []
        self.rejected: list[Rejected] = []
        self.book = book
        self._block = block
        self._read = 0
        self._about = tuple(_told(book, blocks)) if blocks else ()
        if self.found:
            self._check_twins(self.found)

    @property
    def is_empty(self) -> bool:
        """Whether there is not even a header."""
        return not self.header

    @property
    def read(self) -> int:
        """How many rows there were so far."""
        return self._read

    def require(self, columns: Collection[str]) -> None:
        """Refuse a table that lacks one of these columns, unless it holds nothing at all.

        Raises:
            RefusedError: CSV-COLUMN.
        """
        missing = [name for name in columns if name not in self.columns]
        if missing and not self.is_empty:
            names, found = ", ".join(missing), ", ".join(self.header)
            raise RefusedError("CSV-COLUMN", file=self.label, line=self.header_line, missing=names, found=found)

    def raw(self, row: Sequence[str]) -> str:
        """A row as a line of CSV."""
        text = io.StringIO()
        csv.writer(text, lineterminator="").writerow(row)
        return text.getvalue()

    def batches(self) -> Generator[Batch, None, None]:
        """All rows below the header that hold anything, in the order of the sheet."""
        self._read = 0
        self.rejected.clear()
        self.notes[:] = self._about
        batch = Batch([], [])
        for line, row in self._rows():
            self._read += 1
            if (problem := self._problem(line, row)) is not None:
                self.rejected.append(problem)
                continue
            batch.rows.append(row)
            batch.lines.append(line)
            if len(batch.rows) == _BATCH:
                yield batch
                batch = Batch([], [])
        if batch.rows:
            yield batch
        if not self._read and not self.is_empty:
            self.notes.append(Phrase("There are no rows below the names of the columns."))

    def _rows(self) -> Iterator[Row]:
        first, end = self._block.first, self._block.end
        for line, cells in self.book.rows:
            if line > self._block.row and any(row := _cut(cells, first, end)):
                yield line, row

    def _problem(self, line: int, row: list[str]) -> Rejected | None:
        if tuple(cell.strip() for cell in row) == self.header:
            return Rejected(line, "ROW-HEADER", self.raw(row))
        unsolved = self.book.unsolved.get(self.sheet)
        if unsolved:
            for place, name in enumerate(self.header):
                cell = f"{column_letters(self._block.first + place + 1)}{line}"
                if cell in unsolved and self._is_used(name):
                    return Rejected(line, "ROW-FORMULA", self.raw(row), {"cell": cell, "sheet": self.sheet})
        return None

    def _is_used(self, name: str) -> bool:
        if self.found is None:
            return True
        key = column_key(name)
        return any(key in some for some in self.found.matching.columns.values())

    def _check_twins(self, found: ListFound) -> None:
        """Refuse two columns of one name that are both needed: nobody can say which of them counts."""
        used = {name for some in found.matching.columns.values() for name in some}
        seen: dict[str, int] = {}
        for place, name in enumerate(self.header, 1):
            first = seen.setdefault(column_key(name), place)
            if first != place and column_key(name) in used:
                raise RefusedError(
                    "CSV-TWIN", file=self.label, line=self.header_line, name=name, first=first, second=place
                )


def _cut(cells: Sequence[str], first: int, end: int) -> list[str]:
    part = list(cells[first:end])
    return part + [""] * (end - first - len(part))


def _blocks(book: Workbook, name: str, known: Known) -> Iterator[Block]:
    """Every place of the visible sheets where a table may begin: first those that are lists, then the widest header."""
    widest: Block | None = None
    for sheet in book.sheets:
        for at, (line, cells) in enumerate(sheet.head[:_SEARCHED_ROWS]):
            for first, end in _spans(cells, [row for _, row in sheet.head[at:]]):
                header = tuple(cell.strip() for cell in cells[first:end])
                found = find_list(header, name, known)
                block = Block(sheet.name, line, first, end, header, found)
                if found:
                    yield block
                elif len(sheet.head) > at + 1 and (widest is None or len(header) > len(widest.header)):
                    widest = block
    if widest:
        yield widest


def _spans(cells: Sequence[str], below: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """The parts of a row between columns that are empty all the way down: tables that stand side by side."""
    width = max((len(row) for row in below), default=0)
    used = [any(place < len(row) and row[place].strip() for row in below) for place in range(width)]
    start: int | None = None
    for place in range(width + 1):
        is_used = place < width and used[place]
        if is_used and start is None:
            start = place
        elif not is_used and start is not None:
            if any(cell.strip() for cell in cells[start:place]):
                yield start, place
            start = None


def _told(book: Workbook, blocks: Sequence[Block]) -> Iterator[Phrase]:
    """What a person should know of a spreadsheet beside the rows of the table that was read."""
    block = blocks[0]
    visible = [sheet.name for sheet in book.sheets if sheet.is_visible and sheet.head]
    if len(visible) > 1:
        yield Phrase("Read was the sheet “%(sheet)s”.", {"sheet": block.sheet})
    lists = dict.fromkeys(
        one.sheet if one.sheet != block.sheet else f"{one.sheet}, {column_letters(one.first + 1)}{one.row}"
        for one in blocks[1:]
        if one.found and (one.sheet != block.sheet or (one.first >= block.end or one.end <= block.first))
    )
    for name in lists:
        yield Phrase(
            "There is another list at “%(sheet)s”, which was not read: save it as a file of its own.", {"sheet": name}
        )
    hidden = [sheet.name for sheet in book.sheets if not sheet.is_visible]
    if hidden:
        yield Phrase(
            "%(n)s hidden sheet was not read: %(names)s.",
            plural="%(n)s hidden sheets were not read: %(names)s.",
            n=len(hidden),
            facts={"n": len(hidden), "names": ", ".join(hidden)},
        )
    if book.leaves_out:
        yield Phrase("The spreadsheet holds macros, links to other files or objects; none of them was run or followed.")
