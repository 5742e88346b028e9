"""All that somebody is known by, and what of it says who comes again without taking a namesake for them.

A profile address, a mail address that nobody else has, a system's own number, and name and day of a connection say who.
A mail address that several share says it with the name only. A name alone says it only where files had nothing else.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from kreds.resolve.outsiders import own_key
from kreds.resolve.reactors import KEY, reactor_key
from kreds.store.forgotten import Forgotten
from kreds.store.posts import reactor_rows
from kreds.store.tables import (
    accounts,
    connection_people,
    connections,
    contact_people,
    contacts,
    parties,
    party_people,
    people,
    person_keys,
    reactor_people,
)
from kreds.store.traces import Mentions, Traces, address_rows, all_contacts, find_traces, raw_texts
from kreds.text.names import match_key

_LONG_SLUG = 8
"""Letters from which on a profile's last part, standing alone in a text, is nobody's first name."""


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody to forget: ``keys`` is all they are known by, ``marks`` what they are known again by."""

    person: int
    name: str
    keys: frozenset[str]
    marks: frozenset[str]
    traces: Traces
    mentions: Mentions


@dataclass(slots=True)
class _Known:
    """What the rows of one person say, beside what those of everybody else do."""

    names: dict[str, str] = field(default_factory=dict)
    """Folded to as written."""
    mails: set[str] = field(default_factory=set)
    slugs: set[str] = field(default_factory=set)
    days: set[tuple[str, str]] = field(default_factory=set)
    only_named: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    other_names: set[str] = field(default_factory=set)
    other_mails: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    other_days: set[tuple[str, str]] = field(default_factory=set)
    traces: Traces = field(default_factory=Traces)

    def call(self, name: str) -> str:
        """Note a name of theirs; folded."""
        folded = match_key(name)
        if folded:
            self.names.setdefault(folded, name)
        return folded


def whom_to_forget(db: Connection, person: int) -> Whom:
    """Gather it all for the person with this number."""
    name = db.execute(select(people.c.name).where(people.c.id == person)).scalar_one()
    keys = set(db.scalars(select(person_keys.c.key).where(person_keys.c.person == person)))
    known = _Known()
    known.call(name)
    known.slugs.update(key.removeprefix("in:") for key in keys if key.startswith("in:"))
    known.mails.update(key.removeprefix("mail:").partition("|")[0] for key in keys if key.startswith("mail:"))
    known.numbers.update(key for key in keys if key.startswith("crm:"))
    # A list of reactions that leaves open who somebody is makes nobody a namesake.
    others = select(people.c.name).where(people.c.id != person, people.c.name != "", ~people.c.key.startswith(KEY))
    for other in db.scalars(others):
        known.other_names.add(match_key(other))
    _from_parties(db, known, person)
    _from_connections(db, known, person)
    _from_contacts(db, known, person)
    _from_reactors(db, known, person)
    _from_addresses(db, known)
    marks = _marks(known)
    _from_accounts(db, known, marks)
    mentions = _mentions(known)
    traces = find_traces(db, Forgotten(frozenset(marks).__contains__), mentions)
    traces.parties |= known.traces.parties
    traces.connections |= known.traces.connections
    traces.contacts |= known.traces.contacts
    traces.addresses |= known.traces.addresses
    traces.reactors |= known.traces.reactors
    marks |= {f"raw:{raw}" for raw in raw_texts(db, traces.rejected)}
    marks |= {f"row:{number}" for number in traces.activities}
    return Whom(person, name, frozenset(keys | marks), frozenset(marks), traces, mentions)


def _from_parties(db: Connection, known: _Known, person: int) -> None:
    query = select(parties.c.id, parties.c.slug, parties.c.name, parties.c.email, party_people.c.person)
    for number, slug, name, email, of in db.execute(
        query.outerjoin(party_people, party_people.c.party == parties.c.id)
    ):
        if of != person:
            if email:
                known.other_mails[email].add(match_key(name))
            continue
        known.traces.parties.add(number)
        folded = known.call(name)
        known.slugs.update([slug] if slug else [])
        known.mails.update([email] if email else [])
        if folded and not slug and not email:
            known.only_named.add(folded)


