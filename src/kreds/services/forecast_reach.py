"""How far a post carries in the person's own network, and what each change of it does: the tasting (guide part 0).

The model is `kreds.reach`; here it meets the store. Nothing is drawn without a seed: equal networks and equal questions
give equal answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from kreds.errors import UsageError
from kreds.model.level import LEVELS, Level
from kreds.reach.assumptions import ASSUMPTIONS, Assumptions
from kreds.reach.calibration import ENOUGH, FITTED, Checked, checked
from kreds.reach.curves import Numbers
from kreds.reach.exposure import exposure_of
from kreds.reach.gate import gate_of, taste
from kreds.reach.grouping import Grouped, grouped
from kreds.reach.influence import Influence, influence
from kreds.reach.leaning import Leaning
from kreds.reach.network import Post
from kreds.reach.outlook import Outlook, each, outlook
from kreds.reach.plan import Candidates, Effort, Plan, best_plan
from kreds.reach.ranges import Views, views_of
from kreds.reach.spread import Course, course
from kreds.reach.tornado import FIGURES, Tornado, tornado
from kreds.reach.what_if import Change, Comparison, compare, possible
from kreds.services.kept import Kept
from kreds.services.post_topics import UsualTopic
from kreds.services.reach_learned import learned
from kreds.services.reach_network import Ground, ground, ground_about, known_ground, level_counts
from kreds.services.reach_steps import ACCEPTED, Wish, change_of, invitation, may_go, steps
from kreds.services.standing import current_stamp
from kreds.store.database import Store

_GRADES = 25
_DRAWS = 24
_LOWEST, _HIGHEST = 0.1, 0.9
"""The edges of what is called a range: four of five."""
BEYOND = 4.0
"""An assumption may be set to so many times less or more than its plausible range."""
BEST_POST = 2.0
"""How much better or worse than usual a post may be, in log odds."""
HOURS = (1.0, 24.0, 168.0, 336.0)
"""An hour, a day, a week and two weeks: when it is told how many have seen a post."""
MOST_A_WEEK, MOST_WEEKS = 200, 52
_AT_ONCE = 5_000
"""In a network no larger than this, leaving out everybody in turn takes a fraction of a second."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What to reckon with beside what is known.

    ``assume`` are assumptions by name, ``quality`` how good the post is (log odds, 0 usual), ``topic`` what it is about
    in the person's own words, "" for what they usually write about.
    """

    assume: Mapping[str, float] = field(default_factory=dict)
    quality: float = 0.0
    topic: str = ""


USUAL_SETTING = Setting()


@dataclass(frozen=True, slots=True)
class LevelReach:
    """One level in a post, in expected people: how many there are, are shown it, and react, in the tasting and at all.

    Whose level is in doubt counts for each level by its share.
    """

    level: Level
    relations: float
    sampled: float
    tasted: float
    seen: float
    reacted: float


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a post carries.

    Attributes:
        relations: how many relations there are; ``levels`` what each level does, ``counts`` how many are shown as it.
        outlook: the expected figures.
        tasted: how many react in the tasting.
        spread: how views differ from post to post; ``views`` and ``relevant`` are their range (four posts of five) with
            the median in the middle.
        assumed: the assumptions reckoned with, ``changed`` those that were set by hand.
        learned: between what those lie that the own posts have taught, ``own_posts`` of them.
        quality: how good the post is taken to be.
        course: how the views of a post that goes on come in, at `HOURS` after posting.
        topic: what it is said to be about, "" for the usual; ``touched`` are how many relations have that in their
            work, of how many it is known.
        usual: what own posts are usually about.
        leanings: which groups react more or less than others like them.
        goal: the name of the goal that tells whose views are relevant, "" without one.
        knows_levels: whether the files show whom the person writes with.
        as_of: the last day the files cover.
    """

    relations: int
    counts: Mapping[Level, int]
    levels: tuple[LevelReach, ...]
    outlook: Outlook
    tasted: float
    spread: Views
    views: tuple[float, float, float]
    relevant: tuple[float, float, float]
    assumed: Assumptions
    changed: tuple[str, ...]
    learned: Mapping[str, tuple[float, float]]
    own_posts: int
    quality: float
    course: Course
    topic: str
    touched: tuple[int, int]
    usual: UsualTopic
    leanings: tuple[Leaning, ...]
    goal: str
    knows_levels: bool
    as_of: date | None

    @property
    def goes_on(self) -> float:
        """Expected views of a post that goes on."""
        return self.spread.gone_on


