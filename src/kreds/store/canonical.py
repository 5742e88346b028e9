"""A store as sorted text without surrogate numbers: two stores with the same text hold the same network.

Facts are a set: which import, file or line brought one does not count, only the day of the archive does. The kind of
database and the order of imports leave no trace.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from kreds.store import tables

_LEFT_OUT = {"file", "line", "id"}


@dataclass(frozen=True, slots=True)
class _Names:
    """What stands for a number: the content of the row it points to."""

    party: Mapping[int, str]
    conversation: Mapping[int, str]
    audience: Mapping[int, str]
    connection: Mapping[int, int]
    archive: Mapping[int, str]
    person: Mapping[int, str]
    decision: Mapping[int, str]
    reactor: Mapping[int, str]


def dump(db: Connection) -> Iterator[str]:
    """One line of JSON for each distinct row of facts, decisions and derived tables, sorted within each table."""
    names = _names(db)
    for table in (*tables.FACTS, tables.decisions, *tables.DERIVED):
        yield from _dump_table(db, table, names)


def dump_hash(db: Connection) -> str:
    """SHA-256 of `dump`, as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    for line in dump(db):
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()


def derived_hash(db: Connection) -> str:
    """SHA-256 of the derived tables alone: a rebuild must not change it."""
    digest, names = hashlib.sha256(), _names(db)
    for table in tables.DERIVED:
        for line in _dump_table(db, table, names):
            digest.update(line.encode())
            digest.update(b"\n")
    return digest.hexdigest()


def _dump_table(db: Connection, table: Table, names: _Names) -> list[str]:
    encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode
    if table is tables.audiences:
        return sorted({encode([table.name, text]) for text in names.audience.values()})
    columns = [column for column in table.columns if column.name not in _LEFT_OUT]
    turn = [_turned(table, column.name, names) for column in columns]
    rows = db.execute(select(*columns))
    return sorted({encode([table.name, *(f(value) for f, value in zip(turn, row, strict=True))]) for row in rows})


def _turned(table: Table, column: str, names: _Names) -> Callable[[Any], object]:
    """How a value of this column is written."""
    points_to: dict[str, Mapping[int, Any]] = {
        "party": names.party,
        "sender": names.party,
        "one": names.party,
        "other": names.party,
        "conversation": names.conversation,
        "audience": names.audience,
        "connection": names.connection,
        "archive": names.archive,
        "person": names.person,
        "undoes": names.decision,
        "reactor": names.reactor,
    }
    if column in points_to:
        known = points_to[column]
        return lambda value: None if value is None else known.get(value, f"missing {value}")
    return _number if table in tables.DERIVED else lambda value: value


def _number(value: object) -> object:
    """Computed numbers to 9 digits: the last bits may differ between machines."""
    return format(value, ".9g") if isinstance(value, float) else value


def _names(db: Connection) -> _Names:
    party = {
        row.id: _digest(row.slug, row.name, row.email)
        for row in db.execute(
            select(tables.parties.c.id, tables.parties.c.slug, tables.parties.c.name, tables.parties.c.email)
        )
    }
    members: dict[int, set[str]] = {number: set() for (number,) in db.execute(select(tables.audiences.c.id))}
    for audience, number in db.execute(select(tables.audience_members.c.audience, tables.audience_members.c.party)):
        members.setdefault(audience, set()).add(party.get(number, f"missing {number}"))
    said = tables.decisions.c
    return _Names(
        party=party,
        conversation=_column(db, tables.conversations, "source_key"),
        audience={number: _digest(*sorted(who)) for number, who in members.items()},
        connection=_column(db, tables.connections, "key"),
        archive=_column(db, tables.archives, "as_of"),
        person=_column(db, tables.people, "key"),
        reactor={row[0]: _digest(*map(str, row[1:])) for row in db.execute(select(tables.reactors))},
        decision={row[0]: _digest(*map(str, row[1:])) for row in db.execute(select(said.id, said.at, said.subject))},
    )


def _column(db: Connection, table: Table, column: str) -> dict[int, Any]:
    return {row[0]: row[1] for row in db.execute(select(table.c.id, table.c[column]))}


def _digest(*values: str) -> str:
    """Short enough that a million lines fit in memory."""
    return hashlib.blake2b("\x1f".join(values).encode(), digest_size=10).hexdigest()
