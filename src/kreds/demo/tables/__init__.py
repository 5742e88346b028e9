"""Every CSV file of an archive, one module a family; nothing here writes."""

from kreds.demo.layout import Era
from kreds.demo.network import Network
from kreds.demo.table import Table
from kreds.demo.tables.connections import connections
from kreds.demo.tables.extras import extra_tables
from kreds.demo.tables.feed import articles, feed_tables
from kreds.demo.tables.gestures import gesture_tables
from kreds.demo.tables.messages import messages
from kreds.demo.tables.profile import profile_tables

__all__ = ["all_tables", "articles"]


def all_tables(network: Network, era: Era) -> tuple[Table, ...]:
    """All CSV files in the order of their paths."""
    tables = (
        connections(network, era),
        messages(network, era),
        *gesture_tables(network, era),
        *feed_tables(network, era),
        *profile_tables(network, era),
        *extra_tables(network, era),
    )
    return tuple(sorted(tables, key=lambda table: table.path.casefold()))
