"""What the readers of tables share: a whole table turned into columns, and the words for what goes wrong.

A reader gives exactly one record, rejected row or skipped row for each row here. Rows of the wrong width are not here:
the table itself has set them aside.
"""

from collections.abc import Sequence

from kreds.model.interaction import Precision
from kreds.model.record import Record, Rejected, Skipped
from kreds.sources.table import Table
from kreds.text.column_dates import ColumnDates
from kreds.text.dates import Parser, Stamp
from kreds.text.names import LONGEST, clean, match_key, prose
from kreds.text.phrase import Fact, Phrase

Outcome = Record | Rejected | Skipped

NO_NAME = "no name"
NOT_A_PERSON = "not a person"
UNPUBLISHED = "unpublished"

_PRECISIONS = {
    "second": Precision.SECOND,
    "minute": Precision.MINUTE,
    "day": Precision.DAY,
    "month": Precision.MONTH,
    "year": Precision.YEAR,
}
_ANONYMOUS = frozenset({"linkedin member", "linkedin-medlem"})


class Rows:
    """All rows of a table, column by column, and the line each starts on."""

    def __init__(self, table: Table) -> None:
        """Read the table to its end."""
        self._table = table
        self.lines: list[int] = []
        self._rows: list[list[str]] = []
        for batch in table.batches():
            self._rows += batch.rows
            self.lines += batch.lines
        self._columns: list[tuple[str, ...]] = list(zip(*self._rows, strict=True))

    def has(self, *names: str) -> bool:
        """Whether the table has a column of one of these names."""
        return any(name in self._table.columns for name in names)

    def raw(self, *names: str) -> Sequence[str]:
        """The first of these columns that the table has, as written; empty texts when it has none."""
        for name in names:
            if name in self._table.columns and self._columns:
                return self._columns[self._table.columns[name]]
        return ("",) * len(self.lines)

    def names(self, *names: str) -> list[str]:
        """The same as names of people, organizations and things, on one line each."""
        column = self.raw(*names)
        if max(map(len, column), default=0) > LONGEST:
            self._tell_cut(names, sum(len(text) > LONGEST for text in column))
        return [clean(text) if text else "" for text in column]

    def words(self, *names: str) -> list[str]:
        """The same as running text."""
        return [prose(text) if text else "" for text in self.raw(*names)]

    def dates(self, *names: str, parsers: Sequence[Parser], months: bool = False) -> list[Stamp | None]:
        """The same as points in time; a value that is no date is None, and the person is told."""
        return self.dates_of(self.raw(*names), *names, parsers=parsers, months=months)

    def dates_of(
        self,
        written: Sequence[str],
        *names: str,
        parsers: Sequence[Parser],
        months: bool = False,
        any_form: bool = False,
    ) -> list[Stamp | None]:
        """The same for a part of what stands in the column."""
        found = ColumnDates(written, parsers, column=self.heading(*names), months=months, any_form=any_form)
        self._table.notes.extend(found.notes)
        self.tell(found.left_empty(found.unreadable))
        return [found[text] for text in written]

    def column_dates(self, *names: str, parsers: Sequence[Parser]) -> ColumnDates:
        """The dates of a column for a reader that sets rows without a date aside by itself."""
        found = ColumnDates(self.raw(*names), parsers, column=self.heading(*names))
        self._table.notes.extend(found.notes)
        return found

    def heading(self, *names: str) -> str:
        """The column's name as the file writes it."""
        place = next((self._table.columns[name] for name in names if name in self._table.columns), None)
        return names[0] if place is None else self._table.header[place]

    def tell(self, note: Phrase | None) -> None:
        """Tell the person something about the file."""
        if note is not None:
            self._table.notes.append(note)

    def rejected(self, index: int, code: str, **facts: object) -> Rejected:
        """Set the row aside."""
        return Rejected(self.lines[index], code, self._table.raw(self._rows[index]), facts)

    def no_date(self, index: int, text: str) -> Rejected:
        """Set the row aside because ``text`` is no date."""
        return self.rejected(index, "ROW-DATE", value=text[:LONGEST])

    def is_blank(self, index: int) -> bool:
        """Whether nothing stands in the row."""
        return not any(field.strip() for field in self._rows[index])

    def only_text(self, index: int) -> str | None:
        """The text of the first field if nothing stands in the others, "" for a blank row; else None."""
        first, *others = self._rows[index]
        return None if any(field.strip() for field in others) else first.strip()

    def _tell_cut(self, names: Sequence[str], count: int) -> None:
        facts: dict[str, Fact] = {"n": count, "column": self.heading(*names), "longest": LONGEST}
        self._table.notes.append(
            Phrase(
                "%(n)s value in column “%(column)s” was longer than %(longest)s characters and was cut.",
                plural="%(n)s values in column “%(column)s” were longer than %(longest)s characters and were cut.",
                n=count,
                facts=facts,
            )
        )


def moment(found: Stamp | None) -> tuple[int | None, Precision]:
    """A point in time as records have it.

    >>> moment(None)
    (None, <Precision.NONE: 6>)
    """
    return (None, Precision.NONE) if found is None else (found.at, _PRECISIONS[found.unit])


def is_nobody(name: str) -> bool:
    """Whether the name stands for a member who is no longer there, or for nobody at all.

    >>> is_nobody("LinkedIn Member"), is_nobody("Null")
    (True, False)
    """
    return not name or match_key(name) in _ANONYMOUS
