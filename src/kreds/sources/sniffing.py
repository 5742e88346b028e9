"""What a file is, told by its first bytes when its name promises something else."""

from kreds.sources.text_encoding import detect

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "FILE-PDF"),
    (b"\x1f\x8b", "FILE-TAR"),
    (b"BZh", "FILE-TAR"),
    (b"\xfd7zXZ\x00", "FILE-TAR"),
    (b"7z\xbc\xaf\x27\x1c", "FILE-7Z"),
    (b"Rar!\x1a\x07", "FILE-RAR"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "FILE-OLE"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<!--")
_TAR_AT = 257
HEAD_SIZE = 4_096
"""How many first bytes are looked at."""


def is_zip(head: bytes) -> bool:
    """Whether a file begins as a zip does."""
    return head.startswith(_ZIP)


def foreign_kind(head: bytes) -> str | None:
    """The problem code for a file that is surely neither a table nor a zip, or None.

    >>> foreign_kind(b"%PDF-1.7"), foreign_kind(b"First Name,Last Name")
    ('FILE-PDF', None)
    """
    if not head:
        return "FILE-EMPTY"
    for magic, code in _MAGIC:
        if head.startswith(magic):
            return code
    if head[_TAR_AT : _TAR_AT + 5] == b"ustar":
        return "FILE-TAR"
    return "FILE-HTML" if is_html(head) else None


def is_html(head: bytes) -> bool:
    """Whether a file begins as a web page does."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:64].lower().startswith(_HTML)


def is_text(head: bytes) -> bool:
    """Whether the bytes can be a text: UTF-16 by its mark or its NULs, else nothing below the space but white space."""
    if detect(head) != "utf-8":
        return True
    controls = sum(byte < 32 and byte not in b"\t\n\v\f\r" for byte in head)
    return controls * 50 <= len(head)
