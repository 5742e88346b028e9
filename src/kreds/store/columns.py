"""Columns as all tables have them, and the metadata that knows the tables."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def number(name: str = "id") -> Column[int]:
    """A surrogate key that both databases number by themselves."""
    return Column(name, BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)


def text(name: str) -> Column[str]:
    """A text, "" where nothing is known."""
    return Column(name, Text, nullable=False, server_default="")


def integer(name: str) -> Column[int]:
    """A whole number, 0 where nothing is known."""
    return Column(name, BigInteger, nullable=False, server_default="0")


def content_key() -> Column[int]:
    """The hash of a row's normalized content (`kreds.text.keys`)."""
    return Column("key", BigInteger, primary_key=True, autoincrement=False)


def provenance() -> tuple[Column[int], Column[int]]:
    """Where a fact stood when it was first read."""
    return Column("file", BigInteger, ForeignKey("files.id"), nullable=False), Column(
        "line", BigInteger, nullable=False
    )
