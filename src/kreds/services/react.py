"""Who reacted to the owner's posts: recognized inside a rebuild, and counted as evidence of the relation."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import groupby

from sqlalchemy import Connection

from kreds.model.interaction import Channel, Direction
from kreds.model.match import MatchSide
from kreds.model.post import FIGURES, ReactionKind
from kreds.model.record import ActivityKind
from kreds.resolve import ConnectionState, OtherRow, People, Person, person_number
from kreds.resolve.reactors import KEY, Listed, Reactor, Recognized, reactor_key, who_reacted
from kreds.services.match_pairs import with_words
from kreds.services.said import said_matches
from kreds.services.said_lists import counted_reactions, left_out
from kreds.store import matches, people, posts
from kreds.store.matches import PairRow
from kreds.store.posts import ReactionRow
from kreds.text.names import match_key
from kreds.text.posts import post_key, posted_at

WHOLE = 0.8
"""A list counts as whole when it has so much of what the analytics say: members hide, and names are left out."""
_SECONDS_A_DAY = 86_400
_SAME_MOMENT = 600
"""Seconds between the two numbers that LinkedIn gives one post."""
_EPOCH = date(1970, 1, 1)
_SYSTEM = "posts"


@dataclass(frozen=True, slots=True)
class PostNames:
    """Which numbers mean one post. ``at`` is when each post was made, in seconds since 1970-01-01 UTC, where known."""

    same: Mapping[str, str]
    at: Mapping[str, int]

    def of(self, key: str) -> str:
        """The number that the post is known by best."""
        return self.same.get(key, key)


def recognized(db: Connection, listed: Sequence[Listed], reactors: Sequence[Reactor]) -> dict[int, Recognized]:
    """Who each of these is, with what the person has said."""
    return who_reacted(reactors, listed, said_matches(db))


def listed_relations(db: Connection, found: People, states: Mapping[int, ConnectionState]) -> list[Listed]:
    """The relations as every list of connections has had them."""
    return [
        Listed(person, human.key, row.slug, row.name, row.company, row.title, not states[person].no_longer_since)
        for row in matches.listed_rows(db)
        for person in [found.of_connection[row.id]]
        if person in states
        for human in [found.people[person]]
    ]


def with_reactors(
    db: Connection, found: People, states: Mapping[int, ConnectionState], owners: Collection[int]
) -> tuple[People, dict[int, int]]:
    """Everybody, with those who reacted: relations by the lines they stand on, others as people of their own.

    Whom a line may be of is written down to be asked.

    Returns:
        Everybody, and the person behind each reactor; the owner's own lines are missing.
    """
    reactors = posts.reactor_rows(db)
    if not reactors:
        _keep_pairs(db, [])
        return found, {}
    known = recognized(db, listed_relations(db, found, states), reactors)
    by_key = {key: one.id for one in found.people.values() for key in one.keys}
    own_names = {match_key(name) for name in people.owner_values(db, "name")} | {
        match_key(found.people[person].name) for person in owners
    }
    everybody, keys = dict(found.people), defaultdict[int, list[str]](list)
    of_reactor: dict[int, int] = {}
    pairs: list[PairRow] = []
    # Whoever stands only on lists that were taken back is nobody's doubt, and gives nobody a name; but they can be
    # shown what is held about them, and be forgotten.
    uncounted = left_out(db)
    for one in sorted(reactors, key=lambda one: (one.id in uncounted, one.id)):
        key = reactor_key(one)
        person = known[one.id].person or by_key.get(key, 0)
        if person in owners or (not person and match_key(one.name) in own_names):
            continue
        if not person:
            person = by_key[key] = person_number(key)
            everybody[person] = Person(person, key, (key,), one.name, one.slug, "")
        elif key not in by_key and one.id not in uncounted:
            by_key[key] = person
            keys[person].append(key)
        of_reactor[one.id] = person
        pairs += () if one.id in uncounted else _pairs(one, known[one.id])
    for person, more in keys.items():
        everybody[person] = everybody[person]._replace(keys=(*everybody[person].keys, *more))
    _keep_pairs(db, with_words(sorted(set(pairs)), said_matches(db)))
    return replace(found, people=everybody), of_reactor


def _pairs(one: Reactor, known: Recognized) -> Iterator[PairRow]:
    side = MatchSide(one.name, title=one.headline, systems=_SYSTEM)
    for option in known.options:
        odds = option.chance / (1.0 - option.chance)
        told = {"odds": odds, "alone": option.chance, "why": [list(why) for why in option.why], "who": asdict(side)}
        yield PairRow(option.key, reactor_key(one), option.chance, json.dumps(told, ensure_ascii=False))


def _keep_pairs(db: Connection, pairs: Sequence[PairRow]) -> None:
    """Let these take the place of the pairs of reactors that are kept."""
    kept = matches.read_pairs(db)
    others = [pair for pair in kept if not pair.other.startswith(KEY)]
    if pairs or len(others) < len(kept):
        matches.write_pairs(db, [*others, *pairs])


# ---- posts ----------------------------------------------------------------------------------------------------------


def post_names(db: Connection, mentioned: Collection[str] = ()) -> PostNames:
    """Which of the numbers of posts mean one post: by the moment they were made at, else by the only post of a day.

    The archive names shares, pages and exports name activities. ``mentioned`` are keys beside those of the store.
    """
    at: dict[str, int] = {}
    own: list[str] = []
    # What was passed on without a word bears the number of somebody else's post.
    passed_on: set[str] = set()
    for row in posts.own_posts(db):
        key = post_key(row.url)
        if key and key not in at:
            own.append(key)
            passed_on.update([key] if row.kind == ActivityKind.REPOST else [])
            if (moment := row.at if row.at is not None else posted_at(key)) is not None:
                at[key] = moment
    days: dict[str, str] = {row.post: row.published for row in posts.figure_rows(db) if row.published}
    others = {*days, *(row.post for row in counted_reactions(db)), *mentioned} - set(own) - {""}
    same: dict[str, str] = {}
    by_day: dict[int, list[str]] = defaultdict(list)
    for key in own:
        if key in at and key not in passed_on:
            by_day[at[key] // _SECONDS_A_DAY].append(key)
    for key in sorted(others):
        told = date.fromisoformat(days[key]) if key in days else None
        moment = posted_at(key)
        if moment is None and told is not None:
            moment = (told - _EPOCH).days * _SECONDS_A_DAY
        if moment is None:
            continue
        at.setdefault(key, moment)
        if twin := _twin(key, moment, by_day, at):
            same[key] = twin
    return PostNames(same, at)


def _twin(key: str, moment: int, by_day: Mapping[int, Sequence[str]], at: Mapping[str, int]) -> str:
    """The own post that a number of a page means, "" for none."""
    day = moment // _SECONDS_A_DAY
    near = [one for number in (day - 1, day, day + 1) for one in by_day.get(number, ())]
    exact = [one for one in near if posted_at(key) is not None and abs(_made(one, at) - moment) <= _SAME_MOMENT]
    if len(exact) == 1:
        return exact[0]
    that_day = by_day.get(day, ())
    return that_day[0] if len(that_day) == 1 and not exact else ""


def _made(key: str, at: Mapping[str, int]) -> int:
    """When a post was made: by its own number where that agrees with the archive, else as the archive has it."""
    told = posted_at(key)
    return told if told is not None and abs(told - at[key]) <= _SECONDS_A_DAY else at[key]


def whole_lists(db: Connection, names: PostNames) -> dict[str, int]:
    """The posts of which a whole list of the reactions is known, as far as the analytics tell; how many stand on it."""
    listed: dict[str, set[int]] = defaultdict(set)
    for row in counted_reactions(db):
        if row.post and row.is_list and ReactionKind(row.kind) is not ReactionKind.COMMENT:
            listed[names.of(row.post)].add(row.reactor)
    told = highest_figures(db, names)
    return {post: len(who) for post, who in listed.items() if is_whole(len(who), told.get(post, {}))}


def is_whole(listed: int, figures: Mapping[str, int]) -> bool:
    """Whether a list of so many reactions is whole, as far as the figures of the post tell.

    >>> is_whole(40, {"reactions": 45}), is_whole(10, {"reactions": 45}), is_whole(3, {})
    (True, False, True)
    """
    return listed > 0 and listed >= WHOLE * figures.get("reactions", 0)


def highest_figures(db: Connection, names: PostNames) -> dict[str, dict[str, int]]:
    """The figures of each post by name: they grow, so the highest counts."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in posts.figure_rows(db):
        told = found[names.of(row.post)]
        for name, number in zip(FIGURES, row.numbers, strict=True):
            if number is not None:
                told[name] = max(number, told.get(name, 0))
    return dict(found)


