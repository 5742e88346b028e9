"""Tags and notes: put on one or many, taken back at once, kept over every import."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kreds.errors import UsageError
from kreds.model.level import Level
from kreds.model.relation import RelationQuery
from kreds.services.find_relations import find_people
from kreds.services.judge_relations import overrule_levels, rebuild, undo
from kreds.services.label_relations import LONGEST_NOTE, tag_relations, tags_in_use, write_note
from kreds.services.read_network import show_relation
from kreds.store.database import Store, open_store
from tests.services.importing import imported, relations_of, written


@pytest.fixture
def store(store_url: str, tmp_path: Path) -> Iterator[Store]:
    """A store with the small network."""
    with open_store(store_url) as opened:
        imported(opened, *written(tmp_path / "in").paths)
        yield opened


def tagged(store: Store, tag: str) -> list[int]:
    """Who has a tag."""
    return find_people(store, RelationQuery(tags=(tag,)))


def test_tags_of_many_are_put_on_and_taken_back_at_once(store: Store) -> None:
    """One undo takes back what one press said of many, and only that."""
    everybody = find_people(store, RelationQuery())
    tag_relations(store, everybody[:1], "kunde", on=True, at=1)
    assert tag_relations(store, [*everybody[:4], 1], "Kunde", on=True, at=2).relations == 4
    assert tags_in_use(store) == {"kunde": 4}
    assert tagged(store, "kunde") == everybody[:4]
    undo(store, at=3)
    assert tagged(store, "kunde") == everybody[:1]
    tag_relations(store, everybody, "kunde", on=False, at=4)
    assert tags_in_use(store) == {}


def test_an_undo_names_what_it_takes_back(store: Store) -> None:
    """A decision that another page has made since stays; what was taken back once is not taken back again."""
    everybody = find_people(store, RelationQuery())
    first = overrule_levels(store, everybody[:3], Level.STRONG, at=1)
    tag_relations(store, everybody[:1], "ven", on=True, at=2)
    assert undo(store, at=3, number=first.id) is not None
    assert [relation.overruled for relation in relations_of(store)] == [False] * len(everybody)
    assert tagged(store, "ven") == everybody[:1]
    assert undo(store, at=4, number=first.id) is None


def test_labels_survive_a_rebuild_and_the_next_import(store: Store, tmp_path: Path) -> None:
    """Tags and notes are decisions: what is derived is made anew from them."""
    someone = relations_of(store)[0]
    tag_relations(store, [int(someone.id, 16)], "På prøve", on=True, at=1)
    write_note(store, someone.id, "Mødt i Aarhus\r\n<b>2019</b>", at=2)
    rebuild(store)
    imported(store, *written(tmp_path / "again").paths)
    kept = show_relation(store, someone.id).relation
    assert (kept.tags, kept.note) == (("På prøve",), "Mødt i Aarhus\n<b>2019</b>")


def test_a_note_is_replaced_and_taken_back(store: Store) -> None:
    """The newest note stands, undo brings the one before, and the same words again are no decision."""
    who = relations_of(store)[0].id
    for note in ("En", "To", "To"):
        assert write_note(store, who, note, at=1).note == note
    undo(store, at=2)
    assert show_relation(store, who).relation.note == "En"
    assert write_note(store, who, "", at=3).note == ""


@pytest.mark.parametrize("tag", ["", "  ", "!", "a | b", "x" * 41])
def test_what_is_no_tag_is_refused(store: Store, tag: str) -> None:
    """Nothing, signs alone and whole sentences are no tags, and nothing is kept of them."""
    with pytest.raises(UsageError):
        tag_relations(store, find_people(store, RelationQuery()), tag, on=True, at=1)
    with pytest.raises(UsageError):
        write_note(store, relations_of(store)[0].id, "x" * (LONGEST_NOTE + 1), at=1)
    assert tags_in_use(store) == {}
