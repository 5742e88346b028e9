"""One CSV file of an archive before it is bytes, and how it becomes text."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import islice
from typing import Literal

Row = Sequence[str]

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_CHUNK = 4_000


class Quoting(StrEnum):
    """How a file protects its separators."""

    NEEDED = "needed"
    """Quotes where a field needs them, quotes inside doubled."""
    ALWAYS = "always"
    """Every field quoted, the header too."""
    BACKSLASH = "backslash"
    """Quotes where needed, quotes inside behind a backslash (Comments.csv)."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file's name in the archive, its header, and rows that can be asked for again and again."""

    path: str
    header: tuple[str, ...]
    rows: Callable[[], Iterable[Row]]
    preamble: tuple[str, ...] = ()
    quoting: Quoting = Quoting.NEEDED
    ends_with_newline: bool = True
    facts: dict[str, int] = field(default_factory=dict)

    def renamed(self, path: str, rows: Callable[[], Iterable[Row]]) -> "Table":
        """The same kind of file under another name with other rows."""
        return replace(self, path=path, rows=rows)


def rendered(table: Table, rows: Iterable[Row]) -> Iterator[str]:
    """The file's text in chunks, as LinkedIn writes it: LF, no byte order mark."""
    head = "".join(f'"{line}"\n' if " " in line else f"{line}\n" for line in table.preamble)
    yield from _lines(table, rows, head=head, delimiter=",", newline="\n")


def rendered_by_excel(table: Table, rows: Iterable[Row]) -> Iterator[str]:
    """The file's text after a European Excel saved it: byte order mark, CRLF, semicolons, rows padded to one width."""
    pad = ";" * (len(table.header) - 1)
    head = "".join(f'"{line}"{pad}\r\n' if "," in line else f"{line}{pad}\r\n" for line in table.preamble)
    plain = replace(table, quoting=Quoting.NEEDED, ends_with_newline=True)
    yield from _lines(plain, rows, head="\ufeff" + head, delimiter=";", newline="\r\n")


def _lines(table: Table, rows: Iterable[Row], *, head: str, delimiter: str, newline: str) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(
        buffer,
        delimiter=delimiter,
        lineterminator=newline,
        quoting=csv.QUOTE_ALL if table.quoting is Quoting.ALWAYS else csv.QUOTE_MINIMAL,
        doublequote=table.quoting is not Quoting.BACKSLASH,
        escapechar="\\" if table.quoting is Quoting.BACKSLASH else None,
    )
    buffer.write(head)
    writer.writerow(table.header)
    source = iter(rows)
    chunk = list(islice(source, _CHUNK))
    while chunk:
        writer.writerows(chunk)
        chunk = list(islice(source, _CHUNK))
        if chunk:
            yield _taken(buffer)
    text = _taken(buffer)
    yield text if table.ends_with_newline else text.removesuffix(newline)


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def day_text(day: date) -> str:
    """``08 Feb 2026``, the form of Connections.csv."""
    return f"{day.day:02d} {MONTHS[day.month - 1]} {day.year}"


def excel_day_text(text: str) -> str:
    """What Excel makes of ``08 Feb 2026``: ``8-Feb-26``."""
    day, month, year = text.split(" ")
    return f"{int(day)}-{month}-{year[2:]}"


def month_text(day: date | None) -> str:
    """``Jan 2019``, the form of Positions.csv; empty for a job that lasts."""
    return f"{MONTHS[day.month - 1]} {day.year}" if day else ""


def us_text(at: datetime) -> str:
    """``1/29/26, 2:37 PM``, the form of Invitations.csv."""
    half: Literal["AM", "PM"] = "PM" if at.hour >= 12 else "AM"
    return f"{at.month}/{at.day}/{at.year % 100:02d}, {at.hour % 12 or 12}:{at.minute:02d} {half}"


def padded_us_text(at: datetime) -> str:
    """``08/19/24, 11:04 PM``, the form of the recommendations."""
    half = "PM" if at.hour >= 12 else "AM"
    return f"{at.month:02d}/{at.day:02d}/{at.year % 100:02d}, {at.hour % 12 or 12:02d}:{at.minute:02d} {half}"


def slash_text(at: datetime) -> str:
    """``2024/08/19 23:04:00 UTC``, the form of the endorsements."""
    return f"{at:%Y/%m/%d %H:%M:%S} UTC"


def plain_text(at: datetime) -> str:
    """``2024-08-19 23:04:00``, the form of the activity files."""
    return f"{at:%Y-%m-%d %H:%M:%S}"


def java_text(at: datetime) -> str:
    """``Tue Sep 28 09:08:27 UTC 2021``, the form of Company Follows.csv."""
    return f"{_WEEKDAYS[at.weekday()]} {MONTHS[at.month - 1]} {at.day:02d} {at:%H:%M:%S} UTC {at.year}"
