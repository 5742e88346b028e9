"""Run a command as a process of its own and say how long it took and how much memory it held at its peak."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """Wall clock seconds of the whole process, peak resident memory in MB."""

    seconds: float
    peak_mb: float


def run(command: Sequence[str], *, times: int = 1) -> Measured:
    """The fastest of ``times`` runs (noise only ever adds), with the highest peak.

    Raises:
        RuntimeError: the command failed; its output is in the message.
    """
    runs = [_once(command) for _ in range(times)]
    return Measured(min(run.seconds for run in runs), max(run.peak_mb for run in runs))


def module(name: str, *arguments: str) -> list[str]:
    """The command that runs a module with this interpreter."""
    return [sys.executable, "-m", name, *arguments]


def _once(command: Sequence[str]) -> Measured:
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if process.stdout is None:
        raise RuntimeError("no output to read")
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 3):
        raise RuntimeError(f"{' '.join(command)} failed:\n{output.decode(errors='replace')[-2000:]}")
    # Linux counts in kB, macOS in bytes.
    return Measured(time.perf_counter() - started, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2))
