"""Where contact is heading: a habit that has stopped, contact that has grown, and what is neither."""

import pytest

from kreds.model.level import Trend
from tests.ties.networks import TODAY, Event, dialogue, judged

YEAR = 365


def trend(*events: Event) -> str:
    """The trend of the one relation that has these messages."""
    return str(judged(list(events), {1: TODAY - 5 * YEAR}).row(0, named=True)["trend"])


def test_a_habit_that_has_stopped_is_fading() -> None:
    """Five days of messages and half a year of silence: fading; a day less of either is not."""
    assert trend(*dialogue(1, range(TODAY - 900, TODAY - 400, 100))) == Trend.FADING
    assert trend(*dialogue(1, range(TODAY - 900, TODAY - 500, 100))) == Trend.STEADY
    assert trend(*dialogue(1, [*range(TODAY - 900, TODAY - 400, 100), TODAY - 180])) == Trend.STEADY


def test_more_contact_than_usual_is_growing() -> None:
    """Most of three years of contact lies in the last two months: growing."""
    assert trend(*dialogue(1, [TODAY - 3 * YEAR, TODAY - 50, TODAY - 30, TODAY - 10])) == Trend.GROWING


@pytest.mark.parametrize("gap", [7, 30, 60])
def test_steady_contact_is_neither(gap: int) -> None:
    """The same gap for three years says neither, however small or large it is."""
    assert trend(*dialogue(1, range(TODAY - 3 * YEAR, TODAY, gap))) == Trend.STEADY


def test_young_contact_has_no_usual_yet() -> None:
    """Who was first met this year is new, not growing; who was never in touch is nothing of the kind."""
    assert trend(*dialogue(1, [TODAY - 200, TODAY - 20, TODAY - 10, TODAY - 5])) == Trend.STEADY
    assert trend() == Trend.STEADY
