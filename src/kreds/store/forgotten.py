"""Who a row is about, asked of the marks of forgotten people: the same questions when somebody goes and comes again.

in:, mail:, crm:, name:<name>|<day>   identity keys (`kreds.resolve.people`)
name:<name>                           whoever is only named so, as long as nobody else here is called that
post:, reactor:<name>                 whoever reacted to a post: as a list wrote them, and by name without an address
account:<name>                        a company that is nothing but the person
raw:<text>, row:<number>              a row set aside, or something the owner did, that named the person
"""

import re
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache

from sqlalchemy import Connection, delete, insert, select

from kreds.errors import ForgetKeyMissingError
from kreds.model.health import Check, Verdict
from kreds.resolve.outsiders import ContactRow, own_key
from kreds.resolve.reactors import Reactor, reactor_key
from kreds.store.install_key import first_key, key_file, key_name, mark, named_by, read_keys
from kreds.store.location import Location
from kreds.store.tables import connections, parties, tombstones
from kreds.text.names import match_key
from kreds.text.phrase import Phrase
from kreds.text.urls import profile_slug

_MAIL = re.compile(r"[^\s<>()\[\],;:\"'|]+@[^\s<>()\[\],;:\"'|]+")
_PROFILE = re.compile(r"(?:[\w-]+\.)*linkedin\.com/(?:in|pub)/[^\s,;\"'<>]+", re.IGNORECASE)
_FEW = 500


class Forgotten:
    """Asks whether a row is about somebody who is to be forgotten.

    Args:
        has: whether a key is one of theirs.
        bearers: folded names that others here are called; asked for only where a name alone is in question.
    """

    def __init__(self, has: Callable[[str], bool], bearers: Callable[[], Collection[str]] = frozenset) -> None:
        self.has = lru_cache(maxsize=None)(has)
        self._bearers = bearers

    def party(self, slug: str, name: str, email: str) -> bool:
        """Somebody as a source wrote them."""
        if slug and self.has(f"in:{slug}"):
            return True
        if email and self._mail(email, name):
            return True
        return not slug and not email and self._named(name)

    def connection(self, slug: str, name: str, email: str, day: str) -> bool:
        """A row of a list of connections; ``day`` is when they connected."""
        if (slug and self.has(f"in:{slug}")) or (email and self._mail(email, name)):
            return True
        # An address changes, the day of the connection does not.
        return bool(name) and self.has(f"name:{match_key(name)}|{day}")

    def contact(self, row: ContactRow) -> bool:
        """Somebody of a customer system or an address book."""
        if row.slug and self.has(f"in:{row.slug}"):
            return True
        return any(self._mail(mail, row.name) for mail in row.emails) or self.has(own_key(row))

    def address(self, name: str, emails: Iterable[str]) -> bool:
        """Somebody of the address book that the owner gave LinkedIn."""
        mails = [mail.lower() for mail in emails]
        return any(self._mail(mail, name) for mail in mails) if mails else self._named(name)

    def reactor(self, one: Reactor) -> bool:
        """Somebody who reacted to a post, as a list wrote them."""
        if self.has(reactor_key(one)):
            return True
        folded = match_key(one.name)
        is_named = bool(folded) and not one.slug and self.has(f"reactor:{folded}") and folded not in self._bearers()
        return is_named or (not one.slug and self._named(one.name))

    def account(self, name: str) -> bool:
        """A company."""
        return bool(name) and self.has(f"account:{match_key(name)}")

    def text(self, raw: str) -> bool:
        """A text in which one of their addresses stands, or that was set aside with them."""
        if self.has(f"raw:{raw}"):
            return True
        if any(self.has(f"mail:{found[0].lower().rstrip('.')}") for found in _MAIL.finditer(raw)):
            return True
        return any(
            slug and self.has(f"in:{slug}")
            for found in _PROFILE.finditer(raw)
            for slug in [profile_slug(f"https://{found[0]}")]
        )

    def row(self, key: int) -> bool:
        """A row by its content key."""
        return self.has(f"row:{key}")

    def _mail(self, email: str, name: str) -> bool:
        return self.has(f"mail:{email}") or bool(name and self.has(f"mail:{email}|{match_key(name)}"))

    def _named(self, name: str) -> bool:
        folded = match_key(name)
        return bool(folded) and self.has(f"name:{folded}") and folded not in self._bearers()


