"""Take a list of who reacted back, move it to the post that it is really of, or let it count again.

The reactions stay in the store as they were read; what counts of them is a decision, and undone like any other.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from kreds.errors import UsageError
from kreds.model.decision import Decided, DecisionKind
from kreds.model.post import PostList
from kreds.services.react import post_names
from kreds.services.read_post_lists import digest_called, list_id, lists_read
from kreds.services.rebuild_network import rebuild_network
from kreds.services.said_lists import POST, said_of_lists
from kreds.store import decisions
from kreds.store.database import Store
from kreds.text.posts import post_key


@dataclass(frozen=True, slots=True)
class SaidOfList:
    """What was said of a list: how it stands now, and the decision that `undo` takes back (0: it stood so already)."""

    list: PostList
    decided: Decided


def take_list_back(store: Store, name: str, *, at: int) -> SaidOfList:
    """Let a list count for no post, as if it had never been read.

    Raises:
        UsageError: no list has that id.
    """
    return _say(store, name, "", at=at)


def move_list(store: Store, name: str, post: str, *, at: int) -> SaidOfList:
    """Let a list count for another post, by its id or its address, as if it had been read for that one.

    Raises:
        UsageError: no list has that id, or the post is none.
    """
    key = post_key(post)
    if not key:
        raise UsageError("POST-ADDRESS", post=post or "–")
    return _say(store, name, key, at=at)


def count_list_again(store: Store, name: str, *, at: int) -> SaidOfList:
    """Let a list count for the post that it was read for.

    Raises:
        UsageError: no list has that id.
    """
    return _say(store, name, None, at=at)


def count_again(db: Connection, digest: str, *, at: int) -> bool:
    """The same of a list that is read once more on purpose, in the caller's transaction; whether it counted before."""
    if digest not in said_of_lists(db):
        return False
    decisions.add(db, at=at, kind=DecisionKind.POST_LIST, subject=digest, value={})
    return True


def _say(store: Store, name: str, post: str | None, *, at: int) -> SaidOfList:
    with store.writing() as db:
        digest = digest_called(db, name)
        now = _listed(db, digest)
        wanted = now.read_for if post is None else post_names(db, [post]).of(post)
        # A post has several numbers: the one that the list was read for is no move.
        post = None if wanted == now.read_for else post
        number = 0
        if wanted != now.post:
            value: Mapping[str, object] = {} if post is None else {POST: post}
            number = decisions.add(db, at=at, kind=DecisionKind.POST_LIST, subject=digest, value=value)
            rebuild_network(db)
        return SaidOfList(_listed(db, digest), Decided(number, 0))


def _listed(db: Connection, digest: str) -> PostList:
    return next(one for one in lists_read(db) if one.id == list_id(digest))
