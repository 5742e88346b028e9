"""Address books: how each kind is read.

``version`` counts up when the same file would give other records: then files that are known are read again.
"""

from collections.abc import Iterator

from kreds.model.columns import Column, Matching
from kreds.sources.kinds import Kind
from kreds.sources.listed import read_list
from kreds.sources.rows import Outcome
from kreds.sources.table import Table

VERSION = 1

SYSTEMS = {Kind.GOOGLE: "google", Kind.OUTLOOK: "outlook"}
"""Each kind with the name of its system in `kreds.model.record.ContactRecord`."""

_NOT_HERE = frozenset({Column.STATUS, Column.ID, Column.SINCE, Column.INDUSTRY})
"""An address book's labels and categories are a person's own words, and its numbers change with every export."""


def read(table: Table, kind: Kind, matching: Matching) -> Iterator[Outcome]:
    """One outcome for each row of the table."""
    kept = {means: names for means, names in matching.columns.items() if means not in _NOT_HERE}
    return read_list(table, Matching(matching.kind, kept, matching.status), SYSTEMS[kind])