@dataclass(frozen=True, slots=True)
class Doubt:
    """Between what the expected figures lie in four of five draws of what the assumptions may be."""

    chance: tuple[float, float]
    views: tuple[float, float]
    relevant: tuple[float, float]


@dataclass(frozen=True, slots=True)
class OwnPart:
    """What one relation adds to each figure of a post: the figure with everybody, less the one without them."""

    person: int
    chance: float
    views: float
    relevant: float


@dataclass(frozen=True, slots=True)
class Influences:
    """Who carries posts most and who stops them most, and what all of one level do together."""

    base: Outlook
    carry: tuple[OwnPart, ...]
    stop: tuple[OwnPart, ...]
    stopping: int


@dataclass(frozen=True, slots=True)
class Calibrated:
    """How far own posts have taught the model: ``posts`` with figures, ``needed`` before anything is fitted.

    ``fitted`` are the values they speak for, by name, and ``ranges`` between what these lie (four of five); both empty
    before there are enough. ``check`` is how the posts that were held out fared, None where there were too few.
    """

    posts: int
    needed: int
    written: int
    fitted: Mapping[str, float]
    ranges: Mapping[str, tuple[float, float]]
    check: Checked | None


def assumed_of(found: Ground, setting: Setting) -> Assumptions:
    """The assumptions to reckon with.

    Raises:
        UsageError: there is no assumption of a name, or its value or the quality can hardly be so.
    """
    assumed = found.assumed
    for name, value in setting.assume.items():
        if name not in ASSUMPTIONS:
            raise UsageError("CHOICE", name="assume", value=name, choices=", ".join(ASSUMPTIONS))
        low, high = bounds(name)
        if not low <= value <= high:
            raise UsageError("CHOICE", name=name, value=f"{value:g}", choices=f"{low:g}-{high:g}")
        assumed = assumed.with_value(name, value)
    if not abs(setting.quality) <= BEST_POST:
        raise UsageError(
            "CHOICE", name="quality", value=f"{setting.quality:g}", choices=f"-{BEST_POST:g}-{BEST_POST:g}"
        )
    return assumed


def bounds(name: str) -> tuple[float, float]:
    """Between what an assumption may be set.

    >>> bounds("sample_share")
    (0.0075, 0.6)
    """
    known = ASSUMPTIONS[name]
    is_share = known.default < 1.0 and known.high <= 1.0
    return known.low / BEYOND, min(1.0, known.high * BEYOND) if is_share else known.high * BEYOND


def reach(store: Store, setting: Setting = USUAL_SETTING) -> Reach:
    """How far a post carries, under the usual assumptions or others; quick, so that a slider can ask.

    Raises:
        UsageError: see `assumed_of`.
    """
    found = ground_about(store, setting.topic)
    return _reaches.get(store, (found.key, repr(setting)), lambda: _reached(found, setting))


_reaches: Kept[Reach] = Kept(most=16)
"""A page asks for the same again each time; a slider comes back to where it was."""


def _reached(found: Ground, setting: Setting) -> Reach:
    assumed = assumed_of(found, setting)
    group, post = found.group, Post(quality=setting.quality)
    exposure = exposure_of(group.network, assumed, post, count=group.count)
    tasting = taste(exposure, gate_of(assumed, post), nodes=_GRADES)
    part, weight = each(tasting), tasting.weight
    told, spread = outlook(tasting, part), views_of(tasting, part)
    fitting = views_of(tasting, part, relevant=True)
    tasted = weight @ tasting.both
    return Reach(
        relations=len(found),
        counts=level_counts(found),
        levels=_levels(group, exposure.sampled, tasted, exposure.sampled + weight @ part.later, weight @ part.reacts),
        outlook=told,
        tasted=float(tasted @ group.count),
        spread=spread,
        views=_range(spread),
        relevant=_range(fitting) if group.network.fit.any() else (0.0, 0.0, 0.0),
        assumed=assumed,
        changed=tuple(name for name in setting.assume if setting.assume[name] != getattr(found.assumed, name)),
        learned=learned(found),
        own_posts=found.calibration.posts,
        quality=setting.quality,
        course=course(_going_on(told), np.array(HOURS), assumed),
        topic=found.topic,
        touched=found.touched,
        usual=found.usual,
        leanings=found.leanings,
        goal=found.goal.name if found.goal else "",
        knows_levels=found.knows_levels,
        as_of=found.as_of,
    )


