"""Moving an older store up: a backup file first, then all migrations in one transaction.

This module alone imports Alembic, and it is imported only when a store is older than the program.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, update

from kreds.store import schema
from kreds.store.location import Location
from kreds.store.snapshot import copy_file
from kreds.store.sqlite import open_reader
from kreds.store.tables import meta

MIGRATIONS = Path(__file__).with_name("migrations")
VERSIONS = (MIGRATIONS / "versions",)


def configured(db: Connection | None = None) -> Config:
    """Alembic's configuration, without a file of its own."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    # Alembic parts the list by this; a path may hold a space or a colon.
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(map(str, VERSIONS)).replace("%", "%%"))
    if db is not None:
        config.attributes["connection"] = db
    return config


def migrate(db: Connection, number: int) -> None:
    """Bring the schema up to a number, in the caller's transaction, and stamp it."""
    command.upgrade(configured(db), schema.revision_name(number))
    db.execute(update(meta).where(meta.c.name == "schema").values(value=str(number)))
    schema.stamp_file(db, number)


def back_up_before(location: Location, found: int) -> Path:
    """Copy a SQLite store as it is to ``<name>.schema-<number>.bak`` beside it; the path of the copy.

    Raises:
        StoreFullError: there is no room; then nothing is migrated.
    """
    path = location.path
    assert path is not None
    kept = path.with_name(f"{path.name}.schema-{found}.bak")
    source = open_reader(path)
    try:
        copy_file(source, kept)
    finally:
        source.close()
    return kept
