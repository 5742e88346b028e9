"""What passed between the owner and each relation, as far as an agenda needs it; reckoned once after each import."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl
from sqlalchemy import Connection, and_, select

from kreds.cultivation.ties import Asked
from kreds.model.interaction import Channel, Direction
from kreds.services.kept import Kept
from kreds.services.read_frames import frames
from kreds.services.standing import current_stamp
from kreds.store.database import Store
from kreds.store.tables import conversations, interactions, message_texts, party_people
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
    found = frames(store)
    one_to_one = found.interactions.filter(pl.col("others") == 0)
    said = one_to_one.filter(pl.col("channel") == int(Channel.MESSAGE))
    rows: dict[int, dict[str, object]] = defaultdict(dict)
    for frame in (silence(found.interactions, day=found.day), _unanswered(said)):
        for row in frame.iter_rows(named=True):
            rows[row["person"]].update(row)
    asked = _questions(said)
    with store.reading() as db:
        threads = _threads(db, {row["conversation"] for row in asked.values()})
        words = _words(db, asked)
        gifts = _gifts(db)
    return Talks(
        {
            person: Talk(
                active_days=int(str(row.get("active_days") or 0)),
                usual_gap=float(str(row["usual_gap"])) if row.get("usual_gap") is not None else None,
                is_silent=bool(row.get("is_silent")),
                unanswered_days=int(str(row.get("unanswered_days") or 0)),
                last_written=_day(row.get("last_written")),
                asked=_asked(person, asked, threads, words),
            )
            for person, row in rows.items()
        },
        gifts,
    )


def _day(number: object) -> date | None:
    return None if number is None else date.fromordinal(_EPOCH + int(str(number)))


def _unanswered(said: pl.DataFrame) -> pl.DataFrame:
    """person, unanswered_days (on which the owner wrote after they last did), last_written (the owner's last day)."""
    inbound = pl.col("direction") == int(Direction.INBOUND)
    last_in = said.filter(inbound).group_by("person").agg(pl.col("at").max().alias("last_in"))
    mine = said.filter(~inbound).join(last_in, on="person", how="left")
    after = pl.col("day").filter(pl.col("at") > pl.col("last_in").fill_null(-1)).n_unique()
    return mine.group_by("person").agg(after.alias("unanswered_days"), pl.col("day").max().alias("last_written"))


def _questions(said: pl.DataFrame) -> dict[int, dict[str, int]]:
    """By person: the last question of theirs after which the owner has not written (at, conversation)."""
    inbound = pl.col("direction") == int(Direction.INBOUND)
    last_out = said.filter(~inbound).group_by("person").agg(pl.col("at").max().alias("last_out"))
    open_ = (
        said.filter(inbound & (pl.col("is_question") == 1))
        .join(last_out, on="person", how="left")
        .filter(pl.col("at") > pl.col("last_out").fill_null(-1))
        .sort("at")
        .group_by("person", maintain_order=True)
        .last()
    )
    return {row["person"]: row for row in open_.select("person", "at", "conversation").iter_rows(named=True)}


def _threads(db: Connection, numbers: set[int]) -> dict[int, str]:
    """LinkedIn's own names of the conversations, by which an address opens them."""
    found: dict[int, str] = {}
    ordered = sorted(numbers)
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        query = select(conversations.c.id, conversations.c.source_key).where(conversations.c.id.in_(some))
        found.update(dict(db.execute(query).all()))
    return found


def _words(db: Connection, asked: Mapping[int, Mapping[str, int]]) -> dict[tuple[int, int], str]:
    """The words of these messages, where texts are kept."""
    columns = message_texts.c
    if db.scalar(select(columns.conversation).limit(1)) is None:
        return {}
    wanted = {(row["conversation"], row["at"]) for row in asked.values()}
    times = sorted({at for _, at in wanted})
    found: dict[tuple[int, int], str] = {}
    for start in range(0, len(times), _AT_ONCE):
        some = times[start : start + _AT_ONCE]
        threads = sorted({thread for thread, at in wanted if some[0] <= at <= some[-1]})
        those = and_(columns.conversation.in_(threads), columns.sent_at.in_(some))
        for thread, at, text in db.execute(select(columns.conversation, columns.sent_at, columns.text).where(those)):
            if (thread, at) in wanted and ("?" in text or (thread, at) not in found):
                found[thread, at] = text
    return found


def _asked(
    person: int,
    asked: Mapping[int, Mapping[str, int]],
    threads: Mapping[int, str],
    words: Mapping[tuple[int, int], str],
) -> Asked | None:
    row = asked.get(person)
    if row is None:
        return None
    day = _day(row["at"] // _SECONDS_A_DAY) or date.min
    return Asked(day, threads.get(row["conversation"], ""), words.get((row["conversation"], row["at"]), ""))


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
    told: dict[int, dict[tuple[int, int], list[tuple[int | None, str]]]] = defaultdict(lambda: defaultdict(list))
    for person, channel, direction, at, detail in db.execute(query):
        told[person][channel, direction].append((at, detail))
    return {person: _gift(found) for person, found in told.items()}


def _gift(found: Mapping[tuple[int, int], list[tuple[int | None, str]]]) -> Gifts:
    def days(channel: Channel, direction: Direction) -> list[date]:
        return [_day(at // _SECONDS_A_DAY) or date.min for at, _ in found.get((channel, direction), ()) if at]

    recommended = days(Channel.RECOMMENDATION, Direction.INBOUND)
    returned = (Channel.RECOMMENDATION, Direction.OUTBOUND) in found
    skills = tuple(dict.fromkeys(text for _, text in found.get((Channel.ENDORSEMENT, Direction.INBOUND), ()) if text))
    repaid = (Channel.ENDORSEMENT, Direction.OUTBOUND) in found
    follows = found.get((Channel.FOLLOW, Direction.OUTBOUND), [])
    ended = bool(follows) and follows[-1][1].lower() == _UNFOLLOWED
    return Gifts(
        recommended=max(recommended) if recommended and not returned else None,
        endorsed=() if repaid else skills,
        endorsed_on=max(days(Channel.ENDORSEMENT, Direction.INBOUND), default=None),
        followed=None if ended else max(days(Channel.FOLLOW, Direction.OUTBOUND), default=None),
    )
