"""The page of who is who: one pair at a time, the lists, and what a relation's page tells."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kreds.model.relation import RelationQuery
from kreds.services.read_network import find_relations
from tests.services.matching import fill, list_contacts
from tests.web.serving import Running, running

PART = {"hx-request": "true"}


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Running]:
    """A server of its own over a few relations and contacts: what is said changes its store."""
    store = fill(tmp_path)
    list_contacts(store)
    store.close()
    with running(tmp_path / "kreds.db") as server:
        yield server


def asked(page: str) -> str:
    """The id of the pair that is asked about, "" for none."""
    found = re.search(r"&#34;match&#34;: &#34;([0-9a-f-]{27})&#34;", page.partition('id="settled"')[0])
    return found[1] if found else ""


def test_one_pair_at_a_time(own: Running) -> None:
    """A skip and a no lead to the next; a yes settles the rest; undo asks again."""
    with own.client() as client:
        page = client.get("/matches").text
        assert "2 pairs left" in page
        first = asked(page)
        second = asked(client.post("/matches/next", data={"match": first, "skipped": ""}).text)
        assert second not in ("", first)
        none = client.post("/matches/next", data={"match": second, "skipped": first}).text
        assert "You have skipped the rest" in none
        answer = client.post("/matches/say", data={"match": first, "same": "yes", "skipped": ""})
        assert "Everybody is settled" in answer.text
        assert "The same, you say." in answer.headers["hx-trigger"]
        client.post("/api/undo", json={})
        assert asked(client.get("/matches").text) == first
        assert client.post("/matches/say", data={"match": first, "same": "perhaps"}).status_code == 400
        assert client.post("/matches/say", data={"match": "x", "same": "yes"}).status_code == 400


def test_sure_ones_are_listed_and_split(own: Running) -> None:
    """What Kreds joined stands in a list with its reasons; a no takes it out and puts it among those said."""
    with own.client() as client:
        page = client.get("/matches?show=sure").text
        assert "Chris Rask" in page
        assert "short form or another spelling" in page
        match = client.get("/api/matches?state=sure").json()["matches"][0]
        answer = client.post("/matches/list", data={"match": match["id"], "same": "no", "show": "sure"})
        assert match["other"]["name"] not in answer.text
        assert match["other"]["name"] in client.get("/matches?show=not_same").text
        assert client.get("/matches?show=nonsense").status_code == 200


def test_a_relation_tells_whom_it_is_one_with(own: Running) -> None:
    """The page names the other source and why; "not the same" takes it away; without one there is nothing."""
    people = find_relations(own.app.store, RelationQuery(per_page=None)).relations
    anna, other = (next(one for one in people if one.name == name) for name in ("Anna Holm", "First3 Last3"))
    with own.client() as client:
        assert "The mail address is the same." in client.get(f"/relations/{anna.id}").text
        part = client.get(f"/relations/{anna.id}/matches", headers=PART).text
        match = asked(part)
        assert match.startswith(anna.id)
        gone = client.post(f"/relations/{anna.id}/matches", data={"match": match, "same": "no"}).text
        assert "hidden" in gone
        assert "HubSpot" not in gone
        assert "HubSpot" not in client.get(f"/relations/{other.id}").text


def test_the_overview_and_the_import_say_when_somebody_waits(own: Running) -> None:
    """Both lead to the page while there is somebody to ask about, and not afterwards."""
    with own.client() as client:
        assert 'href="/matches"' in client.get("/").text
        assert 'href="/matches"' in client.get("/matches/glimpse", headers=PART).text
        client.post("/matches/say", data={"match": asked(client.get("/matches").text), "same": "yes"})
        assert 'href="/matches"' not in client.get("/").text
        assert 'href="/matches"' not in client.get("/matches/glimpse", headers=PART).text


def test_the_empty_page(empty: Running) -> None:
    """Without anybody to compare the page says what to import."""
    with empty.client() as client:
        assert "Nobody to compare" in client.get("/matches").text


def test_incognito_hides_the_names(own: Running) -> None:
    """Under pseudonyms neither side's name is on the page or in the API."""
    with own.client() as client:
        client.post("/choices/incognito", json={"value": "on"})
        for path in ("/matches", "/matches?show=sure", "/api/matches?state=sure"):
            text = client.get(path).text
            assert "Rask" not in text
            assert "Bo Lind" not in text


def test_the_api_says_and_unsays(own: Running) -> None:
    """A word goes in by the API and is counted; null takes it away; another id is refused."""
    with own.client() as client:
        match = client.get("/api/matches").json()["matches"][0]
        assert client.post("/api/matches", json={"id": match["id"], "same": True}).json()["relations"] == 1
        assert client.get("/api/matches?state=same").json()["counts"]["same"] == 1
        assert client.post("/api/matches", json={"id": match["id"], "same": None}).status_code == 200
        assert client.get("/api/matches").json()["counts"]["waiting"] == 2
        wrong = {"id": "0000000000000-0000000000000", "same": True}
        assert client.post("/api/matches", json=wrong).status_code == 400
