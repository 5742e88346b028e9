"""A week gone through by keyboard, and on a phone."""

from pathlib import Path

from playwright.sync_api import Page, expect

from kreds.model.agenda import LineState, Week
from kreds.services.log_contact import log_lines
from kreds.services.plan_week import week
from tests.e2e.visiting import violations, visit
from tests.web.serving import NOW, TODAY, Running, demo_store, running


def looked(server: Running) -> Week:
    """The week of today."""
    return week(server.app.store, today=TODAY, at=NOW)


def states(server: Running) -> list[str]:
    """How the lines stand."""
    return [line.state.value for line in looked(server).lines]


def test_a_week_without_the_mouse(tmp_path: Path, page: Page) -> None:
    """J goes on, one key answers the line that is looked at, U takes it back, and the next line is at hand."""
    with running(demo_store(tmp_path, relations=260, messages=4_000)) as server:
        visit(page, server, "/")
        page.keyboard.press("g")
        page.keyboard.press("w")
        page.wait_for_url(server.url + "/week")
        lines = page.locator("#week .line")
        count = lines.count()
        assert count > 4
        expect(lines.nth(0)).to_have_class("card line current")
        page.keyboard.press("j")
        page.keyboard.press("j")
        expect(lines.nth(1)).to_be_focused()
        page.keyboard.press("k")
        expect(lines.nth(0)).to_be_focused()
        page.keyboard.press("d")
        expect(page.locator("#toasts")).to_contain_text("done")
        expect(lines).to_have_count(count - 1)
        expect(lines.nth(0)).to_be_focused()
        assert states(server).count("done") == 1
        page.keyboard.press("l")
        expect(page.locator("#toasts")).to_contain_text("comes again in a week")
        assert states(server).count("later") == 1
        page.keyboard.press("u")
        expect(page.locator("#toasts")).to_contain_text("Taken back")
        assert states(server).count("later") == 0
        assert {one.value for one in LineState} >= set(states(server))
        assert violations(page) == []


def test_a_note_and_a_draft(tmp_path: Path, page: Page) -> None:
    """Enter in the note says done and logs it; the draft changes its language and is copied; a phone shows it all."""
    with running(demo_store(tmp_path, relations=260, messages=4_000)) as server:
        visit(page, server, "/week")
        line = page.locator(".line", has=page.locator("[id^=note-of-]")).first
        line.locator("[id^=note-of-] summary").click()
        line.get_by_text("Talked").click()
        line.locator(".noted").fill("About the fair")
        page.keyboard.press("Enter")
        expect(page.locator("#toasts")).to_contain_text("done and noted")
        (logged,) = log_lines(server.app.store)
        assert (logged.kind.value, logged.text) == ("call", "About the fair")
        draft = page.locator(".line [id^=draft-of-]").first
        draft.locator("summary").click()
        before = draft.locator("textarea").input_value()
        other = draft.locator("input[type=radio]:not(:checked)").first
        other.check(force=True)
        expect(draft.locator("textarea")).not_to_have_value(before)
        draft.get_by_role("button", name="Copy").click()
        expect(draft.get_by_role("button", name="Copied")).to_be_visible()
        assert violations(page) == []
        page.set_viewport_size({"width": 390, "height": 844})
        for path in ("/week", "/week/plan"):
            page.goto(server.url + path)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.goto(f"{server.url}/week")
        page.get_by_role("button", name="Another time").first.click()
        expect(page.locator("#toasts")).to_contain_text("comes again in a week")
