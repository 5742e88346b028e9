"""What the owner posts, what each post did, and who reacted to it.

The archive tells of the posts, LinkedIn's analytics of the figures, and only what the person saw on LinkedIn and copied
by hand (or the mails LinkedIn sent them) of who reacted: no download says that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class PostKind(StrEnum):
    """What a post is; LinkedIn's files say it of some only."""

    POST = "post"
    LINK = "link"
    ARTICLE = "article"
    REPOST = "repost"


class ReactionKind(StrEnum):
    """What somebody did with a post: one of LinkedIn's six clicks, some click, words, or passing it on."""

    LIKE = "like"
    CELEBRATE = "celebrate"
    SUPPORT = "support"
    LOVE = "love"
    INSIGHTFUL = "insightful"
    FUNNY = "funny"
    SOME = "reaction"
    COMMENT = "comment"
    REPOST = "repost"

    @property
    def has_words(self) -> bool:
        """Whether it took more than a click."""
        return self in (ReactionKind.COMMENT, ReactionKind.REPOST)


@dataclass(frozen=True, slots=True)
class PostFigures:
    """What LinkedIn's analytics say of a post; None where they say nothing.

    ``day`` is the last day the newest export covers, as far as it tells; figures grow, so the highest of each counts.
    """

    impressions: int | None = None
    members_reached: int | None = None
    reactions: int | None = None
    comments: int | None = None
    reposts: int | None = None
    engagements: int | None = None
    day: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known."""
        return all(getattr(self, name) is None for name in FIGURES)


FIGURES = ("impressions", "members_reached", "reactions", "comments", "reposts", "engagements")
"""The names of the numbers."""


@dataclass(frozen=True, slots=True)
class PostReaction:
    """Somebody who reacted to a post.

    ``relation`` is the id of the relation they are, "" for others; ``group`` the key of that relation's first group.
    ``is_unsure``: they may be one of your relations, and the page of matches asks.
    """

    name: str
    kinds: tuple[ReactionKind, ...]
    relation: str = ""
    headline: str = ""
    profile_url: str = ""
    level: str = ""
    group: str = ""
    is_unsure: bool = False


@dataclass(frozen=True, slots=True)
class PostList:
    """One list of reactions or comments that was read.

    ``id`` is made of what stands in the list and which post it was said to be of. ``name`` is its file's, ``at`` when
    it was first read in seconds since 1970-01-01 UTC, ``is_pasted`` that it was pasted and not a file. ``people``
    counts its entries. ``read_for`` is the key of the post it was said to be of when it was read, ``post`` of the one
    that it counts for: "" where it was taken back.
    """

    id: str
    name: str
    at: int
    is_pasted: bool
    people: int
    read_for: str
    post: str

    @property
    def is_taken_back(self) -> bool:
        """Whether it counts for no post."""
        return not self.post

    @property
    def is_moved(self) -> bool:
        """Whether it counts for another post than the one it was read for."""
        return bool(self.post) and self.post != self.read_for


@dataclass(frozen=True, slots=True)
class Post:
    """One post of the owner's.

    ``id`` is its key (`kreds.text.posts.post_key`), ``url`` where it opens. ``day`` is when it was posted, ``text`` how
    it begins (only where the person keeps the texts of posts). ``listed`` counts everybody known to have reacted,
    ``relations`` those of them who are relations, ``unsure`` those who may be. ``groups`` counts the relations by the
    key of their first group. ``has_list`` says whether a list of reactions or comments was read, and not single mails
    only; ``is_whole`` that it is a whole list, as far as the figures tell. ``lists`` are those that count for it, and
    behind them those that were read for it and taken back.
    """

    id: str
    url: str
    kind: PostKind
    day: date | None
    text: str = ""
    figures: PostFigures = PostFigures()
    listed: int = 0
    relations: int = 0
    unsure: int = 0
    groups: Mapping[str, int] = field(default_factory=dict)
    has_list: bool = False
    is_whole: bool = False
    reactions: tuple[PostReaction, ...] = ()
    lists: tuple[PostList, ...] = ()
