"""A very large file of messages, read by two processes at once: each takes one half, cut where a row ends.

Where a row ends is known without reading rows: after a line feed that an even number of quotes goes before. Should that
ever be wrong, a half does not read cleanly; then, as after anything else that is odd, the file is read in one piece.

The module is also the program that reads one half: ``python -m kreds.sources.linkedin.message_halves``.
"""

import gc
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import IO, Self, cast

import numpy as np

from kreds.errors import KredsError
from kreds.sources.byte_source import Handle
from kreds.sources.container import Member
from kreds.sources.csv_header import Layout
from kreds.sources.csv_table import CsvTable
from kreds.sources.linkedin.messages import RawMessages, read_raw
from kreds.sources.member_stream import ByteStream

LARGE = 64 << 20
"""Bytes from which starting two processes costs less than it saves."""
_FIRST_SHARE = 0.54
"""Of the bytes: whoever reads the second half has to unpack the first one, too."""
_BLOCK = 1 << 20
_TELL = 4 << 20
_PATIENCE = 0.1


@dataclass(slots=True)
class Half:
    """One half of a member, as a source of bytes: the first up to the cut, the second from there on.

    ``cut`` is what was found while it was read.
    """

    member: Member
    is_second: bool
    cut: "Cut | None" = None

    @property
    def name(self) -> str:
        """What the person calls the file."""
        return self.member.name

    @property
    def size(self) -> int:
        """How many bytes there are at most."""
        return self.member.size

    def open(self) -> Handle:
        """A handle of one's own, at the start of the half."""
        self.cut = Cut(int(self.member.size * _FIRST_SHARE))
        # Whoever reads the second half sees all bytes, and hashes them.
        stream = self.member.open(is_hashed=self.is_second)
        return _HalfHandle(stream, cut=self.cut, is_second=self.is_second)

    def check(self) -> None:
        """The member checks itself when it has been read to its end."""


class Cut:
    """Finds the place behind the first line feed after ``middle`` that stands outside quotes.

    ``lines`` counts the lines before it, which end in a line feed, a carriage return or both, as the reader sees them.
    """

    def __init__(self, middle: int) -> None:
        self.lines = 0
        self.is_found = False
        self._middle = middle
        self._seen = 0
        self._quotes = 0
        self._ends_in_return = False

    def feed(self, block: bytes) -> int | None:
        """Look at the next block; where in it the cut is, None when it is not in it."""
        start = min(max(self._middle - self._seen, 0), len(block))
        self._seen += len(block)
        self._quotes += block.count(b'"', 0, start)
        while (end := block.find(b"\n", start)) >= 0:
            self._quotes += block.count(b'"', start, end)
            start = end + 1
            if self._quotes % 2 == 0:
                self._count(block[:start])
                self.is_found = True
                return start
        self._quotes += block.count(b'"', start)
        self._count(block)
        return None

    def _count(self, block: bytes) -> None:
        self.lines += block.count(b"\n") + block.count(b"\r") - block.count(b"\r\n")
        self.lines -= self._ends_in_return and block.startswith(b"\n")
        self._ends_in_return = block.endswith(b"\r")


