"""The key of the feed and the time of day: kept privately, renewed and taken back, and nothing else opens it."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.errors import UsageError
from kreds.services.agenda_feed import close_feed, feed_of, open_feed, opens_feed
from kreds.services.agenda_time import agenda_time, clock_time, say_agenda_time
from kreds.services.judge_relations import undo
from kreds.store.database import open_store


def test_closed_until_it_is_opened(tmp_path: Path) -> None:
    """No key opens a feed that nobody has opened, the empty one included; asking makes no file."""
    store = str(tmp_path / "kreds.db")
    assert feed_of(store) is None
    assert not opens_feed(store, "")
    assert not opens_feed(store, "x")
    assert list(tmp_path.iterdir()) == []


def test_a_new_key_takes_the_place_of_the_old(tmp_path: Path) -> None:
    """Only the newest key opens it, keys are never alike, and after closing none does."""
    store = str(tmp_path / "kreds.db")
    first, second = (open_feed(store, language="da", incognito=False) for _ in range(2))
    assert len(first.key) >= 43
    assert first.key != second.key
    assert not opens_feed(store, first.key)
    assert opens_feed(store, second.key)
    assert feed_of(store) == second
    close_feed(store)
    close_feed(store)
    assert not opens_feed(store, second.key)
    assert list(tmp_path.iterdir()) == []


def test_the_key_is_its_owners_alone(tmp_path: Path) -> None:
    """The file can be read by nobody else on the machine, and stands beside its store."""
    open_feed(str(tmp_path / "kreds.db"), language="en", incognito=True)
    (file,) = tmp_path.iterdir()
    assert file.name == "kreds.db.feed-key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


BROKEN = (b"{}", b"[]", b'"x"', b'{"key": ""}', b'{"key": "", "language": "da", "incognito": false}')


@given(st.binary(max_size=60) | st.sampled_from(BROKEN))
def test_a_file_that_is_none_opens_nothing(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """A broken file closes the feed: it is never taken for an empty key."""
    store = tmp_path_factory.mktemp("broken") / "kreds.db"
    store.with_name("kreds.db.feed-key").write_bytes(content)
    assert feed_of(str(store)) is None
    assert not opens_feed(str(store), "")


@given(st.text(max_size=50))
def test_no_other_text_is_the_key(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever is not the key is not the key."""
    store = str(tmp_path_factory.getbasetemp() / "guessed.db")
    feed = feed_of(store) or open_feed(store, language="en", incognito=False)
    assert not opens_feed(store, text)
    assert opens_feed(store, feed.key)


def test_the_time_of_day_is_kept_and_undone(tmp_path: Path) -> None:
    """Half past eight until the person says otherwise; said twice it is one word, and it can be taken back."""
    with open_store(str(tmp_path / "kreds.db")) as store:
        assert agenda_time(store).isoformat() == "08:30:00"
        assert say_agenda_time(store, clock_time("7.05"), at=1).id
        assert not say_agenda_time(store, clock_time("07:05"), at=2).id
        assert agenda_time(store).isoformat() == "07:05:00"
        undo(store, at=3)
        assert agenda_time(store).isoformat() == "08:30:00"


@pytest.mark.parametrize("text", ["", "8", "24:00", "8:60", "8:5", "-1:00", "٨:٣٠", "08:30:00", "8h30"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    """A time that no clock shows changes nothing."""
    with pytest.raises(UsageError):
        clock_time(text)
