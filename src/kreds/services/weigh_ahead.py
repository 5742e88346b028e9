"""What the reasons of the next cards weigh, reckoned for many at once: a card then waits for none of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, select

from kreds.services.judging import Rule
from kreds.store.database import Store
from kreds.store.tables import features, relations
from kreds.ties.coverage import Coverage
from kreds.ties.explanation import contributions
from kreds.ties.weights import Weights
from kreds.ties.words import spoken

_AHEAD = 60
"""So many are reckoned together."""
_FEATURES = tuple(column.name for column in features.columns)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What it weighs, and all that it follows from."""

    row: Mapping[str, Any]
    words: tuple[str, ...]
    rule: tuple[int, Coverage, Weights]
    worth: Mapping[str, float]


_kept: WeakKeyDictionary[Store, dict[int, _Weighed]] = WeakKeyDictionary()


def weigh_ahead(store: Store, db: Connection, person: int, rule: Rule, *, ahead: Sequence[int]) -> Mapping[str, float]:
    """What each reason of a person weighs by a rule, reckoned together with those who come next.

    What is kept counts only as long as the person's row, their words and the rule are what they were.
    """
    key = (rule.day, rule.coverage, rule.weights)
    row, words = _rows(db, [person])[person]
    known = _kept.get(store, {}).get(person)
    if known is not None and (known.row, known.words, known.rule) == (row, words, key):
        return known.worth
    rows = _rows(db, [*dict.fromkeys((person, *ahead[:_AHEAD]))])
    worths = contributions(list(rows.values()), day=rule.day, coverage=rule.coverage, weights=rule.weights)
    found = {one: _Weighed(*told, key, worth) for (one, told), worth in zip(rows.items(), worths, strict=True)}
    _kept[store] = found
    return found[person].worth


def _rows(db: Connection, persons: Sequence[int]) -> dict[int, tuple[dict[str, Any], tuple[str, ...]]]:
    query = select(features, relations.c.title, relations.c.company).join(
        relations, relations.c.person == features.c.person
    )
    found = {}
    for row in db.execute(query.where(features.c.person.in_(persons))).mappings():
        values = {name: row[name] for name in _FEATURES}
        found[row["person"]] = (values, tuple(spoken(row["title"], row["company"])))
    return found
