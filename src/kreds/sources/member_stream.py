"""The bytes of one file, counted, hashed and checked while they are read."""

import hashlib
import zlib
from collections.abc import Callable
from typing import Protocol, Self

from kreds.errors import RefusedError
from kreds.sources.byte_source import Handle, Source, readable
from kreds.sources.zip_gate import STORED, Entry

_BLOCK = 1 << 20


class ByteStream(Protocol):
    """What can be read once, from start to end."""

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes, perhaps fewer, and b"" only at the end; everything when ``size`` is negative."""

    def close(self) -> None:
        """Be done, at the end or before."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


class MemberStream:
    """One member; ``on_end`` is told its SHA-256 when the last byte was read and everything was in order.

    Without ``on_end`` nothing is hashed.
    """

    def __init__(
        self, source: Source, label: str, *, entry: Entry | None, limit: int, on_end: Callable[[str], None] | None
    ) -> None:
        self._source = source
        self._label = label
        self._entry = entry
        self._limit = limit if entry is None else entry.size
        self._on_end = on_end
        self._hash = hashlib.sha256()
        self._count = 0
        self._crc = 0
        self._done = False
        self._handle = source.open()
        self._inside = self._handle if entry is None else _Packed(self._handle, entry)

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes.

        Raises:
            RefusedError: what was read is not what the zip declared, or the file changed meanwhile.
        """
        if size < 0:
            return b"".join(iter(lambda: self.read(_BLOCK), b""))
        if size == 0 or self._done:
            return b""
        try:
            with readable(self._label):
                block = self._inside.read(size)
        except zlib.error:
            self._source.check()
            raise self._refusal("ZIP-DATA") from None
        self._count += len(block)
        if self._count > self._limit:
            raise self._too_long()
        if not block:
            self._finish()
            return b""
        if self._on_end is not None:
            self._hash.update(block)
        if self._entry is not None:
            self._crc = zlib.crc32(block, self._crc)
        return block

    def close(self) -> None:
        """Be done, at the end or before."""
        self._handle.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _finish(self) -> None:
        self._done = True
        self._source.check()
        if self._entry is not None:
            if self._count != self._entry.size:
                raise self._refusal("ZIP-LENGTH")
            if self._crc != self._entry.crc32:
                raise self._refusal("ZIP-CRC")
        if self._on_end is not None:
            self._on_end(self._hash.hexdigest())

    def _too_long(self) -> RefusedError:
        if self._entry is None:
            return RefusedError("FILE-SIZE", file=self._label, size=self._source.size, limit=self._limit)
        return self._refusal("ZIP-LENGTH")

    def _refusal(self, code: str) -> RefusedError:
        assert self._entry is not None
        return RefusedError(code, file=self._label, member=self._entry.name, declared=self._entry.size)


class _Packed:
    """The data of one member of a zip, unpacked block by block."""

    def __init__(self, handle: Handle, entry: Entry) -> None:
        handle.seek(entry.data_at)
        self._handle = handle
        self._left = entry.packed
        self._inflate = None if entry.method == STORED else zlib.decompressobj(-zlib.MAX_WBITS)
        self._ahead = b""

    def read(self, size: int, /) -> bytes:
        """Up to ``size`` bytes; zlib.error when they cannot be unpacked."""
        if self._inflate is None:
            return self._take(size)
        while not self._inflate.eof:
            packed = self._ahead or self._take(_BLOCK)
            block = self._inflate.decompress(packed, size)
            self._ahead = self._inflate.unconsumed_tail
            if block:
                return block
            if not packed:
                raise zlib.error("the data ends too early")
        if self._left or self._ahead or self._inflate.unused_data:
            raise zlib.error("there is more data than the member needs")
        return b""

    def _take(self, size: int) -> bytes:
        packed = self._handle.read(min(size, self._left))
        self._left -= len(packed)
        return packed
