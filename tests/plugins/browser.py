"""A real browser for the tests of the pages, and a page that notices what no page may do."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from tools.get_browser import ARGUMENTS, browser_program

PICTURES = Path(__file__).resolve().parent.parent.parent / ".cache" / "pictures"
LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "::1"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window, for one file of tests: its driver keeps an event loop that no other file may meet."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(browser_program()), args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def browser_context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh visitor: no cookies, a laptop's window, English preferred, Danish time."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, locale="en-GB", timezone_id="Europe/Copenhagen"
    )
    yield context
    context.close()


@pytest.fixture
def page(browser_context: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page; the test fails when the page's script fails or when it asks another machine for anything."""
    page = browser_context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(f"script: {error}"))
    page.on("request", lambda request: failures.extend(_elsewhere(request.url)))
    yield page
    keep_picture(page, request.node.name)
    assert failures == []


def keep_picture(page: Page, name: str) -> None:
    """How the page looked in the end, for whoever looks through a run; nothing compares it."""
    if page.is_closed():
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    with suppress(Error):
        page.screenshot(path=PICTURES / f"{re.sub(r'[^a-z0-9_-]+', '-', name.lower())}.png", timeout=5_000)


def _elsewhere(url: str) -> list[str]:
    parts = urlsplit(url)
    if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in LOOPBACK:
        return [f"asked another machine: {url}"]
    return []
