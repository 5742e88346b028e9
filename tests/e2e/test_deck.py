"""The deck in a browser: by keyboard, by touch, with the network cut in the middle, in two windows, fifty in a row."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, Browser, Page, Route, expect

from kreds.model.review import Choice, Fate
from kreds.services.review_portion import deck, open_portion
from tests.e2e.visiting import WATCH, violations, visit
from tests.web.serving import NOW, TODAY, Running, demo_store, running

HANDS = 1.0
"""Seconds that a person's thought and hand are given for each relation: the rest of the time is the program's."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    """A server over 90 invented relations, with a portion of 60 that is open."""
    with running(demo_store(tmp_path, relations=90, messages=900)) as found:
        open_portion(found.app.store, Choice.LIKELY, "", 60, today=TODAY, at=NOW)
        yield found


def said(server: Running) -> list[Fate]:
    """Everything that was said in the portion and stands, oldest first."""
    found = deck(server.app.store, today=TODAY)
    assert found
    return [one.fate for one in found.said]


def name(page: Page) -> str:
    """Who is looked at."""
    return page.locator("#deck-name").inner_text()


def press(page: Page, key: str) -> None:
    """Press a key, and wait for the next card."""
    before = name(page)
    page.keyboard.press(key)
    expect(page.locator("#deck-name")).not_to_have_text(before)


def test_by_keyboard(server: Running, page: Page) -> None:
    """Every fate has its key; U takes back the last one, ? shows all keys, and a held key goes on by one card only."""
    visit(page, server)
    page.keyboard.press("g")
    page.keyboard.press("k")
    page.get_by_role("link", name="Go on", exact=True).click()
    first = name(page)
    for key in ("ArrowLeft", "p", "c", "ArrowRight", "n", "s"):
        press(page, key)
    expected = [Fate.LET_GO, Fate.TRIAL, Fate.CULTIVATE, Fate.KEEP, Fate.UNSURE, Fate.SKIP]
    assert said(server) == expected
    expect(page.locator(".deck-way")).to_contain_text("5 of 60")
    press(page, "u")
    assert said(server) == expected[:-1]
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_contain_text("in doubt: comes again at the end")
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    expect(page.locator("#protect")).to_have_attribute("aria-pressed", "true")
    before = name(page)
    page.keyboard.down("ArrowRight")
    for _ in range(6):
        page.keyboard.down("ArrowRight")
    page.keyboard.up("ArrowRight")
    expect(page.locator("#deck-name")).not_to_have_text(before)
    page.wait_for_timeout(300)
    assert said(server) == [*expected[:-1], Fate.KEEP]
    assert first != name(page)
    assert violations(page) == []


def test_questions_by_number(server: Running, page: Page) -> None:
    """One key each answers what is missing, however fast, and the proposal follows on the same card."""
    visit(page, server, "/cleanup/deck")
    who = name(page)
    expect(page.locator(".proposal")).to_contain_text("You judge.")
    asked = [number for number in (2, 5, 8) if page.locator(f'#deck [data-key="{number}"]').count()]
    for number in asked:
        page.keyboard.press(str(number))
    for number in asked:
        expect(page.locator(f'#deck [data-key="{number}"]')).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".proposal")).to_contain_text("Proposal: let go.")
    assert name(page) == who
    assert violations(page) == []


def test_by_touch(server: Running, browser: Browser) -> None:
    """On a phone the four answers stand within the thumb's reach, and a swipe says keep or let go; a short one not."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="en-GB"
    )
    page = context.new_page()
    visit(page, server, "/cleanup/deck")
    for fate in ("let_go", "trial", "cultivate", "keep"):
        box = page.locator(f"#say-{fate}").bounding_box()
        assert box
        assert box["y"] > 700
        assert box["height"] >= 48
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    swipe(page, 150)
    assert said(server) == [Fate.KEEP]
    swipe(page, -150)
    assert said(server) == [Fate.KEEP, Fate.LET_GO]
    swipe(page, 40, goes=False)
    before = name(page)
    page.locator("#say-cultivate").tap()
    expect(page.locator("#deck-name")).not_to_have_text(before)
    assert said(server) == [Fate.KEEP, Fate.LET_GO, Fate.CULTIVATE]
    assert violations(page) == []
    context.close()


def swipe(page: Page, by: int, *, goes: bool = True) -> None:
    """Draw a finger over the card; the browser itself is told, as a finger would."""
    before = name(page)
    touch = page.context.new_cdp_session(page)
    y = 260
    at = {"x": 195, "y": y}
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    for step in range(1, 6):
        point = {"x": 195 + by * step / 5, "y": y}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    if goes:
        expect(page.locator("#deck-name")).not_to_have_text(before)
    else:
        page.wait_for_timeout(200)
        assert name(page) == before


def test_the_network_is_cut_in_the_middle(server: Running, page: Page) -> None:
    """What did not come through is said to be not saved, kept, and sent when it is back: none lost, none twice."""
    visit(page, server, "/cleanup/deck")
    press(page, "ArrowRight")
    who = name(page)
    page.context.set_offline(True)
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#unsaved")).to_contain_text("Not saved yet: Let go.")
    assert name(page) == who
    assert said(server) == [Fate.KEEP]
    page.keyboard.press("p")
    expect(page.locator("#unsaved")).to_contain_text("Not saved yet: On trial.")
    page.context.set_offline(False)
    expect(page.locator("#deck-name")).not_to_have_text(who)
    expect(page.locator("#unsaved")).to_be_hidden()
    assert said(server) == [Fate.KEEP, Fate.TRIAL]


