"""The main paths as a person walks them: first visit; search, filter, overrule, undo; language; signed out."""

from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from kreds.services.make_demo import DemoOrder, make_demo
from tests.e2e.visiting import violations, visit
from tests.web.serving import Running


def test_first_visit_to_judged_network(empty: Running, page: Page, tmp_path: Path) -> None:
    """Choose the file, watch it being read, see that it adds up, and stand before the circle."""
    (archive,) = make_demo(tmp_path, DemoOrder(relations=60, messages=800))
    visit(page, empty)
    expect(page.locator("h1")).to_have_text("See who carries your network.")
    page.set_input_files("#files", archive)
    page.wait_for_url(empty.url + "/import")
    expect(page.locator("#looked")).to_contain_text("relations are in it.")
    expect(page.locator(".looked tbody tr").first).to_be_visible()
    page.get_by_role("button", name="Import it").click()
    expect(page.locator("#result")).to_contain_text("new relations are in.")
    expect(page.locator(".equation tbody tr").first).to_contain_text("=")
    page.get_by_role("link", name="See your circle").click()
    expect(page.locator("h1")).to_contain_text("carry your network.")
    assert page.locator("[data-dots] > a").count() == 60
    assert violations(page) == []


def test_a_dropped_folder_is_imported(empty: Running, page: Page, tmp_path: Path) -> None:
    """A folder chosen whole arrives with its subfolders."""
    folder = tmp_path / "Complete_LinkedInDataExport_10-03-2026"
    folder.mkdir()
    row = "Ada,Lund,https://www.linkedin.com/in/ada,,,,03 Oct 2026"
    text = f"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n{row}\n"
    (folder / "Connections.csv").write_text(text)
    visit(page, empty)
    page.set_input_files("#folder", folder)
    page.wait_for_url(empty.url + "/import")
    expect(page.locator("#looked")).to_have_text("1 relation is in it.")
    page.get_by_role("button", name="Import it").click()
    expect(page.locator("#result")).to_have_text("1 new relation is in.")


