"""Read what a network is made of (guide G1.4): groups, seniority, function, industry, company, place, and the years."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Float, case, cast, func, select

from kreds.composition.counting import Count
from kreds.composition.gaps import Gap, gaps
from kreds.composition.segments import BELONGS
from kreds.model.goal import Goal, Target
from kreds.model.level import Level
from kreds.model.segment import MembershipSource
from kreds.services.kept import Kept
from kreds.services.standing import Stamp, as_of, stamp
from kreds.store.database import Store
from kreds.store.tables import memberships, relations

NAMED = 12
"""So many industries, companies and places are named; the others are counted together."""
CERTAIN = 0.95
"""Who is in a group with at least this is not counted as in doubt."""


class Weighing(StrEnum):
    """How much a relation counts: each the same, by its strength, or only where it is strong."""

    ALL = "all"
    STRENGTH = "strength"
    STRONG = "strong"


class Dimension(StrEnum):
    """What a network can be split by, beside groups; the names of the columns of a relation."""

    SENIORITY = "seniority"
    FUNCTION = "function"
    INDUSTRY = "industry"
    PLACE = "place"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Weights:
    """A number of people, the sum of their strengths, and how many of them are strong."""

    people: int = 0
    strength: float = 0.0
    strong: int = 0

    def of(self, weighing: Weighing) -> float:
        """The one that is asked for."""
        return {Weighing.ALL: self.people, Weighing.STRENGTH: self.strength, Weighing.STRONG: self.strong}[weighing]


@dataclass(frozen=True, slots=True)
class Group:
    """One group: its expected size by each way of weighing, and what that is the sum of.

    ``people`` may be in it at all, ``certain`` of them almost surely (`CERTAIN`); ``by_source`` is the expected number
    on the word of the person, of a rule of theirs, or of the files.
    """

    segment: str
    people: int
    certain: int
    counts: Mapping[Weighing, Count]
    by_source: Mapping[MembershipSource, float]


@dataclass(frozen=True, slots=True)
class Part:
    """Those with one value of a dimension; "" where it is not known. ``is_rest`` are all that are not named."""

    value: str
    weights: Weights
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class YearEnd:
    """Those connected at the end of a year, and how many of them are in each group as they are seen today."""

    year: int
    relations: int
    groups: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Composition:
    """What the current relations are made of: ``groups``, the largest first, and the ``unknown`` who belong to none.

    Somebody may be in several groups: their sizes need not sum to the number of relations.
    """

    as_of: date | None
    all: Weights
    unknown: Weights
    groups: tuple[Group, ...]
    parts: Mapping[Dimension, tuple[Part, ...]]
    years: tuple[YearEnd, ...]
    sectors: Mapping[str, int] = field(default_factory=dict)

    def group(self, segment: str) -> Group:
        """One group, empty where nobody is in it."""
        return next((one for one in self.groups if one.segment == segment), self._empty(segment))

    def ordered(self, goal: Goal | None) -> tuple[Group, ...]:
        """The groups of the goal in its order, then the others."""
        named = [target.segment for target in goal.targets] if goal else []
        return (*map(self.group, named), *(one for one in self.groups if one.segment not in named))

    def gaps(self, goal: Goal | None, weighing: Weighing = Weighing.ALL) -> tuple[Gap, ...]:
        """What is missing of each group that the goal names; a number of people counts only where each is one."""
        if goal is None:
            return ()
        is_plain = weighing is Weighing.ALL
        targets = goal.targets if is_plain else tuple(Target(one.segment, one.share) for one in goal.targets)
        counts = {one.segment: one.counts[weighing].expected for one in self.groups}
        # Whole numbers of people are wanted; of strengths it is the sum that stands for them.
        return gaps(Goal(goal.id, goal.name, targets), counts, round(self.all.of(weighing)))

    def _empty(self, segment: str) -> Group:
        return Group(segment, 0, 0, {one: Count(0.0, 0.0, self.all.of(one)) for one in Weighing}, {})


_kept: Kept[Composition] = Kept()


def composition(store: Store) -> Composition:
    """What the network is made of; counted anew only after an import or a decision."""
    with store.reading() as db:
        now: Stamp = stamp(db)
    return _kept.get(store, now, lambda: _made(store))


def _made(store: Store) -> Composition:
    with store.reading() as db:
        everybody = _weights(db)
        return Composition(
            as_of=as_of(db),
            all=everybody,
            unknown=_weights(
                db, relations.c.person.not_in(select(memberships.c.person).where(memberships.c.share >= BELONGS))
            ),
            groups=_groups(db, everybody),
            parts={one: _parts(db, one) for one in Dimension},
            years=_years(db),
            sectors=_sectors(db),
        )


_current = relations.c.no_longer_since == ""
_is_strong = case((relations.c.level == Level.STRONG.value, 1), else_=0)


def _weights(db: Connection, *among: ColumnElement[bool]) -> Weights:
    columns = (func.count(), func.sum(relations.c.strength), func.sum(_is_strong))
    people, strength, strong = db.execute(select(*columns).select_from(relations).where(_current, *among)).one()
    return Weights(people, float(strength or 0.0), int(strong or 0))


def _groups(db: Connection, everybody: Weights) -> tuple[Group, ...]:
    """One walk through all memberships; the sums of every way of weighing are made on it."""
    share, strength, strong = memberships.c.share, relations.c.strength, cast(_is_strong, Float)
    doubt = share * (1.0 - share)
    sums = (
        func.count(),
        func.sum(case((share >= CERTAIN, 1), else_=0)),
        func.sum(share),
        func.sum(doubt),
        func.sum(share * strength),
        func.sum(doubt * strength * strength),
        func.sum(share * strong),
        func.sum(doubt * strong),
    )
    statement = (
        select(memberships.c.segment, memberships.c.source, *sums)
        .join(relations, relations.c.person == memberships.c.person)
        .where(_current, share > 0)
        .group_by(memberships.c.segment, memberships.c.source)
    )
    added: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(sums))
    by_source: dict[str, dict[MembershipSource, float]] = defaultdict(dict)
    for segment, source, *found in db.execute(statement):
        added[segment] = [one + float(other) for one, other in zip(added[segment], found, strict=True)]
        by_source[segment][MembershipSource(source)] = float(found[2])
    groups = [_group(segment, found, everybody, by_source[segment]) for segment, found in added.items()]
    return tuple(sorted(groups, key=lambda one: (-one.counts[Weighing.ALL].expected, one.segment)))


def _group(segment: str, found: list[float], everybody: Weights, by_source: Mapping[MembershipSource, float]) -> Group:
    people, certain, *sums = found
    counts = {
        weighing: Count(expected, variance, everybody.of(weighing))
        for weighing, expected, variance in zip(Weighing, sums[::2], sums[1::2], strict=True)
    }
    return Group(segment, int(people), int(certain), counts, by_source)


def _parts(db: Connection, dimension: Dimension) -> tuple[Part, ...]:
    """The values of a column, the most frequent first; what is in no file last."""
    column = relations.c[dimension.value]
    key = relations.c.search_company if dimension is Dimension.COMPANY else column
    statement = (
        select(func.min(column), func.count(), func.sum(relations.c.strength), func.sum(_is_strong))
        .where(_current)
        .group_by(key)
        .order_by(func.count().desc(), func.min(column))
    )
    found = [
        Part(str(value), Weights(n, float(strength), int(strong)))
        for value, n, strength, strong in db.execute(statement)
    ]
    known = [one for one in found if one.value]
    named = known if dimension in (Dimension.SENIORITY, Dimension.FUNCTION) else known[:NAMED]
    rest = [one.weights for one in known[len(named) :]]
    others = [Part("", _added(rest), is_rest=True)] if rest else []
    return (*named, *others, *(one for one in found if not one.value))


def _added(weights: list[Weights]) -> Weights:
    return Weights(
        sum(one.people for one in weights), sum(one.strength for one in weights), sum(one.strong for one in weights)
    )


def _sectors(db: Connection) -> dict[str, int]:
    """How many have each first group."""
    statement = select(relations.c.segment, func.count()).where(_current).group_by(relations.c.segment)
    return {str(segment): int(count) for segment, count in db.execute(statement)}


def _years(db: Connection) -> tuple[YearEnd, ...]:
    """Everybody who was connected at the end of each year, those who are gone since included."""
    since = func.substr(relations.c.connected_on, 1, 4)
    until = func.substr(relations.c.no_longer_since, 1, 4)
    dated = relations.c.connected_on != ""
    people = select(since, until, func.count()).where(dated).group_by(since, until)
    shares = (
        select(memberships.c.segment, since, until, func.sum(memberships.c.share))
        .join(relations, relations.c.person == memberships.c.person)
        .where(dated, memberships.c.share > 0)
        .group_by(memberships.c.segment, since, until)
    )
    steps: dict[int, float] = defaultdict(float)
    _step(steps, [(first, last, count) for first, last, count in db.execute(people)])
    if not steps:
        return ()
    spans: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
    for segment, first, last, share in db.execute(shares):
        spans[segment].append((first, last, share))
    of_groups: dict[str, dict[int, float]] = {}
    for segment, rows in spans.items():
        of_groups[segment] = defaultdict(float)
        _step(of_groups[segment], rows)
    years = range(min(steps), max(steps) + 1)
    totals = _running(steps, years)
    groups = {segment: _running(changes, years) for segment, changes in of_groups.items()}
    return tuple(
        YearEnd(year, round(totals[place]), {segment: max(0.0, sums[place]) for segment, sums in groups.items()})
        for place, year in enumerate(years)
    )


def _step(steps: dict[int, float], rows: list[tuple[str, str, float]]) -> None:
    for first, last, count in rows:
        steps[int(first)] += count
        if last:
            steps[max(int(first), int(last))] -= count


def _running(steps: Mapping[int, float], years: range) -> list[float]:
    total, sums = 0.0, []
    for year in years:
        total += steps.get(year, 0.0)
        sums.append(total)
    return sums
