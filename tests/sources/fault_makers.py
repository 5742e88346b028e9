"""Inputs of the fault list that are built rather than kept: broken zips, and files too large to keep."""

import io
import tarfile
import unicodedata
from collections.abc import Callable
from pathlib import Path

from tests.sources.sheet_makers import SHEETS
from tests.sources.zip_maker import (
    STORED,
    STREAMED,
    UTF8,
    Part,
    central,
    end,
    local,
    zip64_end,
    zip_bytes,
)

NAMES = b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
JANE = b"Jane,Roe,https://www.linkedin.com/in/jane-roe,,Acme,Director,08 Feb 2026\n"
JOHN = b"John,Dahl,https://www.linkedin.com/in/john-dahl,,Example Ltd,Buyer,07 Jan 2025\n"
CSV = NAMES + JANE + JOHN
_MB = 1 << 20

Maker = Callable[[Path], Path]
MAKERS: dict[str, Maker] = {}
"""By name: writes its input into a folder and says where."""


def _zip(name: str, content: Callable[[], bytes]) -> None:
    def write(folder: Path) -> Path:
        path = folder / "archive.zip"
        path.write_bytes(content())
        return path

    MAKERS[name] = write


def _connections(**claims: object) -> bytes:
    return zip_bytes([Part("Connections.csv", CSV, **claims)])  # type: ignore[arg-type]  # the claims of Part


def _overlapping() -> bytes:
    first = Part("Connections.csv", CSV)
    return zip_bytes([first, *(Part(f"{n}.csv", CSV, at=0, is_bodiless=True) for n in range(50))])


def _quoted_overlap() -> bytes:
    """Each member is stored around the next one's header (D. Fifield, A better zip bomb, 2019)."""
    inner = local(Part("b.csv", CSV))
    outer = Part("a.csv", inner, method=STORED)
    body = local(outer)
    at = len(body) - len(inner)
    folder = central(outer, 0) + central(Part("b.csv", CSV), at)
    return body + folder + end(2, len(folder), len(body))


def _shifted_64() -> bytes:
    part = Part("Connections.csv", CSV)
    body, folder = local(part), central(part, 0)
    wide = zip64_end(1, len(folder), 0, record_at=len(body) + len(folder))
    return body + folder + wide + end(1, len(folder), len(body))


def _lost_64() -> bytes:
    part = Part("Connections.csv", CSV)
    body, folder = local(part), central(part, 0)
    return body + folder + zip64_end(1, len(folder), len(body), record_at=3) + end(1, len(folder), len(body))


def _second_contents() -> bytes:
    """A comment that is the end of another zip."""
    evil = Part("Connections.csv", NAMES)
    other = local(evil) + central(evil, 0)
    return zip_bytes([Part("Connections.csv", CSV)], comment=other + end(1, len(central(evil, 0)), 0))


def _wrapped(times: int) -> bytes:
    content = _connections()
    for _ in range(times):
        content = zip_bytes([Part("Complete_LinkedInDataExport.zip", content), Part("__MACOSX/._x", b"x")])
    return content


def _unlisted() -> bytes:
    """A member between two others that the table of contents leaves out."""
    first, hidden, last = Part("Connections.csv", CSV), Part("hidden", b"x" * 50), Part("Notes.csv", NAMES)
    body = local(first) + local(hidden) + local(last)
    folder = central(first, 0) + central(last, len(local(first)) + len(local(hidden)))
    return body + folder + end(2, len(folder), len(body))


def _tar() -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        entry = tarfile.TarInfo("Connections.csv")
        entry.size = len(CSV)
        archive.addfile(entry, io.BytesIO(CSV))
    return target.getvalue()


def _large_field(folder: Path) -> Path:
    path = folder / "Connections.csv"
    path.write_bytes(NAMES + JANE + JOHN.replace(b"Example Ltd", b"E" * 11 * _MB) + JANE)
    return path


def _endless_line(folder: Path) -> Path:
    path = folder / "Connections.csv"
    with path.open("wb") as file:
        file.write(NAMES + JANE)
        for _ in range(200):
            file.write(b"E" * _MB)
    return path


def _unpacked(folder: Path) -> Path:
    place = folder / "Complete_LinkedInDataExport"
    (place / "Jobs").mkdir(parents=True)
    (place / "Connections.csv").write_bytes(CSV)
    (place / "Jobs" / "Saved Jobs.csv").write_bytes(b"Saved Date,Job Url\n")
    (place / "picture.jpg").write_bytes(b"\xff\xd8")
    return place


