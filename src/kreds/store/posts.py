"""The owner's posts, their figures, and who reacted, as the sources wrote it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, select

from kreds.model.post import FIGURES
from kreds.model.record import ActivityKind
from kreds.resolve.reactors import Reactor
from kreds.store.bulk import insert_rows
from kreds.store.tables import (
    activities,
    archives,
    files,
    imports,
    listings,
    post_figures,
    post_reactions,
    reactor_people,
    reactors,
    rejected_rows,
    retries,
)

OWN_KINDS = (ActivityKind.SHARE, ActivityKind.ARTICLE, ActivityKind.REPOST)
"""What the owner did that is a post of theirs."""
LIST_KIND = "post_reactions"
"""The kind of file that is a list of everybody who reacted, or commented; mails tell of one at a time."""


class OwnPost(NamedTuple):
    """Something the owner posted, as the archive has it; ``at`` is seconds since 1970-01-01 UTC."""

    url: str
    kind: str
    at: int | None
    detail: str
    text: str


class FiguresRow(NamedTuple):
    """What one export says of one post; numbers in the order of `kreds.model.post.FIGURES`."""

    post: str
    published: str
    day: str
    numbers: tuple[int | None, ...]


class ReactionRow(NamedTuple):
    """Somebody's reaction to a post; ``is_list`` when a whole list says it, ``person`` 0 for the owner."""

    post: str
    reactor: int
    kind: str
    day: str
    is_list: bool
    person: int


class ListFile(NamedTuple):
    """One reading of a list: its file's number, what its bytes come to, its name, and when and from where it came.

    Rows of it that were set aside and read again later are a file of their own, and of the same ``digest``.
    """

    number: int
    digest: str
    name: str
    at: int
    origin: str
    post: str
    people: int


class Reactors:
    """The numbers of all reactors; new ones are collected and written by `flush`."""

    def __init__(self, db: Connection) -> None:
        one = reactors.c
        rows = db.execute(select(one.slug, one.name, one.headline, one.degree, one.id)).all()
        self._numbers = {(slug, name, headline, degree): number for slug, name, headline, degree, number in rows}
        self._next = max(self._numbers.values(), default=0) + 1
        self._fresh: list[tuple[object, ...]] = []

    def number(self, slug: str, name: str, headline: str, degree: int) -> int:
        """The number of a reactor, a new one if they have none."""
        key = (slug, name, headline, degree)
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = self._next
            self._fresh.append((found, *key))
            self._next += 1
        return found

    def flush(self, db: Connection) -> None:
        """Write the new ones."""
        insert_rows(db, reactors, ("id", "slug", "name", "headline", "degree"), self._fresh)
        self._fresh = []


def has_reactors(db: Connection) -> bool:
    """Whether anybody is known to have reacted."""
    return db.execute(select(reactors.c.id).limit(1)).first() is not None


def reactor_rows(db: Connection, numbers: Collection[int] | None = None) -> list[Reactor]:
    """Everybody who reacted, as the sources wrote them; or these."""
    one = reactors.c
    query = select(one.id, one.slug, one.name, one.headline, one.degree).order_by(one.id)
    wanted = None if numbers is None else set(numbers)
    return [Reactor(*row) for row in db.execute(query) if wanted is None or row[0] in wanted]


def write_reactor_people(db: Connection, of_reactor: Sequence[tuple[int, int]]) -> None:
    """Replace the derived table of who stands behind each of them."""
    db.execute(delete(reactor_people))
    insert_rows(db, reactor_people, ("reactor", "person"), of_reactor)


def own_posts(db: Connection) -> list[OwnPost]:
    """What the owner posted, newest first."""
    one = activities.c
    query = (
        select(one.url, one.kind, one.at, one.detail, one.text)
        .where(one.kind.in_([kind.value for kind in OWN_KINDS]))
        .order_by(one.at.desc(), one.key)
    )
    return [OwnPost(*row) for row in db.execute(query)]


