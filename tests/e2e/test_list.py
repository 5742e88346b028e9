"""The list of relations by hand: keys, choosing many, filters that combine, columns, views, and undo."""

import re

from playwright.sync_api import Page, expect

from kreds.model.level import Level
from kreds.model.relation import RelationQuery
from kreds.services.find_relations import find_relations
from kreds.services.label_relations import tags_in_use
from tests.e2e.visiting import violations, visit
from tests.web.serving import Running

CURRENT = RelationQuery(connected="current")


def overruled(server: Running, level: Level) -> int:
    """How many the person has said to be of a level."""
    query = RelationQuery(levels=(level,), overruled=True)
    return find_relations(server.app.store, query).total


def test_rows_by_key(demo: Running, page: Page) -> None:
    """J and K walk the rows, X chooses, Shift X chooses up to there, Escape lets go, Enter opens."""
    people = find_relations(demo.app.store, CURRENT).relations
    visit(page, demo, "/relations")
    for key in ("j", "j", "j", "k"):
        page.keyboard.press(key)
    expect(page.get_by_role("link", name=people[1].name, exact=True).first).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator("#bulk-count")).to_have_text("1 is chosen")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Shift+X")
    expect(page.locator("#bulk-count")).to_have_text("3 are chosen")
    page.keyboard.press("Escape")
    expect(page.locator("#bulk")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(people[3].name)
    assert violations(page) == []


def test_many_are_judged_and_taken_back_at_once(demo: Running, page: Page) -> None:
    """All on the page are chosen, one press says what they are, one undo takes it back; a search keeps the choice."""
    visit(page, demo, "/relations?level=worthless")
    before = overruled(demo, Level.AVERAGE)
    page.keyboard.press("a")
    expect(page.locator("#bulk-count")).to_have_text("50 are chosen")
    page.click('#bulk [data-value="average"]')
    expect(page.locator("#toasts")).to_contain_text("50 relations are average now.")
    expect(page.locator("#bulk")).to_be_hidden()
    assert overruled(demo, Level.AVERAGE) == before + 50
    page.locator("#toasts button").click()
    expect(page.locator("#toasts")).to_contain_text("Taken back")
    assert overruled(demo, Level.AVERAGE) == before


def test_all_that_fit_are_chosen_beyond_the_page(demo: Running, page: Page) -> None:
    """Choosing all that fit means the filter and not the page; a tag is put on them and taken off again."""
    visit(page, demo, "/relations?level=worthless&columns=tags")
    total = int(page.locator("#found").get_attribute("data-total") or 0)
    assert total > 50
    page.locator(".pick").first.check()
    page.click("#bulk-all")
    expect(page.locator("#bulk-count")).to_have_text(f"All {total} that fit are chosen")
    page.fill("#bulk-tag-name", "Messen i maj")
    page.get_by_role("button", name="Put on").click()
    expect(page.locator("td.c-tags").first).to_have_text("Messen i maj")
    assert tags_in_use(demo.app.store) == {"Messen i maj": total}
    page.locator("#toasts button").click()
    expect(page.locator("td.c-tags").first).to_have_text("")
    assert tags_in_use(demo.app.store) == {}


def test_filters_combine_and_stand_in_the_address(demo: Running, page: Page) -> None:
    """Each filter narrows further, shows as a chip that takes it away, and is there after back."""
    visit(page, demo, "/relations")
    page.locator("#more summary").click()
    page.select_option("#f-direction", "both")
    page.wait_for_url("**/relations?direction=both")
    page.select_option("#f-contact", "year")
    page.wait_for_url(re.compile(r"contact=year&direction=both$"))
    page.fill("#q", "a")
    page.wait_for_url(re.compile(r"q=a&contact=year&direction=both$"))
    query = RelationQuery(connected="current", text="a", contact="year", direction="both", per_page=None)
    expect(page.locator("#found")).to_have_attribute("data-total", str(find_relations(demo.app.store, query).total))
    page.locator("tbody .c-name a").first.click()
    page.wait_for_url("**/relations/*")
    page.go_back()
    expect(page.locator("#f-contact")).to_have_value("year")
    page.get_by_role("link", name="Take away: Last contact: within a year").click()
    page.wait_for_url(re.compile(r"q=a&direction=both$"))
    expect(page.locator("#f-contact")).to_have_value("")
    page.click("#clear")
    expect(page.locator("#f-direction")).to_have_value("")
    assert page.url == demo.url + "/relations"
    assert violations(page) == []


def test_columns_are_chosen_and_kept_in_the_address(demo: Running, page: Page) -> None:
    """A column is taken and another added while the menu stays open; the address gives the same table."""
    visit(page, demo, "/relations")
    page.locator("#columns summary").click()
    page.click("#column-strength")
    page.wait_for_url(re.compile("columns="))
    page.click("#column-trend")
    expect(page.locator("th.c-trend")).to_be_visible()
    expect(page.locator("th.c-strength")).to_have_count(0)
    page.reload()
    heads = page.locator("th").all_inner_texts()
    assert [head.split("\n")[0] for head in heads[1:]] == [
        "Name", "Works at", "Level", "Last contact", "Messages", "Trend",
    ]  # fmt: skip


def test_a_view_is_saved_opened_and_dropped(demo: Running, page: Page) -> None:
    """The present list is kept under a name, opened from anywhere, and let go with undo."""
    visit(page, demo, "/relations?direction=they&sort=name")
    page.locator("#keep summary").click()
    page.fill("#keep-name", "Dem <b>jeg</b> skylder svar")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#toasts")).to_contain_text("is saved.")
    page.goto(demo.url + "/")
    page.keyboard.press("/")
    page.keyboard.type("skylder")
    page.keyboard.press("Enter")
    page.wait_for_url("**/relations?direction=they&sort=name")
    page.get_by_role("button", name="Remove the view “Dem <b>jeg</b> skylder svar”").click()
    expect(page.locator("#toasts")).to_contain_text("is gone.")
    expect(page.locator(".views")).to_have_count(0)
    assert violations(page) == []
