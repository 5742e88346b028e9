"""How the store stands: the day its network is judged for, and whether anything has been added since."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, func, select

from kreds.model.decision import DecisionKind
from kreds.store import imports as imported
from kreds.store.database import Store
from kreds.store.matches import DUE
from kreds.store.tables import decisions, imports, meta, tombstones


def as_of(db: Connection) -> date | None:
    """The last day that the data covers, None when nothing dated has been imported.

    A calendar does not move it: what it plans has not happened, and of messages it knows nothing.
    """
    newest = max(imported.last_days(db), default="")
    return date.fromisoformat(newest) if newest else None


@dataclass(frozen=True, slots=True)
class Stamp:
    """Changes with every import, every decision and whoever is forgotten, and with nothing else.

    Derived data follows from these.

    Between a word on who is who and the network that follows it, it is another one: what is reckoned then is not kept.
    ``messages`` changes only with what can change who sent what to whom: an import, a word on who is who or
    on which post a list is of, or forgetting somebody.
    """

    messages: tuple[int, ...]
    all: tuple[int, ...]


def current_stamp(store: Store) -> Stamp:
    """The stamp of the store as it is now."""
    with store.reading() as db:
        return stamp(db)


def stamp(db: Connection) -> Stamp:
    """The stamp of this moment. Times stand in it beside numbers, because a restored store may count anew."""
    *read, said, said_at, owner, waits, forgotten = db.execute(_asked()).one()
    return Stamp((*read, owner, waits, forgotten), (*read, owner, waits, forgotten, said, said_at))


@cache
def _asked() -> Select[Any]:
    """The query of a stamp, put together once: every page asks it several times."""
    who = (DecisionKind.OWNER.value, DecisionKind.MATCH.value, DecisionKind.POST_LIST.value)
    on_owner = select(_newest(decisions.c.id)).where(decisions.c.kind.in_(who))
    columns = (imports.c.id, imports.c.finished_at, decisions.c.id, decisions.c.at)
    parts = [select(_newest(column)).scalar_subquery() for column in columns]
    due = select(func.count()).where(meta.c.name == DUE, meta.c.value != "").scalar_subquery()
    gone = select(func.count()).select_from(tombstones).scalar_subquery()
    return select(*parts, on_owner.scalar_subquery(), due, gone)


def stamp_without(db: Connection, kinds: Collection[DecisionKind]) -> tuple[int, ...]:
    """As `Stamp.all`, unchanged by decisions of some kinds: for what does not follow from them."""
    others = decisions.c.kind.not_in([kind.value for kind in kinds])
    said = (select(_newest(column)).where(others).scalar_subquery() for column in (decisions.c.id, decisions.c.at))
    return (*stamp(db).messages, *db.execute(select(*said)).one())


def _newest(column: Column[int]) -> ColumnElement[int]:
    return func.coalesce(func.max(column), 0)
