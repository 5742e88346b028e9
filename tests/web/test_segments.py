"""Groups on the pages and over the API: counted, ruled, said of one and of many."""

from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path

import pytest

from kreds.model.relation import RelationQuery
from kreds.services.decide import take_back
from kreds.services.find_relations import find_people, find_relations
from kreds.services.say_groups import say_group
from tests.web.serving import Running, demo_store, running

PART = {"hx-request": "true"}


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Running]:
    """A server of its own over eighty relations: what is said changes its store."""
    with running(demo_store(tmp_path, relations=80, messages=600)) as server:
        yield server


@pytest.fixture
def large(tmp_path: Path) -> Iterator[Running]:
    """The same over so many relations that several are at one company."""
    with running(demo_store(tmp_path, relations=300, messages=600)) as server:
        yield server


def test_a_rule_is_tried_laid_down_and_removed(own: Running) -> None:
    """The preview counts and changes nothing, half a rule is no mistake, and the rule is listed until it is removed."""
    company = find_relations(own.app.store, RelationQuery(sort="name")).relations[0].company
    asked = {"company": company, "own": "Messen", "on": "yes"}
    with own.client() as client:
        assert "Say whom it is about" in client.get("/segments/preview", params={"own": "Messen"}, headers=PART).text
        tried = client.get("/segments/preview", params=asked, headers=PART).text
        assert "would change group" in tried
        assert "own:Messen" not in client.get("/api/segments").text
        kept = client.post("/segments/rules", data=asked)
        assert "changed group" in kept.headers["hx-trigger"]
        (rule,) = client.get("/api/segments").json()["rules"]
        assert (rule["segment"], rule["where"]) == ("own:Messen", {"company": company})
        listed = client.get("/api/relations", params={"segment": "own:Messen"}).json()
        assert listed["total"] == len([one for one in listed["relations"] if "own:Messen" in one["segments"]]) > 0
        assert client.get("/relations", params={"segment": "own:Messen", "columns": "segment"}).text.count("Messen") > 1
        assert client.post("/segments/rules", data={"segment": "partner"}).status_code == 400
        client.post("/segments/rules", data={"drop": rule["id"]})
        assert client.get("/api/segments").json()["rules"] == []


def test_a_company_is_said_to_be_a_customer(own: Running) -> None:
    """What is said of a company is listed, and taken away by its button."""
    with own.client() as client:
        said = client.post("/segments/accounts", data={"company": "Nordlys Data", "status": "current"})
        assert "Nordlys Data" in said.text
        assert client.get("/api/segments").json()["accounts"] == [{"company": "Nordlys Data", "status": "current"}]
        client.post("/segments/accounts", data={"company": "Nordlys Data", "status": "unsaid"})
        assert client.get("/api/segments").json()["accounts"] == []
        assert client.post("/segments/accounts", data={"company": "x", "status": "friend"}).status_code == 400


def test_a_relation_is_put_into_a_group_on_its_page(own: Running) -> None:
    """Yes puts in and says so, pressed again it is taken away, and nonsense is refused."""
    person = f"{find_people(own.app.store, RelationQuery())[0]:013x}"
    with own.client() as client:
        page = client.post(f"/relations/{person}/group", data={"segment": "current_customer", "say": "yes"}).text
        assert "You say so" in page
        assert "current_customer" in client.get(f"/api/relations/{person}").json()["segments"]
        client.post(f"/relations/{person}/group", data={"segment": "current_customer", "say": ""})
        assert "current_customer" not in client.get(f"/api/relations/{person}").json()["segments"]
        refused = client.post(f"/relations/{person}/group", data={"segment": "current_customer", "say": "perhaps"})
        assert refused.status_code == 400


def test_many_are_put_into_a_group_at_once(own: Running) -> None:
    """The bar of the list puts those chosen in and takes them out; one undo takes it back."""
    people = [f"{one:013x}" for one in find_people(own.app.store, RelationQuery())[:3]]
    with own.client() as client:
        body = {"what": "group", "value": "partner", "people": people}
        said = client.post("/relations/decide", json=body).json()
        assert (said["relations"], "Partners" in said["text"]) == (3, True)
        assert set(people) <= {one["id"] for one in client.get("/api/relations?segment=partner").json()["relations"]}
        client.post("/api/undo", json={"id": said["undo"]})
        assert client.get(f"/api/relations/{people[0]}").json()["segments"] != ["partner"]


def test_incognito_names_no_company_of_a_rule(own: Running) -> None:
    """A rule and a reason name companies; incognito they bear their pseudonyms."""
    relation = next(one for one in find_relations(own.app.store, RelationQuery()).relations if one.company)
    with own.client() as client:
        client.post("/segments/rules", data={"company": relation.company, "segment": "partner"})
        assert relation.company in client.get("/segments").text
        client.post("/choices/incognito", json={"value": "on"})
        hidden = client.get("/segments").text
        assert relation.company not in hidden


def test_a_proposed_rule_is_shown_used_and_dismissed(large: Running) -> None:
    """The page shows whom it would move and why; incognito nobody; one press lays it down, another one dismisses it."""
    by_company: dict[str, list[int]] = {}
    for one in find_relations(large.app.store, RelationQuery(connected="current")).relations:
        if one.company:
            by_company.setdefault(one.company, []).append(int(one.id, 16))
    company, people = max(by_company.items(), key=lambda item: len(item[1]))
    assert len(people) > 3
    for person in people[:3]:
        say_group(large.app.store, [person], "own:Messen", True, at=1)
    with large.client() as client:
        (asked, *_) = client.get("/api/segments/proposals").json()["proposals"]
        assert (asked["segment"], asked["where"], asked["ground"]) == (
            "own:Messen",
            {"company": company},
            "corrections",
        )
        name = asked["examples"][0]["name"]
        page = client.get("/segments").text
        assert "Rules to consider" in page
        assert name in page
        assert escape(company) in page
        client.post("/choices/incognito", json={"value": "on"})
        hidden = client.get("/segments").text + client.get("/api/segments/proposals").text
        assert name not in hidden
        assert company not in unescape(hidden)
        client.post("/choices/incognito", json={"value": "off"})
        client.post("/segments/rules", data={"dismiss": asked["id"]})
        assert asked["id"] not in client.get("/api/segments/proposals").text
        take_back(large.app.store, at=large.app.now())
        kept = client.post("/segments/rules", data={"accept": asked["id"]})
        assert "changed group" in kept.headers["hx-trigger"]
        assert asked["id"] in {rule["id"] for rule in client.get("/api/segments").json()["rules"]}
        gone = client.post("/segments/rules", data={"accept": asked["id"]})
        assert "no longer" in gone.headers["hx-trigger"]
