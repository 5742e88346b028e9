"""The page of the tasting: what it says and admits, that sliders answer with a part, and that names stay hidden."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx
import pytest

from kreds.i18n import Translator
from kreds.i18n.tasting_words import (
    about,
    headline,
    in_ten,
    influence_lost,
    influence_words,
    points,
    share,
    signed,
    verdict,
)
from kreds.model.goal import GoalKind
from kreds.model.level import Level
from kreds.model.relation import Dot
from kreds.reach.assumptions import ASSUMPTIONS
from kreds.services.forecast_reach import OwnPart, influences, reach, what_if
from kreds.services.reach_example import Example, Stage
from kreds.services.reach_network import ground
from kreds.services.reach_steps import Wish
from kreds.services.state_goal import mixed_goal, state_goal
from kreds.web.circle import draw_circle
from kreds.web.stages import MOST_DOTS, draw_stages, thinned
from tests.web.serving import NOW, TODAY, Running, connections_zip, demo_store, imported, running

PART = {"hx-request": "true"}
PARTS = ("figures", "glimpse", "what-if", "people", "plan", "model")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server over 240 invented relations, with a goal."""
    with running(demo_store(tmp_path_factory.mktemp("tasting"), relations=240, messages=3_000)) as server:
        state_goal(server.app.store, mixed_goal("Customers", {GoalKind.SELL: 1.0}), at=NOW)
        yield server


def text_of(html: str) -> str:
    """What a person reads of it."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def part(client: httpx.Client, path: str) -> str:
    """A part of the page."""
    answer = client.get(path, headers=PART)
    assert answer.status_code == 200, path
    return answer.text


def test_the_page_opens_with_what_is_the_case_and_what_it_is_worth(served: Running) -> None:
    """First the sentence with the figures of the service, and at once that LinkedIn documents no such sample."""
    found = reach(served.app.store)
    with served.client() as client:
        page = client.get("/tasting").text
    first = re.search(r"<h1>(.*?)</h1>", page)
    assert first
    assert unescape(first[1]) == headline(found, Translator("en"))
    told = text_of(page)
    assert "LinkedIn documents no such sample" in told
    assert "promises no reach" in told
    assert Translator("en").percent(found.outlook.chance) in told
    assert "relevant views" in told


def test_the_stages_are_told_one_by_one(served: Running) -> None:
    """Each stage after the tasting stands on the page with the views it brings and how many posts get so far."""
    found, t = reach(served.app.store), Translator("en")
    with served.client() as client:
        page = client.get("/tasting").text
    lines = re.findall(r'data-stage="(\d)"><b>(.*?)</b><span>(.*?)</span>', page)
    assert [line[0] for line in lines] == ["1", "2", "3", "4", "5", "6"]
    for line, one in zip(lines[2:5], found.outlook.stages, strict=True):
        assert line[1] == t.number(about(one.first))
        assert t.percent(one.chance) in line[2]
    assert "looked at again" in text_of(page)


def test_every_assumption_stands_on_the_page_with_its_source(served: Running) -> None:
    """Nothing is reckoned with that the page does not own up to, each in a sentence, by whose word it stands."""
    for language in ("en", "da"):
        t = Translator(language)
        with served.client(language=language) as client:
            told = text_of(client.get("/tasting").text)
        for known in ASSUMPTIONS.values():
            assert t.phrase(known.name) in told
            assert t.phrase(known.source) in told


def test_the_overview_shows_the_same_chance(served: Running) -> None:
    """The overview asks for the forecast in short, and it is the page's."""
    found = reach(served.app.store)
    with served.client() as client:
        assert 'hx-get="/tasting/glimpse"' in client.get("/").text
        told = text_of(part(client, "/tasting/glimpse"))
    assert Translator("en").percent(found.outlook.chance) in told
    assert headline(found, Translator("en")) in told


def test_a_slider_gets_a_part_with_other_figures(served: Running) -> None:
    """What a slider asks for is no whole page, tells other figures than before, and the same ones each time."""
    with served.client() as client:
        usual = part(client, "/tasting/figures")
        moved = part(client, "/tasting/figures?threshold=0.05&quality=-0.5")
        assert "<html" not in moved
        assert moved != usual
        assert moved == part(client, "/tasting/figures?threshold=0.05&quality=-0.5")
        assert 'id="words" class="words" hx-swap-oob="true"' in moved
        assert 'id="told"' in moved


def test_parts_opened_alone_lead_to_the_page(served: Running) -> None:
    """Whoever opens the address of a part finds the page, with what they asked for."""
    with served.client() as client:
        for name in PARTS:
            answer = client.get(f"/tasting/{name}?threshold=0.02", follow_redirects=False)
            assert answer.status_code == 303
            assert answer.headers["location"] == "/tasting?threshold=0.02"
        person = f"{int(ground(served.app.store).network.id[0]):013x}"
        assert client.get(f"/tasting/of/{person}", follow_redirects=False).headers["location"] == f"/relations/{person}"


