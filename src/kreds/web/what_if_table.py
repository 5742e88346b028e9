"""Before and after a change of the network, side by side; the form that asks for it; the plan in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from kreds.i18n import Translator
from kreds.i18n.goal_words import segment_in_sentence
from kreds.i18n.tasting_words import points, signed, sure, verdict
from kreds.i18n.topic_words import day_words
from kreds.i18n.week_words import weekdays
from kreds.reach.plan import Effort, Plan
from kreds.reach.what_if import Change, Comparison, Difference
from kreds.services.reach_steps import ACCEPTED, ANY_DAY, LIST, PROPOSED, QUIET, SETS, WORTHLESS, Steps, Wish

INVITED = (0, 20, 50, 100)
_BETTER = "yes"
_DAYS = tuple(str(day) for day in range(7))


@dataclass(frozen=True, slots=True)
class Row:
    """One figure before and after; bars in per cent of the longest; ``by`` the difference with what it may be."""

    name: str
    before: str
    after: str
    before_width: float
    after_width: float
    by: str
    range: str
    sure: str
    is_better: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose, and whether it is chosen."""

    value: str
    text: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The form and its answer; ``rows`` is empty where nothing is tried."""

    let_go: tuple[Choice, ...]
    invite: tuple[Choice, ...]
    days: tuple[Choice, ...]
    group: str
    quiet: int
    wish: Wish
    verdict: str
    rows: tuple[Row, ...]
    sizes: str
    note: str
    day_note: str


def what_if_form(can: Steps, wish: Wish, found: Comparison | None, t: Translator, *, has_goal: bool) -> WhatIf:
    """The form as it stands, with the answer where something is tried."""
    chosen = wish.let_go[0] if wish.let_go else ""
    words = {
        LIST: t.plural("the one on your work list", "the %(n)s on your work list", len(can.let_go[LIST])),
        PROPOSED: t.plural(
            "the one whom the clean-up proposes", "the %(n)s whom the clean-up proposes", len(can.let_go[PROPOSED])
        ),
        WORTHLESS: t.plural("the one judged worthless", "all %(n)s judged worthless", len(can.let_go[WORTHLESS])),
    }
    sets = [Choice(one, words[one], one == chosen) for one in SETS if len(can.let_go[one]) or one == chosen]
    note = ""
    if chosen == WORTHLESS and found:
        note = t.text(
            "Only a thought: the clean-up proposes nobody on silence alone, and whom you let go you may miss later."
        )
    day_note = ""
    if wish.weekday != ANY_DAY and found:
        day_note = t.text(
            "By the reactions to your own posts of that day, set beside those of other days; a few posts say little of "
            "a day."
        )
    return WhatIf(
        let_go=(Choice("", t.text("nobody"), not chosen), *sets),
        invite=tuple(
            Choice(str(one), t.number(one) if one else t.text("nobody"), one == wish.invite) for one in INVITED
        ),
        days=_days(can, wish, t),
        group=segment_in_sentence(can.group, t) if can.group else "",
        quiet=len(can.quiet),
        wish=wish,
        verdict=verdict(found, t, has_goal=has_goal, day_posts=posts_of_day(can, wish)) if found else "",
        rows=rows_of(found, t, has_goal=has_goal) if found else (),
        sizes=t.plural(
            "%(n)s relation before, %(after)s after",
            "%(n)s relations before, %(after)s after",
            found.relations[0],
            after=found.relations[1],
        )
        if found and found.relations[0] != found.relations[1]
        else "",
        note=note,
        day_note=day_note,
    )


def posts_of_day(can: Steps, wish: Wish) -> int:
    """From how many own posts a change follows that is a day of the week and nothing else; 0 for others."""
    if wish != Wish(weekday=wish.weekday):
        return 0
    return next((one.posts for one in can.days if one.weekday == wish.weekday), 0)


def _days(can: Steps, wish: Wish, t: Translator) -> tuple[Choice, ...]:
    """When to post: as usual, on a day that own posts tell of, or at a better time, whichever that is."""
    names = weekdays(t)
    told = [Choice(str(one.weekday), day_words(one, names, t), one.weekday == wish.weekday) for one in can.days]
    usual = Choice("", t.text("as usual"), not wish.better_day and wish.weekday == ANY_DAY)
    better = t.text("at a better time (a quarter more react; assumed)")
    return (usual, *told, Choice(_BETTER, better, wish.better_day))


def rows_of(found: Comparison, t: Translator, *, has_goal: bool) -> tuple[Row, ...]:
    """The figures apart: whoever raises one may lower another."""
    rows = [
        _row(t.text("Chance that it goes on"), found.chance, t, is_chance=True),
        _row(t.text("Views"), found.views, t),
    ]
    if has_goal:
        rows.append(_row(t.text("Relevant views"), found.relevant, t))
    return (*rows, _row(t.text("Beyond your network"), found.second, t))


def _row(name: str, one: Difference, t: Translator, *, is_chance: bool = False) -> Row:
    most = 1.0 if is_chance else max(one.before, one.after, 1e-9)

    def value(figure: float) -> str:
        return t.percent(figure) if is_chance else t.number(figure)

    def difference(figure: float) -> str:
        return points(figure, t) if is_chance else signed(figure, t)

    return Row(
        name=name,
        before=value(one.before),
        after=value(one.after),
        before_width=round(100.0 * one.before / most, 1),
        after_width=round(100.0 * one.after / most, 1),
        by=difference(one.by),
        range=t.text("%(low)s to %(high)s", low=difference(one.low), high=difference(one.high)),
        sure=sure(one.better, t),
        is_better=one.by > 0.0,
    )


def wish_of(asked: Mapping[str, str]) -> Wish:
    """What a form asks for; what it does not name is not tried."""
    let_go, invite, day = asked.get("let_go", ""), asked.get("invite", ""), asked.get("day", "")
    return Wish(
        let_go=(let_go,) if let_go in SETS else (),
        wake=(QUIET,) if asked.get("wake") else (),
        invite=int(invite) if invite.isascii() and invite.isdecimal() and len(invite) < 5 else 0,
        ask_for_comments=bool(asked.get("comments")),
        better_day=day == _BETTER,
        weekday=int(day) if day in _DAYS else ANY_DAY,
    )


@dataclass(frozen=True, slots=True)
class PlanCard:
    """The best set of steps: in words, what it does, what its steps would promise one by one, and what comes next.

    ``nobody`` says of each kind of step that was asked for and not taken why it was not.
    """

    steps: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    verdict: str
    warning: str
    others: tuple[str, ...]
    nobody: tuple[str, ...]


def plan_card(found: Plan, effort: Effort, can: Steps, group: str, t: Translator, *, has_goal: bool) -> PlanCard:
    """Say a plan for an effort; ``can`` is what there was to choose from."""
    change = found.best.change
    gain, alone = found.best.gain, found.single_gains
    warning = t.text(
        "All together: %(gain)s. Added up one by one the steps would seem to give %(alone)s: together they do "
        "something else than each alone, so whole sets were compared (%(n)s of them).",
        gain=_gain(gain, t, has_goal=has_goal),
        alone=signed(alone, t, decimals=1),
        n=found.tried,
    )
    return PlanCard(
        steps=_plan_steps(change, group, t),
        rows=rows_of(found.comparison, t, has_goal=has_goal),
        verdict=verdict(found.comparison, t, has_goal=has_goal),
        warning=warning,
        others=tuple(
            f"{_short(one.change, group, t)}: {_gain(one.gain, t, has_goal=has_goal)}" for one in found.others[:3]
        ),
        nobody=_nobody(change, effort, can, t, has_goal=has_goal),
    )


def _nobody(change: Change, effort: Effort, can: Steps, t: Translator, *, has_goal: bool) -> tuple[str, ...]:
    """What was asked for and is not in the plan, each with why."""
    more = t.text("it would not give more relevant views") if has_goal else t.text("it would not give more views")
    goes, quiet = len(can.let_go[LIST]) + len(can.let_go[PROPOSED]), len(can.quiet)
    whys = (
        more if quiet else t.text("no strong relation has gone quiet"),
        more if goes else t.text("the clean-up proposes nobody"),
    )
    asked = (
        (effort.wakes and not len(change.wake), t.text("Wake: nobody, because %(why)s.", why=whys[0])),
        (effort.invitations and not change.invite, t.text("Invite: nobody, because %(why)s.", why=more)),
        (effort.removals and not len(change.let_go), t.text("Let go of: nobody, because %(why)s.", why=whys[1])),
    )
    return tuple(words for is_told, words in asked if is_told)


def _gain(gain: float, t: Translator, *, has_goal: bool) -> str:
    if has_goal:
        return t.text("%(n)s relevant views a post", n=signed(gain, t, decimals=1))
    return t.text("%(n)s views a post", n=signed(gain, t, decimals=1))


def _plan_steps(change: Change, group: str, t: Translator) -> tuple[tuple[str, str], ...]:
    """What to do, each with where."""
    steps = []
    if len(change.wake):
        text = t.plural(
            "Wake %(n)s strong relation that has gone quiet",
            "Wake %(n)s strong relations that have gone quiet",
            len(change.wake),
        )
        steps.append((text, "/relations?trend=fading"))
    coming = sum(one.number for one in change.invite)
    if coming:
        invited = round(coming / ACCEPTED)
        whom = group or t.text("people who matter to you")
        steps.append(
            (
                t.text("Invite %(n)s %(group)s, of whom about %(come)s come", n=invited, group=whom, come=coming),
                "/invite",
            )
        )
    if len(change.let_go):
        steps.append(
            (t.plural("Let go of %(n)s relation", "Let go of %(n)s relations", len(change.let_go)), "/cleanup")
        )
    return tuple(steps)


def _short(change: Change, group: str, t: Translator) -> str:
    steps = [text for text, _ in _plan_steps(change, group, t)]
    return ", ".join(steps) if steps else t.text("Do nothing")
