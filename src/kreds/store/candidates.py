"""Everybody the owner is not connected to, as columns: who is known from elsewhere, who wrote, who was invited."""

from collections.abc import Collection
from typing import NamedTuple

import polars as pl
from sqlalchemy import Connection, Subquery, case, func, select

from kreds.model.interaction import Channel
from kreds.model.record import AffiliationKind
from kreds.store.bulk import read_frame
from kreds.store.tables import (
    acquaintances,
    affiliations,
    conversation_people,
    interactions,
    memberships,
    message_texts,
    messages,
    party_people,
    people,
    relations,
)

KNOWN = {
    "person": "Int64",
    "name": "String",
    "slug": "String",
    "email": "String",
    "company": "String",
    "domain": "String",
    "title": "String",
    "place": "String",
    "industry": "String",
    "status": "String",
    "since": "String",
    "last_activity": "String",
    "systems": "String",
    "meetings": "Int64",
    "first_met": "String",
    "last_met": "String",
    "last_meeting": "String",
}
WRITERS = {"person": "Int64", "messages_in": "Int64", "messages_out": "Int64", "written_at": "Int64"}
RELATED = {
    "person": "Int64",
    "name": "String",
    "slug": "String",
    "company": "String",
    "title": "String",
    "connected_on": "String",
    "no_longer_since": "String",
    "level": "String",
    "messages_in": "Int64",
    "messages_out": "Int64",
    "last_contact": "String",
}
_AT_ONCE = 500


class InvitationRow(NamedTuple):
    """One invitation between the owner and somebody; ``at`` is seconds since 1970-01-01 UTC, None if not stated."""

    person: int
    name: str
    slug: str
    email: str
    direction: int
    at: int | None
    length: int
    text: str


class AffiliationRow(NamedTuple):
    """An organization of the owner's; days are ISO texts, "" when not stated."""

    organization: str
    since: str
    until: str
    is_school: bool


def known_people(db: Connection) -> pl.DataFrame:
    """Everybody of CRM lists, address books and calendars, connected or not: the columns of `KNOWN`."""
    return read_frame(db, select(*(acquaintances.c[name] for name in KNOWN)), KNOWN)


def related(db: Connection) -> pl.DataFrame:
    """All relations, current and former: the columns of `RELATED`."""
    return read_frame(db, select(*(relations.c[name] for name in RELATED)), RELATED)


def writers(db: Connection) -> pl.DataFrame:
    """Who is no relation and has written with the owner alone: the columns of `WRITERS`."""
    theirs = _alone()
    owners = (
        select(party_people.c.party).join(people, people.c.id == party_people.c.person).where(people.c.is_owner == 1)
    )
    is_mine = messages.c.sender.in_(owners)
    query = (
        select(
            theirs.c.person,
            func.sum(case((is_mine, 0), else_=1)),
            func.sum(case((is_mine, 1), else_=0)),
            func.max(messages.c.sent_at),
        )
        .join(messages, messages.c.conversation == theirs.c.conversation)
        .group_by(theirs.c.person)
    )
    return read_frame(db, query, WRITERS)


def _alone() -> Subquery:
    """Person and conversation, where nobody but the two takes part and they are no relation."""
    alone = (
        select(conversation_people.c.conversation, func.max(conversation_people.c.person).label("person"))
        .group_by(conversation_people.c.conversation)
        .having(func.count() == 1)
        .subquery()
    )
    return (
        select(alone.c.person, alone.c.conversation).where(alone.c.person.not_in(select(relations.c.person))).subquery()
    )


def written_words(db: Connection, person: int, *, most: int = 20) -> str:
    """The words of the newest messages with somebody, as far as words are kept: to see in which language they are."""
    mine = select(conversation_people.c.conversation).where(conversation_people.c.person == person)
    query = select(message_texts.c.text).where(message_texts.c.conversation.in_(mine))
    return "\n".join(db.scalars(query.order_by(message_texts.c.sent_at.desc()).limit(most)))


def invitation_rows(db: Connection) -> list[InvitationRow]:
    """All invitations that a file tells of, the oldest first; those of the owner with themselves are left out."""
    query = (
        select(
            party_people.c.person,
            people.c.name,
            people.c.slug,
            people.c.email,
            interactions.c.direction,
            interactions.c.at,
            interactions.c.length,
            interactions.c.text,
        )
        .join(party_people, party_people.c.party == interactions.c.party)
        .join(people, people.c.id == party_people.c.person)
        .where(interactions.c.channel == int(Channel.INVITATION), people.c.is_owner == 0)
        .order_by(func.coalesce(interactions.c.at, 0), interactions.c.key)
    )
    return [InvitationRow(*row) for row in db.execute(query)]


def names_of(db: Connection, persons: Collection[int]) -> dict[int, tuple[str, str, str]]:
    """Name, profile slug and mail address of some people."""
    found: dict[int, tuple[str, str, str]] = {}
    numbers = list(persons)
    for start in range(0, len(numbers), _AT_ONCE):
        query = select(people.c.id, people.c.name, people.c.slug, people.c.email)
        for person, name, slug, email in db.execute(query.where(people.c.id.in_(numbers[start : start + _AT_ONCE]))):
            found[person] = (name, slug, email)
    return found


def owner_people(db: Connection) -> list[tuple[int, str]]:
    """Number and name of whoever the owner is."""
    query = select(people.c.id, people.c.name).where(people.c.is_owner == 1).order_by(people.c.id)
    return [(person, name) for person, name in db.execute(query)]


def own_places(db: Connection) -> list[AffiliationRow]:
    """Where the owner works, has worked and studied, as the sources name it."""
    columns = affiliations.c
    query = select(columns.organization, columns.since, columns.until, columns.kind).order_by(
        columns.since, columns.key
    )
    return [
        AffiliationRow(name, since, until, kind == AffiliationKind.EDUCATION)
        for name, since, until, kind in db.execute(query)
    ]


def group_rows(db: Connection) -> pl.DataFrame:
    """Who is in which group, connected or not: person, segment, share."""
    schema = {"person": "Int64", "segment": "String", "share": "Float64"}
    columns = memberships.c
    return read_frame(db, select(columns.person, columns.segment, columns.share), schema)
