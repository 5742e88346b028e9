"""Where somebody stands in the store: the rows that are about them, and those that merely name them."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from kreds.resolve.outsiders import ContactRow
from kreds.store.forgotten import Forgotten
from kreds.store.posts import reactor_rows
from kreds.store.tables import (
    accounts,
    activities,
    address_book,
    archives,
    connections,
    contacts,
    files,
    meetings,
    parties,
    rejected_rows,
)


class Mentions:
    """Finds somebody in a text by whole words: their addresses, and their names where these say who.

    >>> anna = Mentions(["Anna Holm"], [])
    >>> anna.found_in("Frokost med anna holm."), anna.found_in("Anna,Holm,Nordlys"), anna.found_in("Joanna Holm")
    (True, True, False)
    """

    def __init__(self, names: Iterable[str], addresses: Iterable[str]) -> None:
        words = sorted(
            {word.strip() for word in (*names, *addresses) if word.strip()}, key=lambda word: (-len(word), word)
        )
        spelled = [r"[\s_.,;\"'-]{1,4}".join(map(re.escape, word.split())) for word in words]
        self._pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(spelled)})(?![\w-])", re.IGNORECASE) if words else None

    def found_in(self, text: str) -> bool:
        """Whether they are named."""
        return self._pattern is not None and self._pattern.search(text) is not None

    def without(self, text: str) -> str:
        """The text with a dash in their place."""
        return text if self._pattern is None else self._pattern.sub("–", text)


NOBODY = Mentions((), ())


@dataclass(slots=True)
class Traces:
    """Rows by number or key: those of a table that are about somebody."""

    parties: set[int] = field(default_factory=set)
    connections: set[int] = field(default_factory=set)
    contacts: set[int] = field(default_factory=set)
    addresses: set[int] = field(default_factory=set)
    accounts: set[int] = field(default_factory=set)
    activities: set[int] = field(default_factory=set)
    rejected: set[int] = field(default_factory=set)
    reactors: set[int] = field(default_factory=set)
    meetings: set[int] = field(default_factory=set)
    """Those whose title or place names them; that they took part follows from the parties."""
    files: dict[int, str] = field(default_factory=dict)
    """What the name of a file is without theirs."""
    archives: dict[int, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether there is any."""
        return any(
            (
                self.parties, self.connections, self.contacts, self.addresses, self.accounts, self.activities,
                self.rejected, self.reactors, self.meetings, self.files, self.archives,
            )
        )  # fmt: skip


def find_traces(db: Connection, forgotten: Forgotten, mentions: Mentions = NOBODY) -> Traces:
    """Every row about them, by its own identifiers, and every text that names them."""
    found = Traces()
    one = parties.c
    for number, slug, name, email in db.execute(select(one.id, one.slug, one.name, one.email)):
        if forgotten.party(slug, name, email):
            found.parties.add(number)
    rows = connections.c
    query = select(rows.id, rows.slug, rows.first_name, rows.last_name, rows.email, rows.connected_on)
    for number, slug, first, last, email, day in db.execute(query):
        if forgotten.connection(slug, f"{first} {last}".strip(), email, day):
            found.connections.add(number)
    found.contacts.update(row.key for row in all_contacts(db) if forgotten.contact(row))
    for number, name, emails in address_rows(db):
        if forgotten.address(name, emails):
            found.addresses.add(number)
    for number, name in db.execute(select(accounts.c.key, accounts.c.name)):
        if forgotten.account(name):
            found.accounts.add(number)
    found.reactors.update(row.id for row in reactor_rows(db) if forgotten.reactor(row))
    _find_texts(db, found, forgotten, mentions)
    return found


def all_contacts(db: Connection) -> list[ContactRow]:
    """Every contact that a file ever listed, also those that a later reading replaced."""
    one = contacts.c
    columns = (one.key, one.system, one.external_id, one.name, one.first_name, one.last_name, one.emails, one.slug)
    return [
        ContactRow(key, system, number, name or f"{first} {last}".strip(), tuple(mails.split()), slug, company)
        for key, system, number, name, first, last, mails, slug, company in db.execute(select(*columns, one.company))
    ]


def address_rows(db: Connection) -> list[tuple[int, str, list[str]]]:
    """Key, name and lower-case addresses of every entry of the address book."""
    one = address_book.c
    rows = db.execute(select(one.key, one.first_name, one.last_name, one.emails))
    return [(key, f"{first} {last}".strip(), mails.lower().split()) for key, first, last, mails in rows]


def _find_texts(db: Connection, found: Traces, forgotten: Forgotten, mentions: Mentions) -> None:
    aside = rejected_rows.c
    for number, raw, facts in db.execute(select(aside.id, aside.raw, aside.facts)):
        if forgotten.text(raw) or mentions.found_in(raw) or mentions.found_in(facts):
            found.rejected.add(number)
    did = activities.c
    for number, url, detail, text in db.execute(select(did.key, did.url, did.detail, did.text)):
        told = f"{url} {detail} {text}"
        if forgotten.row(number) or forgotten.text(told) or mentions.found_in(told):
            found.activities.add(number)
    met = meetings.c
    for number, title, place in db.execute(select(met.key, met.title, met.place)):
        if forgotten.text(f"{title} {place}") or mentions.found_in(f"{title} {place}"):
            found.meetings.add(number)
    for table, kept in ((files, found.files), (archives, found.archives)):
        for number, name in db.execute(select(table.c.id, table.c.name)):
            if mentions.found_in(name):
                kept[number] = mentions.without(name)


def raw_texts(db: Connection, numbers: Collection[int]) -> list[str]:
    """The texts of rows that were set aside."""
    return [raw for number, raw in db.execute(select(rejected_rows.c.id, rejected_rows.c.raw)) if number in numbers]