@pytest.mark.parametrize(
    "query", ["threshold=x", "threshold=nan", "sample_share=5", "quality=99", "threshold=" + "9" * 400]
)
def test_what_cannot_be_assumed_is_answered_kindly(served: Running, query: str) -> None:
    """A value that cannot be is refused with a sentence, on the page and in its parts."""
    with served.client() as client:
        assert client.get(f"/tasting?{query}").status_code == 400
        assert client.get(f"/tasting/figures?{query}", headers=PART).status_code == 400


def test_before_and_after_stand_side_by_side(served: Running) -> None:
    """Each figure stands apart, before, after and with its doubt; at first what the clean-up proposes."""
    with served.client() as client:
        tried = part(client, "/tasting/what-if")
        assert '<option value="worthless" selected>' not in tried, "never those who are only judged worthless"
        told = text_of(part(client, "/tasting/what-if?let_go=worthless&invite=20&comments=yes&day=yes&wake=yes"))
        for words in ("Chance that it goes on", "Views", "Relevant views", "Beyond your network", "of 10 cases"):
            assert words in told
        nothing = part(client, "/tasting/what-if?let_go=&invite=0")
        assert "Choose something to try" in nothing
        assert "<table" not in nothing


def test_who_carries_is_named_and_leads_to_them(served: Running) -> None:
    """The ten who carry most are named as the service has them, each with a link; so are those who stop."""
    told = influences(served.app.store)
    with served.client() as client:
        people = part(client, "/tasting/people")
    found = re.findall(r'href="/relations/([0-9a-f]{13})"', people)
    assert found == [f"{one.person:013x}" for one in (*told.carry, *told.stop)]


def test_a_plan_warns_of_adding_up(served: Running) -> None:
    """A plan says what its steps promise one by one and that whole sets were compared; strange efforts are answered."""
    with served.client() as client:
        told = text_of(part(client, "/tasting/plan?wakes=5&invitations=5&removals=0&weeks=4"))
        assert "one by one" in told or "doing nothing" in told
        assert client.get("/tasting/plan?wakes=9999&weeks=4", headers=PART).status_code == 400
        assert "doing nothing" in text_of(part(client, "/tasting/plan?wakes=0&invitations=0&removals=0"))


def test_the_model_says_what_moves_it_and_that_too_few_posts_are_known(served: Running) -> None:
    """Which assumption moves the chance most is told, and that own posts have not taught it anything yet."""
    with served.client() as client:
        told = text_of(part(client, "/tasting/model"))
    assert "Most uncertain is this" in told
    assert "Too few to learn from" in told


def test_a_topic_is_weighed_and_told(served: Running) -> None:
    """The field keeps what was asked; who works with it is counted, and a topic that nobody shares moves nothing."""
    with served.client() as client:
        usual = part(client, "/tasting/figures")
        page = client.get("/tasting?topic=salg").text
        moved = text_of(part(client, "/tasting/figures?topic=salg"))
        odd = part(client, "/tasting/figures?topic=%3Cb%3Exyzzy")
    assert 'value="salg"' in page
    assert "“salg” is part of what" in text_of(page)
    assert "“salg” is part of what" in moved
    assert "Nobody in your network has “<b>xyzzy”" in unescape(odd)
    assert "<b>xyzzy" not in odd
    chance = Translator("en").percent(reach(served.app.store).outlook.chance)
    assert f"<b>{chance}</b>" in usual
    assert f"<b>{chance}</b>" in odd


def test_a_relations_page_tells_what_it_does_to_posts(served: Running) -> None:
    """A current relation's page asks for the part, and the part says it; a former one has none."""
    one = influences(served.app.store).carry[0]
    with served.client() as client:
        assert f'hx-get="/tasting/of/{one.person:013x}"' in client.get(f"/relations/{one.person:013x}").text
        assert "carries your posts" in text_of(part(client, f"/tasting/of/{one.person:013x}"))
        assert "carries your posts" in text_of(part(client, f"/tasting/of/{one.person:013x}?as=line"))
        assert part(client, "/tasting/of/0000000000001").strip() == ""
        assert part(client, "/tasting/of/0000000000001?as=line").strip() == ""


def test_incognito_names_nobody(served: Running) -> None:
    """No real name stands on the page or in its parts while names are hidden."""
    told = influences(served.app.store)
    with served.client() as client:
        real = re.findall(r'<a href="/relations/[0-9a-f]{13}">([^<]+)</a>', part(client, "/tasting/people"))
        assert len(real) == len(told.carry) + len(told.stop)
        client.post("/choices/incognito", json={"value": "on"})
        hidden = "".join([client.get("/tasting").text, *(part(client, f"/tasting/{name}") for name in PARTS)])
    shown = set(re.findall(r'<a href="/relations/[0-9a-f]{13}">([^<]+)</a>', hidden))
    assert len(shown & set(real)) <= 1, "an invented name may be a real one by chance, not several"


