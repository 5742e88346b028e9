"""Small invented networks for the tests of the room ties."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

import polars as pl
from hypothesis import settings
from hypothesis import strategies as st

from kreds.model.frames import INTERACTIONS, RELATIONS
from kreds.model.interaction import Channel, Direction
from kreds.ties import Coverage, features, judge

TODAY = 20_000
FEW = settings(max_examples=30, deadline=None)
"""Each example is a whole network of five, judged twice."""
ALL = Coverage.of(Channel, since_day=14_000)
"""Everything a download can hold, messages since 2008."""


@dataclass(frozen=True)
class Event:
    """One interaction; a message to the other unless said otherwise."""

    person: int
    day: int
    channel: int = int(Channel.MESSAGE)
    direction: int = int(Direction.OUTBOUND)
    others: int = 0
    is_question: int = 0
    length: int = 40


def interactions(events: Iterable[Event]) -> pl.DataFrame:
    """The frame `INTERACTIONS` of some events."""
    schema = {name: getattr(pl, kind) for name, kind in INTERACTIONS.items()}
    rows = [{**asdict(event), "at": event.day * 86_400, "conversation": event.person} for event in events]
    return pl.DataFrame(rows, schema=schema)


def relations(connected: dict[int, int | None]) -> pl.DataFrame:
    """The frame `RELATIONS` of people and the day they connected."""
    schema = {name: getattr(pl, kind) for name, kind in RELATIONS.items()}
    rows = [{"person": who, "connected_day": day, "is_connected": 1} for who, day in connected.items()]
    return pl.DataFrame(rows, schema=schema)


def measured(events: Sequence[Event], connected: dict[int, int | None], *, day: int = TODAY) -> pl.DataFrame:
    """The features of a network, by person."""
    return features(interactions(events), relations(connected), day=day).sort("person")


def judged(
    events: Sequence[Event], connected: dict[int, int | None], *, day: int = TODAY, coverage: Coverage = ALL
) -> pl.DataFrame:
    """The judgement of a network, by person."""
    return judge(measured(events, connected, day=day), day=day, coverage=coverage)


def dialogue(person: int, days: Iterable[int]) -> list[Event]:
    """A question and an answer on each of the days."""
    return [
        Event(person, day, direction=int(direction))
        for day in days
        for direction in (Direction.OUTBOUND, Direction.INBOUND)
    ]


people = st.integers(1, 5)
days = st.integers(TODAY - 4_000, TODAY)
events = st.builds(
    Event,
    person=people,
    day=days,
    channel=st.sampled_from([int(channel) for channel in Channel] + [int(Channel.MESSAGE)] * 6),
    direction=st.sampled_from([int(Direction.INBOUND), int(Direction.OUTBOUND)]),
    others=st.sampled_from([0, 0, 0, 0, 1, 4, 5, 80]),
    is_question=st.sampled_from([0, 1]),
    length=st.sampled_from([0, 40]),
)
"""An interaction of one of five people, in the last eleven years."""


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[Event], dict[int, int | None]]:
    """Interactions of five relations, one of whom connected on a day nobody knows."""
    said = draw(st.lists(events, max_size=40))
    connected: dict[int, int | None] = {who: draw(days) for who in range(1, 5)}
    return said, {**connected, 5: None}


def moved(event: Event, person: int) -> Event:
    """The same interaction with somebody else."""
    return replace(event, person=person)
