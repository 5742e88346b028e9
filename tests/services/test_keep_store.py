"""Backup, restore and the doctor, as a person uses them, on a network that was really imported."""

from pathlib import Path

import pytest
from sqlalchemy import update

from kreds.errors import StoreError, UsageError
from kreds.model.health import Verdict
from kreds.model.level import Level
from kreds.services.judge_relations import overrule_level, rebuild
from kreds.services.keep_store import back_up, dump_hash, examine, restore
from kreds.store import tables
from kreds.store.database import open_store
from tests.services.importing import imported, relations_of, written

NOW = 1_800_000_500
DAY = 86_400


@pytest.fixture
def network(store_url: str, tmp_path: Path) -> str:
    """A store with one imported archive."""
    with open_store(store_url) as store:
        imported(store, *written(tmp_path / "archive").paths)
    return store_url


def _found(target: str, *, now: int = NOW) -> dict[str, Verdict]:
    return {check.name: check.verdict for check in examine(target, now=now).checks}


def test_an_imported_network_is_sound(network: str, tmp_path: Path) -> None:
    """The doctor finds nothing but that there is no backup yet, and after one nothing at all."""
    before = _found(network)
    assert {name for name, verdict in before.items() if verdict is not Verdict.OK} == {"backup"}
    assert {"versions", "schema", "integrity", "references", "ledger", "facts", "tables", "derived"} <= set(before)
    with open_store(network) as store:
        path = back_up(store, tmp_path, now=NOW)
    assert path == tmp_path / ("kreds-20270115-080820.db")
    assert examine(network, now=NOW + DAY).verdict is Verdict.OK
    assert _found(network, now=NOW + 60 * DAY)["backup"] is Verdict.WARNING


def test_looking_changes_nothing(network: str) -> None:
    """The doctor leaves the store byte for byte as it is, and nothing beside it."""
    with open_store(network) as store:
        path, before = store.path, dump_hash(store)
    content = path.read_bytes() if path else b""
    beside = sorted(file.name for file in path.parent.iterdir()) if path else []
    examine(network, now=NOW)
    with open_store(network) as store:
        assert dump_hash(store) == before
    if path:
        assert path.read_bytes() == content
        assert sorted(file.name for file in path.parent.iterdir()) == beside


def test_a_restored_network_is_the_one_that_was_backed_up(network: str, tmp_path: Path) -> None:
    """What was decided after the backup is gone from the store and stands in what is kept aside; judgements agree."""
    with open_store(network) as store:
        path = back_up(store, tmp_path / "mine.db", now=NOW)
        then, shown = dump_hash(store), relations_of(store)
        overrule_level(store, shown[0].profile_url, Level.STRONG, at=NOW)
        later = dump_hash(store)
        assert later != then
        aside = restore(network, path, now=NOW + 1)
        assert dump_hash(store) == then
        assert relations_of(store) == shown
        rebuild(store)
        assert dump_hash(store) == then
    assert aside is not None
    with open_store(aside) as kept:
        assert dump_hash(kept) == later


def test_derived_data_that_does_not_follow_is_told(network: str) -> None:
    """A judgement that facts and decisions do not give is found, and a rebuild mends it."""
    with open_store(network) as store:
        with store.writing() as db:
            db.execute(update(tables.relations).values(strength=0.123))
        assert _found(network)["derived"] is Verdict.WARNING
        rebuild(store)
        assert _found(network)["derived"] is Verdict.OK


def test_no_store_yet(tmp_path: Path) -> None:
    """Nothing there is no error and nothing is made."""
    report = examine(tmp_path / "new" / "kreds.db", now=NOW)
    assert report.verdict is Verdict.WARNING
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_store_is_told_with_what_to_do(tmp_path: Path) -> None:
    """The doctor says what stands there instead, and how to go on."""
    path = tmp_path / "kreds.db"
    path.write_text("Dear diary")
    last = examine(path, now=NOW).checks[-1]
    assert last.verdict is Verdict.ERROR
    assert "no Kreds store" in last.phrase.english()
    assert last.what_to_do is not None
    assert path.read_text() == "Dear diary"


def test_open_folders_are_told(tmp_path: Path) -> None:
    """A store that other users of the machine could read is a warning with the command that closes it."""
    path = tmp_path / "open" / "kreds.db"
    open_store(path).close()
    path.parent.chmod(0o755)
    path.chmod(0o644)
    found = {check.name: check for check in examine(path, now=NOW).checks}["modes"]
    assert found.verdict is Verdict.WARNING
    assert found.what_to_do is not None
    assert f"chmod 600 '{path}'" in found.what_to_do.english()


def test_a_synced_folder_is_told(tmp_path: Path) -> None:
    """A store in Dropbox and its like works, and the doctor says why it should not lie there."""
    path = tmp_path / "Dropbox" / "kreds.db"
    open_store(path).close()
    found = {check.name: check for check in examine(path, now=NOW).checks}["place"]
    assert found.verdict is Verdict.WARNING
    assert "Dropbox" in found.phrase.english()


def test_backups_go_where_they_can_be_found(tmp_path: Path) -> None:
    """Beside the store by default; never over the store, nor over another program's file, nor into nowhere."""
    (tmp_path / "diary.txt").write_text("Dear diary")
    with open_store(tmp_path / "kreds.db") as store:
        assert back_up(store, None, now=NOW).parent == tmp_path / "backups"
        assert (tmp_path / "backups").stat().st_mode & 0o777 == 0o700
        with pytest.raises(UsageError, match="itself"):
            back_up(store, tmp_path / "kreds.db", now=NOW)
        with pytest.raises(UsageError, match="no folder"):
            back_up(store, tmp_path / "none" / "x.db", now=NOW)
        with pytest.raises(StoreError, match="no Kreds store"):
            back_up(store, tmp_path / "diary.txt", now=NOW)
    assert (tmp_path / "diary.txt").read_text() == "Dear diary"


def test_a_server_is_asked_where_to(postgres_url: str) -> None:
    """A backup of a server needs a place."""
    with open_store(postgres_url) as store, pytest.raises(UsageError, match="folder"):
        back_up(store, None, now=NOW)
