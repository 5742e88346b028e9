"""Which office document a file is, told by its content: only spreadsheets are read."""

from collections.abc import Collection

from kreds.errors import RefusedError
from kreds.sources.byte_source import Source

SHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
"""Endings of spreadsheets."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOKS = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"))
_BLOCK = 1 << 20
_CONTENTS = "[content_types].xml"


def sheet_ending(names: Collection[str], *, first: bytes = b"") -> str | None:
    """The ending a spreadsheet with these members should have; "" for another office document, None for a plain zip.

    >>> sheet_ending(["[Content_Types].xml", "xl/workbook.xml"]), sheet_ending(["Connections.csv"])
    ('.xlsx', None)
    """
    found = {name.lower() for name in names}
    if b"mimetypeapplication/vnd.oasis" in first:
        return ".ods" if b"opendocument.spreadsheet" in first else ""
    if _CONTENTS not in found:
        return None
    if "xl/workbook.bin" in found:
        return ".xlsb"
    return ".xlsx" if any(name.startswith("xl/") for name in found) else ""


def is_ole(head: bytes) -> bool:
    """Whether a file begins as Office's old documents, and its encrypted new ones, do."""
    return head.startswith(_OLE)


def check_ole(source: Source, label: str) -> None:
    """Make sure that one of Office's old documents is a spreadsheet.

    Raises:
        RefusedError: FILE-ENCRYPTED, or FILE-OLE for a document that is no spreadsheet.
    """
    is_book = False
    rest = b""
    with source.open() as handle:
        while block := handle.read(_BLOCK):
            whole = rest + block
            if _ENCRYPTED in whole:
                raise RefusedError("FILE-ENCRYPTED", file=label)
            is_book = is_book or any(name in whole for name in _WORKBOOKS)
            rest = block[-64:]
    if not is_book:
        raise RefusedError("FILE-OLE", file=label)
