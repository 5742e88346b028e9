"""Adding facts: what is new goes in, what is known is counted, nothing is ever changed.

One writer at a time holds the store's lock, so numbers are given here and not by the database.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, func, select

from kreds.model.record import Party
from kreds.store.bulk import insert_rows
from kreds.store.tables import (
    audience_members,
    audiences,
    connections,
    conversations,
    parties,
    party_aliases,
    sightings,
)


@dataclass(slots=True)
class Added:
    """How many of the offered rows were new, were there before, or came twice in the same file."""

    new: int = 0
    unchanged: int = 0
    merged: int = 0


class Parties:
    """The numbers of all parties; new ones are collected and written by `flush`."""

    def __init__(self, db: Connection) -> None:
        rows = db.execute(select(parties.c.slug, parties.c.name, parties.c.email, parties.c.id)).all()
        self._numbers = {(slug, name, email): number for slug, name, email, number in rows}
        self._next = max(self._numbers.values(), default=0) + 1
        self._fresh: list[tuple[int, str, str, str]] = []

    def number(self, party: Party) -> int:
        """The number of the party, a new one if it has none."""
        key = (party.slug, party.name, party.email)
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = self._next
            self._fresh.append((found, *key))
            self._next += 1
        return found

    def flush(self, db: Connection) -> int:
        """Write the new parties; how many there were."""
        count = insert_rows(db, parties, ("id", "slug", "name", "email"), self._fresh)
        self._fresh = []
        return count


def add_keyed(db: Connection, table: Table, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Added:
    """Add rows whose first column is their content key; those whose key is known stay as they are."""
    added = Added()
    rows = list(rows)
    if not rows:
        return added
    known = known_keys(db, table)
    fresh: list[Sequence[object]] = []
    seen: set[object] = set()
    for row in rows:
        key = row[0]
        if key in seen:
            added.merged += 1
        elif key in known:
            added.unchanged += 1
        else:
            fresh.append(row)
        seen.add(key)
    added.new = len(fresh)
    if fresh:
        insert_rows(db, table, columns, fresh)
    return added


def known_keys(db: Connection, table: Table) -> set[int]:
    """The content keys that a table holds."""
    return set(db.scalars(select(table.c.key)).all())


def numbered(db: Connection, table: Table, source_keys: Sequence[str]) -> list[int]:
    """The numbers of conversations or audiences by the source's own key; unknown keys get new ones."""
    known = {key: number for number, key in db.execute(select(table.c.id, table.c.source_key)).all()}
    following = max(known.values(), default=0) + 1
    fresh: list[tuple[int, str]] = []
    for key in source_keys:
        if key not in known:
            known[key] = following
            fresh.append((following, key))
            following += 1
    if fresh:
        insert_rows(db, table, ("id", "source_key"), fresh)
    return [known[key] for key in source_keys]


def number_conversations(db: Connection, source_keys: Sequence[str]) -> list[int]:
    """Numbers of the conversations, in the order asked."""
    return numbered(db, conversations, source_keys)


def number_audiences(db: Connection, groups: Sequence[tuple[int, ...]]) -> list[int]:
    """Numbers of the audiences (each a tuple of party numbers), in the order asked; members are written with them."""
    keys = [",".join(map(str, sorted(set(group)))) for group in groups]
    last = db.execute(select(func.coalesce(func.max(audiences.c.id), 0))).scalar_one()
    numbers = numbered(db, audiences, keys)
    members = {
        (number, party) for number, group in zip(numbers, groups, strict=True) if number > last for party in group
    }
    if members:
        insert_rows(db, audience_members, ("audience", "party"), sorted(members))
    return numbers


def add_aliases(db: Connection, pairs: Iterable[tuple[int, int]]) -> None:
    """Note that the two parties of each pair are one member."""
    known = {(one, other) for one, other in db.execute(select(party_aliases.c.one, party_aliases.c.other))}
    fresh = sorted({(min(pair), max(pair)) for pair in pairs} - known)
    if fresh:
        insert_rows(db, party_aliases, ("one", "other"), fresh)


def connection_keys(db: Connection) -> dict[int, int]:
    """Content key to number of every connection row."""
    return dict(map(tuple, db.execute(select(connections.c.key, connections.c.id)).all()))


def connection_identities(db: Connection) -> set[tuple[str, ...]]:
    """By what the people listed so far are known: (slug,), and (first name, last name, day) of each."""
    columns = connections.c
    known: set[tuple[str, ...]] = set()
    for slug, first, last, day in db.execute(
        select(columns.slug, columns.first_name, columns.last_name, columns.connected_on)
    ).all():
        known.add((slug,))
        known.add((first, last, day))
    return known - {("",)}


def listed_in(db: Connection, archive: int) -> set[int]:
    """The connection rows that an archive lists."""
    return set(db.scalars(select(sightings.c.connection_id).where(sightings.c.archive_id == archive)))


def next_number(db: Connection, table: Table) -> int:
    """The first free number of a table."""
    return int(db.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()) + 1
