"""What the person has said of the columns of lists: remembered by the header, so that the next such list is read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from kreds.errors import UsageError
from kreds.model.columns import PEOPLE_ONLY, Column, ListKind, Matching, signature
from kreds.model.decision import Decided, DecisionKind
from kreds.model.segment import AccountStatus
from kreds.sources.registry import column_key
from kreds.store import decisions
from kreds.store.database import Store


@dataclass(frozen=True, slots=True)
class Remembered:
    """One header of which the person has said what its columns are.

    ``at`` is when, in seconds since 1970; ``file`` the file it was said of.
    ``columns`` are the meanings, each with the names as the file writes them.
    """

    signature: str
    at: int
    file: str
    matching: Matching
    columns: tuple[tuple[Column, tuple[str, ...]], ...]


def matching_of(
    columns: Iterable[tuple[str, str]], *, kind: ListKind | None = None, status: AccountStatus = AccountStatus.NONE
) -> Matching:
    """How a list is read of which was said what its columns are: pairs of a meaning and a name.

    Without a ``kind`` it is of people where a column says something that only people have.

    Raises:
        UsageError: COLUMNS for a meaning that is none or an empty name, COLUMNS-FEW where nobody could be known.
    """
    known = {means.value: means for means in Column}
    said: dict[Column, list[str]] = {}
    for means, name in columns:
        if means.strip() not in known or not column_key(name):
            raise UsageError("COLUMNS", value=f"{means}={name}", known=", ".join(known))
        said.setdefault(known[means.strip()], []).append(column_key(name))
    are_people = bool(said.keys() & (PEOPLE_ONLY | {Column.NAME}))
    matching = Matching(
        kind or (ListKind.PEOPLE if are_people else ListKind.COMPANIES),
        {means: tuple(said[means]) for means in Column if means in said},
        status,
    )
    if not matching.can_be_read:
        raise UsageError("COLUMNS-FEW")
    return matching


def said_columns(db: Connection) -> dict[str, Matching]:
    """By signature of a header how it is read."""
    return {one.subject: _matching(one.value) for one in _standing(db)}


def remembered_columns(store: Store) -> tuple[Remembered, ...]:
    """Everything that was said, the latest first."""
    with store.reading() as db:
        found = _standing(db)
    return tuple(
        Remembered(
            one.subject,
            one.at,
            str(one.value.get("file", "")),
            _matching(one.value),
            tuple((means, _as_written(names, one.value)) for means, names in _matching(one.value).columns.items()),
        )
        for one in sorted(found, key=lambda one: one.id, reverse=True)
    )


def say_columns(store: Store, header: Sequence[str], matching: Matching, *, file: str, at: int) -> Decided:
    """Remember how lists with this header are read; what undo takes back.

    Raises:
        UsageError: COLUMNS-FEW, nobody could be known by these columns.
    """
    with store.writing() as db:
        return Decided(note_columns(db, header, matching, file=file, at=at), 0)


def note_columns(db: Connection, header: Sequence[str], matching: Matching, *, file: str, at: int) -> int:
    """The same inside the caller's transaction; the number of the decision, 0 when it was said before."""
    if not matching.can_be_read:
        raise UsageError("COLUMNS-FEW")
    subject = signature(key for name in header if (key := column_key(name)))
    if said_columns(db).get(subject) == matching:
        return 0
    value = {
        "kind": matching.kind.value,
        "status": matching.status.value,
        "columns": {means.value: list(names) for means, names in matching.columns.items()},
        "header": list(header),
        "file": file,
    }
    return decisions.add(db, at=at, kind=DecisionKind.COLUMNS, subject=subject, value=value)


def forget_columns(store: Store, subject: str, *, at: int) -> Decided:
    """Forget how lists with this signature are read; what they have brought stays. What undo takes back."""
    with store.writing() as db:
        if subject not in said_columns(db):
            return Decided(0, 0)
        return Decided(decisions.add(db, at=at, kind=DecisionKind.COLUMNS, subject=subject, value={}), 0)


def _standing(db: Connection) -> list[Any]:
    return [one for one in decisions.standing(db, DecisionKind.COLUMNS).values() if one.value.get("columns")]


def _matching(value: Mapping[str, Any]) -> Matching:
    return Matching(
        ListKind(value["kind"]),
        {means: tuple(value["columns"][means]) for means in Column if means in value["columns"]},
        AccountStatus(value.get("status", "")),
    )


def _as_written(names: Sequence[str], value: Mapping[str, Any]) -> tuple[str, ...]:
    written = {column_key(name): name for name in value.get("header", ())}
    return tuple(written.get(name, name) for name in names)
