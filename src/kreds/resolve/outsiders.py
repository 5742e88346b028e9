"""People of other sources (CRM lists, address books, meetings): the same human as a relation, or one of their own.

mail:<address>               the bearer of an address; others with a name that does not fit it are
mail:<address>|<name>        somebody else who shares it (a family's, a reception's)
crm:<system>|<number>        a contact by its system's own number
crm:<name>|<company>         a contact that has nothing better
crm:<name>|<company>|<...>   a contact by its address, where its system has no number for it

A contact is who its own key, the last of its keys, says it is: an address that it shares with somebody the person has
said it is not, is theirs.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kreds.resolve.groups import Groups
from kreds.text.names import match_key, search_key
from kreds.text.organizations import organization_key

Judged = Mapping[tuple[str, str], bool]
"""Pairs of identity keys that the person has said are one human, or are not."""


class ContactRow(NamedTuple):
    """A contact as a source wrote it; ``key`` is its number in the store."""

    key: int
    system: str
    external_id: str
    name: str
    emails: tuple[str, ...]
    slug: str
    company: str


class MailRow(NamedTuple):
    """A party that has a mail address: the key it is known by already ("" for none), name and address."""

    party: int
    known: str
    name: str
    email: str


def names_agree(one: str, other: str) -> bool:
    """Whether two names can be one human's: one is unknown, or the first names are alike or one is the initial.

    >>> names_agree("Søren Dam", "Soren P. Dam"), names_agree("S. Dam", "Søren Dam"), names_agree("Anna Dam", "Bo Dam")
    (True, True, False)
    """
    if one == other:
        return True
    first, second = (search_key(name).replace(".", " ").split()[:1] for name in (one, other))
    if not first or not second:
        return True
    a, b = first[0], second[0]
    return a == b or (1 in (len(a), len(b)) and a[0] == b[0])


def join_outsiders(
    groups: Groups,
    contacts: Sequence[ContactRow],
    mails: Sequence[MailRow],
    *,
    called: Mapping[str, str],
    judged: Judged,
    pairs: Iterable[tuple[str, str]],
) -> tuple[dict[int, str], dict[int, str]]:
    """Put everybody of other sources into the groups; identity key of each contact, and of each party.

    Args:
        called: the name of whoever has an address among the relations.
        judged: what the person has said, oldest first; it stands above all that follows. Of words that cannot all be
            true, a no stands above a yes, and the newest yes above those before.
        pairs: identity keys that are very likely one human.
    """
    leading = _leading_names(contacts, mails, called)
    keys_of: dict[int, list[str]] = {}
    for contact in contacts:
        keys_of[contact.key] = [groups.add(key) for key in _keys(contact, leading)]
    party_keys = {row.party: groups.add(_mail_key(row.email, row.name, leading)) for row in mails}
    known = groups.parent
    for (one, other), same in judged.items():
        if not same and one in known and other in known:
            groups.keep_apart(one, other)
    for (one, other), same in list(judged.items())[::-1]:
        if same and one in known and other in known:
            groups.join_unless_apart(one, other)
    links = {(key, keys[-1]) for keys in keys_of.values() for key in keys[:-1]}
    links |= {(row.known, party_keys[row.party]) for row in mails if row.known}
    for one, other in sorted(links):
        groups.join_unless_apart(one, other)
    for one, other in sorted(pairs):
        if one in known and other in known:
            groups.join_unless_apart(one, other)
    return {number: keys[-1] for number, keys in keys_of.items()}, party_keys


def _leading_names(
    contacts: Sequence[ContactRow], mails: Sequence[MailRow], called: Mapping[str, str]
) -> dict[str, str]:
    """For each address the name of its bearer: a relation's, else the first of the alphabet."""
    names: dict[str, set[str]] = defaultdict(set)
    for contact in contacts:
        for mail in contact.emails:
            names[mail].add(contact.name)
    for row in mails:
        names[row.email].add(row.name)
    return {mail: called.get(mail) or min(filter(None, bearers), default="") for mail, bearers in names.items()}


def _mail_key(mail: str, name: str, leading: Mapping[str, str]) -> str:
    return f"mail:{mail}" if names_agree(name, leading[mail]) else f"mail:{mail}|{match_key(name)}"


def own_key(contact: ContactRow) -> str:
    """The key that is this contact's alone, whomever it shares an address with.

    >>> own_key(ContactRow(1, "crm", "17", "Anna Holm", (), "", "Nordlys A/S"))
    'crm:crm|17'
    >>> own_key(ContactRow(1, "crm", "", "Anna Holm", ("anna@example.com",), "", "Nordlys A/S"))
    'crm:anna holm|nordlys|anna@example.com'
    """
    if contact.external_id:
        return f"crm:{contact.system}|{contact.external_id}"
    address = contact.slug or next(iter(contact.emails), "")
    named = f"crm:{match_key(contact.name)}|{organization_key(contact.company)}"
    return f"{named}|{address}" if address else named


def _keys(contact: ContactRow, leading: Mapping[str, str]) -> list[str]:
    """All keys of a contact, its own the last."""
    keys = [f"in:{contact.slug}"] if contact.slug else []
    keys += [_mail_key(mail, contact.name, leading) for mail in contact.emails]
    return [*keys, own_key(contact)]
