"""What the owner did by day, as the files tell it: alone on the feed, for somebody, in answers to questions."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

import polars as pl
from sqlalchemy import Connection, func, select

from kreds.model.interaction import Channel, Direction
from kreds.model.record import ActivityKind
from kreds.store.bulk import read_frame
from kreds.store.tables import (
    activities,
    archives,
    conversation_people,
    files,
    interactions,
    messages,
    party_people,
    people,
)

_SECONDS_A_DAY = 86_400
_EPOCH = date(1970, 1, 1).toordinal()
_NOT_THERE = ("RELINQUISHED", "REQUESTED", "DECLINED", "REJECTED")
"""Answers to the invitation to an event that are no yes."""
_UNFOLLOWED = "UNFOLLOW"


class GestureDay(NamedTuple):
    """Something done for one person on a day: ``person`` is 0 where the files name nobody that is known."""

    person: int
    channel: Channel
    day: date


def activity_days(db: Connection) -> list[tuple[ActivityKind, date, int]]:
    """How often each kind of thing was done on which day; what has no date is left out."""
    columns = activities.c
    day = columns.at // _SECONDS_A_DAY
    query = (
        select(columns.kind, day, func.count())
        .where(columns.at.is_not(None), columns.kind.in_([kind.value for kind in ActivityKind]))
        .where((columns.kind != ActivityKind.EVENT.value) | func.upper(columns.text).not_in(_NOT_THERE))
        .group_by(columns.kind, day)
    )
    return [(ActivityKind(kind), _date(number), count) for kind, number, count in db.execute(query)]


def gesture_days(db: Connection, channels: Collection[Channel]) -> list[GestureDay]:
    """What the owner did for whom on which day; several skills of one person endorsed in a day are one."""
    columns = interactions.c
    query = (
        select(columns.party, party_people.c.person, columns.channel, columns.at)
        .join(party_people, party_people.c.party == columns.party, isouter=True)
        .where(
            columns.channel.in_([int(channel) for channel in channels]),
            columns.direction == int(Direction.OUTBOUND),
            columns.at.is_not(None),
            func.upper(columns.detail) != _UNFOLLOWED,
        )
    )
    told = {
        (person or -party, channel, at // _SECONDS_A_DAY): person or 0
        for party, person, channel, at in db.execute(query)
    }
    return [GestureDay(person, Channel(channel), _date(day)) for (_, channel, day), person in told.items()]


def talk_between_two(db: Connection, *, since: int) -> pl.DataFrame:
    """Messages between the owner and one other, from ``since`` (seconds) on: person, at, mine, is_question."""
    columns, others = messages.c, conversation_people.c
    alone = (
        select(others.conversation, func.min(others.person).label("person"))
        .group_by(others.conversation)
        .having(func.count() == 1)
    )
    owners = (
        select(party_people.c.party).join(people, people.c.id == party_people.c.person).where(people.c.is_owner == 1)
    )
    said = select(columns.conversation, columns.sent_at, columns.sender, columns.is_question)
    frame = read_frame(
        db,
        said.where(columns.sent_at >= since),
        dict.fromkeys(("conversation", "sent_at", "sender", "is_question"), "Int64"),
    )
    pairs = read_frame(db, alone, dict.fromkeys(("conversation", "person"), "Int64"))
    mine = pl.col("sender").is_in(sorted(db.scalars(owners)))
    return frame.join(pairs, on="conversation").select(
        "person", pl.col("sent_at").alias("at"), mine.cast(pl.Int64).alias("mine"), "is_question"
    )


def days_by_kind(db: Connection) -> Mapping[str, date]:
    """For each kind of file with rows the day of the newest archive that holds one; without a day it is missing.

    A file with nothing but its heading shows nothing. Of an archive that names no day of its own it is that of its
    newest dated row.
    """
    query = (
        select(files.c.kind, func.max(archives.c.as_of), func.max(files.c.last_day))
        .join(archives, archives.c.id == files.c.archive_id)
        .where(files.c.read > 0)
        .group_by(files.c.kind)
    )
    return {
        kind: date.fromisoformat(as_of or last_day) for kind, as_of, last_day in db.execute(query) if as_of or last_day
    }


def _date(number: int) -> date:
    return date.fromordinal(_EPOCH + int(number))
