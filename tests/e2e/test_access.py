"""Every page for everybody: nothing that axe finds, no sideways scrolling on a phone, all of it by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from kreds.model.level import Level
from kreds.model.relation import RelationQuery
from kreds.services import read_network
from tests.e2e.visiting import pages, themed, violations, visit
from tests.web.serving import Running

ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"light": ALL_RULES, "dark": ["color-contrast"]}
"""The dark theme differs in colors alone."""
MORE = (
    "/relations?q=nobodyiscalledthis",
    "STRONG",
    "UNKNOWN",
    "/imports/1",
    "/changes?since=2025-10-03",
    "/nowhere",
    "/open",
)
"""Addresses beside those of `pages` that look otherwise."""


def address(server: Running, name: str) -> str:
    """An address, or that of the first relation of a level."""
    if not name.isupper():
        return name
    query = RelationQuery(levels=(Level[name],), connected="current")
    return (
        f"/relations/{read_network.find_relations(server.app.store, query).relations[0].id}?level={Level[name]}&place=1"
    )


def complaints(page: Page, theme: str) -> list[str]:
    """What axe finds, with the element it means."""
    found = Axe().run(page, options={"runOnly": RULES[theme], "resultTypes": ["violations"]}).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')}" for one in found for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(demo: Running, browser_context: BrowserContext, theme: str) -> None:
    """Contrast, names, roles and order are right on every page in both themes."""
    page = themed(browser_context, theme)
    visit(page, demo)
    for path in (*pages(demo), *MORE):
        page.goto(demo.url + address(demo, path))
        expect(page.locator(".waiting")).to_have_count(0)
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        assert violations(page) == []
        assert complaints(page, theme) == [], path


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens(demo: Running, browser_context: BrowserContext, theme: str) -> None:
    """Dialogs, the bar for those chosen and many columns are as accessible as what stands there at once."""
    page = themed(browser_context, theme)
    visit(page, demo, "/relations?columns=company,level,strength,alive,tags,note,coverage&q=a&contact=year")
    page.locator(".pick").first.check()
    assert complaints(page, theme) == []
    page.keyboard.press("Escape")
    for key in ("?", "/"):
        page.locator("h1").click()
        page.keyboard.press(key)
        page.wait_for_timeout(300)
        assert complaints(page, theme) == [], key
        page.keyboard.press("Escape")
    page.goto(demo.url + "/settings")
    page.evaluate("document.getElementById('put-back').showModal()")
    assert complaints(page, theme) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_the_first_visit(empty: Running, browser_context: BrowserContext, theme: str) -> None:
    """The welcome page is as accessible as the rest."""
    page = themed(browser_context, theme)
    visit(page, empty)
    assert complaints(page, theme) == []


@pytest.mark.parametrize("width", [320, 390, 768])
def test_nothing_scrolls_sideways(demo: Running, hostile: Running, page: Page, width: int) -> None:
    """Narrow windows, 200 % zoom and endless names make pages longer, never wider."""
    page.set_viewport_size({"width": width, "height": 700})
    for server in (demo, hostile):
        strongest = read_network.find_relations(
            server.app.store, RelationQuery(connected="current", sort="name")
        ).relations
        visit(page, server)
        people = [f"/relations/{relation.id}" for relation in strongest[:2]]
        for path in (*pages(server), "/changes?since=2025-10-03", *people):
            page.goto(server.url + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)


def test_the_circle_by_keyboard(demo: Running, page: Page) -> None:
    """One dot is in the tab order; arrows walk, the name is shown, Enter opens."""
    visit(page, demo)
    dots = page.locator("[data-dots] > a")
    assert page.locator('[data-dots] > a[tabindex="0"]').count() == 1
    dots.first.focus()
    first = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.getAttribute('href')")
    assert second != first
    assert page.locator("[data-tip] strong").inner_text() == page.evaluate("document.activeElement.ariaLabel")
    assert page.locator('[data-dots] > a[tabindex="0"]').count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url(demo.url + second)
    assert violations(page) == []


def test_the_circle_answers_to_the_pointer(demo: Running, page: Page) -> None:
    """Near a dot is near enough: its name is shown, and a click opens it."""
    visit(page, demo)
    box = page.locator("[data-dots] circle").first.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x + 1, y + 1)
    name = page.locator("[data-tip] strong").inner_text()
    assert name
    page.mouse.click(x + 1, y + 1)
    page.wait_for_url("**/relations/*")
    assert page.locator("h1").inner_text() == name


def test_the_skip_link_comes_first(demo: Running, page: Page) -> None:
    """The first press of Tab offers the way past the navigation."""
    visit(page, demo)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
