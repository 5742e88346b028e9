"""Find relations: filter, sort, search and page in the database, so that 30,000 of them need no waiting."""

from collections.abc import Mapping
from math import ceil
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, literal, select

from kreds.errors import UsageError
from kreds.model.level import Level, Seen, Sign, Trend
from kreds.model.relation import CONTACTS, DIRECTIONS, RELATION_SORTS, TRIALS, RelationPage, RelationQuery
from kreds.services.relation_filters import conditions
from kreds.services.relation_rows import COLUMNS, relations_in
from kreds.services.standing import as_of
from kreds.store.database import Store
from kreds.store.tables import person_tags, relations
from kreds.text.names import sort_key

_CONNECTED = ("current", "former", "all")
_SORT_KEYS = {"company": "sort_company", "title": "sort_title"}
_LEVEL_ORDER = {Level.STRONG: 3, Level.AVERAGE: 2, Level.WORTHLESS: 1, Level.UNKNOWN: 0}
_TREND_ORDER = {Trend.GROWING: 2, Trend.STEADY: 1, Trend.FADING: 0}


def find_relations(store: Store, query: RelationQuery) -> RelationPage:
    """A page of the relations that the query asks for, and how many of each level its other filters let through.

    A page beyond the last shows the last.

    Raises:
        UsageError: an unknown sort or choice of a filter.
    """
    _check(query)
    with store.reading() as db:
        day = as_of(db)
        among = conditions(query, as_of=day)
        counts = _counts(db, among)
        wanted = query.levels or tuple(counts)
        total = sum(counts[level] for level in wanted)
        pages = max(1, ceil(total / query.per_page)) if query.per_page else 1
        page = min(max(1, query.page), pages)
        if query.levels:
            among.append(relations.c.level.in_([level.value for level in query.levels]))
        order = _order(db, query, store.dialect)
        if not query.per_page:
            rows = db.execute(select(*COLUMNS).where(*among).order_by(*order)).all() if total else []
        else:
            # Sorted by numbers alone: whole rows that are only passed over cost three times as much.
            numbers = select(relations.c.person).where(*among).order_by(*order)
            wanted_people = list(db.scalars(numbers.limit(query.per_page).offset((page - 1) * query.per_page)))
            shown = db.execute(select(*COLUMNS).where(relations.c.person.in_(wanted_people))).all()
            place = {person: number for number, person in enumerate(wanted_people)}
            rows = sorted(shown, key=lambda row: place[row.person])
        return RelationPage(
            relations=relations_in(db, rows),
            total=total,
            page=page,
            pages=pages,
            counts=counts,
            as_of=day,
        )


def find_people(store: Store, query: RelationQuery) -> list[int]:
    """The numbers of all relations that the query asks for, whatever its page.

    Raises:
        UsageError: as `find_relations`.
    """
    _check(query)
    with store.reading() as db:
        among = conditions(query, as_of=as_of(db))
        if query.levels:
            among.append(relations.c.level.in_([level.value for level in query.levels]))
        return list(db.scalars(select(relations.c.person).where(*among).order_by(relations.c.person)))


def _check(query: RelationQuery) -> None:
    for name, value, choices in (
        ("sort", query.sort, RELATION_SORTS),
        ("connected", query.connected, _CONNECTED),
        ("doubt", query.doubt, ("", "sure", "doubtful")),
        ("contact", query.contact, ("", *CONTACTS)),
        ("direction", query.direction, ("", *DIRECTIONS)),
        ("trial", query.trial, ("", *TRIALS)),
    ):
        if value not in choices:
            raise UsageError("CHOICE", name=name, value=value, choices=", ".join(filter(None, choices)))


def _counts(db: Connection, among: list[ColumnElement[bool]]) -> dict[Level, int]:
    # Filtered counts and not groups: these need no sorting.
    counts = [func.count().filter(relations.c.level == level.value) for level in Level]
    *found, total = db.execute(select(*counts, func.count()).select_from(relations).where(*among)).one()
    if sum(found) != total:
        known = [level.value for level in Level]
        strange = select(relations.c.level).where(*among, relations.c.level.not_in(known)).limit(1)
        raise ValueError(db.execute(strange).scalar_one())
    return dict(zip(Level, map(int, found), strict=True))


def _order(db: Connection, query: RelationQuery, dialect: str) -> list[ColumnElement[Any]]:
    """The sort asked for, what is not known last, and the name to settle ties."""
    name = _in_byte_order(relations.c.sort_name, dialect)
    if query.sort == "name":
        return [name.desc() if query.descending else name.asc(), relations.c.person]
    unknown: ColumnElement[bool] | None = None
    if query.sort in ("strength", "alive", "bridge"):
        column: ColumnElement[Any] = relations.c[query.sort]
    elif query.sort == "tags":
        column = _first_tag(db, query)
    elif query.sort in _COUNTED:
        column = _COUNTED[query.sort]
    else:
        unknown = relations.c[query.sort] == ""
        column = relations.c[query.sort]
        if query.sort in _SORT_KEYS:
            column = _in_byte_order(relations.c[_SORT_KEYS[query.sort]], dialect)
    order = [column.desc() if query.descending else column.asc(), name, relations.c.person]
    return order if unknown is None else [unknown.asc(), *order]


_writes, _is_written_to = relations.c.messages_in > 0, relations.c.messages_out > 0
_COUNTED: Mapping[str, ColumnElement[Any]] = {
    "messages": relations.c.messages_in + relations.c.messages_out,
    "level": case({level.value: place for level, place in _LEVEL_ORDER.items()}, value=relations.c.level, else_=0),
    "direction": case((and_(_writes, _is_written_to), 3), (_is_written_to, 2), (_writes, 1), else_=0),
    "trend": case({trend.value: place for trend, place in _TREND_ORDER.items()}, value=relations.c.trend, else_=1),
    "note": case((relations.c.note != "", 1), else_=0),
    "coverage": sum((case((relations.c[sign.value] == Seen.SEEN.value, 1), else_=0) for sign in Sign), literal(0)),
}
"""Sorts by a number made of the columns; no number is unknown."""


def _first_tag(db: Connection, query: RelationQuery) -> ColumnElement[Any]:
    """The place of a relation's first tag among all in the order of the Danish alphabet; without a tag, the last."""
    tags = sorted(db.scalars(select(person_tags.c.tag).distinct()), key=lambda tag: (sort_key(tag), tag))
    last = literal(-1 if query.descending else len(tags))
    if not tags:
        return last
    place = case({tag: number for number, tag in enumerate(tags)}, value=person_tags.c.tag)
    first = select(func.min(place)).where(person_tags.c.person == relations.c.person).scalar_subquery()
    return func.coalesce(first, last)


def _in_byte_order(column: ColumnElement[Any], dialect: str) -> ColumnElement[Any]:
    """PostgreSQL sorts by the server's locale unless told otherwise; the sort key is made for plain byte order."""
    return column.collate("C") if dialect == "postgresql" else column
