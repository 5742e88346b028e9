"""Lists of people and companies: the reader of each kind, and the beginning of one that nobody knows."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass

from kreds.errors import RefusedError
from kreds.model.columns import Matching
from kreds.model.importing import ListSample
from kreds.sources.contacts import readers as contacts
from kreds.sources.crm import readers as crm
from kreds.sources.guessing import guess
from kreds.sources.kinds import Kind
from kreds.sources.opening import AnyTable
from kreds.sources.rows import Outcome
from kreds.sources.table import Table
from kreds.text.names import clean

_SHOWN_ROWS = 6
_SHOWN_LETTERS = 60


@dataclass(frozen=True, slots=True)
class ListReader:
    """How one kind of list is read; ``version`` is below `kreds.store.imports.READER_VERSIONS`."""

    version: int
    read: Callable[[Table, Kind, Matching], Iterator[Outcome]]


LIST_READERS: Mapping[Kind, ListReader] = {
    **dict.fromkeys(crm.SYSTEMS, ListReader(crm.VERSION, crm.read)),
    **dict.fromkeys(contacts.SYSTEMS, ListReader(contacts.VERSION, contacts.read)),
}


def sample_of(table: AnyTable, *, is_named: bool = True) -> ListSample | None:
    """The beginning of a table; None when it is no table, or one that nobody named and that holds no people.

    Args:
        table: any table; its rows are read from the start.
        is_named: whether the person named this very file.
    """
    guessed = table.found.matching if table.found else guess(table.header).matching
    if table.is_empty or not (is_named or guessed.can_be_read) or not any(table.header):
        return None
    try:
        with closing(table.batches()) as batches:
            rows = next((batch.rows[:_SHOWN_ROWS] for batch in batches), [])
    except RefusedError:
        return None
    if not rows:
        return None
    shown = tuple(tuple(clean(cell)[:_SHOWN_LETTERS] for cell in row) for row in rows)
    return ListSample(table.name, table.header, shown, guessed, is_read=table.found is not None)
