"""The judgement of a past day against what came after it."""

import random

import polars as pl
import pytest

from kreds.model.frames import CONTEXT
from kreds.model.interaction import Channel
from kreds.model.level import Level
from kreds.ties import Coverage
from kreds.ties.backtest import FEW, SHORT, Backtest, backtest
from tests.ties.networks import ALL, TODAY, Event, dialogue, interactions, relations

HORIZON = 180
PAST = TODAY - HORIZON


def history() -> list[Event]:
    """Forty who write every three weeks to this day, forty who stopped long ago, forty who never wrote."""
    faithful = [said for who in range(40) for said in dialogue(who, range(TODAY - 1_500 + who, TODAY, 21))]
    gone = [said for who in range(40, 80) for said in dialogue(who, range(TODAY - 1_500, TODAY - 900, 60))]
    return faithful + gone


CONNECTED: dict[int, int | None] = dict.fromkeys(range(120), TODAY - 2_000)


def held_against(
    said: list[Event], connected: dict[int, int | None] | None = None, *, coverage: Coverage = ALL
) -> Backtest:
    """The backtest of some events."""
    known = relations(CONNECTED if connected is None else connected)
    return backtest(interactions(said), known, day=TODAY, horizon_days=HORIZON, coverage=coverage)


@pytest.fixture(scope="module")
def result() -> Backtest:
    """The backtest of `history`."""
    return held_against(history())


def test_those_who_stay_are_told_from_those_who_left(result: Backtest) -> None:
    """Eighty have been in touch, half of them are again, and the chance ranks them without a mistake."""
    assert (result.refusal, result.day, result.relations, result.again) == ("", PAST, 80, 40)
    assert result.alive is not None
    assert (result.alive.auc, result.alive.ap) == (1.0, 1.0)
    assert result.rules is not None
    assert list(result.rules) == ["recency", "messages", "active_days"]
    assert result.rules["recency"].auc == 1.0


def test_the_plain_sentence_counts_levels_and_those_in_touch_since(result: Backtest) -> None:
    """Of those called strong then all have been in touch since, of the worthless none."""
    assert result.levels is not None
    strong, worthless = result.levels[Level.STRONG], result.levels[Level.WORTHLESS]

    assert strong.called >= 40
    assert strong.touched == 40
    assert (worthless.called >= 40, worthless.touched) == (True, 0)


def test_bins_hold_everybody_once(result: Backtest) -> None:
    """Bins go from the least likely to the likeliest, and the error is the distance between the two shares."""
    assert result.bins is not None
    foretold = [one.foretold for one in result.bins]
    apart = sum(one.n * abs(one.foretold - one.observed) for one in result.bins) / 80

    assert foretold == sorted(foretold)
    assert sum(one.n for one in result.bins) == 80
    assert sum(one.n * one.observed for one in result.bins) == pytest.approx(40)
    assert result.calibration_error == pytest.approx(apart)


def test_what_came_after_the_last_day_changes_nothing(result: Backtest) -> None:
    """Neither messages beyond the horizon nor relations connected since play a part."""
    later = [Event(who, TODAY + 1) for who in range(40, 120)]
    newer = dict.fromkeys(range(200, 260), PAST + 1)

    assert held_against(history() + later, {**CONNECTED, **newer}) == result


def test_what_came_within_the_horizon_is_label_only(result: Backtest) -> None:
    """A message after the past day changes who was in touch again, and no level or chance of then."""
    more = held_against([*history(), *(Event(who, PAST + 1) for who in range(40, 50))])

    assert more.again == result.again + 10
    assert result.bins is not None
    assert more.bins is not None
    assert [one.foretold for one in more.bins] == [one.foretold for one in result.bins]
    assert result.levels is not None
    assert more.levels is not None
    assert [one.called for one in more.levels.values()] == [one.called for one in result.levels.values()]


