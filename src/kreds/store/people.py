"""Facts as the resolving of people needs them, and the people that come of it."""

from collections import defaultdict
from collections.abc import Collection, Mapping

import polars as pl
from sqlalchemy import Connection, Select, delete, func, insert, select

from kreds.model.record import AffiliationKind
from kreds.resolve import ArchiveDay, ConnectionRow, OtherRow, PartyRow, People, Sighting
from kreds.store.bulk import insert_rows, read_frame
from kreds.store.tables import (
    affiliations,
    archives,
    audience_members,
    connection_people,
    connections,
    conversation_people,
    files,
    hidden_connections,
    interactions,
    messages,
    meta,
    owner_facts,
    parties,
    party_aliases,
    party_people,
    people,
    person_keys,
    rejected_rows,
    retries,
    sightings,
)

_SINCE = "messages_since"
MESSAGE_COLUMNS = ("conversation", "sent_at", "sender", "audience", "is_question", "length")


def party_rows(db: Connection) -> list[PartyRow]:
    """All parties."""
    return [
        PartyRow(*row)
        for row in db.execute(select(parties.c.id, parties.c.slug, parties.c.name, parties.c.email)).all()
    ]


def _name(first: str, last: str) -> str:
    """Both names as one; the readers have cleaned them."""
    return f"{first} {last}" if first and last else first or last


def alias_pairs(db: Connection) -> list[tuple[int, int]]:
    """Pairs of parties that are one member."""
    return [(one, other) for one, other in db.execute(select(party_aliases.c.one, party_aliases.c.other)).all()]


def connection_rows(db: Connection) -> list[ConnectionRow]:
    """All connection rows, with the archives that hold them."""
    held: dict[int, set[int]] = defaultdict(set)
    for archive, connection in db.execute(select(sightings.c.archive_id, sightings.c.connection_id)).all():
        held[connection].add(archive)
    columns = connections.c
    query = select(
        columns.id,
        columns.slug,
        columns.first_name,
        columns.last_name,
        columns.email,
        columns.connected_on,
        columns.company,
        columns.title,
    )
    return [
        ConnectionRow(
            number, slug, _name(first, last), email, day, frozenset(held[number]), f"{company}\n{title}".strip()
        )
        for number, slug, first, last, email, day, company, title in db.execute(query).all()
    ]


def list_sightings(db: Connection, of_connection: Mapping[int, int]) -> list[Sighting]:
    """Every row of every list of connections, with whose it is."""
    columns = connections.c
    query = select(
        sightings.c.archive_id,
        columns.id,
        columns.connected_on,
        columns.first_name,
        columns.last_name,
        columns.slug,
        columns.company,
        columns.title,
        columns.email,
    ).join(connections, columns.id == sightings.c.connection_id)
    return [
        Sighting(archive, of_connection[number], day, _name(first, last), slug, company, title, email)
        for archive, number, day, first, last, slug, company, title, email in db.execute(query).all()
    ]


def list_archives(db: Connection) -> list[ArchiveDay]:
    """The archives that hold a list of connections with somebody in it."""
    query = select(archives.c.id, archives.c.as_of, archives.c.written_at).where(
        archives.c.id.in_(select(sightings.c.archive_id).distinct())
    )
    return [ArchiveDay(*row) for row in db.execute(query)]


def hidden_days(db: Connection) -> dict[int, list[str]]:
    """For each archive the days of its rows without a name."""
    days: dict[int, list[str]] = defaultdict(list)
    for archive, day in db.execute(select(hidden_connections.c.archive_id, hidden_connections.c.connected_on)).all():
        days[archive].append(day)
    return days


def unread_connections(db: Connection) -> dict[int, list[str]]:
    """For each archive the raw text of the rows of its list of connections that could not be read."""
    raw: dict[int, list[str]] = defaultdict(list)
    query = (
        select(files.c.archive_id, rejected_rows.c.raw)
        .join(files, files.c.id == rejected_rows.c.file)
        .where(files.c.kind == "connections", rejected_rows.c.id.not_in(select(retries.c.rejected)))
    )
    for archive, text in db.execute(query).all():
        raw[archive].append(text)
    return raw


def message_frame(db: Connection, persons: Collection[int] | None = None) -> pl.DataFrame:
    """Messages as numbers: conversation, sent_at, sender, audience, is_question, length.

    All of them, or those of the conversations that any of ``persons`` (a few) takes part in.
    """
    query = select(*(messages.c[name] for name in MESSAGE_COLUMNS))
    if persons is not None:
        query = query.where(messages.c.conversation.in_(_conversations_of(persons)))
    return read_frame(db, query, dict.fromkeys(MESSAGE_COLUMNS, "Int64"))


def audience_frame(db: Connection, persons: Collection[int] | None = None) -> pl.DataFrame:
    """Who belongs to which audience: audience, party; all of them, or those of these people's conversations."""
    query = select(audience_members.c.audience, audience_members.c.party)
    if persons is not None:
        theirs = select(messages.c.audience).where(messages.c.conversation.in_(_conversations_of(persons)))
        query = query.where(audience_members.c.audience.in_(theirs))
    return read_frame(db, query, {"audience": "Int64", "party": "Int64"})


