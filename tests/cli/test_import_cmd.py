"""``kreds import``: every row accounted for, every refusal explained, Ctrl-C harmless."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kreds.cli.stopping import stop_flag
from kreds.demo.network import build_network
from kreds.demo.options import DemoOptions
from kreds.services.keep_store import dump_hash
from kreds.store.database import open_store
from tests.cli.conftest import Kreds
from tests.services.importing import written

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def _connections(folder: Path, *rows: str) -> Path:
    path = folder / "Connections.csv"
    path.write_text(HEADER + "".join(row + "\n" for row in rows), encoding="utf-8")
    return path


def _row(slug: str) -> str:
    return f"Anna,Holm,https://www.linkedin.com/in/{slug},,Nordlys,Baker,03 Oct 2020"


def test_json_of_an_import(kreds: Kreds, archive: Path, tmp_path: Path) -> None:
    """The keys that programs rely on; for every file read is the sum of the rest."""
    answer = kreds("import", archive, "--store", tmp_path / "a.db", "--json")
    assert answer.exit_code == 0
    shape = answer.json
    assert set(shape) >= {"files", "relations", "no_longer_connected", "rejected", "owner"}
    assert set(shape["owner"]) == {"name", "profile_url"}
    assert shape["relations"] == 60
    for file in shape["files"]:
        told = sum(file[name] for name in ("new", "updated", "unchanged", "merged", "rejected"))
        assert file["read"] == told + sum(file["skipped"].values())


def test_a_look_says_what_is_in_it_and_makes_no_store(kreds: Kreds, archive: Path, tmp_path: Path) -> None:
    """What was recognized is told in words and as JSON; a store that is not there is not made for it."""
    store = tmp_path / "a.db"
    shape = kreds("import", "--look", archive, "--store", store, "--json").json
    (seen,) = shape["archives"]
    assert set(seen) == {"name", "day", "day_is_sure", "files", "unread", "lists"}
    (relations,) = [file for file in seen["files"] if file["kind"] == "connections"]
    assert (relations["exact"], relations["imported_before"]) == (True, False)
    assert relations["people"] >= 60
    assert {file["reason"] for file in seen["unread"]} == {"not needed"}
    words = kreds("import", "--look", archive, "--store", store).out
    assert "Nothing has been written yet." in words
    assert words.index("Your relations") < words.index("Messages") < words.index("Your votes")
    assert not store.exists()


def test_a_look_knows_what_was_imported(kreds: Kreds, archive: Path, store: Path) -> None:
    """Beside a store the same archive is no news, and the store stays as it was."""
    with open_store(store) as opened:
        before = dump_hash(opened)
    answer = kreds("import", "--look", archive, "--store", store)
    assert "importing it again changes nothing" in answer.out
    assert "What you can do now" not in answer.out
    with open_store(store) as opened:
        assert dump_hash(opened) == before


def test_a_look_refuses_what_the_import_would(kreds: Kreds, tmp_path: Path) -> None:
    """A file that cannot be trusted is exit code 4 already; without a file there is nothing to look at."""
    (tmp_path / "holiday.zip").write_bytes(b"%PDF-1.7")
    assert kreds("import", "--look", tmp_path / "holiday.zip", "--store", tmp_path / "a.db").exit_code == 4
    assert kreds("import", "--look", "--owner", "kim", "--store", tmp_path / "a.db").exit_code == 2


def test_the_same_again_is_known(kreds: Kreds, archive: Path, store: Path) -> None:
    """A second import adds nothing and says so, in a column of its own."""
    answer = kreds("import", archive, "--store", store)
    assert answer.exit_code == 0
    assert "60 relations" in answer.out
    header = next(line for line in answer.out.splitlines() if "File" in line)
    assert header.split() == ["File", "Read", "New", "Known", "Left", "out"]


def test_rows_set_aside_are_exit_code_3(kreds: Kreds, tmp_path: Path) -> None:
    """The rest is in; each rejected row is shown with file, line, reason and code."""
    path = _connections(tmp_path, _row("anna"), "Bo,Lind,too,few", _row("carl"))
    answer = kreds("import", path, "--store", tmp_path / "a.db", "--json")
    assert answer.exit_code == 3
    rejected = answer.json["rejected"]
    assert [(row["file"], row["line"], row["code"]) for row in rejected] == [("Connections.csv", 3, "ROW-WIDTH")]
    assert "4 fields" in rejected[0]["reason"]
    assert answer.json["relations"] == 2
    words = kreds("import", path, "--store", tmp_path / "b.db")
    assert words.exit_code == 3
    assert "line 3" in words.out
    assert "ROW-WIDTH" in words.out


def test_nobody_is_exit_code_3(kreds: Kreds, tmp_path: Path) -> None:
    """An archive without a single relation is never a plain success."""
    answer = kreds("import", _connections(tmp_path), "--store", tmp_path / "a.db")
    assert answer.exit_code == 3


def test_a_refusal_is_exit_code_4_and_changes_nothing(kreds: Kreds, store: Path, tmp_path: Path) -> None:
    """A file that cannot be trusted is refused with file, line and code, and the store is as it was."""
    path = tmp_path / "Connections.csv"
    path.write_text(HEADER + _row("anna") + '\n"Bo,Lind,,,,,\n' + _row("carl") + "\n", encoding="utf-8")
    with open_store(store) as opened:
        before = dump_hash(opened)
    answer = kreds("import", path, "--store", store, "--json")
    assert answer.exit_code == 4
    error = answer.json["error"]
    assert set(error) >= {"code", "file", "line", "column", "message", "what_to_do"}
    assert error["file"] == "Connections.csv"
    assert error["line"] == 3
    assert error["what_to_do"]
    with open_store(store) as opened:
        assert dump_hash(opened) == before
    words = kreds("import", path, "--store", store)
    assert error["code"] in words.err
    assert "Nothing was saved" in words.err


def test_a_broken_part_can_be_left_out(kreds: Kreds, tmp_path: Path) -> None:
    """A person who cannot mend a file can still have the rest of it; what is left out is set aside, not lost."""
    path = _connections(tmp_path, _row("anna"), '"Bo,Lind,,,,,', _row("carl"))
    assert kreds("import", path, "--store", tmp_path / "a.db").exit_code == 4
    answer = kreds("import", path, "--leave-out", "Connections.csv:3", "--store", tmp_path / "a.db", "--json")
    assert answer.exit_code == 3
    assert answer.json["relations"] == 2
    assert [row["line"] for row in answer.json["rejected"]] == [3]


@pytest.mark.parametrize("part", ["Connections.csv", "Connections.csv:0", "Connections.csv:9-7", ":3", "x:one"])
def test_a_part_that_is_no_part(kreds: Kreds, archive: Path, tmp_path: Path, part: str) -> None:
    """A part names a file, a first and a last line."""
    answer = kreds("import", archive, "--leave-out", part, "--store", tmp_path / "a.db", "--json")
    assert (answer.exit_code, answer.json["error"]["code"]) == (2, "CHOICE")


@pytest.mark.parametrize("arguments", [(), ("no-such-file.zip",)])
def test_wrong_questions(kreds: Kreds, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """No file, or one that is not there, is a wrong question, and no store is made."""
    answer = kreds("import", *arguments, "--store", tmp_path / "a.db")
    assert answer.exit_code == 2
    assert "What to do" in answer.err
    assert not (tmp_path / "a.db").exists()


def test_the_owner_can_be_said(kreds: Kreds, tmp_path: Path) -> None:
    """Where the files do not say whose network it is, the person can, then or later."""
    path = _connections(tmp_path, _row("anna"))
    store = tmp_path / "a.db"
    asked = kreds("import", path, "--store", store)
    assert "--owner" in asked.out
    said = kreds("import", path, "--owner", "https://www.linkedin.com/in/kim", "--store", store, "--json")
    assert said.json["owner"]["profile_url"] == "https://www.linkedin.com/in/kim"
    assert said.json["owner_is_sure"] is True
    later = kreds("import", "--owner", "kim-2", "--store", store, "--json")
    assert later.exit_code == 0
    assert later.json["owner"]["profile_url"] == "https://www.linkedin.com/in/kim-2"


def test_hostile_names_cannot_act(kreds: Kreds, tmp_path: Path) -> None:
    """Escape codes and markup in a file reach the terminal as text."""
    path = tmp_path / "Connections.csv"
    rows = ["[bold red]x[/],Holm\x1b[2J,https://www.linkedin.com/in/evil,,=1+1,\x07Baker,03 Oct 2020"]
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    store = tmp_path / "a.db"
    kreds("import", path, "--store", store)
    for command in (("relations",), ("why", "evil"), ("overview",)):
        answer = kreds(*command, "--store", store)
        assert "\x1b" not in answer.out + answer.err
        assert "\x07" not in answer.out + answer.err
    assert "[bold red]x[/]" in kreds("relations", "--store", store).out


def test_the_flag_is_set_once_and_then_stops_hard() -> None:
    """The first Ctrl-C asks, the second insists; afterwards the old meaning is back."""
    before = signal.getsignal(signal.SIGINT)
    with stop_flag() as is_stopped:
        assert not is_stopped()
        signal.raise_signal(signal.SIGINT)
        assert is_stopped()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_leaves_the_store_as_it_was(store: Path, tmp_path: Path, number: signal.Signals) -> None:
    """Stopped while it reads, an import ends within seconds with exit code 130, and nothing has changed."""
    large = build_network(DemoOptions(seed=9, relations=900, messages=40_000))
    path = written(tmp_path / "large", of=large).paths[0]
    with open_store(store) as opened:
        before = dump_hash(opened)
    lock = store.with_name(store.name + ".lock")
    lock.unlink(missing_ok=True)
    running = subprocess.Popen(
        [sys.executable, "-m", "kreds", "import", str(path), "--store", str(store)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "KREDS_DEBUG": "1"},
    )
    # The store is opened after the signal is listened to, and before anything is read.
    until = time.monotonic() + 30
    while not lock.exists() and time.monotonic() < until:
        time.sleep(0.005)
    running.send_signal(number)
    _, errors = running.communicate(timeout=30)
    assert (running.returncode, b"Nothing was changed" in errors) == (130, True), errors
    with open_store(store) as opened:
        assert dump_hash(opened) == before


def test_an_import_can_be_repeated_after_a_stop(kreds: Kreds, archive: Path, store: Path) -> None:
    """What a stop leaves behind is no hindrance."""
    shutil.copy(store, store.with_name("copy.db"))
    assert kreds("import", archive, "--store", store.with_name("copy.db")).exit_code == 0


def test_a_list_that_nobody_knows_is_told_how_to_be_read(kreds: Kreds, tmp_path: Path) -> None:
    """The answer holds the very flag to use; with it the list is read, and the next time without it."""
    path = tmp_path / "odd.csv"
    path.write_text("Hvem;Hos;Skriv til\nEva Lund;Klit;eva@klit.example\n", encoding="utf-8")
    store = tmp_path / "a.db"
    answer = kreds("import", path, "--store", store)
    assert answer.exit_code == 3
    assert '--columns "name=…,email=…,company=…" --kind people' in answer.out
    said = ("--columns", "name=Hvem,company=Hos,email=Skriv til", "--status", "current")
    assert kreds("import", path, *said, "--store", store).exit_code == 0
    known = kreds("import", path, "--store", store, "--json")
    assert (known.exit_code, known.json["known_from_elsewhere"], known.json["unmatched"]) == (0, 1, [])


@pytest.mark.parametrize(
    "said",
    [
        ("--columns", "shoe=Hvem"),
        ("--columns", "company=Hos", "--kind", "people"),
        ("--columns", "name=Nobody"),
        ("--kind", "animals"),
        ("--status", "friend"),
    ],
)
def test_columns_that_make_no_sense(kreds: Kreds, tmp_path: Path, said: tuple[str, ...]) -> None:
    """An unknown meaning, column, kind or status is a question that is off, and nothing is read."""
    path = tmp_path / "odd.csv"
    path.write_text("Hvem;Hos\nEva Lund;Klit\n", encoding="utf-8")
    assert kreds("import", path, *said, "--store", tmp_path / "a.db").exit_code == 2
