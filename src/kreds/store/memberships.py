"""The derived table of who is in which group."""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, select

from kreds.model.segment import Membership, MembershipSource
from kreds.store.bulk import insert_rows
from kreds.store.tables import memberships
from kreds.text.phrase import Fact, Phrase

_AT_ONCE = 500


def write_memberships(
    db: Connection, groups: Mapping[int, Iterable[Membership]], *, persons: Collection[int] | None = None
) -> None:
    """Let these people (all there are, when none are named) be in exactly these groups; shares of 0 are kept, too."""
    if persons is None:
        db.execute(delete(memberships))
    else:
        for some in _chunks(persons):
            db.execute(delete(memberships).where(memberships.c.person.in_(some)))
    written = _Written()
    rows = [
        (person, one.segment, one.share, one.source.value, written.of(one.reasons))
        for person, ones in groups.items()
        for one in ones
    ]
    insert_rows(db, memberships, ("person", "segment", "share", "source", "reasons"), rows)


def memberships_of(db: Connection, persons: Collection[int]) -> dict[int, tuple[Membership, ...]]:
    """The groups of some people, likeliest first; who is in none is missing."""
    found: dict[int, list[Membership]] = {}
    for some in _chunks(persons):
        query = select(memberships).where(memberships.c.person.in_(some))
        for person, segment, share, source, reasons in db.execute(
            query.order_by(memberships.c.person, memberships.c.share.desc(), memberships.c.segment)
        ):
            one = Membership(segment, share, MembershipSource(source), _read(reasons))
            found.setdefault(person, []).append(one)
    return {person: tuple(ones) for person, ones in found.items()}


class _Written:
    """Phrases as they are kept. What is said of many people is one object, and is written once; all live meanwhile."""

    def __init__(self) -> None:
        self._texts: dict[int, str] = {}

    def of(self, reasons: Iterable[Phrase]) -> str:
        """All reasons of one membership."""
        return "[" + ", ".join([self._texts.get(id(one)) or self._write(one) for one in reasons]) + "]"

    def _write(self, one: Phrase) -> str:
        text = self._texts[id(one)] = json.dumps(_plain(one), ensure_ascii=False)
        return text


def _plain(fact: Fact) -> object:
    """A phrase as [text, facts, plural, n], a day as [ISO]: all else is a text or a number already."""
    if isinstance(fact, Phrase):
        return [fact.text, {name: _plain(value) for name, value in fact.facts.items()}, fact.plural, fact.n]
    return [fact.isoformat()] if isinstance(fact, date) else fact


def _read(text: str) -> tuple[Phrase, ...]:
    return tuple(one for part in json.loads(text or "[]") if isinstance(one := _fact(part), Phrase))


def _fact(value: Any) -> Fact:
    if not isinstance(value, list):
        fact: Fact = value
        return fact
    if len(value) == 1:
        return date.fromisoformat(value[0])
    words, facts, plural, n = value
    return Phrase(words, {name: _fact(one) for name, one in facts.items()}, plural, n)


def _chunks(persons: Collection[int]) -> Iterable[list[int]]:
    numbers = list(persons)
    return (numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE))