def test_mailings_and_notes_are_no_contact(result: Backtest) -> None:
    """A message to many and a private note bring nobody back; an endorsement does."""
    quiet = [Event(40, PAST + 5, others=3), Event(41, PAST + 5, channel=int(Channel.NOTE))]

    assert held_against(history() + quiet).again == result.again
    assert held_against([*history(), Event(42, PAST + 5, channel=int(Channel.ENDORSEMENT))]).again == result.again + 1


def test_answers_given_today_are_not_asked(result: Backtest) -> None:
    """The person knows today what came after: their answers would foretell the past."""
    answers = {"person": range(40), **{name: [1] * 40 for name in CONTEXT if name not in {"person", "colleague"}}}
    context = pl.DataFrame({**answers, "colleague": [0] * 40}).cast(pl.Int64)
    told = backtest(
        interactions(history()),
        relations(CONNECTED),
        day=TODAY,
        horizon_days=HORIZON,
        context=context,
        coverage=ALL,
    )

    assert told == result


def test_the_chance_need_not_be_learned(result: Backtest) -> None:
    """Without learning it is the general one; levels and simple rules are the same."""
    known = relations(CONNECTED)
    plain = backtest(interactions(history()), known, day=TODAY, horizon_days=HORIZON, coverage=ALL, learn=False)

    assert not plain.learned
    assert (plain.levels, plain.rules, plain.strength) == (result.levels, result.rules, result.strength)
    assert plain.bins != result.bins or not result.learned


def test_a_colleague_counts() -> None:
    """What is not known by hindsight is used: a shared workplace lifts the strength."""
    said = history()
    context = pl.DataFrame({name: [0] * 40 for name in CONTEXT}).with_columns(
        pl.Series("person", range(80, 120)), colleague=1
    )
    told = backtest(
        interactions(said),
        relations(CONNECTED),
        day=TODAY,
        horizon_days=HORIZON,
        context=context.cast(pl.Int64),
        coverage=ALL,
    )

    assert told.levels is not None
    assert told.levels[Level.WORTHLESS].called < 80


def test_a_connection_without_a_day_is_known_from_the_first_contact_on() -> None:
    """Nobody knows when they connected: those with earlier contact were known, the others may have come later."""
    undated: dict[int, int | None] = {who: None if who >= 40 else TODAY - 2_000 for who in range(120)}
    told = held_against(history(), undated)

    assert told.levels is not None
    assert told.relations == 80
    assert sum(one.called for one in told.levels.values()) <= 80


def test_shuffling_changes_nothing(result: Backtest) -> None:
    """The order of events and of people plays no part."""
    said, people = history(), list(CONNECTED.items())
    random.Random(1).shuffle(said)
    random.Random(2).shuffle(people)

    assert held_against(said, dict(people)) == result


@pytest.mark.parametrize(
    ("said", "coverage"),
    [
        ([], ALL),
        ([one for one in history() if one.day > PAST - HORIZON], ALL),
        (history(), Coverage.of(Channel, since_day=PAST - HORIZON + 1)),
        (history(), Coverage()),
    ],
)
def test_a_short_history_is_refused(said: list[Event], coverage: Coverage) -> None:
    """Without as much history before the past day as is awaited after it, no figures are shown."""
    told = held_against(said, coverage=coverage)

    assert told.refusal == SHORT
    assert (told.alive, told.strength, told.rules, told.bins, told.calibration_error, told.levels) == (None,) * 6


@pytest.mark.parametrize(
    "people",
    [range(20, 49), range(31, 80), range(49)],
    ids=["twenty-nine in touch", "nine came back", "nine did not"],
)
def test_too_few_are_refused(people: range) -> None:
    """Twenty-nine relations, nine who came back or nine who did not are no ground for figures."""
    told = held_against([one for one in history() if one.person in people])

    assert told.refusal == FEW
    assert (told.alive, told.strength, told.rules, told.bins, told.calibration_error, told.levels) == (None,) * 6
