"""Recommendations_Given.csv and Recommendations_Received.csv: who wrote about whom, by name only.

Two claims about the date are on record, ``08/19/24, 11:04 PM`` and ``2026-08-10``: both are read.
"""

from collections.abc import Iterator

from kreds.model.interaction import Channel, Direction
from kreds.model.record import InteractionRecord, Party, Skipped
from kreds.sources.csv_table import CsvTable
from kreds.sources.rows import NO_NAME, Outcome, Rows, is_nobody, moment
from kreds.text.dates import iso_day, iso_second, us_minute
from kreds.text.names import display_name

VERSION = 1
REQUIRED = ("firstname", "lastname", "text", "creationdate")


def read_given(table: CsvTable) -> Iterator[Outcome]:
    """What the owner wrote about others."""
    return _read(Rows(table), Direction.OUTBOUND)


def read_received(table: CsvTable) -> Iterator[Outcome]:
    """What others wrote about the owner."""
    return _read(Rows(table), Direction.INBOUND)


def _read(rows: Rows, direction: Direction) -> Iterator[Outcome]:
    """``detail`` is the status: VISIBLE, PENDING and others."""
    told = zip(
        rows.lines,
        map(display_name, rows.raw("firstname"), rows.raw("lastname")),
        rows.words("text"),
        rows.names("status"),
        rows.dates("creationdate", "createddate", parsers=(us_minute, iso_day, iso_second)),
        strict=True,
    )
    for line, name, text, status, created in told:
        if is_nobody(name):
            yield Skipped(line, NO_NAME)
            continue
        at, precision = moment(created)
        party = Party(name=name)
        yield InteractionRecord(line, Channel.RECOMMENDATION, direction, party, at, precision, status, text)
