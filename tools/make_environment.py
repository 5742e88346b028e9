"""Makes the virtual environment that everything else runs in, or says plainly what the machine lacks.

This file alone runs on whatever Python the machine has, so it keeps to syntax that Python 3.5 understands.
"""

import os
import subprocess
import sys

OLDEST = (3, 11)


def lacking() -> "str | None":
    """What keeps this Python from making an environment, as a sentence, or None."""
    if sys.version_info < OLDEST:
        return "Python %d.%d is too old: Kreds needs %d.%d or newer. Name another with: make PY=/path/to/python3.12" % (
            tuple(sys.version_info[:2]) + OLDEST
        )
    for module in ("venv", "ensurepip", "ssl"):
        try:
            __import__(module)
        except ImportError:
            return "this Python (%s) has no module '%s'. On Debian and Ubuntu: apt install python3-venv" % (
                sys.executable,
                module,
            )
    return None


def is_stale(folder: str) -> bool:
    """Whether an environment is there that was made for another place or whose Python has gone."""
    place = os.path.join(folder, ".place")
    python = os.path.join(folder, "bin", "python")
    if not os.path.exists(python):
        return os.path.lexists(python)
    if not os.path.exists(place):
        return False
    with open(place) as file:
        return file.read().strip() != os.getcwd()


def make(folder: str) -> "str | None":
    """Make the environment and put the pinned installer into it."""
    command = [sys.executable, "-m", "venv", folder]
    if is_stale(folder):
        command.append("--clear")
    if subprocess.call(command) != 0:
        return "the virtual environment could not be made (the lines above say why)"
    pip = [os.path.join(folder, "bin", "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.call(pip + ["--require-hashes", "-r", os.path.join("requirements", "uv.txt")]) != 0:
        return "the installer could not be downloaded (mostly there is no network; the lines above say why)"
    with open(os.path.join(folder, ".place"), "w") as file:
        file.write(os.getcwd() + "\n")
    return None


def main() -> int:
    """Make the environment named on the command line; 1 when it cannot be made."""
    problem = lacking() or make(sys.argv[1])
    if problem:
        sys.stderr.write("make: %s\n" % problem)
        return 1
    sys.stdout.write("environment: Python %d.%d in %s\n" % (sys.version_info[0], sys.version_info[1], sys.argv[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
