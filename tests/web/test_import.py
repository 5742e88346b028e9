"""Import from the browser: what arrives is private and soon gone, what happens is told, and stopping stops."""

import stat
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.bootstrap import open_app
from kreds.errors import CancelledError
from kreds.model.importing import ImportResult, Progress
from kreds.services.look_at_files import look_at_files
from kreds.services.make_demo import DemoOrder
from kreds.services.read_network import import_history
from kreds.web.import_desk import DeskBusyError, ImportDesk, NothingToImportError, safe_parts
from tests.web.serving import NOW, TODAY, Running, connections_zip

PEOPLE = [
    ("Ada", "Lund", "https://www.linkedin.com/in/ada", "", "Nordlys", "CEO", "03 Oct 2026"),
    ("Bo", "Holm", "https://www.linkedin.com/in/bo", "", "Klit", "CFO", "02 Oct 2026"),
]


def upload(client: httpx.Client, name: str, content: bytes) -> httpx.Response:
    """One file as the page sends it."""
    headers = {"content-type": "application/octet-stream", "x-file-name": quote(name)}
    return client.post("/import/files", content=content, headers=headers)


def finished(client: httpx.Client) -> str:
    """The stage at which a running import ends."""
    for _ in range(400):
        stage: str = client.get("/import/progress").json()["stage"]
        if stage not in {"running", "looking"}:
            return stage
        time.sleep(0.02)
    raise AssertionError("the import did not end")


def test_an_archive_becomes_a_network(empty: Running, tmp_path: Path) -> None:
    """The first visit leads from a dropped file to a result that adds up, and on to the circle."""
    archive = connections_zip(tmp_path / "a.zip", PEOPLE).read_bytes()
    with empty.client() as client:
        assert client.post("/import/begin", json={}).status_code == 204
        assert upload(client, "Basic_LinkedInDataExport_10-03-2026.zip", archive).status_code == 204
        assert client.post("/import/start", json={}).status_code == 204
        assert finished(client) == "done"
        page = client.get("/import").text
        assert "2 new relations are in." in page
        assert "<b>2</b> new" in page
        assert "You have 2 relations." in client.get("/").text
    assert empty.site.desk._folder is None


def test_what_was_handed_over_is_told_before_anything_is_written(empty: Running, tmp_path: Path) -> None:
    """After a look the page says what each file is and how much is in it; nothing is stored before one agrees."""
    archive = connections_zip(tmp_path / "a.zip", PEOPLE).read_bytes()
    with empty.client() as client:
        upload(client, "Basic_LinkedInDataExport_10-03-2026.zip", archive)
        assert client.post("/import/look", json={}).status_code == 204
        assert finished(client) == "looked"
        page = client.get("/import").text
        assert "2 relations are in it." in page
        assert "Nothing has been written yet." in page
        assert "from 3 October 2026" in page
        assert "Kreds cannot see whom you write with" in page
        assert "See who carries your network." in client.get("/").text
        client.post("/import/start", json={})
        assert finished(client) == "done"
        upload(client, "again.zip", archive)
        client.post("/import/look", json={})
        assert finished(client) == "looked"
        page = client.get("/import").text
        assert "imported before" in page
        assert "Import all the same" in page
        assert client.post("/import/cancel", json={}).status_code == 204
        assert client.get("/import/progress").json()["stage"] == "empty"


def test_a_damaged_file_is_refused_at_the_look(empty: Running) -> None:
    """What cannot be trusted is said before anything is imported, with what to do."""
    with empty.client() as client:
        upload(client, "holiday.zip", b"%PDF-1.7 not a zip")
        client.post("/import/look", json={})
        assert finished(client) == "failed"
        assert "holiday.zip" in client.get("/import").text


def test_each_file_tells_how_far_it_has_come() -> None:
    """Files go from reading to read to saving to done, with the rows of their own."""
    desk, told = ImportDesk(), []

    def work(_paths: list[Path], note: Callable[[Progress], None], _stop: object) -> None:
        for progress in (
            Progress("reading", "a.csv", 1, 9, 5),
            Progress("reading", "b.csv", 2, 9, 5),
            Progress("reading", "b.csv", 3, 9, 12),
            Progress("writing", "a.csv", 9, 9, 12),
            Progress("writing", "b.csv", 9, 9, 12),
            Progress("judging", "", 9, 9, 12),
        ):
            note(progress)
            told.append([(step.name, step.stage, step.rows) for step in desk.state.steps])

    desk.make(work, next_page="/")
    desk.close()
    assert told == [
        [("a.csv", "reading", 5)],
        [("a.csv", "read", 5), ("b.csv", "reading", 0)],
        [("a.csv", "read", 5), ("b.csv", "reading", 7)],
        [("a.csv", "writing", 5), ("b.csv", "read", 7)],
        [("a.csv", "written", 5), ("b.csv", "writing", 7)],
        [("a.csv", "written", 5), ("b.csv", "written", 7)],
    ]
    assert desk.state.next == "/"


