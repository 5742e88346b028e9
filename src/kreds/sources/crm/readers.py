"""Lists from CRM programs, and plain ones: how each kind is read.

``version`` counts up when the same file would give other records: then files that are known are read again.
"""

from collections.abc import Iterator

from kreds.model.columns import Matching
from kreds.sources.kinds import Kind
from kreds.sources.listed import read_list
from kreds.sources.rows import Outcome
from kreds.sources.table import Table

VERSION = 1

SYSTEMS = {
    Kind.HUBSPOT: "hubspot",
    Kind.PIPEDRIVE: "pipedrive",
    Kind.SALESFORCE: "salesforce",
    Kind.DYNAMICS: "dynamics",
    Kind.PEOPLE: "list",
    Kind.COMPANIES: "list",
}
"""Each kind with the name of its system in `kreds.model.record.ContactRecord`."""


def read(table: Table, kind: Kind, matching: Matching) -> Iterator[Outcome]:
    """One outcome for each row of the table."""
    return read_list(table, matching, SYSTEMS[kind])
