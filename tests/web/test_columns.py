"""What the columns of a list are: asked with the first rows beside it, remembered, and forgotten again."""

import re
from urllib.parse import urlencode

import httpx

from tests.web.serving import Running
from tests.web.test_import import finished, upload

ODD = b"Hvem;Hos;Skriv til\nEva Lund;Klit;eva@klit.example\n"
FORM = {"content-type": "application/x-www-form-urlencoded"}
SAID = {"kind": "people", "status": "former", "column0": "name", "column1": "company", "column2": "email"}


def looked(client: httpx.Client, content: bytes = ODD) -> str:
    """The page after a file was handed over and looked at."""
    client.post("/import/begin", json={})
    upload(client, "a.csv", content)
    client.post("/import/look", json={})
    assert finished(client) == "looked"
    return client.get("/import").text


def test_a_list_is_matched_and_remembered(empty: Running) -> None:
    """From the question over the preview to the import; the next list of that shape is not asked about."""
    with empty.client() as client:
        assert "/import/columns/0" in looked(client)
        page = client.get("/import/columns/0").text
        assert "What do the columns of a.csv say?" in page
        assert "eva@klit.example" in page
        preview = client.post("/import/columns/0/preview", content=urlencode(SAID), headers=FORM).text
        assert "former customer" in preview
        assert "<h1" not in preview
        kept = client.post("/import/columns/0", content=urlencode(SAID), headers=FORM)
        assert kept.headers["hx-redirect"] == "/import"
        assert finished(client) == "looked"
        assert "A list of people" in client.get("/import").text
        client.post("/import/start", json={})
        assert finished(client) == "done"
        assert "1 new row of your lists is in." in client.get("/import").text
        assert "Match the columns" not in looked(client, ODD.replace(b"Eva", b"Ida"))
        shown = client.get("/import/columns").text
        signature = re.findall(r'name="signature" value="(\w+)"', shown)[0]
        forgotten = client.post("/import/columns/forget", content=urlencode({"signature": signature}), headers=FORM)
        assert "undo" in forgotten.headers["hx-trigger"]
        assert "a.csv" not in client.get("/import/columns").text


def test_too_little_is_said_to_be_so(empty: Running) -> None:
    """Columns by which nobody could be known are not kept, and the preview says what is missing."""
    with empty.client() as client:
        looked(client)
        little = urlencode({"kind": "people", "column1": "company"})
        assert "Choose at least" in client.post("/import/columns/0/preview", content=little, headers=FORM).text
        assert client.post("/import/columns/0", content=little, headers=FORM).status_code == 400
        assert client.get("/import/columns/7").status_code == 404


def test_incognito_shows_no_values(empty: Running) -> None:
    """Whoever is incognito sees the names of the columns and nobody's name."""
    with empty.client() as client:
        looked(client)
        client.cookies.set("kreds_incognito", "on")
        page = client.get("/import/columns/0").text
        assert "Skriv til" in page
        assert "Eva Lund" not in page
        assert "eva@klit.example" not in page
