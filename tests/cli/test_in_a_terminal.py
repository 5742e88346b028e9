"""The program with a person in front of it: progress, a question, a window of 80 columns, a dumb terminal."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from rich.cells import cell_len

from kreds.services.read_network import overview
from kreds.store.database import open_store
from tests.cli.conftest import Kreds

_CODES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
PEOPLE = ("anna", "bo", "carl")


def _in_terminal(*arguments: object, typed: str = "", width: int = 80, term: str = "xterm-256color") -> tuple[int, str]:
    """Run the program in a terminal of its own; its exit code and all that the terminal got."""
    terminal, program_side = pty.openpty()
    fcntl.ioctl(program_side, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    running = subprocess.Popen(
        [sys.executable, "-m", "kreds", *map(str, arguments)],
        stdin=program_side,
        stdout=program_side,
        stderr=program_side,
        start_new_session=True,
        env={**os.environ, "TERM": term, "COLUMNS": str(width)},
    )
    os.close(program_side)
    if typed:
        os.write(terminal, typed.encode())
    shown = b"".join(iter(lambda: _read(terminal), b""))
    os.close(terminal)
    return running.wait(timeout=60), shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # how Linux says that the other end is closed
        return b""


@pytest.fixture
def thin_archive(tmp_path: Path) -> list[Path]:
    """Files that do not say whose they are; one address takes part in every conversation."""
    connections = tmp_path / "Connections.csv"
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    rows = [f"{slug.title()},Holm,https://www.linkedin.com/in/{slug},,Nordlys,Baker,03 Oct 2020\n" for slug in PEOPLE]
    connections.write_text(head + "".join(rows), encoding="utf-8")
    messages = tmp_path / "messages.csv"
    head = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
    me = "https://www.linkedin.com/in/kim-ejer"
    rest = f"Kim Ejer,{me},2026-09-01 10:00:00 UTC,,Hi,INBOX\n"
    talk = [f"{slug},{slug.title()} Holm,https://www.linkedin.com/in/{slug},{rest}" for slug in PEOPLE]
    messages.write_text(head + "".join(talk), encoding="utf-8")
    return [connections, messages]


def test_progress_comes_and_goes(archive: Path, tmp_path: Path) -> None:
    """A person sees how far it is; what stays behind is the answer, within the window."""
    code, shown = _in_terminal("import", archive, "--store", tmp_path / "a.db")
    assert code == 0
    assert "Reading" in shown or "Writing" in shown or "Judging" in shown
    assert "\x1b" in shown
    answer = _CODES.sub("", shown[shown.rindex("Your network has") :])
    lines = [line.rstrip() for line in answer.splitlines()]
    assert "60 relations" in lines[0]
    assert max(cell_len(line) for line in lines if "kreds " not in line) <= 80


def test_a_dumb_terminal_gets_no_codes(store: Path, archive: Path) -> None:
    """Where the terminal cannot move its cursor, nothing tries to."""
    for command in (("import", archive), ("relations",), ("overview",)):
        code, shown = _in_terminal(*command, "--store", store, term="dumb")
        assert code == 0
        assert "\x1b" not in shown


def test_the_owner_is_asked_for(thin_archive: list[Path], tmp_path: Path) -> None:
    """Where the files do not say whose network it is, the person is asked, and the answer stays."""
    store = tmp_path / "a.db"
    code, shown = _in_terminal("import", *thin_archive, "--store", store, typed="1\n", width=120)
    assert code == 0
    assert "Which of these is you?" in shown
    assert "The network belongs to Kim Ejer" in shown
    with open_store(store) as opened:
        assert overview(opened).owner_name == "Kim Ejer"


def test_nobody_is_asked_in_a_pipe(kreds: Kreds, thin_archive: list[Path], tmp_path: Path) -> None:
    """Where nobody can answer, the candidates are shown, and how to say it."""
    answer = kreds("import", *thin_archive, "--store", tmp_path / "a.db")
    assert answer.exit_code == 0
    assert "kim-ejer" in answer.out
    assert "kreds import --owner PROFILE --store" in answer.out
