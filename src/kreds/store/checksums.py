"""Sums over rows that do not depend on their order: what the ledger keeps, and what a later check must find again.

A row becomes 64 bits, a set of rows the sum of these modulo 2**64 (and their number). Both databases, every Python and
every version of Kreds give the same sums: rows of integers are mixed by the finalizer of SplitMix64 (Steele, Lea,
Flood: Fast splittable pseudorandom number generators, OOPSLA 2014), all others are BLAKE2b (RFC 7693) of how Python
writes them in ASCII.

Facts that came from a file are summed per file (`file_checksum`, kept in ``files``). Everything else that is never
changed is summed per table by `seal` at the end of every write: only rows after the last sealed number are read.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Integer,
    Table,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
)

from kreds.store import tables
from kreds.store.bulk import Ints, Query, read_integers, select_columns

_MASK = (1 << 64) - 1
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_PREFIX = "sum:"

FROM_FILES = tuple(table for table in tables.FACTS if "file" in table.columns)
"""Facts that know their file."""
_RECORDS = tuple(table for table in FROM_FILES if table is not tables.messages)
_HOLDS = select(*(exists().where(table.c.file == bindparam("file")).label(table.name) for table in _RECORDS))

_SEALED: tuple[tuple[Table, str], ...] = (
    (tables.imports, "id"),
    (tables.archives, "id"),
    (tables.files, "id"),
    (tables.rejected_rows, "id"),
    (tables.parties, "id"),
    (tables.reactors, "id"),
    (tables.connections, "id"),
    (tables.conversations, "id"),
    (tables.audiences, "id"),
    (tables.audience_members, "audience"),
    (tables.decisions, "id"),
)
"""Append-only tables with the column that grows: rows of one number are written in one transaction."""

_WHOLE = (tables.party_aliases, tables.message_texts, tables.retries)
"""Append-only tables without such a column, written by imports only: counted, and summed anew, after each import."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A number of rows and the sum of their 64-bit digests; sums of disjoint sets add up."""

    rows: int = 0
    value: int = 0

    def __add__(self, other: Self) -> "Sum":
        return Sum(self.rows + other.rows, (self.value + other.value) & _MASK)

    def __sub__(self, other: Self) -> "Sum":
        return Sum(self.rows - other.rows, (self.value - other.value) & _MASK)

    @property
    def text(self) -> str:
        """16 hexadecimal digits."""
        return f"{self.value:016x}"


# ---- rows to sums ---------------------------------------------------------------------------------------------------


def sum_integers(name: str, columns: Sequence[Ints]) -> Sum:
    """The sum of rows of integers, given column by column; ``name`` is the table's."""
    size = len(columns[0])
    mixed = np.full(size, _seed(name), dtype=np.uint64)
    for values in columns:
        mixed = _mix((mixed ^ values.astype(np.int64).view(np.uint64)) + _GOLDEN)
    return Sum(size, int(mixed.sum(dtype=np.uint64)) if size else 0)


def sum_rows(name: str, rows: Iterable[Sequence[object]]) -> Sum:
    """The sum of rows of texts, numbers and None; ``name`` is the table's."""
    key = name.encode()
    blake2b, total, count = hashlib.blake2b, 0, 0
    for row in rows:
        count += 1
        # The same in every version of Python: `ascii` leaves no letter to the tables of its Unicode.
        text = ascii(tuple(row)).encode("ascii")
        total += int.from_bytes(blake2b(text, digest_size=8, key=key).digest(), "big")
    return Sum(count, total & _MASK)


def _mix(value: NDArray[np.uint64]) -> NDArray[np.uint64]:
    value = (value ^ (value >> np.uint64(30))) * _FIRST
    value = (value ^ (value >> np.uint64(27))) * _SECOND
    return value ^ (value >> np.uint64(31))


def _seed(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "big")


def sum_query(db: Connection, table: Table, query: Query, columns: Sequence[Column[object]]) -> Sum:
    """The sum of the rows a query of these columns gives."""
    if all(isinstance(column.type, BigInteger | Integer) for column in columns):
        read = read_integers(db, query, [column.name for column in columns])
        return sum_integers(table.name, list(read.values()))
    read_columns = select_columns(db, query)
    return sum_rows(table.name, zip(*read_columns.values(), strict=True))


# ---- per file -------------------------------------------------------------------------------------------------------


def content_columns(table: Table) -> list[Column[object]]:
    """What is summed of a table: all its columns, but for the file that the rows are grouped by."""
    return [column for column in table.columns if column.name != "file" or table not in FROM_FILES]


def message_sum(columns: Mapping[str, Ints]) -> Sum:
    """What `file_checksum` sums, for messages of a file that are at hand as arrays: nothing is read back."""
    return sum_integers(tables.messages.name, [columns[column.name] for column in content_columns(tables.messages)])


def file_checksum(db: Connection, file: int) -> tuple[int, str]:
    """How many facts stand in the store from this file, and their sum."""
    total = file_sum(db, file)
    return total.rows, total.text


def file_sum(db: Connection, file: int) -> Sum:
    """The same as one value, for adding up."""
    kind = db.execute(select(tables.files.c.kind).where(tables.files.c.id == file)).scalar_one()
    total = Sum()
    for table in _tables_of(db, kind, file):
        columns = content_columns(table)
        total += sum_query(db, table, select(*columns).where(table.c.file == file), columns)
    return total


