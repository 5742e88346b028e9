"""Where a backup waits that the browser has handed over: private, one at a time, until it is put back or not."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import IO

from kreds.errors import UsageError


@dataclass
class RestoreDesk:
    """Holds at most one file, in a folder of its own that goes with the process."""

    _folder: "tempfile.TemporaryDirectory[str] | None" = None
    _path: Path | None = None
    _lock: Lock = field(default_factory=Lock)

    @property
    def backup(self) -> Path:
        """The file that waits.

        Raises:
            UsageError: none does.
        """
        if self._path is None or not self._path.exists():
            raise UsageError("NO-BACKUP")
        return self._path

    @contextmanager
    def taking(self) -> Iterator[IO[bytes]]:
        """A new file in place of the one before; it counts only when the block ends well."""
        with self._lock:
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="kreds-restore-", ignore_cleanup_errors=True)
            folder = Path(self._folder.name)
        partial = folder / "partial"
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            yield file
        with self._lock:
            self._path = partial.replace(folder / "backup.db")

    def clear(self) -> None:
        """Let the file go."""
        with self._lock:
            if self._folder:
                self._folder.cleanup()
            self._folder = self._path = None
