r"""Write tables as CSV and XLSX: the only place that does, so that no cell is ever taken for a formula.

The safe profile is for spreadsheets: CSV with a byte order mark, and an apostrophe before whatever a spreadsheet would
run. The exact profile is for programs: every text as it is. `unguarded` takes the safe profile's own marks off again.

What is guarded: OWASP's list of leading characters (CSV Injection), their full-width twins, and the same after a
separator, because a spreadsheet set to another country splits at ``;`` or a tab inside a quoted field.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, BinaryIO

from kreds.text.phrase import Phrase

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Value = str | int | float | date | None


class Profile(StrEnum):
    """For whom a CSV is written: a spreadsheet, or a program."""

    SAFE = "safe"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to write: its name, the titles of its columns, its rows."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[Value]]


@dataclass(slots=True)
class Losses:
    """What a format could not hold, counted by cells."""

    control_characters: int = 0
    cut: int = 0
    line_breaks: int = 0
    rows: int = 0

    def phrases(self) -> tuple[Phrase, ...]:
        """A sentence for each kind of loss there was."""
        told = (
            Phrase(
                "%(n)s cell held control characters, which a spreadsheet cannot; they are left out.",
                plural="%(n)s cells held control characters, which a spreadsheet cannot; they are left out.",
                n=self.control_characters,
            ),
            Phrase(
                "%(n)s cell was longer than a spreadsheet can hold; it ends in [cut].",
                plural="%(n)s cells were longer than a spreadsheet can hold; they end in [cut].",
                n=self.cut,
            ),
            Phrase(
                "%(n)s cell held carriage returns; they are plain line breaks in the spreadsheet.",
                plural="%(n)s cells held carriage returns; they are plain line breaks in the spreadsheet.",
                n=self.line_breaks,
            ),
        )
        return tuple(replace(phrase, facts={"n": phrase.n}) for phrase in told if phrase.n)


_RISKY = "=+\\-@＝＋－＠"
_RISKY_START = re.compile(rf"""[\t\r\n\0]|[\s"\0]*[{_RISKY}']""")
_RISKY_INSIDE = re.compile(rf"""([;,\t\r\n|][\s"]*)(?=[{_RISKY}'])""")
_MARK_INSIDE = re.compile(r"""([;,\t\r\n|][\s"]*)'""")


def guarded(text: str) -> str:
    """``text`` with an apostrophe before everything that a spreadsheet could take for a formula.

    >>> guarded("=1+1"), guarded("Anna; =1+1"), guarded("Anna Holm")
    ("'=1+1", "Anna; '=1+1", 'Anna Holm')
    """
    inside = _RISKY_INSIDE.sub(r"\1'", text)
    return "'" + inside if _RISKY_START.match(text) else inside


def unguarded(text: str) -> str:
    """What `guarded` was given.

    >>> unguarded(guarded("=1+1; -2"))
    '=1+1; -2'
    """
    bare = text.removeprefix("'")
    return _MARK_INSIDE.sub(r"\1", bare)


def write_csv(out: BinaryIO, sheet: Sheet, *, profile: Profile) -> int:
    """Write a CSV (RFC 4180, UTF-8) and say how many rows; ``out`` is left open."""
    encoding = "utf-8-sig" if profile is Profile.SAFE else "utf-8"
    text = TextIOWrapper(out, encoding=encoding, errors="replace", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        writer.writerow(sheet.columns)
        count = 0
        for row in sheet.rows:
            writer.writerow([_csv_value(value, profile) for value in row])
            count += 1
        return count
    finally:
        text.detach()


def _csv_value(value: Value, profile: Profile) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value) if profile is Profile.SAFE else value
    return value.isoformat() if isinstance(value, date) else repr(value)


_LONGEST_CELL = 32_767
"""Characters (UTF-16 units) in a cell of Excel."""
_CUT_MARK = " [cut]"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_xlsx(out: BinaryIO, sheet: Sheet) -> Losses:
    """Write an XLSX in which every text is a text, never a formula; say what the format could not hold."""
    from openpyxl import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    book = Workbook(write_only=True)
    page = book.create_sheet(sheet.name)
    assert isinstance(page, WriteOnlyWorksheet)
    page.freeze_panes = "A2"
    losses = Losses()
    page.append(list(_cells(page, sheet.columns, losses)))
    for row in sheet.rows:
        page.append(list(_cells(page, row, losses)))
        losses.rows += 1
    book.save(out)
    return losses


def _cells(page: "WriteOnlyWorksheet", row: Sequence[Value], losses: Losses) -> Iterator[Any]:
    from openpyxl.cell import WriteOnlyCell

    for value in row:
        if not isinstance(value, str):
            yield value
            continue
        cell = WriteOnlyCell(page, value=_xlsx_text(value, losses))
        # openpyxl makes a formula of a leading equals sign, and an error of "#N/A".
        cell.data_type = "s"
        cell.quotePrefix = bool(_RISKY_START.match(value))
        yield cell


def _xlsx_text(text: str, losses: Losses) -> str:
    kept = _NOT_IN_XML.sub("", text)
    losses.control_characters += kept != text
    if "\r" in kept:
        losses.line_breaks += 1
        kept = kept.replace("\r\n", "\n").replace("\r", "\n")
    units = len(kept.encode("utf-16-le")) // 2
    if units <= _LONGEST_CELL:
        return kept
    losses.cut += 1
    room = _LONGEST_CELL - len(_CUT_MARK)
    return kept.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + _CUT_MARK
