"""One writing process at a time: a lock of the operating system on a file beside the store.

The system releases it when its holder ends, however that happens; there is no stale lock to clean up. The file is
never removed: a second process could then lock a file that the first has no longer.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kreds.errors import StoreBusyError, StorePlaceError

PATIENCE = 15.0
"""Seconds to wait for another writer by default: longer than an import of a large archive holds the lock."""

_PAUSE = 0.005

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        # flock, not lockf: a lock of lockf is lost when the process closes any other handle of the file.
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


@contextmanager
def held(path: Path, *, shown: str, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock for the block; other processes and other threads of this one wait.

    Raises:
        StoreBusyError: another holder did not let go within ``patience`` seconds.
        StorePlaceError: the lock file cannot be made.
    """
    try:
        handle = os.open(path, os.O_CREAT | os.O_RDWR | getattr(os, "O_CLOEXEC", 0), 0o600)
    except OSError as error:
        raise StorePlaceError(store=shown, detail=error.strerror or str(error)) from error
    try:
        # The monotonic clock: a laptop that slept or was set back must not wait for ever.
        deadline = time.monotonic() + patience
        while not _try_lock(handle):
            if time.monotonic() >= deadline:
                raise StoreBusyError(store=shown)
            time.sleep(_PAUSE)
        try:
            yield
        finally:
            _unlock(handle)
    finally:
        os.close(handle)
