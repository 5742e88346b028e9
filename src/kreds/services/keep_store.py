"""Keeping a store: back it up, restore it, examine it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kreds.errors import BackupRefusedError, StoreError, StoreForeignError, UsageError
from kreds.model.health import Check, DoctorReport, Verdict
from kreds.store.database import Store, open_store
from kreds.store.location import Location, locate
from kreds.text.phrase import Phrase

if TYPE_CHECKING:
    from sqlalchemy import Connection


def back_up(store: Store, target: Path | None, *, now: int) -> Path:
    """Write everything in the store to one file that is proven sound before it counts; where it is.

    The file is the same kind from a SQLite store and from PostgreSQL, and either takes it back.

    Args:
        target: a file, or a folder to put one in; None for ``backups/`` beside the store.
        now: seconds since 1970-01-01 UTC.

    Raises:
        UsageError: a server has no folder of its own, so ``target`` is needed; or something else stands at ``target``.
        StoreError: it could not be written, or the store is damaged; an older backup of that name is untouched.
    """
    from sqlalchemy import delete, insert

    from kreds.store.backup import write_backup
    from kreds.store.place_checks import LAST_BACKUP
    from kreds.store.tables import meta

    path = _backup_path(store, target, now)
    write_backup(store, path)
    with store.writing() as db:
        db.execute(delete(meta).where(meta.c.name == LAST_BACKUP))
        db.execute(insert(meta).values(name=LAST_BACKUP, value=str(now)))
    return path


def _backup_path(store: Store, target: Path | None, now: int) -> Path:
    from kreds.store.opening import marks_of

    stem = store.path.stem if store.path is not None else "kreds"
    name = f"{stem}-{_stamp(now)}.db"
    if target is None:
        if store.path is None:
            raise UsageError("BACKUP-PLACE-MISSING")
        target = store.path.parent / "backups" / name
        target.parent.mkdir(mode=0o700, exist_ok=True)
    elif target.is_dir():
        target = target / name
    target = target.expanduser().absolute()
    if not target.parent.is_dir():
        raise UsageError("FOLDER-MISSING", path=target.parent)
    if target.exists() and store.path is not None and target.samefile(store.path):
        raise UsageError("BACKUP-OVER-STORE", path=target)
    if marks_of(locate(target)).kind == "foreign":
        raise StoreForeignError(store=str(target))
    return target


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as it lies in a folder: ``made_at`` in seconds since 1970, ``as_of`` the last day of its data.

    Who made no sense of it (``problem``) is told why; such a file cannot be put back.
    """

    path: Path
    size: int
    made_at: int
    relations: int = 0
    decisions: int = 0
    as_of: date | None = None
    problem: BackupRefusedError | None = None


def backups_of(store: Store) -> tuple[Backup, ...]:
    """The backups in ``backups/`` beside the store, the newest first; none beside a server."""
    if store.path is None:
        return ()
    folder = store.path.parent / "backups"
    found = [examine_backup(path) for path in folder.glob("*.db")] if folder.is_dir() else []
    return tuple(sorted(found, key=lambda one: (-one.made_at, one.path.name)))


def examine_backup(path: Path) -> Backup:
    """What a file that may be a backup holds, without changing or fully proving it."""
    from kreds.store.backup import contents

    state = path.lstat()
    backup = Backup(path, state.st_size, int(state.st_mtime))
    try:
        relations, decisions, day = contents(path)
    except BackupRefusedError as error:
        return replace(backup, problem=error)
    as_of = date.fromisoformat(day) if day else None
    return replace(backup, relations=relations, decisions=decisions, as_of=as_of)