@pytest.mark.parametrize("people", [0, 1, 40])
def test_few_and_unknown_are_no_special_case(tmp_path: Path, people: int) -> None:
    """From nobody to a list of connections alone: a page with one heading, that owns up to what it cannot know."""
    rows = [
        (f"Person{n}", "Holm", f"https://www.linkedin.com/in/p{n}", "", "Nordlys", "Baker", "03 Oct 2020")
        for n in range(people)
    ]
    store = imported(tmp_path, [connections_zip(tmp_path / "c.zip", rows)]) if people else tmp_path / "kreds.db"
    with running(store) as server, server.client() as client:
        page = client.get("/tasting")
        assert page.status_code == 200
        assert len(re.findall("<h1", page.text)) == 1
        if people:
            assert "Your messages are not among the files" in text_of(page.text)
            assert "nan" not in page.text.lower().replace("fernando", "")
            for name in PARTS:
                part(client, f"/tasting/{name}")
        else:
            assert 'href="/import"' in page.text


def test_the_picture_is_whole_and_light(served: Running) -> None:
    """The drawing is well-formed, its dots are points of the circle, and a thousand relations stay below 60 kB."""
    dots = [Dot(f"{n * 4_398_046_511:013x}", "", list(Level)[n % 4], 1.0 - n / 3_000, 0.2, "") for n in range(3_000)]
    circle = draw_circle(thinned(dots))
    assert len(circle.spots) == MOST_DOTS
    stages = tuple(Stage(n % 5) for n in range(len(circle.spots)))
    parts = tuple(1 + n % 3 for n in range(len(circle.spots)))
    drawn = draw_stages(circle, Example(stages, 2.0, parts), beyond=500.0)
    paths = "".join(layer.path for layer in drawn.layers)
    assert {layer.stage for layer in drawn.layers} == {0, 1, 2, 3, 4, 5, 6}
    assert set(re.sub(r"M-?\d+ -?\d+h0", "", paths)) == set()
    assert len(paths) < 60_000
    assert draw_stages(draw_circle(()), Example((), 1.0, ()), beyond=5.0).layers == ()
    with served.client() as client:
        svg = re.search(r'<svg class="s1.*?</svg>', client.get("/tasting").text, re.DOTALL)
    assert svg
    ET.fromstring(svg[0])


def test_what_is_said_of_a_change_follows_its_figures(served: Running) -> None:
    """The sentence on a change never says that more people see a post when fewer do."""
    t = Translator("en")
    for wish in (Wish(let_go=("worthless",)), Wish(wake=("quiet",)), Wish(invite=50), Wish(ask_for_comments=True)):
        found = what_if(served.app.store, wish, today=TODAY)
        said = verdict(found, t, has_goal=False)
        if "more people see" in said:
            assert found.views.by >= 0.0, wish
        if "fewer people see" in said:
            assert found.views.by <= 0.0, wish


def test_figures_are_said_as_people_say_them() -> None:
    """Rounded where they are expected, signed where they are differences, with the language's own marks."""
    en, da = Translator("en"), Translator("da")
    assert (about(94.4), about(313.7), about(4_671.0)) == (94, 310, 4_700)
    assert (in_ten(0.58, en), in_ten(0.01, en), in_ten(0.99, da)) == (
        "about 6 in 10",
        "less than 1 in 10",
        "mere end 9 ud af 10",
    )
    assert (share(0.0416, en), share(0.0416, da)) == ("4.2%", "4,2\u00a0%")
    assert (points(-0.0002, en), points(0.136, en), signed(0.2, en)) == ("−0.02 points", "+13.6 points", "0")
    carrier, idle = OwnPart(1, 0.004, 2.6, 0.4), OwnPart(2, -0.0002, 0.1, 0.0)
    assert "Anna Holm carries your posts" in influence_words(carrier, en, has_goal=True, name="Anna Holm")
    assert "Anna Holm is shown your posts but seldom" in influence_words(idle, en, has_goal=False, name="Anna Holm")
    assert influence_lost(carrier, en)
    assert influence_lost(idle, en) == ""


def test_the_deck_says_what_posts_would_lose(tmp_path: Path) -> None:
    """A card of the clean-up tells of somebody who carries posts, without a step having to wait for it."""
    with running(demo_store(tmp_path, relations=60, messages=900)) as server, server.client() as client:
        client.post("/cleanup/open", data={"choice": "random", "size": "50"}, headers=PART)
        best = {f"{one.person:013x}" for one in influences(server.app.store).carry}
        page = client.get("/cleanup/deck").text
        for _ in range(50):
            who = re.search(r'href="/relations/([0-9a-f]{13})" data-key="l"', page)
            assert who
            if who[1] in best:
                assert "Carries your posts" in text_of(page)
                break
            said = re.search(r'id="say-keep"[^>]*data-values="([^"]*)"', page)
            assert said
            values = {**json.loads(unescape(said[1])), "step": f"step-{who[1]}"}
            page = client.post("/cleanup/deck/say", data=values, headers=PART).text
        else:
            pytest.fail("no carrier in the portion")
