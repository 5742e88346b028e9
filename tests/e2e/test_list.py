"""The list of relations by hand: keys, choosing many, filters that combine, columns, views, and undo."""

import csv
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from kreds.model.level import Level
from kreds.model.relation import RelationQuery
from kreds.services.find_relations import find_relations
from kreds.services.label_relations import tags_in_use
from tests.e2e.visiting import violations, visit
from tests.web.serving import Running, connections_zip, imported, running

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


def test_the_panel_says_how_many_filters_are_in_use(demo: Running, page: Page) -> None:
    """The closed panel tells of the filters in it, and which saved view is shown, while both change in place."""
    visit(page, demo, "/relations?direction=you")
    expect(page.locator("#more > summary")).to_have_text("More filters 1 in use")
    page.locator("#keep summary").click()
    page.fill("#keep-name", "Kun mig")
    page.get_by_role("button", name="Save", exact=True).click()
    mine = page.get_by_role("link", name="Kun mig")
    expect(mine).to_have_attribute("aria-current", "true")
    page.locator("#more > summary").click()
    page.fill("#f-company", "a")
    expect(page.locator("#filters-on")).to_have_text("2 in use")
    expect(page.locator("#f-company")).to_be_focused()
    expect(mine).to_have_attribute("aria-current", "false")
    page.click("#clear")
    expect(page.locator("#filters-on")).to_have_text("")
    page.get_by_role("button", name="Remove the view “Kun mig”").click()
    expect(page.locator(".views")).to_have_count(0)
    assert violations(page) == []


def test_the_choice_is_exported(demo: Running, page: Page, tmp_path: Path) -> None:
    """Those chosen by hand, and they alone, are in the file that the browser saves."""
    people = find_relations(demo.app.store, CURRENT).relations
    visit(page, demo, "/relations")
    for key in ("j", "x", "j", "j", "x"):
        page.keyboard.press(key)
    page.click("#bulk-export")
    expect(page.locator("h1")).to_have_text("Take 2 relations with you")
    page.get_by_text("CSV", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the file").click()
    assert re.fullmatch(r"kreds-relations-[0-9-]{10}\.csv", download.value.suggested_filename)
    saved = tmp_path / "saved.csv"
    download.value.save_as(saved)
    with saved.open(encoding="utf-8-sig", newline="") as file:
        assert {row["id"] for row in csv.DictReader(file)} == {people[0].id, people[2].id}
    assert violations(page) == []


def test_the_list_works_without_scripts(demo: Running, browser: Browser) -> None:
    """Filters, order and columns are kept when a plain form sends the search."""
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    with demo.client() as client:
        session = client.cookies[demo.place.cookie]
    context.add_cookies([{"name": demo.place.cookie, "value": session, "url": demo.url}])
    page = context.new_page()
    page.goto(demo.url + "/relations?level=strong&sort=name&columns=level,trend&direction=both")
    page.locator("#more > summary").click()
    page.fill("#q", "a")
    page.select_option("#f-contact", "year")
    page.get_by_role("button", name="Search", exact=True).click()
    query = RelationQuery(
        text="a", levels=(Level.STRONG,), connected="current", direction="both", contact="year", sort="name",
        descending=False,
    )  # fmt: skip
    expect(page.locator("#found")).to_have_attribute("data-total", str(find_relations(demo.app.store, query).total))
    heads = page.locator("th").all_inner_texts()
    assert [head.split("\n")[0].rstrip("↑↓") for head in heads[1:]] == ["Name", "Level", "Trend"]
    context.close()


def test_more_than_two_hundred_are_asked_about_first(page: Page, tmp_path: Path) -> None:
    """Before so many change at once a dialog says the number; whoever cancels has changed nothing and still chooses."""
    people = [(f"N{n}", "Holm", f"https://www.linkedin.com/in/n{n}", "", "", "", "03 Oct 2026") for n in range(201)]
    with running(imported(tmp_path, [connections_zip(tmp_path / "many.zip", people)])) as server:
        visit(page, server, "/relations")
        page.locator(".pick").first.check()
        page.click("#bulk-all")
        page.click('#bulk [data-value="strong"]')
        expect(page.locator("#sure")).to_contain_text("201")
        page.keyboard.press("Escape")
        expect(page.locator("#sure")).to_be_hidden()
        expect(page.locator("#bulk-count")).to_have_text("All 201 that fit are chosen")
        assert overruled(server, Level.STRONG) == 0
        page.click('#bulk [data-value="strong"]')
        page.get_by_role("button", name="Do it").click()
        expect(page.locator("#toasts")).to_contain_text("201 relations are strong now.")
        assert overruled(server, Level.STRONG) == 201
        page.keyboard.press("u")
        expect(page.locator("#toasts")).to_contain_text("Taken back")
        assert overruled(server, Level.STRONG) == 0
        assert violations(page) == []


def test_a_printed_list_is_dark_on_white(demo: Running, page: Page) -> None:
    """On paper there are the names and no controls, black on white also for who reads in the dark."""
    page.emulate_media(color_scheme="dark", media="print")
    visit(page, demo, "/relations")
    for hidden in (".chips", "#more", ".tools", ".pages", "td.c-pick", ".search-field"):
        expect(page.locator(hidden).first).to_be_hidden()
    name = page.locator("td.c-name a").first
    expect(name).to_be_visible()
    expect(name).to_have_css("color", "rgb(0, 0, 0)")
    expect(page.locator("table.relations")).to_have_css("background-color", "rgb(255, 255, 255)")
