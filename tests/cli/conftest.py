"""A small network in a store, and the program to ask about it."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kreds.cli.main import app
from kreds.store.database import open_store
from tests.services.importing import imported, written


@dataclass(frozen=True)
class Answer:
    """What the program said and how it ended."""

    exit_code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON object on standard output."""
        return json.loads(self.out)


Kreds = Callable[..., Answer]


@pytest.fixture
def kreds(monkeypatch: pytest.MonkeyPatch) -> Kreds:
    """Run the program in this process; a bug shows as itself and not as a sentence."""
    monkeypatch.setenv("KREDS_DEBUG", "1")

    def run(*arguments: object, **environment: str) -> Answer:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments], env=environment)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small network as LinkedIn would deliver it."""
    return written(tmp_path_factory.mktemp("archive")).paths[0]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, archive: Path) -> Path:
    """A store with that network; copy it, do not write to it."""
    path = tmp_path_factory.mktemp("filled") / "kreds.db"
    with open_store(path) as store:
        imported(store, archive)
    return path


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Path:
    """A store of the test's own with that network."""
    path = tmp_path / "store" / "kreds.db"
    path.parent.mkdir(mode=0o700)
    shutil.copy(filled, path)
    return path
