"""Find anybody the store knows, relation or not: who wrote once is somebody about whom something is held."""

import re

from sqlalchemy import Connection, or_, select

from kreds.errors import AmbiguousPersonError, UnknownPersonError
from kreds.services.find_person import person_called
from kreds.services.relation_rows import shown_id
from kreds.store.tables import people, person_keys, relations
from kreds.text.names import match_key
from kreds.text.urls import profile_slug, profile_url

_ID = re.compile(r"[0-9a-f]{13}")


def anybody_called(db: Connection, who: str) -> int:
    """The number of the relation known as ``who``; else of who has this id, profile, e-mail address or whole name.

    Raises:
        UnknownPersonError: nobody is.
        AmbiguousPersonError: several are; the error names them.
    """
    try:
        return person_called(db, who)
    except UnknownPersonError:
        found = _others(db, who.strip())
        if not found:
            raise
    if len(found) == 1:
        return found[0]
    rows = db.execute(select(people).where(people.c.id.in_(found)).order_by(people.c.name, people.c.id)).mappings()
    named = [(shown_id(row["id"]), row["name"], profile_url(row["slug"]) if row["slug"] else "") for row in rows]
    raise AmbiguousPersonError(who, named)


def _others(db: Connection, who: str) -> list[int]:
    slug = "" if not who or " " in who else profile_slug(who) or profile_slug(f"https://www.linkedin.com/in/{who}")
    exact = [person_keys.c.key == f"mail:{who.lower()}", person_keys.c.key == f"in:{slug}"]
    found = set(db.scalars(select(person_keys.c.person).where(or_(*exact))))
    if _ID.fullmatch(who.lower()):
        found |= set(db.scalars(select(people.c.id).where(people.c.id == int(who, 16))))
    if not found and (key := match_key(who)):
        rows = db.execute(select(people.c.id, people.c.name).where(people.c.name != ""))
        found = {row.id for row in rows if match_key(row.name) == key}
    return sorted(found)


def outsider_called(db: Connection, who: str) -> int:
    """The number of who has this id, profile, e-mail address or whole name; who is no relation is meant first.

    Raises:
        UnknownPersonError: nobody is.
        AmbiguousPersonError: several are; the error names them.
    """
    found = _others(db, who.strip())
    current = set(
        db.scalars(select(relations.c.person).where(relations.c.person.in_(found), relations.c.no_longer_since == ""))
    )
    outside = [person for person in found if person not in current]
    return outside[0] if len(outside) == 1 else anybody_called(db, who)
