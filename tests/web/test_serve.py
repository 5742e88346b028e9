"""Serving: bound before it is announced, the next port when one is taken, a good end, no secret where others look."""

import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from kreds.web.serve import NoPortError, bind
from tests.web.serving import Running

PROGRAM = """
import sys, webbrowser
from kreds.bootstrap import open_app
from kreds.settings import Settings
from kreds.web.serve import serve

store, opened = sys.argv[1:]
webbrowser.open = lambda url: open(opened, "w").write(url)
app = open_app(store, settings=Settings(store=store, language="en"))
serve(app, port=0, on_ready=lambda link: print(link, flush=True))
print("ended well", flush=True)
"""


def test_a_taken_port_gives_the_next() -> None:
    """Another program on the port is no reason not to start, and is never the one that is announced."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        with bind(taken) as listener:
            assert taken < listener.getsockname()[1] <= taken + 20
            assert listener.getsockname()[0] == "127.0.0.1"


def test_no_free_port_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """When all ports are taken the error says what to do."""

    def taken(*_: object) -> None:
        raise OSError(98, "taken")

    monkeypatch.setattr(socket.socket, "bind", taken)
    monkeypatch.setattr("kreds.web.serve.errno.EADDRINUSE", 98)
    with pytest.raises(NoPortError, match="all taken"):
        bind(9_000)


@pytest.fixture
def served(tmp_path: Path) -> "subprocess.Popen[str]":
    """A server in a process of its own, under a umask that hides nothing."""
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "kreds.db"), str(tmp_path / "opened")]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, umask=0)


def test_from_start_to_stop(served: "subprocess.Popen[str]", tmp_path: Path) -> None:
    """The link is printed, answers at once, signs in once, and Ctrl-C ends it all with nothing left behind."""
    assert served.stdout
    link = served.stdout.readline().strip()
    address, _, code = link.partition("#")
    landing = httpx.get(address)
    assert landing.status_code == 200
    assert code not in landing.text
    origin = address.removesuffix("/open")
    with httpx.Client(base_url=origin, headers={"origin": origin, "accept": "text/html"}) as client:
        assert client.get("/").status_code == 401
        answer = client.post("/open", json={"code": code})
        assert answer.status_code == 200
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert "Domain" not in cookie
        assert client.get("/").status_code == 200
        assert client.post("/open", json={"code": code}).status_code == 401
        assert httpx.post(origin + "/open/again", json={}, headers={"origin": origin}).status_code == 204
        assert served.stdout.readline().startswith(address + "#")
    page = waited_for(tmp_path / "opened")
    assert "#" not in (tmp_path / "opened").read_text()
    assert "/open#" in page.read_text()
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert stat.S_IMODE(page.parent.stat().st_mode) == 0o700
    served.send_signal(signal.SIGINT)
    out, err = served.communicate(timeout=20)
    assert "ended well" in out
    assert served.returncode == 0
    assert code not in err
    assert not page.exists()


def waited_for(opened: Path) -> Path:
    """The file that the browser was told to open."""
    for _ in range(200):
        if opened.exists() and opened.read_text():
            return Path(opened.read_text().removeprefix("file://"))
        time.sleep(0.02)
    raise AssertionError("no browser was opened")


def test_a_spent_link_leads_to_a_page_that_helps(demo: Running) -> None:
    """Who comes without a session is told how to get a link, and can have one printed."""
    answer = httpx.get(demo.url + "/", headers={"accept": "text/html", "accept-language": "da"})
    assert answer.status_code == 401
    assert "Åbn Kreds igen" in answer.text
    stale = httpx.get(demo.url + "/", headers={"accept": "text/html"}, cookies={demo.place.cookie: "old"})
    assert "Kreds was started again" in stale.text
    assert stale.headers["clear-site-data"] == '"cache", "storage"'
    before = len(demo.printed)
    httpx.post(demo.url + "/open/again", json={}, headers={"origin": demo.url})
    assert len(demo.printed) == before + 1
