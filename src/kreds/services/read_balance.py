"""The balance of Listen, Learn, Help and Inspire over time, and of giving and receiving (guide G2.2, G1.7)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import polars as pl
from sqlalchemy import Connection, func, select

from kreds.cultivation import balance as core
from kreds.cultivation.answers import ANSWER_DAYS, answered_days
from kreds.cultivation.balance import LATELY_DAYS, QUARTERS, Done, Source
from kreds.cultivation.giving import SIDES, giving, one_sided
from kreds.model.balance import OF_AGENDA, Balance, Deed, Giving, Leaning
from kreds.model.decision import DecisionKind
from kreds.model.interaction import Channel
from kreds.model.level import Level
from kreds.model.log import LogKind, LogLine
from kreds.model.record import ActivityKind
from kreds.services.kept import Kept
from kreds.services.relation_rows import shown_id
from kreds.services.said_done import said_done
from kreds.services.said_log import said_log
from kreds.services.standing import stamp
from kreds.sources.kinds import Kind
from kreds.store import imports
from kreds.store.bulk import read_frame
from kreds.store.database import Store
from kreds.store.deeds import activity_days, days_by_kind, gesture_days, talk_between_two
from kreds.store.tables import decisions, features, relations

MOST = 5
"""So many relations with one-sided giving are named, each way."""
SHOWN_BY: Mapping[Kind, tuple[Deed, ...]] = {
    Kind.REACTIONS: (Deed.REACTION,),
    Kind.COMMENTS: (Deed.COMMENT,),
    Kind.VOTES: (Deed.VOTE,),
    Kind.EVENTS: (Deed.EVENT,),
    Kind.COMPANY_FOLLOWS: (Deed.COMPANY_FOLLOW,),
    Kind.MEMBER_FOLLOWS: (Deed.FOLLOW,),
    Kind.LEARNING: (Deed.LEARNING,),
    Kind.SAVED_ITEMS: (Deed.SAVED,),
    Kind.MESSAGES: (Deed.ANSWER,),
    Kind.RECOMMENDATIONS_GIVEN: (Deed.RECOMMENDATION,),
    Kind.ENDORSEMENTS_GIVEN: (Deed.ENDORSEMENT,),
    Kind.SHARES: (Deed.SHARE,),
    Kind.ARTICLES: (Deed.ARTICLE,),
    Kind.REPOSTS: (Deed.REPOST,),
}
"""Which file shows which deeds."""
_GESTURES = {
    Channel.FOLLOW: Deed.FOLLOW,
    Channel.RECOMMENDATION: Deed.RECOMMENDATION,
    Channel.ENDORSEMENT: Deed.ENDORSEMENT,
}
_LOGGED = {
    LogKind.MET: Deed.TALKED,
    LogKind.CALL: Deed.TALKED,
    LogKind.HELPED: Deed.HELPED,
    LogKind.LEARNED: Deed.LEARNED,
}
"""To have talked is to have listened. What was written or answered is contact, and of none of the four."""
_SIDES_BY = {
    Kind.MESSAGES: ("starts_out", "starts_in", "answers_out", "answers_in"),
    Kind.RECOMMENDATIONS_GIVEN: ("recommendations_out",),
    Kind.RECOMMENDATIONS_RECEIVED: ("recommendations_in",),
    Kind.ENDORSEMENTS_GIVEN: ("endorsements_out",),
    Kind.ENDORSEMENTS_RECEIVED: ("endorsements_in",),
}
_HELPED = {"helped_out": LogKind.HELPED, "helped_in": LogKind.LEARNED}
"""A hand lent is given, something learned is received."""
_EPOCH = date(1970, 1, 1)
_SECONDS_A_DAY = 86_400
_SOMEBODY = -1
"""Stands for whoever an answer went to, where no line of the agenda is about them."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the files tell; changes only with an import, or with who is who."""

    done: tuple[Done, ...]
    answers: pl.DataFrame
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class _Reckoned:
    """The balance before anybody is named, and who gives and who receives one-sidedly."""

    found: Balance
    gives: tuple[Giving, ...]
    gets: tuple[Giving, ...]


_facts: Kept[_Facts] = Kept()
_balance: Kept[_Reckoned] = Kept(most=2)


def balance(store: Store, *, today: date) -> Balance:
    """What was done of the four parts until ``today``, what stands out, and with whom giving is one-sided."""
    with store.reading() as db:
        messages = stamp(db).messages
        kinds = [kind.value for kind in (DecisionKind.LOG, DecisionKind.AGENDA)]
        said = db.scalar(select(func.max(decisions.c.id)).where(decisions.c.kind.in_(kinds)))
    reckoned = _balance.get(store, (messages, said, today), lambda: _reckon(store, messages, today))
    with store.reading() as db:
        return replace(reckoned.found, giving=_named(db, reckoned.gives), receiving=_named(db, reckoned.gets))


