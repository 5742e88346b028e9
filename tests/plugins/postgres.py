"""A real PostgreSQL server for the tests, started when the first test asks for one and gone when they end."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from tools.get_postgres import postgres_folder

OWNER = "kreds"
PASSWORD = "only/for tests"  # a reserved character and a space, as people's passwords have
START_SECONDS = 60
TRIES = 5

# The shell is the server's parent: when this process ends, however it ends, its input closes and all is cleared away.
_KEEPER = '"$@" >>log 2>&1 & server=$!; cat >/dev/null; kill -INT $server 2>/dev/null; wait $server; rm -rf "$PWD"'

_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    # A server that lives for one test run need not survive a power cut.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "50",
    "shared_buffers": "32MB",
    "autovacuum": "off",
}


@dataclass(frozen=True)
class Server:
    """A running server on loopback."""

    port: int

    def url(self, database: str) -> str:
        """The address a person would give to ``--store``."""
        return (
            f"postgresql://{OWNER}:{PASSWORD.replace('/', '%2F').replace(' ', '%20')}@127.0.0.1:{self.port}/{database}"
        )

    def run(self, statement: sql.Composed) -> None:
        """Run one statement that must stand outside a transaction."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as db:
            db.execute(statement)


@contextmanager
def running_server(programs: Path) -> Iterator[Server]:
    """Make a cluster in a folder of its own, run it, and leave nothing behind."""
    user = _unprivileged()
    home = Path(tempfile.mkdtemp(prefix="kreds-pg-"))
    try:
        programs = _reachable(programs, home, user)
        _make_cluster(programs, home, user)
        for attempt in range(1, TRIES + 1):
            port = _free_port()
            keeper = _start(programs, home, user, port)
            try:
                if _is_ready(home):
                    yield Server(port)
                    return
            finally:
                _stop(keeper)
            # The port may have been taken in between; any other reason repeats itself.
            if attempt == TRIES:
                pytest.fail(f"PostgreSQL did not start:\n{_log(home)}")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _unprivileged() -> dict[str, Any]:
    """Whom the server runs as: PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = known.get("postgres") or known["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _reachable(programs: Path, home: Path, user: dict[str, Any]) -> Path:
    """The programs where the server's user may run them: what was unpacked below a private folder is copied whole."""
    if user:
        os.chown(home, user["user"], user["group"])
    try:
        subprocess.run([programs / "postgres", "--version"], check=True, capture_output=True, **user)
    except (PermissionError, FileNotFoundError, subprocess.CalledProcessError):
        unpacked = next((folder for folder in programs.parents if (folder / ".complete").exists()), programs.parent)
        copied = home / "programs"
        shutil.copytree(unpacked, copied, ignore=shutil.ignore_patterns("include"))
        return copied / programs.relative_to(unpacked)
    return programs


def _make_cluster(programs: Path, home: Path, user: dict[str, Any]) -> None:
    password = home / "password"
    password.write_text(PASSWORD)
    if user:
        os.chown(password, user["user"], user["group"])
    command = [str(programs / "initdb"), "-D", "data", "-U", OWNER, "--pwfile", "password", "--auth=scram-sha-256"]
    # A Danish collation where the server has one: what is sorted must not depend on it.
    for collation in (["--locale-provider=icu", "--icu-locale=da", "--locale=C.UTF-8"], ["--locale=C"]):
        made = subprocess.run(
            [*command, "--no-sync", "--encoding=UTF8", *collation],
            cwd=home, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **user,
        )  # fmt: skip
        if made.returncode == 0:
            return
        shutil.rmtree(home / "data", ignore_errors=True)
    pytest.fail(f"initdb failed:\n{made.stdout}")


def _start(programs: Path, home: Path, user: dict[str, Any], port: int) -> "subprocess.Popen[str]":
    (home / "log").unlink(missing_ok=True)
    settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
    server = [str(programs / "postgres"), "-D", "data", "-p", str(port), "-k", str(home), *settings]
    command = ["/bin/sh", "-c", _KEEPER, "sh", *server]
    return subprocess.Popen(command, cwd=home, stdin=subprocess.PIPE, start_new_session=True, text=True, **user)


def _stop(keeper: "subprocess.Popen[str]") -> None:
    if keeper.stdin:
        keeper.stdin.close()
    keeper.wait(timeout=START_SECONDS)


def _is_ready(home: Path) -> bool:
    """Wait until the server says so in its lock file, as ``pg_ctl`` does; False when it gave up."""
    state = home / "data" / "postmaster.pid"
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if state.exists() and state.read_text().splitlines()[7:8] == ["ready   "]:
            return True
        if "FATAL" in _log(home):
            return False
        time.sleep(0.02)
    return False


def _log(home: Path) -> str:
    log = home / "log"
    return log.read_text(errors="replace") if log.exists() else ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """The server of this test process."""
    with running_server(postgres_folder()) as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: Server, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of an empty database that is this test's alone."""
    number = request.config.stash.get(_DATABASES, 0) + 1
    request.config.stash[_DATABASES] = number
    name = f"test_{number}"
    postgres_server.run(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    yield postgres_server.url(name)
    postgres_server.run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


_DATABASES = pytest.StashKey[int]()
