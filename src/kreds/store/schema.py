"""The shape of a store: its number, how a fresh one is made, and how it tells what it is.

SQLite keeps the number in ``PRAGMA user_version`` and marks the file by ``PRAGMA application_id``; both databases keep
it in the table ``meta`` too. Fresh stores are made from the tables and stamped; Alembic is imported only to move an
older store up.
"""

import uuid

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Float,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    insert,
)
from sqlalchemy import inspect as inspect_database
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import TypeCompiler

from kreds.store.sqlite import APPLICATION_ID
from kreds.store.tables import meta, metadata

SCHEMA = 7
"""The number of the newest migration; it goes up by one with each."""


def revision_name(number: int) -> str:
    """Alembic's name of a migration.

    >>> revision_name(1)
    '0001'
    """
    return f"{number:04}"


# SQLite: real integers (a BIGINT key would need an index of its own) and strict types, so that a text never stands
# where a number belongs. PostgreSQL: texts compare by code point as in SQLite, whatever language the server speaks.
for _table in metadata.tables.values():
    _table.dialect_options["sqlite"]["strict"] = True
    for _column in _table.columns:
        if isinstance(_column.type, Text):
            _column.type = Text().with_variant(Text(collation="C"), "postgresql")


@compiles(BigInteger, "sqlite")
def _integer(_type: BigInteger, _compiler: TypeCompiler, **_: object) -> str:
    return "INTEGER"


@compiles(Float, "sqlite")
def _real(_type: Float[float], _compiler: TypeCompiler, **_: object) -> str:
    return "REAL"


migration_table = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Alembic's own note of where a store stands, as Alembic makes it."""


def create(db: Connection) -> None:
    """Make all tables in an empty database, in the caller's transaction, and stamp it."""
    metadata.create_all(db)
    migration_table.create(db)
    db.execute(insert(migration_table).values(version_num=revision_name(SCHEMA)))
    values = {"application": "kreds", "instance": uuid.uuid4().hex, "schema": str(SCHEMA)}
    db.execute(insert(meta), [{"name": name, "value": value} for name, value in values.items()])
    stamp_file(db, SCHEMA)


def stamp_file(db: Connection, number: int) -> None:
    """SQLite: write the file's own marks (part of the transaction, as all of the first page is)."""
    if db.dialect.name == "sqlite":
        db.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        db.exec_driver_sql(f"PRAGMA user_version={number:d}")


def table_names(db: Connection) -> set[str]:
    """The tables and views that a database holds, in its current schema."""
    inspector = inspect_database(db)
    return {*inspector.get_table_names(), *inspector.get_view_names()}
