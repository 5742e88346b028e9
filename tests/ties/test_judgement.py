"""The judgement of relations: what must hold whatever the weights are."""

import random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from kreds.model.frames import JUDGEMENTS
from kreds.model.interaction import Channel, Direction
from kreds.model.level import Level
from kreds.ties import Coverage, judge
from tests.ties.networks import ALL, FEW, TODAY, Event, dialogue, events, judged, measured, moved, networks

ROUNDED = 3e-6
"""Contributions are rounded to 1e-6 each."""
Network = tuple[list[Event], dict[int, int | None]]
LEVELS = [Level.WORTHLESS, Level.AVERAGE, Level.STRONG]


def level_of(*said: Event, connected: int | None = 15_000, coverage: Coverage = ALL, day: int = TODAY) -> Level:
    """The level of person 1."""
    return Level(judged(said, {1: connected}, coverage=coverage, day=day)["level"].item())


def changes(before: pl.DataFrame, after: pl.DataFrame, column: str) -> list[float]:
    """By how much a column has risen, for each person."""
    return [float(value) for value in after[column] - before[column]]


def test_columns_are_exactly_those_of_the_model() -> None:
    """Names, order and types of `JUDGEMENTS`, without nulls, also for somebody of whom nothing is known."""
    frame = judged(dialogue(1, [TODAY]), {1: 15_000, 2: None})

    assert dict(frame.schema) == {name: getattr(pl, kind) for name, kind in JUDGEMENTS.items()}
    assert frame.null_count().row(0) == (0,) * frame.width


@FEW
@given(networks(), st.sampled_from([ALL, Coverage(), Coverage.of([Channel.MESSAGE])]))
def test_memberships_are_chances(network: Network, coverage: Coverage) -> None:
    """Three memberships between 0 and 1 that sum to 1; strength and alive lie between 0 and 1 too."""
    frame = judged(*network, coverage=coverage)

    sums = frame.select(pl.sum_horizontal("p_strong", "p_average", "p_worthless"))
    assert sums.to_series().to_list() == pytest.approx([1.0] * len(frame), abs=1e-9)
    for name in ("p_strong", "p_average", "p_worthless", "strength", "alive"):
        assert frame[name].is_between(0.0, 1.0).all(), name


@FEW
@given(networks(), events, st.sampled_from([ALL, Coverage()]))
def test_more_contact_never_lowers_the_strength(network: Network, more: Event, coverage: Coverage) -> None:
    """Whatever else passes between two people, by whichever channel and whenever, brings them no further apart."""
    said, connected = network
    before, after = (judged(heard, connected, coverage=coverage) for heard in (said, [*said, more]))

    assert min(changes(before, after, "score")) >= -ROUNDED
    others = pl.col("person") != more.person
    assert_frame_equal(before.filter(others), after.filter(others))


@FEW
@given(networks(), st.integers(1, 900))
def test_silence_never_raises_strength_or_chance(network: Network, later: int) -> None:
    """Days in which nothing happens bring nobody closer, and nobody back."""
    before, after = judged(*network), judged(*network, day=TODAY + later)

    assert max(changes(before, after, "score")) <= ROUNDED
    assert max(changes(before, after, "alive")) <= ROUNDED


@FEW
@given(networks())
def test_strength_rises_with_the_score_and_nothing_else(network: Network) -> None:
    """Ranking by strength is ranking by score."""
    ranked = judged(*network).sort("score", "person")

    assert ranked["strength"].is_sorted()


@FEW
@given(networks())
def test_order_and_numbers_of_people_do_not_matter(network: Network) -> None:
    """Who is called what, and who comes first, changes nobody's judgement."""
    said, connected = network
    shuffled = random.Random(2).sample(said, len(said))
    elsewhere = judged(
        [moved(event, 900 - event.person) for event in shuffled], {900 - p: d for p, d in connected.items()}
    )

    assert_frame_equal(judged(said, connected).drop("person"), elsewhere.reverse().drop("person"))


@FEW
@given(networks(), st.sampled_from([1, 4, 5, 80]), st.sampled_from([-1, 1]))
def test_a_mailing_never_counts_as_writing_to_each_other(network: Network, others: int, direction: int) -> None:
    """Messages with others on them make nobody strong, show no communication and wake nobody up."""
    said, connected = network
    mailing = [Event(1, TODAY, direction=direction, others=others)] * 50
    before, after = judged(said, connected).row(0, named=True), judged([*said, *mailing], connected).row(0, named=True)

    assert after["alive"] == before["alive"]
    assert after["communicated"] == before["communicated"]
    assert after["score"] - before["score"] <= 0.15 + ROUNDED
    if others >= 5:
        assert after["score"] == before["score"]


def test_more_coverage_without_evidence_narrows_the_spread() -> None:
    """Each further source that shows nothing makes the judgement surer, and none makes anybody stronger.

    A calendar is none of these, nor is a list of reactions: that somebody is not in it says nothing of the two.
    """
    channels = [one for one in Channel if one not in (Channel.MEETING, Channel.REACTION)]
    frames = [judged([], {1: 15_000}, coverage=Coverage.of(channels[:n])) for n in range(len(channels) + 1)]
    spreads = [frame["spread"].item() for frame in frames]
    scores = [frame["score"].item() for frame in frames]

    assert spreads == sorted(spreads, reverse=True)
    assert len(set(spreads)) == len(spreads)
    assert scores == sorted(scores, reverse=True)
    met = judged([], {1: 15_000}, coverage=Coverage.of(Channel))
    assert met["spread"].item() == spreads[-1]


