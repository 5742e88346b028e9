"""The figures of the tasting as a page shows them: three big ones, the stages one by one, the curve, the sliders."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor

import numpy as np

from kreds.i18n import Translator
from kreds.i18n.tasting_words import (
    FEW,
    WORTH_TELLING,
    about,
    headline,
    lead,
    limits,
    range_of_chance,
    range_of_posts,
    share,
    source,
    standing,
    times,
    value_of,
    why_chance,
    why_relevant,
    why_views,
)
from kreds.i18n.topic_words import course_told, topic_told
from kreds.model.level import Level
from kreds.reach.assumptions import ASSUMPTIONS, Standing
from kreds.reach.curves import Numbers
from kreds.services.forecast_reach import Doubt, Reach, Setting, bounds
from kreds.services.reach_learned import standing_of
from kreds.web.stages import BEYOND, LATER, REACTED, TASTED, Stages

CURVE_WIDTH, CURVE_HEIGHT = 400, 110
_STEPS = 90
_SMOOTHED = 0.035
"""The curve is drawn this much smoother than it is, as a share of its width: a spike says less than a hump."""
_SLID = {"sample_share": 0.005, "threshold": 0.0025, "strong_shown": 0.25, "weak_shown": 0.05, "strong_reacts": 0.005}
"""What one may move, and by what steps."""
_UNMOVED = 0.01
"""A slider so small a part of its step from where it was has not been moved."""
_HUMP = 0.02
"""A hump rises so much above the valley beside it, as a share of the highest."""
QUALITY = "quality"
_QUALITY = 1.2


@dataclass(frozen=True, slots=True)
class BigFigure:
    """One of the three figures: what it is, its value, how sure that is, and why."""

    key: str
    name: str
    value: str
    doubt: str
    why: str


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage in words: which of the picture, the number it is about, and what happens."""

    stage: int
    count: str
    text: str


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One level in the table of the stages."""

    level: Level
    word: str
    relations: str
    sampled: str
    tasted: str
    seen: str
    reacted: str


@dataclass(frozen=True, slots=True)
class Curve:
    """How views spread over posts: an area in a box of `CURVE_WIDTH` by `CURVE_HEIGHT`, and where the median stands.

    ``humps`` is how many it has.
    """

    path: str
    median_x: float
    median: str
    most: str
    humps: int


@dataclass(frozen=True, slots=True)
class Slider:
    """One assumption to move: ``unit`` is "share", "times" or "quality" and tells the script how to write it.

    ``pattern`` is how it stands with its unit, the number being 0.
    """

    name: str
    label: str
    source: str
    low: float
    high: float
    step: float
    value: float
    usual: float
    shown: str
    unit: str
    pattern: str
    standing: Standing
    standing_words: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What a slider changes; ``told`` is all of it in one short line, for the line beside the sliders.

    ``course`` says when the views come, ``about`` whom the topic of the post touches.
    """

    headline: str
    lead: str
    limits: tuple[str, ...]
    big: tuple[BigFigure, ...]
    told: str
    about: str
    course: str
    stages: Stages | None
    lines: tuple[StageLine, ...]
    rows: tuple[LevelRow, ...]
    curve: Curve | None
    picture: str


def figures(found: Reach, doubt: Doubt | None, stages: Stages | None, t: Translator) -> Figures:
    """Say and draw a forecast; ``doubt`` only for the assumptions as they stand."""
    is_told, is_few = found.relations > 0, found.relations < FEW
    return Figures(
        headline=headline(found, t),
        lead=lead(found, t),
        limits=tuple(limits(found, t)),
        big=_big(found, doubt, t) if is_told else (),
        told=_told(found, t) if is_told else "",
        about=topic_told(found, t) if is_told else "",
        course=course_told(found, t) if found.goes_on >= WORTH_TELLING and not is_few else "",
        stages=stages,
        # In a small network hardly anything is left for the later steps to tell.
        lines=_lines(found, t)[: 2 if is_few else None] if is_told else (),
        rows=_rows(found, t) if is_told else (),
        curve=_curve(found, t) if found.goes_on >= WORTH_TELLING and not is_few else None,
        picture=t.text(
            "Your circle with a post in it: %(first)s see it first, %(react)s of them react, %(later)s see it later, "
            "%(beyond)s beyond your network.",
            first=about(found.outlook.sampled),
            react=about(found.tasted),
            later=about(found.outlook.whole.first - found.outlook.sampled),
            beyond=about(found.outlook.whole.second),
        ),
    )


