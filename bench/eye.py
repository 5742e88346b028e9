"""What a person waits for, in a real browser: the first row of a list, and the rows after the last letter typed."""

import re
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request

from bench.servers import Server

_FIRST_ROW = """
window.firstRow = null;
(function look() {
  if (!document.querySelector("tbody tr")) return requestAnimationFrame(look);
  requestAnimationFrame(() => setTimeout(() => (window.firstRow = performance.now())));
})();
"""
_WATCH = """
() => {
  window.seen = null;
  const field = document.getElementById("q");
  field.focus();
  field.addEventListener("input", () => (window.typed = performance.now()));
  new MutationObserver(() => {
    if (window.seen || !window.typed) return;
    if (document.querySelector("#found")?.dataset.query !== window.wanted) return;
    window.seen = -1;
    requestAnimationFrame(() => setTimeout(() => (window.seen = performance.now())));
  }).observe(document.getElementById("main"), { childList: true, subtree: true });
}
"""


@dataclass(frozen=True, slots=True)
class Visit:
    """One page without a cache: milliseconds to its first row, bytes on the wire, requests, hosts that were asked."""

    first_row: float
    wire: int
    requests: int
    hosts: frozenset[str]


def visit(browser: Browser, server: Server, path: str, *, times: int = 5) -> Visit:
    """Open a page in a fresh context each time."""
    visits = [_visit(browser, server, path) for _ in range(times)]
    return Visit(
        median(one.first_row for one in visits),
        max(one.wire for one in visits),
        max(one.requests for one in visits),
        frozenset().union(*(one.hosts for one in visits)),
    )


def _visit(browser: Browser, server: Server, path: str) -> Visit:
    context = signed_in(browser, server)
    page = context.new_page()
    page.add_init_script(_FIRST_ROW)
    asked: list[Request] = []
    # Playwright marks its handlers, which a method of a list does not bear.
    page.on("requestfinished", lambda request: asked.extend([request]))
    page.goto(f"http://{server.place}{path}", wait_until="networkidle")
    first = _when(page, "window.firstRow")
    sizes = [request.sizes() for request in asked]
    wire = sum(one["responseBodySize"] + one["responseHeadersSize"] for one in sizes)
    hosts = frozenset(urlsplit(request.url).netloc for request in asked if request.url.startswith("http"))
    context.close()
    return Visit(first, wire, len(asked), hosts)


def signed_in(browser: Browser, server: Server) -> BrowserContext:
    """A visitor without a cache, with the session of the benchmark."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    if server.cookie:
        name, _, value = server.cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": f"http://{server.place}"}])
    return context


def filter_to_eye(browser: Browser, server: Server, words: list[str]) -> tuple[list[float], float]:
    """Milliseconds from the last letter to the new rows on the screen, for each word, and the page's own pause."""
    context = signed_in(browser, server)
    page = context.new_page()
    page.goto(f"http://{server.place}/relations", wait_until="networkidle")
    trigger = page.locator("#search").get_attribute("hx-trigger") or ""
    pause = float(re.findall(r"delay:(\d+)ms", trigger)[0])
    spent: list[float] = []
    for word in words:
        page.fill("#q", word[:-1])
        page.wait_for_timeout(700)
        page.evaluate("(word) => { window.wanted = `q=${word}`; window.typed = null; }", word)
        page.evaluate(_WATCH)
        page.keyboard.press("End")
        page.keyboard.press(word[-1])
        spent.append(_when(page, "window.seen > 0 && window.seen - window.typed"))
    context.close()
    return spent, pause


def _when(page: Page, expression: str) -> float:
    """The number that an expression comes to; asked again and again, since the policy forbids a waiting function."""
    for _ in range(400):
        value = page.evaluate(expression)
        if value:
            return float(value)
        page.wait_for_timeout(10)
    message = f"{expression} never came"
    raise RuntimeError(message)
