"""Why a relation is judged as it is, in words that add up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.model.interaction import Channel, Direction
from kreds.model.relation import Reason
from kreds.ties import Coverage, judge
from kreds.ties.explanation import explain
from kreds.ties.strength import BASE
from tests.ties.networks import ALL, FEW, TODAY, Event, dialogue, measured, networks

IN = int(Direction.INBOUND)


def day_of(number: int) -> date:
    """The date of a day number."""
    return date.fromordinal(date(1970, 1, 1).toordinal() + number)


def reasons_of(
    *said: Event, connected: int | None = 15_000, coverage: Coverage = ALL, day: int = TODAY
) -> tuple[Reason, ...]:
    """The reasons for the level of person 1."""
    frame = measured(said, {1: connected}, day=day)
    judgement = judge(frame, day=day, coverage=coverage)
    return explain(frame.row(0, named=True), judgement.row(0, named=True), day=day, coverage=coverage)


def told(*said: Event, connected: int | None = 15_000, coverage: Coverage = ALL) -> list[str]:
    """The reasons as English sentences."""
    return [reason.phrase.english() for reason in reasons_of(*said, connected=connected, coverage=coverage)]


@FEW
@given(networks(), st.sampled_from([ALL, Coverage(), Coverage.of([Channel.MESSAGE])]))
def test_contributions_and_base_add_up_to_the_score(
    network: tuple[list[Event], dict[int, int | None]], coverage: Coverage
) -> None:
    """Nothing that moved the score goes untold, and nothing is told twice."""
    frame = measured(*network)
    judgement = judge(frame, day=TODAY, coverage=coverage)
    for row, judged in zip(frame.to_dicts(), judgement.to_dicts(), strict=True):
        reasons = explain(row, judged, day=TODAY, coverage=coverage)
        weights = [abs(reason.contribution) for reason in reasons]

        assert BASE + sum(reason.contribution for reason in reasons) == pytest.approx(judged["score"], abs=1e-9)
        assert weights == sorted(weights, reverse=True)
        for reason in reasons:
            lines = [reason.phrase, *(evidence.phrase for evidence in reason.evidence)]
            assert all("%(" not in phrase.english() for phrase in lines)


def test_a_dialogue_is_told_with_days_counts_and_dates() -> None:
    """How often, in which direction, since when and until when."""
    reasons = reasons_of(*dialogue(1, [TODAY - 400, TODAY - 200, TODAY - 100]), Event(1, TODAY - 100, direction=IN))
    lines = {reason.phrase.english(): reason for reason in reasons}

    talk = lines["You have written with each other on 3 days"]
    assert talk.contribution > 0
    assert [(e.phrase.english(), e.day, e.source) for e in talk.evidence] == [
        ("4 messages to you", day_of(TODAY - 100), "messages.csv"),
        ("3 messages from you", day_of(TODAY - 100), "messages.csv"),
        ("They took it up anew 3 times", None, "messages.csv"),
    ]
    first = next(reason for reason in reasons if reason.phrase.text == "The first contact was on %(since)s")
    assert first.phrase.facts == {"since": day_of(TODAY - 400)}
    assert lines["No messages in 3 months"].contribution < 0
    assert not any("mostly" in line for line in lines)


def test_silence_is_told_with_since_when_it_could_have_been_broken() -> None:
    """Never written: how long that was covered, from the connection or from the first message of all."""
    (reason,) = reasons_of(connected=TODAY - 9 * 366)
    assert reason.phrase.english() == "You have never written with each other"
    assert reason.contribution < 0
    assert [(e.phrase.english(), e.day) for e in reason.evidence] == [
        ("No messages in 9 years", day_of(TODAY - 9 * 366))
    ]

    since = Coverage.of(Channel, since_day=TODAY - 800)
    (reason,) = reasons_of(connected=TODAY - 3_000, coverage=since)
    assert [e.phrase.english() for e in reason.evidence] == [
        "No messages in 2 years",
        f"Messages are covered since {day_of(TODAY - 800)}",
    ]


def test_a_bare_invitation_is_told_and_lowers_nothing() -> None:
    """Who invited whom without a word stands beside the silence, as in the deck."""
    bare = Event(1, TODAY - 3_000, channel=int(Channel.INVITATION), direction=IN, length=0)
    (reason,) = reasons_of(bare, connected=TODAY - 3_000)

    assert "You were invited without a word" in [e.phrase.english() for e in reason.evidence]
    assert reason.contribution == reasons_of(connected=TODAY - 3_000)[0].contribution


@pytest.mark.parametrize(("direction", "line"), [(IN, "Only they have written"), (1, "Only you have written")])
def test_one_sided_talk_is_told_as_such(direction: int, line: str) -> None:
    """A modifier that lowered the score is named, with who it was that wrote."""
    said = [Event(1, TODAY - step, direction=direction) for step in range(0, 50, 10)]

    assert line in told(*said)
    assert reasons_of(*said)[0].contribution > 0


def test_mostly_one_sided_talk_names_the_side() -> None:
    """Ten from them and one from the owner is mostly they."""
    said = [Event(1, TODAY - step, direction=IN) for step in range(10)]

    assert "It is mostly they who write" in told(*said, Event(1, TODAY - 20))


def test_other_channels_are_told_in_numbers() -> None:
    """One sentence for each, in the singular and the plural, with the file that says so."""
    said = [
        Event(1, TODAY - 10, channel=int(Channel.RECOMMENDATION), direction=IN),
        Event(1, TODAY - 10, channel=int(Channel.ENDORSEMENT), direction=1),
        Event(1, TODAY - 11, channel=int(Channel.ENDORSEMENT), direction=1),
        Event(1, TODAY - 12, channel=int(Channel.NOTE), direction=1),
        Event(1, TODAY - 13, channel=int(Channel.FOLLOW), direction=1),
        Event(1, TODAY - 14, others=3),
    ]
    lines = told(*said)

    for line in (
        "1 recommendation from them",
        "You have endorsed 2 of their skills",
        "You have 1 note about them",
        "You follow them",
        "1 message in conversations with a few others",
    ):
        assert line in lines
    praise = next(reason for reason in reasons_of(*said) if "recommendation" in reason.phrase.text)
    assert [evidence.source for evidence in praise.evidence] == ["Recommendations_Received.csv"]


def test_what_was_left_out_is_told_at_the_end_and_weighs_nothing() -> None:
    """Mailings do not count, and the reader is told so."""
    last = reasons_of(*[Event(1, TODAY - 3, direction=IN, others=60)] * 2)[-1]

    assert last.phrase.english() == "2 messages sent to many at once do not count"
    assert last.contribution == 0.0


def test_an_unknown_level_says_why_it_is_unknown() -> None:
    """Messages missing from the files, or a relation too young: told, with a contribution of 0."""
    missing = reasons_of(coverage=Coverage.of([Channel.INVITATION]))
    young = reasons_of(connected=TODAY - 20)

    assert [(reason.phrase.english(), reason.contribution) for reason in missing] == [
        ("Your messages are not among the files, so silence says nothing", 0.0)
    ]
    assert young[-1].phrase.english() == "It is too early for silence to say anything"
    assert [evidence.day for evidence in young[-1].evidence] == [day_of(TODAY - 20)]


def test_contact_by_another_channel_after_the_last_message_is_not_called_silence() -> None:
    """An endorsement is contact, so the sentence speaks of contact and not of messages."""
    said = [*dialogue(1, [TODAY - 1_000]), Event(1, TODAY - 800, channel=int(Channel.ENDORSEMENT), direction=IN)]

    assert "No contact for 2 years" in told(*said)