def marks_of(db: Connection) -> dict[str, int]:
    """All marks, and when each was made (seconds since 1970-01-01 UTC)."""
    return dict(map(tuple, db.execute(select(tombstones.c.digest, tombstones.c.at)).all()))


def forgotten_by(marks: Collection[str], location: Location, bearers: Callable[[], Collection[str]]) -> Forgotten:
    """Whoever these marks are of.

    Raises:
        ForgetKeyMissingError: some are of a key that is not here, so nobody could be told by them.
    """
    known, keys = frozenset(marks), read_keys(location)
    if lost_marks(known, location):
        raise ForgetKeyMissingError(file=str(key_file(location)))
    return Forgotten(lambda text: any(mark(key, text) in known for key in keys), bearers)


def forgotten_in(db: Connection, location: Location) -> Forgotten | None:
    """Whoever the store's own marks are of, None when nobody was ever forgotten.

    Raises:
        ForgetKeyMissingError: as `forgotten_by`.
    """
    marks = marks_of(db)
    if not marks:
        return None
    kept: list[frozenset[str]] = []

    def bearers() -> frozenset[str]:
        if not kept:
            kept.append(bearers_in(db, found))
        return kept[0]

    found = forgotten_by(marks, location, bearers)
    return found


def bearers_in(db: Connection, found: Forgotten) -> frozenset[str]:
    """The folded names of everybody with a profile or on a list of connections who is not forgotten."""
    one, other = connections.c, parties.c
    listed = db.execute(select(one.slug, one.first_name, one.last_name, one.email, one.connected_on))
    names = {
        match_key(name)
        for slug, first, last, email, day in listed
        for name in [f"{first} {last}".strip()]
        if not found.connection(slug, name, email, day)
    }
    wrote = db.execute(select(other.slug, other.name).where(other.slug != ""))
    return frozenset(names | {match_key(name) for slug, name in wrote if not found.has(f"in:{slug}")})


def lost_marks(marks: Collection[str], location: Location) -> list[str]:
    """The marks whose key is not here."""
    names = {key_name(key) for key in read_keys(location)}
    return sorted(digest for digest in marks if named_by(digest) not in names)


def check_marks(db: Connection, location: Location) -> Check:
    """Whether those who were forgotten could be told if they came again."""
    if lost_marks(marks_of(db), location):
        return Check(
            "forgotten",
            Verdict.WARNING,
            Phrase("The key to those you asked to forget is missing: %(file)s", {"file": str(key_file(location))}),
            Phrase("Copy the file from where the store was before; until then nothing can be imported."),
        )
    return Check("forgotten", Verdict.OK, Phrase("The marks of whom you asked to forget, and their key, are here."))


def drop_marks(db: Connection, marks: Collection[str]) -> None:
    """Take marks away: whoever they were of may come back."""
    wanted = list(marks)
    for start in range(0, len(wanted), _FEW):
        db.execute(delete(tombstones).where(tombstones.c.digest.in_(wanted[start : start + _FEW])))


def add_marks(db: Connection, marks: Collection[tuple[str, int]]) -> None:
    """Add marks that are not there yet, each with its time."""
    there = marks_of(db)
    fresh = [{"digest": digest, "at": at} for digest, at in sorted(dict(marks).items()) if digest not in there]
    if fresh:
        db.execute(insert(tombstones), fresh)


def mark_keys(db: Connection, location: Location, keys: Iterable[str], *, at: int) -> None:
    """Mark whoever has these keys as forgotten; the install key is made if there is none."""
    key = first_key(location)
    add_marks(db, [(mark(key, text), at) for text in keys])
