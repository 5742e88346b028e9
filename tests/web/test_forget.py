"""Forgetting on the page and by the API: what goes is shown first, and then they are unknown."""

import html
from collections.abc import Iterator

import pytest

from kreds.model.relation import RelationQuery
from kreds.services.keep_store import back_up
from kreds.services.read_network import find_relations
from tests.web.serving import Running, demo_store, running


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The pages over a network of this file's own."""
    with running(demo_store(tmp_path_factory.mktemp("own"), relations=30, messages=300)) as server:
        yield server


def _somebody(own: Running, place: int) -> str:
    return find_relations(own.app.store, RelationQuery(connected="current")).relations[place].id


@pytest.mark.parametrize(("language", "words"), [("en", "cannot be undone"), ("da", "kan ikke fortrydes")])
def test_page_says_what_goes(own: Running, language: str, words: str) -> None:
    """The relation's page leads there; it says that it is for good, and offers the file for them first."""
    who = _somebody(own, 0)
    with own.client(language=language) as client:
        assert f"/relations/{who}/forget" in client.get(f"/relations/{who}").text
        page = html.unescape(client.get(f"/relations/{who}/forget").text)
        assert words in page
        assert page.index(f"/relations/{who}/held") < page.index(f'hx-post="/relations/{who}/forget"')


def test_page_forgets(own: Running) -> None:
    """They are gone with one press, and a ticked backup is written anew; one that is not there is refused before."""
    store, who = own.app.store, _somebody(own, 1)
    backup = back_up(store, None, now=own.app.now())
    with own.client() as client:
        assert backup.name in client.get(f"/relations/{who}/forget").text
        assert client.post(f"/relations/{who}/forget", data={"backup": "andet.db"}).status_code == 400
        answer = client.post(f"/relations/{who}/forget", data={"backup": backup.name})
        assert "They are forgotten." in answer.text
        assert "was written anew without them" in answer.text
        assert client.get(f"/relations/{who}").status_code == 404
        assert client.get(f"/relations/{who}/forget").status_code == 404


def test_api_forgets(own: Running) -> None:
    """What would go can be asked for; then they are unknown."""
    who = _somebody(own, 2)
    with own.client() as client:
        found = client.get(f"/api/relations/{who}/forget").json()
        assert {"part": "connections", "title": "In the owner’s list of relations", "rows": 1} in found["held"]
        done = client.post(f"/api/relations/{who}/forget", json={}).json()
        assert (done["forgotten"], done["clean"]) == (True, True)
        assert client.get(f"/api/relations/{who}").status_code == 404


def test_not_while_incognito(own: Running) -> None:
    """Whoever must not see who it is cannot be shown what goes."""
    who = _somebody(own, 3)
    with own.client() as client:
        client.post("/choices/incognito", json={"value": "on"})
        assert client.get(f"/relations/{who}/forget").status_code in (400, 404)
        assert "/forget" not in client.get(f"/relations/{who}").text
