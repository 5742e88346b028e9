"""The page of who is who: one pair at a time, the lists, and what a relation's page tells."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from kreds.bootstrap import open_app
from kreds.model.relation import RelationQuery
from kreds.services.match_people import list_matches, matches_of, say_match
from kreds.services.read_network import find_relations
from kreds.services.rebuild_network import rebuild_network
from kreds.store import matches
from tests.services.matching import contact, fill, list_contacts
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


def rebuilds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one with every rebuild that the words on who is who ask for."""
    made: list[int] = []

    def counted(db: Connection) -> object:
        made.append(1)
        return rebuild_network(db)

    monkeypatch.setattr("kreds.services.match_follow.rebuild_network", counted)
    return made


def test_answers_wait_for_no_rebuild(own: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """One answers after another and takes back at once; the network follows once, before the next other page."""
    made = rebuilds(monkeypatch)
    with own.client() as client:
        first = asked(client.get("/matches").text)
        client.post("/matches/say", data={"match": first, "same": "yes"})
        client.post("/undo", json={})
        client.post("/matches/say", data={"match": first, "same": "yes"})
        sure = client.get("/matches?show=sure").text
        assert "Chris Rask" in sure
        assert first in client.get("/matches?show=same").text
        client.get("/stamp")
        assert made == []
        relation = first.partition("-")[0]
        assert "You have said that they are one." in client.get(f"/relations/{relation}").text
        client.get("/")
        assert made == [1]


def test_the_api_sees_what_was_said_on_the_page(own: Running) -> None:
    """Nothing but the page where one answers is shown before the network has followed."""
    with own.client() as client:
        stamps = [client.get("/stamp").json()["stamp"]]
        match = client.get("/api/matches?state=sure").json()["matches"][0]
        client.post("/matches/list", data={"match": match["id"], "same": "no", "show": "sure"})
        stamps.append(client.get("/stamp").json()["stamp"])
        assert match["other"]["name"] not in client.get(f"/api/relations/{match['relation']}").text
        assert not is_due(own)
        stamps.append(client.get("/stamp").json()["stamp"])
        assert len(set(stamps)) == 3


def is_due(server: Running) -> bool:
    """Whether the network has yet to follow."""
    with server.app.store.reading() as db:
        return matches.is_due(db)


def test_a_word_outlives_the_server(tmp_path: Path) -> None:
    """What was said before the server fell is in the store, and the network follows when it is next opened."""
    store = fill(tmp_path)
    list_contacts(store)
    match = list_matches(store)[0]
    say_match(store, match.id, same=True, at=5, later=True)
    assert matches_of(store, match.relation) == ()
    store.close()
    app = open_app(str(tmp_path / "kreds.db"))
    assert [one.id for one in matches_of(app.store, match.relation)] == [match.id]
    app.close()


def test_a_long_list_has_pages(tmp_path: Path) -> None:
    """However many Kreds is sure of, a page lists twenty; the next page goes on, and a word keeps the page."""
    names = [(f"Quirin{n}", f"Zobel{n}", f"quirin-{n}", "", f"Hus {n}", "Chef") for n in range(45)]
    store = fill(tmp_path, names)
    list_contacts(store, [contact(n, f"Quirin{n} Zobel{n}", f"Hus {n}", "Chef") for n in range(45)])
    store.close()
    with running(tmp_path / "kreds.db") as server, server.client() as client:
        pages = [client.get(f"/matches?show=sure&page={number}").text for number in (1, 2, 3, 99, "x")]
        lines = [re.findall(r'id="no-([0-9a-f-]{27})"', page) for page in pages]
        assert [len(line) for line in lines] == [20, 20, 5, 5, 20]
        assert len({*lines[0], *lines[1], *lines[2]}) == 45
        assert len(pages[0]) < 150_000
        form = {"match": lines[1][0], "same": "no", "show": "sure", "page": "2"}
        after = client.post("/matches/list", data=form).text
        assert "page=1" in after
        assert lines[1][0] not in after


def test_what_speaks_for_and_against_stands_apart(own: Running) -> None:
    """Every reason stands under what it speaks for, said once."""
    with own.client() as client:
        card = client.get("/matches").text.partition('id="settled"')[0]
        assert card.count("This speaks for it") == 1
        assert card.count("This speaks against it") <= 1
        assert "speaks for:" not in card
