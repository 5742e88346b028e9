"""A copied list of who reacted to a post: seen first, then kept, through the same door as every file."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kreds.errors import UsageError
from kreds.model.importing import ImportResult
from kreds.model.record import PostReactionRecord, Rejected, Skipped
from kreds.resolve.reactors import Reactor
from kreds.services.import_files import ImportOptions, import_files
from kreds.services.react import recognized
from kreds.services.read_posts import listed_now
from kreds.services.relation_rows import shown_id
from kreds.sources.posts.lists import LONGEST_TEXT, lines_of, post_line, read_list
from kreds.store import people
from kreds.store.database import Store
from kreds.text.names import match_key
from kreds.text.posts import post_key, post_url

NAME = "reactions.txt"
"""What a pasted list is called in the ledger."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody on a list not kept yet: ``relation`` is the id of whom they are, ``may_be`` of others they may be."""

    name: str
    headline: str
    kind: str
    degree: int
    relation: str = ""
    may_be: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What a list holds: everybody by how sure Kreds is, and what is left out or belongs to nobody."""

    post: str
    known: tuple[Seen, ...]
    unsure: tuple[Seen, ...]
    others: tuple[Seen, ...]
    set_aside: tuple[str, ...] = ()
    left_out: tuple[str, ...] = field(default=())

    @property
    def read(self) -> int:
        """How many entries the list has."""
        return sum(map(len, (self.known, self.unsure, self.others, self.set_aside, self.left_out)))


def said_post(post: str, text: str = "") -> str:
    """The key of the post a list is of: as said, else as its first line says.

    Raises:
        UsageError: neither is the address of a post.
    """
    key = post_key(post) or ("" if post else post_line(text))
    if not key:
        raise UsageError("POST-ADDRESS", post=post or "–")
    return key


def preview_reactions(store: Store, text: str, post: str) -> Preview:
    """See who a list is of; nothing is written.

    Raises:
        UsageError: the post is none, or the text is empty or too long.
    """
    key = said_post(post, text)
    outcomes = _read(text, key)
    records = [one for one in outcomes if isinstance(one, PostReactionRecord)]
    with store.reading() as db:
        reactors = [
            Reactor(place, one.party.slug, one.party.name, one.headline, one.degree)
            for place, one in enumerate(records, 1)
        ]
        found = recognized(db, listed_now(db), reactors)
        own = {match_key(name) for name in people.owner_values(db, "name")}
    known: list[Seen] = []
    unsure: list[Seen] = []
    others: list[Seen] = []
    for place, record in enumerate(records, 1):
        seen = found[place]
        options = tuple(shown_id(option.person) for option in seen.options)
        relation = shown_id(seen.person) if seen.person else ""
        entry = Seen(record.party.name, record.headline, record.kind.value, record.degree, relation, options)
        if relation:
            known.append(entry)
        elif options:
            unsure.append(entry)
        elif match_key(record.party.name) not in own:
            others.append(entry)
    return Preview(
        key,
        tuple(known),
        tuple(unsure),
        tuple(others),
        tuple(one.raw for one in outcomes if isinstance(one, Rejected)),
        tuple(one.reason for one in outcomes if isinstance(one, Skipped)),
    )


def add_reactions(store: Store, text: str, post: str, options: ImportOptions) -> ImportResult:
    """Keep a list of who reacted or commented. The same list again changes nothing.

    Raises:
        UsageError: the post is none, or the text is empty or too long.
        RefusedError, StoreError: as `import_files`.
    """
    key = said_post(post, text)
    _read(text, key)
    first = "" if post_line(text) == key else f"{post_url(key)}\n"
    with tempfile.TemporaryDirectory(prefix="kreds-") as folder:
        path = Path(folder) / NAME
        path.write_text(first + text, encoding="utf-8", errors="replace", newline="\n")
        return import_files(store, [path], options)


def _read(text: str, key: str) -> Sequence[PostReactionRecord | Rejected | Skipped]:
    if not text.strip() or len(text.encode("utf-8", "replace")) > LONGEST_TEXT:
        raise UsageError("POST-LIST")
    lines = lines_of(text)
    if post_line(text):
        first = next(place for place, line in enumerate(lines) if line.text)
        lines = lines[first + 1 :]
    found = read_list(lines, key)
    if not any(isinstance(one, PostReactionRecord) for one in found):
        raise UsageError("POST-LIST")
    return found
