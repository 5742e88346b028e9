"""The program as a whole: its help, its options, its exit codes, and how little it loads."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kreds as package
from kreds.cli.main import app
from kreds.store import tables
from kreds.store.database import open_store
from tests.cli.conftest import Kreds

COMMANDS = (
    "demo", "import", "serve", "overview", "relations", "views", "segments", "why", "judge", "ask", "learn", "criteria",
    "matches", "invite", "invitations", "export", "held", "backup", "restore", "doctor", "goals", "composition",
    "review", "log", "agenda-out", "balance", "posts", "reach", "agenda", "cadence",
)  # fmt: skip
WITH_JSON = tuple(command for command in COMMANDS if command != "serve")


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "kreds", *arguments],
        capture_output=True,
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )


def test_help_names_every_command(kreds: Kreds) -> None:
    """The first page of help lists all commands, in English and in Danish."""
    for language in ("en", "da"):
        answer = kreds("--language", language, "--help")
        assert answer.exit_code == 0
        lines = answer.out.splitlines()
        assert all(any(line.startswith(f"  {command} ") for line in lines) for command in COMMANDS)
        assert max(len(line) for line in lines) <= 100


def test_no_command_is_a_request_for_help(kreds: Kreds) -> None:
    """The bare program shows its help, and says by its exit code that nothing was asked."""
    answer = kreds()
    assert answer.exit_code == 2
    assert "kreds demo" in answer.out + answer.err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_store_and_language(kreds: Kreds, command: str) -> None:
    """Every command can be asked about another store and in another language."""
    text = kreds(command, "--help").out
    assert "--store" in text
    assert "--language" in text
    assert ("--json" in text) == (command in WITH_JSON)


def test_version(kreds: Kreds) -> None:
    """The program says which one it is."""
    assert kreds("--version").out == f"kreds {package.__version__}\n"


@pytest.mark.parametrize("arguments", [("wy", "--json"), ("overview", "--shoe-size", "--json"), ("why", "--json")])
def test_a_wrong_question_is_json_too(kreds: Kreds, arguments: tuple[str, ...]) -> None:
    """A program that asks wrongly gets its error as JSON, with exit code 2."""
    answer = kreds(*arguments)
    assert answer.exit_code == 2
    assert set(answer.json["error"]) == {"code", "file", "line", "column", "message", "what_to_do"}


def test_a_wrong_question_in_words(kreds: Kreds) -> None:
    """A person who mistypes is told what was perhaps meant."""
    answer = kreds("overvew")
    assert answer.exit_code == 2
    assert "overview" in answer.err


def test_looking_makes_no_store(kreds: Kreds, tmp_path: Path) -> None:
    """Asking about a store that is not there says so and leaves nothing behind."""
    path = tmp_path / "none.db"
    for command in ("overview", "relations", "why x", "judge --undo", "export relations", "backup"):
        answer = kreds(*command.split(), "--store", path)
        assert answer.exit_code == 2
        assert "kreds import" in answer.err
    assert not path.exists()


def test_options_before_the_command(kreds: Kreds, store: Path) -> None:
    """Store and language may stand before the command as well."""
    answer = kreds("--store", store, "--language", "da", "overview")
    assert answer.exit_code == 0
    assert "relationer" in answer.out


def test_the_system_language_is_the_default(kreds: Kreds, store: Path) -> None:
    """Without an option or setting the program answers in the system's language; a setting goes before it."""
    assert "relationer" in kreds("overview", "--store", store, LANG="da_DK.UTF-8").out
    assert "relations" in kreds("overview", "--store", store, LANG="da_DK.UTF-8", KREDS_LANGUAGE="en").out


def test_a_wrong_setting_stops_with_a_sentence(kreds: Kreds) -> None:
    """A setting that is off is named, in words or in JSON, with exit code 2."""
    answer = kreds("overview", "--json", KREDS_LANGUAGE="klingon")
    assert answer.exit_code == 2
    assert "KREDS_LANGUAGE" in answer.json["error"]["message"]


def test_a_fault_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever goes wrong inside, a person reads a sentence and never a traceback."""
    folder = tmp_path / "folder.db"
    folder.mkdir()
    done = _run("overview", "--store", str(folder), LANG="C.UTF-8")
    assert done.returncode in (5, 70)
    assert b"Traceback" not in done.stderr
    assert b"What to do" in done.stderr


def test_help_loads_next_to_nothing() -> None:
    """Help must not wait for the database, the frames, the server or the progress bars."""
    heavy = ("sqlalchemy", "alembic", "polars", "numpy", "narwhals", "fastapi", "uvicorn", "rich", "openpyxl")
    code = (
        "import sys, contextlib, io\n"
        "from kreds.cli.main import app\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    app(['--help'])\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_import_kreds_loads_nothing() -> None:
    """`import kreds` loads no other module of Kreds until something is used."""
    code = "import sys, kreds; print([name for name in sys.modules if name.startswith('kreds')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "['kreds']"


def test_module_and_pipe(store: Path) -> None:
    """`python -m kreds` is the program; in a pipe its answer is UTF-8 without escape codes, in any locale."""
    done = _run("relations", "--limit", "60", "--store", str(store), LANG="C", LC_ALL="C", PYTHONUTF8="0", TERM="xterm")
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    shape = json.loads(_run("relations", "--json", "--store", str(store), LC_ALL="C", PYTHONUTF8="0").stdout)
    assert any(not relation["name"].isascii() for relation in shape["relations"])


def test_a_fault_is_not_a_wrong_question(monkeypatch: pytest.MonkeyPatch, store: Path) -> None:
    """A bug has an exit code of its own, and its JSON names its kind and nothing of the data."""
    monkeypatch.delenv("KREDS_DEBUG", raising=False)
    with open_store(store) as opened, opened.writing() as db:
        db.execute(tables.relations.update().values(level="no level"))
    result = CliRunner().invoke(app, ["relations", "--json", "--store", str(store)])
    assert result.exit_code == 70
    error = json.loads(result.stdout)["error"]
    assert error["code"] == "FAULT"
    assert "ValueError" in error["message"]
