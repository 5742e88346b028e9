"""How often to be in touch with whom: by level and goal, after the rhythm that the two have."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from kreds.cultivation.cadence import REST, cadence_of, due_on, layer_of, rests
from kreds.cultivation.ties import Tie
from kreds.model.agenda import USUAL_CADENCE
from kreds.model.level import Level
from tests.cultivation.people import MONDAY, ago, friend, ties


def test_each_layer_has_its_own() -> None:
    """The closest come monthly, other strong ones by the quarter, those of the goal before other average ones."""
    average = Tie(1, Level.AVERAGE)
    asked = [Tie(1, Level.STRONG, rank=15), Tie(1, Level.STRONG, rank=16), average._replace(fit=0.5), average]
    days = [cadence_of(tie, USUAL_CADENCE) for tie in asked]
    assert days == [30, 120, 180, 365]
    assert layer_of(Tie(1, Level.WORTHLESS, fit=1.0)) == ""


@given(ties(), st.integers(0, 500))
def test_the_own_word_counts(tie: Tie, days: int) -> None:
    """What the person says of somebody stands above level, goal and rhythm; 0 is never."""
    said = tie._replace(cadence=days)
    assert cadence_of(said, USUAL_CADENCE) == days
    assert (due_on(said, USUAL_CADENCE) is None) == (days == 0 or said.touched is None)


@given(ties())
def test_a_worthless_relation_is_left_alone(tie: Tie) -> None:
    """Nobody is reminded of a worthless relation unless they have said so."""
    worthless = tie._replace(level=Level.WORTHLESS, cadence=None)
    assert cadence_of(worthless, USUAL_CADENCE) == 0


@given(ties(), st.floats(1.0, 400.0), st.floats(1.0, 400.0))
def test_a_slower_rhythm_never_asks_sooner(tie: Tie, one: float, other: float) -> None:
    """Of two rhythms the slower one is asked for at most as often."""
    slow, fast = (
        tie._replace(cadence=None, usual_gap=max(one, other)),
        tie._replace(cadence=None, usual_gap=min(one, other)),
    )
    assert cadence_of(slow, USUAL_CADENCE) >= cadence_of(fast, USUAL_CADENCE)


def test_whoever_does_not_answer_gets_rest() -> None:
    """Two letters in vain are enough for a year; a word of the person's own ends the rest."""
    ghost = friend(unanswered_days=2, last_written=ago(60))
    assert rests(ghost, MONDAY)
    assert not rests(ghost, ago(60) + timedelta(days=REST))
    assert not rests(ghost._replace(unanswered_days=1), MONDAY)
    assert not rests(ghost._replace(cadence=90), MONDAY)
