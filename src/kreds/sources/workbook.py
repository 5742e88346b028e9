"""The gate that a spreadsheet passes, and the process that opens it.

Before the parser sees a byte, the zip is checked as every zip is, its XML holds no DOCTYPE, and no cell lies so far out
that the area up to it could not be held. Formulas without a result are noted: a parser gives them as empty cells.
"""

import html
import json
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from kreds.errors import RefusedError
from kreds.sources.byte_source import FileSource
from kreds.sources.container import Member
from kreds.sources.limits import Limits
from kreds.sources.member_stream import MemberStream
from kreds.sources.office import check_ole, is_ole, sheet_ending
from kreds.sources.sheet_child import CELLS, COLUMNS, Row
from kreds.sources.sniffing import HEAD_SIZE, foreign_kind, is_html, is_text, is_zip
from kreds.sources.zip_gate import Entry, read_entries

LIMITS = Limits(member=1 << 29, total=1 << 30, members=5_000)
PACKED_LIMIT = 1 << 28
_PATIENCE = 300
_BLOCK = 1 << 20
_MOST_PENDING = 64 << 20
_SHEETS = "xl/worksheets/"
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_NAME = r"(?:[\w.-]+:)?"
_CELLS = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_UNSOLVED = re.compile(
    rf'<{_NAME}c\b(?![^>]*\bt="str")[^>]*?\br="([A-Z]+[0-9]+)"[^>]*>\s*'
    rf"<{_NAME}f\b(?:[^>]*/>|[^>]*>[^<]*</{_NAME}f>)\s*(?:<{_NAME}v\s*/>|<{_NAME}v></{_NAME}v>)?\s*</{_NAME}c>".encode()
)
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as far as it was looked at; a hidden one is only named."""

    name: str
    is_visible: bool
    head: tuple[Row, ...]


@dataclass(slots=True)
class Workbook:
    """An opened spreadsheet. ``unsolved`` has, for names of sheets, the cells with a formula and no result."""

    sheets: tuple[Sheet, ...]
    unsolved: dict[str, frozenset[str]] = field(default_factory=dict)
    leaves_out: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    chosen: str = ""


def open_workbook(member: Member, choose: Callable[[Workbook], str | None]) -> Workbook:
    """Open a spreadsheet and read the sheet that ``choose`` names, if it names one.

    Raises:
        RefusedError: SHEET-, FILE- or ZIP- codes: it cannot be trusted, or is no spreadsheet.
    """
    with tempfile.TemporaryDirectory(prefix="kreds-") as folder:
        copy = Path(folder) / "book"
        if member.size > PACKED_LIMIT:
            raise RefusedError("FILE-SIZE", file=member.label, size=member.size, limit=PACKED_LIMIT)
        with member.open() as stream, copy.open("wb") as out:
            while block := stream.read(_BLOCK):
                out.write(block)
        source = FileSource.of(copy, member.label)
        with source.open() as handle:
            head = handle.read(HEAD_SIZE)
        ending, found = _checked(source, head, member.label)
        path = copy.rename(copy.with_suffix(ending))
        return _read(path, found, member.label, choose)


def _checked(source: FileSource, head: bytes, label: str) -> tuple[str, Workbook]:
    """The ending that tells the parser what it is, and what the gate found."""
    if is_ole(head):
        check_ole(source, label)
        return ".xls", Workbook(())
    if not is_zip(head):
        if is_html(head):
            raise RefusedError("SHEET-HTML", file=label)
        raise RefusedError(foreign_kind(head) or ("SHEET-TEXT" if is_text(head) else "FILE-UNKNOWN"), file=label)
    try:
        with source.open() as handle:
            entries = read_entries(handle, label, limits=LIMITS)
    except RefusedError as problem:
        raise RefusedError("SHEET-DAMAGED", file=label, detail=problem.code) from problem
    ending = sheet_ending([entry.name for entry in entries], first=head)
    if not ending:
        raise RefusedError("FILE-OFFICE" if ending == "" else "SHEET-ZIP", file=label)
    return ending, _scanned(source, entries, label)


def _scanned(source: FileSource, entries: tuple[Entry, ...], label: str) -> Workbook:
    """Look through all XML of a spreadsheet without understanding more of it than where its cells lie."""
    parts: dict[str, str] = {}
    unsolved: dict[str, frozenset[str]] = {}
    names: dict[str, str] = {}
    # The sheets come last: what they are called is known by then.
    for entry in sorted(entries, key=lambda entry: entry.name.lower().startswith(_SHEETS)):
        lower = entry.name.lower()
        if not lower.endswith((".xml", ".rels", ".vml")):
            continue
        blocks = _blocks(source, entry, label)
        if lower.startswith(_SHEETS) and lower.endswith(".xml"):
            names = names or _sheet_files(parts.get(_BOOK, ""), parts.get(_RELATIONS, ""))
            name = names.get(lower, lower.rpartition("/")[2])
            unsolved[name] = _scan_sheet(blocks, name, label)
        elif lower in (_BOOK, _RELATIONS):
            parts[lower] = b"".join(blocks).decode("utf-8", "replace")
        else:
            for _ in blocks:
                pass
    held = [entry.name.lower() for entry in entries]
    leaves_out = tuple(
        word
        for word, mark in (
            ("macros", "xl/vbaproject.bin"),
            ("links", "xl/externallinks/"),
            ("objects", "xl/embeddings/"),
        )
        if any(name.startswith(mark) for name in held)
    )
    return Workbook((), unsolved, leaves_out)


def _blocks(source: FileSource, entry: Entry, label: str) -> Iterator[bytes]:
    """The unpacked bytes of a part, which is UTF-8 and declares nothing of its own.

    Raises:
        RefusedError: SHEET-DOCTYPE or SHEET-DAMAGED.
    """
    rest = b""
    is_first = True
    with MemberStream(source, label, entry=entry, limit=LIMITS.member, on_end=lambda _: None) as stream:
        while block := stream.read(_BLOCK):
            if is_first and (block[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in block[:200]):
                raise RefusedError("SHEET-DAMAGED", file=label, detail=entry.name)
            is_first = False
            if b"<!DOCTYPE" in rest + block or b"<!ENTITY" in rest + block:
                raise RefusedError("SHEET-DOCTYPE", file=label, part=entry.name)
            rest = block[-16:]
            yield block


def _scan_sheet(blocks: Iterator[bytes], sheet: str, label: str) -> frozenset[str]:
    """The cells of a sheet that have a formula and no result.

    Raises:
        RefusedError: SHEET-SIZE, a cell lies too far out.
    """
    unsolved: set[str] = set()
    columns: set[bytes] = set()
    last_row = 0
    pending = b""
    for block in blocks:
        pending += block
        cut = pending.rfind(b"c>") + 2
        if cut < 2 and len(pending) < _MOST_PENDING:
            continue
        whole, pending = pending[:cut], pending[cut:]
        cells = set(_CELLS.findall(whole))
        columns |= {column for column, _ in cells}
        last_row = max(last_row, max((int(row) for _, row in cells), default=0))
        if b"<f" in whole or b":f" in whole:
            unsolved |= {found[1].decode("ascii") for found in _UNSOLVED.finditer(whole)}
        _check_area(columns, last_row, sheet, label)
    return frozenset(unsolved)


def _check_area(columns: set[bytes], height: int, sheet: str, label: str) -> None:
    wide = max((column_number(name.decode("ascii")) for name in columns), default=0)
    if wide > COLUMNS or wide * height > CELLS:
        raise RefusedError("SHEET-SIZE", file=label, sheet=sheet, height=height, width=wide)


def column_number(letters: str) -> int:
    """The number of a column from its letters.

    >>> column_number("A"), column_number("AA")
    (1, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """The letters of a column from its number.

    >>> column_letters(1), column_letters(27)
    ('A', 'AA')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _sheet_files(book: str, relations: str) -> dict[str, str]:
    """For parts of the zip the name of the sheet that each holds."""
    targets: dict[str, str] = {}
    for found in _RELATION.finditer(relations):
        target = _attribute(found[0], "Target").lstrip("/")
        targets[_attribute(found[0], "Id")] = (target if target.startswith("xl/") else f"xl/{target}").lower()
    return {
        targets.get(_attribute(found[0], r"\w+:id"), ""): _attribute(found[0], "name")
        for found in _SHEET.finditer(book)
    }


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"\s{name}\s*=\s*([\"'])(.*?)\1", tag)
    return html.unescape(found[2]) if found else ""


def _read(path: Path, found: Workbook, label: str, choose: Callable[[Workbook], str | None]) -> Workbook:
    """Let a process of its own open the file.

    Raises:
        RefusedError: what it says, or SHEET-DAMAGED when it dies or takes too long.
    """
    command = [sys.executable, "-X", "utf8", "-m", "kreds.sources.sheet_child"]
    child = subprocess.Popen(  # noqa: S603 - ourselves
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    )
    watchdog = threading.Timer(_PATIENCE, child.kill)
    watchdog.start()
    try:
        assert child.stdin is not None
        assert child.stdout is not None
        with child.stdin as pipe, child.stdout as answers, suppress(BrokenPipeError):
            _say(pipe, str(path))
            told = json.loads(answers.readline())
            if told[0] == "problem":
                raise RefusedError(told[1], file=label, **told[2])
            found.sheets = tuple(
                Sheet(name, is_visible, tuple((line, cells) for line, cells in head))
                for name, is_visible, head in told[1]
            )
            found.chosen = choose(found) or ""
            if found.chosen:
                _say(pipe, found.chosen)
                while (batch := json.loads(answers.readline())) is not None:
                    found.rows.extend((line, cells) for line, cells in batch)
    except (OSError, ValueError) as problem:
        # It died, or what it said last was cut short.
        raise RefusedError("SHEET-DAMAGED", file=label, detail="") from problem
    finally:
        watchdog.cancel()
        child.kill()
        child.wait()
    return found


def _say(pipe: IO[str], words: str) -> None:
    pipe.write(json.dumps(words) + "\n")
    pipe.flush()
