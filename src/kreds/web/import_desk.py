"""Where the browser hands over files: kept in a private folder while they are read, gone when the import ends.

One import at a time; it runs in a thread of its own, can be watched and cancelled, and is the same import as that of
the command line.
"""

import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Lock, Thread
from typing import IO

from kreds.errors import KredsError
from kreds.model.importing import ImportResult, Progress
from kreds.services.look_at_files import Look

PARTIAL = ".being-received"
HANDED_OVER = "kreds-import-"
"""Begins the name of the private folder; it tells a person nothing, so pages leave it out."""
_DEPTH = 4
_NAME_BYTES = 150
_LAST_SECOND = 1 << 32
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\/]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)

Work = Callable[[list[Path], Callable[[Progress], None], Callable[[], bool]], ImportResult | None]
"""Imports paths; is told where to report progress and whom to ask whether to stop; None is nothing to show."""
Looking = Callable[[list[Path], Callable[[], bool]], Look]


@dataclass(frozen=True, slots=True)
class FileState:
    """How far one file has come: ``stage`` is "waiting", "reading", "read", "writing" or "written"."""

    name: str
    stage: str
    rows: int = 0


@dataclass(frozen=True, slots=True)
class DeskState:
    """What is on the desk.

    ``stage`` is "empty", "gathering", "looking", "looked" (at what will be imported), "running", "done" or "failed".
    ``next`` is where the page goes when the work is done, ``started`` when it began (seconds of a steady clock).
    """

    stage: str = "empty"
    files: tuple[str, ...] = ()
    look: Look | None = None
    progress: Progress | None = None
    steps: tuple[FileState, ...] = ()
    result: ImportResult | None = None
    error: KredsError | None = None
    next: str = "/import"
    started: float = 0.0

    @property
    def is_busy(self) -> bool:
        """Whether something is being done that another import has to wait for."""
        return self.stage in ("looking", "running")


class DeskBusyError(KredsError):
    """An import is running; another one has to wait."""

    http_status = 409
    code = "IMPORT-RUNNING"
    template = "Another import is running."
    what_to_do = "Wait until it is done, or stop it."


class NothingToImportError(KredsError):
    """No file was handed over."""

    http_status = 400
    code = "IMPORT-EMPTY"
    template = "No file has arrived."
    what_to_do = "Choose the file that LinkedIn sent you, and try again."


