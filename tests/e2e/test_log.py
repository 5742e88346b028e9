"""Contact noted by keyboard, from anywhere."""

from pathlib import Path

from playwright.sync_api import Page, expect

from kreds.model.relation import RelationQuery
from kreds.services.log_contact import log_lines
from kreds.services.read_network import find_relations
from tests.e2e.visiting import violations, visit
from tests.web.serving import demo_store, running


def test_a_line_without_the_mouse(tmp_path: Path, page: Page) -> None:
    """Plus, a name, Enter, a digit, the words, Enter: noted, and undone; Escape leaves; their page has the box."""
    with running(demo_store(tmp_path, relations=60, messages=600)) as server:
        store = server.app.store
        person = find_relations(store, RelationQuery(connected="current")).relations[0]
        visit(page, server, "/relations")
        page.keyboard.press("+")
        expect(page.locator("#log-field")).to_be_focused()
        page.keyboard.type(person.name)
        page.keyboard.press("Enter")
        expect(page.locator("#log-met")).to_be_focused()
        assert violations(page) == []
        page.keyboard.press("2")
        expect(page.locator("#log-text")).to_be_focused()
        page.keyboard.type("coffee, 2 cups")
        page.keyboard.press("Enter")
        expect(page.locator("#log")).to_be_hidden()
        expect(page.locator("#toasts")).to_contain_text(person.name)
        (line,) = log_lines(store)
        assert (line.kind.value, line.text, line.person) == ("call", "coffee, 2 cups", person.id)
        page.locator("#toasts").get_by_role("button", name="Undo").click()
        expect(page.locator("#toasts")).to_contain_text("Taken back: the contact you noted.")
        assert not log_lines(store)
        page.keyboard.press("+")
        page.keyboard.press("Escape")
        expect(page.locator("#log")).to_be_hidden()
        page.goto(f"{server.url}/relations/{person.id}")
        page.keyboard.press("+")
        page.keyboard.type("Knows the way")
        page.keyboard.press("Enter")
        expect(page.locator(".contacts").first).to_contain_text("You met: Knows the way")
        page.get_by_role("button", name="Take back You met: Knows the way").click()
        expect(page.locator(".contacts").first).not_to_contain_text("Knows the way")
        assert violations(page) == []
