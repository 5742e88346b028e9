"""The first rows of a list as they would be read: the same reader, before anything is written."""

from collections.abc import Collection, Generator, Sequence
from dataclasses import dataclass, field

from kreds.model.columns import Matching
from kreds.model.importing import ListSample
from kreds.model.record import AccountRecord, ContactRecord, Rejected
from kreds.model.segment import AccountStatus
from kreds.services.read_lists import LIST_READERS
from kreds.sources.kinds import Kind
from kreds.sources.registry import column_key
from kreds.sources.table import Batch
from kreds.text.phrase import Phrase


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """What a row says: of a person, of a company, or nothing that could be read (all texts are "")."""

    name: str = ""
    email: str = ""
    company: str = ""
    title: str = ""
    place: str = ""
    status: AccountStatus = AccountStatus.NONE


def preview_list(sample: ListSample, matching: Matching) -> tuple[PreviewRow, ...]:
    """The rows of a sample as they are read by a matching; none when it says too little."""
    if not matching.can_be_read:
        return ()
    table = _SampleTable(sample)
    rows: list[PreviewRow] = []
    for found in LIST_READERS[Kind.PEOPLE].read(table, Kind.PEOPLE, matching):
        if isinstance(found, ContactRecord):
            mail = found.emails[0] if found.emails else ""
            rows.append(PreviewRow(found.full_name, mail, found.company, found.title, found.place, found.status))
        elif isinstance(found, AccountRecord):
            rows.append(PreviewRow("", "", found.name or found.domain, "", found.place, found.status))
        else:
            rows.append(PreviewRow())
    return tuple(rows)


@dataclass
class _SampleTable:
    """A sample as the table it came from."""

    sample: ListSample
    notes: list[Phrase] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    header_line: int = 1

    def __post_init__(self) -> None:
        self.name = self.label = self.sample.name
        self.header = self.sample.header
        self.columns = {column_key(name): place for place, name in enumerate(self.header) if column_key(name)}

    @property
    def is_empty(self) -> bool:
        """It never is."""
        return False

    @property
    def read(self) -> int:
        """How many rows there are."""
        return len(self.sample.rows)

    def require(self, columns: Collection[str]) -> None:
        """Whoever asks for a sample has seen its columns."""

    def raw(self, row: Sequence[str]) -> str:
        """The row as a line."""
        return ",".join(row)

    def batches(self) -> Generator[Batch, None, None]:
        """All rows at once."""
        rows = [list(row) for row in self.sample.rows]
        yield Batch(rows, list(range(2, len(rows) + 2)))
