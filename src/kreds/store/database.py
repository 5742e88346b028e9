"""The store: opened once, read through snapshots, written one transaction at a time.

SQLAlchemy is imported when a store is opened and not before, so that a command that needs no store starts fast.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kreds.store.failures import explained
from kreds.store.location import Dialect, Location, locate, require_space
from kreds.store.lock import PATIENCE

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from kreds.store.engines import Engines


class Store:
    """An open store; may be shared by all threads of a process. Close it, or use it as a context manager."""

    def __init__(self, location: Location, engines: "Engines", *, patience: float = PATIENCE) -> None:
        self._location = location
        self._engines = engines
        self._patience = patience
        self._pid = os.getpid()
        self._writer = 0

    @property
    def target(self) -> str:
        """Where the store is, as a person may see it: a path, or a server's address without its password."""
        return self._location.shown

    @property
    def location(self) -> Location:
        """Where the store is."""
        return self._location

    @property
    def dialect(self) -> Dialect:
        """Which database it is."""
        return self._location.dialect

    @property
    def path(self) -> Path | None:
        """The file, None for a server."""
        return self._location.path

    @contextmanager
    def reading(self) -> "Iterator[Connection]":
        """Read one unchanging moment of the store for the block; what is written meanwhile is not seen.

        Raises:
            StoreError: the store cannot be read.
        """
        self._after_fork()
        with explained(self._location), self._engines.reading() as db:
            yield db

    @contextmanager
    def writing(self) -> "Iterator[Connection]":
        """Write in one transaction: all of the block is kept, or (after any exception) nothing of it.

        What the block added to facts, ledger and decisions is summed up for later checks before it is confirmed.

        Raises:
            StoreBusyError: another process or thread writes for too long.
            StoreError: the store cannot be written; it is as it was.
        """
        from kreds.store.checksums import seal

        self._after_fork()
        if self._writer == threading.get_ident():
            raise RuntimeError("writing() inside writing() would wait for itself")
        with explained(self._location), self._engines.writing(self._patience) as db:
            self._writer = threading.get_ident()
            try:
                yield db
                seal(db)
            finally:
                self._writer = 0

    def checkpoint(self) -> None:
        """Bring all that is confirmed into the main file, where a copy, a backup and a check look for it."""
        self._after_fork()
        with explained(self._location):
            self._engines.checkpoint(self._patience)

    def scrub(self) -> bool:
        """Write the whole store anew, so that nothing of what was deleted is left in its bytes.

        False where another program kept an older moment open (or the server does not allow it): then it is to be
        repeated.

        Raises:
            StoreError: it could not be done; what was confirmed is as it was.
        """
        self._after_fork()
        with explained(self._location):
            return self._engines.scrub(self._patience)

    def require_space(self, needed: int) -> None:
        """Refuse at once what would not fit: ``needed`` bytes beside the store.

        Raises:
            StoreFullError: there is less room.
        """
        require_space(self._location, needed)

    def close(self) -> None:
        """Let go of the store."""
        if os.getpid() == self._pid:
            self._engines.dispose()

    def _after_fork(self) -> None:
        """In a forked process: open connections are the parent's, new ones are made."""
        if os.getpid() != self._pid:
            self._engines.dispose(close=False)
            self._pid = os.getpid()
            self._writer = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(target: str | Path, *, patience: float = PATIENCE) -> Store:
    """Open a store: make it where there is none, move an older one up.

    Args:
        target: a file, or ``postgresql://...``.
        patience: seconds to wait for another writer.

    Raises:
        StoreNewerError: a newer Kreds made it; it is untouched.
        StoreForeignError: something else stands there; it is untouched.
        StoreError: it cannot be opened or made.
    """
    from kreds.store.opening import open_engines

    location = locate(target)
    with explained(location):
        return Store(location, open_engines(location, patience=patience), patience=patience)
