"""The contracts between the rooms notice each kind of import that they forbid."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package and its contracts, to break."""
    copied = tmp_path_factory.mktemp("tree")
    shutil.copytree(ROOT / "src", copied / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copied)
    return copied


def broken_contracts(tree: Path) -> set[str]:
    """Which contracts the copy breaks."""
    ran = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree / "src"), "COLUMNS": "200"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert "Contracts: " in ran.stdout, ran.stdout + ran.stderr
    return set(re.findall(r"^(.+) BROKEN\b", ran.stdout, re.MULTILINE))


ROOMS = "Rooms use the rooms below them, never one beside or above"
PURE = "The core does no input or output, reads no clock, draws no lots, keeps no log"
NETWORK = "Nothing in the package talks to the network"
STORE = "Only services and bootstrap touch the store"
SOURCES = "Data sources do not know each other, and what they share knows none of them"
API = "The public Python interface is for the outside; nothing inside imports it"
CYCLES = "No package has siblings that import each other in a circle"


def test_the_contracts_are_kept(tree: Path) -> None:
    """The package as it is keeps every contract."""
    assert broken_contracts(tree) == set()


@pytest.mark.parametrize(
    ("written", "broken"),
    [
        ({"ties/added.py": "import kreds.services"}, {ROOMS}),
        ({"sources/added.py": "import kreds.store.tables"}, {ROOMS, STORE}),
        ({"web/added.py": "import kreds.store.tables"}, {STORE}),
        ({"ties/added.py": "from kreds.text import added", "text/added.py": "import os"}, {PURE}),
        ({"model/added.py": "import time"}, {PURE}),
        ({"services/added.py": "import httpx"}, {NETWORK}),
        ({"sources/added.py": "import socket"}, {NETWORK}),
        ({"sources/added.py": "import kreds.sources.linkedin.messages"}, {SOURCES}),
        ({"cli/added.py": "import kreds.api"}, {API}),
        ({"ties/added.py": "import kreds.ties.again", "ties/again.py": "import kreds.ties.added"}, {CYCLES}),
        ({"ties/added.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import kreds.services"}, {ROOMS}),
    ],
    ids=["up", "beside", "past", "chain", "clock", "network", "socket", "source", "api", "circle", "typed"],
)
def test_a_forbidden_import_is_noticed(tree: Path, written: dict[str, str], broken: set[str]) -> None:
    """Each kind of forbidden import breaks its contract, also for types alone and through others."""
    files = [tree / "src" / "kreds" / name for name in written]
    for file, text in zip(files, written.values(), strict=True):
        file.write_text(text + "\n", encoding="utf-8")
    try:
        assert broken <= broken_contracts(tree)
    finally:
        for file in files:
            file.unlink()


def test_a_new_room_needs_its_place(tree: Path) -> None:
    """A room that stands in no contract is noticed."""
    room = tree / "src" / "kreds" / "attic"
    room.mkdir()
    (room / "__init__.py").touch()
    try:
        assert ROOMS in broken_contracts(tree)
    finally:
        shutil.rmtree(room)
