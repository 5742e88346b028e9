"""Importing: the promises of `kreds.services.import_files`."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from kreds.demo.layout import Era, Quirk
from kreds.errors import CancelledError, RefusedError
from kreds.model.level import Level
from kreds.model.relation import Relation
from kreds.services.judge_relations import overrule_level, rebuild
from kreds.services.keep_store import dump_hash
from kreds.store.database import open_store
from kreds.store.tables import message_texts
from kreds.text.urls import profile_slug
from tests.services.importing import imported, network, relations_of, written

AFTER = date(2027, 12, 31)
"""A day after the later archive."""


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    """Read = new + updated + unchanged + merged + rejected + skipped holds for every file of a whole archive."""
    result = imported(tmp_path / "a.db", *written(tmp_path / "in").paths)
    assert result.relations > 0
    assert [file.name for file in result.files if not file.adds_up] == []


def test_again_changes_nothing(tmp_path: Path) -> None:
    """The same archive twice gives the same network, with every row unchanged."""
    paths = written(tmp_path / "in").paths
    store = open_store(tmp_path / "a.db")
    imported(store, *paths)
    before = relations_of(store)
    again = imported(store, *paths)
    assert relations_of(store) == before
    assert {(file.new, file.updated) for file in again.files} == {(0, 0)}
    assert [file.name for file in again.files if not file.adds_up] == []


def test_again_repacked_changes_nothing(tmp_path: Path) -> None:
    """The same rows from files with other bytes are the same facts."""
    store = open_store(tmp_path / "a.db")
    imported(store, *written(tmp_path / "in").paths)
    before = relations_of(store)
    again = imported(store, *written(tmp_path / "doubled", Quirk.DOUBLED).paths)
    assert relations_of(store) == before
    assert {file.name: file.new for file in again.files if file.new} == {}


@pytest.mark.parametrize("quirk", [Quirk.NESTED, Quirk.FOLDER, Quirk.NUMBERED, Quirk.DOUBLED, Quirk.COPIED])
def test_packing_does_not_matter(tmp_path: Path, quirk: Quirk) -> None:
    """However the archive is packed, the people and the judgement are the same."""
    plain, other = open_store(tmp_path / "a.db"), open_store(tmp_path / "b.db")
    imported(plain, *written(tmp_path / "plain").paths)
    imported(other, *written(tmp_path / "other", quirk).paths)
    assert relations_of(other) == relations_of(plain)


@pytest.mark.parametrize("quirk", [Quirk.SPLIT, Quirk.SPLIT_DISJOINT])
@pytest.mark.parametrize("turned", [False, True], ids=["in order", "turned"])
def test_two_deliveries_in_any_order(tmp_path: Path, quirk: Quirk, turned: bool) -> None:
    """One archive in two deliveries gives the same network as in one, whichever comes first."""
    plain, other = open_store(tmp_path / "a.db"), open_store(tmp_path / "b.db")
    imported(plain, *written(tmp_path / "plain").paths)
    paths = written(tmp_path / "other", quirk).paths
    for path in reversed(paths) if turned else paths:
        imported(other, path)
    assert relations_of(other) == relations_of(plain)


def _comparable(relations: Iterable[Relation]) -> list[Relation]:
    """What every era can say: without the profile address and the ids that follow from it."""
    return sorted(
        (replace(relation, id="", profile_url="") for relation in relations),
        key=lambda relation: (relation.name, str(relation.connected_on), relation.company, relation.strength),
    )


@pytest.mark.parametrize("era", [Era.Y2020, Era.Y2022, Era.Y2023, Era.Y2024])
def test_header_eras_give_the_same_people(tmp_path: Path, era: Era) -> None:
    """Every generation of headers gives the same people; with the same judgement where it holds the same data."""
    new, old = open_store(tmp_path / "a.db"), open_store(tmp_path / "b.db")
    imported(new, *written(tmp_path / "new").paths)
    imported(old, *written(tmp_path / "old", era=era).paths)
    expected, found = _comparable(relations_of(new)), _comparable(relations_of(old))
    assert [relation.name for relation in found] == [relation.name for relation in expected]
    differing = [one.name for one, other in zip(found, expected, strict=True) if one.messages_in != other.messages_in]
    assert differing == []


def test_saved_again_by_excel(tmp_path: Path) -> None:
    """An archive that went through Excel gives the same people with the same judgement."""
    plain, other = open_store(tmp_path / "a.db"), open_store(tmp_path / "b.db")
    imported(plain, *written(tmp_path / "plain").paths)
    result = imported(other, *written(tmp_path / "other", Quirk.EXCEL_RESAVED).paths)
    assert relations_of(other) == relations_of(plain)
    assert result.exit_code == 0


@pytest.mark.parametrize("turned", [False, True], ids=["older first", "newer first"])
def test_later_archive(tmp_path: Path, turned: bool) -> None:
    """A later archive brings new relations, new work and departures; the order of import does not matter."""
    store = open_store(tmp_path / "a.db")
    paths = [
        *written(tmp_path / "early").paths,
        *written(tmp_path / "late", of=network(later_days=200)).paths,
    ]
    for path in reversed(paths) if turned else paths:
        result = imported(store, path, today=AFTER)
    gone = [relation for relation in relations_of(store) if relation.no_longer_since]
    vanished = {alter.slug for alter in network(later_days=200).relations if alter.vanished_on}
    assert result.no_longer_connected == len(gone)
    assert {relation.profile_url.rpartition("/")[2] for relation in gone} <= vanished


def test_order_of_archives_gives_one_network(tmp_path: Path) -> None:
    """Two archives in either order give the same facts, decisions and derived data."""
    early = written(tmp_path / "early").paths
    late = written(tmp_path / "late", of=network(later_days=200)).paths
    one, other = open_store(tmp_path / "a.db"), open_store(tmp_path / "b.db")
    for path in (*early, *late):
        imported(one, path, today=AFTER)
    for path in (*late, *early):
        imported(other, path, today=AFTER)
    assert relations_of(one) == relations_of(other)


def test_decision_survives_imports(tmp_path: Path) -> None:
    """What the person said stands over every later import and rebuild."""
    store = open_store(tmp_path / "a.db")
    imported(store, *written(tmp_path / "early").paths)
    chosen = next(relation for relation in relations_of(store) if relation.level is Level.WORTHLESS)
    overrule_level(store, chosen.id, Level.STRONG, at=1)
    imported(store, *written(tmp_path / "late", of=network(later_days=200)).paths, today=AFTER)
    rebuild(store)
    kept = next(relation for relation in relations_of(store) if relation.id == chosen.id)
    assert (kept.level, kept.overruled) == (Level.STRONG, True)


def test_rebuild_gives_the_same(tmp_path: Path) -> None:
    """Derived data that is dropped and rebuilt is the same to the letter."""
    store = open_store(tmp_path / "a.db")
    imported(store, *written(tmp_path / "in").paths)
    before = dump_hash(store)
    rebuild(store)
    assert dump_hash(store) == before


def test_cancel_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    """Stopped at any moment of reading, writing or judging, nothing has changed."""
    paths = written(tmp_path / "in").paths
    store = open_store(tmp_path / "a.db")
    before = dump_hash(store)
    stages: set[str] = set()
    for patience in range(0, 200, 4):
        asked = iter(range(patience))

        def stop(asked: Iterator[int] = asked) -> bool:
            return next(asked, None) is None

        try:
            imported(store, *paths, cancelled=stop, progress=lambda now: stages.add(now.stage))
        except CancelledError:
            assert dump_hash(store) == before
        else:
            break
    assert stages == {"reading", "writing", "judging"}


def test_refused_file_changes_nothing(tmp_path: Path) -> None:
    """One file that cannot be trusted stops the whole import before the first write."""
    good = written(tmp_path / "in").paths
    bad = tmp_path / "Connections.csv"
    bad.write_text('First Name,Last Name,URL,Email Address,Company,Position,Connected On\nAnna,"Holm,,,,,1 Jan 2020\n')
    store = open_store(tmp_path / "a.db")
    before = dump_hash(store)
    with pytest.raises(RefusedError) as refused:
        imported(store, *good, bad)
    assert (refused.value.code, refused.value.line) == ("CSV-QUOTE", 2)
    assert dump_hash(store) == before


def test_owner_is_found(tmp_path: Path) -> None:
    """The owner is known by name and address, and is nobody's relation."""
    store = open_store(tmp_path / "a.db")
    result = imported(store, *written(tmp_path / "in").paths)
    assert result.owner_is_sure
    assert profile_slug(result.owner.profile_url) == network().owner.slug
    assert result.owner.profile_url not in {relation.profile_url for relation in relations_of(store)}


def test_owner_without_strong_evidence_is_asked_for(tmp_path: Path) -> None:
    """A list of connections alone does not say whose it is."""
    with zipfile.ZipFile(written(tmp_path / "in").paths[0]) as archive:
        archive.extract("Connections.csv", tmp_path / "alone")
    result = imported(tmp_path / "a.db", tmp_path / "alone" / "Connections.csv")
    assert not result.owner_is_sure
    assert result.relations > 0


def test_words_are_not_kept_unless_asked(tmp_path: Path) -> None:
    """No word of any message is in the store, unless the person asked for them."""
    paths = written(tmp_path / "in").paths
    imported(tmp_path / "a.db", *paths)
    asked = open_store(tmp_path / "b.db")
    imported(asked, *paths, keep_texts=True)
    with asked.reading() as db:
        texts = [text for (text,) in db.execute(select(message_texts.c.text)) if 20 < len(text) < 60]
    stored = b"".join(file.read_bytes() for file in tmp_path.glob("a.db*"))
    assert len(texts) > 20
    assert [text for text in texts if text.encode() in stored] == []
