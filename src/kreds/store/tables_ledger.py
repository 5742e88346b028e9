"""The tables of what was imported, and of what the person said."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text

from kreds.store.columns import integer, metadata, number, text

meta = Table("meta", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
"""instance (random id of this store), schema (migration number), and other single values."""

imports = Table(
    "imports",
    metadata,
    number(),
    integer("started_at"),
    integer("finished_at"),
    text("origin"),  # cli, web, python
    text("version"),  # of Kreds
    integer("relations"),  # after it
    integer("no_longer_connected"),
    sqlite_autoincrement=True,
)
archives = Table(
    "archives",
    metadata,
    number(),
    Column("import", BigInteger, ForeignKey("imports.id"), nullable=False, key="import_id"),
    text("name"),
    text("as_of"),  # the day the archive describes, "" when nothing in it is dated
    text("as_of_basis"),  # name, content, none
    integer("written_at"),  # newest time stamp of its files: breaks ties between archives of one day
    sqlite_autoincrement=True,
)
files = Table(
    "files",
    metadata,
    number(),
    Column("archive", BigInteger, ForeignKey("archives.id"), nullable=False, key="archive_id"),
    text("name"),
    text("kind"),
    text("sha256"),  # of the bytes inside the archive
    integer("size"),
    integer("read"),
    integer("new"),
    integer("updated"),
    integer("unchanged"),
    integer("merged"),
    integer("rejected"),
    text("skipped"),  # JSON {reason: count}
    text("last_day"),  # of the newest dated row
    integer("reader"),  # version of the reader
    integer("facts"),  # how many fact rows this file added
    text("checksum"),  # of those rows: kreds.store.checksums
    text("header"),  # the line with the names of the columns, when rows were set aside: to read them again
    sqlite_autoincrement=True,
)
Index("ix_files_sha256", files.c.sha256)
rejected_rows = Table(
    "rejected_rows",
    metadata,
    number(),
    Column("file", BigInteger, ForeignKey("files.id"), nullable=False, index=True),
    integer("line"),
    text("code"),
    text("facts"),  # JSON
    text("raw"),
    sqlite_autoincrement=True,
)

retries = Table(
    "retries",
    metadata,
    Column("rejected", BigInteger, ForeignKey("rejected_rows.id"), primary_key=True, autoincrement=False),
    Column("file", BigInteger, ForeignKey("files.id"), nullable=False),
)
"""Rows set aside that a later version has read again, as (part of) which file of the ledger."""


decisions = Table(
    "decisions",
    metadata,
    number(),
    integer("at"),
    text("kind"),
    Column("subject", Text, nullable=False, server_default="", index=True),
    text("value"),  # JSON
    Column("undoes", BigInteger, ForeignKey("decisions.id")),
    sqlite_autoincrement=True,
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("digest", Text, primary_key=True),  # HMAC of an identity key, with a key that lies outside the database
    integer("at"),
    sqlite_with_rowid=False,
)
"""Whom the person wants forgotten: nobody can be read out of it, and whoever comes again is known by it."""
