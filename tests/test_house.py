"""Rules of the house that no single module owns: what may stand in the tree, and what must."""

import ast
import re
import subprocess
import tomllib
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

import kreds
from tools import check_budgets

ROOT = Path(__file__).resolve().parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
# Written in parts, so that this file does not hold what it looks for.
REGISTRIES = [
    "pypi" + ".org",
    "python" + "hosted",
    "registry.npm" + "js",
    "registry.yarn" + "pkg",
    "deb.debian" + ".org",
]
INDEX_OPTIONS = re.compile(r"--(extra-)?index-url|--find-" + r"links|\bregistry\s*=")
MACHINE_PATH = re.compile(r"(?<![\w./~$}-])/(?:wo" + r"rk|ro" + r"ot|ho" + r"me|Us" + r"ers)/[\w.]")
MAIL = re.compile(r"(?<=[\w.+-])@((?:[\w-]+\.)+[a-z]{2,})\b", re.IGNORECASE)
RESERVED = re.compile(
    r"(^|\.)example(\.(com|org|net|dk|se|no|de))?$|\.(test|invalid|localhost|example)$", re.IGNORECASE
)
PICTURES = {".png", ".ico", ".woff2", ".zip", ".xlsx", ".db", ".gz"}


@cache
def tracked() -> dict[str, str]:
    """Every text file that a commit would hold, by its path."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    files = [path for path in paths if path.is_file() and path.suffix not in PICTURES]
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8", errors="replace") for path in files}


@cache
def project() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Every tracked line that the pattern finds."""
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in tracked().items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_budgets() -> None:
    """No file, function or parameter list is over its budget, and every suppression has its reason."""
    assert [str(offence) for offence in check_budgets.offences(ROOT)[0]] == []


def test_no_registry_is_named() -> None:
    """Where packages come from is the machine's business: no address of a registry stands in the tree."""
    assert lines_with(re.compile("|".join(map(re.escape, REGISTRIES)))) == []
    assert lines_with(INDEX_OPTIONS) == []


def test_no_path_of_a_machine() -> None:
    """No file knows the machine it was written on."""
    assert lines_with(MACHINE_PATH) == []


def test_mail_addresses_are_reserved_ones() -> None:
    """An invented person's address can never be a real person's."""
    real = [
        f"{name}: ...{match[0]}"
        for name, text in tracked().items()
        if name.startswith(("tests/", "src/kreds/demo/", "docs/", "bench/"))
        for match in MAIL.finditer(text)
        if not RESERVED.search(match[1])
    ]
    assert real == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_requirements_are_pinned_with_hashes(lock: Path) -> None:
    """Every package is one exact version with its hashes, and nothing in the file is an address or an option."""
    text = re.sub(r"^\s*#.*$", "", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    entries = [entry for entry in re.split(r"\n(?=\S)", text.strip()) if entry.strip()]
    wrong = [
        e for e in entries if not re.match(r"[\w.\[\]-]+==[\w.+!]+( ;[^\\]+)? \\\n\s+--hash=sha256:[0-9a-f]{64}", e)
    ]
    assert wrong == []
    assert "://" not in text


@pytest.mark.parametrize("wanted", sorted((ROOT / "requirements").glob("*.in")), ids=lambda path: path.name)
def test_requirements_are_locked(wanted: Path) -> None:
    """Every package asked for is in the lock beside it."""
    locked = set(re.findall(r"^([\w.-]+)", wanted.with_suffix(".txt").read_text(encoding="utf-8"), re.MULTILINE))
    assert names(wanted.read_text(encoding="utf-8").splitlines()) - {name.lower() for name in locked} == set()


def names(requirements: list[str]) -> set[str]:
    """The names of packages in a list of requirements."""
    return {m[0].lower() for line in requirements if (m := re.match(r"[A-Za-z][\w.-]*", line))}


def test_an_ordinary_install_has_what_make_installs() -> None:
    """``pip install`` and ``make`` give the same packages, but for what only builds the wheel."""
    declared = names(project()["project"]["dependencies"])
    extras = names([line for extra in project()["project"]["optional-dependencies"].values() for line in extra])
    wanted = names((ROOT / "requirements" / "run.in").read_text(encoding="utf-8").splitlines())
    assert wanted - {"hatchling", "editables"} == declared | extras


def test_one_version() -> None:
    """The package, its metadata and the project agree on the version."""
    assert kreds.__version__ == project()["project"]["version"] == version("kreds")


def test_every_room_has_its_place() -> None:
    """Each folder and module at the top of the package stands in the contract of rooms."""
    contract = next(c for c in project()["tool"]["importlinter"]["contracts"] if c["id"] == "rooms")
    placed = {room.strip() for layer in contract["layers"] for room in layer.split("|")} | set(
        contract["exhaustive_ignores"]
    )
    there = {
        path.stem
        for path in (ROOT / "src" / "kreds").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert there - placed - {"__init__"} == set()


def test_every_target_is_explained() -> None:
    """``make help`` knows every target."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: ((?:.*\\\n)*.*)$", makefile, re.MULTILINE)
    assert phony
    explained = set(re.findall(r"^([a-z-]+):.*## \S", makefile, re.MULTILINE))
    assert explained == set(phony[1].replace("\\\n", " ").split())


def test_every_tool_is_used() -> None:
    """What stands in tools/ is run by a target or by another tool or test."""
    others = [text for name, text in tracked().items() if name == "Makefile" or name.endswith(".py")]
    tools = {path.stem for path in (ROOT / "tools").glob("*.py")} - {"__init__"}
    assert {
        tool for tool in tools if not any(re.search(rf"tools[./]{tool}\b|import .*\b{tool}\b", t) for t in others)
    } == set()


def test_decisions_are_numbered_and_short() -> None:
    """Decision records are numbered without a gap, have a status, and fit on a screen."""
    records = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(record.name[:4]) for record in records] == list(range(1, len(records) + 1))
    for record in records:
        text = record.read_text(encoding="utf-8")
        assert re.search(r"^Status: (accepted|superseded by \d{4}), \d{4}-\d{2}-\d{2}$", text, re.MULTILINE), (
            record.name
        )
        assert len(text.splitlines()) <= 60, record.name


def test_the_changelog_is_open() -> None:
    """There is a place for what the next change says to people."""
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_readme_is_short() -> None:
    """The README is read to its end: under 120 lines, with both commands."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(readme.splitlines()) < 120
    assert "make demo" in readme
    assert "make test" in readme


def test_every_test_says_its_rule() -> None:
    """Each test has a sentence, and none is skipped or expected to fail."""
    silent, skipped = [], []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not ast.get_docstring(node):
                silent.append(f"{path.name}: {node.name}")
            if isinstance(node, ast.Attribute) and node.attr in {"skip", "skipif", "xfail", "importorskip"}:
                skipped.append(f"{path.name}:{node.lineno}")
    assert silent == []
    assert skipped == []


def test_nothing_is_left_unfinished() -> None:
    """Code holds no notes of what is still to be done; issues do."""
    words = "TO" + "DO", "FIX" + "ME", "X" * 3, "NotImplemented" + "Error", "coming " + "soon"
    pattern = re.compile(r"\b(" + "|".join(words) + r")\b")
    code = (".py", ".html", ".js", ".css", ".po")
    assert [line for line in lines_with(pattern) if line.split(":")[0].endswith(code)] == []