def figure_rows(db: Connection) -> list[FiguresRow]:
    """What the exports say, the newest last."""
    one = post_figures.c
    query = select(one.post, one.published, one.day, *(one[name] for name in FIGURES))
    rows = db.execute(query.order_by(one.day, one.file, one.line)).all()
    return [FiguresRow(row[0], row[1], row[2], tuple(row[3:])) for row in rows]


def reaction_rows(
    db: Connection, persons: Collection[int] | None = None, *, said: Mapping[int, str] | None = None
) -> list[ReactionRow]:
    """Every reaction, with who it is of; or those of a few people only.

    ``said`` has the post that some files are of, whatever stands in them: "" for none, and what no other file tells is
    left out then.
    """
    one = post_reactions.c
    query = (
        select(one.post, one.reactor, one.kind, one.day, files.c.kind == LIST_KIND)
        .add_columns(func.coalesce(reactor_people.c.person, 0), one.key, one.file)
        .join(files, files.c.id == one.file)
        .outerjoin(reactor_people, reactor_people.c.reactor == one.reactor)
        .order_by(one.file, one.line, one.key)
    )
    if persons is not None:
        query = query.where(reactor_people.c.person.in_(sorted(persons)))
    again = _told_again(db) if said else {}
    return [
        ReactionRow(post, who, kind, day, bool(is_list), person)
        for told, who, kind, day, is_list, person, key, file in db.execute(query)
        for post in (_counting(told, (file, *again.get(key, ())), said) if said else (told,))
    ]


def _told_again(db: Connection) -> dict[int, list[int]]:
    """By the key of a reaction the later lists that have it, too."""
    found: dict[int, list[int]] = defaultdict(list)
    query = select(listings.c.key, listings.c.file).join(files, files.c.id == listings.c.file)
    for key, file in db.execute(query.where(files.c.kind == LIST_KIND).order_by(listings.c.file)):
        found[key].append(file)
    return found


def _counting(post: str, told_by: Sequence[int], said: Mapping[int, str]) -> list[str]:
    """The posts that a reaction counts for."""
    return list(dict.fromkeys(said.get(file, post) for file in told_by if said.get(file) != ""))


def is_list(db: Connection, file: int) -> bool:
    """Whether a file is a list of everybody who reacted, or commented."""
    return db.scalar(select(files.c.kind).where(files.c.id == file)) == LIST_KIND


def list_files(db: Connection) -> list[ListFile]:
    """Every file that a list was read from and that tells of anybody, the oldest first."""
    told = _people_by_file(db)
    within = dict(
        map(
            tuple,
            db.execute(
                select(retries.c.file, rejected_rows.c.file).join(
                    rejected_rows, rejected_rows.c.id == retries.c.rejected
                )
            ),
        )
    )
    columns = (files.c.id, files.c.sha256, files.c.name, imports.c.finished_at, imports.c.origin)
    query = select(*columns).join(archives, archives.c.id == files.c.archive_id)
    query = query.join(imports, imports.c.id == archives.c.import_id).where(files.c.kind == LIST_KIND)
    rows = {row[0]: row for row in db.execute(query.order_by(files.c.id))}
    found: list[ListFile] = []
    for number, _, name, at, origin in rows.values():
        first = number
        while first in within:
            first = within[first]
        if number in told and first in rows:
            found.append(ListFile(number, rows[first][1], name, at, origin, *told[number]))
    return found


def _people_by_file(db: Connection) -> dict[int, tuple[str, int]]:
    """The post that the rows of a file are of, and how many they are; rows that an earlier list had, too, count."""
    one = post_reactions.c
    own = select(one.file, func.min(one.post), func.count()).group_by(one.file)
    again = select(listings.c.file, func.min(one.post), func.count()).join(post_reactions, one.key == listings.c.key)
    found: dict[int, tuple[str, int]] = {}
    for query in (own, again.group_by(listings.c.file)):
        for file, post, count in db.execute(query):
            found[file] = (post, found.get(file, ("", 0))[1] + count)
    return found
