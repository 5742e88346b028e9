"""The end of a zip, where its table of contents is announced (PKWARE APPNOTE 6.3.10, 4.3.14 to 4.3.16)."""

import struct
from dataclasses import dataclass

from kreds.errors import RefusedError
from kreds.sources.byte_source import Handle

_END = struct.Struct("<4s4H2IH")
_LOCATOR = struct.Struct("<4sIQI")
_END_64 = struct.Struct("<4sQ2H2I4Q")
_SIGNATURE = b"PK\x05\x06"
_MAX_16, _MAX_32 = 0xFFFF, 0xFFFF_FFFF


@dataclass(frozen=True, slots=True)
class EndRecord:
    """How many members there are, and where their table stands."""

    members: int
    folder_size: int
    folder_at: int


def read_end(file: Handle, name: str) -> EndRecord:
    """Find the one end record, and check that the table of contents ends where it begins.

    Raises:
        RefusedError: ZIP-TRUNCATED, ZIP-JUNK, ZIP-COMMENT, ZIP-PARTS, ZIP-64 or ZIP-DAMAGED.
    """
    size = file.seek(0, 2)
    tail_at = max(0, size - _END.size - _MAX_16)
    file.seek(tail_at)
    tail = file.read(size - tail_at)
    at = _find(tail, size, name)
    _, disk, folder_disk, here, members, folder_size, folder_at, _ = _END.unpack_from(tail, at)
    if disk not in {0, _MAX_16} or folder_disk not in {0, _MAX_16} or here != members:
        raise RefusedError("ZIP-PARTS", file=name)
    told = EndRecord(members, folder_size, folder_at)
    end_at = tail_at + at
    wide, end_at = _wide(file, end_at, told=told, name=name)
    if wide.folder_at + wide.folder_size != end_at:
        _refuse_shifted(end_at - wide.folder_at - wide.folder_size, name)
    return wide


def _find(tail: bytes, size: int, name: str) -> int:
    """Where in the last bytes the end record begins."""
    at = tail.rfind(_SIGNATURE)
    if at < 0:
        raise RefusedError("ZIP-TRUNCATED", file=name, size=size)
    last = at
    while at >= 0:
        if len(tail) - at >= _END.size:
            comment = _END.unpack_from(tail, at)[-1]
            if at + _END.size + comment == len(tail):
                if last != at:
                    raise RefusedError("ZIP-COMMENT", file=name)
                _check_comment(tail, at, name)
                return at
        at = tail.rfind(_SIGNATURE, 0, at)
    cut = len(tail) - last < _END.size
    if cut or last + _END.size + _END.unpack_from(tail, last)[-1] > len(tail):
        raise RefusedError("ZIP-TRUNCATED", file=name, size=size)
    raise RefusedError("ZIP-JUNK", file=name, size=len(tail) - last - _END.size)


def _check_comment(tail: bytes, at: int, name: str) -> None:
    """An earlier end record whose own comment would also reach the end of the file makes the zip two zips."""
    earlier = tail.rfind(_SIGNATURE, 0, at)
    while earlier >= 0:
        if earlier + _END.size + _END.unpack_from(tail, earlier)[-1] == len(tail):
            raise RefusedError("ZIP-COMMENT", file=name)
        earlier = tail.rfind(_SIGNATURE, 0, earlier)


def _wide(file: Handle, end_at: int, *, told: EndRecord, name: str) -> tuple[EndRecord, int]:
    """The 64-bit record, if there is one, and where the end begins; without one, what the 32-bit record told."""
    locator = b""
    if end_at >= _LOCATOR.size:
        file.seek(end_at - _LOCATOR.size)
        locator = file.read(_LOCATOR.size)
    if not locator.startswith(b"PK\x06\x07"):
        if told.members == _MAX_16 or _MAX_32 in {told.folder_size, told.folder_at}:
            raise RefusedError("ZIP-64", file=name)
        return told, end_at
    _, disk, wide_at, disks = _LOCATOR.unpack(locator)
    record_size = end_at - _LOCATOR.size - wide_at
    if disk or disks > 1 or record_size < _END_64.size:
        raise RefusedError("ZIP-64", file=name)
    file.seek(wide_at)
    record = file.read(_END_64.size)
    signature, length, _, _, disk, folder_disk, here, members, folder_size, folder_at = _END_64.unpack(record)
    if signature != b"PK\x06\x06" or length + 12 != record_size or disk or folder_disk or here != members:
        raise RefusedError("ZIP-64", file=name)
    pairs = (
        (told.members, members, _MAX_16),
        (told.folder_size, folder_size, _MAX_32),
        (told.folder_at, folder_at, _MAX_32),
    )
    if any(narrow not in {value, top} for narrow, value, top in pairs):
        raise RefusedError("ZIP-64", file=name)
    return EndRecord(members, folder_size, folder_at), wide_at


def _refuse_shifted(size: int, name: str) -> None:
    if size < 0:
        raise RefusedError("ZIP-DAMAGED", file=name)
    raise RefusedError("ZIP-JUNK", file=name, size=size)
