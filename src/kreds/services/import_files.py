"""Import deliveries: everything is read and checked first, then written in one transaction, then judged.

The same from the page, the command line and Python. Cancelled or killed at any instant, the store is as before or as
after.
"""

import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import Connection

from kreds.model.columns import Matching
from kreds.model.importing import FileResult, ImportResult, Progress, RejectedRow
from kreds.services.archive_day import archive_day
from kreds.services.leave_out import learn_again
from kreds.services.look_at_files import IMPORT_DOWNLOAD_TOO, NOTHING_KNOWN
from kreds.services.read_archives import ParsedArchive, Reading, Watch, read_archives
from kreds.services.rebuild_network import network_as_it_is, rebuild_network
from kreds.services.retry_set_aside import retry_set_aside
from kreds.services.said_columns import note_columns, said_columns
from kreds.services.said_lists import said_of_lists
from kreds.services.say_lists import count_again
from kreds.services.write_facts import write_file
from kreds.services.writing import Writing
from kreds.sources.kinds import FROM_ELSEWHERE, Kind
from kreds.sources.recognition import Known
from kreds.store import facts, imports, outsiders
from kreds.store.database import Store
from kreds.store.forgotten import forgotten_in
from kreds.store.location import Location
from kreds.text.phrase import Phrase