def restore(target: str | Path, backup: Path, *, now: int) -> Path | None:
    """Make the store at ``target`` be what a backup says; where the former content is kept, None if there was none.

    Decisions and imports made after the backup are in what is kept aside only. Whom the store has forgotten since does
    not come back with it. ``now`` is seconds since 1970-01-01 UTC.

    Raises:
        BackupRefusedError: the backup does not match its own checks; the store is as it was.
        StoreError: the store cannot be written; it is as it was.
    """
    from kreds.services.forget_copies import leave_forgotten_out, marks_at
    from kreds.store.restore import restore_backup

    location = locate(target)
    # A backup lies beside its store, or in a folder there; so does the key to those that this store has forgotten.
    places = (backup.absolute().parent, backup.absolute().parent.parent)
    prepare = partial(leave_forgotten_out, location=location, marks=marks_at(location), key_places=places)
    return restore_backup(target, backup, label=f"before-restore-{_stamp(now)}", prepare=prepare)


def examine(target: str | Path, *, now: int) -> DoctorReport:
    """Look at a store from all sides without changing it. ``now`` is seconds since 1970-01-01 UTC."""
    location = locate(target)
    return DoctorReport(location.shown, location.dialect, tuple(_checks(location, target, now)))


def _checks(location: Location, target: str | Path, now: int) -> Iterator[Check]:
    from kreds.store.place_checks import check_versions, place_checks

    yield check_versions()
    if location.path is not None:
        if not location.path.exists():
            phrase = Phrase("There is no store at %(store)s yet.", {"store": location.shown})
            yield Check("store", Verdict.WARNING, phrase, Phrase("The first import makes it."))
            return
        yield from place_checks(location.path)
    try:
        if location.path is not None and _is_older(location):
            phrase = Phrase("An older Kreds made this store.")
            yield Check("schema", Verdict.WARNING, phrase, Phrase("Open it with any other command to move it up."))
            return
        with open_store(target) as store:
            yield Check("schema", Verdict.OK, Phrase("The store has this program's schema."))
            yield from _content(store, now)
    except StoreError as error:
        advice = Phrase(error.what_to_do) if error.what_to_do else None
        facts = {name: value if isinstance(value, Phrase) else str(value) for name, value in error.facts.items()}
        yield Check("store", Verdict.ERROR, Phrase(error.template, facts), advice)


def _is_older(location: Location) -> bool:
    from kreds.store import schema
    from kreds.store.opening import marks_of

    marks = marks_of(location)
    return marks.kind == "store" and marks.schema < schema.SCHEMA


def _content(store: Store, now: int) -> Iterator[Check]:
    from kreds.store import checks
    from kreds.store.forgotten import check_marks
    from kreds.store.place_checks import check_backup

    with store.reading() as db:
        for name, check in checks.CONTENT.items():
            yield checks.guarded(name, partial(check, db))
        yield checks.guarded("backup", lambda: check_backup(db, now))
        yield checks.guarded("forgotten", lambda: check_marks(db, store.location))
        yield checks.guarded("derived", lambda: _check_derived(db, store.location))


def _check_derived(db: "Connection", location: Location) -> Check:
    """What is derived follows from facts and decisions: made anew in a copy, it must be the same."""
    from kreds.services.rebuild_network import rebuild_network
    from kreds.store.backup import trial_copy
    from kreds.store.canonical import derived_hash

    with trial_copy(db, location) as copy:
        before = derived_hash(copy)
        rebuild_network(copy)
        same = derived_hash(copy) == before
    if same:
        return Check("derived", Verdict.OK, Phrase("What Kreds concluded follows from the facts."))
    return Check(
        "derived",
        Verdict.WARNING,
        Phrase("What Kreds concluded is not what the facts and this version give."),
        Phrase("Conclude anew: kreds doctor --rebuild"),
    )


def dump_hash(store: Store) -> str:
    """SHA-256 of everything that makes the network, the same for the same network in any store."""
    from kreds.store.canonical import dump_hash as hash_of

    with store.reading() as db:
        return hash_of(db)


def _stamp(now: int) -> str:
    return datetime.fromtimestamp(now, UTC).strftime("%Y%m%d-%H%M%S")
