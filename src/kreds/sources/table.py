"""What every table has in common, whether it is a CSV file or a sheet of a spreadsheet: rows of equal width."""

from collections.abc import Collection, Generator, Sequence
from dataclasses import dataclass
from typing import Protocol

from kreds.model.record import Rejected
from kreds.text.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of exactly the header's width, and the physical line (from 1) each starts on."""

    rows: list[list[str]]
    lines: list[int]


class Table(Protocol):
    """One table. ``read`` and ``rejected`` are whole, and all of ``notes`` known, when ``batches`` has ended.

    ``columns`` finds a column by its name in lower case without anything but letters and digits.
    """

    name: str
    label: str
    header: tuple[str, ...]
    columns: dict[str, int]
    notes: list[Phrase]
    rejected: list[Rejected]

    @property
    def is_empty(self) -> bool:
        """Whether there is not even a header."""

    @property
    def read(self) -> int:
        """How many rows there were so far."""

    @property
    def header_line(self) -> int:
        """The line in which the names of the columns stand."""

    def require(self, columns: Collection[str]) -> None:
        """Refuse a table that lacks one of these columns."""

    def raw(self, row: Sequence[str]) -> str:
        """A row as a line of text."""

    def batches(self) -> Generator[Batch, None, None]:
        """All rows in the order of the file."""
