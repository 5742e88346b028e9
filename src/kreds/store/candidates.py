"""Everybody the owner is not connected to, as columns: who is known from elsewhere, who wrote, who was invited."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl
from sqlalchemy import BigInteger, ColumnElement, Connection, Select, Subquery, case, cast, func, or_, select

from kreds.model.interaction import Channel, Direction
from kreds.model.record import AffiliationKind
from kreds.model.segment import AccountStatus
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

KNOWN = (
    "person",
    "name",
    "slug",
    "email",
    "company",
    "domain",
    "title",
    "place",
    "industry",
    "status",
    "since",
    "last_activity",
    "systems",
    "meetings",
    "first_met",
    "last_met",
    "last_meeting",
)
RELATED = (
    "person",
    "name",
    "slug",
    "company",
    "title",
    "connected_on",
    "no_longer_since",
    "level",
    "messages_in",
    "messages_out",
    "last_contact",
)
WRITERS = ("person", "messages_in", "messages_out", "written_at")
NUMBERS = (
    "person",
    "is_named",
    "has_slug",
    "status_code",
    "since_year",
    "last_activity",
    "last_met",
    "meetings",
    "in_address_book",
)
STATUS_CODES = (AccountStatus.NONE, *(status for status in AccountStatus if status))
"""A status as a number: its place here, 0 for none."""
_ADDRESS_BOOKS = ("google", "outlook", "vcard")
_SHARES = 1_000_000
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


def has_acquaintances(db: Connection) -> bool:
    """Whether any source beside LinkedIn knows anybody."""
    return db.execute(select(acquaintances.c.person).limit(1)).first() is not None


def known_numbers(db: Connection) -> pl.DataFrame:
    """Everybody of CRM lists, address books and calendars, connected or not, in numbers alone: `NUMBERS`.

    Days are numbers such as 20261003, 0 for none. A hundred thousand people are read so in a tenth of the time that
    their texts would take.
    """
    columns = acquaintances.c
    query = select(
        columns.person,
        _flag(columns.name != ""),
        _flag(columns.slug != ""),
        case({status.value: code for code, status in enumerate(STATUS_CODES)}, value=columns.status, else_=0),
        _number(func.substr(columns.since, 1, 4)),
        _number(columns.last_activity),
        _number(columns.last_met),
        columns.meetings,
        _flag(or_(*(columns.systems.contains(name) for name in _ADDRESS_BOOKS))),
    )
    return read_frame(db, query, dict.fromkeys(NUMBERS, "Int64"))


def known_texts(db: Connection, names: Sequence[str]) -> pl.DataFrame:
    """Some texts of the same people: person and these columns of `KNOWN`."""
    query = select(acquaintances.c.person, *(acquaintances.c[name] for name in names))
    return read_frame(db, query, {"person": "Int64", **dict.fromkeys(names, "String")})


def known_people(db: Connection, persons: Collection[int]) -> dict[int, Mapping[str, Any]]:
    """All that the same table says of some people, by person: the columns of `KNOWN`."""
    return _rows(db, select(*(acquaintances.c[name] for name in KNOWN)), acquaintances.c.person, persons)


def related_people(db: Connection, persons: Collection[int]) -> dict[int, Mapping[str, Any]]:
    """Of those of some people who are or were relations the columns of `RELATED`, by person."""
    return _rows(db, select(*(relations.c[name] for name in RELATED)), relations.c.person, persons)


def current_people(db: Connection) -> pl.DataFrame:
    """Everybody one is connected to: person."""
    return read_frame(db, select(relations.c.person).where(relations.c.no_longer_since == ""), {"person": "Int64"})


def former_people(db: Connection) -> pl.DataFrame:
    """Everybody one was connected to and is no more: `RELATED`."""
    kinds = {name: "Int64" if name in ("person", "messages_in", "messages_out") else "String" for name in RELATED}
    query = select(*(relations.c[name] for name in RELATED)).where(relations.c.no_longer_since != "")
    return read_frame(db, query, kinds)


def writers(db: Connection) -> pl.DataFrame:
    """Who is no relation and has written with the owner alone: `WRITERS`, the time of the last message last."""
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
    return read_frame(db, query, dict.fromkeys(WRITERS, "Int64"))


def _flag(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _number(text: ColumnElement[str]) -> ColumnElement[int]:
    """A day or a year as a number, 0 for none."""
    return case((text == "", 0), else_=cast(func.replace(text, "-", ""), BigInteger))


def _rows(
    db: Connection, query: Select[Any], column: ColumnElement[int], persons: Collection[int]
) -> dict[int, Mapping[str, Any]]:
    numbers = list(persons)
    chunks = (numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE))
    return {row["person"]: dict(row) for some in chunks for row in db.execute(query.where(column.in_(some))).mappings()}


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


def invited_since(db: Connection, at: int) -> list[tuple[int, int, str | None]]:
    """Whoever invited the owner at this moment or later: person, when last, and since when they are no relation.

    That day is "" for a relation and None for somebody who never was one.
    """
    columns = interactions.c
    last = func.max(columns.at)
    query = (
        select(party_people.c.person, last, relations.c.no_longer_since)
        .join(party_people, party_people.c.party == columns.party)
        .join(people, people.c.id == party_people.c.person)
        .outerjoin(relations, relations.c.person == party_people.c.person)
        .where(columns.channel == int(Channel.INVITATION), columns.direction == int(Direction.INBOUND))
        .where(people.c.is_owner == 0)
        .group_by(party_people.c.person, relations.c.no_longer_since)
        .having(last >= at)
    )
    return [(person, when, gone) for person, when, gone in db.execute(query).all()]


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


def group_numbers(db: Connection, segments: Sequence[str]) -> pl.DataFrame:
    """Everybody, connected or not, in one of these groups: person, segment, share."""
    columns = memberships.c
    if not segments:
        return pl.DataFrame(schema={"person": pl.Int64, "segment": pl.String, "share": pl.Float64})
    code = case({segment: place for place, segment in enumerate(segments)}, value=columns.segment, else_=-1)
    millionths = cast(func.round(columns.share * _SHARES), BigInteger)
    query = select(columns.person, code, millionths).where(columns.segment.in_(list(segments)))
    frame = read_frame(db, query, {"person": "Int64", "code": "Int64", "millionths": "Int64"})
    names = pl.Series(list(segments), dtype=pl.String)
    return frame.select(
        "person",
        names.gather(frame.get_column("code")).alias("segment"),
        (pl.col("millionths") / _SHARES).alias("share"),
    )


def known_segments(db: Connection) -> list[str]:
    """Every group that anybody is in."""
    return sorted(db.scalars(select(memberships.c.segment).distinct()))
