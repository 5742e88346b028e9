"""Take the week with you: the files, and the one address that a calendar may read without a session."""

import re
import stat
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from icalendar import Calendar

from kreds.bootstrap import open_app
from kreds.services.agenda_feed import close_feed, feed_of, open_feed
from kreds.services.plan_week import week
from kreds.settings import Settings
from kreds.web.security import FEED, HEADERS
from tests.web.serving import NOW, TODAY, Running, demo_store, running

FILES = {
    "/week/agenda.ics": "text/calendar",
    "/week/digest": "text/html",
    "/week/digest.md": "text/markdown",
    "/week/digest.eml": "message/rfc822",
    "/week/agenda.csv": "text/csv",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The pages over an invented network that counts as the person's own."""
    with running(demo_store(tmp_path_factory.mktemp("own"), relations=180, messages=3_000)) as started:
        yield started


@pytest.fixture
def key(server: Running) -> Iterator[str]:
    """The feed of that network, open."""
    yield open_feed(server.app.target, language="da", incognito=False).key
    close_feed(server.app.target)


def names(server: Running) -> list[str]:
    """Who stands in this week."""
    found = week(server.app.store, today=TODAY, at=NOW)
    return [line.relation.name for line in found.lines if line.relation]


def calendar_program(server: Running) -> httpx.Client:
    """What asks for a feed: no cookie, no language, nothing of a browser."""
    return httpx.Client(base_url=server.url, headers={"user-agent": "calendar", "accept": "*/*"})


@pytest.mark.parametrize(("path", "kind"), FILES.items())
def test_each_file_is_handed_over(server: Running, path: str, kind: str) -> None:
    """Every way gives a file with a name of its own that no browser shows or runs, with this week's people in it."""
    with server.client() as client:
        answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert re.fullmatch(r"attachment; filename\*=UTF-8''kreds-2026-W44\.\w+", answer.headers["content-disposition"])
    assert "sandbox" in answer.headers["content-security-policy"]
    if path != "/week/digest.eml":
        unfolded = answer.text.replace("\r\n ", "").replace("&#39;", "'")
        assert [name for name in names(server) if name.split()[0] in unfolded] == names(server)


def test_incognito_goes_into_every_file(server: Running) -> None:
    """A browser that is incognito takes invented names along."""
    real = names(server)
    with server.client() as client:
        client.cookies.set("kreds_incognito", "on")
        for path in FILES:
            text = client.get(path).content.decode().replace("=\r\n", "")
            assert not [name for name in real if name in text], path
            assert "linkedin.com" not in text


def test_the_page_tells_what_can_be_had(server: Running) -> None:
    """The page names every file, and a time of day that is chosen counts in the calendar and can be undone."""
    with server.client(language="da") as client:
        page = client.get("/week/out").text
        assert all(f'href="{path}"' in page for path in FILES)
        answer = client.post("/week/out/time", data={"time": "07:15"})
        assert 'value="07:15"' in answer.text
        assert "T071500" in client.get("/week/agenda.ics").text
        assert client.post("/week/out/time", data={"time": "25:00"}).status_code == 400
        undo = re.search(r'"undo": (\d+)', answer.headers["hx-trigger"])
        assert undo
        assert client.post("/undo", json={"number": int(undo[1])}).status_code < 400
        assert "T083000" in client.get("/week/agenda.ics").text


def test_no_feed_before_it_is_asked_for(server: Running) -> None:
    """Until the person makes an address there is nothing at it, for a key, without one, and with a session."""
    with calendar_program(server) as program, server.client() as client:
        for one in (program, client):
            assert one.get(FEED).status_code == 404
            assert one.get(FEED, params={"key": ""}).status_code == 404
            assert one.get(FEED, params={"key": "x"}).status_code == 404


def test_the_feed_opens_with_its_key(server: Running, key: str) -> None:
    """A calendar program reads this week at the address, in the language it was made in, with the safe headers."""
    with calendar_program(server) as program:
        answer = program.get(FEED, params={"key": key})
        head = program.head(FEED, params={"key": key})
    assert answer.status_code == head.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert set(HEADERS) <= set(answer.headers)
    assert not {"set-cookie", "access-control-allow-origin"} & set(answer.headers)
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert events
    assert all("til dit netværk" in str(event["summary"]) for event in events)
    assert names(server)[0] in "".join(str(event["description"]) for event in events)


def test_a_wrong_key_is_nothing_there(server: Running, key: str) -> None:
    """Every other key gets a 404: none, a part, one that is too long, two, another case, one in a header or cookie."""
    wrong = [
        "", "key=", f"key={key[:-1]}", f"key={key}x", f"key={key.swapcase()}", f"Key={key}", f"key={key}&key={key}",
        f"token={key}", "key=%C3%A5%E2%80%AE", "key=%FF", f"key=%00{key}",
    ]  # fmt: skip
    with calendar_program(server) as program:
        for query in wrong:
            answer = program.get(f"{FEED}?{query}")
            assert answer.status_code == 404, query
            assert "BEGIN:VCALENDAR" not in answer.text
        assert program.get(FEED, headers={"authorization": f"Bearer {key}"}).status_code == 404
        assert program.get(FEED, headers={"cookie": f"key={key}"}).status_code == 404
    with server.client() as client:
        assert client.get(FEED).status_code == 404


def test_the_key_opens_nothing_else(server: Running, key: str) -> None:
    """Every other route is as closed with the key as without it, however it is sent along."""
    with calendar_program(server) as program:
        for route in server.routes:
            path = re.sub(r"\{.*?\}", "0" * 13, route.path)
            for method in sorted(route.methods or ()):
                if path in {"/open", "/open/again", "/csp"} or (path == FEED and method != "POST"):
                    continue
                answer = program.request(
                    method, path, params={"key": key}, headers={"authorization": f"Bearer {key}", "origin": server.url}
                )
                assert answer.status_code == 401, (method, path)
        assert program.post(FEED, params={"key": key}, headers={"origin": server.url}).status_code == 401
        for near in ("/week/feed.ics/", "/week//feed.ics", "/week/feed.ics%00", "/WEEK/feed.ics", "/week/../week/feed"):
            assert program.get(near, params={"key": key}).status_code == 401, near


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "localhost.:{port}", "0.0.0.0:{port}"]
)
def test_the_feed_answers_to_its_own_name_only(server: Running, key: str, host: str) -> None:
    """The key helps nobody who comes by another name: the host is asked first."""
    named = host.format(port=server.place.port)
    lines = f"GET {FEED}?key={key} HTTP/1.1\r\nHost: {named}\r\nConnection: close\r\n\r\n"
    answer = server.raw(lines.encode())
    assert answer.split(b" ", 2)[1] == b"421"
    assert b"VCALENDAR" not in answer


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("dest", ["document", "image", "empty", "script"])
def test_no_website_reads_the_feed(server: Running, key: str, site: str, dest: str) -> None:
    """A page elsewhere that has learned the address gets nothing through the person's browser."""
    mode = "navigate" if dest == "document" else "no-cors"
    headers = {"sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest}
    with calendar_program(server) as program:
        assert program.get(FEED, params={"key": key}, headers=headers).status_code == 403


def test_an_address_is_made_renewed_and_closed(server: Running) -> None:
    """Made on the page, it opens; renewed, only the new one does; closed, none does. The key lies apart, private."""
    with server.client() as client, calendar_program(server) as program:
        found = []
        for _ in range(2):
            page = client.post("/week/out/feed", data={"do": "open"}).text
            address = re.search(r'value="(http://[^"]+)"', page)
            assert address
            found.append(address[1])
            assert program.get(found[-1]).status_code == 200
        assert found[0].startswith(f"{server.url}{FEED}?key=")
        assert program.get(found[0]).status_code == 404
        file = Path(server.app.target + ".feed-key")
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert client.get("/week/out").text.count(found[1]) == 1
        closed = client.post("/week/out/feed", data={"do": "close"}).text
        assert FEED not in closed
        assert program.get(found[1]).status_code == 404


def test_a_feed_made_incognito_stays_so(server: Running) -> None:
    """It shows invented names, also when the page has long shown real ones; an incognito page shows no address."""
    real = names(server)
    with server.client() as client, calendar_program(server) as program:
        client.cookies.set("kreds_incognito", "on")
        page = client.post("/week/out/feed", data={"do": "open"}).text
        opened = feed_of(server.app.target)
        assert opened
        assert opened.incognito
        assert opened.key not in page
        text = program.get(FEED, params={"key": opened.key}).text.replace("\r\n ", "")
        assert not [name for name in real if name in text]
        del client.cookies["kreds_incognito"]
        assert opened.key in client.get("/week/out").text
        client.post("/week/out/feed", data={"do": "open", "incognito": "yes"})
        renewed = feed_of(server.app.target)
        assert renewed
        assert renewed.incognito
        client.post("/week/out/feed", data={"do": "close"})


def test_the_demo_has_no_address(server: Running, key: str, tmp_path: Path) -> None:
    """While the pages show invented people no address is made, and a calendar goes on reading the own network."""
    store = demo_store(tmp_path, relations=40, messages=200)
    demo = open_app(str(store), settings=Settings(store=str(store), language="en"), today=lambda: TODAY)
    before = feed_of(server.app.target)
    server.site.visit_demo(demo)
    try:
        with server.client() as client, calendar_program(server) as program:
            assert key not in client.get("/week/out").text
            assert client.post("/week/out/feed", data={"do": "open"}).status_code == 400
            assert names(server)[0] in program.get(FEED, params={"key": key}).text.replace("\r\n ", "")
    finally:
        server.site.leave_demo()
        demo.close()
    assert feed_of(server.app.target) == before
    assert feed_of(str(store)) is None
