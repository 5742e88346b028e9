"""Words are kept only while the person wants it: taken away everywhere at once, and filled in again by an import."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from kreds.services.import_files import ImportOptions, import_files
from kreds.services.keep_texts import say_keep_texts
from kreds.services.make_demo import DemoOrder, make_whole_demo
from kreds.services.read_posts import all_posts
from kreds.store.checks import check_files
from kreds.store.checksums import broken_seals
from kreds.store.database import Store, open_store
from kreds.store.tables import activities, interactions, message_texts
from tests.web.serving import NOW, TODAY


def words(store: Store) -> tuple[int, int, int]:
    """How many messages, notes and posts have words."""
    with store.reading() as db:
        kept = (select(func.count()).where(table.c.text != "") for table in (message_texts, interactions, activities))
        messages, notes, posts = (int(db.scalar(query) or 0) for query in kept)
    return messages, notes, posts


def is_sound(store: Store) -> bool:
    """Whether every file's facts are those that were read, and every seal holds."""
    with store.reading() as db:
        return check_files(db).verdict.value == "ok" and not broken_seals(db)


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, list[Path]]:
    """Where a store goes, and the files of an invented network."""
    return tmp_path / "kreds.db", list(make_whole_demo(tmp_path, DemoOrder(relations=120, messages=1_500)).paths)


def read(store: Store, paths: list[Path], *, keep: bool) -> None:
    """Import the files."""
    import_files(store, paths, ImportOptions(today=TODAY, now=lambda: NOW, keep_texts=keep))


def test_no_words_are_left_when_they_are_not_wanted(made: tuple[Path, list[Path]]) -> None:
    """Messages, notes and own posts lose their words, none of them is lost itself, and the store stays sound."""
    with open_store(str(made[0])) as store:
        read(store, made[1], keep=True)
        before, posts = words(store), len(all_posts(store).posts)
        assert min(before) > 0
        assert say_keep_texts(store, keep=False, at=NOW).relations == sum(before)
        assert words(store) == (0, 0, 0)
        assert len(all_posts(store).posts) == posts
        assert is_sound(store)


def test_reading_the_same_files_again_fills_the_words_in(made: tuple[Path, list[Path]]) -> None:
    """What was read without words, or lost them, has them after an import that keeps them; nothing else is new."""
    with open_store(str(made[0])) as store:
        read(store, made[1], keep=False)
        assert words(store) == (0, 0, 0)
        posts = len(all_posts(store).posts)
        read(store, made[1], keep=True)
        first = words(store)
        assert min(first) > 0
        assert is_sound(store)
        say_keep_texts(store, keep=False, at=NOW)
        read(store, made[1], keep=True)
        assert words(store) == first
        assert len(all_posts(store).posts) == posts
        assert any(one.text for one in all_posts(store).posts)
        assert is_sound(store)
