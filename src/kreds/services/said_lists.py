"""What the person has said of lists of who reacted: which post each is really of, or that it counts for none.

Reactions are facts and stay as they were read; everybody who counts them asks here, and not the store.
"""

from collections.abc import Collection

from sqlalchemy import Connection

from kreds.model.decision import DecisionKind
from kreds.store import decisions, posts
from kreds.store.posts import ReactionRow

POST = "post"
"""In the value of a decision: the key of the post that the list counts for, "" for none; missing: as it was read."""


def said_of_lists(db: Connection) -> dict[str, str]:
    """What stands, by the digest of each list that anything was said of: the key of its post, "" for none."""
    standing = decisions.standing(db, DecisionKind.POST_LIST)
    return {digest: str(one.value[POST]) for digest, one in standing.items() if POST in one.value}


def said_lists(db: Connection) -> dict[int, str]:
    """The same by the number of each file that such a list was read from."""
    said = said_of_lists(db)
    return {one.number: said[one.digest] for one in posts.list_files(db) if one.digest in said} if said else {}


def counted_reactions(db: Connection, persons: Collection[int] | None = None) -> list[ReactionRow]:
    """Every reaction that counts, with the post that it counts for; or those of a few people only."""
    return posts.reaction_rows(db, persons, said=said_lists(db))


def left_out(db: Connection) -> frozenset[int]:
    """Those who stand on lists that were taken back, and on no other."""
    if not said_lists(db):
        return frozenset()
    counted = {row.reactor for row in counted_reactions(db)}
    return frozenset(one.id for one in posts.reactor_rows(db) if one.id not in counted)
