"""What somebody did with the owner's posts: a part of all that is held about them (guide H5)."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from kreds.model.post import ReactionKind
from kreds.services.held_parts import Coded, HeldPart
from kreds.services.said_lists import said_lists
from kreds.store.tables import files, listings, post_reactions, reactor_people, reactors
from kreds.text.phrase import Phrase
from kreds.text.posts import post_url
from kreds.text.urls import profile_url

_KINDS = {
    ReactionKind.LIKE: Phrase("Like"),
    ReactionKind.CELEBRATE: Phrase("Celebrate"),
    ReactionKind.SUPPORT: Phrase("Support"),
    ReactionKind.LOVE: Phrase("Love"),
    ReactionKind.INSIGHTFUL: Phrase("Insightful"),
    ReactionKind.FUNNY: Phrase("Funny"),
    ReactionKind.SOME: Phrase("Reaction"),
    ReactionKind.COMMENT: Phrase("Comment"),
    ReactionKind.REPOST: Phrase("Repost"),
}
_COLUMNS = (
    ("kind", Phrase("Kind")),
    ("post", Phrase("Post")),
    ("day", Phrase("Day")),
    ("name", Phrase("Name")),
    ("headline", Phrase("Headline")),
    ("profile_url", Phrase("Profile")),
    ("degree", Phrase("Distance")),
    ("file", Phrase("File")),
    ("line", Phrase("Line")),
    ("taken_back", Phrase("Taken back")),
    ("moved_to", Phrase("Moved to the post")),
)
_ANSWER = (Coded("no", Phrase("no")), Coded("yes", Phrase("yes")))


def held_reactions(db: Connection, person: int) -> HeldPart:
    """Every line of a list of reactions, and every mail, that is theirs, also of lists that were taken back."""
    one, who = post_reactions.c, reactors.c
    said = said_lists(db)
    columns = (one.kind, one.post, one.day, who.name, who.headline, who.slug, who.degree)
    theirs = select(reactor_people.c.reactor).where(reactor_people.c.person == person)
    first = select(*columns, files.c.id, files.c.name, one.line).join(files, files.c.id == one.file)
    again = select(*columns, files.c.id, files.c.name, listings.c.line).join(listings, listings.c.key == one.key)
    told: list[tuple[Any, ...]] = []
    for query in (first, again.join(files, files.c.id == listings.c.file)):
        told += map(tuple, db.execute(query.join(reactors, who.id == one.reactor).where(one.reactor.in_(theirs))))
    told.sort(key=lambda row: (row[1], row[7], row[9]))
    rows = tuple(
        (
            Coded(kind, _KINDS[ReactionKind(kind)]),
            post_url(post),
            date.fromisoformat(day) if day else None,
            name,
            headline,
            profile_url(slug),
            degree or None,
            file,
            line,
            _ANSWER[said.get(number) == ""],
            post_url(said.get(number, "")),
        )
        for kind, post, day, name, headline, slug, degree, number, file, line in told
    )
    return HeldPart("reactions", Phrase("Reactions to the owner’s posts"), _COLUMNS, rows)
