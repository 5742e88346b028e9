"""What is looked at to say that a store's content is what was put into it.

SQLite's own integrity check misses most changed bits in texts and numbers; the sums of the ledger find them.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, Table, exists, func, select
from sqlalchemy.exc import SQLAlchemyError

from kreds.model.health import Check, Verdict
from kreds.store import checksums, tables
from kreds.text.phrase import Phrase

RESTORE = Phrase("Restore the latest backup with `kreds restore`, or import your archives into a new store.")
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Reference:
    """A column whose numbers must stand in another table, though the database is not told so."""

    table: Table
    column: str
    target: Table


_REFERENCES = (
    _Reference(tables.messages, "conversation", tables.conversations),
    _Reference(tables.messages, "sender", tables.parties),
    _Reference(tables.messages, "audience", tables.audiences),
    _Reference(tables.messages, "file", tables.files),
)


def check_soundness(db: Connection) -> Check:
    """The database's own check of its structure (SQLite; a server checks its pages itself)."""
    if db.dialect.name == "sqlite":
        found = [str(row[0]) for row in db.exec_driver_sql(f"PRAGMA integrity_check({_SHOWN})")]
        if found != ["ok"]:
            detail = "; ".join(line.replace("\n", " ") for line in found)
            return _error("integrity", Phrase("SQLite finds damage: %(detail)s", {"detail": detail}))
    return _ok("integrity", Phrase("The database is sound."))


def check_references(db: Connection) -> Check:
    """Every number that points to a row points to one that is there."""
    broken: list[str] = []
    if db.dialect.name == "sqlite":
        rows = db.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_SHOWN)
        broken = [f"{row[0]} → {row[2]}" for row in rows]
    for reference in _REFERENCES:
        column = reference.table.c[reference.column]
        used = select(column.label("number")).distinct().subquery()
        lost = select(func.count()).select_from(used).where(~exists().where(reference.target.c.id == used.c.number))
        if db.execute(lost).scalar_one():
            broken.append(f"{reference.table.name}.{reference.column} → {reference.target.name}")
    if broken:
        return _error(
            "references", Phrase("Rows point to rows that are gone: %(tables)s", {"tables": ", ".join(broken)})
        )
    return _ok("references", Phrase("Every reference leads somewhere."))


def check_ledger(db: Connection) -> Check:
    """Every row of every file is accounted for: read = new + updated + unchanged + merged + rejected + skipped."""
    columns = tables.files.c
    wrong: list[str] = []
    count = 0
    for row in db.execute(select(tables.files).order_by(columns.id)).mappings():
        count += 1
        told = sum(row[name] for name in ("new", "updated", "unchanged", "merged", "rejected"))
        try:
            told += sum(json.loads(row["skipped"] or "{}").values())
        except (ValueError, TypeError, AttributeError):
            told = -1
        if told != row["read"]:
            wrong.append(row["name"])
    if wrong:
        return _error("ledger", Phrase("Rows of %(files)s are not accounted for.", {"files": _some(wrong)}))
    return _ok(
        "ledger",
        Phrase(
            "Every row of %(n)s file is accounted for.",
            {"n": count},
            plural="Every row of %(n)s files is accounted for.",
            n=count,
        ),
    )


def check_files(db: Connection) -> Check:
    """The facts of every file are as many as the ledger says, and the same."""
    found = checksums.file_checksums(db)
    wrong: list[str] = []
    known: set[int] = set()
    total = 0
    columns = (tables.files.c.id, tables.files.c.name, tables.files.c.facts, tables.files.c.checksum)
    for number, name, facts, checksum in db.execute(select(*columns)):
        known.add(number)
        rows, value = found.get(number, (0, checksums.Sum().text))
        total += rows
        if (rows, value) != (facts, checksum or checksums.Sum().text):
            wrong.append(f"{name} ({facts} → {rows})" if rows != facts else name)
    if wrong or found.keys() - known:
        return _error(
            "facts", Phrase("Facts from %(files)s have changed since they were read.", {"files": _some(wrong)})
        )
    return _ok(
        "facts",
        Phrase("%(n)s fact is as it was read.", {"n": total}, plural="All %(n)s facts are as they were read.", n=total),
    )


def check_tables(db: Connection) -> Check:
    """The ledger, the decisions and what facts refer to are as they were written."""
    broken = checksums.broken_seals(db)
    if broken:
        wrong = [
            f"{name} ({before} → {now})" if before != now and before >= 0 else name
            for name, (before, now) in broken.items()
        ]
        return _error("tables", Phrase("Rows of %(tables)s have changed.", {"tables": _some(wrong)}))
    return _ok("tables", Phrase("Ledger and decisions are as they were written."))


CONTENT: dict[str, Callable[[Connection], Check]] = {
    "integrity": check_soundness,
    "references": check_references,
    "ledger": check_ledger,
    "facts": check_files,
    "tables": check_tables,
}
"""Everything that can be asked of the content, by the names of the checks."""


def guarded(name: str, check: Callable[[], Check]) -> Check:
    """A check that cannot even be made is an answer too."""
    try:
        return check()
    except (SQLAlchemyError, ValueError, OverflowError, UnicodeError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        return _error(name, Phrase("This could not be checked: %(detail)s", {"detail": reason}))


def _ok(name: str, phrase: Phrase) -> Check:
    return Check(name, Verdict.OK, phrase)


def _error(name: str, phrase: Phrase) -> Check:
    return Check(name, Verdict.ERROR, phrase, RESTORE)


def _some(names: list[str]) -> str:
    """The first few, and how many more."""
    shown = ", ".join(names[:_SHOWN])
    return f"{shown} (+{len(names) - _SHOWN})" if len(names) > _SHOWN else shown
