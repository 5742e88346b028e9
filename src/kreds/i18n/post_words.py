"""Posts and reactions in words."""

from datetime import datetime

from kreds.i18n.translator import Translator
from kreds.model.post import Post, PostKind, PostList, ReactionKind
from kreds.text.phrase import Phrase

_REACTIONS = {
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


def reaction_name(kind: ReactionKind, t: Translator) -> str:
    """What somebody did."""
    return t.phrase(_REACTIONS[kind])


def post_kind(kind: PostKind, t: Translator) -> str:
    """What a post is."""
    words = {
        PostKind.POST: t.text("Post"),
        PostKind.LINK: t.text("Post with a link"),
        PostKind.ARTICLE: t.text("Article"),
        PostKind.REPOST: t.text("Repost"),
    }
    return words[kind]


def list_words(lists: int, wanted: int, t: Translator) -> str:
    """How far the lists of reactions reach (`kreds.ties.coverage.LEAST_LISTS`)."""
    if lists >= wanted:
        return t.text(
            "Kreds has the whole lists of %(n)s posts: whoever stands on none of them hardly ever reacts to you.",
            n=t.number(lists),
        )
    return t.text(
        "Kreds has the whole lists of %(n)s posts. From %(wanted)s on, standing on none of them says something.",
        n=t.number(lists),
        wanted=t.number(wanted),
    )


def who_reacted(post: Post, t: Translator) -> str:
    """How many are known to have reacted, and how many of them are relations; "" for nobody."""
    if not post.listed:
        return ""
    return t.plural(
        "%(n)s person reacted, %(relations)s of them a relation",
        "%(n)s people reacted, %(relations)s of them relations",
        post.listed,
        relations=t.number(post.relations),
    )


def post_title(post: Post, t: Translator) -> str:
    """How a post begins, else what it is."""
    return post.text or post_kind(post.kind, t)


def post_day(post: Post, t: Translator) -> str:
    """When it was posted."""
    return t.day(post.day) if post.day else t.text("day unknown")


def list_name(one: PostList, t: Translator) -> str:
    """What a list is called: its file, or that it was pasted."""
    return t.text("A pasted list") if one.is_pasted else one.name


def list_told(one: PostList, t: Translator) -> str:
    """When it was read, and how many names it has."""
    day = t.day(datetime.fromtimestamp(one.at).astimezone().date())
    return t.plural("read on %(day)s, %(n)s name", "read on %(day)s, %(n)s names", one.people, day=day)


def list_became(one: PostList, t: Translator) -> str:
    """How a list stands after something was said of it."""
    if one.is_taken_back:
        return t.text("The list is taken back: it counts for no post.")
    if one.is_moved:
        return t.text("The list is moved: it counts for the other post now.")
    return t.text("The list counts for the post that it was read for.")
