"""What the person answers of a relation, and how much each of the guide's criteria weighs."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from kreds.model.criteria import Criterion
from kreds.model.frames import CONTEXT
from kreds.model.interaction import Channel
from kreds.model.level import Level
from kreds.ties import Coverage, features, judge
from kreds.ties.explanation import explain
from kreds.ties.strength import BASE, CONTRIBUTIONS, NO, YES
from kreds.ties.weights import CRITERIA, Weights
from tests.ties.networks import ALL, FEW, TODAY, Event, dialogue, events, interactions, networks, relations

Network = tuple[list[Event], dict[int, int | None]]
NOTHING = Weights(dict.fromkeys(Criterion, 0.0))
known = st.fixed_dictionaries({
    "colleague": st.sampled_from([0, 1]),
    **{name: st.sampled_from([-1, 0, 1]) for name in YES},
})  # fmt: skip


def measured(
    said: list[Event], connected: dict[int, int | None], *, day: int = TODAY, facts: dict[str, int] | None = None
) -> pl.DataFrame:
    """The features of a network, where the same is known of everybody."""
    rows = [{**dict.fromkeys(CONTEXT, 0), **(facts or {}), "person": who} for who in connected]
    context = pl.DataFrame(rows, schema=dict.fromkeys(CONTEXT, pl.Int64))
    return features(interactions(said), relations(connected), day=day, context=context).sort("person")


def scores(frame: pl.DataFrame, *, day: int = TODAY, weights: Weights | None = None) -> list[float]:
    """The scores of everybody."""
    return judge(frame, day=day, coverage=ALL, weights=weights or Weights())["score"].to_list()


def only(said: list[Event], facts: dict[str, int] | None = None, coverage: Coverage = ALL) -> dict[str, Any]:
    """The judgement of one relation of many years."""
    return judge(measured(said, {1: 15_000}, facts=facts), day=TODAY, coverage=coverage).row(0, named=True)


@pytest.mark.parametrize("question", YES)
def test_a_yes_lifts_and_a_no_lowers(question: str) -> None:
    """Each answer moves the score its own way, and either makes the judgement surer."""
    no, unsaid, yes = (only(dialogue(1, [TODAY - 400]), {question: answer}) for answer in (-1, 0, 1))

    assert no["score"] < unsaid["score"] < yes["score"]
    assert max(no["spread"], yes["spread"]) < unsaid["spread"]


def test_the_strong_relation_of_the_guide_is_strong_without_a_word() -> None:
    """Known well, met, and somebody to help: strong, also when no file shows anything for years (G1.8, G3.4)."""
    assert only([], {"knows": 1, "met": 1, "helps": 1})["level"] == Level.STRONG
    assert only([])["level"] == Level.WORTHLESS


def test_four_times_no_is_an_answer_where_no_source_covers_anything() -> None:
    """Unknown turns into worthless by the person's word, never by itself (H1)."""
    assert only([], coverage=Coverage())["level"] == Level.UNKNOWN
    assert only([], dict.fromkeys(YES, -1), Coverage())["level"] == Level.WORTHLESS


def test_signs_follow_the_answers() -> None:
    """Met is seen or not seen as the person says; nothing in common only when all three are denied (G3.6)."""
    strangers = only([], {"met": -1, "business": -1, "knows": -1})

    assert (only([], {"met": 1})["met"], strangers["met"], only([])["met"]) == ("seen", "not seen", "not covered")
    assert (strangers["common_ground"], only([], {"met": -1})["common_ground"]) == ("not seen", "not covered")
    assert {only([], {name: 1})["common_ground"] for name in ("business", "knows", "colleague")} == {"seen"}


@FEW
@given(networks(), events, known)
def test_more_contact_never_lowers_whatever_is_known(network: Network, more: Event, facts: dict[str, int]) -> None:
    """Answers, a shared workplace and praise change what contact is worth, never its sign."""
    said, connected = network
    before, after = (scores(measured(heard, connected, facts=facts)) for heard in (said, [*said, more]))

    assert min(b - a for a, b in zip(before, after, strict=True)) >= -3e-6


def test_an_old_message_does_not_lower_who_has_endorsed() -> None:
    """Praise without a word, then one word long ago: that word adds."""
    praise = Event(1, TODAY - 30, channel=int(Channel.ENDORSEMENT), direction=-1)
    for direction in (-1, 1):
        assert only([praise, Event(1, 15_001, direction=direction)])["score"] >= only([praise])["score"]


@FEW
@given(networks(), known, st.integers(1, 900))
def test_silence_never_raises_whatever_is_known(network: Network, facts: dict[str, int], later: int) -> None:
    """Forgiven silence is less silence, not a gain."""
    said, connected = network
    now, then = (scores(measured(said, connected, day=day, facts=facts), day=day) for day in (TODAY, TODAY + later))

    assert max(b - a for a, b in zip(now, then, strict=True)) <= 3e-6


@FEW
@given(networks(), known, st.dictionaries(st.sampled_from(Criterion), st.sampled_from([0.0, 0.5, 1.0, 1.5])))
def test_reasons_add_up_with_answers_and_criteria(
    network: Network, facts: dict[str, int], criteria: dict[Criterion, float]
) -> None:
    """Every answer is told by the weights that the person has chosen, once: meetings of the calendar say it already."""
    said, connected = network
    frame = measured(said, connected, facts=facts).head(1)
    weights = Weights(criteria)
    judgement = judge(frame, day=TODAY, coverage=ALL, weights=weights).row(0, named=True)
    reasons = explain(frame.row(0, named=True), judgement, day=TODAY, coverage=ALL, weights=weights)

    assert BASE + sum(reason.contribution for reason in reasons) == pytest.approx(judgement["score"], abs=1e-5)
    lines = " ".join(reason.phrase.english() for reason in reasons)
    met_anyway = facts["met"] > 0 and frame["meetings"].item() > 0
    assert lines.count("you say") == sum(facts[name] != 0 for name in YES) - met_anyway


@FEW
@given(networks(), known)
def test_criteria_switched_off_count_for_nothing_and_full_ones_as_by_default(
    network: Network, facts: dict[str, int]
) -> None:
    """With all of them off nobody differs; with all at one the judgement is the same to the last digit."""
    said, connected = network
    frame = measured(said, connected, facts=facts)
    full = Weights(dict.fromkeys(Criterion, 1.0))

    assert scores(frame, weights=NOTHING) == [BASE] * len(frame)
    assert_frame_equal(
        judge(frame, day=TODAY, coverage=ALL, weights=full), judge(frame, day=TODAY, coverage=ALL), check_exact=True
    )


def test_every_contribution_belongs_to_a_criterion() -> None:
    """Nothing weighs that the person cannot switch off, and every question has a yes and a no."""
    assert set(CRITERIA) == set(CONTRIBUTIONS)
    assert set(NO) == set(YES)
