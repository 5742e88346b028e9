"""The message file: a million rows in, a few columns of whole numbers out.

Only who, when, how long and whether it asks is kept; the words are kept on request. Directions are not decided here:
that needs the owner, who is known only when everything has been read. Format: `docs/formats.md`, part "messages".
"""

import re
import zlib
from collections import ChainMap, Counter, defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from itertools import compress, count
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from kreds.model.record import Party, Rejected
from kreds.sources.csv_table import CsvTable
from kreds.sources.table import Batch
from kreds.text.names import clean, match_key
from kreds.text.urls import profile_slug

Text = TypeVar("Text")
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# A question mark inside an address (?utm=...) asks nothing.
_QUESTION = re.compile(r"\?(?=[\s\"')<»”]|$)")
_URL = re.compile(r"(?:https?://)?(?:[\w-]+\.)*linkedin\.com/[^\s,;\"]+", re.IGNORECASE)
_ANONYMOUS = frozenset({"", "linkedin member", "linkedin-medlem"})
_SPONSORS = frozenset({"linkedin talent solutions", "sponsored conversation"})
_SPONSORED_TEXT = ('<p class="spinmail-quill-editor', "%FIRSTNAME%")
_NOT_A_NAME = re.compile(
    r"^(ph\.?d\.?|mba|m\.?sc\.?|b\.?sc\.?|m\.?d\.?|cpa|pmp®?|cfa|jr\.?|sr\.?|esq\.?|ll\.?m\.?|cand\..*|hd|ha|ii|iii|iv)$",
    re.IGNORECASE,
)
_COLUMNS = (
    "conversationid",
    "from",
    "senderprofileurl",
    "to",
    "recipientprofileurls",
    "date",
    "subject",
    "content",
    "folder",
    "ismessagedraft",
    "isconversationdraft",
)
_LONGEST_NAME = 4
"""Comma-separated parts of one name at most ("Jane Roe, Ph.D., MBA, CPA")."""
VERSION = 1


@dataclass(slots=True)
class MessageColumns:
    """The messages of one file, column by column.

    ``conversation``, ``sender`` and ``audience`` index ``conversations``, ``senders`` and ``audiences``; the other
    columns are as in the table of messages. All columns have one entry per kept message, in file order.
    """

    conversations: list[str] = field(default_factory=list)
    senders: list[Party] = field(default_factory=list)
    audiences: list[tuple[Party, ...]] = field(default_factory=list)
    columns: dict[str, Ints] = field(default_factory=dict)
    texts: list[tuple[str, str]] | None = None
    rejected: list[Rejected] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    read: int = 0

    @property
    def last_at(self) -> int | None:
        """Seconds of the newest message, None without any."""
        sent = self.columns["sent_at"]
        return int(sent.max()) if len(sent) else None


@dataclass(slots=True)
class RawMessages:
    """The messages of a file, or of a part of it, before it is settled who is meant.

    The first three columns index ``conversations``, ``senders`` (address and name) and ``audiences`` (addresses and
    names, and the conversation where there are no addresses).
    """

    conversations: list[str]
    senders: list[tuple[str, str]]
    audiences: list[tuple[str, ...]]
    columns: dict[str, Ints]
    texts: list[tuple[str, str]] | None
    rejected: list[Rejected]
    skipped: Counter[str]
    read: int


def read_messages(table: CsvTable, *, keep_texts: bool = False) -> MessageColumns:
    """Read the whole file; memory grows by about 80 bytes a message (and the texts, if they are kept)."""
    return settle(read_raw(table, keep_texts=keep_texts))


def read_raw(table: CsvTable, *, keep_texts: bool = False) -> RawMessages:
    """Read a table of messages without settling who is meant."""
    reader = _Reader(table, keep_texts)
    for batch in table.batches():
        reader.take(batch)
    return reader.finish()


