"""What the person says stands above the judgement, can be taken back, and finds its person again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kreds.errors import UnknownPersonError, UsageError
from kreds.model.level import Level
from kreds.model.relation import Relation
from kreds.services.judge_relations import name_owner, overrule_level, rebuild, undo
from kreds.services.read_network import show_relation
from kreds.store.database import Store, open_store
from tests.services.importing import imported, network, relations_of, written


@pytest.fixture
def store(store_url: str, tmp_path: Path) -> Iterator[Store]:
    """A store with the small network."""
    with open_store(store_url) as opened:
        imported(opened, *written(tmp_path / "in").paths)
        yield opened


def worthless(store: Store) -> Relation:
    """Somebody whom Kreds takes for worthless."""
    return next(relation for relation in relations_of(store) if relation.level is Level.WORTHLESS)


def test_the_word_of_the_person_stands(store: Store) -> None:
    """An overruled level is shown, marked as overruled, and what Kreds thinks is still there."""
    chosen = worthless(store)
    said = overrule_level(store, chosen.profile_url, Level.STRONG, at=7)
    assert (said.level, said.overruled, said.strength) == (Level.STRONG, True, chosen.strength)
    view = show_relation(store, chosen.id)
    assert (view.judged_level, view.overruled_at) == (Level.WORTHLESS, 7)


def test_only_the_one_relation_changes(store: Store) -> None:
    """A word about one relation changes nothing of any other."""
    chosen = worthless(store)
    before = [relation for relation in relations_of(store) if relation.id != chosen.id]
    overrule_level(store, chosen.id, Level.AVERAGE, at=7)
    assert [relation for relation in relations_of(store) if relation.id != chosen.id] == before


def test_undo_goes_back_step_by_step(store: Store) -> None:
    """Each undo takes back the latest word that stands; when none is left, nothing happens."""
    chosen = worthless(store)
    overrule_level(store, chosen.id, Level.STRONG, at=1)
    overrule_level(store, chosen.id, Level.AVERAGE, at=2)
    levels = []
    while undo(store, at=3) is not None:
        levels.append(show_relation(store, chosen.id).relation.level)
    assert levels == [Level.STRONG, Level.WORTHLESS]


def test_clearing_lets_kreds_judge_again(store: Store) -> None:
    """Clearing a word shows the judgement again, and is itself undone by undo."""
    chosen = worthless(store)
    overrule_level(store, chosen.id, Level.STRONG, at=1)
    assert overrule_level(store, chosen.id, None, at=2) == chosen
    undo(store, at=3)
    assert show_relation(store, chosen.id).relation.level is Level.STRONG


def test_rebuild_keeps_the_word(store: Store) -> None:
    """Words survive that everything derived is made anew, also a word that was cleared."""
    chosen, other = (relation for relation in relations_of(store)[:2])
    overrule_level(store, chosen.id, Level.STRONG, at=1)
    overrule_level(store, other.id, Level.STRONG, at=2)
    overrule_level(store, other.id, None, at=3)
    before = relations_of(store)
    rebuild(store)
    assert relations_of(store) == before


def test_unknown_is_no_word(store: Store) -> None:
    """A person may say one of the guide's three levels, and of somebody who is there."""
    with pytest.raises(UsageError):
        overrule_level(store, relations_of(store)[0].id, Level.UNKNOWN, at=1)
    with pytest.raises(UnknownPersonError):
        overrule_level(store, "nobody-at-all", Level.STRONG, at=1)


def test_the_owner_can_be_named(store: Store) -> None:
    """Who the owner is, is taken from the person when they say so; undo takes it back."""
    before = relations_of(store)
    other = before[0]
    rebuilt = name_owner(store, other.profile_url, at=1)
    assert rebuilt.owner_is_sure
    assert rebuilt.owner.profile_url == other.profile_url
    assert other.id not in {relation.id for relation in relations_of(store)}
    undo(store, at=2)
    assert relations_of(store) == before
    with pytest.raises(UsageError):
        name_owner(store, "https://example.org/", at=3)


def test_a_word_about_somebody_without_an_address_finds_them_later(store_url: str, tmp_path: Path) -> None:
    """A word about a relation from an archive without addresses stays theirs when a newer one tells the address."""
    header = "First Name,Last Name,Email Address,Company,Position,Connected On\n"
    old = tmp_path / "old" / "Connections.csv"
    old.parent.mkdir()
    old.write_text(header + "Anna,Holm,,Nordlys,Chef,01 Feb 2020\n", encoding="utf-8")
    new = tmp_path / "new" / "Connections.csv"
    new.parent.mkdir()
    new.write_text(
        header.replace("Last Name,", "Last Name,URL,")
        + "Anna,Holm,https://www.linkedin.com/in/anna-holm,,Vindstille,Chef,01 Feb 2020\n",
        encoding="utf-8",
    )
    with open_store(store_url) as store:
        imported(store, old)
        overrule_level(store, "Anna Holm", Level.STRONG, at=1)
        imported(store, new)
        (anna,) = relations_of(store)
        assert (anna.level, anna.overruled, anna.profile_url) == (
            Level.STRONG,
            True,
            "https://www.linkedin.com/in/anna-holm",
        )


def test_the_small_network_has_all_it_takes() -> None:
    """The network of these tests is not empty of what they are about."""
    assert {relation.level.value for relation in network().relations} >= {"strong", "average", "worthless"}
