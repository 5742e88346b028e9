"""A copied list of who reacted to a post: seen first, then kept, through the same door as every file."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kreds.errors import UsageError
from kreds.model.importing import ImportResult
from kreds.model.record import PostReactionRecord, Rejected, Skipped
from kreds.resolve.reactors import Reactor
from kreds.services.import_files import ImportOptions, import_files
from kreds.services.react import recognized
from kreds.services.read_post_lists import PASTED
from kreds.services.read_posts import listed_now
from kreds.services.relation_rows import shown_id
from kreds.sources.posts.lists import LONGEST_TEXT, lines_of, post_line, read_list
from kreds.store import people
from kreds.store.database import Store
from kreds.text.names import match_key
from kreds.text.posts import post_key, post_url


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
        return self.named + len(self.passed_over)

    @property
    def named(self) -> int:
        """How many people are on it."""
        return len(self.known) + len(self.unsure) + len(self.others)

    @property
    def passed_over(self) -> tuple[str, ...]:
        """What is nobody: buttons, headings, companies."""
        return (*self.left_out, *self.set_aside)


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


def add_reactions(store: Store, text: str, post: str, options: ImportOptions, *, name: str = PASTED) -> ImportResult:
    """Keep a list of who reacted or commented. The same list again changes nothing, unless it was taken back.

    Args:
        store: where it goes.
        text: the list; its first line may name the post.
        post: the address of the post, which goes before that line.
        options: how to import.
        name: what the list is called in the ledger.

    Raises:
        UsageError: the post is none, or the text is empty or too long.
        RefusedError, StoreError: as `import_files`.
    """
    key = said_post(post, text)
    _read(text, key)
    told = post_line(text)
    if told != key:
        # An address above the list that another one was said in place of is nobody's name.
        rest = text.lstrip().partition("\n")[2] if told else text
        text = f"{post_url(key)}\n{rest}"
    with tempfile.TemporaryDirectory(prefix="kreds-") as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8", errors="replace", newline="\n")
        return import_files(store, [path], replace(options, anew=True))


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
