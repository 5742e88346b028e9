"""Read everything that is offered, before a single row is written: what cannot be trusted is refused here."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from kreds.errors import CancelledError
from kreds.model.importing import Progress
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
from kreds.sources import calendar, vcards
from kreds.sources.container import Archive, Member, open_archives
from kreds.sources.content_lines import begins_with
from kreds.sources.csv_table import CsvTable, open_table
from kreds.sources.kinds import Kind
from kreds.sources.linkedin import messages
from kreds.sources.linkedin.articles import read_article
from kreds.sources.linkedin.message_halves import HalvesRunning, can_read_halves
from kreds.sources.linkedin.messages import MessageColumns, read_messages, settle
from kreds.sources.linkedin.readers import READERS
from kreds.sources.registry import recognize
from kreds.sources.sniffing import HEAD_SIZE
from kreds.store.imports import KnownFile
from kreds.text.phrase import Phrase

_TICK = 262_144
"""Bytes between two looks at the cancel flag."""
# What these say lies ahead or behind of what the owner did on the day they did it.
_UNDATED = frozenset({ActivityKind.EVENT, ActivityKind.LEARNING})
_LINES = {"VCALENDAR": (Kind.CALENDAR, calendar.VERSION), "VCARD": (Kind.VCARDS, vcards.VERSION)}
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


@dataclass(frozen=True, slots=True)
class ParsedArchive:
    """One delivery."""

    name: str
    files: tuple[ParsedFile, ...]
    ignored: tuple[str, ...]
    unknown: tuple[str, ...]
    written_at: int
    notes: tuple[Phrase, ...] = ()


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

    ``skip_lines``: for names of files the first and last line of a part to leave out.
    """

    known: dict[tuple[str, str, int], KnownFile]
    known_sizes: set[tuple[str, int]]
    today: date
    keep_texts: bool
    skip_lines: Mapping[str, tuple[int, int]] = field(default_factory=dict)


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
    """
    archives = open_archives(paths)
    watch = Watch(sum(member.size for archive in archives for member in archive.members), progress, cancelled)
    watch.tell()
    return [_read_archive(archive, reading, watch) for archive in archives], watch


def _read_archive(archive: Archive, reading: Reading, watch: Watch) -> ParsedArchive:
    parsed: dict[str, ParsedFile | None] = {}
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
    return ParsedArchive(
        name=archive.name,
        files=tuple(file for member in archive.members if (file := parsed[member.path]) is not None),
        ignored=archive.ignored,
        unknown=(*archive.unknown, *(member.name for member in archive.members if parsed[member.path] is None)),
        written_at=archive.written_at,
        notes=archive.notes,
    )


def _large_messages(member: Member, reading: Reading) -> CsvTable | None:
    """The table, if it is worth being read by two processes."""
    if not can_read_halves(member) or reading.keep_texts or reading.skip_lines:
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
) -> ParsedFile | None:
    """Read one file of an archive; None when it is nothing that Kreds knows.

    Raises:
        RefusedError: the file cannot be trusted.
        CancelledError: stopped on request.
    """
    if _is_page(member):
        return _read_article(member, reading, watch)
    if (kind := lines_kind(member)) is not None:
        return _read_lines(member, kind, reading, watch)
    table = open_table(member, on_bytes=watch.add, skip_lines=reading.skip_lines)
    kind = recognize(table.columns, member.name)
    if kind is None:
        return None
    version = messages.VERSION if kind is Kind.MESSAGES else READERS[kind].version
    file = ParsedFile(member.name, kind, member.size, "", version)
    if (kind, member.size) in reading.known_sizes and not reading.keep_texts:
        file.sha256 = member.sha256(on_bytes=watch.add)
        file.known = reading.known.get((kind, file.sha256, version))
        if file.known is not None:
            file.last_day = file.known.last_day
            return file
    if kind is Kind.MESSAGES:
        raw = halves.result(watch.hear) if halves is not None else None
        columns = settle(raw) if raw is not None else read_messages(table, keep_texts=reading.keep_texts)
        _take_messages(file, columns, reading.today)
    else:
        reader = READERS[kind]
        table.require(reader.required)
        _take_records(file, reader.read(table), reading.today)
        file.rejected.extend(table.rejected)
        file.read = table.read
    watch.rows += file.read
    file.notes.extend(table.notes)
    file.sha256 = file.sha256 or member.sha256()
    if file.rejected:
        file.header = table.raw(list(table.header))
    return file


def reader_versions() -> dict[str, int]:
    """Kind of file to the version of its reader: a later one tries again what an earlier one could not read."""
    by_lines = {str(kind): version for kind, version in _LINES.values()}
    tables = {str(kind): reader.version for kind, reader in READERS.items()}
    return tables | by_lines | {str(Kind.MESSAGES): messages.VERSION}


def lines_kind(member: Member) -> Kind | None:
    """Whether a file is a calendar or an address book, by how it begins and not by its name."""
    with member.open(is_hashed=False) as stream:
        found = begins_with(stream.read(HEAD_SIZE))
    return _LINES[found][0] if found else None


def _read_lines(member: Member, kind: Kind, reading: Reading, watch: Watch) -> ParsedFile:
    version = reader_versions()[str(kind)]
    file = ParsedFile(member.name, kind, member.size, "", version)
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


def _read_article(member: Member, reading: Reading, watch: Watch) -> ParsedFile:
    version = READERS[Kind.ARTICLES].version
    file = ParsedFile(member.name, Kind.ARTICLES, member.size, member.sha256(), version, read=1)
    file.known = reading.known.get((Kind.ARTICLES, file.sha256, version))
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