def settle(raw: RawMessages) -> MessageColumns:
    """Find out who is meant, also where a row has names alone."""
    result = MessageColumns(
        columns=raw.columns, texts=raw.texts, rejected=raw.rejected, skipped=raw.skipped, read=raw.read
    )
    result.conversations = only_used(result.columns, "conversation", raw.conversations)
    result.senders = [_party(url, name) for url, name in only_used(result.columns, "sender", raw.senders)]
    keys = only_used(result.columns, "audience", raw.audiences)
    speakers = _speakers(result) if any(len(key) > 2 for key in keys) else {}
    known = {match_key(party.name): party for party in result.senders if party.name}
    # The same members come back in many lists of recipients.
    slug_of = cache(profile_slug)
    result.audiences = [_audience(key, known=known, speakers=speakers, slug_of=slug_of) for key in keys]
    return result


def only_used(columns: dict[str, Ints], name: str, values: list[Text]) -> list[Text]:
    """Only what the kept messages point to, renumbered: spam leaves no trace of who sent it."""
    used = np.flatnonzero(np.bincount(columns[name], minlength=len(values)))
    places = np.zeros(max(len(values), 1), dtype=np.int64)
    places[used] = np.arange(len(used))
    columns[name] = places[columns[name]]
    return [values[place] for place in used.tolist()]


class _Reader:
    """Collects the batches of one file; names of people are read once each, not once a message."""

    def __init__(self, table: CsvTable, keep_texts: bool) -> None:
        self._table = table
        self._place = {name: table.columns.get(name) for name in _COLUMNS}
        self._conversations: defaultdict[str, int] = defaultdict(count().__next__)
        self._senders: defaultdict[tuple[str, str], int] = defaultdict(count().__next__)
        self._audiences: defaultdict[tuple[str, ...], int] = defaultdict(count().__next__)
        self._parts: dict[str, list[Ints]] = defaultdict(list)
        self._texts: list[tuple[str, str]] | None = [] if keep_texts else None
        self._rejected: list[Rejected] = []
        self._skipped: Counter[str] = Counter()

    def take(self, batch: Batch) -> None:
        """Add one batch of rows."""
        rows, lines = batch.rows, batch.lines
        columns = _columns(rows, self._place)
        out = _left_out(columns)
        sent_at = _seconds(columns["date"])
        for index in np.flatnonzero(sent_at == _NO_TIME).tolist():
            if index not in out:
                out[index] = ""
                facts = {"value": columns["date"][index]}
                self._rejected.append(Rejected(lines[index], "ROW-DATE", self._table.raw(rows[index]), facts))
        self._skipped.update(reason for reason in out.values() if reason)
        keep = np.ones(len(rows), dtype=bool)
        keep[list(out)] = False
        self._add(columns, sent_at, line=np.array(lines, dtype=np.int64), keep=keep)

    def _add(self, columns: Mapping[str, Sequence[str]], sent_at: Ints, *, line: Ints, keep: Flags) -> None:
        content = columns["content"]
        if any("\r" in text for text in content):
            # A file that Excel has saved again has other line ends in the same words.
            content = [text.replace("\r\n", "\n") for text in content]
        urls, to, conversation = columns["recipientprofileurls"], columns["to"], columns["conversationid"]
        # Before 2023 recipients are names alone: whose, is told by the others in the same conversation.
        parts_of_key = (urls, to) if any(urls) else (urls, to, conversation)
        audience: Iterator[tuple[str, ...]] = zip(*parts_of_key, strict=True)
        size = len(sent_at)
        crc32 = zlib.crc32
        parts: dict[str, Ints] = {
            "conversation": _ints(map(self._conversations.__getitem__, conversation), size),
            "sent_at": sent_at,
            "sender": _ints(
                map(self._senders.__getitem__, zip(columns["senderprofileurl"], columns["from"], strict=True)), size
            ),
            "content_crc": np.array([crc32(text.encode("utf-8", "replace")) for text in content], dtype=np.int64),
            "audience": _ints(map(self._audiences.__getitem__, audience), size),
            "length": _ints(map(len, content), size),
            "is_question": np.array(["?" in text and _asks(text) for text in content], dtype=np.int64),
            "has_subject": _ints(map(bool, columns["subject"]), size),
            "line": line,
        }
        for name, values in parts.items():
            self._parts[name].append(values if keep.all() else values[keep])
        if self._texts is not None:
            self._texts.extend(compress(zip(columns["subject"], content, strict=True), keep))

    def finish(self) -> RawMessages:
        """Everything read: join the batches."""
        empty = np.empty(0, dtype=np.int64)
        return RawMessages(
            conversations=list(self._conversations),
            senders=list(self._senders),
            audiences=list(self._audiences),
            columns={
                name: np.concatenate(self._parts.pop(name)) if name in self._parts else empty
                for name in (*_FACTS, "line")
            },
            texts=self._texts,
            rejected=[*self._rejected, *self._table.rejected],
            skipped=self._skipped,
            read=self._table.read,
        )


