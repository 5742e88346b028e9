"""Connections.csv: everybody the owner is connected to on the day of the export.

Exports before 2023 lack the address; the preamble of later ones is the table's business, not the reader's.
"""

from collections.abc import Iterator
from datetime import date

from kreds.model.record import ConnectionRecord, HiddenConnection, Skipped
from kreds.sources.csv_table import CsvTable
from kreds.sources.rows import NO_NAME, Outcome, Rows
from kreds.text.dates import day_month_year
from kreds.text.urls import profile_slug

VERSION = 1
REQUIRED = ("firstname", "lastname")
_CONNECTED_ON = "connectedon"


def read(table: CsvTable) -> Iterator[Outcome]:
    """One connection a row; a row with only a day is a member who has hidden or closed the profile.

    A day that no calendar has leaves the person in, without the day. A row with a name but neither address, mail nor
    anything in the day's column is no connection (a total, a remark below the table) and is set aside.
    """
    rows = Rows(table)
    connected_on = rows.raw(_CONNECTED_ON)
    dates = rows.column_dates(_CONNECTED_ON, parsers=(day_month_year,))
    days = dates.days
    has_days = rows.has(_CONNECTED_ON)
    undated = 0
    people = zip(
        rows.lines,
        map(profile_slug, rows.raw("url", "profileurl")),
        rows.names("firstname"),
        rows.names("lastname"),
        rows.names("emailaddress", "email"),
        rows.names("company"),
        rows.names("position", "jobtitle"),
        connected_on,
        strict=True,
    )
    for index, (line, slug, first, last, email, company, title, written) in enumerate(people):
        day = days[written]
        if not (slug or first or last or email):
            yield _nameless(rows, index, day=day, written="" if company or title else written.strip())
        elif has_days and not (slug or email or written.strip()):
            yield rows.no_date(index, "")
        else:
            undated += written in dates.wrong
            yield ConnectionRecord(line, slug, first, last, email.lower(), company, title, day)
    rows.tell(dates.left_empty(undated))


def _nameless(rows: Rows, index: int, *, day: date | None, written: str) -> Outcome:
    """A row without a person; ``written`` is its day where that is all it has."""
    if rows.is_blank(index):
        return Skipped(rows.lines[index], NO_NAME)
    if not written:
        return rows.rejected(index, "ROW-EMPTY-PERSON")
    return rows.no_date(index, written) if day is None else HiddenConnection(rows.lines[index], day)
