"""The history of imports: each with what it changed, and the rows that are still set aside, a hundred a page."""

from pathlib import Path

import pytest

from kreds.services.import_files import ImportOptions, import_files
from tests.web.serving import NOW, TODAY, Running

HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ADA = "Ada,Lund,https://www.linkedin.com/in/ada,,,,03 Oct 2026\n"


def bring(server: Running, folder: Path, *rows: str, origin: str = "cli") -> None:
    """Import a list of connections."""
    (folder / "Connections.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    options = ImportOptions(today=TODAY, now=lambda: NOW, origin=origin)
    import_files(server.app.store, [folder / "Connections.csv"], options)


def test_without_an_import_the_page_leads_to_one(empty: Running) -> None:
    """Before the first import the page says so and where to begin."""
    with empty.client() as client:
        page = client.get("/imports").text
    assert "Nothing was imported yet" in page
    assert 'href="/import"' in page


def test_every_import_is_told_with_what_it_changed(empty: Running, tmp_path: Path) -> None:
    """The latest comes first, with day, origin in words, and the number of relations after it."""
    bring(empty, tmp_path, ADA, origin="python")
    bring(empty, tmp_path, ADA, ADA.replace("ada", "bo").replace("Ada", "Bo"))
    bring(empty, tmp_path, ADA)
    with empty.client() as client:
        page = client.get("/imports").text
        second = client.get("/imports/2").text
    assert "3 imports so far" in page
    assert page.index("/imports/3") < page.index("/imports/2") < page.index("/imports/1")
    assert "from Python" in page
    assert "on the command line" in page
    assert "It changed nothing." in page
    assert "1 new in the list. 2 relations afterwards." in second
    assert "2 rows were read." in second
    assert "<b>1</b> new" in second
    assert "<b>1</b> unchanged" in second


def test_rows_set_aside_come_a_hundred_a_page(empty: Running, tmp_path: Path) -> None:
    """All 230 rows can be reached, what is wrong is told once a page, and a page too far is the last one."""
    bring(empty, tmp_path, ADA, *(f"Bo,Holm{number},x\n" for number in range(230)))
    bring(empty, tmp_path, ADA)
    with empty.client() as client:
        pages = [client.get(f"/imports/1?page={number}").text for number in (1, 2, 3, 99)]
        other = client.get("/imports/2").text
    assert [page.count("<code>") for page in pages] == [100, 100, 30, 30]
    assert [page.count("The row has 3 fields") for page in pages] == [1, 1, 1, 1]
    assert "230 rows are set aside" in pages[0]
    assert "Page 2 of 3" in pages[1]
    assert "Bo,Holm229,x" in pages[2]
    assert 'rel="next"' not in pages[2]
    assert "set aside" not in other


def test_rows_are_text_and_hidden_incognito(empty: Running, tmp_path: Path) -> None:
    """A row is shown as it is and can do nothing; while names are hidden no row is shown."""
    bring(empty, tmp_path, ADA, "Bo,<script>alert(1)</script>\n")
    with empty.client() as client:
        page = client.get("/imports/1").text
        client.post("/choices/incognito", json={"value": "on"})
        hidden = client.get("/imports/1").text
    assert "1 row is set aside" in hidden
    assert "Bo," not in hidden
    assert "Bo,&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(("path", "status"), [("/imports/7", 404), ("/imports/x", 400), ("/imports/1?page=0", 400)])
def test_an_import_that_never_was(empty: Running, path: str, status: int) -> None:
    """Such an address is no page, and says so."""
    with empty.client() as client:
        assert client.get(path).status_code == status
