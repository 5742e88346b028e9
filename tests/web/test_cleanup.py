"""The clean-up's pages: what they say, what a step keeps, that nothing counts twice, and who stays hidden incognito."""

import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import httpx
import pytest

from kreds.model.goal import GoalKind
from kreds.model.review import Fate
from kreds.services.judge_relations import undo as take_back_latest
from kreds.services.review_portion import deck
from kreds.services.state_goal import mixed_goal, state_goal
from kreds.services.trials import put_on_trial
from tests.web.serving import NOW, TODAY, Running, connections_zip, demo_store, imported, running

PART = {"hx-request": "true"}


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Running]:
    """A server over 60 invented relations."""
    with running(demo_store(tmp_path, relations=60, messages=600)) as server:
        yield server


def begin(client: httpx.Client, **fields: str) -> str:
    """Take a portion; its first card."""
    answer = client.post("/cleanup/open", data={"choice": "likely", "size": "10", **fields}, headers=PART)
    assert answer.headers["hx-redirect"] == "/cleanup/deck"
    return client.get("/cleanup/deck").text


def values(page: str, button: str) -> dict[str, str]:
    """What a button of the deck sends."""
    found = re.search(rf'id="{button}"[^>]*data-values="([^"]*)"', page)
    assert found
    told: dict[str, str] = json.loads(unescape(found[1]))
    return told


def said_of(server: Running, person: str) -> list[Fate]:
    """Every answer that stands of a relation in the open portion."""
    found = deck(server.app.store, today=TODAY)
    assert found
    return [one.fate for one in found.said if one.person == person]


def name_on(page: str) -> str:
    """Who is looked at."""
    found = re.search(r'<h1 id="deck-name"[^>]*>([^<]*)<', page)
    assert found
    return unescape(found[1])


def test_the_page_says_when_and_what_is_ready(small: Running) -> None:
    """Due at first; the numbers with their why, the rules as such, and both languages."""
    with small.client() as client:
        page = client.get("/cleanup").text
        assert "It is time for a clean-up." in page
        assert "Waiting for an answer of yours" in page
        assert "Strong relations are kept, also when they are passive." in page
        assert "never met or written; no relation of any kind; never reacts to your posts" in page
        assert 'href="/cleanup/list"' in page
        assert "Clean up your network" in client.get("/").text
    with small.client(language="da") as client:
        assert "Det er tid til en oprydning." in client.get("/cleanup").text


def test_rhythm_and_line_are_kept_and_undone(small: Running) -> None:
    """Both are chosen by one press, taken back by one, and refused out of bounds."""
    with small.client() as client:
        answer = client.post("/cleanup/plan", data={"times": "0"})
        assert "You clean up when you feel like it." in answer.text
        assert client.post("/cleanup/plan", data={"line": "0.9"}).text.count("at least 90% sure")
        assert "Nothing was changed." in client.post("/cleanup/plan", data={"line": "0.9"}).headers["hx-trigger"]
        client.post("/undo", json={})
        assert "at least 70% sure" in client.get("/cleanup").text
        for wrong in ({"times": "3"}, {"line": "2"}, {"times": "x"}):
            assert client.post("/cleanup/plan", data=wrong).status_code == 400


def test_a_portion_is_taken_and_finished(small: Running) -> None:
    """One at a time; finished it is said when the next is due; undone it is open again."""
    with small.client() as client:
        assert "No portion is open" in client.get("/cleanup/deck").text
        page = begin(client)
        assert "1 of 10" in page
        assert "Your portion" in client.get("/cleanup").text
        assert "Go on with your portion: 10 are left" in client.get("/").text
        assert client.post("/cleanup/open", data={"choice": "likely"}).status_code == 400
        assert client.post("/cleanup/finish", data={"x": ""}).headers["hx-redirect"] == "/cleanup"
        assert "The next clean-up is due on 1 February 2027." in client.get("/cleanup").text
        assert "The next clean-up is due on 1 February 2027." in client.get("/").text
        client.post("/undo", json={})
        assert "1 of 10" in client.get("/cleanup/deck").text
        assert client.post("/cleanup/open", data={"choice": "nobody"}).status_code == 400
        client.post("/cleanup/finish", data={"x": ""})
        assert client.post("/cleanup/open", data={"choice": "company"}).status_code == 400
        assert client.post("/cleanup/open", data={"choice": "likely", "size": "0"}).status_code == 400


