"""Read everything that is offered, before a single row is written: what cannot be trusted is refused here."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from kreds.errors import CancelledError, RefusedError, UsageError
from kreds.model.importing import ListSample, Progress
from kreds.model.record import (
    ActivityKind,
    ActivityRecord,
    ConnectionRecord,
    HiddenConnection,
    InteractionRecord,
    Record,
    Rejected,
    Skipped,
)
from kreds.services.read_lists import LIST_READERS, sample_of
from kreds.services.read_post_files import (
    POST_VERSIONS,
    PostFile,
    digest_of,
    post_file_kind,
    read_analytics,
    read_post_file,
    sheet_of,
)
from kreds.sources import calendar, vcards
from kreds.sources.container import Archive, Member, open_archives
from kreds.sources.content_lines import begins_with
from kreds.sources.csv_table import CsvTable, open_table
from kreds.sources.kinds import FROM_ELSEWHERE, Kind
from kreds.sources.linkedin import messages
from kreds.sources.linkedin.articles import read_article
from kreds.sources.linkedin.message_halves import HalvesRunning, can_read_halves
from kreds.sources.linkedin.messages import MessageColumns, read_messages, settle
from kreds.sources.linkedin.readers import READERS
from kreds.sources.opening import AnyTable, is_sheet, open_any
from kreds.sources.recognition import Known, ListFound
from kreds.sources.registry import is_linkedin, recognize
from kreds.sources.sheet_table import SheetTable
from kreds.sources.sniffing import HEAD_SIZE
from kreds.store.imports import READER_VERSIONS, KnownFile
from kreds.text.phrase import Phrase

ARTICLES_VERSION = READERS[Kind.ARTICLES].version
_TICK = 262_144
"""Bytes between two looks at the cancel flag."""
# What these say lies ahead or behind of what the owner did on the day they did it.
_UNDATED = frozenset({ActivityKind.EVENT, ActivityKind.LEARNING})
_LINES = {"VCALENDAR": Kind.CALENDAR, "VCARD": Kind.VCARDS}
LINES_VERSIONS = {Kind.CALENDAR: calendar.VERSION, Kind.VCARDS: vcards.VERSION}
"""What files of lines begin with, and the version of their reader."""
_RETRIED_BELOW = {Kind.CALENDAR: "BEGIN:VCALENDAR", Kind.VCARDS: " "}
"""What a part of such a file stands below when it is tried again alone."""


@dataclass(slots=True)
class ParsedFile:
    """One file of an archive, read whole; ``known`` when the store has read the same bytes before."""

    name: str
    kind: Kind
    size: int
    sha256: str
    reader: int
    read: int = 0
    records: list[Record] = field(default_factory=list)
    messages: MessageColumns | None = None
    rejected: list[Rejected] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    notes: list[Phrase] = field(default_factory=list)
    last_day: str = ""
    header: str = ""
    known: KnownFile | None = None
    columns: tuple[str, ...] = ()
    list: ListFound | None = None
    modified_at: int = 0


@dataclass(frozen=True, slots=True)
class ParsedArchive:
    """One delivery; a list of people or companies is always one of its own, wherever it lay."""

    name: str
    files: tuple[ParsedFile, ...]
    ignored: tuple[str, ...]
    unknown: tuple[str, ...]
    written_at: int
    notes: tuple[Phrase, ...] = ()
    unmatched: tuple[ListSample, ...] = ()


@dataclass(slots=True)
class Watch:
    """Tells how far the reading has come, and stops it when asked to."""

    total: int
    progress: Callable[[Progress], None] | None
    cancelled: Callable[[], bool] | None
    stage: str = "reading"
    file: str = ""
    done: int = 0
    rows: int = 0
    _told: int = 0

    def add(self, size: int) -> None:
        """Count bytes.

        Raises:
            CancelledError: the person has asked to stop.
        """
        self.done += size
        if self.done - self._told >= _TICK:
            self.tell()

    def hear(self, size: int) -> None:
        """Count bytes that another process has read, and look whether to stop.

        Raises:
            CancelledError: the person has asked to stop.
        """
        self.done += size
        self.tell()

    def tell(self) -> None:
        """Say where the import is now.

        Raises:
            CancelledError: the person has asked to stop.
        """
        self._told = self.done
        if self.cancelled is not None and self.cancelled():
            raise CancelledError
        if self.progress is not None:
            self.progress(Progress(self.stage, self.file, min(self.done, self.total), self.total, self.rows))


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read: what the store knows already, the last day that can be true, and whether words are kept.

    ``skip_lines``: for names of files the first and last line of a part to leave out. ``lists``: said of headers.
    ``post``: the key of the post that lists of reactions are said to be of.
    """

    known: dict[tuple[str, str, int], KnownFile]
    known_sizes: set[tuple[str, int]]
    today: date
    keep_texts: bool
    skip_lines: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    lists: Known = field(default_factory=Known)
    post: str = ""


