"""How many of the relations are those whom the goal wants to talk with (guide G1.1)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Column, ColumnElement, Connection, case, func, select

from kreds.model.goal import Audience
from kreds.model.level import Level
from kreds.services.kept import Kept
from kreds.services.standing import stamp
from kreds.store.database import Store
from kreds.store.tables import relations
from kreds.text.names import search_key
from kreds.text.organizations import organization_key


@dataclass(frozen=True, slots=True)
class Account:
    """A company that the goal names, and how many relations there are at it, strong ones apart."""

    name: str
    people: int
    strong: int


@dataclass(frozen=True, slots=True)
class Reached:
    """How many current relations have everything the audience asks for, strong ones apart; and its companies.

    ``is_narrow`` is false where the audience asks for nothing but companies: then everybody fits.
    """

    people: int
    strong: int
    is_narrow: bool
    accounts: tuple[Account, ...]


_kept: Kept[Reached] = Kept(most=8)


def reached(store: Store, audience: Audience) -> Reached:
    """Who of the network belongs to the audience: one of its functions, and of its seniorities, industries, places."""
    with store.reading() as db:
        now = stamp(db)
    return _kept.get(store, (now, audience), lambda: _made(store, audience))


def _made(store: Store, audience: Audience) -> Reached:
    with store.reading() as db:
        among = [*_exactly(audience), *_in_words(db, audience)]
        strong = func.sum(case((relations.c.level == Level.STRONG.value, 1), else_=0))
        statement = select(func.count(), strong).select_from(relations).where(relations.c.no_longer_since == "", *among)
        people, strong_ones = db.execute(statement).one()
        return Reached(people, int(strong_ones or 0), bool(among), _accounts(db, audience.companies))


def _exactly(audience: Audience) -> Iterable[ColumnElement[bool]]:
    if audience.functions:
        yield relations.c.function.in_(audience.functions)
    if audience.seniorities:
        yield relations.c.seniority.in_(audience.seniorities)


def _in_words(db: Connection, audience: Audience) -> Iterable[ColumnElement[bool]]:
    for column, words in ((relations.c.industry, audience.industries), (relations.c.place, audience.places)):
        if words:
            yield column.in_(_holding(db, column, words))


def _holding(db: Connection, column: Column[str], words: Iterable[str]) -> list[str]:
    """The values of a column that hold one of the words, whatever case and accents."""
    keys = [search_key(word) for word in words]
    return [value for value in db.scalars(select(column).distinct()) if any(key in search_key(value) for key in keys)]


def _accounts(db: Connection, names: Iterable[str]) -> tuple[Account, ...]:
    wanted = {organization_key(name): name for name in names if organization_key(name)}
    if not wanted:
        return ()
    people: Counter[str] = Counter()
    strong: Counter[str] = Counter()
    statement = (
        select(relations.c.company, relations.c.level, func.count())
        .where(relations.c.no_longer_since == "", relations.c.company != "")
        .group_by(relations.c.company, relations.c.level)
    )
    for company, level, count in db.execute(statement):
        key = organization_key(company)
        if key in wanted:
            people[key] += count
            strong[key] += count if level == Level.STRONG.value else 0
    return tuple(Account(name, people[key], strong[key]) for key, name in wanted.items())
