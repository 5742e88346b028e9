"""The page of one relation by hand: overrule with undo, tags, a note that saves itself, the time line."""

from pathlib import Path

from playwright.sync_api import Page, expect

from kreds.model.level import Level
from kreds.model.relation import RelationQuery
from kreds.services.judge_relations import undo
from kreds.services.read_network import find_relations, show_relation
from tests.e2e.visiting import violations, visit
from tests.web.serving import Running


def strongest(server: Running) -> str:
    """The id of the strongest relation."""
    return find_relations(server.app.store, RelationQuery(connected="current")).relations[0].id


def test_a_key_says_what_they_are_and_the_line_takes_it_back(demo: Running, page: Page) -> None:
    """One key overrules and says so in a line, whose button takes back exactly that."""
    person = strongest(demo)
    visit(page, demo, f"/relations/{person}")
    page.keyboard.press("3")
    expect(page.locator("#toasts")).to_contain_text("Worthless, you say.")
    assert show_relation(demo.app.store, person).relation.level is Level.WORTHLESS
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.locator("#toasts")).to_contain_text("Taken back: what you said of the level.")
    expect(page.locator(".verdict .chip")).to_contain_text("probably strong")
    assert violations(page) == []


def test_the_name_stands_first_and_all_that_is_said_is_in_sight(demo: Running, page: Page) -> None:
    """Nothing stands above who it is, and no part beside it is cut off or scrolls by itself."""
    visit(page, demo, f"/relations/{strongest(demo)}")
    head, beside = page.locator(".person-head"), page.locator(".person > .side")
    above, below = head.bounding_box(), beside.bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"]
    assert beside.evaluate("it => it.scrollHeight <= it.clientHeight")


def test_tags_are_put_on_and_taken_off(demo: Running, page: Page) -> None:
    """T and Enter put a tag on, however hostile; its name leads to all who have it, its button takes it off."""
    person = strongest(demo)
    tag = 'Kunde & "ven" <i>'
    visit(page, demo, f"/relations/{person}")
    page.keyboard.press("t")
    page.keyboard.type(tag)
    page.keyboard.press("Enter")
    expect(page.locator(".tags .tag a")).to_have_text(tag)
    assert show_relation(demo.app.store, person).relation.tags == (tag,)
    page.locator(".tags .tag a").click()
    expect(page.locator("#found")).to_have_attribute("data-total", "1")
    page.go_back()
    page.get_by_role("button", name=f"Take off the tag “{tag}”").click()
    expect(page.locator(".tags")).to_have_text("none yet")
    assert violations(page) == []


def test_a_note_saves_itself(demo: Running, page: Page) -> None:
    """What is written is saved after a pause and when one leaves; it is there on the next visit."""
    person = strongest(demo)
    visit(page, demo, f"/relations/{person}")
    page.keyboard.press("n")
    page.keyboard.type("Mødt på messen </textarea><script>")
    expect(page.locator("#note-state")).to_have_text("Saving …")
    expect(page.locator("#note-state")).to_have_text("Saved")
    page.reload()
    expect(page.locator("#note")).to_have_value("Mødt på messen </textarea><script>")
    assert show_relation(demo.app.store, person).relation.note == "Mødt på messen </textarea><script>"
    undo(demo.app.store, at=9)
    assert violations(page) == []


def test_the_time_line_tells_what_it_draws(demo: Running, page: Page) -> None:
    """Each mark of the picture stands in the list too, the latest first, with the day they connected."""
    person = strongest(demo)
    visit(page, demo, f"/relations/{person}")
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    days = [one.get_attribute("datetime") or "" for one in page.locator(".contacts time").all()]
    assert days == sorted(days, reverse=True)
    marks = page.locator(".happening title").all_text_contents()
    told = page.locator(".contacts").all_inner_texts()
    assert marks
    assert any("You connected" in mark for mark in marks)
    assert all(mark.split(": ", 1)[1] in "".join(told) for mark in marks)


def test_all_that_is_held_is_saved(demo: Running, page: Page, tmp_path: Path) -> None:
    """The browser saves the document, and opened from the disk it names the person."""
    visit(page, demo, f"/relations/{strongest(demo)}")
    name = page.locator("h1").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="Save as a document").click()
    saved = tmp_path / "held.html"
    download.value.save_as(saved)
    page.goto(saved.as_uri())
    expect(page.locator("h1")).to_contain_text(name)
    expect(page.locator("table").first).to_be_visible()