_member = "Connections.csv"
_folder = "Complete_LinkedInDataExport_03-04-2026"
_zip("overlap", _overlapping)
_zip("quoted-overlap", _quoted_overlap)
_zip("member-too-large", lambda: _connections(size=2_000_000_000))
_zip("total-too-large", lambda: zip_bytes([Part(f"{n}.csv", CSV, size=1_000_000_000) for n in range(5)]))
_zip("longer-than-declared", lambda: zip_bytes([Part(_member, CSV + JANE * 30_000, size=10)]))
_zip("shorter-than-declared", lambda: zip_bytes([Part(_member, CSV + JANE * 30_000, size=900_000_000)]))
_zip("header-says-less", lambda: _connections(local_size=10))
_zip(
    "wrong-checksum",
    lambda: zip_bytes([Part(_member, CSV), Part("Notes.csv", b"x", crc=1), Part("messages.csv", CSV, crc=7)]),
)
_zip("not-deflate", lambda: _connections().replace(Part(_member, CSV).body, b"\xff" * len(Part(_member, CSV).body)))
_zip("truncated", lambda: _connections()[:-40])
_zip("broken-contents", lambda: _connections().replace(b"PK\x01\x02", b"PK\x01\x03"))
_zip("one-of-several", lambda: _connections().replace(b"PK\x05\x06\0\0", b"PK\x05\x06\1\0"))
_zip("encrypted", lambda: _connections(flags=1))
_zip("method-aes", lambda: _connections(method=99))
_zip("method-bzip2", lambda: _connections(method=12))
_zip("path-up", lambda: zip_bytes([Part("../../evil.csv", CSV)]))
_zip("path-absolute", lambda: zip_bytes([Part("/etc/evil.csv", CSV)]))
_zip("path-drive", lambda: zip_bytes([Part("C:evil.csv", CSV)]))
_zip("path-backslash", lambda: zip_bytes([Part("a\\..\\evil.csv", CSV)]))
_zip("symlink", lambda: _connections(attributes=0o120777 << 16))
_zip("device", lambda: _connections(attributes=0o020666 << 16))
_zip("twice", lambda: zip_bytes([Part(_member, CSV), Part(_member, NAMES)]))
_zip("case-twins", lambda: zip_bytes([Part(_member, CSV), Part("connections.CSV", NAMES)]))
_zip(
    "accent-twins",
    lambda: zip_bytes([Part(unicodedata.normalize(form, "José.csv"), CSV, flags=UTF8) for form in ("NFC", "NFD")]),
)
_zip("two-zips", lambda: _connections() + zip_bytes([Part("messages.csv", b"x")]))
_zip("junk-before", lambda: b"MZ" + b"\0" * 500 + _connections())
_zip("junk-after", lambda: _connections() + b"\0" * 500)
_zip("junk-between", _unlisted)
_zip("name-mismatch", lambda: _connections(local_name="connections.exe"))
_zip("zip64-lies", _shifted_64)
_zip("zip64-lost", _lost_64)
_zip("hidden-contents", _second_contents)
_zip("too-many-members", lambda: zip_bytes([Part(f"{n}", method=STORED) for n in range(5_001)]))
_zip("claims-too-many", lambda: zip_bytes([Part(_member, CSV)], count=60_000))
_zip("wrapped-once", lambda: _wrapped(1))
_zip("wrapped-twice", lambda: _wrapped(2))
_zip("zip-among-others", lambda: zip_bytes([Part(_member, CSV), Part("old.zip", _connections())]))
_zip("bad-utf8-name", lambda: zip_bytes([Part(b"Conn\xff\xfe.csv", CSV, flags=UTF8)]))
_zip(
    "left-by-systems",
    lambda: zip_bytes(
        [
            Part(_member, CSV),
            Part("__MACOSX/._Connections.csv", b"\0\5\x16\7"),
            Part(".DS_Store"),
            Part("Thumbs.db", b"x"),
        ]
    ),
)
_zip(
    "folder-deeper",
    lambda: zip_bytes(
        [
            Part(f"{_folder}/", method=STORED),
            Part(f"{_folder}/{_member}", CSV),
            Part(f"{_folder}/Jobs/Saved Jobs.csv", b"Saved Date\n"),
            Part(f"{_folder}/Articles/Articles/2024-09-20 06_04_00.0-A title.html", b"<html></html>"),
            Part(f"{_folder}/a/b/c/Connections.csv", CSV),
        ]
    ),
)
_zip("first-delivery", lambda: zip_bytes([Part("Profile.csv", b"First Name,Last Name,Headline\nEva,Holm,Trainer\n")]))
_zip("streamed", lambda: _connections(flags=STREAMED))
_zip("repetitive", lambda: zip_bytes([Part(_member, NAMES + JANE * 20_000)]))
_zip("sign-in-page", lambda: b"\n<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>")
_zip("pdf", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
_zip("tar", _tar)
_zip("gzip", lambda: b"\x1f\x8b\x08\x00\x00\x00\x00\x00")
_zip("7z", lambda: b"7z\xbc\xaf\x27\x1c\x00\x04")
_zip("rar", lambda: b"Rar!\x1a\x07\x01\x00")
_zip("ole", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500)
_zip("office", lambda: zip_bytes([Part("[Content_Types].xml", b"<Types/>"), Part("word/document.xml", b"<document/>")]))
_zip("text", lambda: CSV)
_zip("bytes", lambda: bytes(range(256)))
_zip("empty", lambda: b"")
MAKERS.update(SHEETS)
MAKERS["large-field"] = _large_field
MAKERS["endless-line"] = _endless_line
MAKERS["unpacked"] = _unpacked