def giving_of(store: Store, person: int) -> Giving | None:
    """What the owner and one relation give each other; None where nobody has that number."""
    with store.reading() as db:
        columns = [features.c[name] for name in SIDES if name not in _HELPED]
        row = db.execute(select(*columns).where(features.c.person == person)).mappings().first()
        if row is None:
            return None
        lines = said_log(db, [person])
        helped = {name: sum(line.kind is kind for line in lines) for name, kind in _HELPED.items()}
        sides = {**{str(name): int(value or 0) for name, value in row.items()}, **helped}
        covered = _covered_sides(db, any(helped.values()))
        return giving(shown_id(person), sides, covered=covered)


def _reckon(store: Store, facts_stamp: tuple[int, ...], today: date) -> _Reckoned:
    facts = _facts.get(store, facts_stamp, lambda: _read_facts(store))
    with store.reading() as db:
        lines, said = said_log(db), said_done(db)
        noted = [Done(_LOGGED[line.kind], line.day, int(line.person, 16)) for line in lines if line.kind in _LOGGED]
        noted += [Done(OF_AGENDA[one.part], one.day, one.person) for one in said]
        answers = _answers(facts.answers, {one.person for one in said if one.person})
        found = core.balance([*facts.done, *answers, *noted], facts.sources, today=today)
        return _Reckoned(found, *_one_sided(db, lines))


def _read_facts(store: Store) -> _Facts:
    with store.reading() as db:
        done = [Done(Deed(kind.value), day, count=count) for kind, day, count in activity_days(db) if kind in _KINDS]
        done += [Done(_GESTURES[one.channel], one.day, one.person) for one in gesture_days(db, list(_GESTURES))]
        until = days_by_kind(db)
        sources = tuple(
            Source(kind.value, deeds, until[kind.value]) for kind, deeds in SHOWN_BY.items() if kind.value in until
        )
        newest = max((one.until for one in sources), default=_EPOCH)
        # Enough for the oldest quarter that is shown, and for the questions before it.
        back = timedelta(days=max(LATELY_DAYS * 5, 92 * (QUARTERS + 1)) + ANSWER_DAYS)
        since = max(0, (newest - _EPOCH - back).days) * _SECONDS_A_DAY
        return _Facts(tuple(done), answered_days(talk_between_two(db, since=since)), sources)


_KINDS = frozenset(kind for kind in ActivityKind if kind.value in {deed.value for deed in Deed})


def _answers(frame: pl.DataFrame, named: set[int]) -> list[Done]:
    """Days with an answer, by person only for those whom a line of the agenda is about."""
    person = pl.when(pl.col("person").is_in(sorted(named))).then(pl.col("person")).otherwise(pl.lit(_SOMEBODY))
    counted = frame.with_columns(person.alias("person")).group_by("person", "day").len()
    return [Done(Deed.ANSWER, _EPOCH + timedelta(days=day), one, count) for one, day, count in counted.rows()]


def _covered_sides(db: Connection, is_logged: bool) -> frozenset[str]:
    """What a file could have shown; what is noted by hand counts as soon as any of it is."""
    kinds = imports.kinds_with_rows(db)
    sides = [side for kind, names in _SIDES_BY.items() if kind.value in kinds for side in names]
    return frozenset([*sides, *(_HELPED if is_logged else ())])


def _one_sided(db: Connection, lines: list[LogLine]) -> tuple[tuple[Giving, ...], tuple[Giving, ...]]:
    named = [name for name in SIDES if name not in _HELPED]
    query = (
        select(features.c.person, *(features.c[name] for name in named))
        .join(relations, relations.c.person == features.c.person)
        .where(relations.c.no_longer_since == "")
    )
    sides = read_frame(db, query, dict.fromkeys(["person", *named], "Int64")).fill_null(0)
    helped = {name: [int(line.person, 16) for line in lines if line.kind is kind] for name, kind in _HELPED.items()}
    for name, persons in helped.items():
        counted = pl.Series("person", persons, dtype=pl.Int64).value_counts(name=name)
        sides = sides.join(counted.with_columns(pl.col(name).cast(pl.Int64)), on="person", how="left").with_columns(
            pl.col(name).fill_null(0)
        )
    covered = _covered_sides(db, any(helped.values()))
    found = one_sided(sides, covered=covered, most=MOST)
    wanted = [person for those in found for person in those]
    rows = {row["person"]: row for row in sides.filter(pl.col("person").is_in(wanted)).rows(named=True)}
    gives, gets = (tuple(giving(shown_id(one), rows[one], covered=covered) for one in those) for those in found)
    return gives, gets


def _named(db: Connection, those: tuple[Giving, ...]) -> tuple[Leaning, ...]:
    """With the name and the level of the day: a word of the person on a level needs no new reckoning."""
    c, wanted = relations.c, [int(one.person, 16) for one in those]
    query = select(c.person, c.name, c.level).where(c.person.in_(wanted))
    who = {shown_id(person): (name, Level(level)) for person, name, level in db.execute(query)}
    return tuple(Leaning(*who[one.person], one) for one in those if one.person in who)
