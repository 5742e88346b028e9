"""The pages as a browser gets them: complete in both languages, the same to read twice, small, and never silent."""

import hashlib
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kreds.i18n import Translator
from kreds.model.level import Level
from kreds.model.relation import Relation, RelationQuery
from kreds.services import read_network
from tests.web.hostile import TEXTS
from tests.web.serving import Running, connections_zip, imported, running


def first_relation(server: Running, level: Level | None = None) -> Relation:
    """The strongest relation, or the strongest of a level."""
    query = RelationQuery(levels=(level,) if level else (), connected="current")
    return read_network.find_relations(server.app.store, query).relations[0]


def content_hash(server: Running) -> str:
    """A hash of everything that is stored."""
    with closing(sqlite3.connect(f"file:{server.app.target}?mode=ro", uri=True)) as db:
        return hashlib.sha256("\n".join(db.iterdump()).encode()).hexdigest()


@pytest.mark.parametrize("language", ["en", "da"])
def test_pages_speak_the_language_of_the_browser(demo: Running, language: str) -> None:
    """Headline, navigation and document language follow the browser."""
    t = Translator(language)
    with demo.client(language=f"{language}, *;q=0.1") as client:
        for path, words in (("/", t.text("What you can do next")), ("/relations", t.text("Works at"))):
            answer = client.get(path)
            assert f'<html lang="{language}">' in answer.text
            assert answer.headers["content-language"] == language
            assert words in answer.text


def test_a_chosen_language_stays(demo: Running) -> None:
    """The choice goes before the browser's wish."""
    with demo.client(language="en") as client:
        assert client.post("/choices/language", json={"value": "da"}).status_code == 204
        assert "Overblik" in client.get("/").text
        assert client.post("/choices/language", json={"value": "tlh"}).status_code == 400


def test_no_get_changes_anything(demo: Running) -> None:
    """Every address that can be read leaves the store byte for byte as it was."""
    before = content_hash(demo)
    person = first_relation(demo).id
    with demo.client() as client:
        seen: set[str] = set()
        waiting = [
            route.path.replace("{person}", person).replace("{number}", "365").replace("{name}", "x")
            for route in demo.routes
        ]
        while waiting and len(seen) < 160:
            path = waiting.pop()
            if path in seen:
                continue
            seen.add(path)
            answer = client.get(path)
            found = re.findall(r'(?:href|hx-get)="(/[^"#]*)"', answer.text)
            waiting.extend(link.replace("&amp;", "&") for link in found if not link.startswith("/static"))
    assert len(seen) > 60
    assert content_hash(demo) == before


def test_numbers_on_the_overview_are_those_of_the_service(demo: Running) -> None:
    """The four counts stand on the page, in words and in the circle."""
    network = read_network.overview(demo.app.store)
    with demo.client() as client:
        page = client.get("/").text
    for level in Level:
        assert f"<strong>{network.counts[level]}</strong>" in page
    assert len(re.findall(r'<a href="/relations/[0-9a-f]{13}" tabindex', page)) == network.relations


def test_the_list_searches_filters_sorts_and_pages(demo: Running) -> None:
    """Every part of the address has its effect, and the rows are those of the service."""
    with demo.client() as client:
        for address, query in (
            ("/relations?q=an", RelationQuery(text="an", connected="current")),
            (
                "/relations?level=strong&level=average",
                RelationQuery(levels=(Level.STRONG, Level.AVERAGE), connected="current"),
            ),
            ("/relations?sort=name", RelationQuery(sort="name", descending=False, connected="current")),
            ("/relations?page=2", RelationQuery(page=2, connected="current")),
            ("/relations?connected=all&sort=messages", RelationQuery(sort="messages")),
        ):
            rows = re.findall(
                r'<td role="cell" class="c-name"><a href="/relations/([0-9a-f]{13})', client.get(address).text
            )
            found = read_network.find_relations(demo.app.store, query)
            assert rows == [relation.id for relation in found.relations], address


def test_htmx_gets_the_changing_part_and_the_address(demo: Running) -> None:
    """The part stands alone, and the browser is told the address that gives the same page."""
    with demo.client() as client:
        part = client.get("/relations?q=an&connected=current&sort=strength&order=desc", headers={"hx-request": "true"})
        assert part.text.lstrip().startswith('<section id="found"')
        assert part.headers["hx-replace-url"] == "/relations?q=an"
        whole = client.get(part.headers["hx-replace-url"])
        assert part.text.strip() in whole.text


def test_strange_addresses_are_answered_kindly(demo: Running) -> None:
    """Nonsense in an address gives a page that says what to do, never a fault."""
    with demo.client() as client:
        for path in (
            "/relations?page=0",
            "/relations?page=x&sort=%00&level=x",
            "/relations?page=999999999",
            "/relations?q=%ff'\"",
        ):
            assert client.get(path).status_code == 200, path
        for path, status in (("/relations/ffffffffffff0", 404), ("/relations/zz", 400), ("/nowhere", 404)):
            answer = client.get(path)
            assert answer.status_code == status
            assert 'href="/relations"' in answer.text


def test_errors_for_scripts_have_the_keys_of_the_command_line(demo: Running) -> None:
    """A script gets code, message and advice."""
    with demo.client() as client:
        answer = client.post(
            "/relations/ffffffffffff0/level", data={"level": "strong"}, headers={"hx-request": "true", "accept": "*/*"}
        )
    assert answer.status_code == 404
    assert answer.json()["error"].keys() == {"code", "message", "what_to_do"}


