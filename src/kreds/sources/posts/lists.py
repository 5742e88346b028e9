"""Who reacted or commented, from the text of LinkedIn's dialog as the clipboard has it, or of a saved page of it.

Nothing is fixed about such a text: people without a headline have a line less, a button stands between, a name stands
twice. So it is read by its anchors: the mark of how far away somebody is, and the words for the link to their profile.
Each entry is a person, a row set aside, or one left out with its reason; no line of a list of reactions is lost. What
people wrote below a comment is theirs, and is not kept.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

from kreds.errors import RefusedError
from kreds.model.post import ReactionKind
from kreds.model.record import Party, PostReactionRecord, Rejected, Skipped
from kreds.sources.container import Member
from kreds.sources.posts.words import AGO, FOLLOWERS, NAME_DEGREE, VIEW, degree_of, is_button, reaction_of
from kreds.sources.rows import is_nobody
from kreds.sources.sniffing import HEAD_SIZE
from kreds.sources.text_encoding import decoded, detect
from kreds.text.names import LONGEST, clean, match_key
from kreds.text.posts import post_key
from kreds.text.urls import is_page

VERSION = 1
NO_NAME, NOT_A_PERSON = "no name", "not a person"
UNPLACED = "ROW-UNPLACED"
MOST_ENTRIES = 20_000
LONGEST_TEXT = 4 << 20
"""Bytes of a pasted text."""
_BLOCK = 1 << 20
LONGEST_SLUG = 200
_LONGEST_NAME, _LONGEST_HEADLINE = 120, 220
"""Letters: LinkedIn allows no longer headline, and no index of a database takes just any text."""
_LIKE_A_NAME = re.compile(
    r"[^\W\d_][\w.'’-]{0,30}(?: (?:[^\W\d_a-zæøå][\w.'’-]{0,30}|van|von|de|der|den|af|la|el|bin)){1,5}"
)
"""Two words or more, the last of them with a capital letter."""

Outcome = PostReactionRecord | Rejected | Skipped


class Line(NamedTuple):
    """A line of a list: its number (from 1), what it says, and the profile it links to ("" for none)."""

    number: int
    text: str
    slug: str = ""


class _Is(Enum):
    BREAK = auto()
    DEGREE = auto()
    VIEW = auto()
    REACTION = auto()
    BUTTON = auto()
    AGO = auto()
    NAME = auto()
    TEXT = auto()


class _Token(NamedTuple):
    what: _Is
    line: Line
    value: str = ""
    degree: int = 0


@dataclass(slots=True)
class _Entry:
    line: int
    name: str
    slug: str = ""
    degree: int = 0
    headline: str = ""
    reaction: ReactionKind | None = None
    is_done: bool = False
    raw: list[str] = field(default_factory=list)


def read_text(member: Member) -> str:
    """A pasted text that was saved as a file.

    Raises:
        RefusedError: it is too large for any list that was ever copied.
    """
    if member.size > LONGEST_TEXT:
        raise RefusedError("FILE-SIZE", file=member.label, size=member.size, limit=LONGEST_TEXT)
    with member.open() as stream:
        whole = b"".join(iter(lambda: stream.read(_BLOCK), b""))
    encoding = detect(whole[:HEAD_SIZE])
    return decoded(whole) if encoding == "utf-8" else whole.decode(encoding, "replace").removeprefix("\ufeff")


def post_line(text: str) -> str:
    r"""The key of the post that the first line of a text names and nothing else; "" where it is something else.

    >>> post_line("\nhttps://www.linkedin.com/feed/update/urn:li:activity:7100000000000000000/\nAnna Holm")
    'activity:7100000000000000000'
    """
    first = text.lstrip().partition("\n")[0].strip()
    return "" if any(sign in first for sign in ",;\t ") else post_key(first)


def lines_of(text: str, *, first: int = 1) -> list[Line]:
    """The lines of a pasted text."""
    return [Line(number, clean(line)) for number, line in enumerate(text.splitlines(), first)]


def is_comments(lines: Iterable[Line]) -> bool:
    """Whether a list is of comments: only these say how long ago."""
    return any(line.text and AGO.fullmatch(line.text) for line in lines)


def read_list(lines: Sequence[Line], post: str, *, comments: bool | None = None) -> list[Outcome]:
    """Everybody in a list.

    Args:
        lines: the list; a blank line parts entries.
        post: the key of the post it is of.
        comments: whether it is of comments and not of reactions; None to tell by the list itself.
    """
    of_comments = is_comments(lines) if comments is None else comments
    tokens = _named(_tokens(lines))
    anchored = any(token.what in (_Is.DEGREE, _Is.VIEW) or token.degree for token in tokens)
    reader = _Reader(of_comments, anchored)
    for token in tokens if anchored or not _only_names(tokens) else _each_named(tokens):
        reader.take(token)
    return reader.outcomes(post)


def _tokens(lines: Iterable[Line]) -> list[_Token]:
    return [_token(line) for line in lines]


def _token(line: Line) -> _Token:
    text = line.text
    if not text:
        return _Token(_Is.BREAK, line)
    if (degree := degree_of(text)) is not None:
        return _Token(_Is.DEGREE, line, degree=degree)
    if len(text) <= LONGEST:
        if (kind := reaction_of(text)) is not None:
            return _Token(_Is.REACTION, line, kind.value)
        if AGO.fullmatch(text):
            return _Token(_Is.AGO, line)
        if is_button(text):
            return _Token(_Is.BUTTON, line)
        if view := VIEW.fullmatch(text):
            return _Token(_Is.VIEW, line, clean(view["en"] or view["da"]))
        if named := NAME_DEGREE.fullmatch(text):
            return _Token(_Is.NAME, line, clean(named["name"]), int(named["plain"]))
    return _Token(_Is.TEXT, line, text)


def _named(tokens: list[_Token]) -> list[_Token]:
    """The same, where a text that a degree or the link to its profile follows is known to be a name."""
    told = [token for token in tokens if token.what not in (_Is.BREAK, _Is.BUTTON)]
    names: set[int] = set()
    for token, following in pairwise(told):
        if token.what is not _Is.TEXT or len(token.value) > _LONGEST_NAME:
            continue
        if following.what is _Is.DEGREE or (following.what is _Is.VIEW and _same(token.value, following.value)):
            names.add(id(token))
    return [token._replace(what=_Is.NAME) if id(token) in names else token for token in tokens]


def _only_names(tokens: Iterable[_Token]) -> bool:
    """Whether nothing but names stands there, one in each line."""
    told = [token for token in tokens if token.what is not _Is.BUTTON]
    return all(token.what is _Is.TEXT and _LIKE_A_NAME.fullmatch(token.value) for token in told)


def _each_named(tokens: Iterable[_Token]) -> Iterator[_Token]:
    return (token._replace(what=_Is.NAME) if token.what is _Is.TEXT else token for token in tokens)


def _same(one: str, other: str) -> bool:
    """Whether two are one name; in Danish the genitive has no sign of its own."""
    first, second = match_key(one), match_key(other)
    return first == second or first == second.removesuffix("s") or first.removesuffix("s") == second


class _Reader:
    """Puts one line after the other to the entry it belongs to."""

    def __init__(self, of_comments: bool, anchored: bool) -> None:
        self._of_comments = of_comments
        self._anchored = anchored
        self._entries: list[_Entry] = []
        self._left: list[Line] = []
        self._current: _Entry | None = None
        self._pending: ReactionKind | None = None
        self._after_break = True

    def take(self, token: _Token) -> None:
        """Read a line."""
        if token.what is _Is.BREAK:
            self._after_break = True
            return
        self._place(token)
        self._after_break = False
        if self._current is not None and token.what is not _Is.BUTTON and sum(map(len, self._current.raw)) < LONGEST:
            self._current.raw.append(token.line.text)

    def _place(self, token: _Token) -> None:
        if token.what in (_Is.VIEW, _Is.NAME):
            self._begin(token)
        elif token.what is _Is.DEGREE:
            self._set_degree(token)
        elif token.what is _Is.REACTION:
            # In a list of comments this is the button below each.
            self._pending = None if self._of_comments else ReactionKind(token.value)
        elif token.what is _Is.AGO and self._current is not None:
            self._current.is_done = True
        elif token.what is _Is.TEXT:
            self._take_text(token)

    def _begin(self, token: _Token) -> None:
        """A new entry, unless it is the same name once more."""
        current = self._current
        if current is not None and not current.headline and not current.is_done and _same(current.name, token.value):
            if token.what is _Is.NAME:
                current.name = token.value
            current.degree = current.degree or token.degree
            current.slug = current.slug or token.line.slug
            return
        self._current = _Entry(token.line.number, token.value, token.line.slug, token.degree, reaction=self._pending)
        self._entries.append(self._current)
        self._pending = None

    def _set_degree(self, token: _Token) -> None:
        if self._current is None or self._current.is_done:
            self._left.append(token.line)
        elif not self._current.degree:
            self._current.degree = token.degree

    def _take_text(self, token: _Token) -> None:
        current = self._current
        if self._starts_alone() or (
            current is not None and token.line.slug and current.slug != token.line.slug and not current.is_done
        ):
            self._begin(token)
        elif current is not None and not current.headline and not current.is_done:
            if not _same(current.name, token.value):
                current.headline = token.value
                current.slug = current.slug or token.line.slug
        elif not self._of_comments and not (current and current.headline == token.value):
            self._left.append(token.line)

    def _starts_alone(self) -> bool:
        """Whether a text is a name although nothing follows that says so: behind a reaction, or in a bare list."""
        if self._of_comments:
            return False
        if self._pending is not None:
            return True
        return not self._anchored and (self._current is None or self._after_break or bool(self._current.headline))

    def outcomes(self, post: str) -> list[Outcome]:
        """What became of each entry, in the order of the list."""
        found = [self._outcome(entry, post) for entry in self._entries[:MOST_ENTRIES]]
        found += [Rejected(entry.line, UNPLACED, "\n".join(entry.raw)) for entry in self._entries[MOST_ENTRIES:]]
        found += [Rejected(line.number, UNPLACED, line.text) for line in self._left]
        return sorted(found, key=lambda one: one.line)

    def _outcome(self, entry: _Entry, post: str) -> Outcome:
        if is_page(entry.slug) or FOLLOWERS.fullmatch(entry.headline):
            return Skipped(entry.line, NOT_A_PERSON)
        if is_nobody(entry.name):
            return Skipped(entry.line, NO_NAME)
        if len(entry.name) > _LONGEST_NAME or not any(letter.isalpha() for letter in entry.name):
            return Rejected(entry.line, UNPLACED, "\n".join(entry.raw))
        kind = ReactionKind.COMMENT if self._of_comments else entry.reaction or ReactionKind.SOME
        slug = entry.slug if len(entry.slug) <= LONGEST_SLUG else ""
        headline = entry.headline[:_LONGEST_HEADLINE].rstrip()
        return PostReactionRecord(entry.line, post, Party(slug=slug, name=entry.name), kind, headline, entry.degree)


def text_of(record: PostReactionRecord) -> Iterator[str]:
    """An entry as lines that `read_list` gives it back from."""
    if not record.kind.has_words and record.kind is not ReactionKind.SOME:
        yield record.kind.value
    yield record.party.name
    if record.degree:
        yield f"· {('1st', '2nd', '3rd')[record.degree - 1]}"
    if record.headline:
        yield record.headline
