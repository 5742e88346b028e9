"""The page This week, its plan, and the part of a relation's page about the agenda."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from kreds.model.agenda import AgendaLine, LineSaid, LineState, Part, Week
from kreds.model.log import LogKind
from kreds.services.forget import forget
from kreds.services.log_contact import log_lines
from kreds.services.plan_week import peek, plan_of, set_agenda_plan, tie_of, week
from kreds.services.read_week import agenda_of
from kreds.store.database import open_store
from tests.web.serving import NOW, TODAY, Running, connections_zip, demo_store, imported, running

PART = {"hx-request": "true"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with an invented network, to be copied."""
    return demo_store(tmp_path_factory.mktemp("made"), relations=260, messages=4_000)


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Iterator[Running]:
    """The pages over a copy of it."""
    copy = tmp_path / "kreds.db"
    copy.write_bytes(made.read_bytes())
    with running(copy) as server:
        yield server


def looked(server: Running) -> Week:
    """The week of today."""
    return week(server.app.store, today=TODAY, at=NOW)


def somebody(found: Week) -> AgendaLine:
    """The first open line about one person."""
    return next(line for line in found.lines if line.relation and line.state is LineState.OPEN)


def state_of(server: Running, line: AgendaLine) -> LineState:
    """How a line stands now."""
    return next(one.state for one in looked(server).lines if one.id == line.id)


def told(answer: httpx.Response) -> dict[str, str | int]:
    """What the page says of an answer."""
    assert answer.status_code == 200, answer.text
    said: dict[str, str | int] = json.loads(answer.headers["hx-trigger"])["said"]
    return said


def test_each_line_says_who_why_and_what(own: Running) -> None:
    """Every open line names the person and leads to them; a link outside opens a window that learns nothing."""
    with own.client() as client, own.client(language="da") as danish:
        page = html.unescape(client.get("/week").text)
        for line in looked(own).lines:
            if line.relation:
                assert f'href="/relations/{line.relation.id}"' in page
                assert line.relation.name in page
        outside = re.findall(r'<a [^>]*href="https?://[^"]*"[^>]*>', page)
        assert outside
        assert all('target="_blank"' in one and "noopener" in one for one in outside)
        assert page.count("about ") >= len(looked(own).lines)
        assert "Denne uge" in danish.get("/week").text
        assert "Gjort" in danish.get("/week").text


@pytest.mark.parametrize("said", list(LineSaid))
def test_a_word_on_a_line_is_kept_and_undone(own: Running, said: LineSaid) -> None:
    """Each answer is kept, told, and one undo leaves the week as it was, what took its place included."""
    before = looked(own)
    line = somebody(before)
    with own.client() as client:
        answer = client.post("/week/say", data={"line": line.ref, "said": said.value}, headers=PART)
        assert state_of(own, line).value == said.value
        client.post("/undo", json={"number": told(answer)["undo"]})
    assert looked(own) == before


def test_the_latest_word_is_taken_back_not_the_week(own: Running) -> None:
    """Undo without a number takes back what the person said, never the lines that Kreds chose."""
    before = looked(own)
    line = somebody(before)
    with own.client() as client:
        client.post("/week/say", data={"line": line.ref, "said": "later"}, headers=PART)
        assert client.post("/undo", json={}).json()["undone"]
        assert looked(own) == before
        assert not client.post("/undo", json={}).json()["undone"]
    assert peek(own.app.store, today=TODAY) == before


def test_what_was_learned_is_found_again(own: Running) -> None:
    """What is noted with a line that is done is logged, counts as contact, is found, and goes with the same undo."""
    found = looked(own)
    line = next((one for one in found.lines if one.occasion.part is Part.LEARN), somebody(found))
    with own.client() as client:
        form = {"line": line.ref, "said": "done", "learned": "yes", "text": "Pricing by the hour <b>"}
        answer = client.post("/week/say", data=form, headers=PART)
        (logged,) = log_lines(own.app.store)
        assert (logged.kind, logged.text) == (LogKind.LEARNED, "Pricing by the hour <b>")
        assert "Pricing by the hour &lt;b&gt;" in client.get("/log?words=pricing").text
        client.post("/undo", json={"number": told(answer)["undo"]})
    assert not log_lines(own.app.store)
    assert state_of(own, line) is LineState.OPEN


