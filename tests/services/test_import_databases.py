"""An import is the same on both databases."""

from pathlib import Path

from kreds.model.level import Level
from kreds.services.judge_relations import overrule_level, undo
from kreds.services.keep_store import dump_hash
from kreds.store.database import open_store
from tests.services.importing import imported, network, relations_of, written


def test_both_databases_hold_the_same_network(tmp_path: Path, postgres_url: str) -> None:
    """Two archives, a decision and its undoing give the same facts, decisions and derived data on both."""
    hashes = []
    for place in (str(tmp_path / "kreds.db"), postgres_url):
        with open_store(place) as store:
            imported(store, *written(tmp_path / "early").paths)
            later = imported(store, *written(tmp_path / "late", of=network(later_days=20)).paths)
            chosen = next(relation for relation in relations_of(store) if relation.level is Level.AVERAGE)
            overrule_level(store, chosen.id, Level.STRONG, at=5)
            undone = undo(store, at=6)
            assert undone is not None
            assert all(file.adds_up for file in later.files)
            hashes.append(dump_hash(store))
    assert hashes[0] == hashes[1]
