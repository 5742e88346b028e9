"""Alembic's entry: runs the migrations on the connection it is handed, inside that connection's transaction."""

from alembic import context

from kreds.store.schema import migration_table
from kreds.store.tables import metadata

_OURS = {*metadata.tables, migration_table.name}


def _is_ours(_object: object, name: str | None, kind: str, *_: object) -> bool:
    """Whether to compare a table: others may share the database."""
    return kind != "table" or name in _OURS


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    include_object=_is_ours,
    compare_server_default=True,
    # The caller began the transaction and confirms all migrations at once, or none.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
