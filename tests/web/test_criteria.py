"""Weighing the criteria and answering on the pages and over the API."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kreds.model.relation import RelationQuery
from kreds.services.find_relations import find_people
from tests.web.serving import Running, demo_store, running


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Running]:
    """A server of its own over forty relations: what is said changes its store."""
    with running(demo_store(tmp_path, relations=40, messages=600)) as server:
        yield server


def test_criteria_are_tried_kept_and_put_back(own: Running) -> None:
    """The preview changes nothing, keeping does, the page shows what counts, and the guide's own comes back."""
    with own.client() as client:
        page = client.get("/criteria").text
        assert page.count('value="full" checked') == 6
        told = client.get("/criteria/preview?interact=off").text
        assert "change" in told
        assert client.get("/criteria").text.count('value="full" checked') == 6
        kept = client.post("/criteria", data={"interact": "off", "met": "much"})
        assert "40 relations are judged anew." in kept.headers["hx-trigger"]
        assert 'name="interact" value="off" checked' in kept.text
        assert client.get("/api/criteria").json()["criteria"]["met"] == "much"
        assert client.post("/criteria", data={"as": "guide"}).text.count('value="full" checked') == 6
        assert client.post("/criteria", data={"interact": "huge"}).status_code == 400


def test_a_fact_is_answered_on_the_page_of_a_relation(own: Running) -> None:
    """Yes is pressed after yes, pressed again it is taken away, and nonsense is refused."""
    person = f"{find_people(own.app.store, RelationQuery())[0]:013x}"
    with own.client() as client:
        answered = client.post(f"/relations/{person}/answer", data={"fact": "met", "say": "yes"})
        assert 'id="met-yes" data-key="m" aria-pressed="true"' in answered.text
        assert client.get(f"/api/relations/{person}").json()["answers"] == {"met": True}
        client.post(f"/relations/{person}/answer", data={"fact": "met", "say": ""})
        assert client.get(f"/api/relations/{person}").json()["answers"] == {}
        assert client.post(f"/relations/{person}/answer", data={"fact": "hat", "say": "yes"}).status_code == 400


def test_the_api_answers_and_tries_criteria(own: Running) -> None:
    """Facts and criteria can be said over the API, previews add up, and one undo takes all of a call back."""
    people = [f"{one:013x}" for one in find_people(own.app.store, RelationQuery())[:2]]
    with own.client() as client:
        said = client.post("/api/answers", json={"people": people, "facts": ["knows", "helps"], "yes": True}).json()
        assert said["relations"] == 2
        assert client.get(f"/api/relations/{people[1]}").json()["answers"] == {"knows": True, "helps": True}
        client.post("/api/undo", json={"id": said["id"]})
        assert client.get(f"/api/relations/{people[0]}").json()["answers"] == {}
        tried = client.post("/api/criteria/preview", json={"criteria": {"common": "off"}}).json()
        current = find_people(own.app.store, RelationQuery(connected="current"))
        assert sum(tried["counts"].values()) == len(current)
        assert client.post("/api/criteria", json={"criteria": {"common": "off"}}).status_code == 200
        assert client.post("/api/criteria", json={"criteria": {"beauty": "off"}}).status_code == 400
