"""What passed between the owner and each relation, as far as an agenda needs it; reckoned once after each import."""

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
from kreds.services.standing import current_stamp
from kreds.store.database import Store
from kreds.store.tables import conversations, interactions, message_texts, party_people
from kreds.store.talks import Persons, all_relations, other_contact_days, talk_with, words_at
from kreds.ties.features import CONTACT
from kreds.ties.silence import silence

_EPOCH = date(1970, 1, 1).toordinal()
_SECONDS_A_DAY = 86_400
_AT_ONCE = 200
_UNFOLLOWED = "unfollow"


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
        said = talk_with(db, all_relations())
        return Talks(_talks(db, said, all_relations(), _questions(said)), _gifts(db))


def read_rhythms(db: Connection, persons: Persons) -> dict[int, Talk]:
    """The same of some relations alone, without their questions; whom there are no messages with is left out."""
    return _talks(db, talk_with(db, persons), persons, {})


def _talks(
    db: Connection, said: pl.DataFrame, persons: Persons, asked: Mapping[int, tuple[int, int]]
) -> dict[int, Talk]:
    contact = (
        _days(said).with_columns(pl.lit(int(Channel.MESSAGE), pl.Int64).alias("channel")),
        other_contact_days(db, persons, set(CONTACT) - {Channel.MESSAGE}),
    )
    rhythm = silence(pl.concat(contact).with_columns(pl.lit(0, pl.Int64).alias("others")), day=judging_day(db))
    threads = _threads(db, {thread for _, thread in asked.values()})
    words = _words(db, asked)
    rows = (
        rhythm.join(_unanswered(said), on="person", how="full", coalesce=True)
        .select("person", "active_days", "usual_gap", "is_silent", "unanswered_days", "last_written")
        .iter_rows()
    )
    return {
        person: Talk(
            days or 0, gap, bool(silent), unanswered or 0, _day(written), _asked(asked.get(person), threads, words)
        )
        for person, days, gap, silent, unanswered, written in rows
    }


def _days(said: pl.DataFrame) -> pl.DataFrame:
    """person, day: each day of each conversation once, as far as its messages stand beside each other."""
    days = said.select("person", "conversation", (pl.col("at") // _SECONDS_A_DAY).alias("day"))
    is_other = (pl.col("day") != pl.col("day").shift(1)) | (pl.col("conversation") != pl.col("conversation").shift(1))
    return days.filter(is_other.fill_null(value=True)).select("person", "day")


def _day(number: int | None) -> date | None:
    return None if number is None else date.fromordinal(_EPOCH + number)


def _unanswered(said: pl.DataFrame) -> pl.DataFrame:
    """person, unanswered_days (on which the owner wrote after they last did), last_written (the owner's last day)."""
    day = pl.col("at") // _SECONDS_A_DAY
    sides = said.group_by("person").agg(
        pl.col("at").filter(~pl.col("mine")).max().fill_null(-1).alias("last_in"),
        day.filter(pl.col("mine")).max().alias("last_written"),
    )
    mine = said.filter("mine").join(sides, on="person").filter(pl.col("at") > pl.col("last_in"))
    after = mine.group_by("person").agg(day.n_unique().alias("unanswered_days"))
    wrote = sides.filter(pl.col("last_written").is_not_null()).select("person", "last_written")
    return wrote.join(after, on="person", how="left")


def _questions(said: pl.DataFrame) -> dict[int, tuple[int, int]]:
    """By person: the last question of theirs after which the owner has not written (at, conversation)."""
    last_out = said.filter("mine").group_by("person").agg(pl.col("at").max().alias("last_out"))
    open_ = (
        said.filter(~pl.col("mine") & (pl.col("is_question") == 1))
        .join(last_out, on="person", how="left")
        .filter(pl.col("at") > pl.col("last_out").fill_null(-1))
        .sort("at")
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
        elif direction == Direction.INBOUND:
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