def test_an_answer_that_is_lost_on_the_way_back(server: Running, page: Page) -> None:
    """The server took the step but its answer got lost: sending again by the button makes no second one."""
    visit(page, server, "/cleanup/deck")
    who = name(page)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/cleanup/deck/say", lose, times=1)
    page.keyboard.press("s")
    expect(page.locator("#unsaved")).to_be_visible()
    assert said(server) == [Fate.SKIP]
    page.get_by_role("button", name="Send again").click()
    expect(page.locator("#deck-name")).not_to_have_text(who)
    assert said(server) == [Fate.SKIP]


def test_the_page_is_closed_at_once(server: Running, page: Page) -> None:
    """A key and the window is gone: the step is kept all the same; one that could not be sent comes with the next."""
    visit(page, server, "/cleanup/deck")
    page.keyboard.press("ArrowRight")
    page.close()
    wait_for(server, [Fate.KEEP])
    other = page.context.new_page()
    other.add_init_script(WATCH)
    other.goto(server.url + "/cleanup/deck")
    other.route("**/cleanup/deck/say", lambda route: route.abort())
    other.keyboard.press("ArrowLeft")
    expect(other.locator("#unsaved")).to_be_visible()
    other.close()
    third = page.context.new_page()
    third.goto(server.url + "/cleanup/deck")
    wait_for(server, [Fate.KEEP, Fate.LET_GO])
    expect(third.locator(".deck-said")).to_contain_text("Let go.")


def wait_for(server: Running, expected: list[Fate]) -> None:
    """Give what is on its way the time to come in."""
    until = time.monotonic() + 10
    while said(server) != expected and time.monotonic() < until:
        time.sleep(0.05)
    assert said(server) == expected


def test_own_steps_are_no_news(server: Running, page: Page) -> None:
    """A look at the network that overtakes an own step, or is overtaken by it, tells nobody that something changed."""
    visit(page, server, "/cleanup/deck")
    held: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        held.append((route, route.fetch()))

    def let_go(who: str) -> None:
        route, answer = held.pop()
        route.fulfill(response=answer)
        expect(page.locator("#deck-name")).not_to_have_text(who)
        page.wait_for_timeout(500)
        expect(page.locator("#toasts > *")).to_have_count(0)

    who = name(page)
    page.route("**/cleanup/deck/say", hold, times=1)
    page.keyboard.press("s")
    with page.expect_response("**/stamp"):
        pass
    page.wait_for_timeout(300)
    let_go(who)
    who = name(page)
    page.route("**/stamp", hold, times=1)
    with page.expect_request("**/stamp"):
        pass
    while not held:
        page.wait_for_timeout(50)
    page.keyboard.press("n")
    expect(page.locator("#deck-name")).not_to_have_text(who)
    let_go(who)
    assert said(server) == [Fate.SKIP, Fate.UNSURE]


def test_two_windows_agree(server: Running, page: Page) -> None:
    """The window that is behind is not counted twice: it is told what stands, and shows the next card."""
    visit(page, server, "/cleanup/deck")
    other = page.context.new_page()
    other.goto(server.url + "/cleanup/deck")
    who = name(other)
    assert who == name(page)
    press(page, "ArrowRight")
    other.keyboard.press("s")
    expect(other.locator(".news")).to_contain_text(
        "You had said “Keep” of the last one in another window; that stands."
    )
    assert name(other) == name(page) != who
    assert said(server) == [Fate.KEEP]
    press(other, "ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".news")).to_contain_text("now “Let go” counts.")
    assert said(server) == [Fate.KEEP, Fate.KEEP, Fate.LET_GO]
    assert name(other) == name(page)


def test_fifty_in_under_five_minutes(server: Running, page: Page) -> None:
    """Fifty relations, with the questions of each answered, take the program so little that people have the time."""
    visit(page, server, "/cleanup/deck")
    began = time.monotonic()
    for number in range(50):
        for key in ("2", "5", "8"):
            button = page.locator(f'#deck [data-key="{key}"]')
            if button.count():
                page.keyboard.press(key)
                expect(button).to_have_attribute("aria-pressed", "true")
        press(page, ("ArrowLeft", "ArrowRight", "c")[number % 3])
    spent = time.monotonic() - began
    assert len(said(server)) == 50
    assert spent + 50 * HANDS < 300, spent
    for key in ("ArrowRight",) * 9:
        press(page, key)
    page.keyboard.press("ArrowRight")
    expect(page.locator("#deck-name")).to_have_text(re.compile(r"You have been through 60 relations\."))
    page.locator("#finish").click()
    page.wait_for_url("**/cleanup")
    expect(page.locator("h1")).to_contain_text("The next clean-up is due on 1 February 2027.")
    page.keyboard.press("u")
    expect(page.locator("#open")).to_have_text("Your portion")
    assert violations(page) == []
