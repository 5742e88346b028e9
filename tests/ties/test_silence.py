"""Who is silent for longer than usual, and who is never called so."""

import polars as pl
import pytest
from hypothesis import given

from kreds.model.frames import SILENCES
from kreds.model.interaction import Channel, Direction
from kreds.ties.silence import SILENT_ACTIVE_DAYS, SILENT_LEAST_DAYS, SILENT_TIMES, silence
from tests.ties.networks import FEW, TODAY, Event, dialogue, interactions, networks


def silent(said: list[Event], *, day: int = TODAY) -> dict[str, float]:
    """The one row of some messages."""
    row: dict[str, float] = silence(interactions(said), day=day).row(0, named=True)
    return row


def every(gap: int, *, until: int, days: int = 6) -> list[Event]:
    """A dialogue every so many days, the last of them on ``until``."""
    return dialogue(1, range(until - gap * (days - 1), until + 1, gap))


def test_the_columns_are_those_of_the_model() -> None:
    """Names, order and types are those that `SILENCES` promises."""
    frame = silence(interactions(every(20, until=TODAY)), day=TODAY)
    assert {name: str(kind) for name, kind in frame.schema.items()} == SILENCES


def test_eight_usual_gaps_are_the_border() -> None:
    """One day beyond eight times the usual gap is silent; eight times is not."""
    border = round(20 * SILENT_TIMES)
    assert silent(every(20, until=TODAY - border))["is_silent"] == 0
    told = silent(every(20, until=TODAY - border - 1))
    assert (told["is_silent"], told["usual_gap"], told["silent_days"]) == (1, 20.0, border + 1)


def test_a_week_after_a_lively_week_is_no_silence() -> None:
    """However small the gap, a month has to go by."""
    assert silent(every(1, until=TODAY - SILENT_LEAST_DAYS))["is_silent"] == 0
    assert silent(every(1, until=TODAY - SILENT_LEAST_DAYS - 1))["is_silent"] == 1


@given(network=networks())
@FEW
def test_few_active_days_are_never_silent(network: tuple[list[Event], dict[int, int | None]]) -> None:
    """Whatever came and went: without five days of writing there is no usual gap to be silent beyond."""
    said, _ = network
    for row in silence(interactions(said), day=TODAY).rows(named=True):
        written = {
            event.day
            for event in said
            if event.person == row["person"] and event.channel == int(Channel.MESSAGE) and event.others == 0
        }
        assert row["active_days"] == len(written)
        assert row["active_days"] >= SILENT_ACTIVE_DAYS or not row["is_silent"]
        assert (row["usual_gap"] is None) == (len(written) == 1)


def test_any_contact_ends_a_silence() -> None:
    """An endorsement is contact; a private note and a mailing are not."""
    quiet = every(20, until=TODAY - 300)
    endorsed = Event(1, TODAY - 2, channel=int(Channel.ENDORSEMENT), direction=int(Direction.INBOUND))
    assert silent([*quiet, endorsed])["is_silent"] == 0
    assert silent([*quiet, endorsed])["usual_gap"] == 20.0
    unheard = [Event(1, TODAY - 2, channel=int(Channel.NOTE)), Event(1, TODAY - 1, others=9)]
    assert silent([*quiet, *unheard])["is_silent"] == 1


def test_what_comes_later_is_not_known_yet() -> None:
    """As of an earlier day only what had happened by then counts, in whatever order the rows are."""
    said = every(20, until=TODAY)
    then = TODAY - 40
    by_then = [event for event in said if event.day <= then]
    assert silent(said[::-1], day=then) == silent(by_then, day=then)


@pytest.mark.parametrize("said", [[], [Event(1, TODAY, channel=int(Channel.INVITATION))]])
def test_who_never_wrote_is_not_told_of(said: list[Event]) -> None:
    """Without one-to-one messages there is no row."""
    assert silence(interactions(said), day=TODAY).height == 0


def test_another_engine_says_the_same() -> None:
    """A plan that nothing has computed yet gives the same rows."""
    said = interactions(every(20, until=TODAY - 200))
    lazily = silence(said.lazy(), day=TODAY)
    assert isinstance(lazily, pl.LazyFrame)
    assert lazily.collect().equals(silence(said, day=TODAY))
