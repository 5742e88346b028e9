"""Everything an agenda is made from: the relations as ties, what the owner posts, and what is missing to say more."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Select, func, select

from kreds.composition.segments import BELONGS
from kreds.cultivation.inspire import Content, Posted
from kreds.cultivation.ties import NewJob, Tie
from kreds.model.interaction import Channel
from kreds.model.level import Level, Trend
from kreds.model.log import LogLine
from kreds.model.record import ActivityKind
from kreds.model.review import Fate, Said
from kreds.services.judging import coverage_of
from kreds.services.read_talk import Gifts, Talk, Talks
from kreds.services.relation_rows import day
from kreds.services.said_goals import active_goal
from kreds.services.said_log import said_log
from kreds.services.said_reviews import last_fates
from kreds.sources.kinds import Kind
from kreds.store.tables import (
    activities,
    archives,
    connection_people,
    connections,
    features,
    files,
    memberships,
    relations,
    sightings,
)

_SECONDS_A_DAY = 86_400
_EPOCH = date(1970, 1, 1)
_LEVELS = {level.value: level for level in Level}
_FADING = Trend.FADING.value
_PODCASTS = ("spotify.com", "podcasts.apple.com", "podbean.com", "buzzsprout.com", "soundcloud.com", "podimo.com")
_VIDEOS = ("youtube.com", "youtu.be", "vimeo.com")
MESSAGES, POSTS, GOAL, TEXTS = "messages", "posts", "goal", "texts"
"""What may be missing, by name."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What an agenda stands on."""

    ties: tuple[Tie, ...]
    posted: tuple[Posted, ...]
    posts_covered: bool
    missing: tuple[str, ...]


def read_ground(db: Connection, talks: Talks) -> Ground:
    """Read it, without what the person has said of agendas; ``talks`` are those of `kreds.services.read_talk`."""
    goal = active_goal(db)
    order = {target.segment: place for place, target in enumerate(goal.targets)} if goal else {}
    around = _Around(talks, _Said.read(db), _groups_of_goal(db, order), _new_jobs(db))
    ties = []
    rank = 0
    for row in db.execute(_current()).all():
        level = _LEVELS[row.level]
        rank += level is Level.STRONG
        ties.append(_tie(row, level, rank, around))
    posts = {Kind.SHARES, Kind.ARTICLES, Kind.REPOSTS}
    has_posts = bool(db.scalar(select(func.count()).select_from(files).where(files.c.kind.in_(posts))))
    covered = Channel.MESSAGE in coverage_of(db).channels
    has_words = any(tie.asked and tie.asked.words for tie in ties) or not any(tie.asked for tie in ties)
    missing = {MESSAGES: not covered, POSTS: not has_posts, GOAL: goal is None, TEXTS: covered and not has_words}
    return Ground(
        tuple(ties), _posted(db), has_posts, tuple(name for name, is_missing in missing.items() if is_missing)
    )


def read_strong(db: Connection, talks: Mapping[int, Talk]) -> tuple[Tie, ...]:
    """The strong relations of whom a talk is given, as far as contact with them goes: no groups, gifts or other work.

    ``talks`` are those of `kreds.services.read_talk`.
    """
    around = _Around(Talks(talks), _Said.read(db), {}, {})
    rows = db.execute(_current().where(relations.c.level == Level.STRONG.value))
    return tuple(_tie(row, Level.STRONG, rank, around) for rank, row in enumerate(rows, 1) if row.person in talks)


_COLUMNS = (
    "person", "level", "strength", "alive", "connected_on", "last_contact", "trend", "trial_since", "trial_until",
    "function", "seniority", "role", "company", "title", "place", "messages_in", "messages_out",
)  # fmt: skip


def _current() -> Select[Any]:
    chosen = (relations.c[name] for name in _COLUMNS)
    return (
        select(*chosen, features.c.meetings)
        .outerjoin(features, features.c.person == relations.c.person)
        .where(relations.c.no_longer_since == "")
        .order_by(relations.c.strength.desc(), relations.c.person)
    )


@dataclass(frozen=True, slots=True)
class _Said:
    done: Mapping[int, date]
    fates: Mapping[int, Said]

    @classmethod
    def read(cls, db: Connection) -> "_Said":
        return cls(_logged(said_log(db)), last_fates(db))


@dataclass(frozen=True, slots=True)
class _Around:
    """What else is known of everybody, by person."""

    talks: Talks
    said: _Said
    groups: Mapping[int, tuple[float, str]]
    jobs: Mapping[int, NewJob]


def _logged(lines: Collection[LogLine]) -> dict[int, date]:
    """The last day on which the person has done something for or with somebody, by their own word."""
    found: dict[int, date] = {}
    for line in lines:
        person = int(line.person, 16)
        found[person] = max(line.day, found.get(person, line.day))
    return found