def test_contact_is_noted_along(own: Running) -> None:
    """Done alone logs nothing; with a kind it is evidence at once."""
    first, second = [one for one in looked(own).lines if one.relation][:2]
    with own.client() as client:
        client.post("/week/say", data={"line": first.ref, "said": "done", "text": ""}, headers=PART)
        assert not log_lines(own.app.store)
        client.post("/week/say", data={"line": second.ref, "said": "done", "kind": "call"}, headers=PART)
        assert [one.kind for one in log_lines(own.app.store)] == [LogKind.CALL]


def test_none_of_a_kind_puts_all_of_it_away(own: Running) -> None:
    """Other open lines of the kind go too; the plan shows it off, and turns it on again with one undo."""
    line = somebody(looked(own))
    kind = line.occasion.kind
    with own.client() as client:
        client.post("/week/say", data={"line": line.ref, "said": "not_kind"}, headers=PART)
        assert not [one for one in looked(own).lines if one.occasion.kind is kind and one.state is LineState.OPEN]
        page = client.get("/week/plan").text
        assert re.search(rf'id="kind-{kind.value}"[^>]*value="yes">', page)
        form = {**_form(page), f"kind-{kind.value}": "yes"}
        answer = client.post("/week/plan", data=form, headers=PART)
        assert kind not in plan_of(own.app.store, today=TODAY).off
        client.post("/undo", json={"number": told(answer)["undo"]})
        assert kind in plan_of(own.app.store, today=TODAY).off


def _form(page: str) -> dict[str, str]:
    """What a browser would send of the plan's form."""
    found = {}
    for tag in re.findall(r"<input [^>]*>", page):
        name, value = re.search(r' name="([^"]*)"', tag), re.search(r' value="([^"]*)"', tag)
        if name and value and ('type="checkbox"' not in tag or " checked" in tag) and "hidden" not in tag:
            found[name[1]] = value[1]
    return found


def test_the_plan_is_kept_as_it_was_sent(own: Running) -> None:
    """The form sent back unchanged changes nothing; a change is kept, previewed in words, and undone."""
    with own.client() as client:
        form = _form(client.get("/week/plan").text)
        assert told(client.post("/week/plan", data=form, headers=PART))["undo"] == 0
        wanted = {**form, "minutes": "15", "mix-inspire": "0", "cadence-inner": "14"}
        preview = client.get("/week/plan/sum", params=wanted, headers=PART).text
        assert "60 minutes a week" in preview
        assert "Inspire" not in preview
        del wanted["day-3"]
        answer = client.post("/week/plan", data=wanted, headers=PART)
        plan = plan_of(own.app.store, today=TODAY)
        assert (plan.days, plan.minutes, plan.cadence["inner"]) == ((0, 1, 2), 15, 14)
        client.post("/undo", json={"number": told(answer)["undo"]})
        assert plan_of(own.app.store, today=TODAY).minutes == 10
        for wrong in ({"minutes": "0"}, {"minutes": "x"}, {"cadence-inner": "9999"}, {"mix-learn": "101"}):
            assert client.post("/week/plan", data={**form, **wrong}, headers=PART).status_code == 400


def test_a_holiday_is_told_and_taken_out(own: Running) -> None:
    """A week that is free says so and has no lines; taken out again, the week is there."""
    looked(own)
    with own.client() as client:
        days = {"first": "2026-10-26", "last": "2026-11-01"}
        client.post("/week/plan/holiday", data=days, headers=PART)
        page = client.get("/week").text
        assert "You are off this week" in page
        client.post("/week/plan/holiday", data={"drop": "2026-10-26"}, headers=PART)
        assert "You are off this week" not in client.get("/week").text
        for wrong in ({"first": "2026-11-01", "last": "2026-10-26"}, {"first": "soon"}):
            assert client.post("/week/plan/holiday", data=wrong, headers=PART).status_code == 400


