"""Pages that stay put: nothing jumps while a page loads or changes, and nothing moves for those who asked for that."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kreds.model.relation import RelationQuery
from kreds.services.read_network import find_relations
from tests.e2e.visiting import visit
from tests.web.serving import Running

WATCH = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) {
    if (shift.hadRecentInput) continue;
    const moved = shift.sources.map((one) => one.node?.outerHTML?.slice(0, 80)).join(" | ");
    window.shifts.push(`${shift.value.toFixed(4)} ${moved}`);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
PAGES = ("/", "/relations", "PERSON", "/import", "/settings", "/help")


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_jumps_while_a_page_loads(demo: Running, page: Page, width: int) -> None:
    """No part of a page changes its place after it was first seen."""
    person = find_relations(demo.app.store, RelationQuery(connected="current")).relations[0].id
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(WATCH)
    visit(page, demo)
    for path in PAGES:
        page.goto(demo.url + path.replace("PERSON", f"/relations/{person}"))
        page.wait_for_timeout(250)
        assert page.evaluate("window.shifts") == [], path


def test_typing_in_the_search_moves_nothing_above_the_rows(demo: Running, page: Page) -> None:
    """Head, search field and filters stay where they are while the rows change below them."""
    visit(page, demo, "/relations")
    places = [place(page, one) for one in ("#q", "#level-all", "table.relations")]
    page.fill("#q", "an")
    expect(page.locator(".summary")).to_contain_text("“an”")
    assert [place(page, one) for one in ("#q", "#level-all", "table.relations")] == places


def place(page: Page, selector: str) -> tuple[float, float]:
    """Where the upper left corner of an element stands."""
    box = page.locator(selector).bounding_box()
    assert box
    return box["x"], box["y"]


def test_who_asked_for_less_motion_gets_none(demo: Running, browser_context: BrowserContext) -> None:
    """With reduced motion no transition and no animation runs on any element."""
    page = browser_context.new_page()
    page.emulate_media(reduced_motion="reduce")
    visit(page, demo)
    for path in ("/", "/relations"):
        page.goto(demo.url + path)
        moving = page.evaluate(
            "[...document.querySelectorAll('*')].map((one) => [one, getComputedStyle(one)])"
            ".filter(([_, style]) => parseFloat(style.transitionDuration) > 0.01 || style.animationName !== 'none')"
            ".map(([one]) => one.outerHTML.slice(0, 60))"
        )
        assert moving == [], path
        assert page.evaluate("document.getAnimations().length") == 0
