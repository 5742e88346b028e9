"""Look at deliveries before anything is written: what each file is, about how much is in it, whether it is news.

Nothing is parsed to its end: of large files the first rows tell how many there are about.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kreds.errors import CancelledError
from kreds.services.archive_day import archive_day
from kreds.services.read_archives import reader_versions
from kreds.sources.container import Archive, Member, open_archives
from kreds.sources.csv_table import open_table
from kreds.sources.kinds import Kind
from kreds.sources.registry import recognize
from kreds.store import imports
from kreds.store.database import Store
from kreds.store.imports import KnownFile
from kreds.text.phrase import Phrase

ROWS_READ = 4_000
"""Of a larger file the rest is reckoned from the bytes that so many rows take."""

_PAGES = (".html", ".htm")


@dataclass(frozen=True, slots=True)
class SeenFile:
    """One file: ``kind`` is "" when it is nothing that Kreds knows; ``rows`` is reckoned unless ``is_exact``.

    ``is_known``: these very bytes were imported before, and nothing will come of them.
    """

    name: str
    kind: str
    size: int
    rows: int
    is_exact: bool
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class SeenArchive:
    """One delivery, as of ``day`` (None when only its rows could tell)."""

    name: str
    day: date | None
    files: tuple[SeenFile, ...]
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """All that was handed over, and what a person should know before it is imported."""

    archives: tuple[SeenArchive, ...]
    notes: tuple[Phrase, ...]

    @property
    def files(self) -> tuple[SeenFile, ...]:
        """Every file that Kreds knows, of all archives."""
        return tuple(file for archive in self.archives for file in archive.files if file.kind)


def look_at_files(
    store: Store, paths: Sequence[Path], *, today: date, cancelled: Callable[[], bool] = lambda: False
) -> Look:
    """See what deliveries hold.

    Raises:
        RefusedError: a file cannot be trusted.
        CancelledError: stopped on request.
        UsageError: a path does not exist.
    """

    def tick(_size: int) -> None:
        if cancelled():
            raise CancelledError

    with store.reading() as db:
        known, sizes, newest = imports.known_files(db), imports.known_sizes(db), max(imports.last_days(db), default="")
    archives = tuple(_archive(archive, known, sizes, today=today, tick=tick) for archive in open_archives(paths))
    return Look(archives, tuple(_notes(archives, newest)))


def _archive(
    archive: Archive,
    known: dict[tuple[str, str, int], KnownFile],
    sizes: set[tuple[str, int]],
    *,
    today: date,
    tick: Callable[[int], None],
) -> SeenArchive:
    versions = reader_versions()
    files: list[SeenFile] = []
    for member in archive.members:
        tick(0)
        seen = _file(member, tick)
        if seen.kind and (seen.kind, member.size) in sizes:
            key = (Kind(seen.kind), member.sha256(on_bytes=tick), versions[seen.kind])
            seen = SeenFile(seen.name, seen.kind, seen.size, seen.rows, seen.is_exact, is_known=key in known)
        files.append(seen)
    day, _ = archive_day(archive.name, [], today)
    return SeenArchive(archive.name, date.fromisoformat(day) if day else None, tuple(files), archive.ignored)


def _file(member: Member, tick: Callable[[int], None]) -> SeenFile:
    if member.name.lower().endswith(_PAGES):
        return SeenFile(member.name, Kind.ARTICLES, member.size, 1, is_exact=True)
    read = 0

    def count(size: int) -> None:
        nonlocal read
        read += size
        tick(size)

    table = open_table(member, on_bytes=count)
    kind = recognize(table.columns, member.name)
    if kind is None:
        return SeenFile(member.name, "", member.size, 0, is_exact=True)
    for _ in table.batches():
        if table.read >= ROWS_READ:
            break
    rows = table.read
    if rows < ROWS_READ or read >= member.size:
        return SeenFile(member.name, kind, member.size, rows, is_exact=True)
    return SeenFile(member.name, kind, member.size, _rounded(rows * member.size / max(1, read)), is_exact=False)


def _rounded(rows: float) -> int:
    """Two digits: more would claim to know.

    >>> _rounded(123_456.0), _rounded(98.7)
    (120000, 99)
    """
    unit = 10 ** max(0, len(str(int(rows))) - 2)
    return int(round(rows / unit) * unit)


def _notes(archives: Sequence[SeenArchive], newest: str) -> list[Phrase]:
    files = [file for archive in archives for file in archive.files if file.kind]
    kinds = {file.kind for file in files}
    notes: list[Phrase] = []
    if not files:
        notes.append(Phrase("Nothing in it belongs to a LinkedIn archive."))
    elif all(file.is_known for file in files):
        notes.append(Phrase("All of it was imported before; importing it again changes nothing."))
    elif Kind.CONNECTIONS not in kinds:
        notes.append(
            Phrase(
                "It holds no list of your connections: this is the first of LinkedIn's two deliveries. "
                "Import the second one too when it comes."
            )
        )
    elif Kind.MESSAGES not in kinds:
        notes.append(
            Phrase("It holds no messages, so Kreds cannot see whom you write with. Ask for the larger archive.")
        )
    for archive in archives:
        if archive.day and newest and archive.day.isoformat() < newest:
            facts: dict[str, str | int | float | date] = {"name": archive.name}
            notes.append(
                Phrase("%(name)s is older than what you have: it fills in the past and takes nothing back.", facts)
            )
    return notes
