"""The balance's page: what it says, that its numbers add up, what it says of too little, and who stays hidden."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest

from kreds.i18n import Translator
from kreds.i18n.balance_words import finding_words
from kreds.model.agenda import Part
from kreds.model.balance import Effect, Finding, FindingKind, Moved, NoEffect
from kreds.model.log import LogKind
from kreds.services.log_contact import log_contact
from kreds.services.read_network import overview
from kreds.web.pages.balance import effect_card
from tests.web.serving import NOW, TODAY, Running, connections_zip, demo_store, imported, running

PART = {"hx-request": "true"}


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Running]:
    """A server over 60 invented relations."""
    with running(demo_store(tmp_path, relations=60, messages=600)) as server:
        yield server


def test_the_page_says_what_stands_out(small: Running) -> None:
    """A sentence first, then the four parts with their why, giving, and whether it worked; in both languages."""
    with small.client() as client:
        page = client.get("/balance").text
        assert "<title>Balance · Kreds</title>" in page
        assert len(re.findall(r"<h1[ >]", page)) == 1
        assert all(f'id="why-{part.value}"' in page for part in Part)
        assert "Seen in: " in page
        assert "Kreds knows of nobody you have cultivated yet" in page
    with small.client(language="da") as client:
        page = client.get("/balance").text
        assert all(word in page for word in ("Lyt", "Lær", "Hjælp", "Inspirér", "Virkede det?"))
        assert 'href="/balance"' in client.get("/help").text


def test_the_numbers_of_a_part_add_up(small: Running) -> None:
    """In the API as on the page, a count is the sum of what it counts."""
    with small.client() as client:
        found = client.get("/api/balance").json()
        for part in found["parts"].values():
            for one in (*part["quarters"], *part["weeks"]):
                assert one["count"] == sum(one["deeds"].values())
        page = unescape(client.get("/balance").text)
        latest = found["parts"]["listen"]["quarters"][-2]
        assert f">{latest['count']}<" in page


def test_a_relation_page_shows_giving(small: Running) -> None:
    """The relation's page says which way giving leans and counts both sides, as the API does; a note counts at once."""
    with small.client() as client:
        person = client.get("/api/relations?level=strong").json()["relations"][0]["id"]
        page = client.get(f"/relations/{person}").text
        assert "Giving and receiving" in page
        given = client.get(f"/api/relations/{person}/giving").json()
        assert given["exchanges"]["helped"] == {"given": None, "received": None}
        log_contact(small.app.store, [int(person, 16)], LogKind.HELPED, "", TODAY, today=TODAY, at=NOW)
        given = client.get(f"/api/relations/{person}/giving").json()
        assert given["exchanges"]["helped"] == {"given": 1, "received": 0}
        assert "Helped, by your notes" in client.get(f"/relations/{person}").text
        assert client.get("/api/relations/0000000000000/giving").status_code == 404


def test_incognito_names_nobody(small: Running) -> None:
    """With whom giving is one-sided is told under invented names, in the page and in the API."""
    store = small.app.store
    for one in overview(store).dots[:2]:
        for back in range(3):
            day = TODAY - timedelta(days=back)
            log_contact(store, [int(one.id, 16)], LogKind.HELPED, "", day, today=TODAY, at=NOW)
    with small.client() as client:
        names = [one["name"] for one in client.get("/api/balance").json()["giving"]]
        assert names
        client.post("/choices/incognito", json={"value": "on"})
        page = unescape(client.get("/balance").text)
        assert not any(name in page for name in names)
        hidden = client.get("/api/balance").json()["giving"]
        assert [one["id"] for one in hidden]
        assert not any(one["name"] in names for one in hidden)


def test_connections_alone_say_what_would_show_it(tmp_path: Path) -> None:
    """An empty balance is no row of zeros: it says what would show each part, and where to import it."""
    people = [("Anna", "Holm", "https://www.linkedin.com/in/anna-holm", "", "Nordlys", "Baker", "03 Oct 2020")]
    folder = imported(tmp_path, [connections_zip(tmp_path / "a.zip", people)])
    with running(folder) as server, server.client() as client:
        page = client.get("/balance").text
        assert "No file shows yet what you do for your network." in page
        assert "What would show it" in page
        assert "Your messages are not among the files" in page
        assert '<svg class="chart"' not in page
        log_contact(server.app.store, [int(client.get("/api/relations").json()["relations"][0]["id"], 16)],
                    LogKind.HELPED, "", TODAY, today=TODAY, at=NOW)  # fmt: skip
        page = client.get("/balance").text
        assert "No file shows it; what stands here is what you noted" in page
        assert "No file shows it. Your posts and articles are in the whole download." in page


def test_the_effect_is_asked_for_by_the_page(small: Running) -> None:
    """Alone its address leads to the page; as a part it says the same as the API."""
    with small.client() as client:
        assert client.get("/balance/effect", follow_redirects=False).headers["location"] == "/balance"
        day = client.get("/api/balance").json()["until"]
        person = int(client.get("/api/relations").json()["relations"][0]["id"], 16)
        back = date.fromisoformat(day) - timedelta(days=60)
        log_contact(small.app.store, [person], LogKind.MET, "", back, today=TODAY, at=NOW)
        assert 'hx-get="/balance/effect"' in client.get("/balance").text
        assert "Too few yet" in client.get("/balance/effect", headers=PART).text
        assert 'hx-get="/balance/effect"' not in client.get("/balance").text


@pytest.mark.parametrize("language", ["en", "da"])
def test_every_outcome_has_its_words(language: str) -> None:
    """Better, worse, not told from chance, too few and every refusal are different sentences, with the doubt."""
    t = Translator(language)
    moved = Moved(0.04, -0.01, 0.05, 0.02, 0.08)
    outcomes = [Effect(refusal) for refusal in NoEffect]
    outcomes.append(Effect(None, compared=3, strength=moved, wrote=moved))
    for low, high in ((0.02, 0.08), (-0.08, -0.02), (-0.02, 0.08)):
        one = Moved(0.04, -0.01, 0.05, low, high)
        outcomes.append(Effect(None, 40, 34, 4, 2, 80, date(2026, 10, 3), strength=one, wrote=moved, enough=True))
    cards = [effect_card(one, t) for one in outcomes]
    assert len({card.verdict for card in cards}) == len(cards)
    assert all("−1" in card.numbers[0] for card in cards[-3:])
    findings = [Finding(kind, part, 4, 9.0) for kind in FindingKind for part in Part]
    assert len({finding_words(one, t) for one in findings}) == 5 + 3 * len(Part)
