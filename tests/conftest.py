"""What holds for every test: nothing leaves the machine, nobody's own settings count, servers come on demand."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(ROOT / ".cache" / "hypothesis"))
# No test is timed, and what passes on one run of CI passes on the next; at home new examples are tried each time.
hypothesis.settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("house")

pytest_plugins = [
    "tests.plugins.postgres",
    "tests.plugins.browser",
    "tests.plugins.store",
    "tests.plugins.expected",
]

TOOLS = {"KREDS_TEST_PROGRAMS", "KREDS_BROWSER", "KREDS_POSTGRES"}
SERVERS = {"postgres_server", "browser"}
LOOPBACK = ("127.", "::1", "localhost", "::ffff:127.")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Two switches of this house."""
    parser.addoption("--update-expected", action="store_true", help="rewrite expected results instead of comparing")
    parser.addoption("--without-servers", action="store_true", help="leave out what needs a browser or PostgreSQL")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs a server, only where the person asked for it."""
    if config.getoption("--without-servers"):
        left_out = [item for item in items if needs_server(item)]
        items[:] = [item for item in items if not needs_server(item)]
        config.hook.pytest_deselected(items=left_out)


def needs_server(item: pytest.Item) -> bool:
    """Whether a test asks for a browser or for PostgreSQL, by fixture or by parameter."""
    call = getattr(item, "callspec", None)
    return bool(SERVERS & set(getattr(item, "fixturenames", ()))) or (
        call is not None and call.params.get("store_url") == "postgresql"
    )


@pytest.fixture(autouse=True, scope="session")
def nobodys_machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Folders, language and settings of nobody, and a clock that is thirteen hours ahead of UTC for half the year."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(tmp_path_factory.mktemp(name.lower())))
        for name in [name for name in os.environ if name.startswith("KREDS_") and name not in TOOLS]:
            patch.delenv(name)
        for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR"):
            patch.delenv(name, raising=False)
        patch.setenv("LANG", "C.UTF-8")
        patch.setenv("TERM", "xterm")
        # Whoever takes the local day for the UTC day is found out.
        patch.setenv("TZ", "Pacific/Auckland")
        time.tzset()
        yield
    time.tzset()


def refuse_other_machines(event: str, arguments: tuple[Any, ...]) -> None:
    """Fail whatever opens a connection to another machine or asks for one's address."""
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        _must_be_loopback(str(arguments[1][0]))
    elif event == "socket.getaddrinfo" and arguments[0] is not None:
        host = arguments[0]
        _must_be_loopback(host.decode() if isinstance(host, bytes) else str(host))


def _must_be_loopback(host: str) -> None:
    if not host.startswith(LOOPBACK):
        message = f"a test asked for another machine: {host}"
        raise PermissionError(message)


sys.addaudithook(refuse_other_machines)