def test_each_fate_is_kept_and_the_next_card_comes(small: Running) -> None:
    """Let go, on trial, cultivate, keep: kept as said, the card goes on, and undo brings it back."""
    with small.client() as client:
        page = begin(client)
        for number, fate in enumerate(("let_go", "trial", "cultivate", "keep")):
            about = values(page, f"say-{fate}")
            before = name_on(page)
            page = client.post("/cleanup/deck/say", data={**about, "step": f"step-{number}-aaaa"}).text
            assert said_of(small, about["person"]) == [Fate(fate)]
            assert name_on(page) != before
            assert before in page.partition("deck-card")[0]
        assert "5 of 10" in page
        page = client.post("/cleanup/deck/undo", data=values(page, "step-back")).text
        assert name_on(page) == before
        assert said_of(small, about["person"]) == []


def test_a_step_sent_twice_is_one_step(small: Running) -> None:
    """The answer got lost and it is sent again: nothing is said twice, not even after it was taken back."""
    with small.client() as client:
        about = {**values(begin(client), "say-skip"), "step": "once-and-only"}
        first = client.post("/cleanup/deck/say", data=about)
        again = client.post("/cleanup/deck/say", data=about)
        assert said_of(small, about["person"]) == [Fate.SKIP]
        assert name_on(first.text) == name_on(again.text)
        take_back_latest(small.app.store, at=NOW)
        client.post("/cleanup/deck/say", data=about)
        assert said_of(small, about["person"]) == []


def test_two_windows_agree(small: Running) -> None:
    """The later answer counts, a skip does not touch one, and the window that was behind is told and goes on."""
    with small.client() as client:
        page = begin(client)
        keep, let_go, skip = (values(page, f"say-{one}") for one in ("keep", "let_go", "skip"))
        client.post("/cleanup/deck/say", data={**keep, "step": "window-one"})
        stale = client.post("/cleanup/deck/say", data={**skip, "step": "window-two"}).text
        assert said_of(small, keep["person"]) == [Fate.KEEP]
        assert "You had said “Keep” of the last one in another window; that stands." in stale
        assert name_on(stale) != name_on(page)
        client.post("/cleanup/deck/say", data={**keep, "step": "window-same"})
        assert said_of(small, keep["person"]) == [Fate.KEEP]
        later = client.post("/cleanup/deck/say", data={**let_go, "step": "window-three"}).text
        assert "now “Let go” counts." in later
        assert said_of(small, keep["person"])[-1] is Fate.LET_GO
        client.post("/cleanup/finish", data={"x": ""})
        over = client.post("/cleanup/deck/say", data={**keep, "step": "window-four"})
        assert over.status_code == 400
        assert "That portion is finished." in over.text


def test_answers_settle_the_signs(small: Running) -> None:
    """Only what no source covers is asked; a no to all of it makes a proposal with its rule, a yes takes it away."""
    with small.client() as client:
        page = begin(client)
        assert "Have you met?" in page
        for fact in ("met", "related", "reacts"):
            if f'id="{fact}-no"' in page:
                page = client.post("/cleanup/deck/answer", data=values(page, f"{fact}-no")).text
        assert "Proposal: let go." in page
        assert "All three signs hold" in page
        page = client.post("/cleanup/deck/answer", data=values(page, "met-yes")).text
        assert "Proposal: let go." not in page
        about = values(page, "met-unsure")
        page = client.post("/cleanup/deck/answer", data=about).text
        assert re.search(r'id="met-unsure"[^>]*aria-pressed="true"', page)
        for wrong in ({"fact": "rich"}, {"say": "perhaps"}):
            assert client.post("/cleanup/deck/answer", data={**about, **wrong}).status_code == 400


def test_a_day_for_the_trial(small: Running) -> None:
    """Half a year when nothing is said, else the day that was chosen; what is no day is refused and nothing kept."""
    with small.client() as client:
        page = begin(client)
        assert 'value="2027-05-01"' in page
        about = {**values(page, "say-trial"), "step": "trial-one"}
        assert client.post("/cleanup/deck/say", data={**about, "until": "soon"}).status_code == 400
        assert client.post("/cleanup/deck/say", data={**about, "until": "2020-01-01"}).status_code == 400
        client.post("/cleanup/deck/say", data={**about, "until": "2027-01-15"})
        assert "On trial until 15 January 2027" in client.get(f"/relations/{about['person']}").text


