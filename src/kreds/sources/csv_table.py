"""One CSV file as rows of equal width, with every row accounted for.

`batches` is the hot path of a million messages: one pass that unpacks, hashes, decodes and cuts. Only when something is
off is the file read again from the start, more carefully, and the rows that were given already are passed over.
"""

import csv
import io
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from typing import BinaryIO, cast

from kreds.errors import RefusedError
from kreds.model.record import Rejected
from kreds.sources.container import Member
from kreds.sources.csv_header import HEAD_SIZE, Layout, find_layout
from kreds.sources.csv_rows import (
    BrokenRowsError,
    CarefulRows,
    Chunk,
    Shape,
    careful_chunks,
    is_blank,
    line_ends,
    lines_until_next,
    quick_rows,
    widest_field,
)
from kreds.sources.kinds import Kind
from kreds.sources.limits import LINE_LIMIT
from kreds.sources.read_ahead import read_ahead
from kreds.sources.recognition import Known, ListFound
from kreds.sources.registry import column_key
from kreds.sources.table import Batch
from kreds.sources.text_encoding import EndlessLineError, Repairs, clean_blocks, endless_line
from kreds.text.phrase import Phrase

BATCH = 1_000
"""Rows in a batch; more no longer fit beside each other in the processor's cache."""

_LONG_TEXTS = frozenset({Kind.MESSAGES, Kind.SHARES, Kind.COMMENTS, Kind.LEARNING})
_LONG_SPAN, _SPAN = 10_000, 500
"""Lines one row may span. LinkedIn allows 8,000 characters in a message and 3,000 elsewhere; a row that spans more has
swallowed others through a quote that was opened and closed by accident."""


def open_table(
    member: Member,
    *,
    on_bytes: Callable[[int], None] | None = None,
    skip_lines: Mapping[str, tuple[int, int]] | None = None,
    known: Known | None = None,
) -> "CsvTable":
    """Find out how a table is written; its rows are read by `CsvTable.batches`.

    Args:
        member: the file.
        on_bytes: told how many further bytes were read, at least every 128 kB; may raise CancelledError.
        skip_lines: for names of members, the first and last physical line of a part to leave out.
        known: what the person has said of headers.

    Raises:
        RefusedError: CSV-HEADER or CSV-TWIN.
    """
    with member.open() as stream:
        head = b""
        while len(head) < HEAD_SIZE and (block := stream.read(HEAD_SIZE - len(head))):
            head += block
    layout = find_layout(head, member.name, member.label, known or Known())
    if layout.kind is not None:
        _check_twins(layout, member.label)
    left_out = (skip_lines or {}).get(member.name)
    return CsvTable(member, layout, on_bytes=on_bytes or _tell_nobody, left_out=left_out)


