"""Whom a clean-up never proposes, by name: people, companies, groups."""

from collections.abc import Mapping
from dataclasses import dataclass

from kreds.model.relation import Relation
from kreds.services.relation_rows import relations_of
from kreds.services.said_reviews import said_safe
from kreds.store.database import Store


@dataclass(frozen=True, slots=True)
class Protected:
    """Those who are: people by name, companies by key with the name they were given, keys of groups."""

    people: tuple[Relation, ...]
    companies: Mapping[str, str]
    groups: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody is."""
        return not (self.people or self.companies or self.groups)


def protected(store: Store) -> Protected:
    """Everybody who is, in the order of the alphabet."""
    with store.reading() as db:
        safe = said_safe(db)
        people = sorted(relations_of(db, safe.people), key=lambda one: one.name)
    companies = dict(sorted((safe.companies or {}).items(), key=lambda one: one[1]))
    return Protected(tuple(people), companies, tuple(sorted(safe.groups)))
