"""What somebody did with the owner's posts: a part of all that is held about them (guide H5)."""

from datetime import date

from sqlalchemy import Connection, select

from kreds.model.post import ReactionKind
from kreds.services.held_parts import Coded, HeldPart
from kreds.store.tables import files, post_reactions, reactor_people, reactors
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
)


def held_reactions(db: Connection, person: int) -> HeldPart:
    """Every line of a list of reactions, and every mail, that is theirs."""
    one, who = post_reactions.c, reactors.c
    statement = (
        select(one.kind, one.post, one.day, who.name, who.headline, who.slug, who.degree, files.c.name, one.line)
        .join(reactors, who.id == one.reactor)
        .join(reactor_people, reactor_people.c.reactor == who.id)
        .join(files, files.c.id == one.file)
        .where(reactor_people.c.person == person)
        .order_by(one.post, one.file, one.line)
    )
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
        )
        for kind, post, day, name, headline, slug, degree, file, line in db.execute(statement)
    )
    return HeldPart("reactions", Phrase("Reactions to the owner’s posts"), _COLUMNS, rows)
