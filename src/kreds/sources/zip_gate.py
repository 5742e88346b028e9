"""The gate every zip passes before one byte of its contents is read.

Reads the table of contents itself (PKWARE APPNOTE 6.3.10, 4.3) and accepts only a file in which every byte belongs to
exactly one member: Python's own reader accepts overlapping members before 3.11.8 (CVE-2024-0450), finds the last of
two archives without a word, and takes the last of two members of one name.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kreds.errors import RefusedError
from kreds.sources.byte_source import Handle
from kreds.sources.limits import Limits
from kreds.sources.zip_end import EndRecord, read_end
from kreds.sources.zip_names import check_kind, check_name, decode_name, twin_key

STORED = 0
DEFLATED = 8

_CENTRAL = struct.Struct("<4s6H3I5H2I")
_LOCAL = struct.Struct("<4s5H3I2H")
_ENCRYPTED = 0x2041  # encrypted, strongly encrypted, names masked
_STREAMED = 0x0008  # sizes and checksum follow the data
_MAX_32 = 0xFFFF_FFFF
_ZIP64_EXTRA = 0x0001
_FOLDER_READ_LIMIT = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """One member as the table of contents tells it; offsets in bytes from the start of the zip."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    crc32: int
    packed: int
    size: int
    modified_at: int
    header_at: int
    data_at: int = 0

    @property
    def is_folder(self) -> bool:
        """Whether this is a folder, which holds no bytes itself."""
        return self.name.endswith("/")


def read_entries(file: Handle, name: str, *, limits: Limits) -> tuple[Entry, ...]:
    """All members, checked against each other and against the file, in the order of the table of contents.

    Raises:
        RefusedError: a ZIP- code; the zip cannot be trusted.
    """
    end = read_end(file, name)
    if end.members > limits.members:
        raise RefusedError("ZIP-MEMBERS", file=name, count=end.members, limit=limits.members)
    file.seek(end.folder_at)
    if end.folder_size > _FOLDER_READ_LIMIT:
        raise RefusedError("ZIP-DAMAGED", file=name)
    entries = _folder(file.read(end.folder_size), end, name)
    _check_sizes(entries, name, limits)
    _check_twins(entries, name)
    return _located(file, entries, end=end, name=name)


def _folder(folder: bytes, end: EndRecord, name: str) -> list[Entry]:
    """The entries of the table of contents, which must fill it exactly."""
    entries: list[Entry] = []
    at = 0
    while at < len(folder):
        fixed = folder[at : at + _CENTRAL.size]
        if len(fixed) < _CENTRAL.size or not fixed.startswith(b"PK\x01\x02"):
            raise RefusedError("ZIP-DAMAGED", file=name)
        fields = _CENTRAL.unpack(fixed)
        lengths = fields[10:13]
        at += _CENTRAL.size
        variable = folder[at : at + sum(lengths)]
        if len(variable) < sum(lengths):
            raise RefusedError("ZIP-DAMAGED", file=name)
        at += len(variable)
        entries.append(_entry(fields, variable[: lengths[0]], variable[lengths[0] : lengths[0] + lengths[1]], name))
    if len(entries) != end.members:
        raise RefusedError("ZIP-DAMAGED", file=name)
    return entries


def _entry(fields: Sequence[int], raw_name: bytes, extra: bytes, zip_name: str) -> Entry:
    _, _, _, flags, method, clock, calendar, crc, packed, size, _, _, _, disk, _, attributes, header_at = fields
    name = decode_name(raw_name, is_utf8=bool(flags & 0x0800), zip_name=zip_name)
    if flags & _ENCRYPTED:
        raise RefusedError("ZIP-ENCRYPTED", file=zip_name, member=name)
    if method not in {STORED, DEFLATED}:
        raise RefusedError("ZIP-METHOD", file=zip_name, member=name, method=method)
    check_name(name, zip_name)
    check_kind(name, attributes, zip_name)
    size, packed, header_at = _widened((size, packed, header_at), extra, name=name, zip_name=zip_name)
    if disk or (method == STORED and size != packed):
        raise RefusedError("ZIP-HEADER", file=zip_name, member=name)
    entry = Entry(name, raw_name, flags, method, crc, packed, size, _seconds(calendar, clock), header_at)
    if entry.is_folder and size:
        raise RefusedError("ZIP-HEADER", file=zip_name, member=name)
    return entry


def _widened(values: tuple[int, int, int], extra: bytes, *, name: str, zip_name: str) -> tuple[int, int, int]:
    """The 32-bit values, each replaced by its 64-bit form where it says so (APPNOTE 4.5.3)."""
    wide = _extra_field(extra)
    taken: list[int] = []
    for value in values:
        if value != _MAX_32:
            taken.append(value)
            continue
        if wide is None or len(wide) < 8:
            raise RefusedError("ZIP-HEADER", file=zip_name, member=name)
        taken.append(int.from_bytes(wide[:8], "little"))
        wide = wide[8:]
    if wide is not None and values[0] != _MAX_32 and len(wide) >= 8 and int.from_bytes(wide[:8], "little") != values[0]:
        raise RefusedError("ZIP-HEADER", file=zip_name, member=name)
    return taken[0], taken[1], taken[2]