def _going_on(told: Outlook) -> Outlook:
    """The expected figures of a post that goes on."""
    chance = max(told.chance, 1e-9)
    return replace(told, first=told.sampled + (told.first - told.sampled) / chance, second=told.second / chance)


def _range(views: Views) -> tuple[float, float, float]:
    low, middle, high = views.quantiles(_LOWEST, 0.5, _HIGHEST)
    return low, middle, high


def _levels(
    group: Grouped, sampled: Numbers, tasted: Numbers, seen: Numbers, reacted: Numbers
) -> tuple[LevelReach, ...]:
    network, found = group.network, []
    for level, share in zip(LEVELS, (network.strong, network.average, network.worthless), strict=True):
        people = group.count * share
        sums = (float(people @ each_) for each_ in (sampled, tasted, seen, reacted))
        found.append(LevelReach(level, float(people.sum()), *sums))
    return tuple(found)


_doubts: Kept[Doubt] = Kept()


def doubt(store: Store) -> Doubt:
    """How far the figures move when the assumptions move, all of them at once."""
    found = ground(store)
    return _doubts.get(store, found.key, lambda: _doubted(found))


def _doubted(found: Ground) -> Doubt:
    group = grouped(found.network, coarse=True)
    told = []
    for assumed in _possible(found):
        exposure = exposure_of(group.network, assumed, count=group.count)
        told.append(outlook(taste(exposure, gate_of(assumed), nodes=13)))
    ends = {
        name: tuple(np.quantile([getattr(one, name) for one in told], [_LOWEST, _HIGHEST]).tolist())
        for name in ("chance", "views", "relevant")
    }
    return Doubt(**ends)


def _possible(found: Ground) -> list[Assumptions]:
    """What the assumptions may be: as the own posts leave them, else in their ranges."""
    if found.calibration.enough:
        draws = found.calibration.draws
        # The walk that drew them moves slowly: some from all over it, and not the first ones.
        return [draws[place] for place in np.linspace(0, len(draws) - 1, _DRAWS).astype(int)]
    return possible(found.assumed, draws=_DRAWS, seed=1)


def what_if(store: Store, wish: Wish, setting: Setting = USUAL_SETTING, *, today: date, seed: int = 1) -> Comparison:
    """Before and after a change, each figure apart and with its doubt.

    Raises:
        UsageError, UnknownPersonError, AmbiguousPersonError: see `assumed_of` and
            `kreds.services.reach_steps.change_of`.
    """
    found = ground_about(store, setting.topic)
    return compared(found, change_of(store, found, wish, today=today), setting, seed=seed)


def compared(found: Ground, change: Change, setting: Setting = USUAL_SETTING, *, seed: int = 1) -> Comparison:
    """The same for a change that is known."""
    assumed = assumed_of(found, setting)
    draws = _possible(found) if found.calibration.enough and not setting.assume else None
    return compare(found.network, change, assumed, doubt=draws, draws=_DRAWS, seed=seed)


_influence: Kept[Influence] = Kept()


def each_influence(store: Store) -> tuple[Ground, Influence]:
    """What every single relation does, exactly, under the assumptions as they stand."""
    found = ground(store)
    return found, _influence.get(store, found.key, lambda: _of_everybody(found))


def _of_everybody(found: Ground) -> Influence:
    return influence(taste(exposure_of(found.network, found.assumed), gate_of(found.assumed)))


def influences(store: Store, *, most: int = 10) -> Influences:
    """Who carries posts most, and who stops them most: by the chance that a post goes on, with them and without."""
    found, told = each_influence(store)
    moved = told.on_chance
    order = np.lexsort([found.network.id, -moved])
    stopping = np.flatnonzero(moved < 0.0)
    return Influences(
        base=told.base,
        carry=tuple(_part(found, told, int(row)) for row in order[:most] if moved[row] > 0.0),
        stop=tuple(_part(found, told, int(row)) for row in order[::-1][:most] if moved[row] < 0.0),
        stopping=len(stopping),
    )


