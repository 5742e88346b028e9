"""A relation on trial by hand: put on it, asked when the day has come, kept, and taken back."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from kreds.model.relation import RelationQuery
from kreds.services.read_network import find_relations, show_relation
from tests.e2e.visiting import violations, visit
from tests.web.serving import Running, demo_store, running


def test_from_trial_to_due_to_kept(tmp_path: Path, page: Page) -> None:
    """Half a year passes: the overview asks, the list shows who, their page what has come of it; keep, and undo."""
    with running(demo_store(tmp_path, relations=60, messages=600)) as server:
        person = find_relations(server.app.store, RelationQuery(connected="current")).relations[0]
        visit(page, server, f"/relations/{person.id}")
        page.get_by_role("button", name="Try for half a year").click()
        expect(page.locator("#toasts")).to_contain_text("On trial until 1 May 2027")
        expect(page.locator(".trial-state")).to_have_text("On trial until 1 May 2027")
        page.locator("#trial-until").fill("2027-03-01")
        page.locator(".trial-form button").click()
        expect(page.locator(".trial-state")).to_have_text("On trial until 1 March 2027")
        later(server, date(2027, 3, 1))
        page.goto(server.url)
        page.get_by_role("link", name="1 trial is due").click()
        expect(page.locator("#found")).to_have_attribute("data-total", "1")
        page.get_by_role("link", name=person.name, exact=True).click()
        expect(page.locator(".trial.due")).to_contain_text("The trial ran until 1 March 2027: keep, or let go?")
        page.get_by_role("button", name="Keep", exact=True).click()
        expect(page.locator(".trial-state")).to_have_text("Kept after a trial, 21 September 2026")
        page.locator("#toasts").get_by_role("button", name="Undo").click()
        expect(page.locator(".trial.due")).to_be_visible()
        assert show_relation(server.app.store, person.id).relation.trial.until == date(2027, 3, 1)
        assert violations(page) == []


def later(server: Running, day: date) -> None:
    """Let time pass on the server."""
    object.__setattr__(server.site, "own", replace(server.app, today=lambda: day))


def test_many_are_kept_from_the_list(tmp_path: Path, page: Page) -> None:
    """Keep and let go are offered where the list shows those on trial, and nowhere else."""
    with running(demo_store(tmp_path, relations=60, messages=600)) as server:
        visit(page, server, "/relations")
        page.keyboard.press("a")
        keep = page.locator('#bulk [data-decide="keep"]')
        expect(page.locator('#bulk [data-decide="trial"]')).to_be_visible()
        expect(keep).to_be_hidden()
        page.locator('#bulk [data-decide="trial"]').click()
        expect(page.locator("#toasts")).to_contain_text("relations are on trial.")
        page.goto(server.url + "/relations?trial=on")
        page.keyboard.press("a")
        keep.click()
        expect(page.locator("#toasts")).to_contain_text("You keep")
        expect(page.locator("#found")).to_have_attribute("data-total", "0")
        assert violations(page) == []
