"""Positions.csv and Education.csv: where the owner has worked and studied.

A profile in two languages has each position twice; that they are one is for the reader of the facts to find out.
"""

from collections.abc import Iterator

from kreds.model.record import AffiliationKind, AffiliationRecord, Skipped
from kreds.sources.csv_table import CsvTable
from kreds.sources.rows import NO_NAME, Outcome, Rows, moment
from kreds.text.dates import Stamp, month_or_year

VERSION = 1
REQUIRED_POSITIONS = ("companyname", "title", "startedon", "finishedon")
REQUIRED_EDUCATION = ("schoolname", "startdate", "enddate")


def read_positions(table: CsvTable) -> Iterator[Outcome]:
    """One job a row; without an end it is a current one."""
    rows = Rows(table)
    told = zip(
        rows.lines,
        rows.names("companyname"),
        rows.names("title"),
        rows.dates("startedon", parsers=(month_or_year,), months=True),
        rows.dates("finishedon", parsers=(month_or_year,), months=True),
        rows.names("location"),
        strict=True,
    )
    for row in told:
        yield _affiliation(AffiliationKind.EMPLOYMENT, row)


def read_education(table: CsvTable) -> Iterator[Outcome]:
    """One school a row; ``title`` is the degree."""
    rows = Rows(table)
    told = zip(
        rows.lines,
        rows.names("schoolname"),
        rows.names("degreename", "degree"),
        rows.dates("startdate", parsers=(month_or_year,), months=True),
        rows.dates("enddate", parsers=(month_or_year,), months=True),
        rows.raw("location"),
        strict=True,
    )
    for row in told:
        yield _affiliation(AffiliationKind.EDUCATION, row)


def _affiliation(kind: AffiliationKind, row: tuple[int, str, str, Stamp | None, Stamp | None, str]) -> Outcome:
    line, organization, title, since, until, location = row
    if not (organization or title):
        return Skipped(line, NO_NAME)
    _, precision = moment(since or until)
    first, last = since and since.day, until and until.day
    return AffiliationRecord(line, kind, organization, title, first, last, precision, location)
