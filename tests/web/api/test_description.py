"""The API keeps its word: whatever is asked, the answer is one that its description knows, and never a fault."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kreds.web.api.description import document
from tests.web.serving import Running, demo_store, running

SCHEMA = schemathesis.openapi.from_dict(document())
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations() if isinstance(found, Ok)]
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 25


@pytest.fixture(scope="module")
def throwaway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, str]]:
    """A server whose store may be changed at will, and a token for it."""
    store = demo_store(tmp_path_factory.mktemp("api"), relations=40, messages=400)
    with running(store) as server:
        yield server, server.site.sessions.new_api_token()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_every_answer_is_one_of_the_description(
    throwaway: tuple[Running, str], operation: "schemathesis.APIOperation[Any, Any, Any, Any]"
) -> None:
    """Values of all kinds, right and wrong, are answered with a status, a type and a shape that are described."""
    server, token = throwaway

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def ask(case: "schemathesis.Case[Any]") -> None:
        headers = {"Authorization": f"Bearer {token}"}
        case.call_and_validate(base_url=server.url, headers=headers, checks=CHECKS)

    ask()


def test_the_description_is_served_and_lists_everything(demo: Running) -> None:
    """It is OpenAPI 3.1, names each operation once, and every route of the API is in it."""
    with demo.client() as client:
        served = client.get("/api/openapi.json").json()
    assert served["openapi"].startswith("3.1")
    names = [one["operationId"] for methods in served["paths"].values() for one in methods.values()]
    assert len(names) == len(set(names)) == len(OPERATIONS)
    beside = {"/api/openapi.json", "/api/docs"}
    routes = {route.path for route in demo.routes if route.path.startswith("/api/")} - beside
    assert set(served["paths"]) == routes


def test_the_page_of_the_api_is_there_only_when_asked_for(demo: Running, tmp_path: Path) -> None:
    """Off by default; when on, it is a page of our own that names each operation and loads nothing from elsewhere."""
    with demo.client() as client:
        assert client.get("/api/docs").status_code == 404
    with running(tmp_path / "kreds.db", api_docs=True) as server, server.client() as client:
        page = client.get("/api/docs").text
        for path in document()["paths"]:
            assert path in page
        assert "http://" not in page.replace("http://127.0.0.1:8765", "")


def test_the_api_says_what_the_command_line_says(demo: Running) -> None:
    """The shapes have the keys of ``--json``: what the services give passes through them unchanged."""
    from kreds.model.relation import RelationQuery
    from kreds.services import json_shapes
    from kreds.services.read_network import find_relations, overview, show_relation

    with demo.client() as client:
        page = client.get("/api/relations", params={"per_page": 3, "sort": "name", "order": "asc"}).json()
        query = RelationQuery(per_page=3, sort="name", descending=False)
        assert page == json_shapes.relations_shape(find_relations(demo.app.store, query))
        person = page["relations"][0]["id"]
        why = client.get(f"/api/relations/{person}").json()
        assert why == json_shapes.why_shape(show_relation(demo.app.store, person), lambda phrase: phrase.english())
        assert client.get("/api/overview").json() == json_shapes.overview_shape(overview(demo.app.store))


def test_a_program_decides_and_takes_back(demo: Running) -> None:
    """Levels, tags and notes of many are said with one request each, and taken back with one."""
    token = demo.site.sessions.new_api_token()
    headers = {"authorization": f"Bearer {token}"}
    with httpx.Client(base_url=demo.url, headers=headers) as client:
        ids = [one["id"] for one in client.get("/api/relations?per_page=5").json()["relations"]]
        said = client.post("/api/levels", json={"people": ids, "level": "worthless"}).json()
        assert said["relations"] == 5
        assert client.get("/api/relations?said=true").json()["total"] == 5
        assert client.post("/api/undo", json={"id": said["id"]}).json() == {"undone": True}
        assert client.get("/api/relations?said=true").json()["total"] == 0
        tagged = client.post("/api/tags", json={"people": ids[:2], "tag": "kunde"}).json()
        assert client.get("/api/tags").json() == {"tags": {"kunde": 2}}
        client.post("/api/undo", json={"id": tagged["id"]})
        assert client.post(f"/api/relations/{ids[0]}/note", json={"text": "x"}).json()["note"] == "x"
        client.post("/api/undo", json={})
        assert client.post("/api/levels", json={"people": ids, "level": "great"}).status_code == 400


def test_incognito_reaches_the_api(demo: Running) -> None:
    """A browser that is incognito gets pseudonyms from the API, too."""
    with demo.client() as client:
        plain = {one["id"]: one["name"] for one in client.get("/api/relations?per_page=200").json()["relations"]}
        client.post("/choices/incognito", json={"value": "on"})
        listed = client.get("/api/relations?per_page=200").json()["relations"]
        dots = client.get("/api/circle").json()["dots"]
        fading = client.get("/api/overview").json()["fading"]
    # Both names are drawn from one list of common ones: a few may be alike by chance.
    same = [one for one in (*listed, *dots, *fading) if one["name"] == plain[one["id"]]]
    assert len(same) <= 3
    assert not any(one["profile_url"] for one in listed)
