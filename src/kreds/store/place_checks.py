"""What is looked at around a store: the programs, the disk, the folder, the log beside the file, the last backup."""

import platform
import sqlite3
import stat
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from sqlalchemy import Connection, func, select

from kreds.model.health import Check, Verdict
from kreds.store.location import free_bytes, megabytes, remote_kind, synced_by
from kreds.store.sqlite import FIXED
from kreds.store.tables import imports, meta
from kreds.text.phrase import Fact, Phrase

LAST_BACKUP = "last_backup"
"""Name in ``meta`` of the second (since 1970-01-01 UTC) at which the newest backup was made."""

_LEAST_FREE = 200_000_000
_MUCH_LOG = 64_000_000
_DAY = 86_400
_OLD_DAYS = 30


def check_versions() -> Check:
    """Which programs work here."""
    facts = {"kreds": version("kreds"), "python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    phrase = Phrase("Kreds %(kreds)s, Python %(python)s, SQLite %(sqlite)s.", facts)
    if sqlite3.sqlite_version_info < FIXED:
        # Known and guarded against: only one process writes at a time, and readers cannot write.
        phrase = Phrase(
            "Kreds %(kreds)s, Python %(python)s, SQLite %(sqlite)s (one writer at a time, as this SQLite needs).", facts
        )
    return Check("versions", Verdict.OK, phrase)


def place_checks(path: Path) -> Iterator[Check]:
    """Everything that can be asked of a file's place."""
    yield _size(path)
    yield _modes(path)
    yield _kind_of_place(path)
    yield _log(path)


def _size(path: Path) -> Check:
    size, free = path.stat().st_size, free_bytes(path)
    facts: dict[str, Fact] = {"path": str(path), "size": f"{size / 1e6:.1f}", "free": megabytes(free)}
    phrase = Phrase("%(path)s: %(size)s MB, %(free)s MB free.", facts)
    if free < max(_LEAST_FREE, 3 * size):
        return Check("space", Verdict.WARNING, phrase, Phrase("Free some space before the next import or backup."))
    return Check("space", Verdict.OK, phrase)


def _modes(path: Path) -> Check:
    """Windows keeps a user's folders from others by itself."""
    if sys.platform != "win32":
        for place, right in ((path, "600"), (path.parent, "700")):
            # A file that others may read is out of their reach inside a folder that is closed to them.
            if place.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO) and not _is_closed(path.parent):
                return Check(
                    "modes",
                    Verdict.WARNING,
                    Phrase("Other users of this machine can get at %(path)s.", {"path": str(place)}),
                    Phrase("Close it to them: chmod %(right)s '%(path)s'", {"right": right, "path": str(place)}),
                )
    return Check("modes", Verdict.OK, Phrase("Only you can read the store."))


def _is_closed(folder: Path) -> bool:
    return not folder.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)


def _kind_of_place(path: Path) -> Check:
    name = "place"
    move = Phrase("Move the store to a folder of its own on this machine's disk, and keep backups there instead.")
    if synced := synced_by(path):
        phrase = Phrase(
            "The store lies in %(folder)s, which another program copies while it changes.", {"folder": synced}
        )
        return Check(name, Verdict.WARNING, phrase, move)
    if kind := remote_kind(path):
        phrase = Phrase(
            "The store lies on a network drive (%(kind)s), where locks cannot be relied on.", {"kind": kind}
        )
        return Check(name, Verdict.WARNING, phrase, move)
    return Check(name, Verdict.OK, Phrase("The store lies on a disk of this machine."))


def _log(path: Path) -> Check:
    log = path.with_name(path.name + "-wal")
    size = log.stat().st_size if log.exists() else 0
    phrase = Phrase("%(size)s MB wait in the log beside the store.", {"size": f"{size / 1e6:.1f}"})
    if size > _MUCH_LOG:
        return Check(
            "log", Verdict.WARNING, phrase, Phrase("Close every Kreds that is open on it, and start one again.")
        )
    return Check("log", Verdict.OK, phrase)


def check_backup(db: Connection, now: int) -> Check:
    """How old the newest backup is, compared with what there is to lose."""
    name, advice = "backup", Phrase("Make one: kreds backup")
    said = db.execute(select(meta.c.value).where(meta.c.name == LAST_BACKUP)).scalar()
    newest = db.execute(select(func.max(imports.c.finished_at))).scalar() or 0
    if said is None:
        if not newest:
            return Check(name, Verdict.OK, Phrase("There is nothing to back up yet."))
        return Check(name, Verdict.WARNING, Phrase("There is no backup."), advice)
    at = int(said)
    days = max(0, now - at) // _DAY
    phrase = Phrase("The latest backup is from %(day)s.", {"day": datetime.fromtimestamp(at, UTC).date()})
    if at < newest or days > _OLD_DAYS:
        return Check(name, Verdict.WARNING, phrase, advice)
    return Check(name, Verdict.OK, phrase)
