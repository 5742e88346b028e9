"""Settings: each takes hold and can be taken back; backups are made, saved, put back; leaving takes all."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kreds.model.level import Level
from kreds.model.relation import RelationQuery
from kreds.services.find_relations import find_people
from kreds.services.judge_relations import half_life, overrule_levels
from kreds.services.keep_store import dump_hash, examine, restore
from kreds.services.keep_texts import keeps_texts, say_keep_texts
from kreds.services.label_relations import tag_relations, tags_in_use
from kreds.store.database import open_store
from tests.web.serving import Running, demo_store, running


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Running]:
    """A server of its own over forty relations: its store is backed up and replaced."""
    with running(demo_store(tmp_path, relations=40, messages=600)) as server:
        yield server


def test_contact_fades_as_one_says_and_the_preview_was_right(own: Running) -> None:
    """The page says how many would change, changes them, and undo brings the tested speed back."""
    with own.client() as client:
        told = client.get("/settings/fading/365").text
        before = {level: len(find_people(own.app.store, RelationQuery(levels=(level,)))) for level in Level}
        levels = {one: level for level in Level for one in find_people(own.app.store, RelationQuery(levels=(level,)))}
        answer = client.post("/settings/fading", data={"days": "365"})
        after = {one: level for level in Level for one in find_people(own.app.store, RelationQuery(levels=(level,)))}
        changed = sum(1 for one, level in levels.items() if after[one] is not level)
        assert told.startswith(f"{changed} relation")
        assert half_life(own.app.store) == 365
        assert "40 relations are judged anew." in answer.headers["hx-trigger"]
        client.post("/undo", json={})
        assert half_life(own.app.store) == 180
        assert {l: len(find_people(own.app.store, RelationQuery(levels=(l,)))) for l in Level} == before  # noqa: E741 - a level
        assert client.post("/settings/fading", data={"days": "7"}).status_code == 400


def test_the_words_of_messages_are_kept_or_not_as_one_says(own: Running) -> None:
    """Saying no takes away what was kept, and the store stays sound; the page's imports ask the same word."""
    with own.client() as client:
        assert "They are not kept" in client.get("/settings").text
        assert client.post("/settings/texts", data={"keep": "yes"}).status_code == 200
        assert keeps_texts(own.app.store, settled=False)
        assert "They are kept." in client.get("/settings").text
        client.post("/settings/texts", data={"keep": "no"})
    assert not keeps_texts(own.app.store, settled=True)
    assert say_keep_texts(own.app.store, keep=False, at=1).relations == 0
    assert {check.verdict.value for check in examine(own.app.target, now=1).checks if check.name == "ledger"} <= {"ok"}


def test_a_backup_is_made_saved_and_put_back(own: Running) -> None:
    """What was said after the backup is gone with it, is kept aside, and the old network is shown."""
    with own.client() as client:
        before = dump_hash(own.app.store)
        assert "read back whole" in client.post("/settings/backup", data={"now": "yes"}).headers["hx-trigger"]
        (name,) = {path.name for path in (Path(own.app.target).parent / "backups").glob("*.db")}
        saved = client.get(f"/settings/backups/{name}")
        assert saved.headers["content-disposition"].startswith("attachment")
        tag_relations(own.app.store, find_people(own.app.store, RelationQuery()), "kunde", on=True, at=1)
        assert "40 relations" in client.get("/settings").text
        answer = client.post("/settings/restore", data={"name": name})
        assert "is kept in" in answer.headers["hx-trigger"]
        assert tags_in_use(own.app.store) == {}
        assert dump_hash(own.app.store) == before
        overrule_levels(own.app.store, find_people(own.app.store, RelationQuery())[:1], Level.STRONG, at=2)
        headers = {"content-type": "application/octet-stream"}
        told = client.post("/settings/restore/file", content=saved.content, headers=headers).json()
        assert told["holds"].startswith("40 relations, 0 of your decisions, data until")
        assert client.post("/settings/restore", data={"name": ""}).status_code == 200
        assert dump_hash(own.app.store) == before
        assert client.post("/settings/restore", data={"name": ""}).status_code == 400


@pytest.mark.parametrize("name", ["../kreds.db", "nothing.db", "..%2f..%2fetc%2fpasswd", "kreds.db"])
def test_no_name_leads_out_of_the_folder_of_backups(own: Running, name: str) -> None:
    """Only what is listed can be saved or put back."""
    with own.client() as client:
        assert client.get(f"/settings/backups/{name}").status_code in {400, 404}
        assert client.post("/settings/restore", data={"name": name}).status_code == 400


def test_what_is_no_backup_is_refused_and_changes_nothing(own: Running) -> None:
    """A file that Kreds did not make is named as such, and cannot be put back afterwards."""
    before = dump_hash(own.app.store)
    with own.client() as client:
        headers = {"content-type": "application/octet-stream", "accept": "*/*", "hx-request": "true"}
        answer = client.post("/settings/restore/file", content=b"SQLite format 3\0 but not ours", headers=headers)
        assert answer.status_code >= 400
        assert answer.json()["error"]["message"]
        assert client.post("/settings/restore", data={"name": ""}).status_code == 400
    assert dump_hash(own.app.store) == before


def test_one_leaves_with_everything(own: Running, tmp_path: Path) -> None:
    """The zip holds the relations in every form, all contact, all decisions, and a backup that gives the same."""
    tag_relations(own.app.store, find_people(own.app.store, RelationQuery())[:3], "kunde", on=True, at=1)
    with own.client(language="da") as client:
        answer = client.get("/export/everything.zip")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as whole:
        assert whole.testzip() is None
        names = set(whole.namelist())
        whole.extract("kreds-backup.db", tmp_path / "out")
        told = whole.read("README.txt").decode()
        contact = whole.read("contact.csv").decode().splitlines()
        said = whole.read("decisions.csv").decode()
    assert {f"relations.{ending}" for ending in ("csv", "xlsx", "json", "vcf")} <= names
    assert "Alle relationer" in told
    assert all(name in told for name in names - {"README.txt"})
    assert len(contact) > 600
    assert said.count("kunde") == 3
    target = tmp_path / "again" / "kreds.db"
    target.parent.mkdir()
    restore(target, tmp_path / "out" / "kreds-backup.db", now=1)
    with open_store(target) as again:
        assert dump_hash(again) == dump_hash(own.app.store)
