"""Look at deliveries before anything is written: what each file is, about how much is in it, whether it is news.

Only the list of connections is read to its end: of other large files the first rows tell about how many there are.
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from kreds.errors import CancelledError, RefusedError
from kreds.model.importing import ListSample
from kreds.services.archive_day import archive_day
from kreds.services.read_archives import ARTICLES_VERSION, LINES_VERSIONS, lines_kind, version_of
from kreds.services.read_lists import sample_of
from kreds.services.read_post_files import (
    POST_VERSIONS,
    PostFile,
    post_file_kind,
    read_analytics,
    read_post_file,
    sheet_of,
)
from kreds.services.said_columns import said_columns
from kreds.sources.container import Archive, Member, open_archives
from kreds.sources.csv_table import CsvTable
from kreds.sources.kinds import FROM_ELSEWHERE, Kind
from kreds.sources.opening import AnyTable, is_sheet, open_any
from kreds.sources.recognition import Known
from kreds.sources.registry import is_linkedin, recognize
from kreds.sources.sheet_table import SheetTable
from kreds.store import imports
from kreds.store.database import Store
from kreds.store.imports import KnownFile
from kreds.text.phrase import Phrase

ROWS_READ = 10_000
"""Of a larger file the rest is reckoned from the bytes that so many rows take."""

_RELATIONS_READ = 200_000
"""Of how many relations there are one wants the exact number, and even 30,000 are counted in a blink."""

_TELLING = ("firstname", "lastname", "url")
_PAGES = (".html", ".htm")
_BLOCK = 1 << 20
_BEGINS = {Kind.CALENDAR: b"BEGIN:VEVENT", Kind.VCARDS: b"BEGIN:VCARD"}
"""What each row of a file of lines begins with."""
_LINKEDIN_BEGAN = date(2003, 5, 5)

IMPORT_DOWNLOAD_TOO = Phrase(
    "Import your download from LinkedIn, too: then Kreds sees which of these people you are connected to."
)
NOTHING_KNOWN = Phrase("Nothing in it belongs to a LinkedIn archive, and no list of people or companies is there.")
NOT_NEEDED, NOT_KNOWN = "not needed", "not known"


@dataclass(frozen=True, slots=True)
class SeenFile:
    """One file that Kreds knows; ``rows`` is reckoned unless ``is_exact``.

    ``people``: in a list of connections, the rows that name somebody; those of hidden members are empty.
    ``is_known``: these very bytes were imported before, and nothing will come of them.
    """

    name: str
    kind: str
    size: int
    rows: int
    is_exact: bool
    is_known: bool = False
    people: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that is left alone: ``reason`` is `NOT_NEEDED` (LinkedIn's, of no use here) or `NOT_KNOWN`."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class SeenArchive:
    """One delivery, as of ``day`` (None when only its rows could tell).

    ``is_sure`` is False when the day is no more than that on which the zip was made.
    """

    name: str
    day: date | None
    is_sure: bool
    files: tuple[SeenFile, ...]
    unread: tuple[Unread, ...]
    lists: tuple[ListSample, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """All that was handed over, and what a person should know before it is imported."""

    archives: tuple[SeenArchive, ...]
    notes: tuple[Phrase, ...]

    @property
    def lists(self) -> tuple[ListSample, ...]:
        """The lists of people and companies, also those that wait until somebody says what their columns are."""
        return tuple(one for archive in self.archives for one in archive.lists)

    @property
    def files(self) -> tuple[SeenFile, ...]:
        """Every file that Kreds knows, of all archives."""
        return tuple(file for archive in self.archives for file in archive.files)

    @property
    def unread(self) -> tuple[Unread, ...]:
        """Every file that is left alone."""
        return tuple(file for archive in self.archives for file in archive.unread)


@dataclass(frozen=True, slots=True)
class _Before:
    """What the store has had already."""

    files: dict[tuple[str, str, int], KnownFile]
    sizes: set[tuple[str, int]]
    kinds: set[str]
    newest: str
    lists: Known = field(default_factory=Known)


def look_at_files(
    store: Store | None, paths: Sequence[Path], *, today: date, cancelled: Callable[[], bool] = lambda: False
) -> Look:
    """See what deliveries hold, beside what the store (None: there is none yet) has had before. Nothing is written.

    Raises:
        RefusedError: a file cannot be trusted.
        CancelledError: stopped on request.
        UsageError: a path does not exist.
    """

    def tick(_size: int) -> None:
        if cancelled():
            raise CancelledError

    before = _before(store)
    opened = open_archives(paths)
    archives = tuple(_archive(archive, before, today=today, tick=tick) for archive in opened)
    told = tuple(note for archive in opened for note in archive.notes)
    return Look(archives, (*_notes(archives, before), *told))


def _before(store: Store | None) -> _Before:
    if store is None:
        return _Before({}, set(), set(), "")
    with store.reading() as db:
        newest = max(imports.last_days(db), default="")
        known = Known(said_columns(db))
        return _Before(imports.known_files(db), imports.known_sizes(db), imports.kinds(db), newest, known)


def _archive(archive: Archive, before: _Before, *, today: date, tick: Callable[[int], None]) -> SeenArchive:
    lists = before.lists
    if any(is_linkedin(member.name) for member in archive.members) and not archive.is_loose:
        lists = replace(lists, guesses=False)
    samples: list[ListSample] = []
    files: list[SeenFile] = []
    unread = [Unread(name, NOT_NEEDED) for name in archive.ignored]
    unread += [Unread(name, NOT_KNOWN) for name in archive.unknown]
    days: list[str] = []
    for member in archive.members:
        tick(0)
        seen, sample = _file(member, tick, lists)
        if sample is not None:
            samples.append(sample)
        if seen is None and sample is not None:
            continue
        if seen is None:
            unread.append(Unread(member.name, NOT_KNOWN))
            continue
        if (seen.kind, member.size) in before.sizes:
            key = (Kind(seen.kind), member.sha256(on_bytes=tick), seen.version)
            if known := before.files.get(key):
                seen = replace(seen, is_known=True)
                days.append(known.last_day)
        files.append(seen)
    day, is_sure = _day(archive, days, today)
    return SeenArchive(archive.name, day, is_sure, tuple(files), tuple(unread), tuple(samples))


def _day(archive: Archive, last_days: Sequence[str], today: date) -> tuple[date | None, bool]:
    """The day of a delivery, and whether more tells it than the day its zip was made."""
    day, _ = archive_day(archive.name, last_days, today)
    if not any(is_linkedin(member.name) for member in archive.members):
        return None, False
    if day:
        return date.fromisoformat(day), True
    if archive.written_at and all(member.crc32 is not None for member in archive.members):
        made = datetime.fromtimestamp(archive.written_at, UTC).date()
        if _LINKEDIN_BEGAN <= made <= today:
            return made, False
    return None, False


def _file(member: Member, tick: Callable[[int], None], lists: Known) -> tuple[SeenFile | None, ListSample | None]:
    """What a file is, None when nobody knows; and its beginning, if it is a list."""
    if (about_posts := post_file_kind(member)) is not None and (
        found := read_post_file(member, about_posts)
    ) is not None:
        return _about_posts(member, found), None
    if member.name.lower().endswith(_PAGES):
        return SeenFile(member.name, Kind.ARTICLES, member.size, 1, is_exact=True, version=ARTICLES_VERSION), None
    if (by_line := lines_kind(member)) is not None:
        entries = _parts(member, _BEGINS[by_line], tick)
        version = LINES_VERSIONS[by_line]
        return SeenFile(member.name, by_line, member.size, entries, is_exact=True, version=version), None
    read = 0

    def count(size: int) -> None:
        nonlocal read
        read += size
        tick(size)

    try:
        table = open_any(member, on_bytes=count, known=lists, other=sheet_of)
    except RefusedError:
        if member.is_named or not is_sheet(member):
            raise
        return None, None
    if isinstance(table, SheetTable) and table.book.chosen and table.is_empty:
        return _about_posts(member, read_analytics(table.book)), None
    kind = table.found.kind if table.found else recognize(table.columns, member.name)
    if kind is None:
        return None, sample_of(table, is_named=member.is_named)
    if table.found is None and not isinstance(table, CsvTable):
        if member.is_named:
            raise RefusedError("SHEET-LINKEDIN", file=table.label)
        return None, None
    sample = sample_of(table) if table.found else None
    seen = _counted(table, kind, size=member.size, bytes_read=lambda: read)
    return replace(seen, version=version_of(kind, table.found)), sample


def _about_posts(member: Member, found: PostFile) -> SeenFile:
    version = POST_VERSIONS[found.kind]
    return SeenFile(member.name, found.kind, member.size, len(found.outcomes), is_exact=True, version=version)


def _counted(table: AnyTable, kind: Kind, *, size: int, bytes_read: Callable[[], int]) -> SeenFile:
    """About how many rows a table has."""
    enough = _RELATIONS_READ if kind == Kind.CONNECTIONS else ROWS_READ
    telling = [table.columns[name] for name in _TELLING if name in table.columns] if kind == Kind.CONNECTIONS else []
    people = 0
    # Closing lets the thread go that reads ahead.
    with closing(table.batches()) as batches:
        for batch in batches:
            if telling:
                people += sum(any(row[place] for place in telling) for row in batch.rows)
            if table.read >= enough and bytes_read() < size:
                rows, people = (_reckoned(count, bytes_read(), size) for count in (table.read, people))
                return SeenFile(table.name, kind, size, rows, is_exact=False, people=people)
    return SeenFile(table.name, kind, size, table.read, is_exact=True, people=people)


def _parts(member: Member, begins: bytes, tick: Callable[[int], None]) -> int:
    """How many entries a calendar or an address book has; a series counts once here."""
    count, held = 0, b""
    with member.open() as stream:
        while block := stream.read(_BLOCK):
            tick(len(block))
            text = held + block.replace(b"\x00", b"").upper()
            count += text.count(begins)
            # The word may be parted by two blocks.
            held = text[1 - len(begins) :]
    return count


def _reckoned(rows: int, read: int, size: int) -> int:
    """How many rows there are in ``size`` bytes when these came of ``read``: in two digits, more would claim to know.

    >>> _reckoned(4_000, 1_000_000, 30_900_000), _reckoned(90, 90, 98)
    (120000, 98)
    """
    whole = rows * size / max(1, read)
    unit = 10 ** max(0, len(str(int(whole))) - 2)
    return int(round(whole / unit) * unit)


def _notes(archives: Sequence[SeenArchive], before: _Before) -> list[Phrase]:
    files = [file for archive in archives for file in archive.files]
    kinds = {file.kind for file in files} | before.kinds
    notes: list[Phrase] = []
    are_lists = all(file.kind in FROM_ELSEWHERE for file in files)
    if not files:
        if not any(archive.lists for archive in archives):
            notes.append(NOTHING_KNOWN)
    elif all(file.is_known for file in files):
        notes.append(Phrase("All of it was imported before; importing it again changes nothing."))
    elif are_lists:
        if Kind.CONNECTIONS not in kinds:
            notes.append(IMPORT_DOWNLOAD_TOO)
    elif Kind.CONNECTIONS not in kinds:
        notes.append(
            Phrase(
                "It holds no list of your connections: this is the first of LinkedIn's two deliveries. "
                "Import the second one too when it comes."
            )
        )
    elif Kind.CONNECTIONS in kinds and Kind.MESSAGES not in kinds:
        notes.append(
            Phrase("It holds no messages, so Kreds cannot see whom you write with. Ask for the larger archive.")
        )
    notes.extend(
        Phrase("%(name)s is older than what you have: it fills in the past and takes nothing back.", {"name": one.name})
        for one in archives
        if one.day and one.is_sure and one.day.isoformat() < before.newest and not all(f.is_known for f in one.files)
    )
    return notes
