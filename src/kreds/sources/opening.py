"""Open a table, whatever it is written in: CSV, or a sheet of a spreadsheet."""

from collections.abc import Callable, Mapping

from kreds.sources.container import Member
from kreds.sources.csv_table import CsvTable, open_table
from kreds.sources.office import SHEETS, is_ole
from kreds.sources.recognition import Known
from kreds.sources.sheet_table import SheetTable, open_sheet
from kreds.sources.sniffing import HEAD_SIZE, is_zip
from kreds.sources.workbook import Workbook

AnyTable = CsvTable | SheetTable


def open_any(
    member: Member,
    *,
    on_bytes: Callable[[int], None],
    known: Known,
    skip_lines: Mapping[str, tuple[int, int]] | None = None,
    other: Callable[[Workbook], str | None] = lambda _book: None,
) -> AnyTable:
    """The table in a file; arguments as in `open_table` of `csv_table` and `open_sheet` of `sheet_table`.

    Raises:
        RefusedError: the file cannot be trusted.
    """
    if is_sheet(member):
        return open_sheet(member, known, on_bytes, other)
    return open_table(member, on_bytes=on_bytes, skip_lines=skip_lines, known=known)


def is_sheet(member: Member) -> bool:
    """Whether a file is a spreadsheet, or says so in its name."""
    if member.name.lower().endswith(SHEETS):
        return True
    with member.open(is_hashed=False) as stream:
        head = stream.read(HEAD_SIZE)
    return is_zip(head) or is_ole(head)
