"""The list as a page: each filter shows those the service finds, and what is said of many is said of exactly them."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from starlette.datastructures import QueryParams

from kreds.model.level import Level
from kreds.model.relation import RelationQuery
from kreds.services.find_relations import find_people, find_relations
from kreds.services.label_relations import tag_relations, tags_in_use, write_note
from kreds.services.saved_views import SavedView, saved_views
from kreds.web.list_address import COLUMNS, asked
from tests.web.serving import Running, connections_zip, demo_store, imported, running

PART = {"hx-request": "true"}
FILTERS = (
    "level=strong", "level=strong&level=unknown", "doubt=doubtful", "doubt=sure", "company=a", "title=e", "year=2021",
    "contact=month", "contact=older", "contact=never", "month=2026-03", "direction=both", "direction=you",
    "direction=they", "direction=nobody", "coverage=communicated:seen", "coverage=met:not+covered", "trend=fading",
    "trend=growing", "tag=Kunde", "tag=Kunde&tag=Aarhus", "noted=1", "said=1",
    "trial=on", "trial=keep", "only=1",
    "connected=former", "connected=all",
    "q=an", "level=strong&direction=both&contact=year&company=a&doubt=sure&q=e",
)  # fmt: skip


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The pages over a network of this file's own, of which something was said already."""
    with running(demo_store(tmp_path_factory.mktemp("own"), relations=180, messages=3_000)) as server:
        store = server.app.store
        people = find_people(store, RelationQuery())
        tag_relations(store, people[:9], "Kunde", on=True, at=1)
        tag_relations(store, people[5:20], "Aarhus", on=True, at=1)
        write_note(store, f"{people[0]:013x}", "Ring i maj", at=1)
        yield server


def ids(page: str) -> list[str]:
    """The relations on a page, in their order."""
    return re.findall(r'class="pick" value="([0-9a-f]{13})"', page)


def total(page: str) -> int:
    """How many the page says that there are."""
    found = re.search(r'data-total="(\d+)"', page)
    assert found
    return int(found[1])


def decide(client: httpx.Client, what: str, value: str, **who: object) -> httpx.Response:
    """Say something of many, as the page does."""
    return client.post("/relations/decide", json={"what": what, "value": value, **who})


@pytest.mark.parametrize("asks", FILTERS)
def test_a_filter_shows_those_it_means(own: Running, asks: str) -> None:
    """Rows and their number are those of the service; filters beside search, level and connected have a chip each."""
    query = asked(QueryParams(asks)).query
    found = find_relations(own.app.store, query)
    with own.client() as client:
        page = client.get(f"/relations?{asks}", headers=PART).text
    assert (ids(page), total(page)) == ([one.id for one in found.relations], found.total)
    chips = [name for name, _ in parse_qsl(asks) if name not in ("q", "level", "connected")]
    assert page.count('aria-label="Take away: ') == len(chips)
    assert (f'data-on="{len(chips)} in use"' in page) == bool(chips)


def test_a_chip_takes_its_own_filter_away(own: Running) -> None:
    """Each chip leads to the list without that filter and with all others; the last takes all of them away."""
    asks = "level=strong&company=a&contact=year&coverage=communicated%3Aseen&tag=Kunde&tag=Aarhus&noted=1"
    with own.client() as client:
        page = client.get(f"/relations?{asks}").text
    ways = [html.unescape(way) for way in re.findall(r'<a class="filter on" href="([^"]+)" data-part aria-label', page)]
    left = [sorted(parse_qsl(urlsplit(way).query)) for way in ways]
    said = sorted(parse_qsl(asks))
    gone = [("company", "a"), ("contact", "year"), ("coverage", "communicated:seen"), ("tag", "Kunde"),
            ("tag", "Aarhus"), ("noted", "1")]  # fmt: skip
    assert sorted(left) == sorted([one for one in said if one != other] for other in gone)
    assert 'id="clear" href="/relations"' in page


def test_the_form_says_everything_without_scripts(own: Running) -> None:
    """What is in force but no field of the form goes along hidden, and there is a button to send it."""
    with own.client() as client:
        page = client.get("/relations?level=strong&sort=name&columns=tags&connected=all&month=2026-03").text
    hidden = re.findall(r'<input type="hidden" form="search" name="(\w+)" value="([^"]*)"', page)
    assert hidden == [
        ("level", "strong"),
        ("connected", "all"),
        ("month", "2026-03"),
        ("sort", "name"),
        ("columns", "tags"),
    ]
    assert '<noscript><button class="main">Search</button></noscript>' in page


