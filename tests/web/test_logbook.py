"""Contact noted on the pages and through the API."""

import html
import json
from collections.abc import Iterator

import httpx
import pytest

from kreds.model.relation import RelationQuery
from kreds.services.log_contact import log_lines
from kreds.services.read_network import find_relations, show_relation
from tests.web.serving import Running, demo_store, running

PART = {"hx-request": "true"}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The pages over a network of this file's own."""
    with running(demo_store(tmp_path_factory.mktemp("own"), relations=60, messages=600)) as server:
        yield server


@pytest.fixture
def weak(own: Running) -> str:
    """The id of a weak relation."""
    return find_relations(own.app.store, RelationQuery(connected="current", descending=False)).relations[0].id


def told(answer: httpx.Response) -> dict[str, str | int]:
    """What the page says of an answer."""
    said: dict[str, str | int] = json.loads(answer.headers["hx-trigger"])["said"]
    return said


def test_the_box_notes_and_takes_back(own: Running, weak: str) -> None:
    """A line on the relation's page lifts it, stands in the time line with its own words, and is taken back there."""
    before = show_relation(own.app.store, weak).relation
    with own.client() as client:
        answer = client.post(
            f"/relations/{weak}/log", data={"kind": "met", "text": "<b>Coffee</b>", "day": "2026-10-30"}
        )
        page = answer.text
        assert "You met: &lt;b&gt;Coffee&lt;/b&gt;" in page
        assert "strength" in str(told(answer)["text"])
        assert show_relation(own.app.store, weak).relation.strength > before.strength
        number = log_lines(own.app.store)[0].decision
        assert told(answer)["undo"] == number
        gone = client.post(f"/relations/{weak}/log/drop", data={"line": str(number)})
        assert "b&gt;Coffee" not in gone.text
        assert show_relation(own.app.store, weak).relation == before
        for wrong in ({"kind": "kissed"}, {"day": "2026-11-02"}, {"day": "soon"}, {"text": "x" * 2_001}):
            assert client.post(f"/relations/{weak}/log", data=wrong).status_code == 400
        assert client.post(f"/relations/{weak}/log/drop", data={"line": str(number)}).status_code == 400


def test_each_kind_has_its_words(own: Running, weak: str) -> None:
    """No kind is shown by its key, on the page or in Danish."""
    with own.client() as client, own.client(language="da") as danish:
        for kind in ("met", "call", "wrote", "answered", "helped", "learned", "other"):
            undo = told(client.post(f"/relations/{weak}/log", data={"kind": kind, "text": f"word of {kind}"}))["undo"]
            for page in (client.get(f"/relations/{weak}").text, danish.get(f"/relations/{weak}").text):
                assert f": word of {kind}" in page
                assert f"log_{kind}:" not in page
            client.post("/undo", json={"number": undo})


def test_the_quick_form_and_its_page(own: Running, weak: str) -> None:
    """The search leads to the form, the form notes, the page lists and finds; opened alone, a part is the page."""
    relation = show_relation(own.app.store, weak).relation
    with own.client() as client:
        found = client.get("/find", params={"q": relation.name, "to": "log"}).text
        assert f'hx-get="/log/form?who={weak}"' in found
        assert "Settings" not in client.get("/find", params={"q": "settings", "to": "log"}).text
        assert f'href="/log?who={weak}"' in client.get("/find", params={"q": relation.name, "to": "page"}).text
        assert relation.name in html.unescape(client.get(f"/log/form?who={weak}", headers=PART).text)
        assert client.get("/log/form", headers=PART).status_code == 400
        assert client.get(f"/log/form?who={weak}").headers["location"] == f"/log?who={weak}"
        assert client.get("/log/lines?words=a").headers["location"] == "/log?words=a"
        assert "Nothing is noted yet." in client.get("/log").text
        answer = client.post("/log", data={"who": weak, "kind": "learned", "text": "How to prune roses"})
        assert answer.status_code == 204
        assert "How to prune roses" in client.get("/log?words=ROSES").text
        assert "How to prune roses" in client.get("/log/lines?kind=learned", headers=PART).text
        assert "No line fits that." in client.get("/log/lines?kind=met", headers=PART).text
        assert "How to prune roses" in client.get("/log?kind=nonsense&page=99999999999").text
        assert client.post("/log", data={"who": relation.name, "text": "x"}).status_code == 400
        gone = client.post("/log/drop", data={"line": str(told(answer)["undo"]), "words": "roses"})
        assert "No line fits that." in gone.text
        assert not log_lines(own.app.store)


def test_incognito_shows_neither_names_nor_words(own: Running, weak: str) -> None:
    """No part of it tells who is meant or what was written, and words are not found."""
    name = show_relation(own.app.store, weak).relation.name
    with own.client() as client:
        client.post("/choices/incognito", json={"value": "on"})
        answer = client.post("/log", data={"who": weak, "kind": "met", "text": "secret talk"})
        shown = [
            answer.headers["hx-trigger"],
            client.get("/log").text,
            client.get(f"/log?who={weak}").text,
            client.get(f"/log/form?who={weak}", headers=PART).text,
            client.get(f"/relations/{weak}").text,
            client.get("/api/log").text,
            client.post("/api/log", json={"people": [weak], "text": "secret talk"}).text,
            client.get("/find", params={"q": "a", "to": "log"}).text,
        ]
        assert not any(name in html.unescape(one) or "secret" in one for one in shown)
        assert client.get("/api/log?words=secret").json()["total"] == 0
        for _ in range(2):
            client.post("/undo", json={})
    assert not log_lines(own.app.store)


def test_a_program_notes_and_reads(own: Running, weak: str) -> None:
    """Several at once are one line for each, with what it changed; read again by person, kind and words."""
    others = find_relations(own.app.store, RelationQuery(connected="current")).relations
    people = [weak, others[0].id]
    with own.client() as client:
        body = {"people": people, "kind": "call", "text": "Planned the fair", "on": "2 days ago"}
        said = client.post("/api/log", json=body).json()
        assert (said["day"], [one["id"] for one in said["people"]]) == ("2026-10-30", people)
        assert said["people"][0]["strength"] > said["people"][0]["strength_before"]
        assert client.get("/api/log").json()["total"] == 2
        assert (
            client.get(f"/api/log?person={weak}&kind=call&words=fair").json()["lines"][0]["text"] == "Planned the fair"
        )
        assert client.get("/api/log?limit=1").json()["total"] == 2
        refused: tuple[dict[str, object], ...] = (
            {"people": people, "on": "soon"},
            {"people": []},
            {"people": ["0" * 13]},
            {"people": people, "x": 1},
        )
        for wrong in refused:
            assert client.post("/api/log", json=wrong).status_code == 400
        assert client.post("/api/undo", json={"id": said["id"]}).json() == {"undone": True}
        assert client.get("/api/log").json() == {"lines": [], "total": 0}
