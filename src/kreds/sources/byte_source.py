"""Where bytes lie: a file that must not change while it is read, or the unpacked copy of a zip within a zip."""

import os
import stat
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol, Self

from kreds.errors import RefusedError

_IN_MEMORY = 64 * 1024 * 1024


class Handle(Protocol):
    """A place in some bytes."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, b"" at the end."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place; ``whence`` as in `io`."""

    def close(self) -> None:
        """Be done."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...


class Source(Protocol):
    """Bytes that can be read from any place, again and again."""

    @property
    def name(self) -> str:
        """What the person calls it."""

    @property
    def size(self) -> int:
        """How many bytes there are."""

    def open(self) -> Handle:
        """A handle of one's own, at the start."""

    def check(self) -> None:
        """Raise RefusedError if the bytes are not those that were there at first."""


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file on disk, as it was when it was first looked at."""

    path: Path
    name: str
    size: int
    modified_ns: int
    number: int

    @classmethod
    def of(cls, path: Path, name: str) -> "FileSource":
        """Look at the file.

        Raises:
            RefusedError: FILE-READ, it cannot be looked at or is no ordinary file.
        """
        with readable(name):
            seen = path.stat()
        if not stat.S_ISREG(seen.st_mode):
            raise RefusedError("FILE-READ", file=name, detail="not an ordinary file")
        return cls(path, name, seen.st_size, seen.st_mtime_ns, seen.st_ino)

    @property
    def modified_at(self) -> int:
        """Seconds of the last change."""
        return self.modified_ns // 1_000_000_000

    def open(self) -> Handle:
        """A handle on the file, which is still the one that was looked at."""
        with readable(self.name):
            handle = self.path.open("rb")
        try:
            self._compare(os.fstat(handle.fileno()))
        except BaseException:
            handle.close()
            raise
        return handle

    def check(self) -> None:
        """Look again.

        Raises:
            RefusedError: FILE-CHANGING, something writes to the file.
        """
        with readable(self.name):
            seen = self.path.stat()
        self._compare(seen)

    def _compare(self, seen: os.stat_result) -> None:
        if (seen.st_size, seen.st_mtime_ns, seen.st_ino) != (self.size, self.modified_ns, self.number):
            raise RefusedError("FILE-CHANGING", file=self.name)


class CopySource:
    """Bytes unpacked to a nameless temporary file, which is gone when nobody holds the source any more."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.size = 0
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by the finalizer
        weakref.finalize(self, self._file.close)

    def add(self, block: bytes) -> None:
        """Append bytes."""
        self._file.write(block)
        self.size += len(block)

    def open(self) -> Handle:
        """A handle that minds only its own place."""
        return _Window(self, self._file)

    def check(self) -> None:
        """Nobody else can write to the copy."""


class _Window:
    """One reader's place in a shared file."""

    def __init__(self, owner: CopySource, file: IO[bytes]) -> None:
        self._owner = owner  # keeps the file open
        self._file = file
        self._at = 0

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes."""
        self._file.seek(self._at)
        block = self._file.read(size)
        self._at += len(block)
        return block

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place; ``whence`` as in `io`."""
        self._at = offset + {0: 0, 1: self._at, 2: self._owner.size}[whence]
        return self._at

    def close(self) -> None:
        """Nothing to close: the copy closes itself."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextmanager
def readable(name: str) -> Iterator[None]:
    """Turn what the system says about a file into a refusal."""
    try:
        yield
    except OSError as problem:
        raise RefusedError("FILE-READ", file=name, detail=problem.strerror or str(problem)) from problem
