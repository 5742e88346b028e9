"""Signs: seen, not seen, or not covered."""

import pytest

from kreds.model.interaction import Channel
from kreds.ties import Coverage
from tests.ties.networks import ALL, TODAY, Event, judged

NO_MESSAGES = Coverage.of(set(Channel) - {Channel.MESSAGE})


def signs(*said: Event, coverage: Coverage = ALL) -> dict[str, str]:
    """The four signs of person 1."""
    return (
        judged(said, {1: 15_000}, coverage=coverage)
        .select("communicated", "met", "common_ground", "content")
        .row(0, named=True)
    )


@pytest.mark.parametrize("direction", [-1, 1])
def test_any_message_between_two_is_communication(direction: int) -> None:
    """Written to or written by: the two have communicated, and the sources show it."""
    assert signs(Event(1, TODAY, direction=direction))["communicated"] == "seen"


def test_silence_is_evidence_only_where_messages_are_covered() -> None:
    """Absent messages are not seen in an archive that has messages, and not covered in one that has none (H1)."""
    assert signs()["communicated"] == "not seen"
    assert signs(coverage=NO_MESSAGES)["communicated"] == "not covered"


def test_a_group_or_a_mailing_is_no_communication() -> None:
    """What was written to others as well does not show that the two have talked."""
    assert signs(Event(1, TODAY, others=2), Event(1, TODAY, direction=-1, others=90))["communicated"] == "not seen"


@pytest.mark.parametrize("channel", [Channel.RECOMMENDATION, Channel.ENDORSEMENT])
def test_vouching_shows_common_ground(channel: Channel) -> None:
    """Who recommends or endorses another shares a profession with them."""
    assert signs(Event(1, TODAY, channel=int(channel)))["common_ground"] == "seen"


def test_missing_praise_does_not_show_that_there_is_no_common_ground() -> None:
    """Colleagues of twenty years seldom endorse each other."""
    assert signs()["common_ground"] == "not covered"


def test_a_download_never_covers_meetings_nor_what_others_do_with_posts() -> None:
    """Reactions in an archive are the owner's own and name no counterpart (linkedin_formats.md 3.5)."""
    channels = (channel for channel in Channel if channel not in (Channel.MEETING, Channel.REACTION))
    shown = signs(*(Event(1, TODAY, channel=int(channel)) for channel in channels))

    assert (shown["met"], shown["content"]) == ("not covered", "not covered")


def test_a_calendar_shows_meetings_and_never_their_lack() -> None:
    """Whoever had a meeting of few has met the owner; that there is none in a calendar shows nothing (H1)."""
    seen, large = (signs(Event(1, TODAY, channel=int(Channel.MEETING), others=others)) for others in (1, 50))

    assert (seen["met"], large["met"]) == ("seen", "not covered")
