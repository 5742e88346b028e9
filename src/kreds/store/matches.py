"""Pairs of people who may be one human, and what they are compared by."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, func, literal, select, update

from kreds.store.bulk import insert_rows
from kreds.store.people import recall
from kreds.store.tables import (
    acquaintances,
    archives,
    connections,
    contact_people,
    contacts,
    match_pairs,
    people,
    person_keys,
    relations,
    sightings,
)

DUE = "matches_due"
"""The name under which it is kept that the network has yet to follow a word on who is who."""
_FEW = 500


class PairRow(NamedTuple):
    """A pair as it is kept: two identity keys, the chance that they are one human, and why (JSON)."""

    one: str
    other: str
    probability: float
    parts: str


class ListedRow(NamedTuple):
    """A connection as a list has it; ``id`` is its number."""

    id: int
    slug: str
    name: str
    company: str
    title: str
    email: str


class RelationRow(NamedTuple):
    """What is shown of a relation beside whom they may be; or of somebody who only wrote or invited."""

    person: int
    key: str
    name: str
    title: str
    company: str
    slug: str
    email: str
    is_relation: bool


def read_pairs(db: Connection, *, least: float = 0.0, one: str = "", why: bool = True) -> list[PairRow]:
    """Pairs with at least this probability, in the order of their keys; of one relation only, where its key is given.

    Without ``why``, their parts are left out.
    """
    columns = match_pairs.c
    told = columns.parts if why else literal("")
    query = select(columns.one, columns.other, columns.probability, told).where(columns.probability >= least)
    if one:
        query = query.where(columns.one == one)
    return [PairRow(*row) for row in db.execute(query.order_by(columns.one, columns.other))]


def write_pairs(db: Connection, rows: Sequence[PairRow]) -> None:
    """Replace all pairs."""
    db.execute(delete(match_pairs))
    insert_rows(db, match_pairs, PairRow._fields, rows)


def write_chances(db: Connection, old: Sequence[PairRow], new: Sequence[PairRow]) -> None:
    """Write the probability of those pairs of ``new`` that ``old``, in the same order, has otherwise."""
    columns = match_pairs.c
    moved = [
        {"first": now.one, "second": now.other, "chance": now.probability}
        for was, now in zip(old, new, strict=True)
        if was.probability != now.probability
    ]
    if moved:
        which = (columns.one == bindparam("first"), columns.other == bindparam("second"))
        db.execute(update(match_pairs).where(*which).values(probability=bindparam("chance")), moved)


def is_due(db: Connection) -> bool:
    """Whether the network has yet to follow a word on who is who."""
    return recall(db, DUE) != ""


def has_pairs(db: Connection) -> bool:
    """Whether there is any pair."""
    return db.execute(select(match_pairs.c.one).limit(1)).first() is not None


def listed_rows(db: Connection) -> list[ListedRow]:
    """Every connection as it was listed, the newest list last."""
    columns = connections.c
    newest = func.max(archives.c.as_of)
    query = (
        select(columns.id, columns.slug, columns.first_name, columns.last_name, columns.company, columns.title)
        .add_columns(columns.email)
        .join(sightings, sightings.c.connection_id == columns.id)
        .join(archives, archives.c.id == sightings.c.archive_id)
        .group_by(*columns)
        .order_by(newest, columns.slug, columns.first_name, columns.last_name, columns.company, columns.title)
    )
    return [
        ListedRow(number, slug, f"{first} {last}".strip(), company, title, email)
        for number, slug, first, last, company, title, email in db.execute(query)
    ]


def relation_rows(db: Connection, keys: Iterable[str]) -> dict[str, RelationRow]:
    """What is shown of LinkedIn's people with these keys, by key: relations, and others with a profile address."""
    wanted = set(keys)
    told = relations.c
    listed = [func.coalesce(column, "") for column in (told.title, told.company)]
    query = (
        select(people.c.id, people.c.key, func.coalesce(told.name, people.c.name), *listed)
        .add_columns(func.coalesce(told.slug, people.c.slug), people.c.email, told.person.is_not(None))
        .outerjoin(relations, told.person == people.c.id)
        .where(told.person.is_not(None) | (people.c.slug != ""))
    )
    if len(wanted) < _FEW:
        query = query.where(people.c.key.in_(wanted))
    return {row[1]: RelationRow(*row) for row in db.execute(query) if row[1] in wanted}


def key_of(db: Connection, person: int) -> str:
    """The strongest identity key of somebody, "" of nobody."""
    return db.execute(select(people.c.key).where(people.c.id == person)).scalar_one_or_none() or ""


def contacts_of(db: Connection, person: int) -> list[int]:
    """The numbers of the contacts that are one person."""
    query = select(contact_people.c.contact).where(contact_people.c.person == person)
    return sorted(db.execute(query).scalars())


def connected_contacts(db: Connection) -> int:
    """How many contacts of other sources are relations."""
    query = (
        select(func.count()).select_from(contact_people).join(relations, relations.c.person == contact_people.c.person)
    )
    return int(db.execute(query).scalar_one())


def worth_of(db: Connection) -> dict[str, float]:
    """For each key of somebody from elsewhere who is a customer or was met, how much more they matter."""
    query = (
        select(person_keys.c.key, acquaintances.c.status, acquaintances.c.meetings)
        .join(acquaintances, acquaintances.c.person == person_keys.c.person)
        .where((acquaintances.c.status != "") | (acquaintances.c.meetings > 0))
    )
    return {key: 0.5 * bool(status) + 0.5 * (meetings > 0) for key, status, meetings in db.execute(query)}


def has_outsiders(db: Connection) -> bool:
    """Whether any source outside LinkedIn lists anybody."""
    return db.execute(select(contacts.c.key).limit(1)).first() is not None
