"""From messages between parties to exchanges between the owner and each person.

Who takes part is counted by conversation: a message in a group is not one-to-one contact, however it is addressed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import polars as pl

from kreds.model.frames import INTERACTIONS
from kreds.model.interaction import Channel, Direction

SECONDS_A_DAY = 86_400
LARGEST_GROUP = 500
"""Members of larger circles get no exchange of their own; the size is still counted."""
_NOBODY = -1
_SCHEMA = {name: getattr(pl, kind) for name, kind in INTERACTIONS.items()}


class OtherRow(NamedTuple):
    """An exchange that is not a message; ``at`` is None when the source does not say."""

    person: int
    at: int | None
    channel: int
    direction: int
    detail: str
    length: int
    others: int = 0


@dataclass(frozen=True, slots=True)
class Exchanges:
    """The owner's exchanges (columns of `INTERACTIONS`), and who takes part in which conversation."""

    interactions: pl.DataFrame
    conversation_people: pl.DataFrame


def exchanges(
    messages: pl.DataFrame,
    audience_members: pl.DataFrame,
    *,
    of_party: Mapping[int, int],
    owners: frozenset[int],
    rows: Sequence[OtherRow] = (),
) -> Exchanges:
    """All exchanges of the owner.

    Args:
        messages: conversation, sent_at, sender, audience, is_question, length.
        audience_members: audience, party.
        of_party: party to person; parties that are nobody are missing.
        owners: the person numbers that are the owner.
        rows: of other channels; told twice (by two archives), counted once.
    """
    person_of = _lookup(of_party)
    mine = np.array(sorted(owners), dtype=np.int64)
    nobody = [_NOBODY, *mine.tolist()]
    members = _people_of(audience_members, "party", person_of).filter(~pl.col("person").is_in(nobody)).unique()
    messages = _people_of(messages, "sender", person_of)
    taking_part = conversation_people(messages, members, owners=owners)
    sizes = taking_part.group_by("conversation").agg(pl.len().alias("size"), pl.col("person").min().alias("only"))
    is_mine = pl.col("person").is_in(mine.tolist())
    messages = messages.with_columns(is_mine.alias("mine")).join(sizes, on="conversation", how="left")
    inbound = messages.filter(~pl.col("mine") & (pl.col("person") != _NOBODY))
    outbound = messages.filter(pl.col("mine")).drop("person").join(members, on="audience", how="left")
    # An own message whose recipients the source does not name went to the other one in the conversation.
    outbound = outbound.with_columns(
        pl.coalesce("person", pl.when(pl.col("size") == 1).then(pl.col("only"))).alias("person")
    ).filter(pl.col("person").is_not_null() & (pl.col("size") <= LARGEST_GROUP))
    frames = [_message_rows(inbound, Direction.INBOUND), _message_rows(outbound, Direction.OUTBOUND), _other_rows(rows)]
    return Exchanges(pl.concat(frames), taking_part)


def conversation_people(messages: pl.DataFrame, members: pl.DataFrame, *, owners: frozenset[int]) -> pl.DataFrame:
    """Everybody but the owner who wrote in a conversation or was written to: person, conversation; each pair once."""
    wrote = messages.select("person", "conversation").unique()
    read = messages.select("audience", "conversation").unique().join(members, on="audience")
    pairs = pl.concat([wrote, read.select("person", "conversation")]).unique()
    return pairs.filter((pl.col("person") != _NOBODY) & ~pl.col("person").is_in(sorted(owners)))


def _lookup(of_party: Mapping[int, int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Party number to person number as an array; parties are numbered densely by the store."""
    table = np.full(max(of_party, default=0) + 1, _NOBODY, dtype=np.int64)
    table[np.fromiter(of_party.keys(), dtype=np.int64, count=len(of_party))] = np.fromiter(
        of_party.values(), dtype=np.int64, count=len(of_party)
    )
    return table


def _people_of(frame: pl.DataFrame, column: str, person_of: np.ndarray[tuple[int], np.dtype[np.int64]]) -> pl.DataFrame:
    parties = frame.get_column(column).to_numpy()
    inside = np.where(parties < len(person_of), parties, 0)
    people = np.where(parties < len(person_of), person_of[inside], _NOBODY)
    return frame.drop(column).with_columns(pl.Series("person", people, dtype=pl.Int64))


def _message_rows(frame: pl.DataFrame, direction: Direction) -> pl.DataFrame:
    return frame.select(
        pl.col("person"),
        pl.col("sent_at").alias("at"),
        (pl.col("sent_at") // SECONDS_A_DAY).alias("day"),
        pl.lit(int(Channel.MESSAGE), pl.Int64).alias("channel"),
        pl.lit(int(direction), pl.Int64).alias("direction"),
        (pl.col("size").fill_null(1).cast(pl.Int64) - 1).clip(lower_bound=0).alias("others"),
        pl.col("is_question"),
        pl.col("length"),
        pl.col("conversation"),
    )


def _other_rows(rows: Sequence[OtherRow]) -> pl.DataFrame:
    unique = {row[:5]: row for row in sorted(rows, key=lambda row: row.length)}.values()
    values = [
        (row.person, row.at, _day(row.at), row.channel, row.direction, row.others, 0, row.length, 0) for row in unique
    ]
    return pl.DataFrame(values, schema=_SCHEMA, orient="row")


def _day(at: int | None) -> int | None:
    return None if at is None else at // SECONDS_A_DAY
