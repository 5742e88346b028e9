"""From rows to people: strong identifiers first, a name only where it can mean one person.

The result is a pure function of the rows, whatever their order: importing in another order gives the same people.
Every person keeps all identity keys they were ever known by, so that a decision finds its person again.

    in:<profile slug>           the profile address
    mail:<address>              an e-mail address that one person alone has
    name:<name>|<connected on>  a relation from before addresses were listed
    name:<name>                 somebody who is only ever named

Whoever comes from elsewhere is known as `kreds.resolve.outsiders` says.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

from kreds.resolve.groups import Groups
from kreds.resolve.outsiders import ContactRow, Judged, MailRow, join_outsiders
from kreds.text.names import match_key


class PartyRow(NamedTuple):
    """Somebody as a source wrote them (a row of the table of parties)."""

    id: int
    slug: str
    name: str
    email: str


class ConnectionRow(NamedTuple):
    """A row of a Connections file, and the archives that hold it; ``work`` is company and title in one."""

    id: int
    slug: str
    name: str
    email: str
    connected_on: str
    archives: frozenset[int]
    work: str = ""


class Person(NamedTuple):
    """One human: ``key`` is the strongest of the identity ``keys``."""

    id: int
    key: str
    keys: tuple[str, ...]
    name: str
    slug: str
    email: str


@dataclass(frozen=True, slots=True)
class People:
    """Everybody, and who stands behind each party and each connection (a party that is nobody is left out)."""

    people: Mapping[int, Person]
    of_party: Mapping[int, int]
    of_connection: Mapping[int, int]
    of_contact: Mapping[int, int] = field(default_factory=dict)


def person_number(key: str) -> int:
    """The stable number of the person known best as ``key``: 52 bits, so that every language can hold it.

    >>> f"{person_number('in:anna-holm'):013x}"
    'd949631ad476b'
    """
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big") >> 12


def resolve_people(
    parties: Sequence[PartyRow],
    connections: Sequence[ConnectionRow],
    aliases: Iterable[tuple[int, int]] = (),
    *,
    contacts: Sequence[ContactRow] = (),
    judged: Judged | None = None,
    pairs: Iterable[tuple[str, str]] = (),
) -> People:
    """Decide who is who.

    Args:
        aliases: pairs of party ids that one and the same message was from, in two archives.
        contacts: people of other sources.
        judged: pairs of identity keys that the person has said are one human, or are not; oldest first.
        pairs: pairs of identity keys that are very likely one human.
    """
    names = {name: match_key(name) for name in {*(row.name for row in parties), *(row.name for row in connections)}}
    groups = Groups()
    connection_keys = _connections(connections, names, groups)
    party_keys = {row.id: groups.add(f"in:{row.slug}") for row in parties if row.slug}
    _addressless(connections, parties, names, groups)
    _renamed(connections, names, groups)
    bearers: dict[str, set[str]] = defaultdict(set)
    for row in connections:
        bearers[names[row.name]].add(groups.find(connection_keys[row.id]))
    for party in parties:
        if party.slug and party.name:
            bearers[names[party.name]].add(groups.find(party_keys[party.id]))
    _named_parties(parties, party_keys, bearers, names=names, groups=groups)
    for one, other in sorted(aliases):
        if one in party_keys and other in party_keys:
            groups.join(party_keys[one], party_keys[other])
    # No two relations are made one by somebody outside who has the address of both.
    for key in connection_keys.values():
        groups.be_distinct(key)
    own = frozenset(groups.parent)
    called = {row.email: row.name for row in connections if f"mail:{row.email}" in groups.parent}
    mails = [MailRow(row.id, party_keys.get(row.id, ""), row.name, row.email) for row in parties if row.email]
    contact_keys, mail_keys = join_outsiders(groups, contacts, mails, called=called, judged=judged or {}, pairs=pairs)
    keys = ({**mail_keys, **party_keys}, connection_keys, contact_keys)
    return _people(parties, connections, contacts, keys=keys, groups=groups, own=own)


def _connections(connections: Sequence[ConnectionRow], names: Mapping[str, str], groups: Groups) -> dict[int, str]:
    """A key for each connection; an e-mail address joins rows only when all its rows bear one name."""
    keys: dict[int, str] = {}
    mailers: dict[str, list[ConnectionRow]] = defaultdict(list)
    twice: dict[tuple[str, str], str] = {}
    for row in connections:
        if row.slug:
            keys[row.id] = groups.add(f"in:{row.slug}")
        else:
            key = keys[row.id] = groups.add(f"name:{names[row.name]}|{row.connected_on}")
            # LinkedIn lists some members twice, with two days; without addresses only name and work tell.
            if row.name and row.work:
                groups.join(key, twice.setdefault((names[row.name], row.work), key))
        if row.email:
            mailers[row.email].append(row)
    for email, rows in mailers.items():
        if len({names[row.name] for row in rows}) == 1 and len({row.slug for row in rows if row.slug}) <= 1:
            key = groups.add(f"mail:{email}")
            for row in rows:
                groups.join(key, keys[row.id])
    return keys


def _addressless(
    connections: Sequence[ConnectionRow], parties: Sequence[PartyRow], names: Mapping[str, str], groups: Groups
) -> None:
    """Give rows from before addresses were listed the address that their name and day, or name alone, can only mean."""
    bare = {(names[row.name], row.connected_on) for row in connections if not row.slug}
    if not bare:
        return
    by_day: dict[tuple[str, str], set[str]] = defaultdict(set)
    by_name: dict[str, set[str]] = defaultdict(set)
    listed: set[str] = set()
    for row in connections:
        if row.slug:
            by_day[names[row.name], row.connected_on].add(f"in:{row.slug}")
            by_name[names[row.name]].add(f"in:{row.slug}")
            listed.add(f"in:{row.slug}")
    for party in parties:
        if party.slug and party.name:
            by_name[names[party.name]].add(f"in:{party.slug}")
    bearers: dict[str, set[str]] = defaultdict(set)
    for name, day in bare:
        bearers[name].add(groups.find(f"name:{name}|{day}"))
    for name, day in bare:
        same_day, same_name = by_day[name, day], by_name[name]
        if len(same_day) == 1:
            groups.join(f"name:{name}|{day}", next(iter(same_day)))
        elif len(same_name) == 1 and len(bearers[name]) == 1 and name and not same_name & listed:
            groups.join(f"name:{name}|{day}", next(iter(same_name)))


def _renamed(connections: Sequence[ConnectionRow], names: Mapping[str, str], groups: Groups) -> None:
    """Join two addresses of one name and one connection day that no archive holds side by side: a changed address."""
    archives: dict[str, set[int]] = defaultdict(set)
    alike: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in connections:
        if row.slug and row.connected_on and names[row.name]:
            key = f"in:{row.slug}"
            archives[key] |= row.archives
            alike[names[row.name], row.connected_on].add(key)
    for keys in alike.values():
        if len(keys) > 1 and sum(len(archives[key]) for key in keys) == len(
            set().union(*(archives[key] for key in keys))
        ):
            first, *rest = sorted(keys)
            for key in rest:
                groups.join(first, key)


def _named_parties(
    parties: Sequence[PartyRow],
    party_keys: dict[int, str],
    bearers: Mapping[str, set[str]],
    *,
    names: Mapping[str, str],
    groups: Groups,
) -> None:
    """Somebody who is only named is the one person of that name, or a person of their own."""
    for party in parties:
        name = names[party.name]
        if party.slug or party.email or not name:
            continue
        found = bearers.get(name, set())
        party_keys[party.id] = next(iter(found)) if len(found) == 1 else groups.add(f"name:{name}")


_RANK = {"in": 0, "mail": 1, "crm": 2, "name": 3}


def _people(
    parties: Sequence[PartyRow],
    connections: Sequence[ConnectionRow],
    contacts: Sequence[ContactRow],
    *,
    keys: tuple[Mapping[int, str], Mapping[int, str], Mapping[int, str]],
    groups: Groups,
    own: frozenset[str],
) -> People:
    """Everybody, called as LinkedIn has them; ``keys`` are of parties, connections and contacts, by number.

    Whoever is known from LinkedIn is known best by one of its ``own`` keys, whoever else they turn out to be.
    """
    party_keys, connection_keys, contact_keys = keys
    roots = {key: groups.find(key) for key in groups.parent}
    members: dict[str, list[str]] = defaultdict(list)
    for key, root in roots.items():
        members[root].append(key)
    here: dict[str, str] = {}
    elsewhere: dict[str, str] = {}
    for called, keys_of, rows in (
        (here, party_keys, parties),
        (here, connection_keys, connections),
        (elsewhere, contact_keys, contacts),
    ):
        for row in rows:
            if row.name and row[0] in keys_of:
                root = roots[keys_of[row[0]]]
                called[root] = min(row.name, called.get(root, row.name))
    people: dict[int, Person] = {}
    numbers: dict[str, int] = {}
    for root, known in members.items():
        if len(known) > 1:
            # A plain address before an opaque one ("pub/..."), a mail before a name.
            known.sort(key=lambda key: (key not in own, _RANK[key.partition(":")[0]], "/" in key, key))
        slug = known[0].removeprefix("in:") if known[0].startswith("in:") else ""
        mail = next((key.removeprefix("mail:").partition("|")[0] for key in known if key.startswith("mail:")), "")
        name = here.get(root) or elsewhere.get(root, "")
        number = numbers[root] = person_number(known[0])
        people[number] = Person(number, known[0], tuple(known), name, slug, mail)
    of_party, of_connection, of_contact = ({row: numbers[roots[key]] for row, key in one.items()} for one in keys)
    return People(people=people, of_party=of_party, of_connection=of_connection, of_contact=of_contact)