def test_an_overruling_is_kept_and_undone(demo: Running) -> None:
    """The person's word goes before the judgement until it is taken back."""
    relation = first_relation(demo, Level.AVERAGE)
    path = f"/relations/{relation.id}"
    with demo.client() as client:
        said = client.post(f"{path}/level", data={"level": "worthless"}).text
        assert "worthless, you say" in said
        assert "Kreds would have said average." in said
        assert "worthless, you say" in client.get(path).text
        assert "you say" not in client.post(f"{path}/undo").text.split("What do you say?")[0]
        client.post(f"{path}/level", data={"level": "strong"})
        assert "probably average" in client.post(f"{path}/level", data={"level": ""}).text
        assert client.post(f"{path}/level", data={"level": "unknown"}).status_code == 400


def test_next_and_previous_walk_the_list(demo: Running) -> None:
    """From a page of the list one comes to every neighbor, also over the edge of a page and after a decision."""
    query = RelationQuery(connected="current", sort="name", descending=False, per_page=None)
    ids = [relation.id for relation in read_network.find_relations(demo.app.store, query).relations]
    with demo.client() as client:
        for place in (1, 2, 50, 51, len(ids)):
            page = client.get(f"/relations/{ids[place - 1]}?sort=name&place={place}").text
            ways = dict(re.findall(r'rel="(prev|next)" href="/relations/([0-9a-f]{13})', page))
            expected = {"prev": ids[place - 2]} if place > 1 else {}
            expected |= {"next": ids[place]} if place < len(ids) else {}
            assert ways == expected, place
        average = first_relation(demo, Level.AVERAGE)
        path = f"/relations/{average.id}/level?level=average&place=1"
        moved = client.post(path, data={"level": "strong"}).text
        assert f'rel="next" href="/relations/{first_relation(demo, Level.AVERAGE).id}' in moved
        client.post(f"/relations/{average.id}/undo")


def test_hostile_names_stay_text(hostile: Running) -> None:
    """No name becomes markup, an attribute or a template."""
    ids = [
        relation.id
        for relation in read_network.find_relations(hostile.app.store, RelationQuery(per_page=None)).relations
    ]
    assert len(ids) >= len(TEXTS) - 2
    with hostile.client() as client:
        for path in ("/", "/relations", "/relations?q=%3Cscript%3E", *(f"/relations/{person}" for person in ids)):
            page = client.get(path).text
            assert not re.search(r'<script(?! src="/static/| type="module" src="/static/)', page), path
            assert "<img" not in page
            assert 'onerror="' not in page.replace("&#34;", "")
            assert "49" not in re.findall(r"<h1>(.*?)</h1>", page, re.DOTALL)


@pytest.mark.parametrize("people", [0, 1])
def test_few_are_no_special_case(tmp_path: Path, people: int) -> None:
    """Nobody and one person are shown in whole sentences."""
    rows = [("Ada", "Lund", "https://www.linkedin.com/in/ada", "", "Nordlys", "CEO", "03 Oct 2026")][:people]
    store = imported(tmp_path, [connections_zip(tmp_path / "few.zip", rows)])
    with running(store) as server, server.client() as client:
        overview, listed = client.get("/").text, client.get("/relations").text
        assert ("There is nobody in your circle yet." if not people else "You have 1 relation.") in overview
        assert ("Nobody is here yet." if not people else "1 relation.") in listed


def test_the_first_visit_invites(empty: Running) -> None:
    """An empty store shows how to get the download and where to drop it."""
    with empty.client() as client:
        page = client.get("/").text
    assert "See who carries your network." in page
    assert 'type="file"' in page
    assert "Look around among invented people" in page


def test_pages_are_small(demo: Running) -> None:
    """A page and all files it loads weigh far less on the wire than the 150 kB that the design allows."""
    with demo.client() as client:
        files = sum(len(asset.packed) for asset in demo.site.assets.named.values())
        page = int(client.get("/").headers["content-length"])
    assert files < 60_000
    assert page < 40_000


def test_files_of_another_version_are_not_found(demo: Running) -> None:
    """The address of a file names its content, and nothing else is served."""
    with demo.client() as client:
        for name in (
            "/static/0000000000000000/kreds.css",
            f"/static/{demo.site.assets.digest}/../site.py",
            "/static/x/y",
        ):
            assert client.get(name).status_code == 404
        plain = client.get(demo.site.assets.url("kreds.css"), headers={"accept-encoding": "identity"})
        packed = client.get(demo.site.assets.url("kreds.css"), headers={"accept-encoding": "gzip"})
    assert plain.content == packed.content
    assert packed.headers["content-encoding"] == "gzip"


def test_a_template_never_trusts_a_text() -> None:
    """No template marks anything as safe, sets a style or holds a script of its own."""
    import kreds.web

    folder = Path(kreds.web.__file__).parent / "templates"
    for template in folder.glob("*.html"):
        source = template.read_text(encoding="utf-8")
        assert not re.search(
            r"\|\s*safe\b|autoescape|\sstyle=|\son\w+=|<style|<script(?! src=| type=\"module\" src=)", source
        ), template
        assert len(source.splitlines()) <= 200
