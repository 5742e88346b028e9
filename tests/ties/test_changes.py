"""Which way a relation has gone, and the sentence that says why."""

from itertools import product

import pytest

from kreds.model.change import ChangeKind
from kreds.model.interaction import Channel
from kreds.model.level import Level
from kreds.ties.changes import kind_of_change, why_changed
from kreds.ties.silence import silence
from tests.ties.networks import TODAY, Event, dialogue, interactions, measured

PAIRS = list(product(Level, Level))
THEN = TODAY - 90
CONNECTED: dict[int, int | None] = {1: TODAY - 3_000}


def why(said: list[Event], kind: ChangeKind) -> str:
    """The sentence on relation 1 between `THEN` and today."""
    then, now = (measured(said, CONNECTED, day=day).row(0, named=True) for day in (THEN, TODAY))
    row = next(iter(silence(interactions(said), day=TODAY).rows(named=True)), {})
    return why_changed(kind, then, now, row).english()


@pytest.mark.parametrize(("before", "now"), PAIRS)
def test_every_pair_of_levels_has_one_answer(before: Level, now: Level) -> None:
    """Rising is stronger, sinking is fading, and being judged for the first time sinks nobody."""
    ranks = {Level.UNKNOWN: 0, Level.WORTHLESS: 0, Level.AVERAGE: 1, Level.STRONG: 2}
    moved = ranks[now] - ranks[before]
    expected = ChangeKind.STRONGER if moved > 0 else ChangeKind.FADING if moved < 0 else None
    assert kind_of_change(before, now, fell_silent=False) is expected


@pytest.mark.parametrize(("before", "now"), PAIRS)
def test_silence_of_the_strong_comes_first(before: Level, now: Level) -> None:
    """Who was or is strong and fell silent is told as that, the average as fading, others never for silence alone."""
    kind = kind_of_change(before, now, fell_silent=True)
    if Level.STRONG in (before, now):
        assert kind is ChangeKind.SILENT
    elif now is Level.AVERAGE:
        assert kind is not None
    else:
        assert kind is kind_of_change(before, now, fell_silent=False)


def test_a_broken_habit_is_told_with_its_gap() -> None:
    """The sentence names how often it used to be, and how long it has been."""
    said = dialogue(1, range(TODAY - 245 - 21 * 10, TODAY - 244, 21))
    assert why(said, ChangeKind.SILENT) == "You used to write about every 3 weeks; it has been 8 months"


def test_who_alone_wrote_is_named() -> None:
    """A habit of one side is not told as one of both."""
    only_me = [event for event in dialogue(1, range(TODAY - 700, TODAY - 300, 21)) if event.direction > 0]
    only_them = [event for event in dialogue(1, range(TODAY - 700, TODAY - 300, 21)) if event.direction < 0]
    told = {why(only_me, ChangeKind.SILENT)[:16], why(only_them, ChangeKind.SILENT)[:17]}
    assert {one.split(" used")[0] for one in told} == {"You", "They"}


def test_less_than_usual_is_told_without_alarm() -> None:
    """Longer than the usual gap but not eight times: how often on average, and when last."""
    said = dialogue(1, range(TODAY - 100 - 21 * 10, TODAY - 99, 21))
    assert why(said, ChangeKind.FADING) == "You write about every 3 weeks on average; the last time was 3 months ago"


def test_no_habit_no_gap() -> None:
    """With fewer than five days of writing only the silence is told; without any, that there never was a word."""
    assert why(dialogue(1, [TODAY - 900, TODAY - 800]), ChangeKind.FADING) == "No contact for 2 years"
    assert why([], ChangeKind.FADING) == "You have still never written with each other"


def test_a_border_crossed_by_a_hair_is_told_as_such() -> None:
    """No silence longer than usual, nothing new: the sentence does not make up a reason."""
    steady = dialogue(1, range(TODAY - 900, TODAY, 100))
    assert why(steady, ChangeKind.FADING) == "It was close to the border, and little was needed"


def test_what_made_stronger_is_named() -> None:
    """New days of writing first, else what came beside them."""
    old = dialogue(1, [TODAY - 900, TODAY - 800])
    assert why([*old, *dialogue(1, [TODAY - 9, TODAY - 3])], ChangeKind.STRONGER) == (
        "You have written with each other on 2 days since"
    )
    assert why(dialogue(1, [TODAY - 9]), ChangeKind.STRONGER) == "You have begun to write: on 1 day"
    praised = Event(1, TODAY - 9, channel=int(Channel.ENDORSEMENT), direction=-1)
    assert "skills" in why([*old, praised], ChangeKind.STRONGER)
    assert why(old, ChangeKind.STRONGER) == "It was close to the border, and little was needed"