def test_missing_evidence_widens_and_does_not_lower() -> None:
    """Without messages among the files, somebody never seen stands where nothing is known, not lower (H1)."""
    blind, seeing = (judged([], {1: 15_000}, coverage=coverage).row(0, named=True) for coverage in (Coverage(), ALL))

    assert blind["score"] == 0.0
    assert blind["spread"] > seeing["spread"]
    assert blind["p_worthless"] < seeing["p_worthless"]


def test_nobody_is_worthless_on_a_silence_that_no_source_could_have_broken() -> None:
    """No messages among the files and no other evidence: unknown, and alive is an even guess (H1)."""
    no_messages = Coverage.of(set(Channel) - {Channel.MESSAGE})
    row = judged([], {1: 12_000}, coverage=no_messages).row(0, named=True)

    assert (row["level"], row["alive"], row["communicated"]) == ("unknown", 0.5, "not covered")


def test_silence_of_a_young_relation_says_nothing() -> None:
    """Connected last month and not a word yet: unknown; the same silence over years: worthless."""
    assert level_of(connected=TODAY - 30) is Level.UNKNOWN
    assert level_of(connected=TODAY - 3_000) is Level.WORTHLESS


def test_silence_before_the_first_message_of_all_says_nothing() -> None:
    """Where the messages go back a few months only, an old relation is unknown, not worthless."""
    young_archive = Coverage.of(Channel, since_day=TODAY - 100)

    assert level_of(connected=TODAY - 3_000, coverage=young_archive) is Level.UNKNOWN


def test_a_monthly_dialogue_over_years_is_strong() -> None:
    """People who have written each other every month for four years know each other."""
    assert level_of(*dialogue(1, range(TODAY - 1_460, TODAY, 30))) is Level.STRONG


def test_a_dialogue_once_a_year_is_average() -> None:
    """Somebody written with now and then is no stranger and no friend."""
    assert level_of(*dialogue(1, range(TODAY - 1_500, TODAY, 365))) is Level.AVERAGE


@pytest.mark.parametrize("interval", [7, 14, 30])
def test_a_strong_relation_stays_average_or_better_through_two_years_of_silence(interval: int) -> None:
    """Strong relations are kept, also when they are not active (G3.4): silence fades them slowly."""
    said = dialogue(1, range(TODAY - 1_460, TODAY, interval))

    assert level_of(*said) is Level.STRONG
    assert level_of(*said, day=TODAY + 730) in {Level.STRONG, Level.AVERAGE}


@pytest.mark.parametrize("channel", sorted(set(Channel) - {Channel.MESSAGE}))
@pytest.mark.parametrize("coverage", [ALL, Coverage(), Coverage.of([Channel.RECOMMENDATION])])
def test_no_single_other_channel_makes_strong(coverage: Coverage, channel: Channel) -> None:
    """However much kindness of one kind there is, it does not replace a word between two people."""
    kind = [
        Event(1, TODAY - step, channel=int(channel), direction=int(direction))
        for direction in (Direction.INBOUND, Direction.OUTBOUND)
        for step in range(30)
    ]
    groups = [Event(1, TODAY - step, others=2) for step in range(60)]

    for connected in (None, TODAY, TODAY - 4_000):
        assert level_of(*kind, *groups, connected=connected, coverage=coverage) is not Level.STRONG


def test_a_pitch_that_nobody_answered_is_worthless() -> None:
    """Four messages from a seller two years ago, and no answer."""
    pitch = [Event(1, TODAY - 700 + 9 * step, direction=int(Direction.INBOUND)) for step in range(4)]

    assert level_of(*pitch) is Level.WORTHLESS


def test_answering_lifts_more_than_another_message_of_ones_own() -> None:
    """Reciprocity is a modifier: the same number of messages is worth more when both write."""
    alone = [Event(1, TODAY - step) for step in range(0, 60, 10)]
    both = [Event(2, TODAY - step, direction=[-1, 1][step // 10 % 2]) for step in range(0, 60, 10)]
    frame = judged([*alone, *both], {1: 15_000, 2: 15_000})

    assert frame["score"][1] > frame["score"][0]


@FEW
@given(networks(), events)
def test_more_contact_never_lowers_the_level(network: Network, more: Event) -> None:
    """The level does not fall either, except where two levels were a toss-up and the spread has narrowed."""
    said, connected = network
    before, after = judged(said, connected), judged([*said, more], connected)

    for old, new in zip(before.to_dicts(), after.to_dicts(), strict=True):
        if "unknown" not in {old["level"], new["level"]} and not is_toss_up(old):
            assert LEVELS.index(new["level"]) >= LEVELS.index(old["level"])


def is_toss_up(row: dict[str, float]) -> bool:
    """Whether the two likeliest levels lie within two points of a hundred."""
    third, second, first = sorted(row[name] for name in ("p_strong", "p_average", "p_worthless"))
    return first - second < 0.02 and third < second


def test_judging_again_from_stored_features_gives_the_same() -> None:
    """The features hold all that the judgement needs: no second look at the messages."""
    frame = measured(dialogue(1, range(TODAY - 400, TODAY, 50)), {1: 15_000, 2: 16_000})
    stored = pl.DataFrame(frame.rows(), schema=frame.schema, orient="row")

    assert_frame_equal(judge(frame, day=TODAY, coverage=ALL), judge(stored, day=TODAY, coverage=ALL))
