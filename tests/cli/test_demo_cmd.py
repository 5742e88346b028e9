"""``kreds demo`` and ``kreds serve``: an invented network, away from the person's own, in the browser."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from kreds.bootstrap import App
from tests.cli.conftest import Kreds

SMALL = ("--relations", "30", "--messages", "200")


def test_write_only(kreds: Kreds, tmp_path: Path) -> None:
    """The files alone can be had; the same order gives the same bytes; nothing is imported."""
    one = kreds("demo", "--write-only", tmp_path / "one", *SMALL, "--json").json
    other = kreds("demo", "--write-only", tmp_path / "other", *SMALL, "--json").json
    for kind in ("archives", "outside", "posts"):
        assert [Path(path).read_bytes() for path in one[kind]] == [Path(path).read_bytes() for path in other[kind]]
        assert all(Path(path).parent == tmp_path / "one" for path in one[kind])
    lines = kreds("demo", "--write-only", tmp_path / "x", *SMALL, "--seed", "2").out.split()
    assert [Path(line).suffix for line in lines] == [".zip", *[".csv"] * 3, ".ics", ".vcf", ".xlsx", *[".txt"] * 2]


@pytest.mark.parametrize("era", ["2020", "2022", "2023", "2024", "2026"])
def test_every_era_imports(kreds: Kreds, tmp_path: Path, era: str) -> None:
    """Each generation of LinkedIn's format can be made and read back to the same number of people."""
    archives = kreds("demo", "--write-only", tmp_path, *SMALL, "--era", era, "--json").json["archives"]
    answer = kreds("import", *archives, "--store", tmp_path / "a.db", "--json")
    assert answer.exit_code == 0
    assert answer.json["relations"] == 30


def test_an_unknown_era(kreds: Kreds) -> None:
    """A format that never was is a wrong question."""
    assert kreds("demo", "--era", "1999").exit_code == 2


def test_json_imports_and_stops(kreds: Kreds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For programs the demo is made and imported, into a store of its own, and nothing is served."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    shape = kreds("demo", *SMALL, "--json").json
    assert shape["relations"] == 30
    assert Path(shape["store"]).is_relative_to(tmp_path / "kreds" / "demo")
    again = kreds("demo", *SMALL, "--json").json
    assert again["store"] == shape["store"]
    assert {(file["new"], file["updated"]) for file in again["files"]} == {(0, 0)}


def test_the_own_network_is_never_touched(kreds: Kreds, store: Path) -> None:
    """Invented people do not get into the person's own store, even when asked to."""
    answer = kreds("demo", *SMALL, "--store", store, "--json", KREDS_STORE=str(store))
    assert (answer.exit_code, answer.json["error"]["code"]) == (2, "DEMO-STORE")


def test_the_pages_stand_over_the_own_store(kreds: Kreds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is imported while the invented people are shown goes to the person's own network, never among them."""
    served: list[tuple[App, App | None]] = []
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("kreds.web.serve.serve", lambda app, *, demo, **_: served.append((app, demo)))
    assert kreds("demo", *SMALL, KREDS_STORE=str(tmp_path / "own.db")).exit_code == 0
    ((own, demo),) = served
    assert own.target == str(tmp_path / "own.db")
    assert demo is not None
    assert Path(demo.target).is_relative_to(tmp_path / "kreds" / "demo")
    assert not own.has_store


@contextmanager
def _serving(*arguments: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The program running, and the address that it says."""
    running = subprocess.Popen(
        [sys.executable, "-m", "kreds", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **environment},
    )
    late = threading.Timer(60, running.kill)
    late.start()
    try:
        assert running.stdout is not None
        said = ""
        for line in running.stdout:
            said += line
            found = re.search(r"http://\S+", line)
            if found:
                yield running, found.group()
                break
        else:
            pytest.fail(said)
    finally:
        late.cancel()
        running.kill()
        running.communicate()


def _page(address: str) -> str:
    with httpx.Client(trust_env=False, follow_redirects=True, timeout=20) as client:
        return client.get(address).text


def test_demo_serves_its_page(tmp_path: Path) -> None:
    """One command makes, imports and shows the demo, says where, and ends in peace at Ctrl-C."""
    arguments = ("demo", *SMALL, "--port", "0", "--no-open")
    with _serving(*arguments, XDG_DATA_HOME=str(tmp_path), LANG="C.UTF-8") as (running, address):
        assert address.startswith("http://127.0.0.1:")
        assert "<html" in _page(address)
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=20)
        assert running.returncode == 0


def test_serve_shows_the_store(store: Path) -> None:
    """The pages are served on a free port of this machine only."""
    with _serving("serve", "--port", "0", "--no-open", "--store", str(store)) as (running, address):
        assert "<html" in _page(address)
        running.send_signal(signal.SIGTERM)
        running.communicate(timeout=20)
    assert running.returncode is not None
