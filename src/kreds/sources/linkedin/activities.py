"""What the owner did alone: reactions, comments, posts, votes, saved items, followed companies, events, courses.

None of these rows names a counterpart: whose post it was stands in no archive.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kreds.model.record import ActivityKind, ActivityRecord
from kreds.sources.csv_table import CsvTable
from kreds.sources.rows import Outcome, Rows, moment
from kreds.text.dates import ANY_FORMAT, Parser, Stamp, iso_minute, iso_second, java_second
from kreds.text.names import clean, prose

VERSION = 1
_LINE_SEAM = re.compile(r'"\r?\n"')
_FROM_TO = re.compile(r"\s[-–]\s")
_NOT_AVAILABLE = "N/A"


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which columns tell when, where, what and in which words; "" where a file has none."""

    kind: ActivityKind
    at: str
    parsers: Sequence[Parser]
    url: str = ""
    detail: str = ""
    text: str = ""
    mend: Callable[[str], str] = prose


def read_reactions(table: CsvTable) -> Iterator[Outcome]:
    """Reactions.csv: LIKE, PRAISE, EMPATHY and others, as ``detail``."""
    return _read(table, _Layout(ActivityKind.REACTION, "date", (iso_second,), "link", "type"))


def read_comments(table: CsvTable) -> Iterator[Outcome]:
    """Comments.csv and Comments_<n>.csv: quotation marks inside a comment are escaped by a backslash."""
    return _read(table, _Layout(ActivityKind.COMMENT, "date", (iso_second,), "link", "", "message", _comment))


def read_shares(table: CsvTable) -> Iterator[Outcome]:
    """Shares.csv: the owner's posts; ``detail`` is what was shared, if that is an address."""
    return _read(
        table,
        _Layout(ActivityKind.SHARE, "date", (iso_second,), "sharelink", "sharedurl", "sharecommentary", unwrapped),
    )


def read_reposts(table: CsvTable) -> Iterator[Outcome]:
    """InstantReposts.csv: posts of others passed on without a word."""
    return _read(table, _Layout(ActivityKind.REPOST, "date", (iso_second,), "link"))


def read_votes(table: CsvTable) -> Iterator[Outcome]:
    """Votes.csv: the option chosen, as ``detail``."""
    return _read(table, _Layout(ActivityKind.VOTE, "date", (iso_second,), "link", "optiontext"))


def read_saved_items(table: CsvTable) -> Iterator[Outcome]:
    """Saved_Items.csv: its date has been seen in no documentation, so every format of the archive is read."""
    return _read(table, _Layout(ActivityKind.SAVED, "createdtime", ANY_FORMAT, "saveditem"))


def read_company_follows(table: CsvTable) -> Iterator[Outcome]:
    """Company Follows.csv: the company's name, as ``detail``."""
    layout = _Layout(ActivityKind.COMPANY_FOLLOW, "followedon", (java_second,), "", "organization")
    return _read(table, layout)


def read_events(table: CsvTable) -> Iterator[Outcome]:
    """Events.csv: the event's name as ``detail``, dated by its start, the answer to the invitation as ``text``."""
    rows = Rows(table)
    starts = [_FROM_TO.split(written)[0] for written in rows.raw("eventtime")]
    found = rows.dates_of(starts, "eventtime", parsers=ANY_FORMAT)
    told = zip(rows.lines, found, rows.names("externalurl"), rows.names("eventname"), rows.names("status"), strict=True)
    for line, start, url, name, status in told:
        at, precision = moment(start)
        yield ActivityRecord(line, ActivityKind.EVENT, at, precision, url, name, status)


def read_learning(table: CsvTable) -> Iterator[Outcome]:
    """Learning.csv: the course's title as ``detail``, dated by when it was last watched; saved ones have no date."""
    rows = Rows(table)
    watched = _learnt(rows, "contentlastwatcheddateifviewed")
    completed = _learnt(rows, "contentcompletedatifcompleted")
    told = zip(rows.lines, watched, completed, rows.names("contenttitle"), strict=True)
    for line, seen, done, title in told:
        at, precision = moment(seen or done)
        yield ActivityRecord(line, ActivityKind.LEARNING, at, precision, "", title)


def unwrapped(text: str) -> str:
    r"""A post's words; in the file each line of them stands in quotation marks of its own.

    >>> unwrapped('First"\n""\n"He said ""go""')
    'First\n\nHe said "go"'
    """
    if _LINE_SEAM.search(text):
        text = "\n".join(_LINE_SEAM.split(text.removeprefix('"').removesuffix('"')))
    return prose(text.replace('""', '"'))


def _comment(text: str) -> str:
    return prose(text.replace('\\"', '"'))


def _learnt(rows: Rows, column: str) -> list[Stamp | None]:
    written = ["" if text.strip().upper() == _NOT_AVAILABLE else text for text in rows.raw(column)]
    return rows.dates_of(written, column, parsers=(iso_minute, iso_second))


def _read(table: CsvTable, layout: _Layout) -> Iterator[Outcome]:
    """One activity a row; without its date it says nothing, and is set aside."""
    rows = Rows(table)
    written = rows.raw(layout.at)
    dates = rows.column_dates(layout.at, parsers=layout.parsers)
    told = zip(rows.lines, written, rows.raw(layout.url), rows.raw(layout.detail), rows.raw(layout.text), strict=True)
    for index, (line, date, url, detail, text) in enumerate(told):
        at, precision = moment(dates[date])
        if at is None:
            yield rows.no_date(index, date)
        else:
            yield ActivityRecord(line, layout.kind, at, precision, clean(url), clean(detail), layout.mend(text))
