"""Forgetting and importing in either order come to the same; on both databases nothing of the person is left."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from kreds.model.health import Verdict
from kreds.services.forget import forget
from kreds.services.keep_store import back_up, examine, restore
from kreds.store import tables
from kreds.store.canonical import derived_hash
from kreds.store.database import Store, open_store
from tests.services.canary import SLUG, canary_store, write_sources
from tests.services.importing import imported, network, relations_of, written

SMALL = {"relations": 25, "messages": 300}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one archive, and the paths of it and of a later one."""
    place = tmp_path_factory.mktemp("either")
    written(place / "early", of=network(**SMALL))
    written(place / "late", of=network(**SMALL, later_days=300))
    with open_store(place / "base" / "kreds.db") as store:
        imported(store, *(place / "early").iterdir())
    return place


def _copied(folder: Path, *steps: Callable[[Store], object]) -> str:
    place = folder / "copy"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(folder / "base", place)
    with open_store(place / "kreds.db") as store:
        for step in steps:
            step(store)
        with store.reading() as db:
            return derived_hash(db)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(place=st.integers(min_value=0, max_value=23))
def test_order_does_not_matter(folder: Path, place: int) -> None:
    """Whoever is forgotten before a later archive comes, or after it: everything derived of all others is the same."""
    with open_store(folder / "base" / "kreds.db") as store:
        who = relations_of(store)[place].id
    late = list((folder / "late").iterdir())

    def gone(store: Store) -> None:
        forget(store, who, at=1)

    def later(store: Store) -> None:
        imported(store, *late)

    assert _copied(folder, gone, later) == _copied(folder, later, gone)
    assert _copied(folder, gone, later, lambda store: imported(store, *(folder / "early").iterdir())) == _copied(
        folder, gone, later
    )


def test_nothing_is_left_on_both(store_url: str, tmp_path: Path) -> None:
    """No table of either database has a word of theirs, sums and equations hold, and a restore brings nobody back."""
    with open_store(store_url) as store:
        canary_store(store, tmp_path / "sources")
        backup = back_up(store, tmp_path / "backup.db", now=1)
        forgot = forget(store, SLUG, at=2)
        assert forgot.is_clean
        assert _tables_with_them(store) == []
        before = relations_of(store)
        imported(store, *write_sources(tmp_path / "sources"), keep_texts=True)
        assert relations_of(store) == before
    restore(store_url, backup, now=3)
    with open_store(store_url) as store:
        assert _tables_with_them(store) == []
        assert relations_of(store) == before
    assert [check for check in examine(store_url, now=4).checks if check.verdict is Verdict.ERROR] == []


def _tables_with_them(store: Store) -> list[str]:
    with store.reading() as db:
        return [
            table.name
            for table in tables.metadata.sorted_tables
            if any("kanari" in repr(tuple(row)).lower() for row in db.execute(select(table)))
        ]
