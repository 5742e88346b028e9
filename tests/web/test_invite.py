"""The pages of inviting and being invited: what they show, what they keep, and that they hold with hostile names."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kreds.model.record import ContactRecord, Party
from kreds.store.database import open_store
from tests.services.outsider_stores import TODAY as DAY
from tests.services.outsider_stores import meeting, small_store, write_outside
from tests.web.serving import Running, running

PART = {"hx-request": "true"}


@pytest.fixture
def around(tmp_path: Path) -> Iterator[Running]:
    """A server over the small network with people around it."""
    with running(small_store(tmp_path)) as server:
        yield server


def asked(page: str) -> str:
    """Who is looked at."""
    found = re.search(r'<section id="asked"[^>]*>\s*<h2>(?:<a[^>]*>)?([^<]*)<', page)
    assert found
    return found[1]


def ids(server: Running) -> dict[str, str]:
    """The ids of those to invite, by name."""
    with server.client() as client:
        return {one["name"]: one["id"] for one in client.get("/api/invite?per_page=100").json()["people"]}


def test_the_page_shows_whom_to_invite_and_why(around: Running) -> None:
    """The first is looked at, with reasons, a true occasion, a link, and what is left of the limits."""
    with around.client() as client:
        page = client.get("/invite").text
    assert asked(page) == "Dan Krog"
    assert "You know 5 people who are not in your network." in page
    assert "You have met on 2 days, last on 2 March 2026" in page
    assert "Vi mødtes til “Kvartalsmøde” den 2. marts 2026." in page
    assert "https://www.linkedin.com/search/results/people/?keywords=Dan%20Krog%20Krog%20Maskiner%20A%2FS" in page
    assert "1 of 100 invitations in the last seven days: 99 left" in page
    assert "2 addresses are left out" in page


def test_what_is_said_is_kept_and_the_next_comes(around: Running) -> None:
    """Sent, not now, withdrawn, back: each moves somebody to their heading and can be undone."""
    known = ids(around)
    with around.client() as client:
        about = {"person": known["Dan Krog"], "show": "to_do", "who": known["Ida Berg"]}
        answer = client.post("/invite/say", data={**about, "status": "sent", "note": "yes"})
        assert asked(answer.text) == "Ida Berg"
        assert "Sent today" in answer.headers["hx-trigger"]
        assert "2 of 100 invitations" in answer.text
        assert "Of 5 notes this month 4 are left." in answer.text
        sent = client.get(f"/invite?show=sent&who={known['Dan Krog']}").text
        assert "Sent on" in sent
        assert "I have withdrawn it" in sent
        client.post("/invite/say", data={**about, "status": "withdrawn"})
        assert "LinkedIn lets you invite them again from" in client.get("/invite?show=withdrawn").text
        client.post("/invite/say", data={**about, "status": "not_now"})
        assert asked(client.get("/invite?show=not_now").text) == "Dan Krog"
        assert client.post("/invite/say", data={**about, "status": ""}).status_code == 200
        assert asked(client.get("/invite").text) == "Dan Krog"
        assert client.post("/invite/say", data={**about, "status": "posted"}).status_code == 400
        assert client.post("/invite/say", data={"person": "zz", "status": "sent"}).status_code == 400


def test_a_draft_in_another_tone_and_language(around: Running) -> None:
    """The part is made anew as asked, within the limit; opened by itself it leads to the page."""
    person = ids(around)["Dan Krog"]
    with around.client() as client:
        part = client.get(f"/invite/draft?person={person}&tone=formal&language=en", headers=PART).text
        assert "Dear Dan Krog" in part
        assert 'maxlength="200"' in part
        assert client.get(f"/invite/draft?person={person}").headers["location"] == f"/invite?who={person}"
        client.post("/settings/limits", data={"note_length": "300"})
        assert 'maxlength="300"' in client.get(f"/invite/draft?person={person}", headers=PART).text
        assert client.get("/invite/draft?person=00000000000ff", headers=PART).status_code == 404


def test_limits_on_the_settings_page(around: Running) -> None:
    """They are shown, kept, undone and refused out of bounds."""
    with around.client() as client:
        assert 'name="invitations_per_week"' in client.get("/settings").text
        answer = client.post("/settings/limits", data={"invitations_per_week": "30", "notes_per_month": "0"})
        assert 'value="30"' in answer.text
        page = client.get("/invite").text
        assert "of 30 invitations" in page
        assert "notes this month" not in page
        client.post("/undo", json={})
        assert client.get("/api/settings").json()["invitations_per_week"] == 100
        for wrong in ("0", "x", "99999999"):
            assert client.post("/settings/limits", data={"invitations_per_week": wrong}).status_code == 400


def test_ten_people_to_print_and_as_a_file(around: Running) -> None:
    """Ten at most with their messages; no cell of the file runs as a formula."""
    with open_store(around.app.target) as store:
        evil = ContactRecord(9, "google", name="=HYPERLINK(1)", emails=("evil@a.example",), company="+1+1")
        write_outside(
            store, [evil], [meeting("z", DAY, "@SUM(1)", Party(name="=HYPERLINK(1)", email="evil@a.example"))]
        )
    with around.client() as client:
        page = client.get("/invite/ten").text
        assert page.count("<blockquote") == 6
        answer = client.get("/invite/ten.csv")
    assert answer.headers["content-disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["name", "company", "title", "link", "why", "message"]
    assert len(rows) == 7
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_invitations_are_judged_and_answered(around: Running) -> None:
    """The newest waits first; the person's word moves it, and the next comes."""
    with around.client() as client:
        page = client.get("/invitations").text
        assert asked(page) == "Eva Roe"
        assert "how do we know each other" in page
        who = {one["name"]: one["id"] for one in client.get("/api/invitations").json()["invitations"]}
        answer = client.post(
            "/invitations/say", data={"person": who["Eva Roe"], "answer": "decline", "who": who["Finn Juul"]}
        )
        assert asked(answer.text) == "Finn Juul"
        assert "Decline, you say." in answer.headers["hx-trigger"]
        assert "no thank you" in client.get("/invitations?show=answered").text
        client.post("/invitations/say", data={"person": who["Eva Roe"], "answer": ""})
        assert client.get("/api/invitations").json()["counts"]["answered"] == 0
        assert client.post("/invitations/say", data={"person": who["Eva Roe"], "answer": "maybe"}).status_code == 400
        assert "Anna Holm" in client.get("/invitations?show=accepted").text
        assert asked(client.get("/invitations?verdict=accept").text) == "Cara Dam"
        assert client.post("/invitations/try", data={"x": ""}).status_code == 400


