"""Small invented networks and stores for the tests of services."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kreds.demo.archive import WrittenArchive, write_archive
from kreds.demo.layout import Era, Layout, Quirk
from kreds.demo.network import Network, build_network
from kreds.demo.options import DemoOptions
from kreds.model.importing import ImportResult
from kreds.model.relation import Relation, RelationQuery
from kreds.services.import_files import ImportOptions, import_files
from kreds.services.read_network import find_relations
from kreds.store.database import Store, open_store

TODAY = date(2026, 11, 1)


@cache
def network(*, relations: int = 60, messages: int = 900, later_days: int = 0, seed: int = 3) -> Network:
    """The same small network in every test that asks for it."""
    return build_network(DemoOptions(seed=seed, relations=relations, messages=messages, later_days=later_days))


def written(folder: Path, *quirks: Quirk, era: Era = Era.Y2026, of: Network | None = None) -> WrittenArchive:
    """The network as an archive in a new folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return write_archive(of or network(), folder, layout=Layout(era, frozenset(quirks)))


def options(**changes: object) -> ImportOptions:
    """How these tests import."""
    values: dict[str, Any] = {"today": TODAY, "now": lambda: 1_800_000_000, **changes}
    return ImportOptions(**values)


def imported(store: Store | Path | str, *paths: Path, **changes: object) -> ImportResult:
    """Import into a store (opened by the way, if it is a place)."""
    opened = store if isinstance(store, Store) else open_store(store)
    return import_files(opened, list(paths), options(**changes))


def relations_of(store: Store) -> tuple[Relation, ...]:
    """All relations by id."""
    found = find_relations(store, RelationQuery(per_page=None)).relations
    return tuple(sorted(found, key=lambda relation: relation.id))


Opener = Callable[[str], Store]
