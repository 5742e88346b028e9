"""What the API answers of posts and of who reacted, as types."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from kreds.web.api.shapes import Count, LevelName, Shape

PostKindName = Literal["post", "link", "article", "repost"]
ReactionName = Literal["like", "celebrate", "support", "love", "insightful", "funny", "reaction", "comment", "repost"]


class FiguresShape(Shape):
    """What LinkedIn's analytics say of a post; null where they say nothing."""

    impressions: Count | None
    members_reached: Count | None
    reactions: Count | None
    comments: Count | None
    reposts: Count | None
    engagements: Count | None


class PostShape(Shape):
    """A post: its figures, how many are known to have reacted, how many of them are relations or may be.

    ``is_whole``: a whole list of the reactions is known, as far as the figures tell.
    """

    id: str
    url: str
    kind: PostKindName
    day: date | None
    text: str
    figures: FiguresShape
    figures_until: date | None
    known: Count
    relations: Count
    unsure: Count
    groups: dict[str, Count]
    has_list: bool
    is_whole: bool


class ReactionShape(Shape):
    """Somebody who reacted; ``relation`` is the id of the relation they are, "" for others."""

    name: str
    relation: str = Field(pattern=r"^([0-9a-f]{13})?$")
    kinds: list[ReactionName]
    headline: str
    profile_url: str
    level: LevelName | None
    group: str | None
    unsure: bool


class PostListShape(Shape):
    """A list of who reacted that was read; ``post`` is the one it counts for, null where it was taken back."""

    id: str = Field(pattern=r"^[0-9a-f]{12}$")
    name: str
    read_at: datetime
    pasted: bool
    people: Count
    read_for: str
    post: str | None


class PostListsShape(Shape):
    """All of them, the newest first."""

    lists: list[PostListShape]


class SaidListShape(PostListShape):
    """How a list stands now, and the decision that takes back what was said; null where it stood so already."""

    decision: int | None


class PostWithPeopleShape(PostShape):
    """A post with everybody known to have reacted, relations first, and the lists that say so."""

    people: list[ReactionShape]
    lists: list[PostListShape]


class PostsShape(Shape):
    """All posts, newest first; from ``lists_wanted`` whole lists on it says something to be on none of them."""

    posts: list[PostShape]
    lists: Count
    lists_wanted: Count
    unplaced: Count


class SeenShape(Shape):
    """Somebody on a list that is not kept yet; ``may_be`` are ids of relations."""

    name: str
    headline: str
    kind: ReactionName
    degree: int = Field(ge=0, le=3)
    relation: str
    may_be: list[str]


class PreviewShape(Shape):
    """What a copied list holds: known relations, people who may be one, others, and what belongs to nobody."""

    post: str
    read: Count
    known: list[SeenShape]
    unsure: list[SeenShape]
    others: list[SeenShape]
    set_aside: list[str]
    left_out: list[str]
