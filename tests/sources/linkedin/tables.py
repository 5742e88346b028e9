"""A table without a file, for tests that try many rows."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

from kreds.model.record import Rejected
from kreds.sources.csv_table import CsvTable
from kreds.sources.registry import column_key
from kreds.text.phrase import Phrase


@dataclass
class _Batch:
    rows: list[list[str]]
    lines: list[int]


@dataclass
class _Table:
    header: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    notes: list[Phrase] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    @property
    def columns(self) -> dict[str, int]:
        """As the real table normalizes them."""
        return {column_key(name): place for place, name in enumerate(self.header)}

    def raw(self, row: Sequence[str]) -> str:
        """The row as a line."""
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow(row)
        return out.getvalue()

    def batches(self) -> Iterator[_Batch]:
        """Two rows at a time, as if each stood on one line below the header."""
        for start in range(0, len(self.rows), 2):
            part = [list(row) for row in self.rows[start : start + 2]]
            yield _Batch(part, [start + 2 + place for place in range(len(part))])


def table_of(header: str, rows: Sequence[Sequence[str]]) -> CsvTable:
    """A table with the columns of ``header`` (comma-separated) and these rows."""
    return cast("CsvTable", _Table(tuple(header.split(",")), rows))
