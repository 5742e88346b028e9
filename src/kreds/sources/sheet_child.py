"""The program that opens a spreadsheet: ``python -m kreds.sources.sheet_child``.

It runs as a process of its own, with its memory bounded: what makes the parser fall over takes nothing else with it.
It is told a path in a line of JSON, answers with what sheets there are and how they begin, is told which one to give
whole, and gives it.
"""

import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import IO, Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

HEAD = 40
"""Rows of each sheet that are given at once."""
BATCH = 1_000
CELLS = 12_000_000
"""Cells of one sheet, empty ones between the first and the last included."""
COLUMNS = 1_000
_MEMORY = 3 << 30

Row = tuple[int, list[str]]
"""The number of the row (from 1), and its cells as text."""


def main() -> None:
    """Answer on the standard output; the last answer of a sheet is null."""
    _bound_memory()
    out = sys.stdout
    path = json.loads(sys.stdin.readline())
    try:
        with CalamineWorkbook.from_path(path) as book:
            _serve(book, out)
    except PasswordError:
        _tell(out, ("problem", "FILE-ENCRYPTED", {}))
    except (CalamineError, OSError, ValueError) as problem:
        _tell(out, ("problem", "SHEET-DAMAGED", {"detail": str(problem)[:200]}))


def _serve(book: CalamineWorkbook, out: IO[str]) -> None:
    sheets: dict[str, CalamineSheet] = {}
    told: list[tuple[str, bool, list[Row]]] = []
    for one in book.sheets_metadata:
        if one.typ is not SheetTypeEnum.WorkSheet:
            continue
        is_visible = one.visible is SheetVisibleEnum.Visible
        head: list[Row] = []
        if is_visible:
            sheet = sheets[one.name] = book.get_sheet_by_name(one.name)
            if sheet.height * sheet.width > CELLS or sheet.width > COLUMNS:
                _tell(out, ("problem", "SHEET-SIZE", {"sheet": one.name, "height": sheet.height, "width": sheet.width}))
                return
            for row in _rows(sheet):
                head.append(row)
                if len(head) == HEAD:
                    break
        told.append((one.name, is_visible, head))
    _tell(out, ("sheets", told))
    chosen = json.loads(sys.stdin.readline())
    batch: list[Row] = []
    for row in _rows(sheets[chosen]):
        batch.append(row)
        if len(batch) == BATCH:
            _tell(out, batch)
            batch = []
    _tell(out, batch)
    _tell(out, None)


def _rows(sheet: CalamineSheet) -> Any:
    """The rows with anything in them, the first column being column A."""
    if sheet.start is None:
        return
    before = [""] * sheet.start[1]
    for number, row in enumerate(sheet.iter_rows(), 1):
        if any(cell != "" for cell in row):
            yield number, before + [cell if type(cell) is str else text_of(cell) for cell in row]


def text_of(cell: object) -> str:
    """A cell's value as text: numbers without an exponent, days as ISO.

    >>> text_of(1234.0), text_of(0.1), text_of(datetime(2024, 3, 12)), text_of(True)
    ('1234', '0.1', '2024-03-12', 'TRUE')
    """
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)


def _tell(out: IO[str], answer: Sequence[object] | None) -> None:
    out.write(json.dumps(answer))
    out.write("\n")
    out.flush()


def _bound_memory() -> None:
    """Where the system can, let the process have so much memory and no more."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    main()
