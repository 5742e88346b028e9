"""The JSON of posts and of who reacted; keys are added and never renamed."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from kreds.model.post import FIGURES, Post, PostList, PostReaction
from kreds.services.add_reactions import Preview, Seen
from kreds.services.read_posts import Posts
from kreds.services.say_lists import SaidOfList

Json = dict[str, Any]


def posts_shape(found: Posts) -> Json:
    """All posts, without who reacted to each."""
    return {
        "posts": [post_shape(one) for one in found.posts],
        "lists": found.lists,
        "lists_wanted": found.wanted,
        "unplaced": found.unplaced,
    }


def post_shape(post: Post, *, with_people: bool = False) -> Json:
    """A post; figures are null where no export tells them."""
    shape: Json = {
        "id": post.id,
        "url": post.url,
        "kind": post.kind.value,
        "day": post.day.isoformat() if post.day else None,
        "text": post.text,
        "figures": {name: getattr(post.figures, name) for name in FIGURES},
        "figures_until": post.figures.day.isoformat() if post.figures.day else None,
        "known": post.listed,
        "relations": post.relations,
        "unsure": post.unsure,
        "groups": dict(post.groups),
        "has_list": post.has_list,
        "is_whole": post.is_whole,
    }
    if with_people:
        shape["people"] = [_reaction_shape(one) for one in post.reactions]
        shape["lists"] = list_shapes(post.lists)
    return shape


def list_shapes(lists: Sequence[PostList]) -> list[Json]:
    """The lists of who reacted that were read."""
    return [list_shape(one) for one in lists]


def list_shape(one: PostList) -> Json:
    """One of them; ``post`` is null where it was taken back."""
    return {
        "id": one.id,
        "name": one.name,
        "read_at": datetime.fromtimestamp(one.at, UTC).isoformat(),
        "pasted": one.is_pasted,
        "people": one.people,
        "read_for": one.read_for,
        "post": one.post or None,
    }


def said_list_shape(said: SaidOfList) -> Json:
    """What was said of a list; ``decision`` is null where it stood so already."""
    return {**list_shape(said.list), "decision": said.decided.id or None}


def _reaction_shape(one: PostReaction) -> Json:
    return {
        "name": one.name,
        "relation": one.relation,
        "kinds": [kind.value for kind in one.kinds],
        "headline": one.headline,
        "profile_url": one.profile_url,
        "level": one.level or None,
        "group": one.group or None,
        "unsure": one.is_unsure,
    }


def preview_shape(found: Preview) -> Json:
    """What a copied list holds before it is kept."""
    return {
        "post": found.post,
        "read": found.read,
        "known": _seen_shapes(found.known),
        "unsure": _seen_shapes(found.unsure),
        "others": _seen_shapes(found.others),
        "set_aside": list(found.set_aside),
        "left_out": list(found.left_out),
    }


def _seen_shapes(people: Sequence[Seen]) -> list[Json]:
    return [
        {
            "name": one.name,
            "headline": one.headline,
            "kind": one.kind,
            "degree": one.degree,
            "relation": one.relation,
            "may_be": list(one.may_be),
        }
        for one in people
    ]