class CsvTable:
    """One CSV file. ``read`` and ``rejected`` are whole, and all of ``notes`` known, when ``batches`` has ended.

    ``read`` counts the rows given in batches and those in ``rejected``; blank lines are no rows. ``columns`` finds a
    column by its name in lower case without anything but letters and digits. ``kind`` is what the columns say.
    """

    def __init__(
        self,
        member: Member,
        layout: Layout,
        *,
        on_bytes: Callable[[int], None],
        left_out: tuple[int, int] | None,
    ) -> None:
        self.name = member.name
        self.label = member.label
        self.header = layout.header
        self.columns = {column_key(name): place for place, name in enumerate(self.header) if column_key(name)}
        self.kind = layout.kind
        self.delimiter = layout.delimiter
        self.notes: list[Phrase] = []
        self.rejected: list[Rejected] = []
        self._member = member
        self._layout = layout
        self._on_bytes = on_bytes
        self._left_out = left_out
        self._repairs = Repairs(layout.encoding)
        self._escapes = 0
        self._rows = 0
        self._lines_out: dict[int, Rejected] = {}
        self._told = 0
        self._done = 0
        span = _LONG_SPAN if layout.kind in _LONG_TEXTS else _SPAN
        self._shape = Shape(self.header, layout.delimiter, span, member.label)

    @property
    def is_empty(self) -> bool:
        """Whether there is not even a header."""
        return not self.header

    @property
    def header_line(self) -> int:
        """The line in which the names of the columns stand, 0 where there are none."""
        return self._layout.line

    @property
    def found(self) -> ListFound | None:
        """How a list of people or companies is read; None for what is no such list."""
        return self._layout.found

    @property
    def layout(self) -> Layout:
        """How the table is written."""
        return self._layout

    @property
    def read(self) -> int:
        """How many rows there were so far."""
        return self._rows + len(self._layout.above) + len(self._lines_out)

    def require(self, columns: Collection[str]) -> None:
        """Refuse a table that lacks one of these columns, unless it holds nothing at all.

        Raises:
            RefusedError: CSV-COLUMN.
        """
        missing = [name for name in columns if name not in self.columns]
        if missing and not self.is_empty:
            raise RefusedError(
                "CSV-COLUMN",
                file=self.label,
                line=self._layout.line,
                missing=", ".join(missing),
                found=", ".join(self.header),
            )

    def raw(self, row: Sequence[str]) -> str:
        """A row as a line of this file."""
        text = io.StringIO()
        csv.writer(text, delimiter=self.delimiter, lineterminator="").writerow(row)
        return text.getvalue()

    def batches(self, size: int = BATCH) -> Generator[Batch, None, None]:
        """All rows, about ``size`` at a time, in the order of the file.

        Raises:
            RefusedError: the file cannot be trusted; says from where on.
        """
        self._rows = self._done = 0
        self._lines_out.clear()
        self.rejected[:] = [Rejected(line, "ROW-ABOVE", raw.rstrip("\r\n")) for line, raw in self._layout.above]
        self.notes.clear()
        is_lenient = is_careful = False
        while not self.is_empty:
            try:
                yield from self._pass(size, is_lenient=is_lenient, is_careful=is_careful)
            except BrokenRowsError as problem:
                is_lenient = True
                is_careful = is_careful or not problem.is_encoding
            except EndlessLineError:
                with self._member.open() as stream, closing(read_ahead(stream, size=self._member.size)) as blocks:
                    line = endless_line(blocks)
                raise RefusedError("CSV-LINE", file=self.label, line=line, limit=LINE_LIMIT) from None
            else:
                break
        self.rejected.extend(self._lines_out.values())
        self.rejected.sort(key=lambda row: row.line)
        self.notes[:0] = self._own_notes()

    def _own_notes(self) -> list[Phrase]:
        """What was found and mended, in words."""
        notes = [*self._layout.notes, *self._repairs.notes()]
        # In comments that is LinkedIn's own way.
        if self._escapes and self.kind is not Kind.COMMENTS:
            notes.append(
                Phrase(
                    "%(n)s row writes quotes with a backslash.",
                    {"n": self._escapes},
                    plural="%(n)s rows write quotes with a backslash.",
                    n=self._escapes,
                )
            )
        if not self.read and not self.is_empty:
            notes.append(Phrase("There are no rows below the names of the columns."))
        return notes

    def _pass(self, size: int, *, is_lenient: bool, is_careful: bool) -> Iterator[Batch]:
        """Read the file once, from the start, and give the rows that were not given before."""
        self._repairs = Repairs(self._layout.encoding)
        with self._member.open() as stream, closing(read_ahead(stream, size=self._member.size)) as blocks:
            clean = clean_blocks(self._counted(blocks), self._repairs, label=self.label, is_lenient=is_lenient)
            lines = self._after_header(io.TextIOWrapper(cast("BinaryIO", _Feed(clean)), encoding="utf-8", newline=""))
            for chunk, refused in self._chunks(lines, size, is_careful=is_careful):
                fresh = chunk.after(self._done)
                aside = [row for row in refused if row.line > self._done]
                is_whole = self._settle(fresh, aside, is_careful=is_careful)
                if fresh.rows:
                    yield Batch(fresh.rows, fresh.starts)
                if not is_whole:
                    raise BrokenRowsError(is_encoding=False)

    def _chunks(self, lines: Iterator[str], size: int, *, is_careful: bool) -> Iterator[tuple[Chunk, list[Rejected]]]:
        first_line = self._layout.line + 1
        if not is_careful:
            for chunk in quick_rows(lines, self.delimiter, first_line=first_line, size=size):
                yield chunk, []
            return
        careful = CarefulRows(lines, self._shape, first_line=first_line)
        for chunk, aside in careful_chunks(careful.rows()):
            self._escapes = careful.escapes
            yield chunk, aside

    def _counted(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        """Tell how far the reading is; bytes that are read again are not told again, only asked about."""
        done = 0
        for block in blocks:
            done += len(block)
            self._on_bytes(max(0, done - self._told))
            self._told = max(self._told, done)
            yield block

    def _after_header(self, text: Iterator[str]) -> Iterator[str]:
        try:
            for _ in range(self._layout.line):
                next(text, "")
        except UnicodeDecodeError:
            raise BrokenRowsError(is_encoding=True) from None
        return text if self._left_out is None else self._without_left_out(text, *self._left_out)

    def _without_left_out(self, lines: Iterator[str], first: int, last: int) -> Iterator[str]:
        """Blank lines in place of those left out, so that the others keep their numbers."""
        for number, line in enumerate(lines, self._layout.line + 1):
            if not first <= number <= last:
                yield line
                continue
            if line.strip():
                self._lines_out[number] = Rejected(number, "CSV-LEFT-OUT", line.rstrip("\r\n"))
            yield "\n"

    def _settle(self, chunk: Chunk, aside: list[Rejected], *, is_careful: bool) -> bool:
        """Leave in the chunk only rows as they should be; False when it ends early, before a row to look into."""
        is_whole = True
        if set(map(len, chunk.rows)) - {len(self.header)}:
            is_whole = self._set_aside(chunk, aside, is_careful=is_careful)
        # Among a million messages this look costs more than it tells: there the date of such a row gives it away.
        if self.kind is not Kind.MESSAGES and self._layout.row in chunk.rows:
            self._set_headers_aside(chunk, aside)
        self._check_spans(chunk)
        self._rows += len(chunk.rows) + len(aside)
        self._done = max(self._done, chunk.end)
        self.rejected.extend(aside)
        return is_whole

    def _set_aside(self, chunk: Chunk, aside: list[Rejected], *, is_careful: bool) -> bool:
        """Take out blank rows and rows of another width."""
        width = len(self.header)
        rows: list[list[str]] = []
        starts: list[int] = []
        is_whole = True
        for row, start in zip(chunk.rows, chunk.starts, strict=True):
            if len(row) == width:
                rows.append(row)
                starts.append(start)
            elif is_blank(row):
                continue
            elif not is_careful and any("\\" in cell for cell in row):
                # Perhaps its quotes are written in another way, which only the careful reading understands.
                chunk.end = start - 1
                is_whole = False
                break
            else:
                facts = {"found": len(row), "expected": width}
                aside.append(Rejected(start, "ROW-WIDTH", self.raw(row), facts))
        chunk.rows, chunk.starts = rows, starts
        return is_whole

    def _set_headers_aside(self, chunk: Chunk, aside: list[Rejected]) -> None:
        """Take out rows that repeat the names of the columns: somebody has joined two files."""
        header = self._layout.row
        pairs = list(zip(chunk.rows, chunk.starts, strict=True))
        aside.extend(Rejected(start, "ROW-HEADER", self.raw(row)) for row, start in pairs if row == header)
        chunk.rows = [row for row in chunk.rows if row != header]
        chunk.starts = [start for row, start in pairs if row != header]

    def _check_spans(self, chunk: Chunk) -> None:
        """Refuse a row that spans more lines than any can: it has swallowed others."""
        limit = self._shape.span
        if not chunk.rows or chunk.end - chunk.starts[0] - len(chunk.rows) < limit:
            return
        for place, start in enumerate(chunk.starts):
            following = chunk.starts[place + 1] if place + 1 < len(chunk.starts) else chunk.end + 1
            row = chunk.rows[place]
            if following - start > limit and sum(map(line_ends, row)) >= limit:
                column = widest_field(row)
                line = start + sum(map(line_ends, row[:column]))
                swallowed = row[column].splitlines(keepends=True)
                raise RefusedError(
                    "CSV-QUOTE",
                    file=self.label,
                    line=line,
                    column=self.header[column],
                    record=self._rows + place + 1,
                    until=line + lines_until_next(swallowed, self._shape),
                )


class _Feed(io.BufferedIOBase):
    """Hands the blocks to the text layer as they come."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks

    def readable(self) -> bool:
        """Yes."""
        return True

    def read1(self, _size: int = -1, /) -> bytes:
        """The next block, b"" at the end."""
        return next(self._blocks, b"")


def _check_twins(layout: Layout, label: str) -> None:
    """Refuse a table with two columns of one name: nobody can say which of them counts. In a list only used ones do."""
    seen: dict[str, int] = {}
    used = {name for some in layout.found.matching.columns.values() for name in some} if layout.found else None
    for place, name in enumerate(layout.header, 1):
        if used is not None and column_key(name) not in used:
            continue
        first = seen.setdefault(column_key(name), place)
        if first != place and column_key(name):
            raise RefusedError("CSV-TWIN", file=label, line=layout.line, name=name, first=first, second=place)


def _tell_nobody(_count: int) -> None:
    """Progress that nobody asked for."""