def _posts_range(found: Reach, told: tuple[float, float, float], t: Translator) -> str:
    """Between what a figure lies; "" in a network so small that it says nothing."""
    return "" if found.relations < FEW else range_of_posts(told[0], told[2], t)


def _big(found: Reach, doubt: Doubt | None, t: Translator) -> tuple[BigFigure, ...]:
    chance = BigFigure(
        "chance",
        t.text("chance that it goes on"),
        t.percent(found.outlook.chance),
        range_of_chance(doubt, t) if doubt and found.relations >= FEW else "",
        why_chance(found, t),
    )
    views = BigFigure(
        "views",
        t.plural("view on average", "views on average", about(found.outlook.views)),
        t.number(about(found.outlook.views)),
        _posts_range(found, found.views, t),
        why_views(found, t),
    )
    if not found.goal:
        return (chance, views)
    relevant = BigFigure(
        "relevant",
        t.plural("relevant view", "relevant views", about(found.outlook.relevant)),
        t.number(about(found.outlook.relevant)),
        _posts_range(found, found.relevant, t),
        why_relevant(found, t),
    )
    return (chance, views, relevant)


def _told(found: Reach, t: Translator) -> str:
    told = t.plural(
        "%(chance)s goes on · %(views)s view",
        "%(chance)s goes on · %(views)s views",
        about(found.outlook.views),
        chance=t.percent(found.outlook.chance),
        views=about(found.outlook.views),
    )
    if found.goal:
        relevant = t.text("%(n)s relevant", n=about(found.outlook.relevant))
        return f"{told} · {relevant}"
    return told


def _lines(found: Reach, t: Translator) -> tuple[StageLine, ...]:
    first, rate = found.outlook.sampled, share(found.tasted / max(found.outlook.sampled, 1e-9), t)
    limit = share(found.assumed.later_threshold, t)
    stages = found.outlook.stages
    often = [t.percent(one.chance) for one in stages]
    after = (
        t.text("more of your network see it where it goes on, as %(chance)s of all posts do.", chance=often[0]),
        t.text("more, where around %(limit)s of those react, too: %(chance)s of all posts get so far.", limit=limit,
               chance=often[1]),
        t.text("more, where these react as well: %(chance)s of all posts get all the way.", chance=often[2]),
    )  # fmt: skip
    return (
        StageLine(TASTED, t.number(about(first)), t.text("of your relations are shown it first: the tasting.")),
        StageLine(
            REACTED,
            t.number(found.tasted, decimals=0 if found.tasted >= 10 else 1),
            t.text("of them react, %(rate)s. Around %(threshold)s decides.", rate=rate,
                   threshold=share(found.assumed.threshold, t)),
        ),
        *(
            StageLine(place, t.number(about(one.first)), words)
            for place, (one, words) in enumerate(zip(stages, after, strict=True), LATER)
        ),
        StageLine(
            BEYOND,
            t.number(about(found.outlook.whole.second)),
            t.text("beyond your network see one that gets all the way, through those who react."),
        ),
    )  # fmt: skip


