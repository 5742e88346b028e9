"""The tasting in a browser: the stages play, a slider moves the figures at once, and nothing breaks on a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.visiting import violations, visit
from tests.web.serving import demo_store, running


@pytest.mark.parametrize("width", [1280, 390])
def test_a_slider_moves_the_figures(tmp_path: Path, page: Page, width: int) -> None:
    """By keys alone: figures and picture follow the slider, come back by one button, and the console stays silent."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_viewport_size({"width": width, "height": 900})
    with running(demo_store(tmp_path, relations=180, messages=3_000)) as server:
        visit(page, server, "/tasting")
        expect(page.locator("#people ol").first).to_be_visible()
        expect(page.locator("#what-if select").first).to_be_visible()
        before = page.locator("#told").inner_text()
        slider = page.get_by_label("How many must react before the post goes on")
        slider.focus()
        for _ in range(4):
            page.keyboard.press("ArrowRight")
        expect(page.locator("#told")).not_to_have_text(before)
        expect(page.locator("output[for=s-threshold]")).to_have_text("4%")
        expect(slider).to_be_focused()
        after = page.locator("#told").inner_text()
        assert after.split()[0] in page.locator("#words").inner_text()
        page.get_by_role("button", name="As it was").click()
        expect(page.locator("#told")).to_have_text(before)
        page.get_by_role("button", name="are shown it first").click()
        expect(page.locator("[data-stages] > svg")).to_have_class("s1")
        expect(page.locator("#what-if")).to_contain_text("Choose something to try")
        page.get_by_label("When to post").select_option("yes")
        expect(page.locator("#what-if")).to_contain_text("More posts go on")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []
    assert said == []
