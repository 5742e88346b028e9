"""Hostile names in a real browser: they run nothing, ask for nothing, and the policy never has to step in."""

from playwright.sync_api import Page, expect

from kreds.model.relation import RelationQuery
from kreds.services import read_network
from tests.e2e.visiting import violations, visit
from tests.web.serving import Running


def test_no_name_runs_anywhere(hostile: Running, page: Page) -> None:
    """Every text in every field on every page stays text; no dialog, no request, no blocked script, no broken page."""
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.on("request", lambda request: asked.extend([request.url] if "owned" in request.url else []))
    page.on("console", lambda message: asked.extend([message.text] if message.type == "error" else []))
    visit(page, hostile)
    found = read_network.find_relations(hostile.app.store, RelationQuery(per_page=None)).relations
    for path in (
        "/",
        "/relations",
        "/relations?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
        *(f"/relations/{one.id}" for one in found),
    ):
        page.goto(hostile.url + path)
        assert "owned" not in page.title().split("·")[-1]
        assert page.title().endswith("· Kreds")
        assert page.locator("main h1").count() == 1
        assert violations(page) == []
    assert asked == []


def test_a_hostile_search_is_shown_as_typed(hostile: Running, page: Page) -> None:
    """Search as you type puts what was typed into the page through htmx, as text."""
    visit(page, hostile, "/relations")
    typed = "<img src=x onerror=alert(1)>"
    page.fill("#q", typed)
    expect(page.locator(".summary")).to_contain_text(typed)
    assert page.locator("#found img").count() == 0
    assert violations(page) == []


def test_a_script_put_into_the_page_is_stopped(hostile: Running, page: Page) -> None:
    """The policy does stop what should ever get in: an inline script, an inline handler, another host."""
    visit(page, hostile)
    page.evaluate("""() => {
      const script = document.createElement("script");
      try { script.textContent = "window.owned = 1"; document.body.append(script); } catch {}
      const image = document.createElement("img");
      try { image.setAttribute("onerror", "window.owned = 1"); } catch {}
      document.body.append(image);
      image.src = "data:,x";
    }""")
    page.wait_for_timeout(100)
    assert page.evaluate("window.owned") is None
    assert violations(page)
