"""The gate: who is let in, whatever they ask for, and what every answer carries."""

import itertools
from collections.abc import Iterator

import httpx
import pytest

from kreds.web.security import FEED, HEADERS, METHODS, Place, RequestHead, stranger
from tests.web.serving import Running

WRONG_HOSTS = (
    "evil.example",
    "evil.example:{port}",
    "127.0.0.1.evil.example:{port}",
    "localhost.:{port}",
    "localhost",
    "127.0.0.1",
    "",
    "0.0.0.0:{port}",
    "[::ffff:127.0.0.1]:{port}",
    "127.0.0.1:{other}",
    "LOCALHOST:{port}",
    "127.1:{port}",
    "user@127.0.0.1:{port}",
    "2130706433:{port}",
)
RIGHT_HOSTS = ("127.0.0.1:{port}", "localhost:{port}", "[::1]:{port}")


def all_routes(server: Running) -> Iterator[tuple[str, str]]:
    """Every method and path of the application, one that is not there, and its own files."""
    asset = server.site.assets.url("kreds.css")
    yield from (("GET", "/nowhere"), ("GET", asset), ("POST", "/nowhere"), ("HEAD", asset))
    for route in server.routes:
        for method in sorted(route.methods or ()):
            path = (
                route.path.replace("{person}", "0" * 13)
                .replace("{digest}", "x")
                .replace("{name}", "y")
                .replace("{number}", "1")
            )
            yield method, path


def status(answer: bytes) -> int:
    """The status code of a raw answer."""
    return int(answer.split(b" ", 2)[1])


def request(method: str, path: str, *hosts: str) -> bytes:
    """A bare request with these Host headers."""
    lines = [f"{method} {path} HTTP/1.1", *(f"Host: {host}" for host in hosts), "Connection: close", "", ""]
    return "\r\n".join(lines).encode()


def filled(host: str, server: Running) -> str:
    """A host with the server's port, or its neighbor."""
    return host.format(port=server.place.port, other=server.place.port + 1)


def test_no_route_answers_to_another_name(demo: Running) -> None:
    """Every route refuses every host but its own with 421, before it looks at anything else."""
    for (method, path), host in itertools.product(all_routes(demo), WRONG_HOSTS):
        answer = demo.raw(request(method, path, filled(host, demo)))
        # The server itself turns away what is no host at all.
        assert status(answer) == 421 or (status(answer) == 400 and not host), (method, path, host)


@pytest.mark.parametrize("hosts", [(), ("127.0.0.1:{port}", "evil.example"), ("localhost:{port}", "localhost:{port}")])
def test_exactly_one_host_is_wanted(demo: Running, hosts: tuple[str, ...]) -> None:
    """No Host, or two, is refused."""
    assert status(demo.raw(request("GET", "/open", *(filled(host, demo) for host in hosts)))) in {400, 421}


@pytest.mark.parametrize("host", RIGHT_HOSTS)
def test_its_own_names_pass(demo: Running, host: str) -> None:
    """The landing page answers to each of our names."""
    assert status(demo.raw(request("GET", "/open", filled(host, demo)))) == 200


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_other_methods_are_refused(demo: Running, method: str) -> None:
    """Methods outside the list get 405 and are told the list."""
    with demo.client() as client:
        answer = client.request(method, "/")
    assert answer.status_code == 405
    assert answer.headers["allow"] == ", ".join(METHODS)


