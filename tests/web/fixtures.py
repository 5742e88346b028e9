"""Servers that several test files share: one with a demo network, one that is empty, one full of hostile names."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.hostile import hostile_people
from tests.web.serving import Running, connections_zip, demo_store, imported, running


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The pages over 180 invented relations."""
    store = demo_store(tmp_path_factory.mktemp("demo"), relations=180, messages=3_000)
    with running(store) as server:
        yield server


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Running]:
    """The pages on a first visit."""
    with running(tmp_path / "kreds.db") as server:
        yield server


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The pages over people whose every field tries to be more than text."""
    folder = tmp_path_factory.mktemp("hostile")
    store = imported(folder, [connections_zip(folder / "hostile.zip", hostile_people())])
    with running(store) as server:
        yield server