def _conversations_of(persons: Collection[int]) -> Select[tuple[int]]:
    return select(conversation_people.c.conversation).where(conversation_people.c.person.in_(sorted(persons)))


def people_of_parties(db: Connection) -> dict[int, int]:
    """The person behind each party that is somebody."""
    pairs = db.execute(select(party_people.c.party, party_people.c.person))
    return dict(pairs.all())


def owners(db: Connection) -> frozenset[int]:
    """The numbers of the people who are the owner."""
    return frozenset(db.scalars(select(people.c.id).where(people.c.is_owner == 1)))


def other_rows(
    db: Connection, of_party: Mapping[int, int], owners: frozenset[int], *, persons: Collection[int] | None = None
) -> list[OtherRow]:
    """Exchanges that are not messages, of people who are somebody and not the owner; of a few only, where named."""
    columns = interactions.c
    query = select(columns.party, columns.at, columns.channel, columns.direction, columns.detail, columns.length)
    if persons is not None:
        theirs = select(party_people.c.party).where(party_people.c.person.in_(sorted(persons)))
        query = query.where(columns.party.in_(theirs))
    return [
        OtherRow(person, at, channel, direction, detail, length)
        for party, at, channel, direction, detail, length in db.execute(query).all()
        if (person := of_party.get(party)) is not None and person not in owners
    ]


def owner_values(db: Connection, kind: str) -> list[str]:
    """What the sources say of the owner, newest archive first."""
    query = (
        select(owner_facts.c.value, func.max(archives.c.as_of).label("day"))
        .join(files, files.c.id == owner_facts.c.file)
        .join(archives, archives.c.id == files.c.archive_id)
        .where(owner_facts.c.kind == kind)
        .group_by(owner_facts.c.value)
        .order_by(func.max(archives.c.as_of).desc(), owner_facts.c.value)
    )
    return [value for value, _ in db.execute(query)]


def workplaces(db: Connection) -> list[str]:
    """Where the owner works and has worked, as the sources name it."""
    query = select(affiliations.c.organization).where(affiliations.c.kind == AffiliationKind.EMPLOYMENT.value)
    return sorted(set(db.execute(query).scalars()))


def note_messages_since(db: Connection) -> None:
    """Keep the day of the oldest message, so that a page need not look through all of them."""
    first = db.execute(select(func.min(messages.c.sent_at))).scalar_one()
    remember(db, _SINCE, "" if first is None else str(int(first) // 86_400))


def messages_since(db: Connection) -> int | None:
    """The day of the oldest message, in days since 1970-01-01; None without any."""
    value = recall(db, _SINCE)
    return int(value) if value else None


def remember(db: Connection, name: str, value: str) -> None:
    """Keep a single derived value under its name."""
    db.execute(delete(meta).where(meta.c.name == name))
    db.execute(insert(meta).values(name=name, value=value))


def recall(db: Connection, name: str) -> str:
    """A single derived value, "" when there is none."""
    return db.execute(select(meta.c.value).where(meta.c.name == name)).scalar_one_or_none() or ""


def participation(db: Connection) -> tuple[dict[str, int], int]:
    """For each profile slug the number of conversations it takes part in, and the number of all conversations."""
    talk = message_frame(db)
    wrote = talk.select("conversation", pl.col("sender").alias("party")).unique()
    read = talk.select("conversation", "audience").unique().join(audience_frame(db), on="audience")
    pairs = pl.concat([wrote, read.select("conversation", "party")])
    slugs = read_frame(
        db, select(parties.c.id, parties.c.slug).where(parties.c.slug != ""), {"id": "Int64", "slug": "String"}
    )
    pairs = pairs.join(slugs.rename({"id": "party"}), on="party").select("conversation", "slug").unique()
    counts = pairs.group_by("slug").len()
    return dict(counts.rows()), talk.get_column("conversation").n_unique()


def write_people(db: Connection, found: People, owners: frozenset[int]) -> None:
    """Replace the derived tables of who is who."""
    for table in (people, person_keys, party_people, connection_people):
        db.execute(delete(table))
    everybody = found.people.values()
    rows = [(p.id, p.key, p.name, p.slug, p.email, int(p.id in owners)) for p in everybody]
    insert_rows(db, people, ("id", "key", "name", "slug", "email", "is_owner"), rows)
    insert_rows(db, person_keys, ("key", "person"), [(key, p.id) for p in everybody for key in p.keys])
    insert_rows(db, party_people, ("party", "person"), list(found.of_party.items()))
    insert_rows(db, connection_people, ("connection", "person"), list(found.of_connection.items()))


def write_conversation_people(db: Connection, frame: pl.DataFrame) -> None:
    """Replace the derived table of who takes part in which conversation."""
    db.execute(delete(conversation_people))
    rows = frame.select("person", "conversation").sort("person", "conversation").rows()
    insert_rows(db, conversation_people, ("person", "conversation"), rows)
