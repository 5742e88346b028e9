"""From the lines of a table to its rows, strictly: what Python's reader would silently swallow stops it.

There are two ways. `quick_rows` runs at the speed of the reader itself and stops at the first thing that is off;
`careful_rows` takes row by row from there, mends what has one meaning only, sets aside what concerns one row, and
says where the trouble starts when it concerns them all.
"""

import csv
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from kreds.errors import RefusedError
from kreds.model.record import Rejected
from kreds.sources.limits import FIELD_LIMIT

# The limit is the whole process's; nothing else here reads CSV with a smaller one in mind.
csv.field_size_limit(FIELD_LIMIT)

_ESCAPED_QUOTE = '\\"'
_RAW_LIMIT = 1_000
_CAREFUL_CHUNK = 1_000


class BrokenRowsError(Exception):
    """The quick way ends here; ``is_encoding`` when it is the letters, not the commas."""

    def __init__(self, *, is_encoding: bool) -> None:
        self.is_encoding = is_encoding
        super().__init__()


@dataclass(slots=True)
class Chunk:
    """Some rows (blank ones are empty lists), the line each starts on, and the line the last one ends on."""

    rows: list[list[str]]
    starts: list[int]
    end: int

    def after(self, line: int) -> "Chunk":
        """What of it starts after a line."""
        if not self.starts or self.starts[0] > line:
            return self
        first = bisect_right(self.starts, line)
        return Chunk(self.rows[first:], self.starts[first:], self.end)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a row must look like: as many fields as names, and no longer than ``span`` lines."""

    names: tuple[str, ...]
    delimiter: str
    span: int
    label: str


def quick_rows(lines: Iterator[str], delimiter: str, *, first_line: int, size: int) -> Iterator[Chunk]:
    """All rows, about ``size`` at a time.

    Raises:
        BrokenRowsError: something is off in the row after the last one given.
    """
    # Blank lines ahead make the reader count so that its number is the line on which the next row starts.
    reader = csv.reader(chain(["\n"] * first_line, lines), delimiter=delimiter, strict=True)
    for _ in range(first_line):
        next(reader)
    start = first_line
    problem: Exception | None = None
    while problem is None:
        rows: list[list[str]] = []
        starts = [start]
        add_row, add_start = rows.append, starts.append
        try:
            for row in islice(reader, size):
                add_row(row)
                add_start(reader.line_num)
        except (csv.Error, UnicodeDecodeError) as found:
            problem = found
        start = starts.pop()
        if rows:
            yield Chunk(rows, starts, start - 1)
        elif problem is None:
            return
    raise BrokenRowsError(is_encoding=isinstance(problem, UnicodeDecodeError)) from problem


class CarefulRows:
    """The rows of a table that is off somewhere; iterate once.

    ``escapes`` counts the rows that write a quote with a backslash before it instead of twice.
    """

    def __init__(self, lines: Iterator[str], shape: Shape, *, first_line: int) -> None:
        self.escapes = 0
        self._lines = lines
        self._shape = shape
        self._line = first_line - 1
        self._count = 0
        self._waiting: list[str] = []

    def rows(self) -> Iterator[tuple[int, int, list[str] | Rejected]]:
        """First line, last line, and the row or why it is set aside.

        Raises:
            RefusedError: CSV-QUOTE.
        """
        while True:
            first = self._line + 1
            row, taken, problem = self._take(str)
            if not taken:
                return
            if row is None or len(row) != len(self._shape.names):
                mended = self._mend(taken)
                if mended is not None:
                    row, problem = mended, None
            if row is not None and is_blank(row):
                continue
            self._count += 1
            if row is not None and len(row) == len(self._shape.names):
                yield first, self._line, row
            elif row is not None:
                facts = {"found": len(row), "expected": len(self._shape.names)}
                yield first, self._line, Rejected(first, "ROW-WIDTH", "".join(taken).rstrip("\r\n"), facts)
            elif "field larger" in str(problem):
                raw = self._pass_over(taken, first)
                yield first, self._line, Rejected(first, "ROW-FIELD", raw, {"limit": FIELD_LIMIT})
            else:
                raise self._unclosed("".join(taken), first)

    def _take(self, change: Callable[[str], str]) -> tuple[list[str] | None, list[str], csv.Error | None]:
        """Read one row from lines that are changed first: the row, or the problem, and the lines it took."""
        taken: list[str] = []

        def supply() -> Iterator[str]:
            while self._waiting:
                taken.append(self._waiting.pop())
                yield change(taken[-1])
            for line in self._lines:
                taken.append(line)
                yield change(line)

        try:
            row = next(csv.reader(supply(), delimiter=self._shape.delimiter, strict=True), None)
        except csv.Error as problem:
            self._line += len(taken)
            return None, taken, problem
        self._line += len(taken)
        return row, taken, None

    def _put_back(self, taken: list[str]) -> None:
        self._waiting.extend(reversed(taken))
        self._line -= len(taken)

    def _mend(self, taken: list[str]) -> list[str] | None:
        """The row read with backslash and quote as a quote, if that makes it whole; else the lines are as before."""
        if not any(_ESCAPED_QUOTE in line for line in taken):
            return None
        self._put_back(taken)
        row, retaken, _ = self._take(lambda line: line.replace(_ESCAPED_QUOTE, '""'))
        if row is not None and len(row) == len(self._shape.names):
            self.escapes += 1
            return row
        self._put_back(retaken)
        for _ in taken:
            self._waiting.pop()
        self._line += len(taken)
        return None

    def _pass_over(self, taken: list[str], first: int) -> str:
        """Go to the end of a row with an oversized field: where its quotes are even. The beginning of its text."""
        raw = "".join(taken)[:_RAW_LIMIT]
        is_open = sum(line.count('"') for line in taken) % 2 == 1
        while is_open:
            line = self._waiting.pop() if self._waiting else next(self._lines, None)
            self._line += 1
            if line is None or self._line - first > self._shape.span:
                raise self._unclosed("".join(taken), first)
            is_open ^= line.count('"') % 2 == 1
        return raw

    def _unclosed(self, text: str, first: int) -> RefusedError:
        lines_before, column = broken_field(text, self._shape.delimiter)
        name = self._shape.names[column] if column < len(self._shape.names) else None
        line = first + lines_before
        until = line + lines_until_next(text.splitlines(keepends=True)[lines_before:], self._shape)
        label = self._shape.label
        return RefusedError("CSV-QUOTE", file=label, line=line, column=name, record=self._count, until=until)


def careful_chunks(rows: Iterator[tuple[int, int, list[str] | Rejected]]) -> Iterator[tuple[Chunk, list[Rejected]]]:
    """Rows in chunks, each with the rows that were set aside among them."""
    while True:
        chunk, aside = Chunk([], [], 0), []
        for first, last, row in islice(rows, _CAREFUL_CHUNK):
            chunk.end = last
            if isinstance(row, Rejected):
                aside.append(row)
            else:
                chunk.rows.append(row)
                chunk.starts.append(first)
        if not chunk.end:
            return
        yield chunk, aside


def is_blank(row: Sequence[str]) -> bool:
    """Whether a row is an empty line, or one with nothing but space."""
    return not row or (len(row) == 1 and not row[0].strip())


def broken_field(text: str, delimiter: str) -> tuple[int, int]:
    r"""In a row that cannot be read, how many lines before the field that is to blame, and which field that is.

    >>> broken_field('a,"b\nc",d,"e\nf,g', ",")
    (1, 3)
    """
    column = at = 0
    while at < len(text):
        start = at
        if text[at] == '"':
            at = _closing(text, at + 1)
            if at == len(text) or text[at + 1 : at + 2] not in {delimiter, "\r", "\n", ""}:
                return line_ends(text[:start]), column
            at += 1
        else:
            while at < len(text) and text[at] not in {delimiter, "\r", "\n"}:
                at += 1
        if text[at : at + 1] != delimiter:
            break
        column += 1
        at += 1
    return 0, 0


def lines_until_next(lines: Sequence[str], shape: Shape) -> int:
    """How many further lines a broken row takes, guessed: up to the first that is a whole row by itself."""
    for place, line in enumerate(lines[1:]):
        try:
            row = next(csv.reader([line], delimiter=shape.delimiter, strict=True), [])
        except csv.Error:
            continue
        if len(row) == len(shape.names):
            return place
    return 0


def line_ends(text: str) -> int:
    r"""How many physical lines end in a text: after ``\n``, ``\r\n`` and a lone ``\r``."""
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def widest_field(row: Sequence[str]) -> int:
    """Which field of a row spans the most lines."""
    return max(range(len(row)), key=lambda index: line_ends(row[index]))


def _closing(text: str, at: int) -> int:
    """Where the quoted field that starts before ``at`` closes; the end of the text if it does not."""
    while (found := text.find('"', at)) >= 0:
        if text[found + 1 : found + 2] != '"':
            return found
        at = found + 2
    return len(text)
