"""Member_Follows.csv: whom the owner has followed and stopped following, by name only; a history, not a state."""

from collections.abc import Iterator

from kreds.model.interaction import Channel, Direction
from kreds.model.record import InteractionRecord, Party, Skipped
from kreds.sources.csv_table import CsvTable
from kreds.sources.rows import NO_NAME, Outcome, Rows, is_nobody, moment
from kreds.text.dates import iso_second

VERSION = 1
REQUIRED = ("date", "fullname", "status")


def read(table: CsvTable) -> Iterator[Outcome]:
    """One change a row; ``detail`` is ``Active`` or ``Unfollow``, as the file writes it."""
    rows = Rows(table)
    dates = rows.dates("date", parsers=(iso_second,))
    told = zip(rows.lines, rows.names("fullname"), rows.names("status"), dates, strict=True)
    for line, name, status, followed in told:
        if is_nobody(name):
            yield Skipped(line, NO_NAME)
            continue
        at, precision = moment(followed)
        yield InteractionRecord(line, Channel.FOLLOW, Direction.OUTBOUND, Party(name=name), at, precision, status)