def test_all_done_ends_kindly(own: Running) -> None:
    """With nothing left the page says thank you, and everything can still be undone."""
    with own.client() as client:
        while found := [one for one in looked(own).lines if one.state is LineState.OPEN]:
            answer = client.post("/week/say", data={"line": found[0].ref, "said": "done"}, headers=PART)
        assert "You are through with this week" in answer.text
        assert "Thank you" in answer.text
        line = looked(own).lines[0]
        back = client.post("/week/back", data={"line": line.ref}, headers=PART)
        assert "is open again" in str(told(back)["text"])
        assert state_of(own, line) is LineState.OPEN


def test_the_draft_is_in_the_language_asked_for(own: Running) -> None:
    """A draft comes in Danish and English; asked for alone, the address leads to the page."""
    found = looked(own)
    with own.client() as client:
        page = client.get("/week").text
        line = next(one for one in found.lines if f'id="text-{one.ref}"' in page)
        words = [client.get(f"/week/draft?line={line.ref}&language={code}", headers=PART).text for code in ("en", "da")]
        assert words[0] != words[1]
        assert 'lang="da">' in words[1]
        assert client.get(f"/week/draft?line={line.ref}").headers["location"] == "/week"
        assert client.get("/week/draft?line=nobody", headers=PART).status_code == 400


def test_a_relation_has_its_occasion_and_rhythm(own: Running) -> None:
    """The relation's page says the next occasion and how often; what the person says counts, and is undone."""
    line = somebody(looked(own))
    assert line.relation
    who, store = line.relation.id, own.app.store
    number = int(who, 16)
    with own.client() as client:
        assert f'hx-get="/relations/{who}/occasion"' in client.get(f"/relations/{who}").text
        part = client.get(f"/relations/{who}/occasion", headers=PART).text
        assert "How often?" in part
        assert client.get(f"/relations/{who}/occasion").headers["location"] == f"/relations/{who}"
        answer = client.post(f"/relations/{who}/cadence", data={"days": "14"}, headers=PART)
        found = tie_of(store, number, today=TODAY)
        assert found
        assert found[1] == 14
        client.post("/undo", json={"number": told(answer)["undo"]})
        usual = tie_of(store, number, today=TODAY)
        assert usual
        assert usual[0].cadence is None
        assert client.post(f"/relations/{who}/cadence", data={"days": "99999"}, headers=PART).status_code == 400
        client.post("/week/say", data={"line": line.ref, "said": "not_person"}, headers=PART)
        assert "come into no agenda" in client.get(f"/relations/{who}/occasion", headers=PART).text
        assert client.post(f"/relations/{who}/agenda", data={"on": "yes"}, headers=PART).status_code == 200
        again = agenda_of(store, number, today=TODAY)
        assert again
        assert not again.away
        assert client.get("/relations/0000000000001/occasion", headers=PART).status_code == 404


def test_incognito_hides_names_words_and_drafts(own: Running) -> None:
    """Incognito no page and no answer of the API about the week holds a name, a company, a profile or a word."""
    found = looked(own)
    secrets = {
        text for line in found.lines for one in (line.relation, line.other) if one for text in (one.name, one.company)
    }
    secrets |= {
        str(line.occasion.facts.get(name) or "") for line in found.lines for name in ("words", "skills", "thread")
    }
    secrets |= {one.relation.profile_url for one in found.lines if one.relation}
    with own.client() as client:
        client.post("/choices/incognito", json={"value": "on"})
        pages = [client.get("/week").text, client.get("/api/week").text]
        pages += [
            client.get(f"/relations/{line.relation.id}/occasion", headers=PART).text
            for line in found.lines
            if line.relation
        ]
        for text in secrets - {""}:
            assert not [page for page in pages if text in html.unescape(page)], text
        line = somebody(found)
        assert line.relation
        answer = client.post("/week/say", data={"line": line.ref, "said": "done"}, headers=PART)
        assert line.relation.name.split()[0] not in str(told(answer)["text"])


