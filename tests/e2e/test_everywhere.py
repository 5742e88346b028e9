"""What every page does: find, keys, undo, incognito; two pages that agree; a server that goes away and comes back."""

import time
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from kreds.model.level import Level
from kreds.model.relation import RelationQuery
from kreds.services.judge_relations import overrule_level, undo
from kreds.services.read_network import find_relations, show_relation
from tests.e2e.visiting import violations, visit
from tests.web.serving import Running, demo_store, running

PATIENCE = 15_000
"""Milliseconds; a page looks for news every four seconds."""


def average(server: Running) -> str:
    """The address of the strongest average relation."""
    page = find_relations(server.app.store, RelationQuery(levels=(Level.AVERAGE,), connected="current"))
    return f"/relations/{page.relations[0].id}"


def test_find_opens_a_person_by_keys_alone(demo: Running, page: Page) -> None:
    """Slash, a name, arrow, Enter: the person's page; the field is labelled and the choice visible."""
    name = find_relations(demo.app.store, RelationQuery(connected="current")).relations[3].name
    visit(page, demo)
    page.keyboard.press("/")
    expect(page.locator("#find-field")).to_be_focused()
    page.keyboard.type(name)
    expect(page.locator("[data-found] strong").first).to_have_text(name)
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-found]").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)
    assert violations(page) == []


def test_keys_go_to_rooms_and_can_be_turned_off(demo: Running, page: Page) -> None:
    """G and R open the relations, a question mark lists the keys; turned off, single keys do nothing."""
    visit(page, demo)
    page.keyboard.press("g")
    page.keyboard.press("r")
    page.wait_for_url("**/relations")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.evaluate("document.body.dataset.keys = 'off'")
    page.keyboard.press("/")
    expect(page.locator("#find")).not_to_be_visible()


def test_undo_is_offered_and_takes_back_what_it_names(demo: Running, page: Page) -> None:
    """U takes the last decision back from any page, and the page shows how things stand then."""
    address = average(demo)
    overrule_level(demo.app.store, address.rpartition("/")[2], Level.STRONG, at=1)
    visit(page, demo, address)
    expect(page.locator(".verdict .chip")).to_have_text("strong, you say")
    page.goto(demo.url + "/")
    page.keyboard.press("u")
    expect(page.locator("#toasts")).to_contain_text("Taken back: what you said of the level.")
    assert not show_relation(demo.app.store, address.rpartition("/")[2]).relation.overruled


def test_two_pages_and_the_command_line_agree(demo: Running, browser_context: BrowserContext, page: Page) -> None:
    """What one page or another program decides is seen on an open page without loading it, the focus kept."""
    address = average(demo)
    visit(page, demo, address)
    other = browser_context.new_page()
    other.goto(demo.url + address)
    other.locator("#say-worthless").focus()
    page.keyboard.press("3")
    expect(page.locator(".verdict .chip")).to_have_text("worthless, you say")
    expect(other.locator(".verdict .chip")).to_have_text("worthless, you say", timeout=PATIENCE)
    expect(other.locator("#say-worthless")).to_be_focused()
    undo(demo.app.store, at=2)
    expect(page.locator(".verdict .chip")).to_contain_text("probably average", timeout=PATIENCE)


def test_somebody_who_writes_is_told_and_not_interrupted(demo: Running, page: Page) -> None:
    """News come as a line with a button while a field has the focus; what was typed stays."""
    address = average(demo)
    visit(page, demo, "/relations")
    page.fill("#q", "a")
    expect(page.locator(".summary")).to_contain_text("“a”")
    overrule_level(demo.app.store, address.rpartition("/")[2], Level.STRONG, at=3)
    expect(page.locator("#toasts")).to_contain_text("The network has changed.", timeout=PATIENCE)
    expect(page.locator("#q")).to_have_value("a")
    undo(demo.app.store, at=4)


def test_incognito_hides_every_name(demo: Running, page: Page) -> None:
    """Under incognito no page shows a real name, a bar says so, and one click brings the names back."""
    people = find_relations(demo.app.store, RelationQuery(connected="current")).relations[:50]
    visit(page, demo, "/relations")
    answer = page.evaluate(
        """async () => (await fetch("/choices/incognito", {method: "POST", body: '{"value": "on"}', headers: {
        "Content-Type": "application/json", "X-App-Token": document.querySelector('meta[name="app-token"]').content
        }})).status"""
    )
    assert answer == 204
    for path in ("/", "/relations", f"/relations/{people[0].id}"):
        page.goto(demo.url + path)
        shown = page.content()
        assert [one.name for one in people if one.name and one.name in shown] == [], path
        assert "linkedin.com/in/" not in shown
    page.get_by_role("button", name="Show real names").click()
    expect(page.locator("h1")).to_have_text(people[0].name)


def test_what_is_said_while_the_server_is_away_is_sent_when_it_is_back(tmp_path: Path, page: Page) -> None:
    """The page says that nobody answers, keeps the decision, and sends it to the server that comes back."""
    store = demo_store(tmp_path, relations=30, messages=300)
    with running(store) as server:
        address = average(server)
        person = address.rpartition("/")[2]
        visit(page, server, address)
        page.route("**/*", lambda route: route.abort())
        page.keyboard.press("1")
        expect(page.locator("#lost")).to_contain_text("What you said last is kept here")
        time.sleep(0.2)
        assert not show_relation(server.app.store, person).relation.overruled
        page.unroute("**/*")
        expect(page.locator(".verdict .chip")).to_have_text("strong, you say", timeout=PATIENCE)
        expect(page.locator("#lost")).to_be_empty()
        assert show_relation(server.app.store, person).relation.level is Level.STRONG
        server.site.sessions.forget_all()
        expect(page.locator("#lost")).to_contain_text("started again", timeout=PATIENCE)
        again = page.context.new_page()
        again.goto(server.site.new_link())
        again.wait_for_url(server.url + "/")
        expect(page.locator("#lost")).to_be_empty(timeout=PATIENCE)
        page.keyboard.press("2")
        expect(page.locator(".verdict .chip")).to_have_text("average, you say")
