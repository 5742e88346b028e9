"""messages.csv, streamed row by row: a million messages never stand in memory as text."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from kreds.demo.conversation import Conversation, Kind, MessageTable
from kreds.demo.layout import Era
from kreds.demo.network import Network
from kreds.demo.table import Quoting, Row, Table

_NINE = (
    "CONVERSATION ID",
    "CONVERSATION TITLE",
    "FROM",
    "SENDER PROFILE URL",
    "TO",
    "DATE",
    "SUBJECT",
    "CONTENT",
    "FOLDER",
)
_TEN = (*_NINE[:5], "RECIPIENT PROFILE URLS", *_NINE[5:])
_HEADERS: Final = {
    Era.Y2020: _NINE,
    Era.Y2022: _NINE,
    Era.Y2023: _TEN,
    Era.Y2024: (*_TEN, "ATTACHMENTS", "IS MESSAGE DRAFT", "IS CONVERSATION DRAFT"),
    Era.Y2026: (*_TEN, "IS MESSAGE DRAFT"),
}
_CHUNK = 50_000
_SIDES_KEPT = 4_096


def messages(network: Network, era: Era) -> Table:
    """Threads newest first; files that cannot mark a draft hold none."""
    table = network.messages
    if era < Era.Y2024:
        table = table.rows(~table.draft)
    return Table(
        "messages.csv",
        _HEADERS[era],
        lambda: _rows(network, table, era),
        quoting=Quoting.ALWAYS if era >= Era.Y2026 else Quoting.NEEDED,
        facts=_facts(network, table),
    )


def _facts(network: Network, table: MessageTable) -> dict[str, int]:
    """Rows by what they are; a draft counts as a draft only."""
    kinds = list(Kind)
    kind_of = np.array([kinds.index(conversation.kind) for conversation in network.conversations], dtype=np.int64)
    real = table.conversation[~table.draft]
    counts = np.bincount(kind_of[real], minlength=len(kinds)) if len(real) else np.zeros(len(kinds), dtype=np.int64)
    facts = {kind.value: int(count) for kind, count in zip(kinds, counts, strict=True)}
    return {**facts, "draft": int(table.draft.sum())}


class _Sides:
    """What every row of one conversation and sender has in common, put together once."""

    __slots__ = ("before", "folder", "reader", "recipients", "subject", "wraps")

    def __init__(self, network: Network, conversation: Conversation, sender: int) -> None:
        owner = network.owner
        everybody = [(owner.name, owner.url, owner.first_name)]
        everybody += [(party.name, party.url, party.first) for party in conversation.parties]
        others = everybody[:sender] + everybody[sender + 1 :]
        name, url, _ = everybody[sender]
        readers = ", ".join(other[0] for other in others)
        self.before = (conversation.id, conversation.title, name, url, readers)
        self.recipients = ",".join(other[1] for other in others if other[1])
        self.reader = others[0][2] if conversation.kind is not Kind.SPONSORED else "%FIRSTNAME%"
        self.subject = conversation.subject
        self.folder = conversation.folder
        self.wraps = conversation.kind in {Kind.SPONSORED, Kind.RECRUITER} and sender > 0

    def content(self, text: str) -> str:
        """The text with its reader's name; advertisements and InMail are HTML."""
        if "{n}" in text:
            text = text.replace("{n}", self.reader)
        if not self.wraps:
            return text
        first = '<p class="spinmail-quill-editor__spin-break">' if self.reader == "%FIRSTNAME%" else "<p>"
        return first + text.replace("&", "&amp;").replace("\n\n", "</p><p>").replace("\n", "<br>") + "</p>"


def _rows(network: Network, table: MessageTable, era: Era) -> Iterator[Row]:
    texts = network.texts.texts
    with_readers = era >= Era.Y2023
    sides: dict[int, _Sides] = {}
    for start in range(0, len(table), _CHUNK):
        chunk = table.rows(np.arange(start, min(start + _CHUNK, len(table))))
        times = np.datetime_as_string(chunk.at.astype("datetime64[s]")).tolist()
        columns = (chunk.conversation, chunk.sender, chunk.text, chunk.draft, chunk.attachment)
        for at, thread, sender, text, draft, attachment in zip(times, *(c.tolist() for c in columns), strict=True):
            key = thread * 64 + sender
            side = sides.get(key)
            if side is None:
                if len(sides) >= _SIDES_KEPT:
                    sides.clear()
                side = sides[key] = _Sides(network, network.conversations[thread], sender)
            content = side.content(texts[text])
            if attachment:
                content = content.replace("\n", "\r\n")
            when = f"{at[:10]} {at[11:]} UTC"
            readers = (side.recipients,) if with_readers else ()
            row = (*side.before, *readers, when, side.subject, content, side.folder)
            yield row if era < Era.Y2024 else row + _marks(era, draft=draft, attachment=attachment)


def _marks(era: Era, *, draft: bool, attachment: bool) -> tuple[str, ...]:
    mark = "Yes" if draft else "No"
    if era >= Era.Y2026:
        return (mark,)
    return ("https://www.linkedin.com/dms/prv/attachment/demo" if attachment else "", mark, "No")
