"""Settings by hand: choices take hold at once, a backup is made and put back, everything is saved."""

import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.visiting import violations, visit
from tests.web.serving import demo_store, running


def test_choices_take_hold_at_once(tmp_path: Path, page: Page) -> None:
    """Days as numbers, keys off, incognito on: each is pressed, shown as pressed, and seen on the next page."""
    with running(demo_store(tmp_path, relations=30, messages=300)) as server:
        visit(page, server, "/settings")
        page.get_by_role("button", name="01/11/2026").click()
        expect(page.get_by_role("button", name="01/11/2026")).to_have_attribute("aria-pressed", "true")
        page.get_by_role("group", name="Single keys").get_by_role("button", name="off").click()
        expect(page.locator("body")).to_have_attribute("data-keys", "off")
        page.get_by_role("group", name="Incognito").get_by_role("button", name="on").click()
        expect(page.locator(".state-bar").first).to_contain_text("all names are invented")
        page.goto(server.url + "/relations")
        expect(page.locator("td.c-last_contact").first).to_contain_text("/")
        page.keyboard.press("/")
        expect(page.locator("#find")).not_to_be_visible()
        assert violations(page) == []


def test_a_backup_is_put_back_after_being_asked(tmp_path: Path, page: Page) -> None:
    """Backup, a decision, put back: the page asks first and names what is replaced; the decision is gone."""
    with running(demo_store(tmp_path, relations=30, messages=300)) as server:
        visit(page, server, "/settings")
        page.click("#back-up")
        expect(page.locator("#toasts")).to_contain_text("was read back whole")
        with page.expect_download() as started:
            page.get_by_role("link", name="Save a copy").click()
        copy = tmp_path / "copy.db"
        started.value.save_as(copy)
        page.goto(server.url + "/relations")
        page.keyboard.press("a")
        page.click('#bulk [data-value="worthless"]')
        expect(page.locator("#toasts")).to_contain_text("30 relations are worthless now.")
        page.goto(server.url + "/settings")
        page.get_by_role("button", name="Put it back").first.click()
        expect(page.locator("#put-back-holds")).to_contain_text("30 relations, 0 of your decisions")
        page.locator("#put-back-no").click()
        expect(page.locator("#put-back")).not_to_be_visible()
        page.set_input_files("#backup-file", copy)
        expect(page.locator("#put-back-holds")).to_contain_text("30 relations")
        page.locator("#put-back-form").get_by_role("button", name="Put it back").click()
        expect(page.locator("#toasts")).to_contain_text("as it was in the backup")
        page.goto(server.url + "/relations?said=1")
        expect(page.locator("#found")).to_have_attribute("data-total", "0")
        assert violations(page) == []


def test_everything_is_saved_in_one_file(tmp_path: Path, page: Page) -> None:
    """One click saves a whole zip under a dated name."""
    with running(demo_store(tmp_path, relations=10, messages=50)) as server:
        visit(page, server, "/settings")
        with page.expect_download() as started:
            page.get_by_role("link", name="Save everything").click()
        assert started.value.suggested_filename == "kreds-everything-2026-11-01.zip"
        with zipfile.ZipFile(started.value.path()) as whole:
            assert whole.testzip() is None
