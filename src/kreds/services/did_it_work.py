"""Whether cultivating has worked (guide G2.3): the network judged as it was before, and as it is now."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import polars as pl
from sqlalchemy import Connection, func, select

from kreds.cultivation.effect import NOW, THEN, Cohort, compare
from kreds.model.balance import Effect, NoEffect
from kreds.model.decision import DecisionKind
from kreds.model.frames import CONTEXT, RELATIONS
from kreds.model.review import Fate
from kreds.resolve import exchanges
from kreds.services.judging import Rule, coverage_of, judged, judging_day, rule_of
from kreds.services.kept import Kept
from kreds.services.said_done import said_done
from kreds.services.said_log import said_log
from kreds.services.said_reviews import said_in_portions
from kreds.services.standing import as_of, stamp
from kreds.store import people
from kreds.store.bulk import read_frame
from kreds.store.database import Store
from kreds.store.relations import read_features
from kreds.store.tables import decisions, relations
from kreds.ties import features

WINDOW_DAYS = 365
"""Who was cultivated so long before the last day of the files is looked at."""
LEAST_DAYS = 28
"""So long a relation must have had to move since."""
MOST_OTHERS = 4_000
"""So many others are enough to find similar ones among; people have hashes for numbers: the first are a fair sample."""
_EPOCH = date(1970, 1, 1)

_effects: Kept[Effect] = Kept(most=2)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Who was cultivated first when (days since 1970), who never was since, the last day, and what it follows from."""

    first: dict[int, int]
    ever: frozenset[int]
    day: int
    until: date | None
    follows_from: tuple[object, ...]


def effect(store: Store) -> Effect:
    """How the cultivated have moved against similar others, with its doubt.

    Cultivated is whom a line of the agenda that is done is about, whom the person has noted contact with, and whom a
    clean-up said to cultivate. Both days are judged from what the files show alone: what was noted by hand would count
    for the cultivated only, and prove itself.
    """
    asked = _asked(store)
    if isinstance(asked, Effect):
        return asked
    return _effects.get(store, asked.follows_from, lambda: _reckoned(store, asked))


def known_effect(store: Store) -> Effect | None:
    """The same where nothing has to be reckoned first."""
    asked = _asked(store)
    return asked if isinstance(asked, Effect) else _effects.known(store, asked.follows_from)


def _asked(store: Store) -> _Asked | Effect:
    with store.reading() as db:
        coverage, day, until = coverage_of(db), judging_day(db), as_of(db)
        days = _cultivated(db)
        if not coverage.has_messages or coverage.since_day is None:
            return Effect(NoEffect.NO_MESSAGES, cultivated=len(days), until=until)
        begins = max(day - WINDOW_DAYS, coverage.since_day)
        since = {person: [one for one in those if one > begins] for person, those in days.items()}
        first = {person: min(those) for person, those in since.items() if those}
        ripe = {person: one for person, one in first.items() if one <= day - LEAST_DAYS}
        if not ripe:
            refusal = NoEffect.TOO_NEW if first else NoEffect.NOBODY
            return Effect(refusal, cultivated=len(first), new=len(first), until=until)
        kinds = (DecisionKind.ANSWER, DecisionKind.CRITERIA, DecisionKind.LEARNED, DecisionKind.HALF_LIFE)
        said = db.scalar(select(func.max(decisions.c.id)).where(decisions.c.kind.in_([kind.value for kind in kinds])))
        follows = (stamp(db).messages, said, tuple(sorted(first.items())))
        return _Asked(first, frozenset(first), day, until, follows)


def _cultivated(db: Connection) -> dict[int, list[int]]:
    """On which days somebody was cultivated, in days since 1970-01-01."""
    days: dict[int, list[int]] = defaultdict(list)
    for person, day in _words(db):
        days[person].append((day - _EPOCH).days)
    return days


def _words(db: Connection) -> Iterator[tuple[int, date]]:
    yield from ((one.person, one.day) for one in said_done(db) if one.person)
    yield from ((int(line.person, 16), line.day) for line in said_log(db))
    for said in said_in_portions(db):
        if said.fate is Fate.CULTIVATE:
            yield int(said.person, 16), datetime.fromtimestamp(said.at, UTC).date()


def _reckoned(store: Store, asked: _Asked) -> Effect:
    ripe = {person: one for person, one in asked.first.items() if one <= asked.day - LEAST_DAYS}
    with store.reading() as db:
        measured = read_features(db).filter(pl.col("is_connected") == 1).sort("person")
        never = measured.filter(~pl.col("person").is_in(sorted(asked.ever)))["person"].head(MOST_OTHERS).to_list()
        chosen = measured.filter(pl.col("person").is_in([*never, *ripe]))
        talk = _talk(db, None if chosen.height == measured.height else chosen["person"].to_list())
        rule = replace(rule_of(db), alive_model=None)
        groups = read_frame(
            db, select(relations.c.person, relations.c.segment), {"person": "Int64", "segment": "String"}
        )
        scene = _Scene(db, rule, talk, chosen, groups)
        cohorts = [scene.cohort(day, persons) for day, persons in sorted(_by_week(ripe).items())]
        found = compare(cohorts, scene.standing(asked.day).select(NOW), never=never)
    return Effect(
        refusal=None,
        cultivated=len(asked.first),
        compared=found.compared,
        new=len(asked.first) - len(ripe),
        alone=found.alone,
        others=found.others,
        until=asked.until,
        strength=found.strength,
        wrote=found.wrote,
        enough=found.is_enough,
    )


def _by_week(first: dict[int, int]) -> dict[int, set[int]]:
    """Who was cultivated first in the week after a Sunday: everybody is judged as they stood on it."""
    weeks: dict[int, set[int]] = defaultdict(set)
    for person, number in first.items():
        day = _EPOCH + timedelta(days=number)
        weeks[number - day.weekday() - 1].add(person)
    return weeks


@dataclass(frozen=True, slots=True)
class _Scene:
    """What is judged on different days: the same people by the same rule, from what the files show."""

    db: Connection
    rule: Rule
    talk: pl.DataFrame
    measured: pl.DataFrame
    groups: pl.DataFrame

    def cohort(self, day: int, persons: Collection[int]) -> Cohort:
        """Those who were connected on that day, and how they stood."""
        then = self.standing(day).filter(pl.col("connected_day").is_null() | (pl.col("connected_day") <= day))
        return Cohort(day, frozenset(persons), then.select(THEN))

    def standing(self, day: int) -> pl.DataFrame:
        """Everybody as judged by what had happened by the end of ``day``."""
        bare = features(
            self.talk,
            self.measured.select(list(RELATIONS)),
            day=day,
            context=self.measured.select(list(CONTEXT)),
            half_life_days=self.rule.half_life_days,
        )
        verdict = judged(self.db, replace(self.rule, day=day), bare).select("person", "score", "level", "strength")
        silent = (day - pl.col("last_day")).alias("silent_days")
        return bare.with_columns(silent).join(verdict, on="person").join(self.groups, on="person", how="left")


def _talk(db: Connection, persons: Collection[int] | None) -> pl.DataFrame:
    """The exchanges that LinkedIn's files show, of everybody or of some."""
    of_party, owners = people.people_of_parties(db), people.owners(db)
    found = exchanges(
        people.message_frame(db, persons),
        people.audience_frame(db, persons),
        of_party=of_party,
        owners=owners,
        rows=people.other_rows(db, of_party, owners, persons=persons),
    ).interactions
    return found if persons is None else found.filter(pl.col("person").is_in(list(persons)))
