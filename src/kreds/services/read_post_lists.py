"""The lists of who reacted that were read: of which post each is, and which were taken back."""

from collections import defaultdict
from collections.abc import Collection
from pathlib import PurePosixPath

from sqlalchemy import Connection

from kreds.errors import UsageError
from kreds.model.post import PostList
from kreds.services.react import PostNames, post_names
from kreds.services.said_lists import said_of_lists
from kreds.store import posts
from kreds.store.database import Store
from kreds.store.posts import ListFile

PASTED = "reactions.txt"
"""What a pasted list is called in the ledger."""
_ID = 12
"""So many digits of what its bytes come to tell a list from all others."""


def list_id(digest: str) -> str:
    """The id of a list: 12 hexadecimal digits."""
    return digest[:_ID]


def all_lists(store: Store) -> tuple[PostList, ...]:
    """Every list that was read and tells of anybody, the newest first."""
    with store.reading() as db:
        return lists_read(db)


def lists_read(db: Connection) -> tuple[PostList, ...]:
    """The same of a moment of the store."""
    by_digest: dict[str, list[ListFile]] = defaultdict(list)
    for one in posts.list_files(db):
        by_digest[one.digest].append(one)
    said = said_of_lists(db)
    if not by_digest:
        return ()
    names = post_names(db, [*(files[0].post for files in by_digest.values()), *said.values()])
    found = [_list(digest, of_one, said.get(digest), names) for digest, of_one in by_digest.items()]
    return tuple(sorted(found, key=lambda one: (-one.at, one.id)))


def _list(digest: str, files: list[ListFile], said: str | None, names: PostNames) -> PostList:
    first = files[0]
    read_for = names.of(first.post)
    return PostList(
        id=list_id(digest),
        name=PurePosixPath(first.name).name,
        at=first.at,
        is_pasted=first.name == PASTED,
        people=sum(one.people for one in files),
        read_for=read_for,
        post=read_for if said is None else names.of(said),
    )


def digest_called(db: Connection, name: str) -> str:
    """What the bytes of the list with this id, or the beginning of it, come to.

    Raises:
        UsageError: no list has it, or several have.
    """
    digests: Collection[str] = {one.digest for one in posts.list_files(db)}
    fitting = [digest for digest in digests if name and digest.startswith(name.strip().lower())]
    if len(fitting) != 1:
        raise UsageError("POST-LIST-NONE", list=name)
    return fitting[0]
