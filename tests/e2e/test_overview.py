"""The overview by hand: numbers open the people behind them, bars are links, and the circle moves calmly."""

from playwright.sync_api import BrowserContext, Page, expect

from kreds.model.level import Level
from kreds.model.relation import RelationQuery
from kreds.services.judge_relations import overrule_level, undo
from kreds.services.read_network import find_relations, overview
from tests.e2e.visiting import violations, visit
from tests.web.serving import Running

MOVING = "document.getAnimations().filter((one) => one.effect.target?.matches?.('[data-dots] circle')).length"


def wait_until(page: Page, *, moving: bool) -> None:
    """Look every few milliseconds: the policy of the page forbids Playwright's own way of waiting."""
    for _ in range(600):
        if (page.evaluate(MOVING) > 0) is moving:
            return
        page.wait_for_timeout(25)
    raise AssertionError("the circle never moved" if moving else "the circle never came to rest")


def test_every_number_opens_the_people_behind_it(demo: Running, page: Page) -> None:
    """Each sentence, level, year and "all" of the page leads to a list that has as many people as it says."""
    network = overview(demo.app.store)
    visit(page, demo)
    expected = {
        "You have": network.relations,
        "never exchanged": network.never_spoken,
        "in doubt": network.doubtful,
        "strong": network.counts[Level.STRONG],
    }
    addresses = {
        words: page.locator(".words a, .counts a").filter(has_text=words).first.get_attribute("href")
        for words in expected
    }
    years = dict(network.by_year)
    for year, count in list(years.items())[-2:]:
        addresses[str(year)] = page.locator(f'.chart a[aria-label^="{year}:"]').get_attribute("href")
        expected[str(year)] = count
    for words, address in addresses.items():
        page.goto(f"{demo.url}{address}")
        expect(page.locator("#found")).to_have_attribute("data-total", str(expected[words]))


def test_bars_are_walked_by_arrow_and_opened_by_enter(demo: Running, page: Page) -> None:
    """One bar of a chart is in the tab order; arrows move, Enter opens the people of that month."""
    visit(page, demo)
    bars = page.locator('section[aria-labelledby="contact"] .chart a')
    bars.last.focus()
    page.keyboard.press("ArrowLeft")
    expect(bars.nth(bars.count() - 2)).to_be_focused()
    assert page.locator('section[aria-labelledby="contact"] .chart a[tabindex="0"]').count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/relations?connected=all&month=*")
    expect(page.locator(".in-force")).to_contain_text("Messages in")
    assert violations(page) == []


def test_the_circle_moves_after_a_decision_and_comes_to_rest(demo: Running, page: Page) -> None:
    """A dot that stands elsewhere glides there, on the page that is open and on the next visit; then all is still."""
    someone = find_relations(demo.app.store, RelationQuery(levels=(Level.WORTHLESS,), connected="current")).relations[0]
    visit(page, demo)
    assert page.evaluate(MOVING) == 0
    overrule_level(demo.app.store, someone.id, Level.STRONG, at=1)
    wait_until(page, moving=True)
    wait_until(page, moving=False)
    page.goto(demo.url + "/relations")
    undo(demo.app.store, at=2)
    page.goto(demo.url + "/")
    assert page.locator("[data-from]").count() > 0
    page.goto(demo.url + "/")
    assert page.locator("[data-from]").count() == 0
    assert violations(page) == []


def test_the_circle_stands_still_for_who_asked(demo: Running, browser_context: BrowserContext) -> None:
    """With reduced motion dots are where they are, at once."""
    page = browser_context.new_page()
    page.emulate_media(reduced_motion="reduce")
    someone = find_relations(demo.app.store, RelationQuery(levels=(Level.WORTHLESS,), connected="current")).relations[0]
    visit(page, demo)
    overrule_level(demo.app.store, someone.id, Level.STRONG, at=1)
    page.goto(demo.url + "/")
    assert page.locator("[data-from]").count() > 0
    assert page.evaluate(MOVING) == 0
    undo(demo.app.store, at=2)