def influence_of(store: Store, person: int) -> OwnPart | None:
    """What one relation does to posts; None for somebody who is no relation."""
    found, told = each_influence(store)
    return _of_one(found, told, person)


def known_influence_of(store: Store, person: int) -> OwnPart | None:
    """The same where nothing has to be reckoned first: for whoever must not wait."""
    found = known_ground(store)
    told = _influence.known(store, found.key) if found else None
    return _of_one(found, told, person) if found and told else None


def get_ready(store: Store) -> None:
    """Reckon what everybody does to posts, unless that takes long enough to be noticed."""
    if len(ground(store)) <= _AT_ONCE:
        each_influence(store)


def _of_one(found: Ground, told: Influence, person: int) -> OwnPart | None:
    row = int(np.searchsorted(found.network.id, person))
    if row >= len(found) or found.network.id[row] != person:
        return None
    return _part(found, told, row)


def _part(found: Ground, told: Influence, row: int) -> OwnPart:
    return OwnPart(
        int(found.network.id[row]),
        float(told.on_chance[row]),
        float(told.on_views[row]),
        float(told.on_relevant[row]),
    )


_plans: Kept[Plan] = Kept(most=4)


def plan(
    store: Store, effort: Effort, setting: Setting = USUAL_SETTING, *, figure: str = "", today: date, seed: int = 1
) -> Plan:
    """The best set of steps for an effort; nobody is proposed whom the clean-up would not propose.

    Of those who are invited half are taken to come (`ACCEPTED`); the plan counts those.
    ``figure`` is what to raise, one of `kreds.reach.tornado.FIGURES`; relevant views where there is a goal, else views.

    Raises:
        UsageError: there is no such figure, or the effort is out of bounds.
    """
    found = ground_about(store, setting.topic)
    figure = figure or ("relevant" if found.goal else "views")
    _known_figure(figure)
    for name in ("removals", "wakes", "invitations"):
        if not 0 <= getattr(effort, name) <= MOST_A_WEEK:
            raise UsageError("CHOICE", name=name, value=str(getattr(effort, name)), choices=f"0-{MOST_A_WEEK}")
    if not 1 <= effort.weeks <= MOST_WEEKS:
        raise UsageError("CHOICE", name="weeks", value=str(effort.weeks), choices=f"1-{MOST_WEEKS}")
    assumed = assumed_of(found, setting)
    can = steps(store, found, today=today)
    candidates = Candidates(may_go(found, can), np.isin(found.network.id, can.quiet), invitation(found, 1))
    in_all = Effort(
        effort.removals * effort.weeks,
        effort.wakes * effort.weeks,
        round(effort.invitations * effort.weeks * ACCEPTED),
        weeks=1,
    )
    key = (current_stamp(store).all, found.topic, effort, tuple(sorted(setting.assume.items())), figure, today, seed)
    return _plans.get(
        store, key, lambda: best_plan(found.network, candidates, in_all, assumed, figure=figure, seed=seed)
    )


_tornados: Kept[Tornado] = Kept(most=4)


def most_moving(store: Store, figure: str = "chance") -> Tornado:
    """Which assumption moves a figure most.

    Raises:
        UsageError: there is no such figure.
    """
    _known_figure(figure)
    found = ground(store)
    return _tornados.get(store, (found.key, figure), lambda: tornado(found.network, found.assumed, figure=figure))


def _known_figure(figure: str) -> None:
    if figure not in FIGURES:
        raise UsageError("CHOICE", name="figure", value=figure, choices=", ".join(FIGURES))


_calibrated: Kept[Calibrated] = Kept()


def calibrated(store: Store) -> Calibrated:
    """How far the person's own posts have taught the model, and how it fared on posts that it had not seen."""
    found = ground(store)
    return _calibrated.get(store, found.key, lambda: _calibration(found))


def _calibration(found: Ground) -> Calibrated:
    told, figures = found.calibration, found.history.figures
    if not told.enough:
        return Calibrated(told.posts, ENOUGH, found.history.written, {}, {}, None)
    known, names = learned(found), (*FITTED, "strong_reacts")
    fitted = {name: float(getattr(told.middle, name)) for name in names}
    ranges = {name: known[name] for name in names}
    check = checked(found.network, figures) if len(figures) >= ENOUGH * 3 // 2 else None
    return Calibrated(told.posts, ENOUGH, found.history.written, fitted, ranges, check)