@dataclass
class ImportDesk:
    """The one place where files wait and an import runs."""

    state: DeskState = field(default_factory=DeskState)
    _folder: Path | None = None
    _thread: Thread | None = None
    _stop: bool = False
    _lock: Lock = field(default_factory=Lock)

    def clear(self) -> None:
        """Make room for new files.

        Raises:
            DeskBusyError: an import is running.
        """
        with self._lock:
            self._must_be_idle()
            self._drop_folder()
            self.state = DeskState()

    def open_file(self, name: str) -> tuple[IO[bytes], Path]:
        """A private file for what the browser sends as ``name`` (it may hold folders); call `keep` when all is there.

        Raises:
            DeskBusyError: an import is running.
        """
        with self._lock:
            self._must_be_idle()
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix=HANDED_OVER))
            target = self._folder.joinpath(*safe_parts(name))
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            partial = target.with_name(target.name + PARTIAL)
            handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
            self.state = DeskState(stage="gathering", files=self.state.files)
        return os.fdopen(handle, "wb"), target

    def keep(self, target: Path, modified_at: int | None = None) -> None:
        """The file is whole; ``modified_at`` is when it was last changed where it came from, in seconds since 1970.

        Of two lists the one changed last has the last word, and not the one handed over last.
        """
        with self._lock:
            if modified_at is not None and 0 < modified_at < _LAST_SECOND:
                os.utime(target.with_name(target.name + PARTIAL), (modified_at, modified_at))
            target.with_name(target.name + PARTIAL).replace(target)
            self.state = DeskState(stage="gathering", files=(*self.state.files, target.name))

    def look(self, looking: Looking) -> None:
        """See what has arrived, before any of it is imported.

        Raises:
            DeskBusyError: an import is running.
            NothingToImportError: nothing has arrived.
        """
        self._work_on("looking", partial(self._look, looking))

    def start(self, work: Work) -> None:
        """Import what has arrived.

        Raises:
            DeskBusyError: an import is running.
            NothingToImportError: nothing has arrived.
        """
        self._work_on("running", partial(self._run, work))

    def _work_on(self, stage: str, task: Callable[[list[Path]], None]) -> None:
        with self._lock:
            self._must_be_idle()
            paths = self._arrived()
            if not paths:
                raise NothingToImportError
            self._begin(stage, partial(task, paths))

    def make(self, work: Work, *, next_page: str) -> None:
        """Do some work that needs no files from the browser; then the page goes on to ``next_page``.

        Raises:
            DeskBusyError: an import is running.
        """
        with self._lock:
            self._must_be_idle()
            self._drop_folder()
            self.state = DeskState(next=next_page)
            self._begin("running", partial(self._run, work, []))

    def _begin(self, stage: str, target: Callable[[], None]) -> None:
        self._stop = False
        seen = self.state.look.files if self.state.look and stage == "running" else ()
        steps = tuple(FileState(file.name, "waiting") for file in seen)
        self.state = replace(
            self.state, stage=stage, progress=None, steps=steps, result=None, error=None, started=time.monotonic()
        )
        self._thread = Thread(target=target, name="kreds-import", daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Ask a running import to stop; files that only wait are dropped."""
        with self._lock:
            self._stop = True
            if self.state.stage in ("gathering", "looked"):
                self._drop_folder()
                self.state = DeskState()

    def owner_is_known(self) -> None:
        """The person has said whose network it is: the last result asks no longer."""
        with self._lock:
            if self.state.result:
                self.state = replace(self.state, result=replace(self.state.result, owner_is_sure=True))

    def forget_result(self) -> None:
        """The last result may name somebody who is forgotten by now."""
        with self._lock:
            if self.state.stage in ("done", "failed"):
                self.state = DeskState()

    def close(self) -> None:
        """Stop and clear away, for the end of the server."""
        self.cancel()
        if self._thread:
            self._thread.join(timeout=10)
        with self._lock:
            self._drop_folder()

    def _look(self, looking: Looking, paths: list[Path]) -> None:
        try:
            state = replace(self.state, stage="looked", look=looking(paths, lambda: self._stop))
        except Exception as error:  # noqa: BLE001 - the edge of the thread: whatever it was, the page must hear of it
            state = self._failed(error)
        self._end(state, keep=state.stage == "looked")

    def _run(self, work: Work, paths: list[Path]) -> None:
        before = self.state
        try:
            result = work(paths, self._note, lambda: self._stop)
            done = DeskState(stage="done", files=before.files, result=result, steps=self.state.steps)
            state = done if result else DeskState(next=before.next)
        except Exception as error:  # noqa: BLE001 - the edge of the thread: whatever it was, the page must hear of it
            state = self._failed(error)
        self._end(state, keep=False)

    def _failed(self, error: Exception) -> DeskState:
        known = error if isinstance(error, KredsError) else KredsError(message=type(error).__name__)
        return DeskState(stage="failed", files=self.state.files, error=known)

    def _end(self, state: DeskState, *, keep: bool) -> None:
        with self._lock:
            if not keep:
                self._drop_folder()
            self.state = state

    def _note(self, progress: Progress) -> None:
        self.state = replace(self.state, progress=progress, steps=_followed(self.state, progress))

    def _must_be_idle(self) -> None:
        if self.state.is_busy:
            raise DeskBusyError

    def _arrived(self) -> list[Path]:
        if self._folder is None:
            return []
        return sorted(entry for entry in self._folder.iterdir() if not entry.name.endswith(PARTIAL))

    def _drop_folder(self) -> None:
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def _followed(state: DeskState, progress: Progress) -> tuple[FileState, ...]:
    """The steps of every file with what has just been told; the file before this one is done with its part."""
    steps = {step.name: step for step in state.steps}
    if progress.stage == "judging":
        return tuple(replace(step, stage="written") for step in steps.values())
    before = state.progress
    if before and before.file in steps and before.file != progress.file:
        done = {"reading": "read", "writing": "written"}.get(steps[before.file].stage, "read")
        steps[before.file] = replace(steps[before.file], stage=done)
    if not progress.file:
        return tuple(steps.values())
    step = steps.get(progress.file, FileState(progress.file, progress.stage))
    others = sum(one.rows for one in steps.values() if one.name != progress.file)
    rows = max(step.rows, progress.rows - others) if progress.stage == "reading" else step.rows
    steps[progress.file] = FileState(progress.file, progress.stage, rows)
    return tuple(steps.values())


def safe_parts(name: str) -> list[str]:
    """The parts of a path as the browser names it, made harmless: it stays below our folder on every system.

    >>> safe_parts("../../etc/passwd"), safe_parts("Jobs/Saved Jobs.csv"), safe_parts("CON")
    (['etc', 'passwd'], ['Jobs', 'Saved Jobs.csv'], ['_CON'])
    """
    parts: list[str] = []
    for raw in name.replace("\\", "/").split("/"):
        part = _UNFIT.sub("_", raw).strip().strip(".")
        part = _shortened(part)
        if part:
            parts.append("_" + part if _DEVICES.match(part) else part)
    return parts[-_DEPTH:] or ["file"]


def _shortened(part: str) -> str:
    """At most `_NAME_BYTES` bytes, the ending kept: it says what the file is."""
    if len(part.encode()) <= _NAME_BYTES:
        return part
    stem, dot, ending = part.rpartition(".")
    ending = ending[-10:] if dot else ""
    room = _NAME_BYTES - len(ending.encode()) - 1
    short = (stem or part).encode()[:room].decode("utf-8", "ignore")
    return f"{short}.{ending}" if ending else short