def read_archives(
    paths: Sequence[Path],
    reading: Reading,
    *,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[list[ParsedArchive], Watch]:
    """Read all deliveries.

    Raises:
        RefusedError: a file cannot be trusted; the whole import stops and nothing is changed.
        CancelledError: stopped on request.
        UsageError: the columns that every list is said to have are in none.
    """
    archives = open_archives(paths)
    watch = Watch(sum(member.size for archive in archives for member in archive.members), progress, cancelled)
    watch.tell()
    parsed = [part for archive in archives for part in _apart(_read_archive(archive, reading, watch))]
    _check_columns(parsed, reading.lists)
    return parsed, watch


def _apart(archive: ParsedArchive) -> list[ParsedArchive]:
    """The archive without what is from elsewhere, and each of that by itself: its day hangs on nothing beside it."""
    lists = [file for file in archive.files if file.kind in FROM_ELSEWHERE]
    if not lists:
        return [archive]
    rest = tuple(file for file in archive.files if file.kind not in FROM_ELSEWHERE)
    alone = [ParsedArchive(file.name, (file,), (), (), file.modified_at) for file in lists]
    if rest or archive.ignored or archive.unknown or archive.unmatched:
        return [replace(archive, files=rest), *alone]
    return [replace(alone[0], notes=archive.notes), *alone[1:]]


def _check_columns(archives: Sequence[ParsedArchive], lists: Known) -> None:
    """Make sure that what was said of all lists is true of one.

    Raises:
        UsageError: COLUMNS-MISSING.
    """
    if lists.for_all is None:
        return
    files = [file for archive in archives for file in archive.files if file.list]
    if not any(file.list and file.list.matching == lists.for_all for file in files):
        wanted = ", ".join(name for some in lists.for_all.columns.values() for name in some)
        headers = [file.columns for file in files] + [one.header for archive in archives for one in archive.unmatched]
        found = "; ".join(", ".join(header) for header in headers)
        raise UsageError("COLUMNS-MISSING", columns=wanted, found=found or "–")


def _read_archive(archive: Archive, reading: Reading, watch: Watch) -> ParsedArchive:
    parsed: dict[str, ParsedFile | ListSample | None] = {}
    if any(is_linkedin(member.name) for member in archive.members) and not archive.is_loose:
        # What LinkedIn may add to its archive one day must not pass for a list of customers.
        reading = replace(reading, lists=replace(reading.lists, guesses=False))
    with ExitStack() as stack:
        running = {
            member.path: stack.enter_context(HalvesRunning(member, table.layout))
            for member in archive.members
            if (table := _large_messages(member, reading)) is not None
        }
        # What is read by processes of its own comes last: the others are read meanwhile.
        for member in sorted(archive.members, key=lambda member: member.path in running):
            watch.file = member.name
            parsed[member.path] = read_member(member, reading, watch, halves=running.get(member.path))
            # The rows of this file are all counted now, and those of the next one not yet.
            watch.tell()
    found = [parsed[member.path] for member in archive.members]
    return ParsedArchive(
        name=archive.name,
        files=tuple(file for file in found if isinstance(file, ParsedFile)),
        ignored=archive.ignored,
        unknown=(*archive.unknown, *(member.name for member in archive.members if parsed[member.path] is None)),
        written_at=archive.written_at,
        notes=archive.notes,
        unmatched=tuple(one for one in found if isinstance(one, ListSample)),
    )


def _large_messages(member: Member, reading: Reading) -> CsvTable | None:
    """The table, if it is worth being read by two processes."""
    if not can_read_halves(member) or reading.keep_texts or reading.skip_lines or is_sheet(member):
        return None
    if (Kind.MESSAGES, member.size) in reading.known_sizes or _is_page(member):
        return None
    table = open_table(member)
    is_plain = table.layout.encoding.replace("-", "").startswith("utf8")
    return table if is_plain and recognize(table.columns, member.name) is Kind.MESSAGES else None


def _is_page(member: Member) -> bool:
    return member.name.lower().endswith((".html", ".htm"))


def read_member(
    member: Member, reading: Reading, watch: Watch, *, halves: HalvesRunning | None = None
) -> ParsedFile | ListSample | None:
    """Read one file of an archive; None when it is nothing that Kreds knows, a sample when it may be a list.

    Raises:
        RefusedError: the file cannot be trusted.
        CancelledError: stopped on request.
    """
    if (special := _read_special(member, reading, watch)) is not None:
        return special
    try:
        table = open_any(member, on_bytes=watch.add, skip_lines=reading.skip_lines, known=reading.lists, other=sheet_of)
    except RefusedError:
        # Nobody has named a spreadsheet that lies somewhere in a folder.
        if member.is_named or not is_sheet(member):
            raise
        return None
    if isinstance(table, SheetTable) and table.book.chosen and table.is_empty:
        return _analytics(member, table, reading, watch)
    kind = table.found.kind if table.found else recognize(table.columns, member.name)
    if kind is None:
        return sample_of(table, is_named=member.is_named)
    if table.found is None and not isinstance(table, CsvTable):
        if member.is_named:
            raise RefusedError("SHEET-LINKEDIN", file=table.label)
        return None
    file = ParsedFile(member.name, kind, member.size, "", 0, modified_at=member.modified_at)
    file.list, file.columns = table.found, table.header
    file.reader = version_of(kind, table.found)
    if (kind, member.size) in reading.known_sizes and not reading.keep_texts:
        file.sha256 = member.sha256(on_bytes=watch.add)
        file.known = reading.known.get((kind, file.sha256, file.reader))
        if file.known is not None:
            file.last_day = file.known.last_day
            return file
    _take_table(file, table, reading, watch, halves=halves)
    watch.rows += file.read
    file.notes.extend(table.notes)
    file.sha256 = file.sha256 or member.sha256()
    if file.rejected:
        file.header = table.raw(list(table.header))
    return file


def _read_special(member: Member, reading: Reading, watch: Watch) -> ParsedFile | None:
    """A file that is no table, told by how it begins; None when it is one."""
    about_posts = post_file_kind(member, reading.post)
    if about_posts and (found := _read_about_posts(member, about_posts, reading, watch)) is not None:
        return found
    if _is_page(member):
        return _read_article(member, reading, watch)
    by_line = lines_kind(member)
    return _read_lines(member, by_line, reading, watch) if by_line else None


def _take_table(
    file: ParsedFile, table: AnyTable, reading: Reading, watch: Watch, *, halves: HalvesRunning | None
) -> None:
    """Read the rows of a table whose kind is known."""
    if table.found is not None:
        _take_records(file, LIST_READERS[file.kind].read(table, file.kind, table.found.matching), reading.today)
    elif not isinstance(table, CsvTable):
        return
    elif file.kind is Kind.MESSAGES:
        raw = halves.result(watch.hear) if halves is not None else None
        columns = settle(raw) if raw is not None else read_messages(table, keep_texts=reading.keep_texts)
        _take_messages(file, columns, reading.today)
        return
    else:
        reader = READERS[file.kind]
        table.require(reader.required)
        _take_records(file, reader.read(table), reading.today)
    file.rejected.extend(table.rejected)
    file.read = table.read


def version_of(kind: Kind, found: ListFound | None) -> int:
    """The version of the reader; of a list also how its columns are read."""
    if found is not None:
        return LIST_READERS[kind].version + READER_VERSIONS * found.matching.number
    return messages.VERSION if kind is Kind.MESSAGES else READERS[kind].version


def reader_versions() -> dict[str, int]:
    """Kind of file to the version of its reader: a later one tries again what an earlier one could not read."""
    tables = {str(kind): reader.version for kind, reader in READERS.items()}
    lists = {str(kind): reader.version for kind, reader in LIST_READERS.items()}
    by_lines = {str(kind): version for kind, version in LINES_VERSIONS.items()}
    about_posts = {str(kind): version for kind, version in POST_VERSIONS.items()}
    return tables | lists | by_lines | about_posts | {str(Kind.MESSAGES): messages.VERSION}


def lines_kind(member: Member) -> Kind | None:
    """Whether a file is a calendar or an address book, by how it begins and not by its name."""
    with member.open(is_hashed=False) as stream:
        found = begins_with(stream.read(HEAD_SIZE))
    return _LINES[found] if found else None


def _read_lines(member: Member, kind: Kind, reading: Reading, watch: Watch) -> ParsedFile:
    version = LINES_VERSIONS[kind]
    file = ParsedFile(member.name, kind, member.size, "", version, modified_at=member.modified_at)
    if (kind, member.size) in reading.known_sizes:
        file.sha256 = member.sha256(on_bytes=watch.add)
        file.known = reading.known.get((kind, file.sha256, version))
        if file.known is not None:
            file.last_day = file.known.last_day
            return file
    if kind is Kind.CALENDAR:
        meetings = calendar.read_calendar(member, today=reading.today, on_bytes=watch.add)
        _take_records(file, meetings.outcomes, reading.today)
        file.read, file.last_day = len(meetings.outcomes), meetings.last_day
        file.notes.extend(meetings.notes)
    else:
        cards = vcards.read_cards(member, on_bytes=watch.add)
        _take_records(file, cards.outcomes, reading.today)
        file.read = len(cards.outcomes)
        file.notes.extend(cards.notes)
    watch.rows += file.read
    file.sha256 = member.sha256()
    if file.rejected:
        file.header = _RETRIED_BELOW[kind]
    return file


def _read_about_posts(member: Member, kind: Kind, reading: Reading, watch: Watch) -> ParsedFile | None:
    """A list of who reacted, or mails that say so; None when it is a page with nobody in it."""
    version, post = POST_VERSIONS[kind], reading.post if kind is Kind.POST_REACTIONS else ""
    file = ParsedFile(member.name, kind, member.size, "", version, modified_at=member.modified_at)
    if (kind, member.size) in reading.known_sizes:
        file.sha256 = digest_of(member, post)
        file.known = reading.known.get((kind, file.sha256, version))
        if file.known is not None:
            return file
    found = read_post_file(member, kind, post=post, on_bytes=watch.add)
    if found is None:
        return None
    _take_post_file(file, found, reading, watch)
    file.sha256 = digest_of(member, post)
    return file


def _analytics(member: Member, table: SheetTable, reading: Reading, watch: Watch) -> ParsedFile:
    """A spreadsheet of analytics."""
    kind = Kind.POST_ANALYTICS
    file = ParsedFile(member.name, kind, member.size, member.sha256(), POST_VERSIONS[kind])
    file.modified_at = member.modified_at
    file.known = reading.known.get((kind, file.sha256, file.reader))
    if file.known is None:
        _take_post_file(file, read_analytics(table.book), reading, watch)
    return file


def _take_post_file(file: ParsedFile, found: PostFile, reading: Reading, watch: Watch) -> None:
    _take_records(file, found.outcomes, reading.today)
    file.read = len(found.outcomes)
    file.notes.extend(found.notes)
    file.header = found.header if file.rejected else ""
    watch.rows += file.read


def _read_article(member: Member, reading: Reading, watch: Watch) -> ParsedFile:
    file = ParsedFile(member.name, Kind.ARTICLES, member.size, member.sha256(), ARTICLES_VERSION, read=1)
    file.known = reading.known.get((Kind.ARTICLES, file.sha256, ARTICLES_VERSION))
    _take_records(file, [read_article(member)], reading.today)
    watch.add(member.size)
    watch.rows += 1
    return file


def _take_messages(file: ParsedFile, columns: MessageColumns, today: date) -> None:
    file.messages = columns
    file.read = columns.read
    file.rejected.extend(columns.rejected)
    file.skipped.update(columns.skipped)
    limit = int(datetime(today.year, today.month, today.day, tzinfo=UTC).timestamp()) + 2 * 86_400
    sent = columns.columns["sent_at"]
    past = sent[sent < limit]
    file.last_day = _day_of(int(past.max())) if len(past) else ""


def _take_records(file: ParsedFile, rows: Iterable[Record | Rejected | Skipped], today: date) -> None:
    """Sort what the reader yields; the newest day that is not in the future dates the archive."""
    newest = ""
    limit = today.isoformat()
    for row in rows:
        if isinstance(row, Rejected):
            file.rejected.append(row)
        elif isinstance(row, Skipped):
            file.skipped[row.reason] += 1
        else:
            file.records.append(row)
            day = _record_day(row)
            if newest < day <= limit:
                newest = day
    file.last_day = newest


def _record_day(record: Record) -> str:
    if isinstance(record, ConnectionRecord | HiddenConnection):
        return record.connected_on.isoformat() if record.connected_on else ""
    if isinstance(record, InteractionRecord):
        return _day_of(record.at) if record.at is not None else ""
    if isinstance(record, ActivityRecord) and record.kind not in _UNDATED:
        return _day_of(record.at) if record.at is not None else ""
    return ""


def _day_of(at: int) -> str:
    return datetime.fromtimestamp(at, tz=UTC).date().isoformat()
