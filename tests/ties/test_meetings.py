"""What meetings do to a judgement: they bring two people closer, and nobody is judged for having none."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.model.interaction import Channel, Direction
from kreds.model.level import Level, Sign
from kreds.ties import Coverage
from kreds.ties.explanation import explain
from kreds.ties.features import MEETING_OTHERS
from tests.ties.networks import ALL, FEW, TODAY, Event, dialogue, judged, measured, networks

Network = tuple[list[Event], dict[int, int | None]]
ROUNDED = 3e-6
OLD = {1: TODAY - 3_650}
WITHOUT = Coverage.of((one for one in Channel if one is not Channel.MEETING), since_day=ALL.since_day)


def meeting(day: int, *, person: int = 1, others: int = 0) -> Event:
    """A meeting of the owner with one person, and some others."""
    return Event(person, day, channel=int(Channel.MEETING), direction=int(Direction.MUTUAL), others=others, length=0)


def level(*said: Event) -> Level:
    """The level of somebody who has been a relation for ten years."""
    return Level(judged(said, {**OLD})["level"].item())


@FEW
@given(networks(), st.integers(0, 4_000), st.integers(0, MEETING_OTHERS))
def test_one_more_meeting_never_lowers(network: Network, ago: int, others: int) -> None:
    """A meeting of few, whenever it was, brings two people no further apart, and counts as having met."""
    said, connected = network
    person = min(connected)
    before = judged(said, connected)
    after = judged([*said, meeting(TODAY - ago, person=person, others=others)], connected)

    lifted = (after["score"] - before["score"]).to_list()
    assert min(lifted) >= -ROUNDED
    assert after.filter(pl.col("person") == person)["met"].item() == "seen"


@FEW
@given(networks(), st.integers(MEETING_OTHERS + 1, 400), st.integers(1, 400))
def test_large_and_future_meetings_change_nothing(network: Network, others: int, later: int) -> None:
    """Whoever sat in the same hall, or will meet, stands where they stood."""
    said, connected = network
    person = min(connected)
    more = [meeting(TODAY, person=person, others=others), meeting(TODAY + later, person=person)]

    assert judged([*said, *more], connected).equals(judged(said, connected))


@FEW
@given(networks())
def test_a_calendar_without_somebody_changes_nothing_of_them(network: Network) -> None:
    """That a calendar is among the files, and shows no meeting, is no evidence (H1)."""
    said, connected = network
    plain = [event for event in said if event.channel != Channel.MEETING]

    assert judged(plain, connected, coverage=ALL).equals(judged(plain, connected, coverage=WITHOUT))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([TODAY - 3_600], Level.WORTHLESS),
        ([TODAY - 365], Level.AVERAGE),
        (list(range(TODAY - 720, TODAY, 7)), Level.STRONG),
    ],
    ids=["once, ten years ago", "once, a year ago", "every week"],
)
def test_how_much_meetings_weigh(days: list[int], expected: Level) -> None:
    """Without a message, one meeting long ago is little, one last year an acquaintance, one each week a strong tie."""
    assert level(*map(meeting, days)) is expected


def test_a_meeting_ends_a_silence_and_is_another_way_of_contact() -> None:
    """Last contact, chance of contact and the ways of contact count a meeting among them."""
    wrote = dialogue(1, range(TODAY - 2_000, TODAY - 1_500, 30))
    before, after = (measured(said, {**OLD}).row(0, named=True) for said in (wrote, [*wrote, meeting(TODAY - 3)]))
    chances = [judged(said, {**OLD})["alive"].item() for said in (wrote, [*wrote, meeting(TODAY - 3)])]

    assert (before["last_day"], after["last_day"]) == (TODAY - 1_520, TODAY - 3)
    assert after["channels"] == before["channels"] + 1
    assert chances[1] > chances[0]


def test_the_reason_adds_up_and_is_said_once() -> None:
    """The meetings stand among the reasons with their days and weight; that you say so too adds nothing to it."""
    features = measured([meeting(TODAY - 9), meeting(TODAY - 2), meeting(TODAY - 2)], {**OLD}).row(0, named=True)
    row = judged([meeting(TODAY - 9), meeting(TODAY - 2)], {**OLD}).row(0, named=True)
    reasons = explain(features, row, day=TODAY, coverage=ALL)
    (said,) = (reason for reason in reasons if reason.sign is Sign.MET)

    assert said.phrase.english().startswith("You have met on 2 days, the last time on ")
    assert sum(reason.contribution for reason in reasons) == pytest.approx(row["score"], abs=1e-4)
    told = explain({**features, "met": 1}, row, day=TODAY, coverage=ALL)
    assert sum(reason.contribution for reason in told) == pytest.approx(row["score"], abs=1e-4)
    assert sum(reason.sign is Sign.MET for reason in told) == 1