def test_the_invented_network_is_apart_from_ones_own(empty: Running) -> None:
    """The demo is shown on every page until one leaves it; what is imported meanwhile goes to one's own store."""
    with empty.client() as client:
        assert client.post("/demo", json={}).status_code == 204
        assert finished(client) == "empty"
        assert client.get("/import/progress").json()["next"] == "/"
        assert "You are looking at invented people." in client.get("/").text
        assert "1,400" in client.get("/relations").text
        client.post("/import/begin", json={})
        assert "See who carries your network." in client.get("/").text
        client.post("/demo", json={})
        assert finished(client) == "empty"
        assert client.post("/demo/leave", json={}).headers["hx-redirect"] == "/"
        assert "See who carries your network." in client.get("/").text


def test_rejected_rows_are_shown_with_what_to_do(empty: Running) -> None:
    """A row that cannot be read stands on the page with its place, its text and the way out."""
    text = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    text += "Ada,Lund,https://www.linkedin.com/in/ada,,Nordlys,CEO,03 Oct 2026\nBo,Holm,<b>x</b>\n"
    with empty.client() as client:
        upload(client, "Connections.csv", text.encode())
        client.post("/import/start", json={})
        assert finished(client) == "done"
        page = client.get("/import").text
    assert "1 row could not be read" in page
    assert "Connections.csv, line 3" in page
    assert "Bo,Holm,&lt;b&gt;x&lt;/b&gt;" in page


def test_files_wait_in_the_order_they_were_seen(empty: Running, tmp_path: Path) -> None:
    """Every file that was recognized is listed as waiting before its turn comes."""
    desk, seen, told = empty.site.desk, Event(), []
    handle, target = desk.open_file("a.zip")
    handle.write(connections_zip(tmp_path / "a.zip", PEOPLE).read_bytes())
    handle.close()
    desk.keep(target)
    desk.look(lambda paths, _stop: look_at_files(None, paths, today=TODAY))
    with empty.client() as client:
        assert finished(client) == "looked"

        def work(*_: object) -> None:
            told.extend(client.get("/import/progress").json()["files"])
            seen.set()

        desk.start(work)
        assert seen.wait(10)
    assert told == [{"name": "Connections.csv", "stage": "waiting", "text": "waiting", "rows": ""}]


def test_what_is_imported_goes_to_the_own_network(empty: Running, tmp_path: Path) -> None:
    """Files that arrive while invented people are shown go into the person's own store, which is then shown."""
    other = open_app(str(tmp_path / "demo.db"), settings=empty.app.settings, today=lambda: TODAY, now=lambda: NOW)
    archive = connections_zip(tmp_path / "a.zip", PEOPLE).read_bytes()
    with empty.client() as client:
        upload(client, "a.zip", archive)
        empty.site.visit_demo(other)
        assert "You are looking at invented people." in client.get("/relations").text
        client.post("/import/start", json={})
        assert finished(client) == "done"
        page = client.get("/relations").text
    assert "You are looking at invented people." not in page
    assert "Ada Lund" in page
    assert import_history(other.store) == ()
    other.close()


def test_lists_go_into_the_demo_where_one_says_so(empty: Running, tmp_path: Path) -> None:
    """One's own network is chosen first; a list goes into the demo by choice, an archive of LinkedIn's never does."""
    other = open_app(str(tmp_path / "demo.db"), settings=empty.app.settings, today=lambda: TODAY, now=lambda: NOW)
    archive = connections_zip(tmp_path / "a.zip", PEOPLE).read_bytes()
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Eva Roe\r\nN:Roe;Eva;;;\r\nEMAIL:eva@roe.example\r\nEND:VCARD\r\n"
    with empty.client() as client:
        empty.site.visit_demo(other)
        assert 'value="own" autocomplete="off" checked' in client.get("/import").text
        client.post("/import/into", data={"into": "demo"})
        upload(client, "book.vcf", card)
        client.post("/import/look", json={})
        assert finished(client) == "looked"
        assert "It goes into the demo." in client.get("/import").text
        client.post("/import/start", json={})
        assert finished(client) == "done"
        assert len(import_history(other.store)) == 1
        assert import_history(empty.app.store) == ()
        assert empty.site.is_demo
        client.post("/import/begin", json={})
        upload(client, "a.zip", archive)
        client.post("/import/look", json={})
        assert finished(client) == "looked"
        assert "It goes into your own network" in client.get("/import").text
        client.post("/import/start", json={})
        assert finished(client) == "done"
        assert not empty.site.is_demo
        assert len(import_history(empty.app.store)) == 1
    assert len(import_history(other.store)) == 1
    other.close()


