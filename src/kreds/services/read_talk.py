"""What passed between the owner and each relation, as far as an agenda needs it; reckoned once after each import."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl
from sqlalchemy import Connection, select

from kreds.cultivation.ties import Asked
from kreds.model.interaction import Channel, Direction
from kreds.services.judging import judging_day
from kreds.services.kept import Kept
from kreds.services.said_log import said_log
from kreds.services.standing import current_stamp
from kreds.store.database import Store
from kreds.store.tables import conversations, interactions, message_texts, party_people, relations
from kreds.store.talks import (
    Persons,
    all_relations,
    other_contact_days,
    talk_ends,
    talk_with,
    words_at,
    written_days,
)
from kreds.ties.engine import lazy, same_kind
from kreds.ties.features import CONTACT
from kreds.ties.silence import silence, silences

_EPOCH = date(1970, 1, 1).toordinal()
_SECONDS_A_DAY = 86_400
_AT_ONCE = 200
_UNFOLLOWED = "unfollow"
_OTHERS = frozenset(CONTACT) - {Channel.MESSAGE}


@dataclass(frozen=True, slots=True)
class Talk:
    """With one relation: see the fields of the same names of `kreds.cultivation.ties.Tie`."""

    active_days: int = 0
    usual_gap: float | None = None
    is_silent: bool = False
    unanswered_days: int = 0
    last_written: date | None = None
    asked: Asked | None = None


@dataclass(frozen=True, slots=True)
class Gifts:
    """What a relation has given that was not returned, and since when the owner follows them."""

    recommended: date | None = None
    endorsed: tuple[str, ...] = ()
    endorsed_on: date | None = None
    followed: date | None = None


@dataclass(frozen=True, slots=True)
class Talks:
    """All of them, by person."""

    talks: Mapping[int, Talk] = field(default_factory=dict)
    gifts: Mapping[int, Gifts] = field(default_factory=dict)


_kept: Kept[Talks] = Kept()


def read_talks(store: Store) -> Talks:
    """What passed between the owner and each relation; kept until the next import."""
    return _kept.get(store, current_stamp(store).messages, lambda: _read(store))


def _read(store: Store) -> Talks:
    with store.reading() as db:
        return Talks(talks_of(db, all_relations()), _gifts(db))


def talks_of(db: Connection, persons: Persons) -> dict[int, Talk]:
    """What was said with some relations; whom there are no messages with is left out.

    Days with messages were counted with the features, and how a conversation ended is seen at its end. Of those whom
    the person has logged contact with the features count that, too: their messages are read.
    """
    ends, others = talk_ends(db, persons), other_contact_days(db, persons, _OTHERS)
    found = _told(db, _rhythms(written_days(db, persons), ends, others, day=judging_day(db)), ends)
    logged = sorted({int(line.person, 16) for line in said_log(db)})
    for start in range(0, len(logged), _AT_ONCE):
        some = logged[start : start + _AT_ONCE]
        found = {person: talk for person, talk in found.items() if person not in set(some)}
        found |= talks_by_messages(db, persons.where(relations.c.person.in_(some)))
    return found


def talks_by_messages(db: Connection, persons: Persons) -> dict[int, Talk]:
    """The same from every message; ``persons`` is a query of the table of relations."""
    said, others = talk_with(db, persons), other_contact_days(db, persons, _OTHERS)
    days = said.select(
        "person",
        (pl.col("at") // _SECONDS_A_DAY).alias("day"),
        pl.lit(int(Channel.MESSAGE), pl.Int64).alias("channel"),
    )
    contact = pl.concat([days, others]).with_columns(pl.lit(0, pl.Int64).alias("others"))
    ends = said.with_columns(
        pl.col("at").filter(~pl.col("mine")).max().over("person").fill_null(-1).alias("last_in"),
        pl.col("at").filter(pl.col("mine")).max().over("person").fill_null(-1).alias("last_out"),
    )
    return _told(db, silence(contact, day=judging_day(db)), ends)


def _rhythms(written: pl.DataFrame, ends: pl.DataFrame, others: pl.DataFrame, *, day: int) -> pl.DataFrame:
    """The columns of `kreds.model.frames.SILENCES`."""
    first = ends.group_by("person").agg((pl.col("first_at").min() // _SECONDS_A_DAY).alias("first"))
    other = others.filter(pl.col("day") <= day).group_by("person").agg(pl.col("day").max().alias("other"))
    days = written.join(first, on="person").join(other, on="person", how="left")
    days = days.with_columns(pl.max_horizontal("last", "other").alias("latest"))
    return same_kind(silences(lazy(days), day=day), days)


def _told(db: Connection, rhythms: pl.DataFrame, ends: pl.DataFrame) -> dict[int, Talk]:
    """``ends`` has the messages since the two last wrote to each other: see `kreds.store.talks.talk_ends`."""
    last = ends.group_by("person").agg(pl.col("last_in", "last_out").max())
    since = ends.drop("last_in", "last_out").join(last, on="person")
    asked = _questions(since)
    threads, words = _threads(db, {thread for _, thread in asked.values()}), _words(db, asked)
    rows = (
        rhythms.join(_unanswered(since, last), on="person", how="full", coalesce=True)
        .select("person", "active_days", "usual_gap", "is_silent", "unanswered_days", "last_written")
        .iter_rows()
    )
    return {
        person: Talk(
            days or 0, gap, bool(silent), unanswered or 0, _day(written), _asked(asked.get(person), threads, words)
        )
        for person, days, gap, silent, unanswered, written in rows
    }


def _day(number: int | None) -> date | None:
    return None if number is None else date.fromordinal(_EPOCH + number)


def _unanswered(since: pl.DataFrame, last: pl.DataFrame) -> pl.DataFrame:
    """person, unanswered_days (on which the owner wrote after they last did), last_written (the owner's last day)."""
    after = since.filter(pl.col("mine") & (pl.col("at") > pl.col("last_in")))
    days = after.group_by("person").agg((pl.col("at") // _SECONDS_A_DAY).n_unique().alias("unanswered_days"))
    wrote = last.filter(pl.col("last_out") >= 0)
    wrote = wrote.select("person", (pl.col("last_out") // _SECONDS_A_DAY).alias("last_written"))
    return wrote.join(days, on="person", how="left")


def _questions(since: pl.DataFrame) -> dict[int, tuple[int, int]]:
    """By person: the last question of theirs after which the owner has not written (at, conversation)."""
    open_ = (
        since.filter(~pl.col("mine") & (pl.col("is_question") == 1) & (pl.col("at") > pl.col("last_out")))
        .sort("at", "conversation")
        .group_by("person", maintain_order=True)
        .last()
    )
    return {person: (at, thread) for person, at, thread in open_.select("person", "at", "conversation").iter_rows()}


def _threads(db: Connection, numbers: set[int]) -> dict[int, str]:
    """LinkedIn's own names of the conversations, by which an address opens them."""
    found: dict[int, str] = {}
    ordered = sorted(numbers)
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        query = select(conversations.c.id, conversations.c.source_key).where(conversations.c.id.in_(some))
        found.update(dict(db.execute(query).all()))
    return found


def _words(db: Connection, asked: Mapping[int, tuple[int, int]]) -> dict[tuple[int, int], str]:
    """The words of these messages (conversation, at), where texts are kept."""
    columns = message_texts.c
    if db.scalar(select(columns.conversation).limit(1)) is None:
        return {}
    found: dict[tuple[int, int], str] = {}
    for thread, at, text in words_at(db, sorted({(thread, at) for at, thread in asked.values()})):
        if "?" in text or (thread, at) not in found:
            found[thread, at] = text
    return found


def _asked(
    row: tuple[int, int] | None, threads: Mapping[int, str], words: Mapping[tuple[int, int], str]
) -> Asked | None:
    if row is None:
        return None
    at, thread = row
    return Asked(date.fromordinal(_EPOCH + at // _SECONDS_A_DAY), threads.get(thread, ""), words.get((thread, at), ""))


def _gifts(db: Connection) -> dict[int, Gifts]:
    """Recommendations and endorsements that were not returned, and whom the owner follows."""
    wanted = (Channel.RECOMMENDATION, Channel.ENDORSEMENT, Channel.FOLLOW)
    columns = interactions.c
    query = (
        select(party_people.c.person, columns.channel, columns.direction, columns.at, columns.detail)
        .join(party_people, party_people.c.party == columns.party)
        .where(columns.channel.in_([int(one) for one in wanted]))
        .order_by(columns.at)
    )
    told: dict[int, list[tuple[int, int, int | None, str]]] = defaultdict(list)
    for person, *row in db.execute(query).all():
        told[person].append(tuple(row))
    return {person: _gift(rows) for person, rows in told.items()}


_NOT_ACCEPTED = re.compile(r" \((?:pending|hidden|declined|rejected|requested|withdrawn|removed)\)$")
"""The end of a skill that the reader of endorsements has marked: nobody sees it on the profile, so it is no gift."""


def _gift(rows: Iterable[tuple[int, int, int | None, str]]) -> Gifts:
    """What the interactions (channel, direction, at, detail) with somebody come to, the oldest first."""
    recommended = endorsed_on = followed = None
    skills: list[str] = []
    returned: set[int] = set()
    ended = False
    for channel, direction, at, detail in rows:
        if channel == Channel.FOLLOW:
            if direction == Direction.OUTBOUND:
                followed, ended = at or followed, detail.lower() == _UNFOLLOWED
        elif direction == Direction.OUTBOUND:
            returned.add(channel)
        elif direction == Direction.INBOUND and channel == Channel.RECOMMENDATION:
            recommended = at or recommended
        elif direction == Direction.INBOUND and not _NOT_ACCEPTED.search(detail):
            skills.append(detail)
            endorsed_on = at or endorsed_on
    return Gifts(
        recommended=_moment(recommended) if Channel.RECOMMENDATION not in returned else None,
        endorsed=tuple(dict.fromkeys(filter(None, skills))) if Channel.ENDORSEMENT not in returned else (),
        endorsed_on=_moment(endorsed_on),
        followed=None if ended else _moment(followed),
    )


def _moment(at: int | None) -> date | None:
    return None if at is None else _day(at // _SECONDS_A_DAY)
