"""The ledger when rows are forgotten: every file's equation and sum hold afterwards, and say how many rows went."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, Table, Update, delete, func, select, update

from kreds.store.checksums import Sum, sums_by_file
from kreds.store.tables import files

FORGOTTEN = "forgotten"
"""The reason in a file's equation for rows that were left out or taken away because somebody is to be forgotten."""
_BUCKETS = ("new", "updated", "unchanged", "merged", "rejected")
_FEW = 400


def chunks(values: Iterable[int]) -> Iterator[list[int]]:
    """Numbers in parts that every database takes in one statement."""
    ordered = sorted(values)
    for start in range(0, len(ordered), _FEW):
        yield ordered[start : start + _FEW]


class Ledger:
    """Takes rows out, and settles with the files they came from at the end."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._sums: dict[int, Sum] = {}
        self._rows: dict[int, Counter[str]] = {}
        self.gone: Counter[str] = Counter()

    def take(self, table: Table, where: ColumnElement[bool], *, bucket: str = "") -> int:
        """Delete facts of a file; with a ``bucket`` each was a row of that file, counted there. How many went."""
        count = 0
        for file, total in sums_by_file(self._db, table, where).items():
            self._sums[file] = self._sums.get(file, Sum()) + total
            count += total.rows
            if bucket:
                self.count(file, bucket, total.rows)
        if count:
            self._db.execute(delete(table).where(where))
            self.gone[table.name] += count
        return count

    def change(self, table: Table, where: ColumnElement[bool], change: Update) -> None:
        """Change facts in place; ``where`` finds the same rows before and after."""
        for file, total in sums_by_file(self._db, table, where).items():
            self._sums[file] = self._sums.get(file, Sum()) + total
        self._db.execute(change)
        for file, total in sums_by_file(self._db, table, where).items():
            self._sums[file] = self._sums.get(file, Sum()) - total

    def drop(self, table: Table, where: ColumnElement[bool]) -> int:
        """Delete rows that no file's sum holds; how many went."""
        count = int(self._db.execute(select(func.count()).select_from(table).where(where)).scalar_one())
        if count:
            self._db.execute(delete(table).where(where))
            self.gone[table.name] += count
        return count

    def count(self, file: int, bucket: str, rows: int = 1) -> None:
        """Note that so many rows of a file that stood in this part of its equation are forgotten."""
        self._rows.setdefault(file, Counter())[bucket] += rows

    def settle(self) -> None:
        """Write the equations and sums of all files that have lost something."""
        for part in chunks(self._sums.keys() | self._rows.keys()):
            for row in self._db.execute(select(files).where(files.c.id.in_(part))).mappings().all():
                left = Sum(row["facts"], int(row["checksum"] or "0", 16)) - self._sums.get(row["id"], Sum())
                values: dict[str, object] = {"facts": left.rows, "checksum": left.text}
                values.update(_moved({name: row[name] for name in _BUCKETS}, self._rows.get(row["id"], Counter())))
                skipped = Counter(json.loads(row["skipped"] or "{}"))
                if rows := self._rows.get(row["id"], Counter()).total():
                    skipped[FORGOTTEN] += rows
                values["skipped"] = json.dumps(dict(sorted(skipped.items())))
                self._db.execute(update(files).where(files.c.id == row["id"]).values(values))


def _moved(told: dict[str, int], out: Counter[str]) -> dict[str, int]:
    """The equation without the rows; what a part of it does not hold is taken from the next."""
    left = dict(told)
    for bucket, rows in out.items():
        rest = rows
        for name in _order(bucket):
            taken = min(rest, left[name])
            left[name] -= taken
            rest -= taken
    return left


def _order(first: str) -> Sequence[str]:
    return (first, *(name for name in _BUCKETS if name not in (first, "rejected")))
