"""Read what a network is made of (guide G1.4): groups, seniority, function, industry, company, place, and the years."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import polars as pl
from sqlalchemy import select

from kreds.composition.counting import Count
from kreds.composition.gaps import Gap, gaps
from kreds.composition.segments import BELONGS
from kreds.model.goal import Goal, Target
from kreds.model.level import Level
from kreds.model.segment import MembershipSource
from kreds.services.kept import Kept
from kreds.services.standing import Stamp, as_of, stamp
from kreds.store.bulk import read_frame
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

    ``people`` may be in it at all, ``likely`` of them rather than not (`BELONGS`: these are listed as being in it), and
    ``certain`` almost surely (`CERTAIN`); ``by_source`` is the expected number on the word of the person, of a rule of
    theirs, or of the files.
    """

    segment: str
    people: int
    certain: int
    counts: Mapping[Weighing, Count]
    by_source: Mapping[MembershipSource, float]
    likely: int = 0


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
        listed = read_frame(db, select(*(relations.c[name] for name in _COLUMNS)), _COLUMNS)
        strong = (pl.col("level") == Level.STRONG.value).cast(pl.Int64)
        current = listed.filter(pl.col("no_longer_since") == "").with_columns(strong.alias("strong"))
        everybody = _weights(current)
        shares = read_frame(db, select(*(memberships.c[name] for name in _SHARES)), _SHARES)
        sums = tuple(_sums(shares, listed))
        belong = shares.filter(pl.col("share") >= BELONGS).select("person")
        return Composition(
            as_of=as_of(db),
            all=everybody,
            unknown=_weights(current.join(belong, on="person", how="anti")),
            groups=_groups((one for one in sums if not one.until), everybody),
            parts={one: _parts(current, one) for one in Dimension},
            years=_years(listed, sums),
            sectors=dict(current.group_by("segment").len().rows()),
        )


_COLUMNS = {
    "person": "Int64",
    **dict.fromkeys(("level", "segment", "connected_on", "no_longer_since", "search_company"), "String"),
    **{one.value: "String" for one in Dimension},
    "strength": "Float64",
}


_SHARES = {"person": "Int64", "segment": "String", "source": "String", "share": "Float64"}
_OF_PERSON = ("person", "level", "strength", "connected_on", "no_longer_since")


class _Sums(NamedTuple):
    """Of one group, on one word, those connected from one year to another ("" where it is not told, and for still)."""

    segment: str
    source: str
    since: str
    until: str
    sums: tuple[float, ...]


_DIGITS = 9
"""Sums are kept to so many decimals: in which order a database tells of people makes no difference to them."""
_SHARE = 3
"""Where the sum of the shares stands among the sums."""


def _sums(shares: pl.DataFrame, listed: pl.DataFrame) -> Iterator[_Sums]:
    """The sums of every way of weighing, in their order."""
    share, strength = pl.col("share"), pl.col("strength")
    strong = (pl.col("level") == Level.STRONG.value).cast(pl.Float64)
    doubt = share * (1.0 - share)
    sums = {
        "people": pl.len(),
        "certain": (share >= CERTAIN).sum(),
        "likely": (share >= BELONGS).sum(),
        "all": share.sum(),
        "all_doubt": doubt.sum(),
        "strength_sum": (share * strength).sum(),
        "strength_doubt": (doubt * strength * strength).sum(),
        "strong_sum": (share * strong).sum(),
        "strong_doubt": (doubt * strong).sum(),
    }
    since, until = pl.col("connected_on").str.slice(0, 4), pl.col("no_longer_since").str.slice(0, 4)
    known = shares.filter(share > 0).join(listed.select(_OF_PERSON), on="person")
    for segment, source, first, last, *found in known.group_by("segment", "source", since, until).agg(**sums).rows():
        yield _Sums(segment, source, first, last, tuple(map(float, found)))


def _weights(people: pl.DataFrame) -> Weights:
    return Weights(people.height, round(float(people["strength"].sum()), _DIGITS), int(people["strong"].sum()))


