"""Trust and changes as pages: at once, figures when they are reckoned, in words, and no real name incognito."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kreds.i18n import Translator
from kreds.model.change import ChangeKind
from kreds.model.level import Level
from kreds.services import json_shapes
from kreds.services.changes import changes
from kreds.services.trust import trust
from kreds.text.phrase import Phrase
from tests.web.serving import Running, connections_zip, demo_store, imported, running

PART = {"hx-request": "true"}


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Running]:
    """A server on which nothing has been reckoned yet."""
    with running(demo_store(tmp_path, relations=180, messages=3_000)) as server:
        yield server


@pytest.mark.parametrize(("path", "ask"), [("/trust", "/trust/result"), ("/changes", "/changes/result")])
def test_the_page_does_not_wait_for_what_takes_long(fresh: Running, path: str, ask: str) -> None:
    """First it says that it reckons and where from; once reckoned, the answer stands on the page at once."""
    with fresh.client() as client:
        first = client.get(path).text
        assert f'hx-get="{ask}" hx-trigger="load"' in first
        assert 'class="outcome"' not in first
        part = client.get(ask, headers=PART).text
        assert part.lstrip().startswith('<div class="answered">')
        later = client.get(path).text
        assert part.strip() in later
        assert 'hx-trigger="load"' not in later
        assert part.strip() in client.get(ask).text, "without scripts the address is a page"


def test_the_plain_sentence_and_every_figure_are_those_of_the_service(demo: Running) -> None:
    """Levels, pairs of two, and each column of the chart with its row for those who cannot see it."""
    found = trust(demo.app.store)
    strong, t = found.levels[Level.STRONG], Translator("en")
    with demo.client() as client:
        page = client.get("/trust").text
    assert (
        f"Of the {strong.called} that Kreds would have called strong a year ago, you have been in touch with "
        f"{strong.touched} since." in page
    )
    for one in found.levels.values():
        assert f"{one.touched} of {one.called}" in page
    for ranking in found.rankings.values():
        assert f"{round(100 * ranking.auc)} of 100" in page
    assert f"puts the right one first {round(100 * found.rankings['alive'].auc)} times of 100" in page
    table = re.findall(r'<tr><th scope="row" class="n">([^<]+)</th><td class="n">([^<]+)</td>', page)
    assert table == [(t.percent(one.foretold), t.percent(one.observed)) for one in found.bins]
    assert page.count('class="told"') == len(found.bins)
    assert page.count("How is this measured?") == 3


def test_each_change_stands_with_its_reason(demo: Running) -> None:
    """Those who fell silent come first, each with why, and the day that is compared with is marked."""
    last = changes(demo.app.store).as_of
    assert last is not None
    since = (last - timedelta(days=365)).isoformat()
    found = changes(demo.app.store, last - timedelta(days=365))
    with demo.client() as client:
        page = client.get(f"/changes?since={since}").text
    assert page.index('id="silent"') < page.index('id="stronger"') < page.index('id="fading"')
    for kind in ChangeKind:
        for one in found.of(kind):
            assert f'href="/relations/{one.relation.id}"' in page
            assert one.why.english() in page
    assert f'href="/changes?since={since}" aria-current="true"' in page


@pytest.mark.parametrize("since", ["1999-01-01", "2999-01-01", "soon", "2026-02-31"])
@pytest.mark.parametrize("path", ["/changes", "/changes/result"])
def test_a_day_that_cannot_be_compared_with_is_answered_with_what_can(demo: Running, path: str, since: str) -> None:
    """A wrong day is a page that says which days there are."""
    with demo.client() as client:
        answer = client.get(path, params={"since": since})
    assert answer.status_code == 400
    assert "Choose" in answer.text


def test_the_overview_asks_for_a_glimpse_when_it_is_come_to(demo: Running) -> None:
    """The card leads to both pages and loads its lines only when it is seen."""
    with demo.client() as client:
        page = client.get("/").text
        assert 'hx-get="/changes/glimpse" hx-trigger="revealed"' in page
        assert 'href="/changes"' in page
        assert 'href="/trust"' in page
        glimpse = client.get("/changes/glimpse", headers=PART).text
    found = changes(demo.app.store)
    assert "<html" not in glimpse
    assert len(re.findall(r'href="/relations/', glimpse)) == min(4, sum(found.counts.values()))


def test_other_pages_lead_there(demo: Running) -> None:
    """Help, the page of a relation and the quick search know both."""
    person = changes(demo.app.store).stronger[0].relation.id
    with demo.client() as client:
        for path in ("/help", "/find?q=trust", f"/relations/{person}"):
            assert 'href="/trust"' in client.get(path).text, path
        for path in ("/help", "/find?q=changed"):
            assert 'href="/changes"' in client.get(path).text, path


def test_incognito_names_nobody(demo: Running) -> None:
    """Changes are told under pseudonyms, on the page and by the API."""
    found = changes(demo.app.store)
    names = {one.relation.name for kind in ChangeKind for one in found.of(kind)}
    with demo.client() as client:
        client.post("/choices/incognito", json={"value": "on"})
        page = client.get("/changes/result").text
        told = client.get("/api/changes").json()
    shown = {one["name"] for kind in ChangeKind for one in told[kind.value]}
    # Both names are drawn from one list of common ones: one may be alike by chance.
    assert len(names & shown) <= 1
    assert sum(f">{name}<" in page for name in names) <= 1


def test_the_api_says_the_same(demo: Running) -> None:
    """The shapes of the services pass through the described ones unchanged."""
    with demo.client() as client:
        assert client.get("/api/trust").json() == json_shapes.trust_shape(trust(demo.app.store), Phrase.english)
        assert client.get("/api/changes").json() == json_shapes.changes_shape(changes(demo.app.store), Phrase.english)
        wrong = client.get("/api/changes?since=1999-01-01")
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (400, "SINCE")


@pytest.mark.parametrize("people", [0, 1])
def test_thin_data_is_told_kindly(tmp_path: Path, people: int) -> None:
    """Nobody or one person without messages: both pages and the API say what is missing, with a way to import."""
    rows = [("Ada", "Lund", "https://www.linkedin.com/in/ada", "", "Nordlys", "CEO", "03 Oct 2020")][:people]
    store = imported(tmp_path, [connections_zip(tmp_path / "few.zip", rows)]) if rows else tmp_path / "kreds.db"
    with running(store) as server, server.client() as client:
        for path in ("/trust", "/changes"):
            said = client.get(f"{path}/result", headers=PART).text
            assert "That cannot be said yet." in said
            assert ("Nothing has been imported yet." if not people else "not among the files") in said
            assert 'href="/import"' in said
            answer = client.get(f"/api{path}").json()
            assert answer["refusal"] == ("NO-MESSAGES" if people else "EMPTY")
            assert answer["missing"]
