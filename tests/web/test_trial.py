"""Trials on the pages and in the API: the card, the list's filters, the overview's question, and what many are told."""

import html
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from kreds.model.relation import RelationQuery
from kreds.services.judge_relations import undo
from kreds.services.read_network import find_relations, show_relation
from kreds.services.trials import put_on_trial
from tests.web.serving import TODAY, Running, demo_store, running


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The pages over a network of this file's own."""
    with running(demo_store(tmp_path_factory.mktemp("own"), relations=60, messages=600)) as server:
        yield server


@pytest.fixture
def due(own: Running) -> Iterator[list[str]]:
    """Two relations whose trial is due."""
    store = own.app.store
    people = [one.id for one in find_relations(store, RelationQuery(connected="current")).relations[:2]]
    began = date(2026, 4, 1)
    at = int(datetime(2026, 4, 1, 12, tzinfo=UTC).timestamp())
    said = put_on_trial(store, [int(one, 16) for one in people], TODAY, today=began, at=at)
    yield people
    undo(store, at=at, number=said.id)


def test_the_overview_asks_and_the_list_finds(own: Running, due: list[str]) -> None:
    """What is due is the first thing to do, and leads to exactly those."""
    with own.client() as client:
        assert "2 trials are due" in client.get("/").text
        page = client.get("/relations?trial=due&columns=bridge,trial_until").text
        assert 'data-total="2"' in page
        assert "Trial due" in page
        assert all(one in page for one in due)
        assert 'data-total="58"' not in client.get("/relations?trial=keep").text
        assert "Nobody fits all of this" in client.get("/relations?trial=let_go").text
        assert "Kamilla" not in client.get("/relations?trial=nonsense&q=zzz").text
    with own.client(language="da") as client:
        assert "2 prøvetider er udløbet" in client.get("/").text


def test_the_card_puts_on_trial_and_ends_it(own: Running, due: list[str]) -> None:
    """Half a year, a day, keep, let go and stop; each answer is the page as it is then, with a way back."""
    store = own.app.store
    with own.client() as client:
        path = f"/relations/{due[0]}/trial"
        page = html.unescape(client.get(f"/relations/{due[0]}").text)
        assert "The trial ran until 1 November 2026: keep, or let go?" in page
        assert "It began on 1 April 2026." in page
        assert "Bridge" in page
        assert "Kept after a trial" in client.post(path, data={"outcome": "keep"}).text
        assert "On trial until 1 May 2027" in client.post(path, data={"months": "6"}).text
        assert "On trial until 24 December 2026" in client.post(path, data={"until": "2026-12-24"}).text
        gone = client.post(path, data={"outcome": "let_go"})
        assert "Let go after a trial" in gone.text
        assert "worthless, you say" in gone.text
        assert '"undo"' in gone.headers["hx-trigger"]
        for wrong in ({"outcome": "maybe"}, {"until": "soon"}, {"until": "2020-01-01"}, {"months": "x"}):
            assert client.post(path, data=wrong).status_code == 400
        for _ in range(4):
            assert client.post("/undo", json={}).json()["undone"]
        assert show_relation(store, due[0]).relation.trial.until == TODAY
        stopped = client.post(path, data={"outcome": "end"})
        assert "Try for half a year" in stopped.text
        assert client.post("/undo", json={}).json()["text"] == "Taken back: what you said of the trial."


def test_many_are_told_at_once(own: Running, due: list[str]) -> None:
    """The list's bar puts on trial, keeps and lets go whoever is chosen, and one undo takes it back."""
    with own.client() as client:
        told = client.post("/relations/decide", json={"what": "let_go", "value": "", "query": "trial=due"}).json()
        assert (told["text"], told["relations"]) == ("You let 2 relations go.", 2)
        assert 'data-total="2"' in client.get("/relations?trial=let_go&level=worthless&said=1").text
        client.post("/undo", json={"number": told["undo"]})
        assert 'data-total="2"' in client.get("/relations?trial=due").text
        told = client.post("/relations/decide", json={"what": "keep", "value": "", "people": due[:1]}).json()
        assert told["text"] == "You keep 1 relation."
        client.post("/undo", json={"number": told["undo"]})
        told = client.post("/relations/decide", json={"what": "trial", "value": "", "people": due}).json()
        assert told["text"] == "2 relations are on trial."
        client.post("/undo", json={"number": told["undo"]})


def test_a_program_says_the_same(own: Running, due: list[str]) -> None:
    """The API puts on trial and ends it, and its list knows who is due."""
    with own.client() as client:
        assert {one["id"] for one in client.get("/api/relations?trial=due").json()["relations"]} == set(due)
        assert client.get("/api/overview").json()["trials"] == ["2026-11-01"] * 2
        said = client.post("/api/trials", json={"people": due, "outcome": "keep"}).json()
        assert said["relations"] == 2
        assert client.get(f"/api/relations/{due[0]}").json()["trial_outcome"] == "keep"
        client.post("/api/undo", json={"id": said["id"]})
        moved = client.post("/api/trials", json={"people": due[:1], "until": "2026-12-01"}).json()
        assert client.get(f"/api/relations/{due[0]}").json()["trial_until"] == "2026-12-01"
        client.post("/api/undo", json={"id": moved["id"]})
        stopped = client.post("/api/trials", json={"people": due[:1]}).json()
        assert client.get(f"/api/relations/{due[0]}").json()["since_trial"] is None
        client.post("/api/undo", json={"id": stopped["id"]})
        both = {"people": due, "until": "2026-12-01", "outcome": "keep"}
        assert client.post("/api/trials", json=both).status_code == 400
        only = client.get("/api/relations?only=true&per_page=100").json()["relations"]
        assert only
        assert all(one["bridge"] == 1 for one in only)


def test_incognito_names_no_workplace(own: Running, due: list[str]) -> None:
    """The bridge is told under the place's pseudonym, and a file narrowed to trials holds the same people."""
    person = find_relations(own.app.store, RelationQuery(only_one=True)).relations[0]
    with own.client() as client:
        assert person.company in html.unescape(client.get(f"/relations/{person.id}").text)
        rows = client.get("/export/relations?format=csv&trial=due").text.splitlines()
        assert len(rows) == 1 + len(due)
        client.post("/choices/incognito", json={"value": "on"})
        hidden = html.unescape(client.get(f"/relations/{person.id}").text)
        assert person.company not in hidden
        assert "Your only relation at" in hidden
        assert 'data-total="2"' in client.get("/relations?trial=due").text