def _from_connections(db: Connection, known: _Known, person: int) -> None:
    one = connections.c
    query = select(
        one.id, one.slug, one.first_name, one.last_name, one.email, one.connected_on, connection_people.c.person
    ).outerjoin(connection_people, connection_people.c.connection_id == one.id)
    for number, slug, first, last, email, day, of in db.execute(query):
        name = f"{first} {last}".strip()
        if of != person:
            known.other_days.add((match_key(name), day))
            if email:
                known.other_mails[email].add(match_key(name))
            continue
        known.traces.connections.add(number)
        known.days.add((known.call(name), day))
        known.slugs.update([slug] if slug else [])
        known.mails.update([email] if email else [])


def _from_contacts(db: Connection, known: _Known, person: int) -> None:
    of_contact = dict(map(tuple, db.execute(select(contact_people.c.contact, contact_people.c.person)).all()))
    for row in all_contacts(db):
        of = of_contact.get(row.key)
        # What a later reading of a list replaced is whoever it says it is.
        is_theirs = of == person if of is not None else own_key(row) in known.numbers or row.slug in known.slugs
        if is_theirs:
            known.traces.contacts.add(row.key)
            known.call(row.name)
            known.slugs.update([row.slug] if row.slug else [])
            known.mails.update(row.emails)
            known.numbers.add(own_key(row))
        elif of is not None:
            for mail in row.emails:
                known.other_mails[mail].add(match_key(row.name))


def _from_reactors(db: Connection, known: _Known, person: int) -> None:
    """Every line of a list of reactions that is theirs."""
    theirs = set(db.scalars(select(reactor_people.c.reactor).where(reactor_people.c.person == person)))
    for row in reactor_rows(db, theirs):
        known.traces.reactors.add(row.id)
        known.call(row.name)
        known.slugs.update([row.slug] if row.slug else [])
        known.numbers.add(reactor_key(row))


def _from_addresses(db: Connection, known: _Known) -> None:
    """Entries with one of their addresses, or their whole name if nobody else has it."""
    alone = {name for name in known.names if name not in known.other_names}
    for number, name, mails in address_rows(db):
        own = {mail for mail in mails if mail in known.mails and mail not in known.other_mails}
        if own or match_key(name) in alone:
            known.traces.addresses.add(number)
            known.mails.update(mails)
            if not mails:
                known.only_named.add(known.call(name))


def _marks(known: _Known) -> set[str]:
    marks = {f"in:{slug}" for slug in known.slugs} | set(known.numbers)
    for mail in known.mails:
        others = known.other_mails.get(mail)
        if others is None:
            marks.add(f"mail:{mail}")
        else:
            marks |= {f"mail:{mail}|{name}" for name in known.names.keys() - others}
    # Lists of reactions have no address: whoever is called so and is nobody else here is them.
    marks |= {f"reactor:{name}" for name in known.names.keys() - known.other_names if " " in name}
    marks |= {f"name:{name}|{day}" for name, day in known.days - known.other_days if name}
    return marks | {f"name:{name}" for name in known.only_named - known.other_names}


def _from_accounts(db: Connection, known: _Known, marks: set[str]) -> None:
    """A company that is called as they are, and where nobody else works."""
    others = select(contacts.c.company, contacts.c.key).where(contacts.c.company != "")
    taken = {match_key(company) for company, key in db.execute(others) if key not in known.traces.contacts}
    rows = select(connections.c.company, connections.c.id).where(connections.c.company != "")
    taken |= {match_key(company) for company, key in db.execute(rows) if key not in known.traces.connections}
    for name in db.scalars(select(accounts.c.name).distinct()):
        folded = match_key(name)
        if folded in known.names and folded not in taken and folded not in known.other_names:
            marks.add(f"account:{folded}")


def _mentions(known: _Known) -> Mentions:
    names = [name for folded, name in known.names.items() if " " in folded and folded not in known.other_names]
    turned = [f"{last} {first}" for name in names for first, _, last in [name.rpartition(" ")]]
    slugs = [slug for slug in known.slugs if len(slug) >= _LONG_SLUG and "-" in slug]
    return Mentions([*names, *turned], [*slugs, *(mail for mail in known.mails if mail not in known.other_mails)])