def file_checksums(db: Connection) -> dict[int, tuple[int, str]]:
    """The same for all files that have facts, each table read once."""
    totals: dict[int, Sum] = {}
    for table in FROM_FILES:
        for file, total in _by_file(db, table).items():
            totals[file] = totals.get(file, Sum()) + total
    return {file: (total.rows, total.text) for file, total in totals.items()}


def _tables_of(db: Connection, kind: str, file: int) -> Sequence[Table]:
    """Where facts of a file stand. Messages are many and have no index by file: only their own files look there."""
    if kind == "messages":
        return (tables.messages,)
    held = db.execute(_HOLDS, {"file": file}).one()
    return [table for table, is_there in zip(_RECORDS, held, strict=True) if is_there]


def sums_by_file(db: Connection, table: Table, where: ColumnElement[bool]) -> dict[int, Sum]:
    """The sums of some rows of a table, by the file they are from: what its sum loses when they go."""
    return _by_file(db, table, where)


def _by_file(db: Connection, table: Table, where: ColumnElement[bool] | None = None) -> dict[int, Sum]:
    columns = content_columns(table)
    query = select(table.c.file, *columns)
    if where is not None:
        query = query.where(where)
    if all(isinstance(column.type, BigInteger | Integer) for column in columns):
        file, *data = read_integers(db, query, ["file", *(f"{column.name} " for column in columns)]).values()
        return {
            int(number): sum_integers(table.name, [values[file == number] for values in data])
            for number in np.unique(file)
        }
    grouped: dict[int, list[Sequence[object]]] = {}
    for row in db.execute(query):
        grouped.setdefault(row[0], []).append(tuple(row[1:]))
    return {number: sum_rows(table.name, rows) for number, rows in grouped.items()}


# ---- per table ------------------------------------------------------------------------------------------------------


def seal(db: Connection) -> None:
    """Sum up what was added to append-only tables since the last time; `Store.writing` calls it before it confirms."""
    kept = _kept(db)
    sums: dict[str, str] = {}
    newest_numbers = db.execute(select(*(select(func.max(t.c[column])).scalar_subquery() for t, column in _SEALED)))
    for (table, column), newest in zip(_SEALED, newest_numbers.one(), strict=True):
        last, before = _parse(kept.get(table.name, ""))
        if (newest or 0) > last:
            total = before + _sum_after(db, table, column, last)
            sums[table.name] = f"{newest} {total.rows} {total.text}"
    for table in _WHOLE if tables.imports.name in sums else ():
        _, before = _parse(kept.get(table.name, ""))
        if _count(db, table) != before.rows:
            total = _sum_after(db, table, "", 0)
            sums[table.name] = f"0 {total.rows} {total.text}"
    values = _sum_meta(db).text
    if kept.get("meta") != values:
        sums["meta"] = values
    _write(db, sums)


def reseal(db: Connection) -> None:
    """Sum up everything anew, after rows were taken out on purpose."""
    db.execute(delete(tables.meta).where(tables.meta.c.name.startswith(_PREFIX)))
    seal(db)


def unseal(db: Connection, table: Table) -> None:
    """Have a sealed table summed up anew when the change is confirmed, after rows of it were changed on purpose."""
    db.execute(delete(tables.meta).where(tables.meta.c.name == f"{_PREFIX}{table.name}"))


def broken_seals(db: Connection) -> dict[str, tuple[int, int]]:
    """The tables whose rows are not those that were sealed: their name, rows expected, rows found."""
    kept = _kept(db)
    broken: dict[str, tuple[int, int]] = {}
    for table, column in (*_SEALED, *((table, "") for table in _WHOLE)):
        last, expected = _parse(kept.get(table.name, ""))
        found = _sum_after(db, table, column, 0)
        grown = db.execute(select(table.c[column]).where(table.c[column] > last).limit(1)).first() if column else None
        if found != expected or grown is not None:
            broken[table.name] = (expected.rows, found.rows)
    if kept.get("meta", "") != _sum_meta(db).text:
        count = _count(db, tables.meta)
        broken["meta"] = (count, count)
    return broken


def _kept(db: Connection) -> dict[str, str]:
    query = select(tables.meta.c.name, tables.meta.c.value).where(tables.meta.c.name.startswith(_PREFIX))
    return {name.removeprefix(_PREFIX): value for name, value in db.execute(query)}


def _parse(text: str) -> tuple[int, Sum]:
    """``last number, rows, sum``; what cannot be read never matches."""
    if not text:
        return 0, Sum()
    try:
        last, rows, value = text.split()
        return int(last), Sum(int(rows), int(value, 16))
    except ValueError:
        return 0, Sum(-1, 0)


def _sum_after(db: Connection, table: Table, column: str, last: int) -> Sum:
    columns = list(table.columns)
    query = select(*columns)
    return sum_query(db, table, query.where(table.c[column] > last) if last else query, columns)


def _sum_meta(db: Connection) -> Sum:
    query = select(tables.meta.c.name, tables.meta.c.value).where(tables.meta.c.name.not_like(f"{_PREFIX}%"))
    return sum_rows("meta", [(name, value) for name, value in db.execute(query)])


def _count(db: Connection, table: Table) -> int:
    return int(db.execute(select(func.count()).select_from(table)).scalar_one())


def _write(db: Connection, sums: Mapping[str, str]) -> None:
    if sums:
        names = [_PREFIX + name for name in sums]
        db.execute(delete(tables.meta).where(tables.meta.c.name.in_(names)))
        db.execute(insert(tables.meta), [{"name": _PREFIX + name, "value": value} for name, value in sums.items()])
