"""The table of messages: a million rows in one go, each once.

A message is known by its conversation, its second and its words. The sender is not part of that: a member who changes
their address writes the same messages under another one in the next archive. Such pairs are kept as aliases.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import polars as pl
from sqlalchemy import Connection, select

from kreds.store.bulk import insert_columns, insert_rows, read_frame
from kreds.store.checksums import Sum, message_sum
from kreds.store.facts import Added
from kreds.store.tables import message_texts, messages

_KEY = ["conversation", "sent_at", "content_crc"]
_FULL_KEY = ["conversation", "sent_at", "sender", "content_crc"]
COLUMNS = tuple(column.name for column in messages.columns)
_SLICE = 200_000
"""Rows between two looks at whether to go on: a fifth of a second's work."""


@dataclass(slots=True)
class AddedMessages(Added):
    """With the sum of the rows that went in (for the ledger), and pairs of senders that turned out to be one."""

    total: Sum = field(default_factory=Sum)
    aliases: list[tuple[int, int]] = field(default_factory=list)


def has_messages(db: Connection) -> bool:
    """Whether any message is stored."""
    return db.execute(select(messages.c.sent_at).limit(1)).first() is not None


def add_messages(db: Connection, offered: pl.DataFrame, *, tick: Callable[[int], None]) -> AddedMessages:
    """Add the messages that are not known yet, in the order of the table's key.

    Args:
        offered: the columns of the table, numbers already those of the store.
        tick: called with the number of rows written so far; may raise to stop.
    """
    # Only the keys are sorted, and rows fetched slice by slice: a second copy of a million rows would be the peak.
    order = offered.select(_FULL_KEY).with_row_index("row").sort(*_FULL_KEY, "row")
    repeats = pl.all_horizontal(pl.col(name) == pl.col(name).shift(1) for name in _FULL_KEY).fill_null(value=False)
    order = order.filter(~repeats)
    added = AddedMessages(merged=len(offered) - len(order))
    columns = (messages.c.conversation, messages.c.sent_at, messages.c.content_crc, messages.c.sender)
    known = read_frame(db, select(*columns), {column.name: "Int64" for column in columns})
    if len(known):
        same = order.join(known.rename({"sender": "known_sender"}), on=_KEY)
        differ = same.filter(pl.col("sender") != pl.col("known_sender"))
        added.aliases = differ.select("sender", "known_sender").unique().rows()
        rows = len(order)
        order = order.join(known, on=_KEY, how="anti", maintain_order="left")
        added.unchanged = rows - len(order)
    places = order.get_column("row")
    for start in range(0, len(places), _SLICE):
        part = offered[places.slice(start, _SLICE)]
        values = {name: part.get_column(name).to_numpy() for name in COLUMNS}
        insert_columns(db, messages, values)
        added.total += message_sum(values)
        tick(min(start + _SLICE, len(places)))
    added.new = len(places)
    return added


def add_texts(db: Connection, rows: Iterator[tuple[int, int, int, int, str, str]]) -> None:
    """Keep subjects and words of messages, by the full key; those already kept stay."""
    columns = (*_FULL_KEY, "subject", "text")
    table = message_texts.c
    known = set(map(tuple, db.execute(select(table.conversation, table.sent_at, table.sender, table.content_crc))))
    fresh = {row[:4]: row for row in rows if row[:4] not in known}
    if fresh:
        insert_rows(db, message_texts, columns, sorted(fresh.values()))