@pytest.mark.parametrize("column", COLUMNS)
def test_each_column_is_shown_and_sorts(own: Running, column: str) -> None:
    """Name and one column alone: its head sorts by it, the second time the other way round."""
    with own.client() as client:
        page = client.get(f"/relations?columns={column}", headers=PART).text
        assert re.findall(r'<th [^>]*class="c-(\w+)"', page) == ["pick", "name", column]
        head = re.search(rf'id="sort-{column}" href="([^"]+)"', page)
        assert head
        once = client.get(html.unescape(head[1]), headers=PART).text
        again = re.search(rf'id="sort-{column}" href="([^"]+)"', once)
        assert again
        twice = client.get(html.unescape(again[1]), headers=PART).text
    sorts = [re.search(rf'class="c-{column}" aria-sort="(\w+)"', part) for part in (once, twice)]
    assert {found[1] for found in sorts if found} == {"ascending", "descending"}


def test_those_named_are_judged_and_taken_back(own: Running) -> None:
    """A level is said of the ids alone; one undo takes it back; ids of nobody and nonsense are passed over."""
    worthless = RelationQuery(levels=(Level.WORTHLESS,), connected="current", per_page=3)
    some = [one.id for one in find_relations(own.app.store, worthless).relations]
    with own.client() as client:
        told = decide(client, "level", "strong", people=[*some, "f" * 13, "x", ""]).json()
        assert (told["relations"], told["text"]) == (3, "3 relations are strong now.")
        said = find_relations(own.app.store, RelationQuery(overruled=True)).relations
        assert sorted(one.id for one in said) == sorted(some)
        assert client.post("/undo", json={"number": told["undo"]}).is_success
    assert find_relations(own.app.store, RelationQuery(overruled=True)).total == 0


def test_all_that_fit_are_tagged_whatever_the_page(own: Running) -> None:
    """With the address instead of ids, all pages are meant, and the page and the ids beside it do not count."""
    asks = "direction=nobody&connected=all&page=2"
    meant = find_people(own.app.store, asked(QueryParams(asks)).query)
    assert len(meant) > 50
    with own.client() as client:
        told = decide(client, "tag", "Tavs", query=asks, people=["0" * 13]).json()
        assert told["relations"] == tags_in_use(own.app.store)["Tavs"] == len(meant)
        told = decide(client, "untag", "tavs", query=asks).json()
        assert told["relations"] == len(meant)
    assert "Tavs" not in tags_in_use(own.app.store)


@pytest.mark.parametrize(
    ("what", "value"), [("level", "stong"), ("level", "unknown"), ("level", "Strong"), ("tag", " "), ("tag", "a|b")]
)
def test_what_cannot_be_said_changes_nothing(own: Running, what: str, value: str) -> None:
    """A misspelled level is refused and never taken for "let Kreds judge"; neither is a tag that is none."""
    person = find_relations(own.app.store, RelationQuery()).relations[0].id
    with own.client() as client:
        undo = decide(client, "level", "average", people=[person]).json()["undo"]
        answer = decide(client, what, value, people=[person])
        assert answer.status_code == 400
        assert answer.text
        standing = find_relations(own.app.store, RelationQuery(overruled=True)).relations
        assert [(one.id, one.level) for one in standing] == [(person, Level.AVERAGE)]
        client.post("/undo", json={"number": undo})


def test_views_are_kept_by_the_page(own: Running) -> None:
    """What is kept is the plain address without its page and its nonsense; the list says which view it shows."""
    with own.client() as client:
        keep = {"name": " Mine  kunder ", "query": "tag=Kunde&page=3&nonsense=1&sort=name"}
        undo = client.post("/relations/views", json=keep).json()["undo"]
        assert saved_views(own.app.store) == (SavedView("Mine kunder", "tag=Kunde&sort=name"),)
        here = client.get("/relations?tag=Kunde&sort=name").text
        assert re.search(
            r'<a class="filter on" href="/relations\?tag=Kunde&amp;sort=name" aria-current="true">Mine', here
        )
        assert client.post("/relations/views", json={**keep, "name": " "}).status_code == 400
        client.post("/undo", json={"number": undo})
    assert saved_views(own.app.store) == ()


def test_nobody_fits_and_nobody_is_there(own: Running, empty: Running) -> None:
    """An empty answer says what to do: take the filters away, or import."""
    with own.client() as client:
        page = client.get("/relations?q=xyzzy&trend=fading").text
        assert 'href="/relations">Show everybody' in page
    with empty.client() as client:
        page = client.get("/relations").text
        assert 'href="/import">Import' in page
        assert "<table" not in page


def test_one_relation_with_an_endless_name(tmp_path: Path) -> None:
    """One row is a list; nothing of a long name is lost, and no way on is offered that there is not."""
    person = ("N" * 300, "Ø" * 300, "https://www.linkedin.com/in/n", "", "C" * 300, "T" * 300, "03 Oct 2026")
    store = imported(tmp_path, [connections_zip(tmp_path / "one.zip", [person])])
    with running(store) as server, server.client() as client:
        page = client.get("/relations").text
    assert total(page) == len(ids(page)) == 1
    assert "N" * 300 + " " + "Ø" * 300 in page
    assert 'id="later"' not in page
    assert "1 relation." in page
