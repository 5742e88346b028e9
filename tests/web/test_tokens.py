"""The bearer token of the person's own programs: only for the API, only when asked for, never in sight."""

import re
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.web.serving import Running, demo_store


def test_a_token_opens_the_api_and_nothing_else(demo: Running) -> None:
    """With it the API answers without a cookie; pages do not, and a wrong or older token opens nothing."""
    older = demo.site.sessions.new_api_token()
    token = demo.site.sessions.new_api_token()
    with httpx.Client(base_url=demo.url) as client:

        def status(path: str, said: str, **more: str) -> int:
            return client.get(path, headers={"authorization": said, **more}).status_code

        assert status("/api/overview", f"Bearer {token}") == 200
        assert status("/api/overview", f"bearer {token}") == 200
        assert status("/relations", f"Bearer {token}") == 401
        assert status("/import/progress", f"Bearer {token}") == 401
        for wrong in (f"Bearer {older}", "Bearer", "Bearer x", f"Basic {token}", token):
            assert status("/api/overview", wrong) == 401
        # A page elsewhere could make a browser send such a header, but never without these.
        assert status("/api/overview", f"Bearer {token}", origin="http://evil.example") == 401
        assert status("/api/overview", f"Bearer {token}", cookie="a=b") == 401
        assert status("/api/overview", f"Bearer {token}", **{"sec-fetch-site": "same-origin"}) == 401
        assert client.post("/api/undo", json={}, headers={"authorization": f"Bearer {older}"}).status_code == 401
        assert client.post("/api/undo", json={}).status_code == 403


def test_without_being_asked_for_there_is_no_token(empty: Running) -> None:
    """A server that was started without the option accepts none, not even an empty one."""
    with httpx.Client(base_url=empty.url) as client:
        for said in ("Bearer", "Bearer None", f"Bearer {'0' * 43}"):
            assert client.get("/api/overview", headers={"authorization": said}).status_code == 401


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_the_token_is_in_its_file_alone(tmp_path: Path, umask: int) -> None:
    """The file is the owner's, made anew, and goes with the server; output and the list of processes hold no token."""
    store, file = demo_store(tmp_path, relations=5, messages=10), tmp_path / "token"
    command = [sys.executable, "-m", "kreds", "serve", "--store", str(store), "--no-open", "--port", "0"]
    command += ["--api-token", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, umask=umask) as server:
        assert server.stdout
        said = ""
        while not re.search(r"http://127\.0\.0\.1:\d+", said):
            said += server.stdout.readline()
        for _ in range(200):
            if file.exists() and file.stat().st_size:
                break
            time.sleep(0.02)
        token = file.read_text()
        url = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert url
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        answer = httpx.get(f"{url[0]}/api/overview", headers={"authorization": f"Bearer {token}"}, timeout=20)
        assert answer.json()["relations"] == 5
        processes = b"".join(one.read_bytes() for one in Path("/proc").glob("[0-9]*/cmdline"))
        assert token.encode() not in processes
        assert subprocess.run(command, capture_output=True, check=False).returncode == 2
        server.send_signal(signal.SIGINT)
        said += server.stdout.read()
        server.wait(20)
    assert token not in said
    assert not file.exists()