def test_trials_that_are_due_come_first(small: Running) -> None:
    """With what came of the trial, and without being asked for."""
    store = small.app.store
    with small.client() as client:
        strong = client.get("/api/relations?level=strong").json()["relations"][0]
        day = date(2026, 5, 1)
        put_on_trial(store, [int(strong["id"], 16)], date(2026, 10, 1), today=day, at=1_777_600_000)
        assert "1 trial is due: it comes first in the deck" in client.get("/cleanup").text
        page = begin(client)
    assert name_on(page) == strong["name"]
    assert "The trial ran until 1 October 2026" in page
    assert "The files reach to" in page


def test_after_the_last_a_summary(small: Running) -> None:
    """Skipped ones come again; then counts by fate, what is lost with all, and the way on."""
    with small.client() as client:
        page = begin(client, size="2")
        page = client.post("/cleanup/deck/say", data={**values(page, "say-skip"), "step": "first-skip"}).text
        page = client.post("/cleanup/deck/say", data={**values(page, "say-let_go"), "step": "second-go"}).text
        assert "You skipped them before." in page
        page = client.post("/cleanup/deck/say", data={**values(page, "say-unsure"), "step": "third-doubt"}).text
        assert "here is a second look" in page
        page = client.post("/cleanup/deck/say", data={**values(page, "say-let_go"), "step": "fourth-go"}).text
        assert "You have been through 2 relations." in page
        assert re.search(r"<strong>2</strong> to let go", page)
        assert "With all 2 you let go:" in page
        assert 'href="/cleanup/list"' in page


def test_what_would_be_lost_and_who_says_so(small: Running) -> None:
    """With a goal of being found for a job, loose acquaintances bear the caution and its source, as does the end."""
    state_goal(small.app.store, mixed_goal("Job", {GoalKind.JOB: 1}), at=NOW, choose=True)
    with small.client() as client:
        page = begin(client, choice="random", size="40")
        seen = 0
        for number in range(40):
            seen += "New jobs come most often through loose acquaintances like this one" in page
            assert ("If you let them go:" in page) != ("nothing else that Kreds knows of is lost" in page)
            about = {**values(page, "say-let_go"), "step": f"all-go-{number}"}
            page = client.post("/cleanup/deck/say", data=about).text
        assert seen
        assert 'href="/help#weak"' in page
        assert "You want to be found for a job" in page
        assert 'id="weak"' in client.get("/help").text


def test_the_table_says_of_many(small: Running) -> None:
    """Those that are ticked get one fate, taken back as one; filters show what is proposed and what was said."""
    with small.client() as client:
        assert "Take a portion" in client.get("/cleanup/table").text
        begin(client)
        ids = re.findall(r'name="who" value="([0-9a-f]{13})"', client.get("/cleanup/table").text)
        assert len(ids) == 10
        answer = client.post("/cleanup/table/say", data={"fate": "let_go", "who": ids[:4]})
        assert "4 relations: Let go." in answer.headers["hx-trigger"]
        assert len(re.findall('name="who"', answer.text)) == 6
        assert len(re.findall('name="who"', client.get("/cleanup/table?show=done").text)) == 4
        client.post("/undo", json={})
        assert len(re.findall('name="who"', client.get("/cleanup/table?show=ask").text)) == 10
        assert "Tick somebody first." in client.post("/cleanup/table/say", data={"fate": "keep"}).headers["hx-trigger"]
        assert client.post("/cleanup/table/say", data={"fate": "eat", "who": ids[:1]}).status_code == 400


