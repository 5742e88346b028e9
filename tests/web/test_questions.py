"""The page that asks: answers are kept, the next comes, and what was learned is taken on and forgotten."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kreds.model.level import Level
from kreds.model.relation import RelationQuery
from kreds.services.find_relations import find_people
from kreds.services.judge_relations import overrule_levels
from kreds.services.learn_from_person import whom_to_ask_next
from tests.web.serving import Running, demo_store, running

PART = {"hx-request": "true"}


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Running]:
    """A server of its own over forty relations: what is said changes its store."""
    with running(demo_store(tmp_path, relations=40, messages=600)) as server:
        yield server


def asked(page: str) -> str:
    """The id of who is asked about."""
    found = re.search(r'<h2><a href="/relations/([0-9a-f]{13})">', page)
    assert found
    return found[1]


def test_answers_are_kept_and_the_next_is_asked_about(own: Running) -> None:
    """A level, a no to everything, and a skip each lead to somebody new; a fact keeps the same one."""
    with own.client() as client:
        first = asked(client.get("/questions").text)
        second = asked(client.post("/questions/level", data={"person": first, "level": "strong", "skipped": ""}).text)
        assert client.get(f"/api/relations/{first}").json()["level"] == "strong"
        same = client.post("/questions/fact", data={"person": second, "fact": "met", "say": "yes", "skipped": first})
        assert asked(same.text) == second
        third = asked(client.post("/questions/none", data={"person": second, "skipped": first}).text)
        assert set(client.get(f"/api/relations/{second}").json()["answers"].values()) == {False}
        fourth = asked(client.post("/questions/next", data={"person": third, "skipped": f"{first},{second}"}).text)
        assert len({first, second, third, fourth}) == 4
        assert client.post("/questions/level", data={"person": fourth, "level": "great"}).status_code == 400
        assert client.post("/questions/level", data={"person": "x", "level": "strong"}).status_code == 400
        assert client.post("/questions/next", data={"person": fourth, "skipped": "zz"}).status_code == 400


def test_what_was_learned_is_taken_on_and_forgotten(own: Running) -> None:
    """Levels that disagree offer lessons; taking them on and forgetting them is said, with a way back."""
    people = find_people(own.app.store, RelationQuery(levels=(Level.STRONG, Level.AVERAGE)))[:15]
    with own.client() as client:
        assert "Nothing yet" in client.get("/questions/learned", headers=PART).text
        overrule_levels(own.app.store, people, Level.WORTHLESS, at=1)
        assert 'id="learn"' in client.get("/questions/learned", headers=PART).text
        on = client.post("/questions/learned", data={"on": "yes"})
        assert 'id="unlearn"' in on.text
        assert client.get("/api/learned").json()["is_on"]
        assert client.post("/api/learned", json={"on": False}).status_code == 200
        assert not client.get("/api/learned").json()["is_on"]
        assert len(client.get("/api/questions?limit=3").json()["questions"]) == 3


def test_of_nobody_nothing_is_claimed(empty: Running) -> None:
    """Before the first download there is nothing to ask, and nothing to be sure of."""
    with empty.client() as client:
        page = client.get("/questions").text
    assert "Nobody is here yet" in page
    assert "expects to be right" not in page


def test_what_was_undone_is_named(own: Running) -> None:
    """An answer, the criteria and the learning are told apart when they are taken back."""
    with own.client() as client:
        person = whom_to_ask_next(own.app.store)[0].relation
        client.post(f"/relations/{person.id}/answer", data={"fact": "met", "say": "yes"})
        assert client.post("/undo", json={}).json()["text"] == "Taken back: your answer."
        client.post("/criteria", data={"met": "much"})
        assert client.post("/undo", json={}).json()["text"] == "Taken back: what counts for you."
        client.post("/questions/level", data={"person": person.id, "level": "strong"})
        settled = client.post("/questions/learned", data={"on": "yes"}).text
        assert settled.count("autofocus") == 1
        assert "autofocus" not in client.get("/questions/learned", headers=PART).text
        assert "learned" in client.post("/undo", json={}).json()["text"]
        client.post("/undo", json={})
