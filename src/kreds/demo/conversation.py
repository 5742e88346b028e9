"""Conversations and the columns of all messages in them."""

import base64
import random
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


class Kind(StrEnum):
    """What a conversation really is; only tests and benchmarks know."""

    DIRECT = "direct"
    """Between the owner and one relation."""
    STRANGER = "stranger"
    """Between the owner and one person who is no relation."""
    DELETED = "deleted"
    """With a member whose account is gone."""
    GROUP = "group"
    BLAST = "blast"
    """One message of a relation to many at once."""
    RECRUITER = "recruiter"
    """InMail with a subject, from somebody who is no relation."""
    SPAM = "spam"
    SPONSORED = "sponsored"


@dataclass(frozen=True, slots=True)
class Party:
    """One counterpart: the name as shown, the profile address (empty when gone), the name used in a greeting."""

    name: str
    url: str
    first: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """One thread; ``parties`` leaves the owner out, ``relation`` is an index or -1."""

    id: str
    kind: Kind
    parties: tuple[Party, ...]
    language: str
    relation: int = -1
    title: str = ""
    subject: str = ""
    folder: str = "INBOX"


@dataclass(frozen=True, slots=True)
class MessageTable:
    """All messages by column, any order.

    ``sender`` is 0 for the owner and k for ``parties[k - 1]``; ``at`` is seconds since 1970 in UTC; ``text`` a number
    in the text pool.
    """

    conversation: NDArray[np.int32]
    at: NDArray[np.int64]
    sender: NDArray[np.int8]
    text: NDArray[np.int32]
    draft: NDArray[np.bool_]
    attachment: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.at)

    def rows(self, chosen: NDArray[np.intp] | NDArray[np.bool_]) -> "MessageTable":
        """The chosen rows, in the order they are named."""
        return MessageTable(
            self.conversation[chosen],
            self.at[chosen],
            self.sender[chosen],
            self.text[chosen],
            self.draft[chosen],
            self.attachment[chosen],
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a conversation that is written out by hand."""

    at: int
    sender: int
    text: int
    draft: bool = False


def table_of(lines: list[tuple[int, Line]]) -> MessageTable:
    """Columns of (conversation index, line) pairs."""
    return MessageTable(
        np.array([index for index, _ in lines], dtype=np.int32),
        np.array([line.at for _, line in lines], dtype=np.int64),
        np.array([line.sender for _, line in lines], dtype=np.int8),
        np.array([line.text for _, line in lines], dtype=np.int32),
        np.array([line.draft for _, line in lines], dtype=np.bool_),
        np.zeros(len(lines), dtype=np.bool_),
    )


def joined(tables: list[MessageTable]) -> MessageTable:
    """One table under the other."""
    return MessageTable(
        np.concatenate([table.conversation for table in tables]),
        np.concatenate([table.at for table in tables]),
        np.concatenate([table.sender for table in tables]),
        np.concatenate([table.text for table in tables]),
        np.concatenate([table.draft for table in tables]),
        np.concatenate([table.attachment for table in tables]),
    )


def newest_first(table: MessageTable, conversations: int) -> MessageTable:
    """Threads by their last message, newest first, and so within each: the order LinkedIn writes."""
    last = np.zeros(conversations, dtype=np.int64)
    np.maximum.at(last, table.conversation, table.at)
    order = np.lexsort((-table.at, table.conversation, -last[table.conversation]))
    return table.rows(order)


def new_id(rng: random.Random) -> str:
    """An opaque thread id of LinkedIn's shape."""
    raw = f"{rng.getrandbits(128):032x}_100".encode()
    return "2-" + base64.b64encode(raw).decode()
