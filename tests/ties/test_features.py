"""What passed between two people, in numbers."""

import random
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from polars.testing import assert_frame_equal

from kreds.model.frames import FEATURES
from kreds.model.interaction import Channel, Direction
from kreds.ties.features import BLAST_OTHERS, HALF_LIFE_DAYS, features
from tests.ties.networks import FEW, TODAY, Event, dialogue, interactions, measured, moved, networks, relations

IN, OUT = int(Direction.INBOUND), int(Direction.OUTBOUND)


def row_of(*events: Event, connected: int | None = 15_000) -> dict[str, float | None]:
    """The features of person 1."""
    return measured(events, {1: connected}).row(0, named=True)


def test_columns_are_exactly_those_of_the_model() -> None:
    """Names, order and types of `FEATURES`, for people with and without contact."""
    frame = measured(dialogue(1, [TODAY]), {1: 15_000, 2: None})

    assert dict(frame.schema) == {name: getattr(pl, kind) for name, kind in FEATURES.items()}
    assert frame["person"].to_list() == [1, 2]


def test_a_relation_without_contact_has_zeros_and_no_days() -> None:
    """Nothing seen is 0, and a day that never was is null."""
    row = row_of()

    days = {"first_day", "last_day", "last_in_day", "last_out_day", "last_met_day"}
    assert {name for name, value in row.items() if value is None} == days
    counts = set(row) - days - {"person", "connected_day", "is_connected"}
    assert all(row[name] == 0 for name in counts)


def test_many_messages_on_one_day_are_one_active_day() -> None:
    """A chatty afternoon is one day of contact, in each direction."""
    row = row_of(*dialogue(1, [TODAY] * 9))

    assert (row["messages_in"], row["messages_out"]) == (9, 9)
    assert (row["active_days"], row["decayed_days"], row["decayed_in"], row["decayed_out"]) == (1, 1.0, 1.0, 1.0)


def test_a_day_of_contact_counts_half_after_each_half_life() -> None:
    """Days a half-life and two half-lives back weigh a half and a quarter."""
    half = int(HALF_LIFE_DAYS)
    row = row_of(Event(1, TODAY - half, direction=IN), Event(1, TODAY - 2 * half, direction=OUT))

    assert row["decayed_days"] == pytest.approx(0.75)
    assert row["decayed_in"] == pytest.approx(0.5)
    assert row["decayed_out"] == pytest.approx(0.25)
    assert (row["first_day"], row["last_day"]) == (TODAY - 2 * half, TODAY - half)
    assert (row["last_in_day"], row["last_out_day"]) == (TODAY - half, TODAY - 2 * half)


def test_a_message_with_others_on_it_is_no_contact_between_two() -> None:
    """Small circles are counted apart, mailings when they come in, and neither is a day of contact."""
    row = row_of(
        Event(1, TODAY, direction=IN, others=1),
        Event(1, TODAY, direction=OUT, others=BLAST_OTHERS - 1),
        Event(1, TODAY, direction=IN, others=BLAST_OTHERS),
        Event(1, TODAY, direction=OUT, others=400),
    )

    assert (row["group_messages"], row["blasts_in"]) == (2, 1)
    assert (row["messages_in"], row["messages_out"], row["active_days"], row["channels"]) == (0, 0, 0, 0)
    assert row["last_day"] is None


def test_questions_are_counted_by_who_asked() -> None:
    """A question to the owner and one from the owner are not the same."""
    row = row_of(
        Event(1, TODAY, direction=IN, is_question=1),
        Event(1, TODAY, direction=IN, is_question=1),
        Event(1, TODAY, direction=OUT, is_question=1),
        Event(1, TODAY, direction=OUT),
    )

    assert (row["questions_in"], row["questions_out"]) == (2, 1)


