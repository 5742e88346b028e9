"""The floor of the import: Python's csv module and bare inserts of the same rows in SQLite, nothing else.

python -m bench.floor FOLDER STORE     the unpacked archive, the database to make
"""

import csv
import sqlite3
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

_BATCH = 20_000


def main(folder: Path, store: Path) -> None:
    """Put both large files into tables of text, as they are."""
    db = sqlite3.connect(store)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    for name, table in (("Connections.csv", "connections"), ("messages.csv", "messages")):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            header = next(row for row in rows if len(row) > 5)
            db.execute(f"CREATE TABLE {table} ({', '.join(f'c{i} TEXT' for i in range(len(header)))})")
            statement = f"INSERT INTO {table} VALUES ({', '.join('?' * len(header))})"
            for batch in _batches(rows):
                db.executemany(statement, batch)
    db.commit()
    db.close()


def _batches(rows: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