_FACTS = ("conversation", "sent_at", "sender", "content_crc", "audience", "length", "is_question", "has_subject")
_PATTERN = "0000-00-00 00:00:00 UTC"
_DIGITS = np.array([letter == "0" for letter in _PATTERN])
_NO_TIME = np.iinfo(np.int64).min


def _columns(rows: list[list[str]], place: Mapping[str, int | None]) -> dict[str, Sequence[str]]:
    """The needed columns of the rows; a column the era does not have is a column of empty texts."""
    turned = list(zip(*rows, strict=True))
    missing = ("",) * len(rows)
    return {name: missing if index is None else turned[index] for name, index in place.items()}


def _ints(values: Iterator[int], size: int) -> Ints:
    return np.fromiter(values, dtype=np.int64, count=size)


def _asks(text: str) -> bool:
    return "? " in text or text.endswith("?") or _QUESTION.search(text) is not None


def _places(values: Sequence[str], wanted: str) -> Iterator[int]:
    """Where the wanted text stands; rare texts are found at the speed of the interpreter's own search."""
    place = -1
    for _ in range(values.count(wanted)):
        place = values.index(wanted, place + 1)
        yield place


def _left_out(columns: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """Rows that are no contact between people: index to reason."""
    out: dict[int, str] = {}
    for name in ("ismessagedraft", "isconversationdraft"):
        for flag in set(columns[name]):
            if flag.strip().casefold() == "yes":
                out.update(dict.fromkeys(_places(columns[name], flag), "draft"))
    out.update(dict.fromkeys(_places(columns["folder"], "SPAM"), "spam"))
    senders, content = columns["from"], columns["content"]
    for index in _places(columns["senderprofileurl"], ""):
        if index not in out and _is_sponsored(senders[index], content[index]):
            out[index] = "sponsored"
    return out


def _is_sponsored(sender: str, text: str) -> bool:
    return sender.strip().casefold() in _SPONSORS or text.startswith(_SPONSORED_TEXT) or "%FIRSTNAME%" in text


def _seconds(values: Sequence[str]) -> Ints:
    """``2026-01-29 14:37:00 UTC`` as seconds; `_NO_TIME` where the text is something else."""
    joined = "".join(values)
    if set(map(len, values)) == {len(_PATTERN)} and joined.isascii():
        letters = np.frombuffer(joined.encode("ascii"), dtype=np.uint8).reshape(-1, len(_PATTERN))
        digits = letters[:, _DIGITS].astype(np.int64) - ord("0")
        marks = letters[:, ~_DIGITS] == np.frombuffer(_PATTERN.encode(), dtype=np.uint8)[~_DIGITS]
        if marks.all() and (digits >= 0).all() and (digits <= 9).all():  # the digits
            seconds = _calendar(digits)
            if seconds is not None:
                return seconds
    return np.array([_one_second(value) for value in values], dtype=np.int64)


def _calendar(digits: Ints) -> Ints | None:
    """Rows of fourteen digits as seconds; None when one of them is no day or no time of day."""
    tens = digits[:, 0::2] * 10 + digits[:, 1::2]
    year = tens[:, 0] * 100 + tens[:, 1]
    month, day, hour, minute, second = tens[:, 2:].T
    if ((month < 1) | (month > 12) | (day < 1) | (hour > 23) | (minute > 59) | (second > 59)).any():
        return None
    months = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    if (day > ((months + 1).astype("datetime64[D]") - months.astype("datetime64[D]")).astype(np.int64)).any():
        return None
    days = months.astype("datetime64[D]").astype(np.int64) + day - 1
    return np.asarray(days * 86_400 + hour * 3_600 + minute * 60 + second, dtype=np.int64)


def _one_second(value: str) -> int:
    """The same, one by one, for a batch that holds an odd value; without a zone UTC is assumed."""
    text = value.strip().removesuffix("UTC").strip()
    for pattern in ("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M"):
        try:
            return int(datetime.strptime(text, pattern).replace(tzinfo=UTC).timestamp())
        except ValueError:
            continue
    return int(_NO_TIME)


def _party(url: str, name: str) -> Party:
    """Somebody in a message; a deleted member is nobody in particular."""
    slug, shown = profile_slug(url), clean(name)
    if not slug and shown.casefold() in _ANONYMOUS:
        return Party()
    return Party(slug=slug, name=shown)


def _speakers(result: MessageColumns) -> dict[str, dict[str, Party]]:
    """For each conversation: who has written in it, by name."""
    width = max(len(result.senders), 1)
    pairs = np.unique(result.columns["conversation"] * width + result.columns["sender"])
    speakers: dict[str, dict[str, Party]] = defaultdict(dict)
    for pair in pairs.tolist():
        party = result.senders[pair % width]
        speakers[result.conversations[pair // width]][match_key(party.name)] = party
    return speakers


def _audience(
    key: tuple[str, ...],
    *,
    known: dict[str, Party],
    speakers: Mapping[str, dict[str, Party]],
    slug_of: Callable[[str], str],
) -> tuple[Party, ...]:
    """The recipients a row names: by address where it has addresses, else by name."""
    urls, to = key[0], key[1]
    slugs = list(dict.fromkeys(slug for url in _URL.findall(urls) if (slug := slug_of(url))))
    if slugs:
        names = [to] if len(slugs) == 1 else to.split(", ")
        if len(names) != len(slugs):
            names = split_names(to, known)
        if len(names) != len(slugs):
            return tuple(Party(slug=slug) for slug in slugs)
        return tuple(Party(slug=slug, name=clean(name)) for slug, name in zip(slugs, names, strict=True))
    here = speakers.get(key[2], {}) if len(key) > 2 else {}
    parties = (
        here.get(match_key(name)) or _party("", name) for name in split_names(to, ChainMap[str, Party](here, known))
    )
    return tuple(dict.fromkeys(party for party in parties if party != Party()))


def split_names(text: str, known: Container[str]) -> list[str]:
    """Part a joined list of names, though names hold commas themselves (``Jane Roe, Ph.D.``).

    ``known`` holds match keys of names that are known to be one name.

    >>> split_names("Jane Roe, Ph.D., Bo Dam", known={})
    ['Jane Roe, Ph.D.', 'Bo Dam']
    """
    parts = [part for part in (piece.strip() for piece in text.split(",")) if part]
    names: list[str] = []
    start = 0
    while start < len(parts):
        for end in range(min(len(parts), start + _LONGEST_NAME), start, -1):
            joined = ", ".join(parts[start:end])
            if end == start + 1 or match_key(joined) in known:
                break
        while end < len(parts) and _NOT_A_NAME.match(parts[end]):
            joined += f", {parts[end]}"
            end += 1
        names.append(joined)
        start = end
    return names