def test_whoever_is_forgotten_leaves_the_week(own: Running) -> None:
    """Forgetting somebody takes them out of weeks, words on lines and cadences; all other lines stay."""
    before = looked(own)
    line = somebody(before)
    assert line.relation
    who = line.relation.id
    with own.client() as client:
        client.post("/week/say", data={"line": line.ref, "said": "done"}, headers=PART)
        client.post(f"/relations/{who}/cadence", data={"days": "14"}, headers=PART)
    store = own.app.store
    key = line.relation.profile_url.rsplit("/", 1)[-1]
    forget(store, who, at=NOW)
    with store.reading() as db:
        rows = [str(row) for row in db.exec_driver_sql("select subject, value from decisions")]
    assert not [row for row in rows if key in row]
    after = looked(own)
    assert {one.id for one in after.lines} >= {one.id for one in before.lines if who not in one.id}
    assert not [one for one in after.lines if one.id == line.id]


def test_only_connections_and_nobody(tmp_path: Path) -> None:
    """With nothing but a list there is little to say, and the page says what is missing; empty, it leads to Import."""
    rows = [("Anna" * 20, "Holm", "", "", "Nordlys", "CFO", "03 Dec 2021")]
    (tmp_path / "one").mkdir()
    store = imported(tmp_path / "one", [connections_zip(tmp_path / "Connections.zip", rows)])
    with running(store) as server, server.client() as client:
        page = client.get("/week").text
        assert "Without your messages" in page
        assert client.get("/week/plan").status_code == 200
    (tmp_path / "none").mkdir()
    with running(tmp_path / "none" / "kreds.db") as server, server.client() as client:
        assert 'href="/import"' in client.get("/week").text
        assert client.get("/").status_code == 200


def test_the_overview_leads_there_without_beginning_it(own: Running) -> None:
    """The overview names the week, and does not fix its lines; later it says how many are left."""
    with own.client() as client:
        assert "See whom to turn to this week" in client.get("/").text
        assert peek(own.app.store, today=TODAY) is None
        looked(own)
        assert "This week:" in client.get("/").text
        set_agenda_plan(own.app.store, replace(plan_of(own.app.store, today=TODAY), days=()), today=TODAY, at=NOW)
        assert "whom to turn to" not in client.get("/").text


def test_the_api_reads_and_answers(own: Running) -> None:
    """A program gets the week with its words, answers a line with contact, changes the plan, and one undo each."""
    with own.client() as client:
        shape = client.get("/api/week").json()
        line = next(one for one in shape["lines"] if one["person"] and one["state"] == "open")
        assert line["why"]
        answer = client.post(f"/api/week/{line['line']}", json={"said": "done", "kind": "met", "text": "Coffee"})
        assert answer.json()["relations"] == 1
        assert [one.text for one in log_lines(own.app.store)] == ["Coffee"]
        assert client.post("/api/week/99", json={"said": "done"}).status_code == 400
        assert client.post("/api/week/1", json={"said": "done", "until": "2026-12-01"}).status_code == 400
        assert client.post("/api/agenda/plan", json={"minutes": 20, "days": [0, 4]}).json()["id"]
        assert client.get("/api/week").json()["plan"]["minutes"] == 20
        assert client.post("/api/agenda/plan", json={"mix": {"sing": 4}}).status_code == 400
        assert client.post("/api/agenda/cadence", json={"person": line["person"]["id"], "days": 0}).json()["id"]
        assert client.post("/api/agenda/cadence", json={"person": "0000000000001", "days": 0}).status_code == 400


def test_the_store_is_the_same_for_commands(own: Running) -> None:
    """What was answered on the page stands for whoever opens the store again."""
    line = somebody(looked(own))
    with own.client() as client:
        client.post("/week/say", data={"line": line.ref, "said": "done"}, headers=PART)
    with open_store(str(own.app.store.path)) as opened:
        states = {one.id: one.state for one in week(opened, today=TODAY, at=NOW).lines}
    assert states[line.id] is LineState.DONE
