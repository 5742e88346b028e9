"""People, companies and meetings from outside LinkedIn, as the newest sources have them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Table, delete, func, select

from kreds.resolve import ContactRow
from kreds.store.bulk import insert_rows, select_columns
from kreds.store.tables import (
    accounts,
    acquaintances,
    affiliations,
    archives,
    connections,
    contact_people,
    contacts,
    files,
    listings,
    meeting_parties,
    meetings,
    party_people,
)

ACQUAINTANCE = tuple(column.name for column in acquaintances.columns)


class AccountRow(NamedTuple):
    """A company as its newest source has it."""

    name: str
    domain: str
    status: str
    industry: str
    since: str
    until: str


class ContactFacts(NamedTuple):
    """What a contact's source says, the newest last; ``told`` orders them."""

    key: int
    system: str
    emails: str
    slug: str
    name: str
    company: str
    domain: str
    title: str
    place: str
    industry: str
    status: str
    since: str
    last_activity: str


class CompanyStatus(NamedTuple):
    """What somebody at a company is to the owner."""

    company: str
    status: str


class MeetingRow(NamedTuple):
    """One participant of one meeting that took place, or will."""

    party: int
    uid: str
    recurrence: int
    at: int
    title: str
    size: int
    answer: str
    is_private: int


def _newest() -> tuple[ColumnElement[Any], ...]:
    """The order in which sources speak: the last one counts, in whatever order they were imported."""
    return archives.c.as_of, archives.c.written_at, files.c.sha256, listings.c.line


def _counting() -> Select[Any]:
    """The files whose lists count: of one that was read again, its columns matched in another way, the last reading."""
    listed = select(listings.c.file).distinct()
    return select(func.max(files.c.id)).where(files.c.id.in_(listed)).group_by(files.c.sha256)


def contact_rows(db: Connection, keys: Collection[int] | None = None) -> list[ContactRow]:
    """All contacts that a list has, for the resolving of people; or those with these numbers."""
    columns = contacts.c
    query = select(
        columns.key,
        columns.system,
        columns.external_id,
        columns.name,
        columns.first_name,
        columns.last_name,
        columns.emails,
        columns.slug,
        columns.company,
    ).where(columns.key.in_(select(listings.c.key).where(listings.c.file.in_(_counting()))))
    if keys is not None:
        query = query.where(columns.key.in_(keys))
    return [
        ContactRow(key, system, number, name or f"{first} {last}".strip(), tuple(mails.split()), slug, company)
        for key, system, number, name, first, last, mails, slug, company in _rows(db, query)
    ]


def contact_facts(db: Connection, keys: Collection[int] | None = None) -> list[ContactFacts]:
    """What contacts' sources say, all or those with these numbers, oldest first; one listed again says it again."""
    columns = contacts.c
    full = func.trim(columns.first_name + " " + columns.last_name)
    called = func.coalesce(func.nullif(columns.name, ""), full)
    query = _listed(contacts, select(*(called if name == "name" else columns[name] for name in ContactFacts._fields)))
    if keys is not None:
        query = query.where(columns.key.in_(keys))
    return [ContactFacts(*row) for row in _rows(db, query)]


def _rows(db: Connection, query: Select[Any]) -> Iterable[tuple[Any, ...]]:
    """The rows of a query that gives a hundred thousand, as the driver has them."""
    return zip(*select_columns(db, query).values(), strict=True)


def acquaintance_status(db: Connection) -> list[CompanyStatus]:
    """Each status that a source gives to people of a company, once."""
    columns = acquaintances.c
    query = select(columns.company, columns.status).where(columns.company != "", columns.status != "").distinct()
    return [CompanyStatus(*row) for row in db.execute(query.order_by(columns.company, columns.status))]


def account_rows(db: Connection) -> list[AccountRow]:
    """All companies that a source lists, oldest word first."""
    query = _listed(accounts, select(*(accounts.c[name] for name in AccountRow._fields)))
    return [AccountRow(*row) for row in db.execute(query)]


def _listed(table: Table, query: Select[Any]) -> Select[Any]:
    return (
        query.join(listings, listings.c.key == table.c.key)
        .join(files, files.c.id == listings.c.file)
        .join(archives, archives.c.id == files.c.archive_id)
        .where(files.c.id.in_(_counting()))
        .order_by(*_newest())
    )


def count_acquaintances(db: Connection) -> int:
    """How many people are known from elsewhere, connected or not."""
    return int(db.execute(select(func.count()).select_from(acquaintances)).scalar_one())


def meetings_of(persons: Collection[int]) -> Select[tuple[str]]:
    """The names (``uid``) of the meetings that any of these people was asked to."""
    theirs = select(party_people.c.party).where(party_people.c.person.in_(sorted(persons)))
    uids = select(meetings.c.uid).join(meeting_parties, meeting_parties.c.meeting == meetings.c.key)
    return uids.where(meeting_parties.c.party.in_(theirs))


def meeting_rows(db: Connection, *, among: Select[tuple[str]] | None = None) -> list[MeetingRow]:
    """Who took part in which meeting, by the newest word on each; canceled ones are left out.

    ``among`` selects the names (``uid``) of those that are wanted; all without.
    """
    columns = meetings.c
    newest = (
        select(columns.key, columns.uid, columns.recurrence, columns.is_canceled)
        .join(files, files.c.id == columns.file)
        .join(archives, archives.c.id == files.c.archive_id)
        .order_by(columns.sequence, archives.c.as_of, archives.c.written_at, files.c.sha256, columns.line)
    )
    if among is not None:
        newest = newest.where(columns.uid.in_(among))
    standing: dict[str, dict[int, int]] = {}
    for key, uid, recurrence, is_canceled in db.execute(newest):
        of_uid = standing.setdefault(uid, {})
        if not is_canceled:
            of_uid[recurrence] = key
        elif recurrence:
            of_uid.pop(recurrence, None)
        else:
            # Who cancels a series as a whole cancels all that was planned of it before.
            of_uid.clear()
    held = {key for of_uid in standing.values() for key in of_uid.values()}
    names = {"uid", "recurrence", "at", "title", "size", "is_private"}
    told = [columns[name] if name in names else meeting_parties.c[name] for name in MeetingRow._fields]
    query = select(columns.key, *told).join(meeting_parties, meeting_parties.c.meeting == columns.key)
    if among is not None:
        query = query.where(columns.uid.in_(among))
    return [MeetingRow(*row) for key, *row in db.execute(query) if key in held]


def company_names(db: Connection) -> dict[str, int]:
    """Every company that a list, LinkedIn's or another, or the owner's own career names, and how often."""
    found: Counter[str] = Counter()
    for column in (connections.c.company, contacts.c.company, accounts.c.name, affiliations.c.organization):
        for name, count in db.execute(select(column, func.count()).where(column != "").group_by(column)):
            found[name] += count
    return found


def write_contact_people(db: Connection, of_contact: Mapping[int, int]) -> None:
    """Replace who stands behind each contact."""
    db.execute(delete(contact_people))
    insert_rows(db, contact_people, ("contact", "person"), list(of_contact.items()))


def write_acquaintances(db: Connection, rows: Iterable[Sequence[object]]) -> None:
    """Replace everybody known from elsewhere: rows of `ACQUAINTANCE`."""
    db.execute(delete(acquaintances))
    insert_rows(db, acquaintances, ACQUAINTANCE, list(rows))
