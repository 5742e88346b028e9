"""Notes.csv: what the owner has noted about relations, privately (in archives since 2026)."""

from collections.abc import Iterator

from kreds.model.interaction import Channel, Direction
from kreds.model.record import InteractionRecord, Party, Skipped
from kreds.sources.csv_table import CsvTable
from kreds.sources.rows import NO_NAME, Outcome, Rows, is_nobody, moment
from kreds.text.dates import day_month_year, iso_day, iso_second
from kreds.text.names import display_name
from kreds.text.urls import profile_slug

VERSION = 1
REQUIRED = ("connectionfirstname", "connectionlastname", "note")


def read(table: CsvTable) -> Iterator[Outcome]:
    """One note a row, dated by the day it was made; the day of the last edit is not kept."""
    rows = Rows(table)
    told = zip(
        rows.lines,
        map(display_name, rows.raw("connectionfirstname"), rows.raw("connectionlastname")),
        map(profile_slug, rows.raw("connectionprofileurl", "connectionurl")),
        rows.words("note"),
        rows.dates("createdon", "createdat", parsers=(day_month_year, iso_day, iso_second)),
        strict=True,
    )
    for line, name, slug, text, created in told:
        if not slug and is_nobody(name):
            yield Skipped(line, NO_NAME)
            continue
        at, precision = moment(created)
        party = Party(slug=slug, name=name)
        yield InteractionRecord(line, Channel.NOTE, Direction.OUTBOUND, party, at, precision, text=text)