def test_rejected_rows_are_explained_and_saved(empty: Running, page: Page, tmp_path: Path) -> None:
    """Rows that cannot be read are shown by what is wrong, saved as a file, and stay in the history."""
    rows = ["Ada,Lund,https://www.linkedin.com/in/ada,,,,03 Oct 2026", "Bo,Holm,x", "Li,Berg,y", "Åse,Dam,z"]
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
    (tmp_path / "Connections.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    visit(page, empty, "/import")
    page.set_input_files("#files", tmp_path / "Connections.csv")
    page.get_by_role("button", name="Import it").click()
    expect(page.locator("h2").first).to_have_text("3 rows could not be read")
    with page.expect_download() as started:
        page.get_by_role("link", name="Save them all as CSV").click()
    assert started.value.path().read_text(encoding="utf-8-sig").count("Connections.csv") == 3
    page.goto(empty.url + "/imports")
    expect(page.locator("h1")).to_have_text("1 import so far")
    expect(page.locator(".rejected")).to_contain_text("Connections.csv, line 3")
    expect(page.locator(".history")).to_contain_text("1 new in the list. 1 relation afterwards.")
    page.locator(".history a").first.click()
    expect(page.locator(".aside-rows li")).to_have_count(3)
    expect(page.locator(".equation")).to_contain_text("3 rejected")
    assert violations(page) == []


def test_the_demo_is_a_click_away_and_one_comes_back(empty: Running, page: Page) -> None:
    """From the first page into an invented network, a bar that says so, and back to one's own."""
    visit(page, empty)
    page.click("#demo")
    expect(page.locator("h1")).to_contain_text("carry your network.", timeout=30_000)
    expect(page.locator(".state-bar").first).to_contain_text("invented people")
    page.get_by_role("button", name="Back to your own network").click()
    expect(page.locator("h1")).to_have_text("See who carries your network.")
    assert violations(page) == []


def test_a_refused_file_is_explained(empty: Running, page: Page, tmp_path: Path) -> None:
    """What is no archive is named, with what to do, and the desk is ready for the right file."""
    wrong = tmp_path / "holiday.zip"
    wrong.write_bytes(b"%PDF-1.7")
    visit(page, empty, "/import")
    page.set_input_files("#files", wrong)
    expect(page.locator("#failed-message")).to_contain_text("holiday.zip")
    expect(page.locator("#choose")).to_be_visible()


def test_search_filter_overrule_undo(demo: Running, page: Page) -> None:
    """Type, filter, open, say, take back: each with what the address and the page say."""
    visit(page, demo, "/relations")
    everybody = page.locator(".summary").inner_text()
    page.keyboard.press("f")
    page.keyboard.type("an")
    expect(page.locator(".summary")).to_contain_text("“an”")
    assert page.url.endswith("/relations?q=an")
    page.fill("#q", "")
    expect(page.locator(".summary")).to_have_text(everybody)
    page.click("#level-average")
    expect(page.locator("#level-average")).to_have_attribute("aria-current", "true")
    assert page.url.endswith("?level=average")
    page.locator("tbody .c-name a").first.click()
    page.wait_for_url("**/relations/*place=1*")
    page.keyboard.press("1")
    expect(page.locator(".verdict .chip")).to_have_text("strong, you say")
    assert page.evaluate("document.activeElement.id") in {"", "say-strong", "main"}
    page.keyboard.press("u")
    expect(page.locator(".verdict .chip")).to_contain_text("probably average")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/relations/*place=2*")
    page.get_by_role("link", name="Back to the list").click()
    expect(page.locator("#level-average")).to_have_attribute("aria-current", "true")
    page.go_back()
    page.wait_for_url("**place=2*")
    assert violations(page) == []


def test_back_returns_to_the_search(demo: Running, page: Page) -> None:
    """The browser's back button gives the search as it was left; nothing of it is kept in the browser's storage."""
    visit(page, demo, "/relations")
    page.fill("#q", "an")
    expect(page.locator(".summary")).to_contain_text("“an”")
    page.locator("tbody .c-name a").first.click()
    page.wait_for_url("**/relations/*")
    page.go_back()
    expect(page.locator("#q")).to_have_value("an")
    expect(page.locator(".summary")).to_contain_text("“an”")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_language_is_chosen_and_kept(demo: Running, page: Page) -> None:
    """One click changes the language, and the next visit remembers."""
    visit(page, demo)
    page.get_by_role("button", name="Dansk").click()
    expect(page.locator("html")).to_have_attribute("lang", "da")
    page.goto(demo.url + "/relations")
    expect(page.locator("h1")).to_have_text("Relationer")
    assert violations(page) == []


def test_without_a_session_there_is_help(demo: Running, browser_context: BrowserContext) -> None:
    """A spent link and a bare address both lead to a page that has a fresh link printed."""
    page = browser_context.new_page()
    page.goto(demo.url + "/relations")
    expect(page.locator("h1")).to_have_text("Open Kreds again")
    page.click("#again")
    expect(page.locator("#again-done")).to_contain_text("Printed.")
    link = demo.printed[-1]
    page.goto(link)
    page.wait_for_url(demo.url + "/")
    assert "#" not in page.url
    other = browser_context.new_page()
    other.goto(link)
    expect(other.locator("#closed-title")).to_have_text("Open Kreds again")


def test_a_server_that_went_away_is_said(demo: Running, page: Page) -> None:
    """When nothing answers, the page says so and keeps what is on it."""
    visit(page, demo, "/relations")
    rows = page.locator("tbody tr").count()
    page.route("**/*", lambda route: route.abort())
    page.fill("#q", "anything")
    expect(page.locator("#lost")).to_contain_text("does not answer")
    assert page.locator("tbody tr").count() == rows
    page.unroute("**/*")
    expect(page.locator("#lost")).to_be_empty(timeout=10_000)
