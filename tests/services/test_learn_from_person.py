"""Kreds asks, learns from the levels a person says when they want it to, tells what it learned, and forgets again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kreds.model.level import Level
from kreds.services.judge_relations import judge_relations, overrule_levels, rebuild, undo
from kreds.services.learn_from_person import forget, take_on, what_was_learned, whom_to_ask_next
from kreds.store.database import Store, open_store
from tests.services.importing import imported, relations_of, written


@pytest.fixture
def store(store_url: str, tmp_path: Path) -> Iterator[Store]:
    """A store with the small network."""
    with open_store(store_url) as opened:
        imported(opened, *written(tmp_path / "in").paths)
        yield opened


def teach(store: Store, *, level: Level = Level.WORTHLESS) -> None:
    """Call twenty relations that are not worthless so, whatever they share."""
    people = [int(one.id, 16) for one in relations_of(store) if one.level is not level][:20]
    overrule_levels(store, people, level, at=1)


def test_nobody_is_asked_about_twice(store: Store) -> None:
    """Who was answered for or passed over is not asked about again, and nobody who is gone is."""
    first = whom_to_ask_next(store, count=3)
    assert len({one.relation.id for one in first}) == 3
    assert all(one.relation.no_longer_since is None for one in first)
    overrule_levels(store, [int(first[0].relation.id, 16)], Level.STRONG, at=1)
    skipped = int(first[1].relation.id, 16)
    then = {one.relation.id for one in whom_to_ask_next(store, count=200, skipping=[skipped])}
    assert not {first[0].relation.id, first[1].relation.id} & then


def test_nothing_is_learned_until_it_is_wanted(store: Store) -> None:
    """What could be learned is told and changes nothing; taken on, as many change as was foretold; undo is whole."""
    teach(store)
    before = relations_of(store)
    could = what_was_learned(store)
    assert (could.said, could.is_on, could.is_new) == (20, False, True)
    assert could.fresh
    assert relations_of(store) == before
    decided = take_on(store, at=2)
    after = {one.id: one for one in relations_of(store)}
    current = [one for one in before if one.no_longer_since is None and not one.overruled]
    assert could.changed == sum(1 for one in current if after[one.id].level is not one.level) > 0
    assert what_was_learned(store).is_on
    undo(store, at=3, number=decided.id)
    assert relations_of(store) == before


def test_what_was_learned_outlives_a_rebuild_and_is_forgotten_when_wanted(store: Store) -> None:
    """Learned judgements are the same derived anew; forgetting brings the usual ones and keeps the person's levels."""
    teach(store)
    usual = relations_of(store)
    take_on(store, at=2)
    learned = relations_of(store)
    rebuild(store)
    assert relations_of(store) == learned
    judge_relations(store)
    assert relations_of(store) == learned
    forget(store, at=3)
    assert relations_of(store) == usual
    assert forget(store, at=4).id == 0


def test_levels_that_agree_teach_nothing_and_none_teaches_none(store: Store) -> None:
    """Without any level there is nothing to learn or to take on."""
    assert what_was_learned(store).is_new is False
    assert take_on(store, at=1).id == 0