class _HalfHandle:
    """Reads one half of a stream."""

    def __init__(self, stream: ByteStream, *, cut: Cut, is_second: bool) -> None:
        self._stream = stream
        self._cut: Cut | None = cut
        self._is_second = is_second
        self._rest = b""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes of the half, b"" at its end."""
        if self._is_second:
            self._skip()
            block, self._rest = self._rest or self._stream.read(size), b""
            return block
        if self._cut is None:
            return b""
        block = self._stream.read(size)
        place = self._cut.feed(block)
        if place is None:
            return block
        self._cut = None
        return block[:place]

    def _skip(self) -> None:
        while self._cut is not None and not self._rest:
            block = self._stream.read(_BLOCK)
            place = self._cut.feed(block) if block else 0
            if place is not None:
                self._cut, self._rest = None, block[place:]

    def seek(self, _offset: int, _whence: int = 0, /) -> int:
        """A half is read from its start, once."""
        raise OSError("a half cannot be sought in")

    def close(self) -> None:
        """Be done."""
        self._stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def read_half(half: Half, layout: Layout, on_bytes: Callable[[int], None]) -> RawMessages | None:
    """The messages of a half with their lines in the whole file; None when anything about it is odd."""
    member = half.member
    part = Member(
        member.name,
        member.path,
        member.label,
        member.size,
        None,
        member.modified_at,
        half,
        _limit=member.size,
        _is_whole=False,
    )
    # The second half has no header of its own.
    own = replace(layout, line=0, above=()) if half.is_second else layout
    table = CsvTable(part, own, on_bytes=on_bytes, left_out=None)
    try:
        raw = read_raw(table)
    except KredsError:
        return None
    if half.cut is None or not half.cut.is_found or table.rejected or table.notes:
        return None
    if half.is_second:
        raw.columns["line"] += half.cut.lines
        raw.rejected = [replace(row, line=row.line + half.cut.lines) for row in raw.rejected]
    return raw


def joined(first: RawMessages, second: RawMessages) -> RawMessages:
    """Both halves as one."""
    columns = dict(second.columns)
    values: dict[str, list[object]] = {}
    for name, one, other in (
        ("conversation", first.conversations, second.conversations),
        ("sender", first.senders, second.senders),
        ("audience", first.audiences, second.audiences),
    ):
        places: dict[object, int] = {value: place for place, value in enumerate(one)}
        moved = np.array([places.setdefault(value, len(places)) for value in other], dtype=np.int64)
        columns[name] = moved[columns[name]]
        values[name] = list(places)
    return RawMessages(
        conversations=cast("list[str]", values["conversation"]),
        senders=cast("list[tuple[str, str]]", values["sender"]),
        audiences=cast("list[tuple[str, ...]]", values["audience"]),
        columns={name: np.concatenate([first.columns.pop(name), columns.pop(name)]) for name in list(columns)},
        texts=None,
        rejected=[*first.rejected, *second.rejected],
        skipped=first.skipped + second.skipped,
        read=first.read + second.read,
    )


class HalvesRunning:
    """Two processes that read the halves of a member; use as a context, which ends them whatever happens."""

    def __init__(self, member: Member, layout: Layout) -> None:
        self._member = member
        self._told: queue.Queue[object] = queue.Queue()
        self.children = [self._start(Half(member, is_second=second), layout) for second in (False, True)]

    def _start(self, half: Half, layout: Layout) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-X", "utf8", "-m", __name__]
        child = subprocess.Popen(  # noqa: S603 - ourselves
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        if child.stdin is None or child.stdout is None:
            raise OSError("no pipe to the process")
        with child.stdin as pipe:
            pickle.dump((half, layout), pipe)
        threading.Thread(target=_listen, args=(child.stdout, self._told), daemon=True).start()
        return child

    def result(self, on_bytes: Callable[[int], None]) -> RawMessages | None:
        """All messages; None when a half was odd and the file must be read in one piece.

        Args:
            on_bytes: told of progress several times a second; may raise to stop.
        """
        answers: list[tuple[bool, RawMessages | None, str]] = []
        ended = 0
        while len(answers) < len(self.children) and ended < len(self.children):
            try:
                told = self._told.get(timeout=_PATIENCE)
            except queue.Empty:
                on_bytes(0)
                continue
            if isinstance(told, int):
                on_bytes(told)
            elif isinstance(told, tuple):
                answers.append(told)
            else:
                ended += 1
        halves = {is_second: raw for is_second, raw, _ in answers}
        first, second = halves.get(False), halves.get(True)
        if first is None or second is None:
            return None
        self._member.remember(next(digest for is_second, _, digest in answers if is_second))
        return joined(first, second)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for child in self.children:
            child.kill()
            child.wait()
            if child.stdout is not None:
                child.stdout.close()


def _listen(pipe: IO[bytes], told: "queue.Queue[object]") -> None:
    """Pass on what a process says, and that it has ended."""
    try:
        while True:
            told.put(pickle.load(pipe))  # noqa: S301 - from our own process
    except (EOFError, OSError, ValueError, pickle.UnpicklingError):
        told.put(None)


def can_read_halves(member: Member) -> bool:
    """Whether a second process is worth it, and to be had."""
    return member.size >= LARGE and (os.cpu_count() or 1) > 1 and bool(sys.executable)


def main() -> None:
    """Read one half: what, comes pickled on the standard input; progress and result go to the standard output."""
    half, layout = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process
    out = sys.stdout.buffer
    count = 0

    def tell(size: int) -> None:
        nonlocal count
        count += size
        if count >= _TELL:
            pickle.dump(count, out)
            out.flush()
            count = 0

    gc.disable()
    # Ctrl-C goes to all processes of a terminal; whether to stop is the parent's to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raw = read_half(half, layout, tell)
    digest = half.member.sha256() if half.is_second and raw is not None else ""
    pickle.dump((half.is_second, raw, digest), out, protocol=pickle.HIGHEST_PROTOCOL)
    out.flush()


if __name__ == "__main__":
    main()