_NO_TALK, _NO_GIFTS, _NO_GROUP = Talk(), Gifts(), (0.0, "")


def _tie(row: Sequence[Any], level: Level, rank: int, found: _Around) -> Tie:
    (
        person, _, strength, alive, connected_on, last_contact, trend, trial_since, trial_until,
        function, seniority, role, company, title, place, messages_in, messages_out, meetings,
    ) = row  # fmt: skip
    talk, gifts = found.talks.talks.get(person, _NO_TALK), found.talks.gifts.get(person, _NO_GIFTS)
    fate, done = found.said.fates.get(person), found.said.done.get(person)
    last = day(last_contact)
    fit, group = found.groups.get(person, _NO_GROUP)
    return Tie(
        person=person,
        level=level,
        strength=strength,
        alive=alive,
        rank=rank if level is Level.STRONG else 0,
        fit=fit,
        connected_on=day(connected_on),
        last=last,
        touched=done if done and (last is None or done > last) else last,
        active_days=talk.active_days,
        usual_gap=talk.usual_gap,
        is_silent=talk.is_silent,
        is_fading=trend == _FADING,
        unanswered_days=talk.unanswered_days,
        last_written=talk.last_written,
        both_ways=bool((messages_in and messages_out) or meetings),
        chosen=_EPOCH + timedelta(seconds=fate.at) if fate and fate.fate is Fate.CULTIVATE else None,
        trial_since=day(trial_since),
        trial_until=day(trial_until),
        followed=gifts.followed,
        recommended=gifts.recommended,
        endorsed=gifts.endorsed,
        endorsed_on=gifts.endorsed_on,
        function=function,
        seniority=seniority,
        role=role,
        company=company,
        title=title,
        place=place,
        group=group,
        asked=talk.asked,
        new_job=found.jobs.get(person),
    )


def _groups_of_goal(db: Connection, order: Mapping[str, int]) -> dict[int, tuple[float, str]]:
    """How important to the goal the most important group of each is, in (0, 1], and that group."""
    query = select(memberships.c.person, memberships.c.segment).where(
        memberships.c.share >= BELONGS, memberships.c.segment.in_(list(order))
    )
    found: dict[int, tuple[float, str]] = {}
    for person, segment in db.execute(query).all():
        fit = 1.0 - order[segment] / (len(order) + 1)
        found[person] = max(found.get(person, (0.0, "")), (fit, segment))
    return found


def _new_jobs(db: Connection) -> dict[int, NewJob]:
    """Whoever has other work in the newest list of connections than in the one before in which they stood."""
    # Whoever stands in one row of one list has no other work to show: the rest is read.
    listed = (
        select(connection_people.c.person)
        .join(sightings, sightings.c.connection_id == connection_people.c.connection_id)
        .group_by(connection_people.c.person)
        .having(func.count() > 1)
    )
    query = (
        select(connection_people.c.person, connections.c.company, connections.c.title, archives.c.as_of)
        .join(connections, connections.c.id == connection_people.c.connection_id)
        .join(sightings, sightings.c.connection_id == connections.c.id)
        .join(archives, archives.c.id == sightings.c.archive_id)
        .where(archives.c.as_of != "", connection_people.c.person.in_(listed))
        .order_by(connection_people.c.person, archives.c.as_of, archives.c.id)
    )
    found: dict[int, NewJob] = {}
    before: dict[int, tuple[str, str]] = {}
    for person, company, title, seen in db.execute(query).all():
        work = (company, title)
        if any(work) and person in before and before[person] != work:
            old = before[person]
            found[person] = NewJob(company, title, old[0], old[1], date.fromisoformat(seen))
        if any(work):
            before[person] = work
    return found


def _posted(db: Connection) -> tuple[Posted, ...]:
    wanted = (ActivityKind.SHARE, ActivityKind.ARTICLE, ActivityKind.REPOST)
    query = select(activities.c.kind, activities.c.at, activities.c.detail).where(
        activities.c.kind.in_([kind.value for kind in wanted]), activities.c.at.is_not(None)
    )
    return tuple(
        Posted(_EPOCH + timedelta(days=at // _SECONDS_A_DAY), _content(kind, detail))
        for kind, at, detail in db.execute(query.distinct())
        if kind != ActivityKind.REPOST.value
    )


def _content(kind: str, detail: str) -> Content:
    """The kind of content, by what was shared; a picture is shown by no file that says which post it was in."""
    if kind == ActivityKind.ARTICLE.value:
        return Content.ARTICLE
    host = (urlsplit(detail).hostname or "").removeprefix("www.") if detail.startswith("http") else ""
    if host in _PODCASTS or host.endswith(_PODCASTS):
        return Content.PODCAST
    if host in _VIDEOS or host.endswith(_VIDEOS):
        return Content.VIDEO
    return Content.LINK if host else Content.TEXT
