"""Find the relation that a person means: by profile address, its last part, an id, or a name that is unique."""

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from kreds.errors import AmbiguousPersonError, UnknownPersonError
from kreds.services.relation_rows import shown_id
from kreds.store.database import Store
from kreds.store.tables import connection_people, connections, parties, party_people, person_keys, relations
from kreds.text.names import match_key, search_key
from kreds.text.urls import profile_slug, profile_url

_ID = re.compile(r"[0-9a-f]{13}")
_ADDRESS = re.compile(r"linkedin\.com/|^/?(in|pub)/", re.IGNORECASE)


def resolve_who(store: Store, who: str) -> int:
    """The number of the relation known as ``who``.

    Raises:
        UnknownPersonError: nobody is.
        AmbiguousPersonError: several are; the error names them.
    """
    with store.reading() as db:
        return person_called(db, who)


def person_called(db: Connection, who: str) -> int:
    """The same on a connection that is open already."""
    who = who.strip()
    found = _by_id(db, who) or _by_slug(db, who)
    if found:
        return _only(db, found, who)
    if not _ADDRESS.search(who):
        for matches in (_by_name(db, who), _by_words(db, who)):
            if matches:
                return _only(db, matches, who)
    raise UnknownPersonError(who=who)


def _by_id(db: Connection, who: str) -> Sequence[int]:
    if not _ID.fullmatch(who.lower()):
        return ()
    statement = select(relations.c.person).where(relations.c.person == int(who, 16))
    return db.execute(statement).scalars().all()


def _by_slug(db: Connection, who: str) -> Sequence[int]:
    """By an address that the person has or had in any archive."""
    if not who or any(character.isspace() for character in who):
        return ()
    slug = profile_slug(who) if _ADDRESS.search(who) else profile_slug(f"https://www.linkedin.com/in/{who}")
    if not slug:
        return ()
    known = (
        select(person_keys.c.person).where(person_keys.c.key == f"in:{slug}"),
        select(connection_people.c.person)
        .join(connections, connections.c.id == connection_people.c.connection_id)
        .where(connections.c.slug == slug),
        select(party_people.c.person).join(parties, parties.c.id == party_people.c.party).where(parties.c.slug == slug),
    )
    for statement in known:
        found = _relations(db, db.execute(statement.distinct()).scalars())
        if found:
            return found
    return ()


def _relations(db: Connection, people: Iterable[int]) -> Sequence[int]:
    statement = select(relations.c.person).where(relations.c.person.in_(list(people)))
    return db.execute(statement).scalars().all()


def _by_name(db: Connection, who: str) -> Sequence[int]:
    """By the whole name as written; if nobody has it so, without accents and case of letters."""
    rows = _near(db, who)
    key = match_key(who)
    exact = [person for person, name in rows if match_key(name) == key]
    return exact or [person for person, name in rows if search_key(name) == search_key(who)]


def _by_words(db: Connection, who: str) -> Sequence[int]:
    """By part of the name: each word asked for is a whole word of it."""
    words = set(search_key(who).split())
    if not words:
        return ()
    return [person for person, name in _near(db, who) if words <= set(search_key(name).split())]


def _near(db: Connection, who: str) -> list[tuple[int, str]]:
    words = search_key(who).split()
    if not words:
        return []
    statement = select(relations.c.person, relations.c.name).where(
        *(relations.c.search.contains(word, autoescape=True) for word in words)
    )
    return [(row.person, row.name) for row in db.execute(statement)]


def _only(db: Connection, people: Sequence[int], who: str) -> int:
    if len(people) == 1:
        return people[0]
    statement = select(relations.c.person, relations.c.name, relations.c.slug).where(relations.c.person.in_(people))
    rows = db.execute(statement.order_by(relations.c.sort_name, relations.c.person)).all()
    candidates = [(shown_id(row.person), row.name, profile_url(row.slug) if row.slug else "") for row in rows]
    raise AmbiguousPersonError(who, candidates)
