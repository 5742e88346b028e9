"""The set-up says plainly what a machine lacks, and notices an environment that cannot start."""

import sys
from pathlib import Path

import pytest

from tools import make_environment


def test_this_python_will_do() -> None:
    """A Python that runs these tests lacks nothing."""
    assert make_environment.lacking() is None


def test_an_old_python_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The version that is too old and the one that is needed are both said."""
    monkeypatch.setattr(make_environment, "OLDEST", (99, 0))
    assert "is too old: Kreds needs 99.0" in str(make_environment.lacking())


def test_a_missing_venv_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian's Python without its venv package is told which package that is."""
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    assert "apt install python3-venv" in str(make_environment.lacking())


@pytest.mark.parametrize(("place", "stale"), [("here", False), ("elsewhere", True)])
def test_a_moved_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, stale: bool) -> None:
    """An environment that was made in another folder is made anew."""
    monkeypatch.chdir(tmp_path)
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "python").symlink_to(sys.executable)
    (tmp_path / ".venv" / ".place").write_text(str(tmp_path) if place == "here" else "/elsewhere")
    assert make_environment.is_stale(".venv") is stale


def test_a_python_that_went_away(tmp_path: Path) -> None:
    """An environment whose Python was removed is made anew."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "python").symlink_to(tmp_path / "gone")
    assert make_environment.is_stale(str(tmp_path))
