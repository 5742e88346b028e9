"""What the list can be narrowed to: the years, companies, titles and tags there are, and how many have each."""

from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Column, Connection, func, select

from kreds.composition.segments import BELONGS
from kreds.services.label_relations import tags_in_use
from kreds.services.standing import Stamp, current_stamp
from kreds.store.database import Store
from kreds.store.tables import memberships, relations

OFFERED = 100
"""So many companies and titles are offered; any other can be typed."""

Counted = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Facets:
    """Of the current relations: years newest first, companies and titles the most frequent first, tags by name.

    ``groups`` and ``industries`` are keys, the largest first.
    """

    years: Counted
    companies: Counted
    titles: Counted
    tags: Counted
    groups: Counted = ()
    industries: Counted = ()


_latest: WeakKeyDictionary[Store, tuple[Stamp, Facets]] = WeakKeyDictionary()
_lock = Lock()


def relation_facets(store: Store) -> Facets:
    """The facets as they are now; they are counted anew only after an import or a decision."""
    now = current_stamp(store)
    with _lock:
        kept = _latest.get(store)
    if kept is None or kept[0] != now:
        known = kept[1] if kept and kept[0].messages == now.messages else None
        with store.reading() as db:
            # What companies there are changes with an import alone; a decision counts only tags anew.
            years, companies, titles = (known.years, known.companies, known.titles) if known else _counted(db)
            groups, industries = _groups(db), _industries(db)
        facets = Facets(years, companies, titles, tuple(tags_in_use(store).items()), groups, industries)
        kept = (now, facets)
        with _lock:
            _latest[store] = kept
    return kept[1]


def _counted(db: Connection) -> tuple[Counted, Counted, Counted]:
    year = func.substr(relations.c.connected_on, 1, 4)
    by_year = (
        select(year, func.count())
        .where(relations.c.no_longer_since == "", relations.c.connected_on != "")
        .group_by(year)
        .order_by(year.desc())
    )
    years = tuple((str(text), int(count)) for text, count in db.execute(by_year))
    return years, _frequent(db, relations.c.company), _frequent(db, relations.c.title)


def _groups(db: Connection) -> Counted:
    """What groups follow from may be a decision: they are counted anew after each."""
    number = func.count()
    statement = (
        select(memberships.c.segment, number)
        .join(relations, relations.c.person == memberships.c.person)
        .where(relations.c.no_longer_since == "", memberships.c.share >= BELONGS)
        .group_by(memberships.c.segment)
        .order_by(number.desc(), memberships.c.segment)
    )
    return tuple((str(key), int(count)) for key, count in db.execute(statement))


def _industries(db: Connection) -> Counted:
    number = func.count()
    statement = (
        select(relations.c.industry, number)
        .where(relations.c.no_longer_since == "", relations.c.industry != "")
        .group_by(relations.c.industry)
        .order_by(number.desc(), relations.c.industry)
        .limit(OFFERED)
    )
    return tuple((str(key), int(count)) for key, count in db.execute(statement))


def _frequent(db: Connection, column: Column[str]) -> Counted:
    """The most frequent texts of a column, each told once however many write it in other letters."""
    statement = (
        select(func.min(column), func.count())
        .where(relations.c.no_longer_since == "", column != "")
        .group_by(relations.c[f"search_{column.name}"])
        .order_by(func.count().desc(), func.min(column))
        .limit(OFFERED)
    )
    return tuple((str(text), int(count)) for text, count in db.execute(statement))
