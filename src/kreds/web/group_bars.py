"""Groups beside their goal as bars: shares in words and as per cents of a common scale, with why each is what it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kreds.composition.gaps import Gap
from kreds.i18n import Translator
from kreds.i18n.goal_words import segment_of_many
from kreds.model.goal import Goal
from kreds.model.level import Level
from kreds.model.segment import MembershipSource
from kreds.services.read_composition import Composition, Group, Weighing
from kreds.web.site import address

_LEAST_SCALE = 0.1
_ROOM = 1.06
NO_GROUP = "none"
"""What an address of the list calls those in no group."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, in per cent of the width: certain to ``sure``, in doubt from there to ``high``, ``goal`` the mark.

    ``goal`` is None where nothing is wanted. ``share`` and ``wanted`` are in words, ``people`` too.
    """

    key: str
    name: str
    href: str
    sure: float
    high: float
    goal: float | None
    share: str
    wanted: str
    people: str
    why: tuple[str, ...]
    is_hollow: bool = False


def group_bars(
    found: Composition, goal: Goal | None, t: Translator, *, weighing: Weighing = Weighing.ALL, most: int | None = None
) -> tuple[Bar, ...]:
    """The goal's groups in its order, the other groups, and those in none; at most so many groups."""
    wanted = {one.segment: one for one in found.gaps(goal, weighing)}
    groups = found.ordered(goal)[:most]
    total = found.all.of(weighing)
    unknown = found.unknown.of(weighing) / total if total else 0.0
    highs = [one.counts[weighing].high for one in groups]
    marks = [gap.want / total for gap in wanted.values() if total]
    scale = max(_LEAST_SCALE, *highs, *marks, 0.0 if most else unknown) * _ROOM
    bars = [_bar(one, wanted.get(one.segment), found, t, weighing=weighing, scale=scale) for one in groups]
    if not most and found.unknown.people:
        bars.append(_unknown_bar(found, t, share=unknown, scale=scale, weighing=weighing))
    return tuple(bars)


def _bar(group: Group, gap: Gap | None, found: Composition, t: Translator, *, weighing: Weighing, scale: float) -> Bar:
    count = group.counts[weighing]
    want = gap.want / count.most if gap and count.most else None
    return Bar(
        key=group.segment,
        name=segment_of_many(group.segment, t),
        href=people_in(weighing, segment=group.segment),
        sure=_of_scale(count.low, scale),
        high=_of_scale(count.high, scale),
        goal=None if want is None else _of_scale(want, scale),
        share=t.percent(count.share),
        wanted=t.text("goal %(share)s", share=t.percent(want)) if want is not None else "",
        people=_people(count.expected, gap, t, weighing=weighing),
        why=tuple(_why(group, found, t, weighing=weighing)),
    )


def _unknown_bar(found: Composition, t: Translator, *, share: float, scale: float, weighing: Weighing) -> Bar:
    people = found.unknown.people
    return Bar(
        key="",
        name=segment_of_many("", t),
        href=people_in(weighing, segment=NO_GROUP),
        sure=0.0,
        high=_of_scale(share, scale),
        goal=None,
        share=t.percent(share),
        wanted="",
        people=t.number(people) if weighing is Weighing.ALL else "",
        why=(t.text("Nothing in your files, and no word of yours, says who they are to you."),),
        is_hollow=True,
    )


def _people(have: float, gap: Gap | None, t: Translator, *, weighing: Weighing) -> str:
    """The numbers behind a bar; of strengths there are none."""
    if weighing is Weighing.STRENGTH:
        return ""
    if gap is None or weighing is Weighing.STRONG:
        return t.number(round(have))
    if gap.missing < 0.5:
        return t.text("%(have)s, enough", have=t.number(round(have)))
    return t.text("%(have)s, %(missing)s missing", have=t.number(round(have)), missing=t.number(round(gap.missing)))


def _why(group: Group, found: Composition, t: Translator, *, weighing: Weighing) -> Iterator[str]:
    """What a number is the sum of, how sure it is, and what it is a share of."""
    count = group.counts[weighing]
    if not group.people:
        yield t.text("Nobody is known to be in this group.")
        return
    yield t.plural(
        "%(n)s relation may be in it, %(likely)s rather than not, %(certain)s almost surely; "
        "each counts by how likely it is.",
        "%(n)s relations may be in it, %(likely)s rather than not, %(certain)s almost surely; "
        "each counts by how likely it is.",
        group.people,
        likely=group.likely,
        certain=group.certain,
    )
    parts = ", ".join(
        f"{source_word(source, t)} {t.number(group.by_source[source], decimals=1)}"
        for source in MembershipSource
        if source in group.by_source
    )
    expected = t.number(group.counts[Weighing.ALL].expected, decimals=1)
    yield t.text("Together %(expected)s: %(parts)s.", expected=expected, parts=parts)
    if weighing is Weighing.STRENGTH:
        yield t.text("Here everybody also counts by their strength, and so does the whole.")
    elif weighing is Weighing.STRONG:
        yield t.text("Here only your %(n)s strong relations count.", n=found.all.strong)
    if round(count.low, 2) != round(count.high, 2):
        yield t.text(
            "In nine of ten cases it is %(low)s to %(high)s, if the doubts are independent of each other.",
            low=t.percent(count.low),
            high=t.percent(count.high),
        )


def source_word(source: MembershipSource, t: Translator) -> str:
    """On whose word somebody is in a group, before a number."""
    words = {
        MembershipSource.SAID: t.text("on your word"),
        MembershipSource.RULE: t.text("by a rule of yours"),
        MembershipSource.EVIDENCE: t.text("by your files"),
    }
    return words[source]


def people_in(weighing: Weighing = Weighing.ALL, **filters: str) -> str:
    """The address of the people behind a bar."""
    level = [("level", Level.STRONG.value)] if weighing is Weighing.STRONG else []
    return address("/relations", [*filters.items(), *level])


def _of_scale(share: float, scale: float) -> float:
    return round(100 * min(share / scale, 1.0), 2)


@dataclass(frozen=True, slots=True)
class Spark:
    """The share of a group year by year as a line: points in a box of 100 x 100, the goal's height, and its ends."""

    name: str
    points: str
    goal_y: float | None
    first: str
    last: str


def draw_spark(name: str, shares: Sequence[float], goal: float | None, ends: tuple[str, str]) -> Spark:
    """A line whose highest point, or the goal, is at the top; one year alone is a level line."""
    most = max(*shares, goal or 0.0, 0.01)
    values = list(shares) * 2 if len(shares) == 1 else list(shares)
    step = 100 / (len(values) - 1)
    points = " ".join(f"{round(place * step, 1)},{_height(value, most)}" for place, value in enumerate(values))
    return Spark(name, points, None if goal is None else _height(goal, most), *ends)


def _height(value: float, most: float) -> float:
    return round(96 - 92 * value / most, 1)
