"""The work list by hand: ticked by a key and by the box, focus kept, taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kreds.model.review import Fate
from kreds.services.review_portion import say_fate
from kreds.services.work_list import work_list
from tests.e2e.visiting import violations, visit
from tests.services.test_read_cleanup import people
from tests.web.serving import NOW, TODAY, Running, demo_store, running


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Running]:
    """A server of its own over forty relations, three of whom were let go."""
    with running(demo_store(tmp_path, relations=40, messages=600)) as server:
        say_fate(server.app.store, people(server.app.store, 3), Fate.LET_GO, today=TODAY, at=NOW)
        yield server


def test_the_list_is_ticked_by_keyboard_alone(own: Running, page: Page) -> None:
    """X ticks the first one, Space the box that has the focus, which stays there; undo takes one back; all is kept."""
    visit(page, own, "/cleanup/list")
    boxes = page.locator(".work input[type=checkbox]")
    expect(boxes).to_have_count(3)
    page.keyboard.press("x")
    expect(page.locator(".today")).to_have_text("Today 1 of 10.")
    expect(boxes.first).to_be_checked()
    boxes.nth(1).focus()
    page.keyboard.press("Space")
    expect(page.locator(".today")).to_have_text("Today 2 of 10.")
    expect(boxes.nth(1)).to_be_focused()
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.locator(".today")).to_have_text("Today 1 of 10.")
    expect(boxes.nth(1)).not_to_be_checked()
    page.reload()
    expect(boxes.first).to_be_checked()
    assert work_list(own.app.store, today=TODAY).today == 1
    assert violations(page) == []
