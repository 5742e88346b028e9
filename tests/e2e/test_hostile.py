"""Hostile names in a real browser: they run nothing, ask for nothing, and the policy never has to step in."""

from contextlib import suppress
from urllib.parse import quote, urlsplit

from playwright.sync_api import Page, expect

from kreds.errors import UsageError
from kreds.model.relation import RelationQuery
from kreds.services import read_network
from kreds.services.label_relations import tag_relations, tags_in_use, write_note
from kreds.services.saved_views import save_view
from tests.e2e.visiting import pages, violations, visit
from tests.web.hostile import TEXTS
from tests.web.serving import Running

ECHOED = ("q", "company", "title", "tag", "tag", "year", "month", "coverage", "contact", "sort", "columns", "people")


def say_hostile_things(server: Running, people: list[int]) -> None:
    """Tags, notes and names of views that try to be more than text, once for the whole session."""
    store = server.app.store
    if tags_in_use(store):
        return
    for number, text in enumerate(TEXTS):
        write_note(store, f"{people[number % len(people)]:013x}", text, at=1)
        with suppress(UsageError):
            tag_relations(store, people[number % len(people) :][:3], text[:40].replace("|", ""), on=True, at=2)
        with suppress(UsageError):
            save_view(store, text[:60], f"q={quote(text)}", at=3)


def test_no_name_runs_anywhere(hostile: Running, page: Page) -> None:
    """Every text in every field on every page stays text; no dialog, no request, no blocked script, no broken page."""
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.on("request", lambda request: asked.extend([request.url] if "owned" in urlsplit(request.url).path else []))
    page.on("console", lambda message: asked.extend([message.text] if message.type == "error" else []))
    visit(page, hostile)
    found = read_network.find_relations(hostile.app.store, RelationQuery(per_page=None)).relations
    say_hostile_things(hostile, [int(one.id, 16) for one in found])
    echoes = "&".join(f"{name}={quote(TEXTS[place % len(TEXTS)])}" for place, name in enumerate(ECHOED))
    for path in (
        *pages(hostile),
        f"/relations?{echoes}",
        f"/export?{echoes}",
        "/relations?columns=company,level,tags,note,coverage,trend,direction",
        *(f"/relations/{one.id}?{echoes}&place=1" for one in found),
    ):
        page.goto(hostile.url + path)
        assert "owned" not in page.title().split("·")[-1]
        assert page.title().endswith("· Kreds")
        assert page.locator("h1").count() == 1, path
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
