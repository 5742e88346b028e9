"""What is derived follows from facts and decisions alone."""

from pathlib import Path

from sqlalchemy import update

from kreds.model.level import Level
from kreds.services.judge_relations import judge_relations, overrule_level
from kreds.services.keep_store import dump_hash
from kreds.store.database import open_store
from kreds.store.tables import relations
from tests.services.importing import imported, relations_of, written


def test_judging_again_is_the_same_as_rebuilding(store_url: str, tmp_path: Path) -> None:
    """Judging all relations from their kept features gives what judging them from the messages gave."""
    with open_store(store_url) as store:
        imported(store, *written(tmp_path / "in").paths)
        chosen = relations_of(store)[0]
        overrule_level(store, chosen.id, Level.AVERAGE, at=1)
        before = dump_hash(store)
        with store.writing() as db:
            db.execute(update(relations).values(strength=0.5, level="unknown", judged_level="unknown", overruled=0))
        assert dump_hash(store) != before
        assert judge_relations(store) == len(relations_of(store))
        assert dump_hash(store) == before


def test_known_bytes_are_not_judged_again(tmp_path: Path) -> None:
    """The same archive again gives the same answer about the network without touching what was derived."""
    with open_store(tmp_path / "a.db") as store:
        paths = written(tmp_path / "in").paths
        first = imported(store, *paths)
        with store.writing() as db:
            db.execute(update(relations).values(strength=0.5))
        again = imported(store, *paths)
        assert (again.relations, again.owner, again.owner_is_sure) == (
            first.relations,
            first.owner,
            first.owner_is_sure,
        )
        assert {relation.strength for relation in relations_of(store)} == {0.5}
