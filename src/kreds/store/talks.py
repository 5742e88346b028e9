"""What passed between the owner and each relation alone, in numbers: from this rhythms and open questions are read."""

from collections.abc import Collection, Sequence

import numpy as np
import polars as pl
from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, not_, select

from kreds.model.interaction import Channel
from kreds.store.bulk import Ints, read_frame, read_integers
from kreds.store.tables import conversation_people, features, interactions, messages, party_people, people, relations

Persons = Select[tuple[int]]
"""A query that names people by number."""
_SAID = ("conversation", "at", "sender", "is_question")
_ENDS = ("person", "conversation", "first_at", "last_in", "last_out")
_NOBODY, _THEIRS, _MINE = 0, 1, 2
_SECONDS_A_DAY = 86_400
_PAIRS_AT_ONCE = 500


def all_relations() -> Persons:
    """Everybody the owner is or was connected to."""
    return select(relations.c.person)


def talk_with(db: Connection, persons: Persons) -> pl.DataFrame:
    """Messages between the owner and one of these people alone: person, conversation, at, mine, is_question.

    They are the one-to-one messages of `kreds.resolve.exchanges`. Who takes part in which conversation was worked out
    with the network: where nobody but one takes part, whatever the owner wrote went to that one, and whatever anybody
    wrote who is somebody came from them. So neither audiences nor names are read.
    """
    alone = _alone(persons)
    pairs = read_integers(db, alone, ("conversation", "person"))
    columns, chosen = messages.c, select(alone.subquery().c.conversation)
    query = select(columns.conversation, columns.sent_at, columns.sender, columns.is_question)
    said = read_integers(db, query.where(columns.conversation.in_(chosen)), _SAID)
    sides = _sides(db)
    side = sides[said["sender"].clip(max=len(sides) - 1)]
    return pl.DataFrame(
        {
            "person": _table(pairs["conversation"], pairs["person"])[said["conversation"]],
            "conversation": said["conversation"],
            "at": said["at"],
            "mine": side == _MINE,
            "is_question": said["is_question"],
        }
    ).filter(side != _NOBODY)


def talk_ends(db: Connection, persons: Persons) -> pl.DataFrame:
    """Where each conversation between the owner and one of these people alone began and how it ended.

    One row for each message since both had written, so of the one who wrote last, and one at least: person,
    conversation, first_at, last_in, last_out (moments; -1 for never), at (null where there is none), mine,
    is_question. It takes a few looks into each conversation, and not each message of it.
    """
    columns = messages.c
    alone = _alone(persons).subquery()

    def moment(is_of: ColumnElement[bool], *, newest: bool) -> ColumnElement[int]:
        place = columns.sent_at.desc() if newest else columns.sent_at
        found = select(columns.sent_at).where(columns.conversation == alone.c.conversation, is_of)
        return func.coalesce(found.order_by(place).limit(1).scalar_subquery(), -1)

    known, own = select(party_people.c.party), columns.sender.in_(_owner_parties())
    is_theirs = and_(columns.sender.in_(known), not_(own))
    moments = select(
        alone.c.person,
        alone.c.conversation,
        moment(columns.sender.in_(known), newest=False).label("first_at"),
        moment(is_theirs, newest=True).label("last_in"),
        moment(own, newest=True).label("last_out"),
    )
    # All rows differ: that they are asked to keeps SQLite from looking for each moment again wherever it is named.
    ends = moments.distinct().subquery()
    both = case((ends.c.last_in < ends.c.last_out, ends.c.last_in), else_=ends.c.last_out)
    since = and_(columns.conversation == ends.c.conversation, columns.sent_at > both, columns.sender.in_(known))
    told = (*(ends.c[name] for name in _ENDS), columns.sent_at, case((own, 1), else_=0), columns.is_question)
    query = select(*told).select_from(ends.outerjoin(messages, since))
    frame = read_frame(db, query, dict.fromkeys((*_ENDS, "at", "mine", "is_question"), "Int64"))
    return frame.with_columns(pl.col("mine") == 1)


def _alone(persons: Persons) -> Select[tuple[int, int]]:
    """The conversations that one of these people and the owner have for themselves: conversation, person."""
    others = conversation_people.c
    theirs = select(others.conversation).where(others.person.in_(persons))
    return (
        select(others.conversation, func.min(others.person).label("person"))
        .where(others.conversation.in_(theirs))
        .group_by(others.conversation)
        .having(func.count() == 1)
    )


def _owner_parties() -> Select[tuple[int]]:
    return select(party_people.c.party).join(people, people.c.id == party_people.c.person).where(people.c.is_owner == 1)


def written_days(db: Connection, persons: Persons) -> pl.DataFrame:
    """As the features say: person, active_days with messages between the two, and the day of the ``last``."""
    columns = features.c
    names = ("person", "active_days", "last_in_day", "last_out_day")
    query = select(*(columns[name] for name in names)).where(columns.person.in_(persons), columns.active_days > 0)
    last = pl.max_horizontal("last_in_day", "last_out_day").alias("last")
    return read_frame(db, query, dict.fromkeys(names, "Int64")).select("person", "active_days", last)


def _sides(db: Connection) -> Ints:
    """Whose each party is, by its number; the last place is nobody's."""
    query = select(party_people.c.party, people.c.is_owner).join(people, people.c.id == party_people.c.person)
    known = read_integers(db, query, ("party", "is_owner"))
    return np.append(_table(known["party"], np.where(known["is_owner"] == 1, _MINE, _THEIRS)), _NOBODY)


def _table(places: Ints, values: Ints) -> Ints:
    """Values by place, 0 where there is none; numbers of the store are dense."""
    table = np.zeros(int(places.max(initial=0)) + 1, dtype=np.int64)
    table[places] = values
    return table


def other_contact_days(db: Connection, persons: Persons, channels: Collection[Channel]) -> pl.DataFrame:
    """The days with something else than a message between the owner and one of these people: person, day, channel."""
    columns = interactions.c
    query = (
        select(party_people.c.person, columns.at, columns.channel)
        .join(party_people, party_people.c.party == columns.party)
        .where(columns.at.is_not(None), columns.channel.in_([int(one) for one in channels]))
        .where(party_people.c.person.in_(persons))
    )
    frame = read_frame(db, query, dict.fromkeys(("person", "at", "channel"), "Int64"))
    return frame.select("person", (pl.col("at") // _SECONDS_A_DAY).alias("day"), "channel")


def words_at(db: Connection, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """The kept texts of messages: conversation, moment, text, of each conversation at its moment."""
    found: list[tuple[int, int, str]] = []
    for start in range(0, len(pairs), _PAIRS_AT_ONCE):
        # Numbers of our own, written out: thousands of parameters take longer to hand over than the rows to find.
        wanted = ", ".join(f"({int(thread)}, {int(at)})" for thread, at in pairs[start : start + _PAIRS_AT_ONCE])
        rows = db.exec_driver_sql(
            f"WITH wanted(conversation, sent_at) AS (VALUES {wanted}) "  # noqa: S608 (whole numbers)
            "SELECT texts.conversation, texts.sent_at, texts.text FROM wanted JOIN message_texts AS texts "
            "ON texts.conversation = wanted.conversation AND texts.sent_at = wanted.sent_at"
        )
        found += [(thread, at, text) for thread, at, text in rows.all()]
    return found
