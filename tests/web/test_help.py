"""Help: its numbers are those of the program, its anchors are there, in both languages."""

import re

import pytest

from kreds.services.judge_relations import set_half_life, undo
from kreds.web.site import rooms, translator
from tests.web.serving import Running

ANCHORS = ("strength", "alive", "levels", "doubt", "trend", "coverage", "tasting", "download")


@pytest.mark.parametrize("language", ["en", "da"])
def test_every_way_into_the_help_leads_somewhere(demo: Running, language: str) -> None:
    """Each "how do we know" of any page points to a part of the help that is there."""
    with demo.client(language=language) as client:
        page = client.get("/help").text
        ids = set(re.findall(r'id="([a-z]+)"', page))
        assert set(ANCHORS) <= ids
        person = re.search(r"/relations/[0-9a-f]{13}", client.get("/relations").text)
        assert person
        for path in ("/", "/settings", person[0]):
            asked = re.findall(r'href="/help#([a-z]+)"', client.get(path).text)
            assert asked, path
            assert set(asked) <= ids, path


def test_the_numbers_are_those_of_the_program(demo: Running) -> None:
    """What the help says of fading follows the person's own choice, the rest follows the judgement's constants."""
    with demo.client() as client:
        assert "counts half after 6 months" in client.get("/help").text
        set_half_life(demo.app.store, 365, at=1)
        page = client.get("/help").text
        undo(demo.app.store, at=2)
    assert "counts half after 1 year" in page
    assert "again within 1 year" in page
    assert "at least 5 days, and not for 6 months" in page
    assert "younger than 18 months" in page
    assert "of late 1.5 times" in page
    assert "below 60%" in page


def test_every_room_has_a_key_of_its_own() -> None:
    """The keys that lead to rooms are told apart."""
    keys = [room.key for room in rooms(translator("en", "words"), "/")]
    assert len(keys) == len(set(keys))
