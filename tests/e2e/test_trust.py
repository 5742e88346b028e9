"""Trust and changes in a browser: the page stands at once, its answer comes by itself, and nothing is stopped."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.visiting import violations, visit
from tests.web.serving import demo_store, running


def test_answers_come_by_themselves(tmp_path: Path, page: Page) -> None:
    """What is reckoned for the first time replaces the waiting line, on both pages and on the overview's card."""
    with running(demo_store(tmp_path, relations=180, messages=3_000)) as server:
        visit(page, server)
        card = page.locator("#changed").locator("..")
        expect(card.locator(".glimpse-wait")).to_have_count(1)
        card.scroll_into_view_if_needed()
        expect(card.locator(".glimpsed")).to_contain_text("Since ")
        page.get_by_role("link", name="Can you trust it?").first.click()
        expect(page.locator(".outcome")).to_contain_text("would have called strong a year ago")
        expect(page.locator(".waiting")).to_have_count(0)
        assert violations(page) == []
        page.goto(server.url + "/changes")
        expect(page.locator(".outcome")).to_contain_text("Since ")
        page.get_by_role("link", name="the last year").click()
        expect(page.locator('.periods [aria-current="true"]')).to_have_text("the last year")
        assert violations(page) == []
