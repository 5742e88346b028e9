"""A goal by hand: what one wants is chosen, the gap follows the sliders, the goal is kept, compared and taken back."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.visiting import violations, visit
from tests.web.grouped import put_into_groups
from tests.web.serving import demo_store, running


def test_from_no_goal_to_two_pictures_of_one_network(tmp_path: Path, page: Page) -> None:
    """The overview asks, the set-up answers while one chooses, and the composition tells what is missing."""
    with running(demo_store(tmp_path, relations=60, messages=600)) as server:
        put_into_groups(server.app.store)
        visit(page, server)
        page.get_by_role("link", name="State a goal").first.click()
        expect(page.locator("h1")).to_have_text("What do you want with your network?")
        page.locator('[name="kind.sell"][value="3"]').check(force=True)
        expect(page.locator("#gap-preview")).to_contain_text("you want 25%")
        slider = page.locator('[name="share.current_customer"]')
        slider.fill("60")
        expect(page.locator("#gap-preview")).to_contain_text("you want 60%")
        expect(page.locator('output[for="share-1"]')).to_have_text("60 %")
        page.get_by_role("button", name="Keep this goal").click()
        expect(page.locator("#toasts")).to_contain_text("Your goal is stated: Sell")
        assert page.url == server.url + "/goals"
        page.keyboard.press("n")
        page.locator('[name="kind.job"][value="3"]').check(force=True)
        page.locator("#goal-name").fill("New job")
        page.get_by_role("button", name="Keep it without letting it count").click()
        expect(page.locator(".counts-now h2")).to_contain_text("Sell")
        page.get_by_role("button", name="Let this one count").click()
        expect(page.locator(".counts-now h2")).to_contain_text("New job")
        page.locator("#toasts").get_by_role("button", name="Undo").click()
        expect(page.locator(".counts-now h2")).to_contain_text("Sell")
        page.keyboard.press("g")
        page.keyboard.press("c")
        expect(page.locator("h2").first).to_contain_text("Composition against your goal")
        page.get_by_role("link", name="Strong only").click()
        expect(page).to_have_url(server.url + "/composition?weigh=strong")
        assert violations(page) == []
