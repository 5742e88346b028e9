"""A step of the deck on a real server: from the answer that is sent to the last byte of the next card."""

import json
import re
from dataclasses import dataclass
from html import unescape
from statistics import median, quantiles
from urllib.parse import urlencode

from bench.servers import Server

STEPS = 100
_WARM = 5
_FATES = ("keep", "let_go", "cultivate", "skip")


@dataclass(frozen=True, slots=True)
class Steps:
    """Milliseconds: of each step and of each answer to a question to the last byte; of the server's work for a step."""

    steps: tuple[float, ...]
    answers: tuple[float, ...]
    work: float


def go_through(server: Server) -> Steps:
    """Take a portion and go through it, with one question answered on every fourth card."""
    server.post("/cleanup/open", urlencode({"choice": "likely", "size": str(STEPS + 20)}))
    page = server.text("/cleanup/deck")
    steps, answers, work = [], [], 0.0
    for number in range(STEPS + _WARM):
        if number % 4 == 0 and 'id="reacts-no"' in page:
            spent, page = server.post("/cleanup/deck/answer", urlencode(_values(page, "reacts-no")))
            answers.append(1000 * spent)
        fate = _FATES[number % len(_FATES)]
        body = urlencode({**_values(page, f"say-{fate}"), "step": f"bench-{number:06d}"})
        before = server.work()
        spent, page = server.post("/cleanup/deck/say", body)
        if number >= _WARM:
            steps.append(1000 * spent)
            work += server.work() - before
    return Steps(tuple(steps), tuple(answers), 1000 * work / len(steps))


def rows(found: Steps) -> list[tuple[str, str, str, str, str]]:
    """The lines of the table of pages."""
    p95 = quantiles(found.steps, n=20)[-1]
    words = f"p50 {median(found.steps):.1f} ms, p95 {p95:.1f} ms; {found.work:.0f} ms of work"
    return [
        ("server, a step of the deck to the next card", words, "", "", "<= 50 ms of work"),
        ("server, a question answered on a card", f"p50 {median(found.answers):.1f} ms", "", "", ""),
    ]


def _values(page: str, button: str) -> dict[str, str]:
    found = re.search(rf'id="{button}"[^>]*data-values="([^"]*)"', page)
    if found is None:
        raise RuntimeError(f"the card has no {button}")
    values: dict[str, str] = json.loads(unescape(found[1]))
    return values
