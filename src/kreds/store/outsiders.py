"""People, companies and meetings from outside LinkedIn, as the newest sources have them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Table, delete, func, select

from kreds.resolve import ContactRow
from kreds.store.bulk import insert_rows
from kreds.store.tables import (
    accounts,
    acquaintances,
    archives,
    contact_people,
    contacts,
    files,
    listings,
    match_pairs,
    meeting_parties,
    meetings,
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


def contact_rows(db: Connection) -> list[ContactRow]:
    """All contacts, for the resolving of people."""
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
    )
    return [
        ContactRow(key, system, number, name or f"{first} {last}".strip(), tuple(mails.split()), slug, company)
        for key, system, number, name, first, last, mails, slug, company in db.execute(query)
    ]


def contact_facts(db: Connection) -> list[ContactFacts]:
    """What all contacts' sources say, oldest first; a contact listed again says it again."""
    columns = contacts.c
    full = func.trim(columns.first_name + " " + columns.last_name)
    called = func.coalesce(func.nullif(columns.name, ""), full)
    query = _listed(contacts, select(*(called if name == "name" else columns[name] for name in ContactFacts._fields)))
    return [ContactFacts(*row) for row in db.execute(query)]


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
        .order_by(*_newest())
    )


def meeting_rows(db: Connection) -> list[MeetingRow]:
    """Who took part in which meeting, by the newest word on each; canceled ones are left out."""
    columns = meetings.c
    newest = (
        select(columns.key, columns.uid, columns.recurrence, columns.is_canceled)
        .join(files, files.c.id == columns.file)
        .join(archives, archives.c.id == files.c.archive_id)
        .order_by(columns.sequence, archives.c.as_of, archives.c.written_at, files.c.sha256, columns.line)
    )
    standing = {(uid, at): (key, canceled) for key, uid, at, canceled in db.execute(newest)}
    held = {key for key, canceled in standing.values() if not canceled}
    names = {"uid", "recurrence", "at", "title", "size", "is_private"}
    told = [columns[name] if name in names else meeting_parties.c[name] for name in MeetingRow._fields]
    query = select(columns.key, *told).join(meeting_parties, meeting_parties.c.meeting == columns.key)
    return [MeetingRow(*row) for key, *row in db.execute(query) if key in held]


def sure_pairs(db: Connection, least: float) -> list[tuple[str, str]]:
    """Identity keys of pairs that are one human with at least this probability."""
    query = select(match_pairs.c.one, match_pairs.c.other).where(match_pairs.c.probability >= least)
    return [(one, other) for one, other in db.execute(query)]


def write_contact_people(db: Connection, of_contact: Mapping[int, int]) -> None:
    """Replace who stands behind each contact."""
    db.execute(delete(contact_people))
    insert_rows(db, contact_people, ("contact", "person"), list(of_contact.items()))


def write_acquaintances(db: Connection, rows: Iterable[Sequence[object]]) -> None:
    """Replace everybody known from elsewhere: rows of `ACQUAINTANCE`."""
    db.execute(delete(acquaintances))
    insert_rows(db, acquaintances, ACQUAINTANCE, list(rows))