def test_the_demo_can_be_visited_again(empty: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There and back, twice, in any language, and one's own network is as empty as it was."""
    monkeypatch.setattr("kreds.web.pages.demo.demo_folder", lambda: tmp_path / "demo")
    monkeypatch.setattr("kreds.web.pages.demo.DemoOrder", partial(DemoOrder, relations=30, messages=200))
    for language in ("en", "en", "da"):
        with empty.client(language=language) as client:
            assert client.post("/demo", json={}).status_code == 204
            assert finished(client) == "empty"
            assert empty.site.is_demo
            assert len(client.get("/api/relations", headers={"accept": "*/*"}).json()["relations"]) == 30
            assert client.post("/demo/leave", json={}).headers["hx-redirect"] == "/"
    assert not empty.site.is_demo
    assert import_history(empty.app.store) == ()


def test_a_refused_file_says_so_and_changes_nothing(empty: Running) -> None:
    """What is no archive is refused in words, and the store stays empty."""
    with empty.client() as client:
        upload(client, "holiday.zip", b"%PDF-1.7 not a zip")
        client.post("/import/start", json={})
        assert finished(client) == "failed"
        assert "holiday.zip" in client.get("/import").text
        assert "See who carries your network." in client.get("/").text


def test_nothing_starts_without_a_file(empty: Running) -> None:
    """Starting with an empty desk is refused with what to do."""
    with empty.client() as client:
        answer = client.post("/import/start", json={}, headers={"accept": "*/*", "hx-request": "true"})
    assert answer.status_code == 400
    assert answer.json()["error"]["what_to_do"]


def test_files_are_private_while_they_wait() -> None:
    """The folder is the person's alone, the file too, and both go when the desk is cleared."""
    desk = ImportDesk()
    handle, target = desk.open_file("Jobs/a.csv")
    handle.write(b"x")
    handle.close()
    desk.keep(target)
    folder = desk._folder
    assert folder
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert desk.state.files == ("a.csv",)
    desk.clear()
    assert not folder.exists()


def test_an_unfinished_file_is_not_imported() -> None:
    """A connection that breaks leaves nothing that an import would take for whole."""
    desk = ImportDesk()
    handle, _ = desk.open_file("a.zip")
    handle.write(b"half")
    handle.close()
    with pytest.raises(NothingToImportError):
        desk.start(lambda *_: pytest.fail("nothing was whole"))
    desk.close()


def test_stop_stops_and_one_import_runs_at_a_time() -> None:
    """While one runs no other starts; when it is told to stop, it ends and the files go."""
    desk, running, told = ImportDesk(), Event(), []

    def work(paths: list[Path], note: object, stop: object) -> ImportResult:
        running.set()
        assert callable(note)
        assert callable(stop)
        note(Progress("reading", "a.csv", 1, 2, 3))
        while not stop():
            time.sleep(0.005)
        told.extend(paths)
        raise CancelledError

    handle, target = desk.open_file("a.csv")
    handle.close()
    desk.keep(target)
    desk.start(work)
    assert running.wait(5)
    with pytest.raises(DeskBusyError):
        desk.clear()
    with pytest.raises(DeskBusyError):
        desk.start(work)
    desk.close()
    assert desk.state.stage == "failed"
    assert isinstance(desk.state.error, CancelledError)
    assert told
    assert not told[0].exists()


@given(name=st.text(max_size=300))
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    """Whatever a file is called, its parts are short, plain names below our folder."""
    for part in safe_parts(name):
        assert part not in {"", ".", ".."}
        assert len(part.encode()) <= 160
        assert not set(part) & set('/\\:*?"<>|\0\r\n')
    assert len(safe_parts(name)) <= 4


@pytest.mark.parametrize(
    "name", ["\r\nX: y", "..\\..\\x", "CON", "con.csv", "../../../etc/passwd", "a" * 5_000 + ".zip", "\ud800"]
)
def test_hostile_file_names_are_taken_and_harmless(empty: Running, name: str) -> None:
    """Such a file is received like any other, and nothing is written outside our folder."""
    with empty.client() as client:
        headers = {"content-type": "application/octet-stream", "x-file-name": quote(name, errors="replace")}
        assert client.post("/import/files", content=b"x", headers=headers).status_code == 204
        folder = empty.site.desk._folder
        assert folder
        assert len([path for path in folder.rglob("*") if path.is_file()]) == 1