def _rows(found: Reach, t: Translator) -> tuple[LevelRow, ...]:
    def shown(value: float) -> str:
        return t.number(value, decimals=0 if value >= 9.5 else 1)

    return tuple(
        LevelRow(
            one.level,
            t.level_of_many(one.level),
            t.number(one.relations),
            shown(one.sampled),
            shown(one.tasted),
            shown(one.seen),
            shown(one.reacted),
        )
        for one in found.levels
    )


def _curve(found: Reach, t: Translator) -> Curve:
    """The density of views, smoothed, as a closed path."""
    spread = found.spread
    most = spread.quantile(0.985) * 1.12
    grid = np.linspace(0.0, most, _STEPS)
    width = np.sqrt(spread.deviation**2 + (_SMOOTHED * most) ** 2)
    apart = (grid[:, None] - spread.mean) / width
    dense = (np.exp(-0.5 * apart**2) / width) @ spread.weight
    high = np.round(CURVE_HEIGHT * (1.0 - dense / max(float(dense.max()), 1e-12)), 1)
    across = np.round(CURVE_WIDTH * grid / most, 1)
    line = "L".join(f"{x:g} {y:g}" for x, y in zip(across.tolist(), high.tolist(), strict=True))
    median = found.views[1]
    return Curve(
        f"M0 {CURVE_HEIGHT}L{line}L{CURVE_WIDTH} {CURVE_HEIGHT}Z",
        round(100.0 * median / most, 1),
        t.text("half of all posts reach over %(n)s", n=about(median)),
        t.number(about(most)),
        _humps(dense),
    )


def _humps(dense: Numbers) -> int:
    """How many tops a curve has that rise clearly above the valleys beside them."""
    clearly, count = _HUMP * float(dense.max()), 0
    top, valley, rising = 0.0, 0.0, True
    for value in dense.tolist():
        if rising:
            top = max(top, value)
            if value < top - clearly:
                count, rising, valley = count + 1, False, value
        else:
            valley = min(valley, value)
            if value > valley + clearly:
                rising, top = True, value
    return count


def is_moved(name: str, value: float, usual: float) -> bool:
    """Whether an assumption was set by hand; a browser may write where its slider stood a little otherwise."""
    return abs(value - usual) > _UNMOVED * _SLID.get(name, 0.0)


def _ends(name: str, usual: float, ends: tuple[float, float]) -> tuple[float, float]:
    """The ends of a slider, whole steps from the usual value, so that this is one of its places."""
    step, (least, most) = _SLID[name], bounds(name)
    down = min(ceil(round((usual - ends[0]) / step, 6)), floor(round((usual - least) / step, 6)))
    up = min(ceil(round((ends[1] - usual) / step, 6)), floor(round((most - usual) / step, 6)))
    return usual - step * down, usual + step * up


def sliders(found: Reach, setting: Setting, usual: Mapping[str, float], t: Translator) -> tuple[Slider, ...]:
    """What one may move, with where it stands: five assumptions, and how good the post is."""
    made = []
    for name, step in _SLID.items():
        known = ASSUMPTIONS[name]
        is_share = name not in ("strong_shown", "weak_shown")
        value = setting.assume.get(name, usual[name])
        inside = (value, known.low, known.high, *found.learned.get(name, ()))
        low, high = _ends(name, usual[name], (min(inside), max(inside)))
        stands = standing_of(name, found.learned)
        made.append(
            Slider(
                name, t.phrase(known.name), source(name, found, t), low, high,
                step, value, usual[name], value_of(name, value, t), "share" if is_share else "times",
                value_of(name, 0.0, t), stands, standing(stands, t),
            )
        )  # fmt: skip
    quality = Slider(
        QUALITY,
        t.text("How good the post is"),
        t.text("How many react to it, beside a usual post of yours"),
        -_QUALITY, _QUALITY, 0.1, found.quality, 0.0, times(float(np.exp(found.quality)), t),
        "quality",
        times(0.0, t), Standing.ASSUMED, standing(Standing.ASSUMED, t),
    )  # fmt: skip
    return (*made, quality)