def test_who_is_protected_is_never_proposed(small: Running) -> None:
    """People, companies and groups go on the list and off it, from the page and from the deck."""
    with small.client() as client:
        page = begin(client)
        about = values(page, "protect")
        page = client.post("/cleanup/deck/protect", data=about).text
        assert "Proposal: keep." in page
        body = client.get("/cleanup").text
        assert "everybody at this company" not in body
        assert re.search(rf'href="/relations/{about["person"]}"><strong>', body)
        person = client.get(f"/api/relations/{about['person']}").json()
        company = person["relation"]["company"] if "relation" in person else person["company"]
        body = client.post("/cleanup/protected", data={"company": company or "Nordlys A/S"}).text
        assert "everybody at this company" in body
        key = json.loads(unescape(re.findall(r"hx-vals=\"({[^\"]*company[^\"]*})\"", body)[0]))
        assert "everybody at this company" not in client.post("/cleanup/protected", data=key).text
        body = client.post("/cleanup/protected", data={"group": "partner"}).text
        assert "everybody in this group" in body
        assert client.post("/cleanup/protected", data={"who": "nobody at all"}).status_code == 404


def test_the_part_on_a_relations_page(small: Running) -> None:
    """Let go, cultivate, protect, and take back what was said; a fate that is none is refused."""
    with small.client() as client:
        one = client.get("/api/relations?level=average").json()["relations"][0]["id"]
        page = client.get(f"/relations/{one}").text
        assert "Nothing was said in a clean-up yet." in page
        page = client.post(f"/relations/{one}/fate", data={"fate": "let_go"}).text
        assert "You said “Let go” on" in page
        number = re.search(r'{"undo": "(\d+)"}', page)
        assert number
        page = client.post(f"/relations/{one}/fate", data={"undo": number[1]}).text
        assert "Nothing was said in a clean-up yet." in page
        page = client.post(f"/relations/{one}/fate", data={"protect": "yes"}).text
        assert re.search(r'id="fate-protect" aria-pressed="true"', page)
        assert client.post(f"/relations/{one}/fate", data={"fate": "eat"}).status_code == 400


def test_incognito_hides_who_it_is(small: Running) -> None:
    """No page of the clean-up tells a name or a company, and steps are kept all the same."""
    with small.client() as client:
        page = begin(client)
        about = values(page, "say-let_go")
        person = client.get(f"/api/relations/{about['person']}").json()
        real = person.get("relation", person)
        client.post("/cleanup/protected", data={"company": real["company"] or "Nordlys A/S"})
        client.post("/cleanup/protected", data={"who": about["person"]})
        client.post("/choices/incognito", json={"value": "on"})
        step = client.post("/cleanup/deck/say", data={**about, "step": "masked-step"})
        pages = [
            step.text,
            *(client.get(f"/cleanup{path}").text for path in ("", "/deck", "/table", "/table?show=done")),
        ]
        for text in pages:
            assert real["name"] not in text
            assert not real["company"] or real["company"] not in text
            assert not real["company"] or real["company"].lower() not in text.lower()
        assert said_of(small, about["person"]) == [Fate.LET_GO]


def test_thin_networks_are_told_what_is_missing(tmp_path: Path, empty: Running) -> None:
    """Nothing imported, and one relation from a list of connections alone: each is a page that says what to do."""
    with empty.client() as client:
        page = client.get("/cleanup").text
        assert "Bring your network here first" in page
        assert 'href="/import"' in page.partition("<main")[2]
        assert "No portion is open" in client.get("/cleanup/deck").text
    folder = tmp_path / "one"
    folder.mkdir()
    alone = [("Ida", "Berg", "https://www.linkedin.com/in/ida-berg", "", "Nordlys", "Chef", "01 Mar 2019")]
    with running(imported(folder, [connections_zip(folder / "one.zip", alone)])) as server, server.client() as client:
        page = client.get("/cleanup").text
        assert "Your messages are not among the files" in page
        assert "Without a goal" in page
        assert "Nobody is ready to be proposed." in page
        page = begin(client)
        assert "1 of 1" in page
        assert "No file of messages has been read" in page


def test_hostile_names_stay_text(hostile: Running) -> None:
    """Names and companies of files are shown as they are on a card and in the table, and run nothing."""
    with hostile.client() as client:
        if "No portion is open" in client.get("/cleanup/deck").text:
            begin(client, choice="random", size="100")
        for path in ("/cleanup/deck", "/cleanup/table"):
            page = client.get(path).text
            assert "<img" not in page.replace("<img src=x", "<img") or "&lt;img" in page
            assert "<script>" not in page