@pytest.mark.parametrize(
    ("site", "mode", "dest", "path", "expected"),
    [
        ("same-origin", "cors", "empty", "/relations", 200),
        ("same-origin", "navigate", "document", "/relations", 200),
        ("none", "navigate", "document", "/relations", 200),
        ("cross-site", "navigate", "document", "/relations", 403),
        ("same-site", "navigate", "document", "/relations", 403),
        ("none", "no-cors", "empty", "/relations", 403),
        ("cross-site", "no-cors", "image", "/relations", 403),
        ("same-origin", "no-cors", "image", "/relations", 403),
        ("same-origin", "no-cors", "script", "/import/progress", 403),
        ("cross-site", "navigate", "document", "/open", 200),
        ("cross-site", "no-cors", "script", "/open", 403),
        ("cross-site", "no-cors", "style", "/static", 403),
        ("same-origin", "no-cors", "style", "/static", 200),
    ],
)
def test_only_our_pages_and_the_address_bar_fetch(
    demo: Running, *, site: str, mode: str, dest: str, path: str, expected: int
) -> None:
    """Fetch metadata that tell of another site are refused; only the empty landing page may be linked to."""
    if path == "/static":
        path = demo.site.assets.url("kreds.css")
    headers = {"sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest}
    with demo.client() as client:
        assert client.get(path, headers=headers).status_code == expected


BAD_ORIGINS = (None, "null", "http://evil.example", "http://127.0.0.1", "https://127.0.0.1:{port}", "http://localhost")


@pytest.mark.parametrize("origin", BAD_ORIGINS)
@pytest.mark.parametrize("site", [None, "same-origin", "none", "cross-site"])
@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded", "text/plain", None])
def test_no_change_without_our_origin(demo: Running, origin: str | None, site: str | None, kind: str | None) -> None:
    """A change is refused without our own origin, whatever else is right about it."""
    with demo.client() as client:
        del client.headers["origin"]
        headers = {"origin": filled(origin, demo)} if origin else {}
        headers |= {"sec-fetch-site": site} if site else {}
        headers |= {"content-type": kind} if kind else {}
        for method, path in all_routes(demo):
            if method == "POST":
                assert client.post(path, headers=headers, content=b"{}").status_code == 403, path


def test_a_rebound_name_that_agrees_with_itself_is_refused(demo: Running) -> None:
    """Host and Origin of a rebound name agree; ours are compared with the configuration."""
    evil = f"evil.example:{demo.place.port}"
    headers = f"Origin: http://{evil}\r\nContent-Length: 2\r\nContent-Type: application/json\r\n"
    answer = demo.raw(f"POST /language HTTP/1.1\r\nHost: {evil}\r\n{headers}Connection: close\r\n\r\n{{}}".encode())
    assert status(answer) == 421


def test_every_data_route_wants_a_session(demo: Running) -> None:
    """Without a cookie, and with one of another run, all but the landing page is closed; the feed asks for its key."""
    open_paths = {"/open", "/open/again", "/csp", demo.site.assets.url("kreds.css"), "/static/x/y"}
    for cookies in ({}, {demo.place.cookie: "x" * 43}, {"app_1_abc": "y"}):
        with httpx.Client(base_url=demo.url, headers={"origin": demo.url}, cookies=cookies) as client:
            for method, path in all_routes(demo):
                if path == FEED and method != "POST":
                    assert client.request(method, path).status_code == 404
                elif path not in open_paths:
                    assert client.request(method, path).status_code == 401, (method, path)


def test_a_change_wants_the_token_of_its_session(demo: Running) -> None:
    """A cookie, which every other local server is sent too, changes nothing by itself."""
    with demo.client() as client, demo.client() as other:
        for token in ("", "x", other.headers["x-app-token"], "å"):
            answer = client.post(
                "/choices/language", json={"value": "da"}, headers={b"x-app-token": token.encode("latin-1")}
            )
            assert answer.status_code == 403
        assert client.post("/choices/language", json={"value": "da"}).status_code == 204


def test_bodies_are_limited_and_typed(demo: Running) -> None:
    """A megabyte is enough for any form, also when its length is not said; other kinds of body are refused."""

    def endless() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 100_000

    with demo.client() as client:
        form = {"content-type": "application/x-www-form-urlencoded"}
        path = f"/relations/{'0' * 13}/level"
        assert client.post(path, content=b"x" * 1_000_001, headers=form).status_code == 413
        assert client.post(path, content=endless(), headers=form).status_code == 413
        assert client.post(path, content=b"x", headers={"content-type": "text/xml"}).status_code == 415
        assert client.post("/import/files", content=b"x", headers=form).status_code == 415


def test_every_answer_carries_the_safe_headers(demo: Running) -> None:
    """Pages, files, errors and refusals alike; data is not stored, hashed files are kept for ever."""
    asset = demo.site.assets.url("kreds.js")
    with demo.client() as client:
        for path in ("/", "/relations", "/nowhere", "/open", "/relations/xyz", asset):
            answer = client.get(path)
            assert {name: answer.headers.get(name) for name in HEADERS} == dict(HEADERS)
            kept = "public, max-age=31536000, immutable" if path == asset else "no-store"
            assert answer.headers["cache-control"] == kept
            assert not {"server", "strict-transport-security", "access-control-allow-origin"} & set(answer.headers)
        refused = client.get("/", headers={"host": "evil.example"})
        assert {name: refused.headers.get(name) for name in HEADERS} == dict(HEADERS)


def test_too_many_headers_do_no_harm(demo: Running) -> None:
    """A megabyte of headers is turned away at once."""
    answer = demo.raw(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{demo.place.port}\r\nX: {'a' * 1_000_000}\r\n\r\n".encode())
    assert not answer or status(answer) in {400, 431}


def test_a_fault_says_nothing_of_the_data(
    demo: Running, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """An unforeseen error becomes a page; its text, which may quote a person, appears neither there nor in the log."""
    from kreds.services import read_network

    def fails(*_: object) -> None:
        raise RuntimeError("CANARY Anna Andersen")

    monkeypatch.setattr(read_network, "overview", fails)
    with demo.client() as client:
        answer = client.get("/")
    assert answer.status_code == 500
    assert "Kreds made a mistake" in answer.text
    told = capfd.readouterr()
    assert "CANARY" not in answer.text + told.out + told.err


def test_a_strange_cookie_of_another_server_does_not_hide_ours(demo: Running) -> None:
    """Cookies of all ports arrive together; ours is found among any garbage."""
    session = demo.site.sessions.redeem(demo.site.sessions.new_code())
    cookie = f'a="b; c={{"x":1}}; ;=; {demo.place.cookie}={session}; d'
    answer = httpx.get(demo.url + "/", headers={"cookie": cookie})
    assert answer.status_code == 200


def test_the_cookie_is_named_anew_in_every_run() -> None:
    """Two runs on one port do not share a cookie's name."""
    assert Place(port=1).cookie != Place(port=1).cookie


def test_a_header_sent_twice_is_as_good_as_garbled() -> None:
    """Two Origin headers, one of them ours, are refused."""
    place = Place(port=8765)
    origin = next(iter(place.origins))
    headers = [(b"host", b"127.0.0.1:8765"), (b"origin", origin), (b"origin", b"http://evil.example")]
    head = RequestHead({"type": "http", "method": "POST", "path": "/choices/language", "headers": headers})
    refusal = stranger(head, place)
    assert refusal
    assert refusal.status == 403
