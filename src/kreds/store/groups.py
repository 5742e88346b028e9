"""What the store holds that tells which groups people are in, and the columns of relations that say so."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select

from kreds.model.title import Role
from kreds.store.bulk import update_rows
from kreds.store.tables import (
    acquaintances,
    affiliations,
    connection_people,
    connections,
    person_keys,
    relations,
)

GROUPED = ("segment", "segment_share", "function", "seniority", "role", "industry", "place")
"""Columns of a relation that say which groups it is in, and what its title and other sources say."""
_AT_ONCE = 500


class RelationFacts(NamedTuple):
    """What a relation's own row says that groups follow from."""

    person: int
    company: str
    title: str
    connected_on: str
    messages_in: int
    messages_out: int


class AcquaintanceFacts(NamedTuple):
    """The same of somebody whom another source knows."""

    person: int
    company: str
    domain: str
    title: str
    email: str
    place: str
    industry: str
    status: str
    systems: str
    meetings: int


class JobFacts(NamedTuple):
    """A job or a school of the owner's, as one archive has it."""

    kind: str
    organization: str
    title: str
    since: str
    until: str


def relation_facts(db: Connection, persons: Collection[int] | None = None) -> list[RelationFacts]:
    """All relations, or these."""
    query = select(*(relations.c[name] for name in RelationFacts._fields))
    return [RelationFacts(*row) for row in _rows(db, query, relations.c.person, persons)]


def acquaintance_facts(db: Connection, persons: Collection[int] | None = None) -> list[AcquaintanceFacts]:
    """Everybody whom another source knows, or these."""
    query = select(*(acquaintances.c[name] for name in AcquaintanceFacts._fields))
    return [AcquaintanceFacts(*row) for row in _rows(db, query, acquaintances.c.person, persons)]


def mail_domains(db: Connection, persons: Collection[int] | None = None) -> dict[int, tuple[str, ...]]:
    """The domains of the e-mail addresses that people are known by."""
    query = select(person_keys.c.person, person_keys.c.key).where(person_keys.c.key.startswith("mail:"))
    found: dict[int, set[str]] = defaultdict(set)
    for person, key in _rows(db, query, person_keys.c.person, persons):
        found[person].add(key.partition("|")[0].rpartition("@")[2].lower())
    return {person: tuple(sorted(domains - {""})) for person, domains in found.items()}


def companies_seen(db: Connection, persons: Collection[int] | None = None) -> dict[int, tuple[str, ...]]:
    """Of those whom the lists have had at more than one company: all of these."""
    more = select(connection_people.c.person).group_by(connection_people.c.person).having(func.count() > 1)
    query = (
        select(connection_people.c.person, connections.c.company)
        .join(connections, connections.c.id == connection_people.c.connection_id)
        .where(connection_people.c.person.in_(more), connections.c.company != "")
    )
    found: dict[int, set[str]] = defaultdict(set)
    for person, company in _rows(db, query, connection_people.c.person, persons):
        found[person].add(company)
    return {person: tuple(sorted(names)) for person, names in found.items() if len(names) > 1}


def own_jobs(db: Connection) -> list[JobFacts]:
    """Where the owner works, worked and studied, by kind, house and beginning."""
    query = select(*(affiliations.c[name] for name in JobFacts._fields)).where(affiliations.c.organization != "")
    return sorted(JobFacts(*row) for row in db.execute(query))


def titles_by_recruiters(db: Connection) -> dict[tuple[str, str], int]:
    """Companies where somebody is a recruiter, with the titles there: how many have each."""
    company, title = relations.c.company, relations.c.title
    among = company.in_(select(company).where(relations.c.role == Role.RECRUITER.value))
    query = select(company, title, func.count()).where(company != "", title != "", among).group_by(company, title)
    return {(row[0], row[1]): row[2] for row in db.execute(query)}


def show_groups(db: Connection, rows: Iterable[Sequence[object]]) -> None:
    """Put groups into relations: rows of `GROUPED` and, last, the person."""
    update_rows(db, relations, GROUPED, key="person", rows=rows)


def _rows(db: Connection, query: Select[Any], person: Any, persons: Collection[int] | None) -> Iterator[Any]:
    if persons is None:
        yield from db.execute(query).all()
        return
    numbers = sorted(persons)
    for start in range(0, len(numbers), _AT_ONCE):
        yield from db.execute(query.where(person.in_(numbers[start : start + _AT_ONCE]))).all()
