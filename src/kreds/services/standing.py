"""How the store stands: the day its network is judged for, and whether anything has been added since."""

from datetime import date

from sqlalchemy import Connection, func, select

from kreds.store.tables import decisions, files, imports


def as_of(db: Connection) -> date | None:
    """The last day that the data covers, None when nothing dated has been imported."""
    newest = db.execute(select(func.max(files.c.last_day))).scalar()
    return date.fromisoformat(newest) if newest else None


def stamp(db: Connection) -> tuple[int, int]:
    """Changes with every import and every decision, and with nothing else: derived data follows from the two."""
    return (
        db.execute(select(func.coalesce(func.max(imports.c.id), 0))).scalar_one(),
        db.execute(select(func.coalesce(func.max(decisions.c.id), 0))).scalar_one(),
    )
