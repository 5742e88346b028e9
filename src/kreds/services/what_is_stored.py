"""What a store holds, in numbers: for a person who wants to know what is kept of them and others."""

from dataclasses import dataclass

from sqlalchemy import Table, func, select

from kreds.store.database import Store
from kreds.store.tables import (
    activities,
    decisions,
    imports,
    interactions,
    message_texts,
    messages,
    rejected_rows,
    relations,
    retries,
)


@dataclass(frozen=True, slots=True)
class Stored:
    """Rows of each kind; ``size`` in bytes on disk (0 for a server), ``since`` in seconds since 1970 (0 when empty)."""

    relations: int
    messages: int
    message_texts: int
    interactions: int
    activities: int
    decisions: int
    set_aside: int
    imports: int
    size: int
    since: int


def what_is_stored(store: Store) -> Stored:
    """Count it all."""
    with store.reading() as db:

        def count(table: Table) -> int:
            return int(db.execute(select(func.count()).select_from(table)).scalar_one())

        since = db.execute(select(func.min(imports.c.started_at))).scalar() or 0
        return Stored(
            relations=count(relations),
            messages=count(messages),
            message_texts=count(message_texts),
            interactions=count(interactions),
            activities=count(activities),
            decisions=count(decisions),
            set_aside=count(rejected_rows) - count(retries),
            imports=count(imports),
            size=store.path.stat().st_size if store.path and store.path.exists() else 0,
            since=int(since),
        )
