"""Goals and composition on the pages and over the API."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote_plus

import pytest

from kreds.model.goal import GoalKind
from kreds.services.state_goal import mixed_goal, state_goal, stated_goals
from tests.web.grouped import put_into_groups
from tests.web.serving import Running, demo_store, running

ASKED = {"kind.sell": "3", "kind.job": "0"}


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Running]:
    """A server of its own over forty relations in groups: what is said changes its store."""
    with running(demo_store(tmp_path, relations=40, messages=600)) as server:
        put_into_groups(server.app.store)
        yield server


def test_without_a_goal_every_page_leads_to_one(own: Running) -> None:
    """The overview asks what one wants, the composition too, and the goals page begins with the set-up."""
    with own.client() as client:
        for path in ("/", "/composition", "/goals"):
            assert 'href="/goals/new"' in client.get(path).text
        assert "are your largest group" in client.get("/composition").text


def test_the_set_up_is_a_form_that_works_by_its_address(own: Running) -> None:
    """Without scripts, what was chosen stands in the address and the page shows what would be missing."""
    with own.client() as client:
        page = client.get("/goals/new", params={**ASKED, "company": "Nordlys <b>"}).text
        assert 'name="share.current_customer" min="0" max="100" step="1" value="25"' in page
        assert 'value="purchasing" checked' in page
        assert 'value="Nordlys &lt;b&gt;" checked' in page
        assert "you want 25%" in page
        assert stated_goals(own.app.store).all == ()
        changed = client.get("/goals/new", params={**ASKED, "mixed": "sell:3", "share.press": "150"}).text
        assert 'name="share.press" min="0" max="100" step="1" value="100"' in changed
        for part in ("/goals/draft", "/goals/preview"):
            answer = client.get(part, params=ASKED)
            assert answer.headers["location"] == "/goals/new?kind.sell=3&kind.job=0"


def test_another_mix_replaces_only_what_nobody_has_changed(own: Running) -> None:
    """Sliders that were moved stay where they are until the starting point is asked for again."""
    with own.client() as client:
        client.headers["hx-request"] = "true"
        moved = {"kind.job": "3", "mixed": "sell:3", "share.current_customer": "44"}
        kept = client.get("/goals/draft", params=moved).text
        assert 'value="44"' in kept
        assert 'name="share.headhunter" min="0" max="100" step="1" value="0"' in kept
        anew = client.get("/goals/draft", params={**moved, "remix": "all"}).text
        assert 'name="share.headhunter" min="0" max="100" step="1" value="15"' in anew


def test_goals_are_stated_compared_chosen_given_up_and_taken_back(own: Running) -> None:
    """Each step answers with all goals, says so, and can be undone."""
    with own.client() as client:
        fields = {"kind.sell": "3", "mixed": "sell:3", "share.current_customer": "30", "number.current_customer": "20"}
        stated = client.post("/goals", data=fields)
        assert stated.headers["hx-push-url"] == "/goals"
        assert "Your goal is stated: Sell" in stated.headers["hx-trigger"]
        more = {"name": "Job", "kind.job": "1", "choose": "no"}
        assert client.post("/goals", data=more).text.count("counts now") == 1
        goals = {goal.name: goal for goal in stated_goals(own.app.store).all}
        assert goals["Sell"].targets[0].number == 20
        used = client.post("/goals/use", data={"goal": goals["Job"].id})
        assert "This goal counts now: Job" in used.headers["hx-trigger"]
        assert "Which goal counted when" in used.text
        edit = client.get(f"/goals/{goals['Sell'].id}/edit").text
        assert 'name="number.current_customer" min="0" max="1000000" inputmode="numeric" value="20"' in edit
        client.post("/goals/give-up", data={"goal": goals["Job"].id})
        assert stated_goals(own.app.store).active == goals["Sell"]
        client.post("/undo", json={})
        active = stated_goals(own.app.store).active
        assert active is not None
        assert active.name == "Job"
        assert client.post("/goals", data={"name": "Nothing"}).status_code == 400
        assert client.get("/goals/none/edit").status_code == 400


def test_every_bar_opens_people_and_says_why(own: Running) -> None:
    """Shares stand beside the goal, weighed as asked; who is not known is shown, and what to do about it."""
    state_goal(own.app.store, mixed_goal("Sell", {GoalKind.SELL: 1}), at=1)
    put_into_groups(own.app.store)
    with own.client() as client:
        page = client.get("/composition").text
        for link in ("segment=current_customer", "segment=none", "seniority=director", "workplace=Aarhus"):
            assert f'href="/relations?{link}"' in page
        assert page.count("<summary>Why?") >= 5
        assert "goal 25%" in page
        assert "relations Kreds does not know who they are to you" in page
        strong = client.get("/composition", params={"weigh": "strong"}).text
        assert 'href="/relations?segment=current_customer&amp;level=strong"' in strong
        assert 'href="/composition?weigh=strong" aria-current="true"' in strong
        assert client.get("/composition", params={"weigh": "nonsense"}).text == page
        assert 'class="sectors"' in client.get("/").text


def test_incognito_shows_no_company_and_no_place(own: Running) -> None:
    """Neither page names a company or a place, and what is kept meanwhile loses none of them."""
    company = re.search(r'href="/relations\?company=([^"&]+)', own_page(own, "/composition"))
    assert company
    name = unquote_plus(company[1])
    fields = [("name", "Salg"), ("kind.sell", "1"), ("company", name), ("place", "Aarhus"), ("mixed", "")]
    with own.client() as client:
        client.post("/goals", content="&".join(f"{key}={value}" for key, value in fields), headers=FORM)
        goal = stated_goals(own.app.store).all[0]
        assert goal.audience.companies == (name,)
        client.post("/choices/incognito", json={"value": "on"})
        for path in ("/composition", "/goals", f"/goals/{goal.id}/edit", "/goals/new", "/"):
            page = client.get(path).text
            assert name not in page, path
            assert "Aarhus" not in page, path
        assert name not in client.get("/api/goals").text + client.get("/api/composition").text
        changed = {"id": goal.id, "name": "Salg", "kind.sell": "1", "mixed": "sell:1", "share.press": "5"}
        client.post("/goals", data=changed)
        assert stated_goals(own.app.store).all[0].audience.companies == (name,)
        assert client.post("/api/goals", json={"id": goal.id, "name": "X", "kinds": {"sell": 1}}).status_code == 400


FORM = {"content-type": "application/x-www-form-urlencoded"}


def own_page(server: Running, path: str) -> str:
    """A page of the server."""
    with server.client() as client:
        return client.get(path).text


def test_the_api_states_tries_and_tells(own: Running) -> None:
    """A goal over the API is the goal on the page; a preview says nothing for good; nonsense is refused."""
    with own.client() as client:
        assert {dot["segment"] for dot in client.get("/api/circle").json()["dots"]} >= {"current_customer", ""}
        body = {"name": "Press", "targets": [{"segment": "press", "share": 0.1, "number": 9}]}
        tried = client.post("/api/goals/preview", json=body).json()["gaps"]
        assert tried == [{"segment": "press", "have": 0, "share": 0, "want": 9, "missing": 9}]
        assert client.get("/api/goals").json()["goals"] == []
        said = client.post("/api/goals", json=body).json()
        other = client.post("/api/goals", json={"name": "Sell", "kinds": {"sell": 1}, "choose": False}).json()
        found = client.get("/api/goals").json()
        assert found["active"] == said["goal"]["id"]
        assert len(found["goals"]) == 2
        client.post("/api/goals/use", json={"goal": "Sell"})
        assert client.get("/api/composition").json()["goal"]["id"] == other["goal"]["id"]
        client.post("/api/goals/give-up", json={"goal": other["goal"]["id"]})
        network = client.get("/api/composition").json()
        assert network["gaps"][0]["segment"] == "press"
        assert sum(one["relations"] for one in network["by"]["function"]) == network["relations"]
        assert client.post("/api/goals", json={"name": "X", "kinds": {"fly": 1}}).status_code == 400
        assert client.post("/api/goals", json={"name": "X", "targets": []}).status_code == 400


def test_an_empty_network_has_a_composition_page(empty: Running) -> None:
    """Before anything is imported the pages say what to do, and a goal can be stated first."""
    with empty.client() as client:
        assert "There is nobody in your circle yet." in client.get("/composition").text
        assert client.get("/goals/new", params=ASKED).status_code == 200
        client.post("/goals", data={"kind.sell": "1"})
        assert "There is nobody in your circle yet." in client.get("/goals").text
