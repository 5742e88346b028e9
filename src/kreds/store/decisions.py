"""What the person said: appended, never changed; taken back only by another decision."""

import json
from collections.abc import Mapping

from sqlalchemy import Connection, RowMapping, Select, insert, select

from kreds.model.decision import Decision, DecisionKind
from kreds.store.tables import decisions


def add(
    db: Connection,
    *,
    at: int,
    kind: DecisionKind,
    subject: str,
    value: Mapping[str, object],
    undoes: int | None = None,
) -> int:
    """Append a decision; its number. ``at`` is seconds since 1970-01-01 UTC."""
    said = json.dumps(dict(value), ensure_ascii=False, sort_keys=True)
    row = {"at": at, "kind": str(kind), "subject": subject, "value": said, "undoes": undoes}
    return int(db.execute(insert(decisions).values(row).returning(decisions.c.id)).scalar_one())


def standing(db: Connection, kind: DecisionKind | None = None) -> dict[str, Decision]:
    """The decision that stands for each subject: the latest that was not taken back.

    Without a kind, subjects of different kinds would hide each other: then only the newest of a subject is returned.
    """
    query = _standing()
    if kind is not None:
        query = query.where(decisions.c.kind == str(kind))
    return {row["subject"]: _decision(row) for row in db.execute(query.order_by(decisions.c.id)).mappings()}


def last(db: Connection) -> Decision | None:
    """The newest decision that stands: what an undo takes back."""
    row = db.execute(_standing().order_by(decisions.c.id.desc()).limit(1)).mappings().first()
    return None if row is None else _decision(row)


def _standing() -> Select[tuple[int, int, str, str, str, int | None]]:
    """Neither taken back nor itself a taking back."""
    taken_back = select(decisions.c.undoes).where(decisions.c.undoes.is_not(None))
    return select(decisions).where(decisions.c.undoes.is_(None), decisions.c.id.not_in(taken_back))


def _decision(row: RowMapping) -> Decision:
    return Decision(
        id=row["id"],
        at=row["at"],
        kind=DecisionKind(row["kind"]),
        subject=row["subject"],
        value=json.loads(row["value"]),
        undoes=row["undoes"],
    )