def _groups(sums: Iterable[_Sums], everybody: Weights) -> tuple[Group, ...]:
    added: dict[str, list[float]] = {}
    by_source: dict[str, dict[MembershipSource, float]] = defaultdict(lambda: defaultdict(float))
    for one in sums:
        before = added.get(one.segment) or [0.0] * len(one.sums)
        added[one.segment] = [had + more for had, more in zip(before, one.sums, strict=True)]
        by_source[one.segment][MembershipSource(one.source)] += one.sums[_SHARE]
    groups = [_group(segment, found, everybody, dict(by_source[segment])) for segment, found in added.items()]
    return tuple(sorted(groups, key=lambda one: (-one.counts[Weighing.ALL].expected, one.segment)))


def _group(segment: str, found: list[float], everybody: Weights, by_source: Mapping[MembershipSource, float]) -> Group:
    people, certain, likely, *sums = (round(one, _DIGITS) for one in found)
    by_source = {source: round(share, _DIGITS) for source, share in by_source.items()}
    counts = {
        weighing: Count(expected, variance, everybody.of(weighing))
        for weighing, expected, variance in zip(Weighing, sums[::2], sums[1::2], strict=True)
    }
    return Group(segment, int(people), int(certain), counts, by_source, int(likely))


def _parts(people: pl.DataFrame, dimension: Dimension) -> tuple[Part, ...]:
    """The values of a column, the most frequent first; what is in no file last."""
    key = "search_company" if dimension is Dimension.COMPANY else dimension.value
    counted = people.group_by(pl.col(key).alias("key")).agg(
        pl.col(dimension.value).min().alias("value"), pl.len(), pl.col("strength").sum(), pl.col("strong").sum()
    )
    rows = counted.sort("len", "value", descending=[True, False]).select("value", "len", "strength", "strong").rows()
    found = [Part(value, Weights(count, round(strength, _DIGITS), strong)) for value, count, strength, strong in rows]
    known = [one for one in found if one.value]
    named = known if dimension in (Dimension.SENIORITY, Dimension.FUNCTION) else known[:NAMED]
    rest = [one.weights for one in known[len(named) :]]
    others = [Part("", _added(rest), is_rest=True)] if rest else []
    return (*named, *others, *(one for one in found if not one.value))


def _added(weights: list[Weights]) -> Weights:
    return Weights(
        sum(one.people for one in weights), sum(one.strength for one in weights), sum(one.strong for one in weights)
    )


def _years(listed: pl.DataFrame, sums: Iterable[_Sums]) -> tuple[YearEnd, ...]:
    """Everybody who was connected at the end of each year, those who are gone since included."""
    since, until = pl.col("connected_on").str.slice(0, 4), pl.col("no_longer_since").str.slice(0, 4)
    spans = listed.filter(pl.col("connected_on") != "").group_by(since, until).len()
    steps: dict[int, float] = defaultdict(float)
    for first, last, count in spans.rows():
        _step(steps, first, last, count)
    if not steps:
        return ()
    of_groups: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for one in sums:
        if one.since:
            _step(of_groups[one.segment], one.since, one.until, one.sums[_SHARE])
    years = range(min(steps), max(steps) + 1)
    totals = _running(steps, years)
    groups = {segment: _running(changes, years) for segment, changes in of_groups.items()}
    return tuple(
        YearEnd(year, round(totals[place]), {segment: max(0.0, sizes[place]) for segment, sizes in groups.items()})
        for place, year in enumerate(years)
    )


def _step(steps: dict[int, float], since: str, until: str, count: float) -> None:
    """So many came in one year, and where it is told, left in another."""
    steps[int(since)] += count
    if until:
        steps[max(int(since), int(until))] -= count


def _running(steps: Mapping[int, float], years: range) -> list[float]:
    total, sums = 0.0, []
    for year in years:
        total += steps.get(year, 0.0)
        sums.append(total)
    return sums
