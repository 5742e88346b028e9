"""The pages at 30,000 relations beside Datasette with the same rows: prints the figures and writes their section.

python -m bench.pages --peer PYTHON [--relations 30000] [--messages 200000]     (make bench-pages)
"""

import argparse
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote_plus

from playwright.sync_api import Browser, sync_playwright

from bench import deck, eye
from bench.report import machine, table, write_section
from bench.run import kreds, make_archive
from bench.servers import Server, ours, peer
from tools.get_browser import ARGUMENTS, browser_program

WORDS = ("an", "nordlys", "chef", "søren", "direktør", "holm", "consult", "ab")
ROUNDS = 14
VISITS = 200


@dataclass
class Asked:
    """One kind of request: its address at ours and at the peer ("" where it has none), and what was measured."""

    name: str
    our: str
    their: str = ""
    ours: list[float] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", type=Path, required=True, help="a Python that has datasette")
    parser.add_argument("--relations", type=int, default=30_000)
    parser.add_argument("--messages", type=int, default=200_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kreds-bench-") as name:
        folder = Path(name)
        archive = make_archive(folder, options.relations, options.messages)
        store = folder / "store" / "kreds.db"
        subprocess.run(kreds("import", str(archive), "--store", str(store)), check=False, capture_output=True)
        with ours(store) as our, peer(options.peer, store, folder) as their, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(browser_program()), args=list(ARGUMENTS))
            text = measure(our, their, browser, options)
            browser.close()
    sys.stdout.write(text)
    write_section("Pages", text)


def requests(server: Server) -> list[Asked]:
    """Every kind of request; searches go through many words."""
    person = _someone(server)
    said = [Asked("list", "/relations?connected=all", "/plain/relations?_sort_desc=strength")]
    for word in WORDS:
        ask = quote_plus(word)
        plain = quote_plus(word.replace("ø", "o"))
        said.append(Asked("search", f"/relations?connected=all&q={ask}", f"/plain/relations?search__contains={plain}"))
    both = "/plain/relations?search__contains=nordlys&search__contains=chef"
    said.append(Asked("search", "/relations?connected=all&q=nordlys+chef", both))
    said += [
        Asked("filter", f"/relations?connected=all&level={level}", f"/plain/relations?level__exact={level}")
        for level in ("strong", "average", "worthless")
    ]
    said += [
        Asked("sort", f"/relations?connected=all&sort={sort}", f"/plain/relations?_sort={sort}")
        for sort in ("name", "company", "last_contact")
    ]
    said += [
        Asked("deep page", "/relations?connected=all&sort=name&page=400"),
        Asked("filters together", "/relations?contact=year&direction=both&company=a&doubt=sure"),
        Asked("month", "/relations?connected=all&month=2026-03"),
        Asked("overview", "/"),
        *(
            Asked(page, f"/{page}")
            for page in ("composition", "goals", "segments", "matches", "invite", "invitations", "cleanup")
        ),
        Asked("relation", person),
        Asked("quick search", "/find?q=an"),
    ]
    return said


def _someone(server: Server) -> str:
    found = re.search(r'href="(/relations/[0-9a-f]{13})', server.text("/relations"))
    if found is None:
        raise RuntimeError("the list is empty")
    return found[1]


def measure(our: Server, their: Server, browser: Browser, options: argparse.Namespace) -> str:
    """Everything, as Markdown."""
    said = requests(our)
    for one in said:
        our.get(one.our)
        if one.their:
            their.get(one.their)
    idle = (our.memory(), their.memory())
    for _ in range(ROUNDS):
        for one in said:
            one.ours.append(our.get(one.our)[0] * 1000)
            if one.their:
                one.theirs.append(their.get(one.their)[0] * 1000)
    for number in range(VISITS):
        one = said[number % len(said)]
        our.get(one.our)
        their.get(said[number % 16].their or said[0].their)
    after = (our.memory(), their.memory())
    seen = _seen(our, their, browser)
    steps = deck.rows(deck.go_through(our))
    memory = [
        ("memory at rest", *(f"{one:.0f} MB" for one in idle), _ratio(*idle), ""),
        (f"memory after {ROUNDS * len(said) + VISITS} visits", *(f"{one:.0f} MB" for one in after), _ratio(*after), ""),
    ]
    head = ("what", "Kreds", "Datasette", "ratio", "goal")
    return (
        f"Made by `make bench-pages`: {options.relations:,} relations, {options.messages:,} messages. {machine()}.\n\n"
        "Both servers run at the same time and are asked in turn, each on a connection that is open already; times\n"
        "are to the last byte. Datasette serves a plain table with the same rows, indexes on what is sorted by, pages\n"
        "of 50, and the same search: each word is part of the folded text (`search__contains`). It has no live\n"
        "filter, so a whole page stands against it.\n\n"
        f"{table(head, [*_times(said), *steps, *seen, *memory])}\n"
    )


def _seen(our: Server, their: Server, browser: Browser) -> list[tuple[str, ...]]:
    """What a browser sees."""
    mine, others = eye.visit(browser, our, "/relations?connected=all"), eye.visit(browser, their, "/plain/relations")
    overview = eye.visit(browser, our, "/")
    typed, pause = eye.filter_to_eye(browser, our, ["nordlys", "chef", "holm", "consult"])
    full = [
        eye.visit(browser, their, f"/plain/relations?search__contains={word}", times=2) for word in ("holm", "chef")
    ]
    away = (mine.hosts | overview.hosts) - {our.place}
    row = (f"{mine.first_row:.0f} ms", f"{others.first_row:.0f} ms", _ratio(mine.first_row, others.first_row), "")
    eyed = (f"{median(typed) - pause:.0f} ms (worst {max(typed) - pause:.0f})",
            f"{median(one.first_row for one in full):.0f} ms (whole page)", "", "<= 80 ms")  # fmt: skip
    return [
        ("first row on the screen", *row),
        (f"last letter to the new rows, beyond the {pause:.0f} ms pause", *eyed),
        ("list on the wire, no cache", _wire(mine), _wire(others), _ratio(mine.wire, others.wire), "<= 150 kB"),
        ("overview on the wire, no cache", _wire(overview), "", "", "<= 150 kB"),
        ("requests off the machine", str(len(away)), "", "", "0"),
    ]


def _wire(one: eye.Visit) -> str:
    return f"{one.wire / 1000:.0f} kB, {one.requests} requests"


def _times(said: list[Asked]) -> list[tuple[str, str, str, str, str]]:
    rows = []
    for name in dict.fromkeys(one.name for one in said):
        mine = [spent for one in said if one.name == name for spent in one.ours]
        others = [spent for one in said if one.name == name for spent in one.theirs]
        ratio = _ratio(median(mine), median(others)) if others else ""
        rows.append((f"server, {name}", _spread(mine), _spread(others), ratio, ""))
    every = [spent for one in said for spent in one.ours]
    shared = [spent for one in said for spent in one.theirs]
    alike = [spent for one in said if one.their for spent in one.ours]
    ratio = _ratio(median(alike), median(shared))
    return [*rows, ("server, all of it", _spread(every), _spread(shared), ratio, "p95 <= 50 ms")]


def _spread(times: list[float]) -> str:
    if not times:
        return ""
    return f"p50 {median(times):.1f} ms, p95 {quantiles(times, n=20)[-1]:.1f} ms"


def _ratio(ours_: float, theirs: float) -> str:
    return f"{ours_ / theirs:.2f}" if theirs else ""


if __name__ == "__main__":
    main()