def test_other_channels_have_columns_of_their_own() -> None:
    """Each channel is counted by direction where that matters, and a bare invitation carries no words."""
    row = row_of(
        Event(1, TODAY - 9, channel=int(Channel.INVITATION), direction=IN, length=0),
        Event(1, TODAY - 8, channel=int(Channel.INVITATION), direction=OUT, length=7),
        Event(1, TODAY - 7, channel=int(Channel.ENDORSEMENT), direction=IN),
        Event(1, TODAY - 6, channel=int(Channel.RECOMMENDATION), direction=OUT),
        Event(1, TODAY - 1, channel=int(Channel.NOTE), direction=OUT),
        Event(1, TODAY - 1, channel=int(Channel.FOLLOW), direction=OUT),
    )

    assert (row["invitations_in"], row["invitations_out"], row["invitation_notes"]) == (1, 1, 1)
    assert (row["endorsements_in"], row["endorsements_out"]) == (1, 0)
    assert (row["recommendations_in"], row["recommendations_out"]) == (0, 1)
    assert (row["notes"], row["follows"], row["channels"]) == (1, 1, 3)
    # A note to oneself and a click on "follow" reach nobody: the last contact is the recommendation.
    assert (row["first_day"], row["last_day"]) == (TODAY - 9, TODAY - 6)
    assert (row["last_in_day"], row["last_out_day"]) == (None, None)


def test_what_happens_later_is_not_known_yet() -> None:
    """The features of a day do not see past it, so that yesterday can be judged as it was."""
    known = dialogue(1, [TODAY - 5])

    assert_frame_equal(measured(known, {1: 15_000}), measured([*known, Event(1, TODAY + 1)], {1: 15_000}))


def test_people_who_are_no_relations_are_left_out() -> None:
    """There is one row for each relation, and none for anybody else."""
    assert measured(dialogue(2, [TODAY]), {1: None})["person"].to_list() == [1]


@FEW
@given(networks())
def test_order_of_rows_does_not_matter(network: tuple[list[Event], dict[int, int | None]]) -> None:
    """The same exchanges in any order give the same numbers, to the last digit."""
    said, connected = network
    shuffled = random.Random(1).sample(said, len(said))

    assert_frame_equal(measured(said, connected), measured(shuffled, connected), check_exact=True)


@FEW
@given(networks())
def test_numbers_of_people_do_not_matter(network: tuple[list[Event], dict[int, int | None]]) -> None:
    """Renumbering people renumbers the rows and changes nothing else."""
    said, connected = network
    far = 2**52 - 9
    elsewhere = measured(
        [moved(event, far - event.person) for event in said], {far - p: d for p, d in connected.items()}
    )

    assert_frame_equal(
        measured(said, connected).drop("person"), elsewhere.sort("person", descending=True).drop("person")
    )


def test_lazy_frames_stay_lazy() -> None:
    """A plan comes back as a plan, and means the same."""
    said, known = interactions(dialogue(1, [TODAY])), relations({1: None})
    plan = features(said.lazy(), known.lazy(), day=TODAY)

    assert isinstance(plan, pl.LazyFrame)
    assert_frame_equal(plan.collect(), features(said, known, day=TODAY))


def test_a_mailing_of_mine_to_somebody_counts_for_nothing() -> None:
    """However often the owner writes to everybody, nobody comes closer."""
    alone = dialogue(1, [TODAY - 40])
    mailings = [replace(Event(1, TODAY - step), others=50) for step in range(9)]

    assert_frame_equal(measured(alone, {1: 15_000}), measured([*alone, *mailings], {1: 15_000}))


def test_who_takes_it_up_again_is_who_wrote_first_after_a_month_of_silence() -> None:
    """A first word, and a word after more than 30 days, open a conversation; an answer within them does not."""
    row = row_of(
        Event(1, TODAY - 100, direction=OUT),
        Event(1, TODAY - 70, direction=IN),
        Event(1, TODAY - 39, direction=IN),
        Event(1, TODAY - 38, direction=OUT),
    )

    assert (row["starts_out"], row["starts_in"]) == (1, 1)


def test_a_question_is_answered_when_the_other_writes_within_a_month() -> None:
    """The same day and the thirtieth count, the thirty-first does not; what one adds oneself is no answer."""
    asked = [Event(1, TODAY - 200, is_question=1), Event(1, TODAY - 100, is_question=1), Event(1, TODAY, is_question=1)]
    late = Event(1, TODAY - 169, direction=IN)
    answers = [Event(1, TODAY - 90), Event(1, TODAY - 70, direction=IN), Event(1, TODAY, direction=IN)]

    assert row_of(*asked)["answers_in"] == 0
    assert row_of(*asked, late)["answers_in"] == 0
    assert row_of(*asked, late, *answers)["answers_in"] == 2
    assert row_of(Event(1, TODAY - 9, direction=IN, is_question=1), Event(1, TODAY - 8))["answers_out"] == 1
