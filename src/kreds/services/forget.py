"""Forget a person: nothing of them is left, and they do not come back (guide H5; GDPR article 17).

What was written about them goes in one transaction: killed at any moment, the store is as before or as after. Then the
file is written anew, so that its bytes hold nothing either; that is repeated if it was cut off.
"""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kreds.errors import StoreError, UsageError
from kreds.services.json_shapes import Json, Say
from kreds.services.relation_rows import shown_id
from kreds.store.database import Store
from kreds.text.phrase import Phrase

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from kreds.services.held_about import Held

_SCRUB = "scrub_due"
"""The name under which it is kept that the store is yet to be written anew."""


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A backup that still holds somebody; ``made_at`` is seconds since 1970-01-01 UTC."""

    path: Path
    made_at: int


@dataclass(frozen=True, slots=True)
class ToForget:
    """What would go: the ``parts`` of all that is held with their rows, and the backups that would keep it."""

    id: str
    name: str
    parts: tuple[tuple[str, Phrase, int], ...]
    copies: tuple[KeptCopy, ...]


@dataclass(frozen=True, slots=True)
class Forgot:
    """What went.

    ``rows`` counts them by table. ``copies`` are the backups beside the store that still hold the person, ``rewritten``
    those that do not any more. ``is_clean`` is False where another program had the store open, so that freed bytes may
    still hold something until Kreds next opens it.
    """

    id: str
    name: str
    rows: dict[str, int]
    is_clean: bool
    copies: tuple[KeptCopy, ...]
    rewritten: tuple[Path, ...]


def to_forget(store: Store, who: str) -> ToForget:
    """What forgetting this person would take away; nothing is changed.

    Raises:
        UnknownPersonError, AmbiguousPersonError: as `held_about`.
        UsageError: it is the owner.
    """
    from sqlalchemy import select

    from kreds.services.held_about import held_about
    from kreds.store.tables import person_keys

    held = held_about(store, who)
    with store.reading() as db:
        _check_owner(db, int(held.id, 16))
        keys = set(db.scalars(select(person_keys.c.key).where(person_keys.c.person == int(held.id, 16))))
    return ToForget(held.id, held.name, parts_of(held), _copies(store, keys))


def parts_of(held: "Held") -> tuple[tuple[str, Phrase, int], ...]:
    """The parts of all that is held that have rows: key, title, how many."""
    return tuple((part.key, part.title, len(part.rows)) for part in held.parts if part.rows)


def forget(store: Store, who: str, *, at: int, backups: Sequence[Path] = ()) -> Forgot:
    """Forget this person; it cannot be undone. ``backups`` are written anew without them, in place.

    Raises:
        UnknownPersonError, AmbiguousPersonError: nobody, or several, are known as ``who``.
        UsageError: it is the owner.
        BackupRefusedError: one of ``backups`` is none; nothing was changed.
        StoreError: the store is as it was.
    """
    from kreds.services.find_anybody import anybody_called
    from kreds.services.forget_copies import check_copy, forget_in_copy
    from kreds.services.match_follow import settle
    from kreds.services.rebuild_network import rebuild_network
    from kreds.services.whom_to_forget import whom_to_forget
    from kreds.store.erase import erase
    from kreds.store.forgotten import mark_keys
    from kreds.store.people import remember

    for path in backups:
        check_copy(store, path)
    settle(store)
    with store.writing() as db:
        person = anybody_called(db, who)
        _check_owner(db, person)
        whom = whom_to_forget(db, person)
        rows = erase(db, whom.traces, whom.keys.__contains__, whom.mentions)
        mark_keys(db, store.location, whom.marks, at=at)
        remember(db, _SCRUB, "1")
        rebuild_network(db)
    is_clean = finish_forgetting(store)
    for path in backups:
        forget_in_copy(store, path, whom)
    return Forgot(shown_id(whom.person), whom.name, dict(rows), is_clean, _copies(store, whom.keys), tuple(backups))


def copies_named(store: Store, names: Sequence[str]) -> tuple[Path, ...]:
    """The copies beside the store that have these paths or names.

    Raises:
        UsageError: there is no such one.
    """
    from kreds.services.forget_copies import copies_of

    known = {key: path for path in copies_of(store) for key in (path.name, str(path))} if names else {}
    if any(name not in known for name in names):
        raise UsageError("NO-BACKUP")
    return tuple(dict.fromkeys(known[name] for name in names))


def finish_forgetting(store: Store) -> bool:
    """Write the store anew where that is due since somebody was forgotten; whether nothing is left to do.

    Raises:
        StoreError: it could not be done now.
    """
    from kreds.store.people import recall, remember

    with store.reading() as db:
        if not recall(db, _SCRUB):
            return True
    if not store.scrub():
        return False
    with store.writing() as db:
        remember(db, _SCRUB, "")
    store.checkpoint()
    return True


def finish_if_possible(store: Store) -> None:
    """The same when a store is opened: whoever only wants to look at it need not hear that it must wait."""
    with suppress(StoreError):
        finish_forgetting(store)


def drop_lost_marks(store: Store) -> int:
    """Give up the marks whose key is lost; how many there were. Whoever they were of may come back."""
    from kreds.store.forgotten import drop_marks, lost_marks, marks_of

    with store.writing() as db:
        lost = lost_marks(marks_of(db), store.location)
        drop_marks(db, lost)
    return len(lost)


def forget_shape(found: ToForget, say: Say) -> Json:
    """What would go, as JSON."""
    return {
        "id": found.id,
        "name": found.name,
        "held": [{"part": key, "title": say(title), "rows": rows} for key, title, rows in found.parts],
        "backups": _copy_shapes(found.copies),
    }


def forgot_shape(forgot: Forgot) -> Json:
    """What went, as JSON."""
    return {
        "id": forgot.id,
        "forgotten": True,
        "rows": forgot.rows,
        "clean": forgot.is_clean,
        "backups": _copy_shapes(forgot.copies),
        "rewritten": [str(path) for path in forgot.rewritten],
    }


def _copy_shapes(copies: Sequence[KeptCopy]) -> list[Json]:
    from datetime import UTC, datetime

    return [
        {"path": str(one.path), "day": datetime.fromtimestamp(one.made_at, UTC).date().isoformat()} for one in copies
    ]


def _check_owner(db: "Connection", person: int) -> None:
    from sqlalchemy import select

    from kreds.store.tables import people

    if db.scalar(select(people.c.is_owner).where(people.c.id == person)):
        raise UsageError("FORGET-OWNER")


def _copies(store: Store, keys: Collection[str]) -> tuple[KeptCopy, ...]:
    from kreds.services.forget_copies import copies_of, holds

    is_theirs = partial(holds, keys=keys)
    found = [KeptCopy(path, int(path.lstat().st_mtime)) for path in copies_of(store) if is_theirs(path)]
    return tuple(sorted(found, key=lambda one: (-one.made_at, str(one.path))))
