"""Who is who by hand in a browser: answered by one key, taken back by another, remembered."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.visiting import violations, visit
from tests.services.matching import fill, list_contacts
from tests.web.serving import running


def test_pairs_are_settled_by_keys_and_remembered(tmp_path: Path, page: Page) -> None:
    """S leaves a pair for later, Y and N settle it, U asks it again; what was said is there after a reload."""
    store = fill(tmp_path)
    list_contacts(store)
    store.close()
    with running(tmp_path / "kreds.db") as server:
        visit(page, server, "/matches")
        asked, pair = page.locator("#asked"), page.locator("#asked tbody")
        expect(asked).to_contain_text("2 pairs left")
        first = pair.inner_text()
        page.keyboard.press("s")
        expect(pair).not_to_have_text(first, use_inner_text=True)
        page.reload()
        expect(pair).to_have_text(first, use_inner_text=True)
        page.keyboard.press("n")
        expect(page.locator("#toasts")).to_contain_text("Not the same, you say.")
        expect(asked).to_contain_text("1 pair left")
        page.keyboard.press("u")
        expect(asked).to_contain_text("2 pairs left")
        page.keyboard.press("y")
        expect(page.locator("#toasts")).to_contain_text("The same, you say.")
        expect(asked).to_contain_text("Everybody is settled.")
        page.goto(server.url + "/matches?show=same")
        expect(page.locator("#settled .pairs > li")).to_have_count(1)
        expect(page.locator("#settled")).to_contain_text("Let Kreds decide")
        assert violations(page) == []
