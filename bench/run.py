"""All benchmarks in one run: prints the figures and writes ``docs/benchmarks.md``.

python -m bench.run [--relations 30000] [--messages 1000000]     (make bench)
"""

import argparse
import compileall
import http.client  # noqa: TID251 - to ask our own server on this machine
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

from bench.measure import Measured, module, run
from bench.report import machine, table, write_section


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table."""

    what: str
    measured: Measured
    against: str
    ratio: float | None
    goal: str

    def cells(self) -> tuple[str, ...]:
        """The row as Markdown cells."""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        seconds = f"{self.measured.seconds:.2f} s"
        memory = f"{self.measured.peak_mb:.0f} MB" if self.measured.peak_mb else ""
        return (self.what, seconds, memory, self.against, ratio, self.goal)


def main() -> None:
    """Measure, print, write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--relations", type=int, default=30_000)
    parser.add_argument("--messages", type=int, default=1_000_000)
    options = parser.parse_args()
    _compiled()
    with tempfile.TemporaryDirectory(prefix="kreds-bench-") as name:
        folder = Path(name)
        archive = make_archive(folder, options.relations, options.messages)
        lines = import_lines(folder, archive) + judging_lines(folder) + start_lines(folder / "store" / "kreds.db")
    text = render(lines, options)
    sys.stdout.write(text)
    write_section("Import, judging, start", text)


def _compiled() -> None:
    """As for who starts Kreds the second time: compiling all modules anew would be measured as part of each start."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_path(maxlevels=20, quiet=2)


def make_archive(folder: Path, relations: int, messages: int) -> Path:
    """The synthetic archive, as a zip and unpacked."""
    numbers = ("--relations", str(relations), "--messages", str(messages))
    subprocess.run([*kreds("demo"), "--write-only", str(folder / "made"), *numbers], check=True, capture_output=True)
    archive = next((folder / "made").glob("*.zip"))
    with zipfile.ZipFile(archive) as zipped:
        for member in ("Connections.csv", "messages.csv"):
            zipped.extract(member, folder / "plain")
    return archive


def kreds(*arguments: str) -> list[str]:
    """The command line as a command."""
    return module("kreds", *arguments)


def import_lines(folder: Path, archive: Path) -> list[Line]:
    """First import and the same again, against the floor; and what merely reading takes."""
    plain, store = folder / "plain", folder / "store" / "kreds.db"
    floor = run(module("bench.floor", str(plain), str(folder / "floor.db")))
    first = run(kreds("import", str(archive), "--store", str(store), "--json"))
    before = _dump(store)
    again = run(kreds("import", str(archive), "--store", str(store), "--json"))
    if _dump(store) != before:
        raise SystemExit("importing the same archive again has changed the network")
    return [
        Line("floor: csv and bare inserts", floor, "", None, ""),
        Line("import", first, "floor", first.seconds / floor.seconds, "<= 1.5, <= 600 MB"),
        Line("the same again", again, "first import", again.seconds / first.seconds, "<= 0.5"),
        Line("for scale: pandas reads the messages", run(module("bench.peers", "pandas", str(plain))), "", None, ""),
        Line("for scale: polars reads the messages", run(module("bench.peers", "polars", str(plain))), "", None, ""),
    ]


def judging_lines(folder: Path) -> list[Line]:
    """Judging all, and one, in a process that is up already (as the page does)."""
    output = subprocess.run(
        module("bench.judging", str(folder / "store" / "kreds.db")), check=True, capture_output=True, text=True
    ).stdout
    every, one, peak = map(float, output.split())
    return [
        Line("judging all relations anew", Measured(every, peak), "", None, "<= 0.3 s"),
        Line("one relation after its own decision", Measured(one, peak), "", None, "<= 0.02 s"),
    ]


def first_page(store: Path) -> float:
    """Seconds from starting the server over this store to its first answer."""
    started = time.perf_counter()
    command = kreds("serve", "--store", str(store), "--no-open", "--port", "0")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        lines = iter(server.stdout or ())
        place = next((found.group(1) for line in lines if (found := re.search(r"http://([^\s/]+)/", line))), "")
        page = http.client.HTTPConnection(place, timeout=10)  # noqa: TID251 - our own server on this machine
        page.request("GET", "/open")
        page.getresponse().read()
        spent = time.perf_counter() - started
        server.terminate()
    return spent


def start_lines(store: Path) -> list[Line]:
    """How long a person waits for the program to start."""
    bare = run([sys.executable, "-c", "pass"], times=5)
    start = run(kreds("--help"), times=5)
    page = min(first_page(store) for _ in range(3))
    served = Line("`kreds serve` to the first page", Measured(page, 0), "", None, "<= 2 s")
    return [served, Line("`kreds --help`", start, "python -c pass", start.seconds / bare.seconds, "<= 0.3 s")]


def render(lines: list[Line], options: argparse.Namespace) -> str:
    """The section."""
    head = ("what", "time", "peak memory", "against", "ratio", "goal")
    return (
        f"Made by `make bench`: {options.relations:,} relations, {options.messages:,} messages. {machine()}.\n\n"
        "Whole processes, wall clock; ratios are of one run, since machines differ and are noisy. The floor reads the\n"
        "unpacked files with Python's `csv` module and inserts the rows in SQLite as they are; the import reads the\n"
        "zip, checks it, and ends with a judged network.\n\n"
        f"{table(head, [line.cells() for line in lines])}\n"
    )


def _dump(store: Path) -> str:
    """The network as the command line shows it, for comparison."""
    return subprocess.run(
        kreds("relations", "--store", str(store), "--json"), check=True, capture_output=True, text=True
    ).stdout


if __name__ == "__main__":
    main()
