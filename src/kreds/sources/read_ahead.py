"""Unpacks the next megabytes in a thread while rows are cut: zlib and SHA-256 leave the interpreter free."""

import queue
import threading
import time
from collections.abc import Generator

from kreds.sources.member_stream import ByteStream

BLOCK = 4 << 20
PIECE = 128 << 10
"""Bytes handed over at a time; progress and cancelling go by these."""

_DEPTH = 2
# A thread that needs the interpreter lock for a moment waits up to five milliseconds for it; a nap lets it in.
_NAP = 1e-6
_LOOK = 0.1


def read_ahead(stream: ByteStream, *, size: int) -> Generator[bytes, None, None]:
    """The stream in pieces of at most `PIECE` bytes; small files are read without a thread.

    Memory stays at four blocks. Errors of the stream are raised here; closing the generator stops the thread.
    """
    if size <= BLOCK:
        while block := stream.read(PIECE):
            yield block
        return
    box: queue.Queue[bytes | BaseException] = queue.Queue(_DEPTH)
    stop = threading.Event()
    thread = threading.Thread(target=_fill, args=(stream, box, stop), name="read-ahead", daemon=True)
    thread.start()
    try:
        while block := _next(box):
            for start in range(0, len(block), PIECE):
                if not box.full():
                    time.sleep(_NAP)
                yield block[start : start + PIECE]
    finally:
        stop.set()
        thread.join()


def _next(box: "queue.Queue[bytes | BaseException]") -> bytes:
    block = box.get()
    if isinstance(block, BaseException):
        raise block
    return block


def _fill(stream: ByteStream, box: "queue.Queue[bytes | BaseException]", stop: threading.Event) -> None:
    block: bytes | BaseException = b" "
    while block and not stop.is_set():
        try:
            block = stream.read(BLOCK)
        except BaseException as problem:  # noqa: BLE001 - raised again in the thread that reads
            block = problem
        _put(box, block, stop)
        if isinstance(block, BaseException):
            return


def _put(box: "queue.Queue[bytes | BaseException]", block: bytes | BaseException, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            box.put(block, timeout=_LOOK)
        except queue.Full:
            continue
        return
