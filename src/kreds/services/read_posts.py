"""The owner's posts: what each did, who reacted, from which groups; and how far the lists reach (guide G3.6)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sqlalchemy import Connection, select

from kreds.errors import UsageError
from kreds.model.post import FIGURES, Post, PostFigures, PostKind, PostList, PostReaction, ReactionKind
from kreds.model.record import ActivityKind
from kreds.resolve.reactors import KEY, Listed, Reactor, reactor_key
from kreds.services.kept import Kept
from kreds.services.match_pairs import ASKED_FROM
from kreds.services.react import PostNames, highest_figures, post_names, whole_lists
from kreds.services.read_post_lists import lists_read
from kreds.services.relation_rows import shown_id
from kreds.services.said_lists import counted_reactions
from kreds.services.standing import stamp
from kreds.store import matches, posts
from kreds.store.database import Store
from kreds.store.posts import FiguresRow, OwnPost, ReactionRow
from kreds.store.tables import connection_people, people, relations
from kreds.text.names import prose
from kreds.text.posts import post_key, post_url
from kreds.text.urls import profile_url
from kreds.ties.coverage import LEAST_LISTS

_EXCERPT = 160
_KINDS = {ActivityKind.ARTICLE: PostKind.ARTICLE, ActivityKind.REPOST: PostKind.REPOST}


@dataclass(frozen=True, slots=True)
class Posts:
    """All posts, newest first.

    ``lists`` is of how many of them a whole list of the reactions is known, ``wanted`` from how many on it is "not
    seen" to be on none of them. ``unplaced`` counts reactions that no post is known for. ``taken_back`` are the lists
    that count for none.
    """

    posts: tuple[Post, ...]
    lists: int
    wanted: int = LEAST_LISTS
    unplaced: int = 0
    taken_back: tuple[PostList, ...] = ()


@dataclass(frozen=True, slots=True)
class _Who:
    """What is shown of a person."""

    name: str
    slug: str
    level: str
    group: str
    is_relation: bool


_kept: Kept[Posts] = Kept()


def all_posts(store: Store) -> Posts:
    """Everything the owner posted, as far as any file tells of it, with who is known to have reacted."""
    with store.reading() as db:
        key = stamp(db).all
    return _kept.get(store, key, lambda: _read(store))


def one_post(store: Store, post: str) -> Post:
    """One post, by its key, any of its numbers, or its address.

    Raises:
        UsageError: there is no such post.
    """
    found = all_posts(store)
    key = post_key(post) or post
    with store.reading() as db:
        key = post_names(db, [key]).of(key)
    for one in found.posts:
        if one.id == key:
            return one
    raise UsageError("POST", post=post)


def listed_now(db: Connection) -> list[Listed]:
    """The relations as every list of connections has had them, by the network as it stands."""
    person_of = dict(map(tuple, db.execute(select(connection_people.c.connection_id, connection_people.c.person))))
    keys = dict(map(tuple, db.execute(select(people.c.id, people.c.key))))
    gone = dict(map(tuple, db.execute(select(relations.c.person, relations.c.no_longer_since))))
    return [
        Listed(person, keys[person], row.slug, row.name, row.company, row.title, not gone[person])
        for row in matches.listed_rows(db)
        for person in [person_of.get(row.id, 0)]
        if person in gone
    ]


def _read(store: Store) -> Posts:
    with store.reading() as db:
        return posts_in(db)


def posts_in(db: Connection) -> Posts:
    """The same of a moment of the store."""
    lists = lists_read(db)
    names = post_names(db, [one.read_for for one in lists])
    rows = counted_reactions(db)
    reactors = {one.id: one for one in posts.reactor_rows(db)}
    whole = whole_lists(db, names)
    told = _figures(posts.figure_rows(db), names, highest_figures(db, names))
    own = {key: one for one in posts.own_posts(db) if (key := names.of(post_key(one.url)))}
    unsure = {pair.other for pair in matches.read_pairs(db, least=ASKED_FROM, why=False) if pair.probability < 1.0}
    who = people_shown(db, {row.person for row in rows})
    by_post: dict[str, list[ReactionRow]] = defaultdict(list)
    for row in rows:
        if row.person:
            by_post[names.of(row.post)].append(row)
    keys = (set(own) | set(told) | set(by_post)) - {""}
    found = [
        _post(key, own.get(key), names, told.get(key, PostFigures()), _reactions(by_post[key], reactors, who, unsure))
        for key in keys
    ]
    listed = {names.of(row.post) for row in rows if row.is_list}
    of_post: dict[str, list[PostList]] = defaultdict(list)
    for one in sorted(lists, key=lambda one: one.is_taken_back):
        of_post[one.post or one.read_for].append(one)
    found = [
        replace(one, has_list=one.id in listed, is_whole=one.id in whole, lists=tuple(of_post[one.id])) for one in found
    ]
    found.sort(key=lambda one: (one.day is not None, one.day or date.min, one.id), reverse=True)
    taken_back = tuple(one for one in lists if one.is_taken_back)
    return Posts(tuple(found), len(whole), unplaced=len(by_post.get("", ())), taken_back=taken_back)


def people_shown(db: Connection, persons: Collection[int]) -> dict[int, _Who]:
    """What is shown of these people, relations or not."""
    one = relations.c
    query = select(people.c.id, people.c.name, people.c.slug, one.name, one.slug, one.level, one.segment, one.person)
    found: dict[int, _Who] = {}
    for person, name, slug, listed, own, level, group, relation in db.execute(
        query.outerjoin(relations, one.person == people.c.id)
    ):
        if person in persons:
            found[person] = _Who(listed or name, own or slug, level or "", group or "", relation is not None)
    return found


def _figures(
    rows: Sequence[FiguresRow], names: PostNames, numbers: Mapping[str, Mapping[str, int]]
) -> dict[str, PostFigures]:
    days: dict[str, str] = {}
    for row in rows:
        key = names.of(row.post)
        days[key] = max(days.get(key, ""), row.day)
    return {
        key: PostFigures(
            **{name: told.get(name) for name in FIGURES}, day=date.fromisoformat(days[key]) if days.get(key) else None
        )
        for key, told in numbers.items()
    }


def _post(
    key: str, own: OwnPost | None, names: PostNames, figures: PostFigures, reactions: tuple[PostReaction, ...]
) -> Post:
    at = names.at.get(key)
    related = [one for one in reactions if one.relation]
    return Post(
        id=key,
        url=(own.url if own else "") or post_url(key),
        kind=_kind(key, own),
        day=None if at is None else datetime.fromtimestamp(at, UTC).date(),
        text=_excerpt(own) if own else "",
        figures=figures,
        listed=len(reactions),
        relations=len(related),
        unsure=sum(one.is_unsure for one in reactions),
        groups=dict(Counter(one.group for one in related if one.group).most_common()),
        reactions=reactions,
    )


def _kind(key: str, own: OwnPost | None) -> PostKind:
    if own is None:
        return PostKind.ARTICLE if key.startswith("pulse:") else PostKind.POST
    if (kind := _KINDS.get(ActivityKind(own.kind))) is not None:
        return kind
    return PostKind.LINK if own.detail else PostKind.POST


def _excerpt(own: OwnPost) -> str:
    """How a post begins; an article by its title."""
    text = " ".join(prose(own.detail if own.kind == ActivityKind.ARTICLE else own.text).split())
    return text if len(text) <= _EXCERPT else f"{text[: _EXCERPT - 1].rstrip()}…"


def _reactions(
    rows: Sequence[ReactionRow], reactors: Mapping[int, Reactor], who: Mapping[int, _Who], unsure: Collection[str]
) -> tuple[PostReaction, ...]:
    """Everybody once, with all they did: relations first, then those who may be, then the rest, each by name."""
    by_person: dict[int, list[ReactionRow]] = defaultdict(list)
    for row in rows:
        by_person[row.person].append(row)
    found = [
        _reaction(person, told, reactors, who[person], unsure) for person, told in by_person.items() if person in who
    ]
    return tuple(
        sorted(found, key=lambda one: (not one.relation, not one.is_unsure, one.name.casefold(), one.relation))
    )


def _reaction(
    person: int, rows: Sequence[ReactionRow], reactors: Mapping[int, Reactor], who: _Who, unsure: Collection[str]
) -> PostReaction:
    known = [reactors[row.reactor] for row in rows]
    headlines = [one.headline for one in known if one.headline]
    doubts = [key for one in known if (key := reactor_key(one)).startswith(KEY) and key in unsure]
    return PostReaction(
        name=who.name or known[0].name,
        kinds=tuple(dict.fromkeys(ReactionKind(row.kind) for row in rows)),
        relation=shown_id(person) if who.is_relation else "",
        headline=headlines[-1] if headlines else "",
        profile_url=profile_url(who.slug),
        level=who.level,
        group=who.group,
        is_unsure=bool(doubts) and not who.is_relation,
    )
