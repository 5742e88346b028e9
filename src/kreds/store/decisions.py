"""What the person said: appended, never changed; taken back only by another decision (or all, of whom is forgotten)."""

import json
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, RowMapping, Select, and_, func, insert, not_, select

from kreds.model.decision import WEEK_SUBJECT, Decision, DecisionKind
from kreds.store.tables import decisions

_FEW = 500
"""So many subjects are named in a query; more are picked from all decisions of the kind."""


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


def list_standing(
    db: Connection, kind: DecisionKind, subjects: Collection[str] | None = None, *, since: int = 0
) -> list[Decision]:
    """Every decision of a kind that was not taken back, oldest first; of some subjects only, where any are named.

    ``since`` leaves out all with a smaller number.
    """
    query = _standing().where(decisions.c.kind == str(kind)).order_by(decisions.c.id)
    if since:
        query = query.where(decisions.c.id >= since)
    if subjects is not None and len(subjects) <= _FEW:
        query = query.where(decisions.c.subject.in_(list(subjects)))
    found = (_decision(row) for row in db.execute(query).mappings())
    return [one for one in found if subjects is None or one.subject in subjects]


def holds(db: Connection, kind: DecisionKind, text: str, *, since: int) -> bool:
    """Whether a decision of a kind with this number or a later one holds a piece of JSON, taken back or not."""
    columns = decisions.c
    query = select(columns.id).where(columns.kind == str(kind), columns.id >= since)
    return db.scalar(query.where(columns.value.contains(text, autoescape=True)).limit(1)) is not None


def last(db: Connection, number: int | None = None) -> list[Decision]:
    """What an undo takes back, newest first: the newest decision that stands (or this one), with all of its batch.

    The lines that Kreds has chosen for a week are taken back only by their number: nobody has said them.
    """
    chosen = and_(decisions.c.kind == str(DecisionKind.AGENDA), decisions.c.subject.startswith(WEEK_SUBJECT))
    query = _standing()
    if number is not None:
        query = query.where(decisions.c.id == number)
    else:
        query = query.where(not_(chosen)).order_by(decisions.c.id.desc())
    row = db.execute(query.limit(1)).mappings().first()
    if row is None:
        return []
    decision = _decision(row)
    if decision.batch is None:
        return [decision]
    # Whoever said it first gave the batch its number.
    query = _standing().where(decisions.c.id >= decision.batch).order_by(decisions.c.id.desc())
    found = (_decision(row) for row in db.execute(query).mappings())
    return [one for one in found if one.batch == decision.batch]


def next_id(db: Connection) -> int:
    """A number above that of every decision, for a batch: no decision that stands has it."""
    return int(db.execute(select(func.coalesce(func.max(decisions.c.id), 0))).scalar_one()) + 1


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