# ---- evidence -------------------------------------------------------------------------------------------------------


def reaction_exchanges(
    db: Connection, *, until: int, of_reactor: Mapping[int, int] | None = None, persons: Collection[int] | None = None
) -> Iterator[OtherRow]:
    """What people did with the owner's posts: one exchange for each of them and post, of a length where it took words.

    It is dated by the post, which comes before its reactions by a day or two; a post of which nothing is known, by the
    day of the mail. What came after the last day that the archive covers counts as of that day.

    Args:
        until: that day, in days since 1970-01-01.
        of_reactor: who stands behind each reactor, where that is not written down yet.
        persons: of these people only.
    """
    rows = counted_reactions(db, persons)
    if not rows:
        return
    names = post_names(db)

    def who(row: ReactionRow) -> tuple[int, str]:
        person = row.person if of_reactor is None else of_reactor.get(row.reactor, 0)
        return person, names.of(row.post) or f"day {row.day}"

    for (person, post), told in groupby(sorted(rows, key=who), key=who):
        every = list(told)
        has_words = any(ReactionKind(row.kind).has_words for row in every)
        days = [(date.fromisoformat(row.day) - _EPOCH).days for row in every if row.day]
        moment = names.at.get(post)
        day = min(moment // _SECONDS_A_DAY if moment is not None else min(days, default=until), until)
        if person:
            at = day * _SECONDS_A_DAY
            yield OtherRow(person, at, int(Channel.REACTION), int(Direction.INBOUND), f"post:{post}", int(has_words))


def list_days(db: Connection) -> list[int]:
    """The days (since 1970-01-01) of the posts of which a whole list is known."""
    if not posts.has_reactors(db):
        return []
    names = post_names(db)
    return sorted(names.at[post] // _SECONDS_A_DAY for post in whole_lists(db, names) if post in names.at)