def _extra_field(extra: bytes) -> bytes | None:
    """The ZIP64 block among the extra fields; blocks that are cut short count as absent."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        if kind == _ZIP64_EXTRA:
            return extra[4 : 4 + length]
        extra = extra[4 + length :]
    return None


def _check_sizes(entries: Sequence[Entry], name: str, limits: Limits) -> None:
    for entry in entries:
        if entry.size > limits.member:
            raise RefusedError("ZIP-MEMBER-SIZE", file=name, member=entry.name, size=entry.size, limit=limits.member)
    total = sum(entry.size for entry in entries)
    if total > limits.total:
        raise RefusedError("ZIP-TOTAL-SIZE", file=name, size=total, limit=limits.total)


def _check_twins(entries: Sequence[Entry], name: str) -> None:
    """No two members whose names a person, or a disk that minds neither case nor accents' form, would call the same."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        other = seen.setdefault(twin_key(entry.name), entry)
        if other is not entry:
            raise RefusedError(
                "ZIP-TWIN",
                file=name,
                member=entry.name,
                size=other.size,
                crc=f"{other.crc32:08x}",
                other_size=entry.size,
                other_crc=f"{entry.crc32:08x}",
            )


def _located(file: Handle, entries: Sequence[Entry], *, end: EndRecord, name: str) -> tuple[Entry, ...]:
    """The entries with the place of their data; together they fill the file up to the table of contents."""
    order = sorted(range(len(entries)), key=lambda index: entries[index].header_at)
    located: dict[int, Entry] = {}
    expected_at = 0
    for place, index in enumerate(order):
        entry = entries[index]
        if entry.header_at != expected_at:
            _refuse_gap(entry.header_at - expected_at, name)
        data_at = _data_at(file, entry, name)
        following = entries[order[place + 1]].header_at if place + 1 < len(order) else end.folder_at
        _check_trailer(file, entry, data_at=data_at, following=following, name=name)
        located[index] = replace(entry, data_at=data_at)
        expected_at = following
    if expected_at != end.folder_at:
        _refuse_gap(end.folder_at - expected_at, name)
    return tuple(located[index] for index in range(len(entries)))


def _refuse_gap(size: int, name: str) -> None:
    if size < 0:
        raise RefusedError("ZIP-OVERLAP", file=name)
    raise RefusedError("ZIP-JUNK", file=name, size=size)


def _data_at(file: Handle, entry: Entry, name: str) -> int:
    """Where the data starts, once the member's own header says what the table of contents says."""
    file.seek(entry.header_at)
    fixed = file.read(_LOCAL.size)
    if len(fixed) < _LOCAL.size or not fixed.startswith(b"PK\x03\x04"):
        raise RefusedError("ZIP-HEADER", file=name, member=entry.name)
    fields: tuple[int, ...] = _LOCAL.unpack(fixed)[2:]
    flags, method, _, _, crc, packed, size, name_length, extra_length = fields
    raw_name = file.read(name_length)
    extra = file.read(extra_length)
    other_flags = (flags ^ entry.flags) & (_ENCRYPTED | _STREAMED)
    if other_flags or raw_name != entry.raw_name or method != entry.method:
        raise RefusedError("ZIP-HEADER", file=name, member=entry.name)
    if not flags & _STREAMED or (crc, packed, size) != (0, 0, 0):
        size, packed, _ = _widened((size, packed, 0), extra, name=entry.name, zip_name=name)
        streamed = bool(flags & _STREAMED)
        agree = all(
            told == known or (streamed and told == 0)
            for told, known in ((crc, entry.crc32), (packed, entry.packed), (size, entry.size))
        )
        if not agree:
            raise RefusedError("ZIP-LENGTH", file=name, member=entry.name, declared=size)
    return entry.header_at + _LOCAL.size + name_length + extra_length


def _check_trailer(file: Handle, entry: Entry, *, data_at: int, following: int, name: str) -> None:
    """What lies between the data and the next header: nothing, or the sizes and checksum of a streamed member."""
    data_end = data_at + entry.packed
    gap = following - data_end
    if gap < 0:
        raise RefusedError("ZIP-OVERLAP", file=name)
    if not entry.flags & _STREAMED:
        if gap:
            raise RefusedError("ZIP-JUNK", file=name, size=gap)
        return
    file.seek(data_end)
    trailer = file.read(min(gap, 25))
    crc = entry.crc32.to_bytes(4, "little")
    forms = [crc + struct.pack("<2Q", entry.packed, entry.size)]
    if max(entry.packed, entry.size) <= _MAX_32:
        forms.append(crc + struct.pack("<2I", entry.packed, entry.size))
    if not any(trailer in {form, b"PK\x07\x08" + form} for form in forms) or len(trailer) != gap:
        # macOS writes folders as streamed members without a trailer.
        if entry.is_folder and gap == 0:
            return
        code = "ZIP-LENGTH" if gap <= 24 else "ZIP-JUNK"
        raise RefusedError(code, file=name, member=entry.name, declared=entry.size, size=gap)


def _seconds(calendar: int, clock: int) -> int:
    """A DOS date and time as seconds (two-second steps, no zone: taken as UTC); 0 when it is no date."""
    try:
        moment = datetime(
            1980 + (calendar >> 9),
            (calendar >> 5) & 15,
            calendar & 31,
            clock >> 11,
            (clock >> 5) & 63,
            2 * (clock & 31),
            tzinfo=UTC,
        )
    except ValueError:
        return 0
    return int(moment.timestamp())
