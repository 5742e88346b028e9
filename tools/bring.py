"""Brings a program that the tests need and the machine lacks, from Debian or from a package pinned with its hash."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"


class NotBroughtError(Exception):
    """A program could not be had from one place; the message says why."""


class MissingProgramError(Exception):
    """A program that the tests need could not be had at all; the message says what to do."""


@dataclass(frozen=True)
class Way:
    """One place a program may come from; ``bring`` returns where it is or raises NotBroughtError."""

    name: str
    bring: Callable[[], Path]


def first_that_works(program: str, ways: Sequence[Way], *, advice: str) -> Path:
    """Try the ways in order and return the first path; ``KREDS_TEST_PROGRAMS`` names the only one to try.

    Several test processes may ask at once: one brings, the others wait and find.
    """
    only = os.environ.get("KREDS_TEST_PROGRAMS", "")
    failures = []
    with _one_at_a_time(program):
        for way in ways:
            if only and only != way.name:
                continue
            try:
                return way.bring()
            except NotBroughtError as problem:
                failures.append(f"  {way.name}: {problem}")
    raise MissingProgramError("\n".join([f"The tests need {program} and it could not be had:", *failures, advice]))


@contextmanager
def _one_at_a_time(program: str) -> Iterator[None]:
    CACHE.mkdir(exist_ok=True)
    with (CACHE / f"{program.casefold()}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def answers(program: str | Path) -> bool:
    """Whether a program starts and tells its version (a wrapper for something not installed does not)."""
    try:
        return run([program, "--version"]).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install_from_debian(*packages: str) -> None:
    """Install Debian's packages where this process may."""
    apt = shutil.which("apt-get")
    if apt is None:
        raise NotBroughtError("no apt-get here")
    if os.geteuid() != 0:
        raise NotBroughtError(f"not root; ask whoever is: apt-get install {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ([apt, "-qq", "update"], [apt, "-qq", "-y", "--no-install-recommends", "install", *packages]):
        ran = run(command, env=environment, timeout=900)
        if ran.returncode != 0:
            raise NotBroughtError(f"{' '.join(command[:3])} failed: {_last_line(ran.stdout)}")


def unpack_wheel(name: str) -> Path:
    """The folder into which the one wheel of ``requirements/NAME.txt`` is unpacked, checked against its hash."""
    target = CACHE / name
    stamp = target / ".complete"
    pinned = ROOT / "requirements" / f"{name}.txt"
    if stamp.exists() and stamp.read_text() == pinned.read_text():
        return target
    uv = Path(sys.executable).with_name("uv")
    if not uv.exists():
        raise NotBroughtError(f"no {uv}; run the tests by 'make test'")
    shutil.rmtree(target, ignore_errors=True)
    options = ["--quiet", "--no-deps", "--require-hashes", "--python", sys.executable]
    ran = run([uv, "pip", "install", *options, "--target", target, "-r", pinned], timeout=900)
    if ran.returncode != 0:
        raise NotBroughtError(f"its package could not be installed: {_last_line(ran.stdout)}")
    stamp.write_text(pinned.read_text())
    return target


def run(
    command: Sequence[str | os.PathLike[str]],
    *,
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
    timeout: float = 60,
) -> subprocess.CompletedProcess[str]:
    """Run a program and keep what it says, errors and output together."""
    return subprocess.run(
        command,
        env=env,
        cwd=cwd,
        timeout=timeout,
        check=False,
        text=True,
        errors="replace",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"
