"""Builds zips byte by byte, right ones and wrong ones."""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

STORED, DEFLATED = 0, 8
UTF8 = 0x0800
STREAMED = 0x0008
# 2026-03-04 10:20:30
_CLOCK, _CALENDAR = (10 << 11) | (20 << 5) | 15, (46 << 9) | (3 << 5) | 4


@dataclass(frozen=True)
class Part:
    """One member. What is None is as it should be; the rest says what the zip claims instead."""

    name: str | bytes
    data: bytes = b""
    method: int = DEFLATED
    flags: int = 0
    attributes: int = 0
    crc: int | None = None
    size: int | None = None
    local_name: str | bytes | None = None
    local_size: int | None = None
    at: int | None = None
    is_bodiless: bool = False

    @property
    def raw_name(self) -> bytes:
        """The name as bytes."""
        return self.name if isinstance(self.name, bytes) else self.name.encode()

    @property
    def body(self) -> bytes:
        """The data as it stands in the zip."""
        if self.method == STORED:
            return self.data
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        return packer.compress(self.data) + packer.flush()

    @property
    def told_crc(self) -> int:
        """The checksum the zip claims."""
        return zlib.crc32(self.data) if self.crc is None else self.crc

    @property
    def told_size(self) -> int:
        """The size the zip claims."""
        return len(self.data) if self.size is None else self.size


def local(part: Part) -> bytes:
    """A member's own header, name, data and, for a streamed one, what follows the data."""
    name = part.raw_name if part.local_name is None else part.local_name
    raw = name if isinstance(name, bytes) else name.encode()
    size = part.told_size if part.local_size is None else part.local_size
    values = (part.told_crc, len(part.body), size)
    is_streamed = bool(part.flags & STREAMED)
    head = struct.pack(
        "<4s5H3I2H",
        b"PK\x03\x04",
        20,
        part.flags,
        part.method,
        _CLOCK,
        _CALENDAR,
        *((0, 0, 0) if is_streamed else values),
        len(raw),
        0,
    )
    trailer = b"PK\x07\x08" + struct.pack("<3I", *values) if is_streamed else b""
    return head + raw + part.body + trailer


def central(part: Part, at: int) -> bytes:
    """A member's entry in the table of contents."""
    return (
        struct.pack(
            "<4s6H3I5H2I",
            b"PK\x01\x02",
            0x0314,
            20,
            part.flags,
            part.method,
            _CLOCK,
            _CALENDAR,
            part.told_crc,
            len(part.body),
            part.told_size,
            len(part.raw_name),
            0,
            0,
            0,
            0,
            part.attributes,
            at if part.at is None else part.at,
        )
        + part.raw_name
    )


def end(count: int, size: int, at: int, *, comment: bytes = b"") -> bytes:
    """The record at the end of a zip."""
    return struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, size, at, len(comment)) + comment


def zip_bytes(
    parts: Sequence[Part], *, comment: bytes = b"", count: int | None = None, before_end: bytes = b""
) -> bytes:
    """A whole zip; ``count`` is the number of members it claims, ``before_end`` stands before the end record."""
    body = folder = b""
    for part in parts:
        folder += central(part, len(body))
        body += b"" if part.is_bodiless else local(part)
    told = len(parts) if count is None else count
    return body + folder + before_end + end(told, len(folder), len(body), comment=comment)


def zip64_end(count: int, size: int, at: int, *, record_at: int) -> bytes:
    """The 64-bit end record and its locator, which says that the record stands at ``record_at``."""
    record = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, at)
    return record + struct.pack("<4sIQI", b"PK\x06\x07", 0, record_at, 1)