TAKEN_BACK = Phrase("You have taken this list back, so it counts for no post. Let it count again on the page Posts.")
MOVED = Phrase("You have moved this list to another post, and there it counts.")
COUNTS_AGAIN = Phrase("You had taken this list back, or moved it. Now it counts for this post again.")


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import. ``today`` bounds what can be true; ``now`` tells seconds since 1970-01-01.

    ``skip_lines`` leaves out a part of a file (its name to first and last line); those lines are set aside as rejected.
    ``columns`` says how every list of this import is read, and is remembered. ``post`` is the key of the post that
    lists of reactions are of; ``anew`` lets one that was taken back count again.
    ``progress`` is told how far it has come, ``cancelled`` is asked several times a second whether to stop.
    """

    today: date
    now: Callable[[], int]
    origin: str = "python"
    keep_texts: bool = False
    skip_lines: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    columns: Matching | None = None
    post: str = ""
    anew: bool = False
    progress: Callable[[Progress], None] | None = None
    cancelled: Callable[[], bool] | None = None


def import_files(store: Store, paths: Sequence[Path], options: ImportOptions) -> ImportResult:
    """Read deliveries (zips, folders, single files, in any order) into the store.

    Raises:
        RefusedError: a file cannot be trusted; nothing was changed.
        ForgetKeyMissingError: nobody could tell who is to be left out; nothing was changed.
        CancelledError: stopped on request; nothing was changed.
        UsageError: a path does not exist, or no list has the columns that were said.
        StoreError: the store cannot be written.
    """
    started = time.monotonic()
    with store.reading() as db:
        reading = Reading(
            known=imports.known_files(db),
            known_sizes=imports.known_sizes(db),
            today=options.today,
            keep_texts=options.keep_texts,
            skip_lines=options.skip_lines,
            lists=Known(said_columns(db), options.columns),
            post=options.post,
        )
        # Better told before minutes of reading than after them.
        forgotten_in(db, store.location)
    with _without_garbage_collection():
        archives, watch = read_archives(paths, reading, progress=options.progress, cancelled=options.cancelled)
        with store.writing() as db:
            result = _write(db, archives, watch, options, lists=reading.lists, location=store.location)
            watch.tell()
    store.checkpoint()
    return replace(result, seconds=time.monotonic() - started)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Millions of rows that live for a moment make the collector of cycles look again and again, for nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _write(
    db: Connection,
    archives: Sequence[ParsedArchive],
    watch: Watch,
    options: ImportOptions,
    *,
    lists: Known,
    location: Location,
) -> ImportResult:
    watch.stage = "writing"
    import_id = imports.start(db, at=options.now(), origin=options.origin, version=version("kreds"))
    writing = Writing(db, facts.Parties(db), options.keep_texts, lambda _rows: watch.tell(), location)
    results, rejected, changed = _write_all(writing, archives, watch, options, lists=lists, import_id=import_id)
    watch.stage, watch.file = "judging", ""
    watch.tell()
    # Bytes that were all read before change nothing, and neither does judging them again.
    is_news = changed > 0 or not all(file.known for archive in archives for file in archive.files)
    rebuilt = (None if is_news else network_as_it_is(db)) or rebuild_network(
        db, messages=writing.messages, tick=watch.tell
    )
    imports.finish(
        db,
        import_id,
        at=options.now(),
        relations=rebuilt.relations,
        no_longer_connected=rebuilt.no_longer_connected,
    )
    return ImportResult(
        import_id=import_id,
        files=tuple(results),
        rejected=tuple(rejected),
        relations=rebuilt.relations,
        no_longer_connected=rebuilt.no_longer_connected,
        owner=rebuilt.owner,
        owner_is_sure=rebuilt.owner_is_sure,
        owner_candidates=rebuilt.owner_candidates,
        ignored=tuple(name for archive in archives for name in archive.ignored),
        unknown=tuple(name for archive in archives for name in archive.unknown),
        notes=(
            *_notes(results, rebuilt.relations, imports.kinds(db), is_waiting=any(one.unmatched for one in archives)),
            *(note for archive in archives for note in archive.notes),
        ),
        seconds=0.0,
        outsiders=outsiders.count_acquaintances(db),
        unmatched=tuple(one for archive in archives for one in archive.unmatched),
    )


def _write_all(
    writing: Writing,
    archives: Sequence[ParsedArchive],
    watch: Watch,
    options: ImportOptions,
    *,
    lists: Known,
    import_id: int,
) -> tuple[list[FileResult], list[RejectedRow], int]:
    """All files, after what was set aside earlier.

    Returns:
        The results, the rows set aside, and how much has changed beside new files: files tried again, and lists that
        count again.
    """
    db = writing.db
    results: list[FileResult] = []
    rejected: list[RejectedRow] = []
    learn_again(writing, archives)
    for result, number in retry_set_aside(writing, watch, options.today, lists):
        results.append(result)
        rejected.extend(imports.rejected_of(db, [number]))
    changed = len(results)
    for archive in archives:
        day, basis = archive_day(archive.name, [file.last_day for file in archive.files], options.today)
        writing.begin_archive(
            imports.add_archive(db, import_id, name=archive.name, as_of=day, basis=basis, written_at=archive.written_at)
        )
        for file in archive.files:
            watch.file = file.name
            watch.tell()
            result, number = write_file(writing, file)
            if file.list and options.columns and file.list.matching == options.columns:
                note_columns(db, file.columns, options.columns, file=file.name, at=options.now())
            file.messages, file.records = None, []
            if file.kind is Kind.POST_REACTIONS:
                result, is_back = _as_said(db, result, file.sha256, options)
                changed += is_back
            results.append(result)
            rejected.extend(imports.rejected_of(db, [file.known.id if file.known else number]))
    return results, rejected, changed


def _as_said(db: Connection, result: FileResult, digest: str, options: ImportOptions) -> tuple[FileResult, bool]:
    """A list that was taken back, or moved, before it came again: told, and whether it counts as it was read again."""
    said = said_of_lists(db).get(digest)
    if said is None:
        return result, False
    is_back = options.anew and count_again(db, digest, at=options.now())
    note = COUNTS_AGAIN if is_back else MOVED if said else TAKEN_BACK
    return replace(result, notes=(*result.notes, note)), is_back


def _notes(results: Sequence[FileResult], relations: int, kinds: set[str], *, is_waiting: bool) -> tuple[Phrase, ...]:
    """What a person should know beside the numbers; ``kinds`` of files have come by now, with this import or before."""
    notes: list[Phrase] = []
    own = kinds - FROM_ELSEWHERE
    if not results:
        if not is_waiting:
            notes.append(NOTHING_KNOWN)
    elif Kind.CONNECTIONS not in own and all(file.kind in FROM_ELSEWHERE for file in results):
        notes.append(IMPORT_DOWNLOAD_TOO)
    elif Kind.CONNECTIONS not in own:
        notes.append(
            Phrase(
                "This looks like the first of LinkedIn's two deliveries: it holds no list of your connections. "
                "The second one comes by mail within a day; import it too."
            )
        )
    elif all(file.kind in FROM_ELSEWHERE for file in results):
        return ()
    elif not relations:
        notes.append(Phrase("The list of connections holds nobody."))
    elif "messages" not in kinds:
        notes.append(
            Phrase(
                "No messages came with it, so Kreds cannot see whom you talk with. Ask LinkedIn for the larger archive."
            )
        )
    return tuple(notes)
