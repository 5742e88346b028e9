"""A program that the tests need is had from the first place that has it, or its absence is explained."""

from pathlib import Path

import pytest

from tools import bring, get_browser, get_postgres
from tools.bring import MissingProgramError, NotBroughtError, Way, first_that_works


def nothing() -> Path:
    """A place that has nothing."""
    message = "nothing here"
    raise NotBroughtError(message)


def something() -> Path:
    """A place that has the program."""
    return Path("/program")


def test_the_first_place_that_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A place that has nothing is passed over."""
    monkeypatch.delenv("KREDS_TEST_PROGRAMS", raising=False)
    ways = [Way("found", nothing), Way("package", something)]
    assert first_that_works("Program", ways, advice="") == Path("/program")


def test_one_place_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person can name the one place to try."""
    monkeypatch.setenv("KREDS_TEST_PROGRAMS", "package")
    ways = [Way("found", something), Way("package", nothing)]
    with pytest.raises(MissingProgramError, match="package: nothing here"):
        first_that_works("Program", ways, advice="")


@pytest.mark.parametrize("advice", [get_browser.ADVICE, get_postgres.ADVICE], ids=["browser", "postgres"])
def test_missing_is_explained(advice: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing is an error that says why and what to do, never a skipped test."""
    monkeypatch.delenv("KREDS_TEST_PROGRAMS", raising=False)
    with pytest.raises(MissingProgramError) as missing:
        first_that_works("Program", [Way("found", nothing)], advice=advice)
    assert "nothing here" in str(missing.value)
    assert "What to do" in str(missing.value)


def test_a_wrapper_is_no_program(tmp_path: Path) -> None:
    """A file of the right name that does not start is passed over."""
    wrapper = tmp_path / "chromium"
    wrapper.write_text("#!/bin/sh\necho 'install me first'\nexit 10\n")
    wrapper.chmod(0o755)
    assert not bring.answers(wrapper)


@pytest.mark.parametrize("module", [get_browser, get_postgres], ids=["browser", "postgres"])
def test_a_named_program_must_work(module: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who names a program that does not work is told so, and gets no other instead."""
    monkeypatch.setenv("KREDS_BROWSER", str(tmp_path))
    monkeypatch.setenv("KREDS_POSTGRES", str(tmp_path))
    with pytest.raises(NotBroughtError, match=str(tmp_path)):
        module._found()  # type: ignore[attr-defined]  # both modules have it
