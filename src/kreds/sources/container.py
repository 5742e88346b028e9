"""What the person gives us: zips, unpacked folders and single files, seen as archives of members.

Nothing is unpacked to disk by name. A member is recognized later, by its content; what is known and not needed is not
even opened.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path

from kreds.errors import RefusedError, UsageError
from kreds.sources.byte_source import CopySource, FileSource, Source
from kreds.sources.limits import DEPTH_LIMIT, Limits
from kreds.sources.member_stream import ByteStream, MemberStream
from kreds.sources.office import SHEETS, check_ole, is_ole, sheet_ending
from kreds.sources.registry import is_ignored
from kreds.sources.sniffing import HEAD_SIZE, foreign_kind, is_html, is_text, is_zip
from kreds.sources.zip_gate import Entry, read_entries
from kreds.text.phrase import Phrase

_TABLES = (".csv", ".tsv", ".txt")
_PAGES = (".html", ".htm")
_LINES = (".ics", ".ical", ".icalendar", ".vcf", ".vcard")
_MAILS = (".eml", ".mbox", ".mbx")
_UNFINISHED = (".crdownload", ".part", ".partial", ".download", ".opdownload")
_JUNK = frozenset({".ds_store", "thumbs.db", "desktop.ini", ".localized"})
_ARTICLES = "articles"
_OWN_FOLDERS = frozenset({_ARTICLES, "jobs", "verifications", "services marketplace"})
_RATIO_WORTH_A_NOTE = 200
_BLOCK = 4 << 20
_DEFAULT = Limits()


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive.

    ``name`` is what people are shown ("Connections.csv", "Jobs/Saved Jobs.csv"), ``path`` the full name inside,
    ``label`` the name with its archive's. ``crc32`` is None outside zips; ``modified_at`` is in seconds, 0 if unknown.
    """

    name: str
    path: str
    label: str
    size: int
    crc32: int | None
    modified_at: int
    _source: Source = field(repr=False)
    _entry: Entry | None = field(default=None, repr=False)
    _limit: int = field(default=_DEFAULT.member, repr=False)
    _is_whole: bool = field(default=True, repr=False)
    _digest: list[str] = field(default_factory=list, repr=False, compare=False)

    @property
    def is_named(self) -> bool:
        """Whether the person named this very file, and not an archive or folder that holds it."""
        return self.label == self.name

    def open(self, *, is_hashed: bool = True) -> ByteStream:
        """The bytes, checked while they are read; hashed, too, unless somebody else does.

        Raises:
            RefusedError: they are not what was announced; raised by ``open`` or by a later ``read``.
        """
        return MemberStream(
            self._source,
            self.label,
            entry=self._entry,
            limit=self._limit,
            on_end=self.remember if is_hashed and self._is_whole else None,
        )

    def sha256(self, *, on_bytes: Callable[[int], None] | None = None) -> str:
        """The SHA-256 of the bytes; free once they have been read to the end, else they are read now."""
        if not self._digest:
            with self.open() as stream:
                while block := stream.read(_BLOCK // 16):
                    if on_bytes is not None:
                        on_bytes(len(block))
        return self._digest[0]

    def remember(self, digest: str) -> None:
        """Keep the SHA-256 of the bytes, which somebody has read to the end."""
        if not self._digest:
            self._digest.append(digest)


@dataclass(frozen=True, slots=True)
class Archive:
    """One delivery. ``ignored`` names what is known and not needed, ``unknown`` what Kreds does not read.

    ``written_at`` is the newest time on any member, in seconds.
    """

    name: str
    members: tuple[Member, ...]
    ignored: tuple[str, ...]
    unknown: tuple[str, ...]
    written_at: int
    notes: tuple[Phrase, ...] = ()

    @property
    def is_loose(self) -> bool:
        """Whether these are single files that the person named."""
        return all(member.is_named for member in self.members)


def open_archives(paths: Sequence[Path], *, limits: Limits = _DEFAULT) -> tuple[Archive, ...]:
    """Look at everything that is offered, in the order given; single files of one folder make one archive.

    Raises:
        UsageError: a path that does not exist, or none at all.
        RefusedError: a file that cannot be trusted, or is none of ours.
    """
    if not paths:
        raise UsageError("NOTHING-TO-DO")
    archives: list[Archive] = []
    loose: dict[Path, list[Path]] = {}
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise UsageError("PATH-MISSING", path=str(path))
        place = path.resolve()
        if place in seen:
            continue
        seen.add(place)
        if path.is_dir():
            archives.extend(_open_folder(path, limits))
        elif _is_archive(path):
            archives.append(_open_zip(FileSource.of(path, path.name), limits))
        else:
            loose.setdefault(place.parent, []).append(path)
    archives.extend(_open_loose(files, limits) for files in loose.values())
    return tuple(archives)


def _open_zip(source: Source, limits: Limits, *, is_inner: bool = False) -> Archive:
    with source.open() as handle:
        entries = [entry for entry in read_entries(handle, source.name, limits=limits) if not entry.is_folder]
    source.check()
    inner = _only_zip(source, entries, limits)
    if inner is not None:
        if is_inner:
            raise RefusedError("ZIP-NESTED", file=source.name)
        return replace(_open_zip(inner, limits, is_inner=True), name=source.name)
    files = [
        Member(entry.name, entry.name, "", entry.size, entry.crc32, entry.modified_at, source, entry, limits.member)
        for entry in entries
    ]
    packed, size = sum(entry.packed for entry in entries), sum(entry.size for entry in entries)
    notes = []
    if packed and size // packed > _RATIO_WORTH_A_NOTE:
        facts = {"ratio": size // packed}
        notes.append(Phrase("The zip unpacks to %(ratio)s times its size; its files are unusually repetitive.", facts))
    return _sorted_out(source.name, files, notes=notes)


def _only_zip(source: Source, entries: Sequence[Entry], limits: Limits) -> Source | None:
    """The zip inside, when that is all there is: some people wrap the download once more."""
    files = [entry for entry in entries if not _is_junk(entry.name)]
    if len(files) != 1 or not files[0].name.lower().endswith(".zip"):
        return None
    copy = CopySource(f"{source.name}/{files[0].name}")
    with MemberStream(source, copy.name, entry=files[0], limit=limits.member, on_end=lambda _: None) as stream:
        while block := stream.read(_BLOCK):
            copy.add(block)
    return copy


def _open_folder(folder: Path, limits: Limits) -> list[Archive]:
    """The folder as an archive; or, when it holds no table but zips, those."""
    files: list[Member] = []
    unknown: list[str] = []
    for path in _walk(folder, limits):
        inside = path.relative_to(folder).as_posix()
        # A link may lead anywhere; what the person wants read, they name.
        if path.is_symlink() or not path.is_file():
            unknown.append(inside)
        elif inside.lower().endswith(_TABLES + SHEETS + _PAGES + _LINES + _MAILS) or _is_junk(inside):
            files.append(_plain_member(inside, FileSource.of(path, inside), limits))
        else:
            unknown.append(inside)
    zips = [folder / name for name in unknown if name.lower().endswith(".zip") and "/" not in name]
    archive = _sorted_out(folder.resolve().name, files, unknown=unknown)
    if zips and not archive.members:
        return [_open_zip(FileSource.of(path, path.name), limits) for path in zips if not path.is_symlink()]
    return [archive]


def _walk(folder: Path, limits: Limits) -> Iterator[Path]:
    """The files below a folder, sorted, no deeper than archives go."""
    count = 0
    for place, folders, names in os.walk(folder, onerror=_refuse_unreadable):
        depth = len(Path(place).relative_to(folder).parts)
        folders[:] = sorted(name for name in folders if depth < DEPTH_LIMIT + 2 and name != "__MACOSX")
        for name in sorted(names):
            count += 1
            if count > limits.members:
                raise RefusedError("FILE-MANY", file=folder.name, limit=limits.members)
            yield Path(place) / name


def _refuse_unreadable(problem: OSError) -> None:
    raise RefusedError("FILE-READ", file=str(problem.filename), detail=problem.strerror or "") from problem


def _open_loose(paths: Sequence[Path], limits: Limits) -> Archive:
    """Single files that the person named: each is read, whatever its name, or refused with what it is."""
    members = []
    for path in paths:
        source = FileSource.of(path, path.name)
        head = _head(source)
        code = foreign_kind(head)
        is_whole = not path.name.lower().endswith(_UNFINISHED)
        if is_whole and is_ole(head):
            check_ole(source, path.name)
        if is_whole and (is_ole(head) or is_zip(head) or path.suffix.lower() in SHEETS):
            members.append(_plain_member(path.name, source, limits))
            continue
        is_page = path.suffix.lower() in _PAGES and is_html(head)
        if not is_whole:
            code = "FILE-PARTIAL"
        elif code == "FILE-EMPTY" and path.suffix.lower() in _TABLES:
            code = None
        elif code is None and path.suffix.lower() == ".zip":
            code = "FILE-TEXT" if is_text(head) else "FILE-UNKNOWN"
        elif code is None and not is_text(head):
            code = "FILE-UNKNOWN"
        if code is not None and not is_page:
            raise RefusedError(code, file=path.name)
        members.append(_plain_member(path.name, source, limits))
    written_at = max(member.modified_at for member in members)
    name = paths[0].name if len(paths) == 1 else paths[0].resolve().parent.name
    return Archive(name, tuple(members), (), (), written_at)


def _plain_member(inside: str, source: FileSource, limits: Limits) -> Member:
    if source.size > limits.member:
        raise RefusedError("FILE-SIZE", file=source.name, size=source.size, limit=limits.member)
    return Member(inside, inside, inside, source.size, None, source.modified_at, source, None, limits.member)


def _is_archive(path: Path) -> bool:
    """Whether a file is a zip by its content: at its start, or at its end behind something else."""
    if path.name.lower().endswith(_UNFINISHED):
        return False
    source = FileSource.of(path, path.name)
    if is_zip(head := _head(source)):
        with source.open() as handle:
            first = handle.read(HEAD_SIZE)
        return path.suffix.lower() not in SHEETS and not _is_sheet(source, first)
    if path.suffix.lower() != ".zip" or foreign_kind(head) is not None:
        return False
    with source.open() as handle:
        handle.seek(max(0, source.size - 70_000))
        return b"PK\x05\x06" in handle.read(70_000)


def _is_sheet(source: FileSource, first: bytes) -> bool:
    """Whether a zip is a spreadsheet.

    Raises:
        RefusedError: FILE-OFFICE, it is another document.
    """
    try:
        with source.open() as handle:
            names = [entry.name for entry in read_entries(handle, source.name, limits=_DEFAULT)]
    except RefusedError:
        # Whatever it is, it says so itself when it is opened; but for a document cut short.
        names = ["[Content_Types].xml"] if b"[Content_Types].xml" in first else []
    ending = sheet_ending(names, first=first)
    if ending == "":
        raise RefusedError("FILE-OFFICE", file=source.name)
    return ending is not None


def _head(source: FileSource) -> bytes:
    with source.open() as handle:
        return handle.read(HEAD_SIZE)


def _is_junk(path: str) -> bool:
    """Whether an operating system left this behind."""
    parts = path.lower().split("/")
    return "__macosx" in parts or parts[-1] in _JUNK or parts[-1].startswith("._")


def _sorted_out(
    name: str, files: Sequence[Member], *, unknown: Sequence[str] = (), notes: Sequence[Phrase] = ()
) -> Archive:
    """Tell tables and articles from what is ignored and what is unknown."""
    wrapper = _wrapper([file.path for file in files if not _is_junk(file.path)])
    members: list[Member] = []
    ignored: list[str] = []
    strange = list(unknown)
    for file in files:
        shown = file.path.removeprefix("./").removeprefix(wrapper)
        if _is_junk(file.path) or (shown.lower().endswith(_TABLES) and is_ignored(shown)):
            ignored.append(shown)
        elif _is_wanted(file.path):
            members.append(replace(file, name=shown, label=f"{name}/{shown}"))
        else:
            strange.append(shown)
    told = list(notes)
    if wrapper and members:
        told.append(Phrase("The files were found in the folder “%(folder)s”.", {"folder": wrapper.rstrip("/")}))
    written_at = max((member.modified_at for member in members), default=0)
    return Archive(name, tuple(members), tuple(ignored), tuple(sorted(strange)), written_at, tuple(told))


def _is_wanted(path: str) -> bool:
    """Whether a file is a table, an article, a calendar, an address book or mail, and lies no deeper than archives."""
    folders = path.lower().removeprefix("./").split("/")[:-1]
    depth = len([folder for folder in folders if folder != _ARTICLES])
    if depth > DEPTH_LIMIT:
        return False
    return path.lower().endswith(_TABLES + SHEETS + _LINES + _MAILS) or (
        path.lower().endswith(_PAGES) and _ARTICLES in folders
    )


def _wrapper(paths: Sequence[str]) -> str:
    """The folder, with its slash, that all files lie in and that LinkedIn did not make; "" without one."""
    if not paths:
        return ""
    folders = [path.split("/")[:-1] for path in paths]
    shared = [level[0] for level in takewhile(lambda level: len(set(level)) == 1, zip(*folders, strict=False))]
    own = [place for place, folder in enumerate(shared) if folder.lower() in _OWN_FOLDERS]
    kept = shared[: own[0]] if own else shared
    return "".join(f"{folder}/" for folder in kept)
