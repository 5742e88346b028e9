"""What the tasting says of its own figures: on whose word they stand, what was set by hand, and what says nothing."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from kreds.i18n import Translator
from kreds.i18n.tasting_words import verdict
from kreds.reach.assumptions import Standing
from kreds.reach.plan import Effort
from kreds.services.forecast_reach import plan, reach, what_if
from kreds.services.import_files import ImportOptions, import_files
from kreds.services.make_demo import DemoOrder, make_whole_demo
from kreds.services.reach_learned import source_of, standing_of
from kreds.services.reach_network import ground
from kreds.services.reach_steps import Wish, steps
from kreds.store.database import open_store
from kreds.web.what_if_table import plan_card, posts_of_day
from tests.web.serving import NOW, TODAY, Running, demo_store, running

PART = {"hx-request": "true"}


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server over an invented network whose owner's posts have taught the model."""
    folder: Path = tmp_path_factory.mktemp("taught")
    made = make_whole_demo(folder, DemoOrder(relations=300, messages=2_000))
    with open_store(str(folder / "kreds.db")) as opened:
        import_files(opened, made.paths, ImportOptions(today=TODAY, now=lambda: NOW))
    with running(folder / "kreds.db") as server:
        yield server


def test_what_was_learned_stands_on_no_report(taught: Running) -> None:
    """A value fitted to own posts names them and their range, and no longer the guess of a report."""
    found = reach(taught.app.store)
    assert "sample_share" in found.learned
    assert standing_of("sample_share", found.learned) is Standing.LEARNED
    assert standing_of("half_hours", found.learned) is Standing.REPORTED
    told = source_of("sample_share", found.learned, found.own_posts).english()
    assert told == f"Learned from {found.own_posts} of your posts"
    with taught.client() as client:
        page = client.get("/tasting").text
        shapes = client.get("/api/reach").json()["assumptions"]
    assert told in page
    assert "guess 5 to 10 percent" not in page
    assert "direction documented, number assumed" in page
    shape = next(one for one in shapes if one["name"] == "sample_share")
    assert shape["standing"] == "learned"
    assert shape["learned"][0] <= shape["value"] <= shape["learned"][1]


def test_an_unmoved_slider_changes_nothing(taught: Running) -> None:
    """The usual value is a place of its slider, its learned range lies inside, and sending it is no change by hand."""
    known = ground(taught.app.store).assumed.values()
    learned = reach(taught.app.store).learned
    with taught.client() as client:
        page = client.get("/tasting").text
        usual = client.get("/tasting/figures", headers=PART).text
        sent = []
        for tag in re.findall(r'<input type="range"[^>]*>', page):
            said = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
            name, low, high = said["name"], float(said["min"]), float(said["max"])
            places = (float(said["data-usual"]) - low) / float(said["step"])
            assert places == pytest.approx(round(places), abs=1e-6)
            assert said["aria-valuetext"] in page
            if name in learned:
                assert low <= learned[name][0] <= learned[name][1] <= high
            sent.append(f"{name}={float(said['data-usual']) + 1e-9:.10f}")
        assert {one.partition("=")[0] for one in sent} - {"quality"} <= set(known)
        assert client.get(f"/tasting/figures?{'&'.join(sent)}", headers=PART).text == usual


def test_a_day_that_shows_nothing_is_said_to(taught: Running) -> None:
    """As often better as worse and hardly different: then the sentence says that it cannot be seen."""
    found = what_if(taught.app.store, Wish(better_day=True), today=TODAY)
    even = replace(found.chance, before=0.5, after=0.51, better=0.55)
    found = replace(found, chance=even)
    assert verdict(found, Translator("en"), has_goal=False, day_posts=6) == "It cannot be seen from 6 posts."
    assert "cannot be seen" not in verdict(found, Translator("en"), has_goal=False)
    sure = replace(found, chance=replace(even, better=0.95))
    assert "cannot be seen" not in verdict(sure, Translator("en"), has_goal=False, day_posts=6)
    can = steps(taught.app.store, ground(taught.app.store), today=TODAY)
    assert posts_of_day(can, Wish(weekday=can.days[0].weekday)) == can.days[0].posts
    assert posts_of_day(can, Wish(weekday=can.days[0].weekday, invite=20)) == 0


def test_a_plan_says_whom_it_leaves_out(taught: Running) -> None:
    """Whoever asks for a kind of step and gets none of it is told why."""
    store, effort = taught.app.store, Effort(5, 5, 5, 4)
    found, can = plan(store, effort, today=TODAY), steps(store, ground(store), today=TODAY)
    empty = replace(found, best=replace(found.best, change=replace(found.best.change, invite=())))
    for language, words in (("en", "Invite: nobody, because"), ("da", "Invitér: ingen, fordi")):
        told = plan_card(empty, effort, can, "", Translator(language), has_goal=False).nobody
        assert any(one.startswith(words) for one in told)
        assert plan_card(empty, Effort(0, 0, 0, 4), can, "", Translator(language), has_goal=False).nobody == ()


def test_a_small_network_is_not_told_more_than_it_knows(tmp_path: Path) -> None:
    """Below thirty relations there are no ranges, no later steps, no curve, no bars and nobody who carries."""
    with running(demo_store(tmp_path, relations=12, messages=60)) as server, server.client() as client:
        page = unescape(client.get("/tasting").text)
        people = client.get("/tasting/people", headers=PART).text
        model = client.get("/tasting/model", headers=PART).text
    assert "four posts of five" not in page
    assert 'data-stage="3"' not in page
    assert 'class="curve"' not in page
    assert "All assumptions" in page
    assert "<ol" not in people
    assert "<svg" not in model
