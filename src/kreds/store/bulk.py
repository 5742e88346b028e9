"""Many rows at once, past SQLAlchemy's per-row work: in by the driver's own fastest way, out as columns.

Column names are those of the database. All functions work inside the caller's transaction.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any, cast

import numpy as np
import polars as pl
from numpy.typing import NDArray
from sqlalchemy import Column, Connection, Integer, Select, Table, text

Ints = NDArray[np.int64]
Query = Select[*tuple[Any, ...]]
Values = Sequence[object] | NDArray[Any]

# Rows of one INSERT: fewer, larger statements save a quarter of the time. Every SQLite takes 999 parameters.
_PARAMETERS = 999
_ROWS = 50
_CHUNK = 50_000
# Stands for NULL where integers travel as text; no column of Kreds holds it.
_NULL = -(2**63)
_ORDERED = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)


def insert_rows(db: Connection, table: Table, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Add rows, each with one value per column; how many there were."""
    if db.dialect.name == "postgresql":
        return _copy_rows(db, table, columns, rows)
    width = _rows_at_once(columns)
    cursor = _driver(db).cursor()
    many, one = _insert(db, table, columns, width), _insert(db, table, columns, 1)
    source, count = iter(rows), 0
    while chunk := list(islice(source, _CHUNK // width * width)):
        whole = len(chunk) // width * width
        cursor.executemany(many, (tuple(chain.from_iterable(chunk[i : i + width])) for i in range(0, whole, width)))
        cursor.executemany(one, chunk[whole:])
        count += len(chunk)
    return count


def update_rows(
    db: Connection, table: Table, columns: Sequence[str], *, key: str, rows: Iterable[Sequence[object]]
) -> None:
    """Change rows; each has one value per column, and last the value of the key column it is found by."""
    mark = "%s" if db.dialect.name == "postgresql" else "?"
    prepared = db.dialect.identifier_preparer
    changes = ", ".join(f"{prepared.quote(name)} = {mark}" for name in columns)
    statement = f"UPDATE {prepared.quote(table.name)} SET {changes} WHERE {prepared.quote(key)} = {mark}"  # noqa: S608 - names of our own tables and columns
    _driver(db).cursor().executemany(statement, rows)


def insert_columns(db: Connection, table: Table, columns: Mapping[str, Values]) -> int:
    """Add rows given column by column, all of one length; how many there were.

    Rows of a clustered table (``sqlite_with_rowid=False``) go in by its first key column, which is much faster.
    """
    names = list(columns)
    data = _clustered(table, columns)
    size = len(data[0]) if data else 0
    if data and all(_is_integers(values) for values in data):
        add = _copy_integers if db.dialect.name == "postgresql" else _insert_integers
        return add(db, table, names, [cast("Ints", values) for values in data])
    rows = (
        zip(*(_plain(values[start : start + _CHUNK]) for values in data), strict=True)
        for start in range(0, size, _CHUNK)
    )
    return insert_rows(db, table, names, chain.from_iterable(rows))


def select_columns(db: Connection, statement: Query) -> dict[str, list[Any]]:
    """All rows of a query, column by column, in the query's order."""
    result = db.execute(statement)
    names = list(result.keys())
    columns: list[list[Any]] = [[] for _ in names]
    for chunk in raw_chunks(result.cursor):
        for column, values in zip(columns, zip(*chunk, strict=True), strict=True):
            column.extend(values)
    result.close()
    return dict(zip(names, columns, strict=True))


def read_frame(db: Connection, statement: Query, schema: Mapping[str, str]) -> pl.DataFrame:
    """All rows of a query as a frame; ``schema`` names its columns in order, with the names of polars' types.

    Rows come in the query's order if it has one, else in any.
    """
    if all(kind == "Int64" for kind in schema.values()):
        integers = read_integers(db, statement, list(schema))
        frame = pl.DataFrame(integers)
        with_null = [name for name, values in integers.items() if (values == _NULL).any()]
        return frame.with_columns(pl.when(pl.col(name) != _NULL).then(pl.col(name)).alias(name) for name in with_null)
    types = {name: getattr(pl, kind) for name, kind in schema.items()}
    result = db.execute(statement)
    frames = [
        pl.DataFrame(
            [
                pl.Series(name, values, dtype=types[name])
                for name, values in zip(types, zip(*chunk, strict=True), strict=True)
            ]
        )
        for chunk in raw_chunks(result.cursor)
    ]
    result.close()
    return pl.concat(frames) if frames else pl.DataFrame(schema=types)


def read_integers(db: Connection, statement: Query, names: Sequence[str]) -> dict[str, Ints]:
    """All rows of a query of integers, as arrays; NULL is the smallest integer there is."""
    sql, parameters = _compiled(db, statement)
    if db.dialect.name == "sqlite" and not _ORDERED.search(sql):
        return _read_joined(db, sql, parameters, names)
    cursor = _driver(db).cursor()
    cursor.execute(sql, parameters)
    chunks = [_table(chunk) for chunk in raw_chunks(cursor)]
    cursor.close()
    table = np.concatenate(chunks) if chunks else np.empty((0, len(names)), dtype=np.int64)
    return {name: np.ascontiguousarray(table[:, index]) for index, name in enumerate(names)}


def _table(rows: list[tuple[int | None, ...]]) -> Ints:
    try:
        return np.array(rows, dtype=np.int64)
    except TypeError:  # a NULL among them
        return np.array([[_NULL if value is None else value for value in row] for row in rows], dtype=np.int64)


def _read_joined(db: Connection, sql: str, parameters: Any, names: Sequence[str]) -> dict[str, Ints]:
    """Each column as one text made inside SQLite, parsed by numpy: less than half the time of a tuple per row.

    Memory: about ten bytes a number while it is parsed. SQLite's longest text holds some 50 million of them.
    """
    quoted = [f"c{index}" for index in range(len(names))]
    joined = ", ".join(f"group_concat(coalesce({name}, {_NULL}))" for name in quoted)
    cursor = _driver(db).cursor()
    # The row numbers of the inner query are those of every column: one pass makes them all.
    cursor.execute(f"WITH source({', '.join(quoted)}) AS ({sql}) SELECT {joined} FROM source", parameters)  # noqa: S608 (names of our own tables and columns)
    texts = cursor.fetchone()
    cursor.close()
    return {
        name: np.fromstring(text, dtype=np.int64, sep=",") if text else np.empty(0, dtype=np.int64)
        for name, text in zip(names, texts, strict=True)
    }


# ---- SQLite and both ------------------------------------------------------------------------------------------------


def _insert_integers(db: Connection, table: Table, names: Sequence[str], data: Sequence[Ints]) -> int:
    """Arrays, laid row by row in memory so that one call makes the parameters of many rows."""
    width, size = _rows_at_once(names), len(data[0])
    cursor = _driver(db).cursor()
    many, one = _insert(db, table, names, width), _insert(db, table, names, 1)
    for start in range(0, size, _CHUNK // width * width):
        rows = np.stack([values[start : start + _CHUNK // width * width] for values in data], axis=1)
        whole = len(rows) // width * width
        cursor.executemany(many, rows[:whole].reshape(-1, width * len(data)).tolist())
        cursor.executemany(one, rows[whole:].tolist())
    return size


def _rows_at_once(columns: Sequence[str]) -> int:
    return max(1, min(_ROWS, _PARAMETERS // len(columns)))


def _driver(db: Connection) -> Any:
    return db.connection.driver_connection


def raw_chunks(cursor: Any) -> Iterator[list[tuple[Any, ...]]]:
    """The rest of a driver's cursor, many rows at a time."""
    while chunk := cursor.fetchmany(_CHUNK):
        yield chunk


def _compiled(db: Connection, statement: Query) -> tuple[str, Any]:
    """The statement as the driver takes it."""
    compiled = statement.compile(dialect=db.dialect, compile_kwargs={"render_postcompile": True})
    if compiled.positional:
        return str(compiled), tuple(compiled.params[name] for name in compiled.positiontup or ())
    return str(compiled), compiled.params


def _insert(db: Connection, table: Table, columns: Sequence[str], rows: int) -> str:
    quote = db.dialect.identifier_preparer.quote
    row = f"({', '.join('?' * len(columns))})"
    names = ", ".join(quote(name) for name in columns)
    return f"INSERT INTO {quote(table.name)} ({names}) VALUES {', '.join([row] * rows)}"  # noqa: S608 (names of our own tables and columns)


def _is_integers(values: Values) -> bool:
    return isinstance(values, np.ndarray) and values.dtype == np.int64


def _plain(values: Values) -> Sequence[object]:
    """The driver takes Python's own numbers only."""
    return cast("list[object]", values.tolist()) if isinstance(values, np.ndarray) else values


def _clustered(table: Table, columns: Mapping[str, Values]) -> list[Values]:
    """The same rows, by the first key column where the table lies in that order and all columns are arrays."""
    data = list(columns.values())
    first = columns.get(next(iter(table.primary_key.columns)).name)
    is_clustered = not table.dialect_options["sqlite"]["with_rowid"]
    if not is_clustered or first is None or not all(isinstance(values, np.ndarray) for values in data):
        return data
    key = cast("Ints", first)
    if bool((key[1:] >= key[:-1]).all()):
        return data
    order = np.argsort(key, kind="stable")
    return [cast("Ints", values)[order] for values in data]


# ---- PostgreSQL -----------------------------------------------------------------------------------------------------


def _copy(db: Connection, table: Table, columns: Sequence[str], options: str) -> str:
    quote = db.dialect.identifier_preparer.quote
    return f"COPY {quote(table.name)} ({', '.join(quote(name) for name in columns)}) FROM STDIN {options}"


def _copy_rows(db: Connection, table: Table, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    count = 0
    with _driver(db).cursor() as cursor, cursor.copy(_copy(db, table, columns, "")) as copy:
        for row in rows:
            copy.write_row(row)
            count += 1
    _advance_numbers(db, table, columns)
    return count


def _copy_integers(db: Connection, table: Table, columns: Sequence[str], data: Sequence[Ints]) -> int:
    """Rows of integers in the binary form of COPY (https://www.postgresql.org/docs/current/sql-copy.html)."""
    size = len(data[0])
    fields = [("count", ">i2")]
    for index in range(len(data)):
        fields += [(f"length{index}", ">i4"), (f"value{index}", ">i8")]
    with _driver(db).cursor() as cursor, cursor.copy(_copy(db, table, columns, "(FORMAT BINARY)")) as copy:
        copy.write(b"PGCOPY\n\xff\r\n\x00" + bytes(8))
        for start in range(0, size, _CHUNK):
            rows = np.empty(min(_CHUNK, size - start), dtype=fields)
            rows["count"] = len(data)
            for index, values in enumerate(data):
                rows[f"length{index}"] = 8
                rows[f"value{index}"] = values[start : start + _CHUNK]
            copy.write(rows.tobytes())
        copy.write(b"\xff\xff")
    _advance_numbers(db, table, columns)
    return size


def _advance_numbers(db: Connection, table: Table, columns: Sequence[str]) -> None:
    """Where rows came with their own numbers: let the database number the next ones after them."""
    key: Column[Any] | None = table.autoincrement_column
    if key is None or key.name not in columns or not isinstance(key.type, Integer):
        return
    quote = db.dialect.identifier_preparer.quote
    name, column = quote(table.name), quote(key.name)
    db.execute(
        text(
            f"SELECT setval(pg_get_serial_sequence('{name}', '{key.name}'), "  # noqa: S608 (names of our own tables and columns)
            f"(SELECT greatest(max({column}), 1) FROM {name}))"
        )
    )
