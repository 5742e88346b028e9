"""Backups and forgotten people: which of them still hold somebody, and how they are left out when one is put back."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, select

from kreds.errors import BackupRefusedError, ForgetKeyMissingError, StoreBusyError, StoreError, StoreFullError
from kreds.services.rebuild_network import rebuild_network
from kreds.services.whom_to_forget import Whom, whom_to_forget
from kreds.store import schema
from kreds.store.backup import check_marks, refusing, verify
from kreds.store.checksums import seal
from kreds.store.database import Store, open_store
from kreds.store.engines import opened_file
from kreds.store.erase import Is, erase
from kreds.store.failures import explained
from kreds.store.forgotten import Forgotten, add_marks, bearers_in, forgotten_by, lost_marks, mark_keys, marks_of
from kreds.store.install_key import adopt_keys, key_file, named_by
from kreds.store.location import Location
from kreds.store.opening import marks_of as marks_of_file
from kreds.store.restore import build
from kreds.store.snapshot import replacing
from kreds.store.sqlite import scrub_file
from kreds.store.tables import connection_people, contact_people, party_people, people, person_keys, reactor_people
from kreds.store.traces import NOBODY, Traces, find_traces
from kreds.text.phrase import Phrase

Item = TypeVar("Item", int, str)
_FEW = 400


def copies_of(store: Store) -> list[Path]:
    """The files beside a store that are copies of it: backups, and what was kept aside before a restore or a move."""
    path = store.path
    if path is None:
        return []
    folder, stem = path.parent, path.stem
    # What is called otherwise may be of another network.
    known = (((folder / "backups"), f"{stem}-"), (folder, f"{stem}.before-"), (folder, f"{path.name}.schema-"))
    found = {one for place, start in known if place.is_dir() for one in place.iterdir() if one.name.startswith(start)}
    return sorted(one for one in found if one.is_file() and one.suffix in {".db", ".bak", path.suffix})


def holds(path: Path, keys: Collection[str]) -> bool:
    """Whether a copy knows anybody by one of these keys; what is no copy of a store does not."""
    try:
        return bool(_people(path, keys))
    except BackupRefusedError:
        return False


def _people(path: Path, keys: Collection[str]) -> set[int]:
    found: set[int] = set()
    with refusing(str(path)):
        check_marks(path, str(path), schema.SCHEMA)
        with opened_file(path) as db:
            for part in _parts(sorted(keys)):
                found.update(db.scalars(select(person_keys.c.person).where(person_keys.c.key.in_(part))))
    return found


def check_copy(store: Store, path: Path) -> None:
    """Make sure that a file can be written anew.

    Raises:
        BackupRefusedError: it is no backup of Kreds, or the store itself.
    """
    if store.path is not None and path.exists() and path.samefile(store.path):
        raise BackupRefusedError(backup=str(path), detail=Phrase("It is the store itself."))
    if not path.is_file():
        raise BackupRefusedError(backup=str(path), detail=Phrase("There is no such file."))
    with refusing(str(path)):
        check_marks(path, str(path), schema.SCHEMA)


def forget_in_copy(store: Store, path: Path, whom: Whom) -> None:
    """Write a copy anew without somebody, whole or not at all; proven before it takes the place of what stood there.

    Raises:
        BackupRefusedError: it does not match its own checks; it is as it was.
    """
    with store.reading() as db:
        marks = marks_of(db)
    with replacing(path) as fresh:
        build(path, fresh)
        with opened_file(fresh, writable=True) as db:
            for part in _parts(sorted(whom.keys)):
                query = select(person_keys.c.person).where(person_keys.c.key.in_(part)).distinct()
                for person in db.scalars(query).all():
                    _erase_person(db, person, is_theirs=whom.keys.__contains__)
            rebuild_network(db)
            seal(db)
        leave_forgotten_out(fresh, location=store.location, marks=marks)
        scrub_file(fresh)
        verify(fresh, shown=str(path))


def _erase_person(db: Connection, person: int, *, is_theirs: Is) -> frozenset[str]:
    """Take somebody out of a copy with all that the copy itself knows them by; their marks there."""
    whom = whom_to_forget(db, person)
    erase(db, whom.traces, lambda key: key in whom.keys or (bool(key) and is_theirs(key)), whom.mentions)
    return whom.marks


def marks_at(location: Location) -> Mapping[str, int]:
    """The marks of the store that stands somewhere; none where no store of this version can be read.

    Raises:
        StoreFullError, StoreBusyError: it could not be asked just now; without its marks the forgotten would come back.
    """
    try:
        if location.path is not None:
            with explained(location):
                seen = marks_of_file(location)
            if seen.kind != "store" or seen.schema != schema.SCHEMA:
                return {}
        with open_store(location.url or str(location.path)) as store, store.reading() as db:
            return marks_of(db)
    except (StoreFullError, StoreBusyError):
        raise
    except StoreError:
        # What is too damaged to be asked is what a restore is for.
        return {}


def leave_forgotten_out(
    fresh: Path, *, location: Location, marks: Mapping[str, int], key_places: Iterable[Path] = ()
) -> None:
    """Take everybody who is forgotten out of a backup that is about to be put back; ``marks`` are the store's own.

    A key that is missing for the backup's own marks is fetched from ``key_places``, if one of these folders has it.

    Raises:
        ForgetKeyMissingError: some of these marks are of a key that is not here.
    """
    if lost_marks(marks, location):
        raise ForgetKeyMissingError(file=str(key_file(location)))
    with opened_file(fresh, writable=True) as db:
        add_marks(db, marks.items())
        everybody = marks_of(db)
        if away := lost_marks(everybody, location):
            adopt_keys(location, {named_by(digest) for digest in away}, key_places)
        usable = _without(everybody, lost_marks(everybody, location))
        found = forgotten_by(usable, location, lambda: bearers_in(db, found))
        traces = find_traces(db, found) if usable else Traces()
        if traces:
            _erase_found(db, traces, found, location, at=max(everybody.values()))
            rebuild_network(db)
        seal(db)
    if traces:
        scrub_file(fresh)


def _erase_found(db: Connection, traces: Traces, found: Forgotten, location: Location, *, at: int) -> None:
    """Take out whoever these rows are of, with what they are known by there; then what is left of the rows."""
    pairs = (
        (party_people.c.party, traces.parties),
        (connection_people.c.connection_id, traces.connections),
        (contact_people.c.contact, traces.contacts),
        (reactor_people.c.reactor, traces.reactors),
    )
    persons: set[int] = set()
    for column, numbers in pairs:
        for part in _parts(sorted(numbers)):
            persons.update(db.scalars(select(column.table.c.person).where(column.in_(part))))
    owners = set(db.scalars(select(people.c.id).where(people.c.is_owner == 1)))
    for person in sorted(persons - owners):
        mark_keys(db, location, _erase_person(db, person, is_theirs=found.has), at=at)
    erase(db, find_traces(db, found), lambda key: bool(key) and found.has(key), NOBODY)


def _parts(values: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(values), _FEW):
        yield values[start : start + _FEW]


def _without(marks: Mapping[str, int], lost: Iterable[str]) -> set[str]:
    return set(marks) - set(lost)
