"""Incognito for posts: who reacted under invented names, and no words that were written."""

from collections.abc import Sequence
from dataclasses import replace

from kreds.model.post import Post, PostList, PostReaction
from kreds.resolve import person_number
from kreds.services.add_reactions import Preview, Seen
from kreds.services.incognito import person_name, title_name
from kreds.services.relation_rows import shown_id

_HIDDEN = "…"


def mask_post(post: Post) -> Post:
    """The post without its words and address, everybody below it under an invented name."""
    return replace(
        post,
        url="",
        text=_HIDDEN if post.text else "",
        reactions=tuple(map(_mask_reaction, post.reactions)),
        lists=mask_lists(post.lists),
    )


def mask_lists(lists: Sequence[PostList]) -> tuple[PostList, ...]:
    """The lists without the names of their files."""
    return tuple(replace(one, name=_HIDDEN) for one in lists)


def _mask_reaction(one: PostReaction) -> PostReaction:
    name = person_name(one.relation or shown_id(person_number(f"post:{one.name}")))
    return replace(one, name=name, headline=title_name(one.headline), profile_url="")


def mask_preview(found: Preview) -> Preview:
    """A list that is not kept yet, everybody on it under an invented name."""
    return replace(
        found,
        known=tuple(map(_mask_seen, found.known)),
        unsure=tuple(map(_mask_seen, found.unsure)),
        others=tuple(map(_mask_seen, found.others)),
        set_aside=(_HIDDEN,) * len(found.set_aside),
    )


def _mask_seen(one: Seen) -> Seen:
    name = person_name(one.relation or shown_id(person_number(f"post:{one.name}")))
    return replace(one, name=name, headline=title_name(one.headline))
