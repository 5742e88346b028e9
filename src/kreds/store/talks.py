"""What passed between the owner and each relation alone, in numbers: from this rhythms and open questions are read."""

from collections.abc import Collection, Sequence

import numpy as np
import polars as pl
from sqlalchemy import Connection, Select, func, select

from kreds.model.interaction import Channel
from kreds.store.bulk import Ints, read_frame, read_integers
from kreds.store.tables import conversation_people, interactions, messages, party_people, people, relations

Persons = Select[tuple[int]]
"""A query that names people by number."""
_SAID = ("conversation", "at", "sender", "is_question")
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
    others = conversation_people.c
    theirs = select(others.conversation).where(others.person.in_(persons))
    alone = (
        select(others.conversation, func.min(others.person).label("person"))
        .where(others.conversation.in_(theirs))
        .group_by(others.conversation)
        .having(func.count() == 1)
    )
    pairs = read_integers(db, alone, ("conversation", "person"))
    columns, chosen = messages.c, select(alone.subquery().c.conversation)
    query = select(columns.conversation, columns.sent_at, columns.sender, columns.is_question)
    said = read_integers(db, query.where(columns.conversation.in_(chosen)), _SAID)
    sides = _sides(db)
    side = sides[said["sender"].clip(max=len(sides) - 1)]
    return (
        pl.DataFrame({
            "person": _table(pairs["conversation"], pairs["person"])[said["conversation"]],
            "conversation": said["conversation"],
            "at": said["at"],
            "mine": side == _MINE,
            "is_question": said["is_question"],
        })
        .filter(side != _NOBODY)
    )


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