def test_the_policy_is_previewed_and_laid_down(around: Running) -> None:
    """The preview counts; laying it down judges everybody, marks those to invite, and can be put back."""
    switches = {"accept-message": "yes", "otherwise": "decline", "months": "3"}
    with around.client() as client:
        told = client.get("/invitations/preview", params=switches).text
        assert told == "Of those that wait: Accept: 1 · Accept on trial: 0 · Ask first: 0 · Decline: 2."
        assert "A starting point" in client.get("/invitations").text
        page = client.post("/invitations/policy", data=switches)
        assert "Every invitation is judged by this now." in page.headers["hx-trigger"]
        assert "Your policy." in page.text
        assert "By your policy you would not accept them yourself." in client.get("/invite").text
        assert "Nothing was changed." in client.post("/invitations/policy", data=switches).headers["hx-trigger"]
        assert client.post("/invitations/policy", data={**switches, "months": "0"}).status_code == 400
        client.post("/invitations/policy", data={"as": "first"})
        assert client.get("/api/invitations").json()["policy"]["months"] == 6


def test_empty_pages_say_what_to_import(empty: Running) -> None:
    """Before anything is read both pages lead to the import, in both languages."""
    for language, words in (("en", "Nobody but your relations"), ("da", "Kreds kender kun dine relationer")):
        with empty.client(language=language) as client:
            assert words in client.get("/invite").text
            for path in ("/invite", "/invitations", "/invite/ten"):
                main = client.get(path).text.partition("<main")[2]
                assert 'href="/import"' in main


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    """Names, companies and meetings of files are shown as they are, and run nothing."""
    evil = '<img src=x onerror="alert(1)">'
    path = tmp_path / "kreds.db"
    with open_store(path) as store:
        person = ContactRecord(2, "hubspot", name=f"Anna {evil}", emails=("anna@a.example",), company=evil, title=evil)
        write_outside(store, [person], [meeting("z", DAY, evil, Party(name=f"Anna {evil}", email="anna@a.example"))])
    with running(path) as server, server.client() as client:
        for address in ("/invite", "/invite/ten"):
            page = client.get(address).text
            assert "<img" not in page
            assert "&lt;img" in page


def test_incognito_hides_who_it_is(around: Running) -> None:
    """Neither page, draft, file nor API tells a name."""
    with around.client() as client:
        client.post("/choices/incognito", json={"value": "on"})
        for path in ("/invite", "/invite/ten", "/invite/ten.csv", "/api/invite", "/invitations", "/api/invitations"):
            text = client.get(path).text
            assert not any(name in text for name in ("Krog", "Eva Roe", "Finn Juul", "Kvartalsmøde", "Havblik"))


def test_the_api_decides_what_the_pages_decide(around: Running) -> None:
    """Say, try, lay down, draft and undo, by id."""
    person = ids(around)["Dan Krog"]
    with around.client() as client:
        draft = client.get(f"/api/invite/{person}/draft?tone=warm").json()
        assert (draft["language"], draft["tone"]) == ("da", "warm")
        assert "Kvartalsmøde" in draft["text"]
        said = client.post("/api/invite", json={"people": [person], "status": "sent"}).json()
        assert client.get("/api/invite?show=sent").json()["people"][0]["name"] == "Dan Krog"
        assert client.post("/api/undo", json={"id": said["id"]}).json() == {"undone": True}
        policy = {"accept": ["met"], "decline": [], "asks_silent": False, "otherwise": "ask", "months": 6}
        assert client.post("/api/invitations/policy/preview", json=policy).json()["verdicts"]["ask"] == 3
        assert client.post("/api/invitations/policy", json=policy).json()["id"] > 0
        eva = client.get("/api/invitations").json()["invitations"][0]["id"]
        client.post("/api/invitations", json={"people": [eva], "verdict": "accept"})
        assert client.get("/api/invitations?show=answered&verdict=accept").json()["invitations"][0]["id"] == eva
        assert client.post("/api/invitations/trials", json={}).status_code == 400
        anna = client.get("/api/invitations?show=accepted").json()["invitations"][0]["id"]
        assert client.get(f"/api/invite/{anna}/draft").status_code == 400
