"""Inviting by hand in a browser: the first is looked at, the tone changed, sent by one key, taken back; the policy."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.visiting import violations, visit
from tests.services.outsider_stores import small_store
from tests.web.serving import running


def test_from_the_list_to_sent_and_back(tmp_path: Path, page: Page) -> None:
    """A salesperson opens Invite by its keys, makes the message warmer, sends it, and changes their mind."""
    with running(small_store(tmp_path)) as server:
        visit(page, server)
        page.keyboard.press("g")
        page.keyboard.press("v")
        expect(page.locator("#asked h2")).to_have_text("Dan Krog")
        page.get_by_text("Warm", exact=True).click()
        warm = "Jeg vil gerne holde kontakten og følge med i, hvad du laver. Skal vi forbindes?"
        expect(page.locator("#draft-text")).to_have_value(re.compile(rf"^Hej Dan\n\nVi mødtes .*{re.escape(warm)}"))
        page.locator("#draft-text").fill("Hej Dan")
        expect(page.locator("#draft-count")).to_have_text("7")
        page.locator("#draft-text").blur()
        page.keyboard.press("s")
        expect(page.locator("#asked h2")).to_have_text("Ida Berg")
        expect(page.locator("#toasts")).to_contain_text("Sent today, you say.")
        page.locator("#toasts").get_by_role("button", name="Undo").click()
        expect(page.locator("#asked h2")).to_have_text("Dan Krog")
        assert violations(page) == []


def test_a_policy_is_tried_and_laid_down(tmp_path: Path, page: Page) -> None:
    """Switching shows at once what would become of those who wait; laid down, the list follows."""
    with running(small_store(tmp_path)) as server:
        visit(page, server, "/invitations")
        expect(page.locator("#asked h2")).to_have_text("Eva Roe")
        page.get_by_label("Ask first those who wrote no message with it").uncheck()
        expect(page.locator("#policy-preview")).to_contain_text("Accept on trial: 2")
        page.get_by_role("button", name="Judge by this").click()
        expect(page.locator("#toasts")).to_contain_text("Every invitation is judged by this now.")
        page.keyboard.press("d")
        expect(page.locator("#asked h2")).to_have_text("Finn Juul")
        assert violations(page) == []
