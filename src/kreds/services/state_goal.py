"""State what is wanted on LinkedIn (guide G1.1): say it, change it, choose the goal that counts, give one up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from math import isfinite

from sqlalchemy import Connection

from kreds.composition.goals import mix
from kreds.errors import UsageError
from kreds.model.decision import Decided, Decision, DecisionKind
from kreds.model.goal import Audience, Goal, GoalKind, Target
from kreds.model.segment import OWN, Segment
from kreds.model.title import Function, Seniority
from kreds.services.group_people import group_people
from kreds.services.said_goals import active_goal, goal_of, goal_value, goals
from kreds.store import decisions
from kreds.store.database import Store
from kreds.text.names import search_key

LONGEST_NAME = 60
LONGEST_WORD = 100
MOST_WORDS = 50
MOST_TARGETS = 40
MOST_PEOPLE = 1_000_000
_KINDS = (DecisionKind.GOAL, DecisionKind.ACTIVE_GOAL)


@dataclass(frozen=True, slots=True)
class Goals:
    """Every goal in the order it was first stated, and the one that counts; None as long as there is none."""

    all: tuple[Goal, ...]
    active: Goal | None


@dataclass(frozen=True, slots=True)
class GoalSpell:
    """From when to when a goal counted, with what it wanted then; ``until`` is None for what counts now."""

    goal: Goal
    since: date
    until: date | None


def stated_goals(store: Store) -> Goals:
    """The goals as they stand."""
    with store.reading() as db:
        return Goals(goals(db), active_goal(db))


def mixed_goal(name: str, kinds: dict[GoalKind, float], *, goal_id: str = "") -> Goal:
    """A goal as the starting points have it, mixed by their weights; nothing is said yet.

    Raises:
        UsageError: a weight is no number, or below 0.
    """
    for kind, weight in kinds.items():
        if not isfinite(weight) or weight < 0:
            raise UsageError("GOAL-WEIGHT", kind=kind.value)
    start = mix(kinds)
    weights = {kind: weight for kind, weight in kinds.items() if weight}
    return Goal(goal_id, name, start.targets, weights, start.audience)


def state_goal(store: Store, goal: Goal, *, at: int, choose: bool = False) -> tuple[Goal, Decided]:
    """Say what is wanted; a goal without an id is a new one. ``choose`` lets it count from now on.

    One undo takes it all back. What is said already changes nothing.

    Raises:
        UsageError: it has no name, or one that another goal has; a share or a number cannot be; it names something
            that there is not; or there is no goal of that id.
    """
    wanted = _checked(goal)
    with store.writing() as db:
        known = goals(db)
        before = next((one for one in known if one.id == wanted.id), None)
        if wanted.id and before is None:
            raise UsageError("GOAL", goal=wanted.id, goals=_names(known))
        if any(_is_named(one, wanted.name) for one in known if one.id != wanted.id):
            raise UsageError("GOAL-TAKEN", name=wanted.name)
        batch = decisions.next_id(db)
        new = wanted if wanted.id else replace(wanted, id=f"g{batch}")
        counts_already = active_goal(db) == before if before else False
        number = 0
        if before is None or goal_value(before) != goal_value(new):
            value = {**goal_value(new), "batch": batch}
            number = decisions.add(db, at=at, kind=DecisionKind.GOAL, subject=new.id, value=value)
        if choose and not counts_already:
            value = {"goal": new.id, "batch": batch}
            number = decisions.add(db, at=at, kind=DecisionKind.ACTIVE_GOAL, subject="", value=value)
        return new, Decided(number, group_people(db) if number else 0)


def choose_goal(store: Store, who: str, *, at: int) -> Decided:
    """Let a goal count, by its id or its name.

    Raises:
        UsageError: there is no such goal.
    """
    with store.writing() as db:
        goal = _named(db, who)
        if active_goal(db) == goal:
            return Decided(0, 0)
        number = decisions.add(db, at=at, kind=DecisionKind.ACTIVE_GOAL, subject="", value={"goal": goal.id})
        return Decided(number, group_people(db))


def give_up_goal(store: Store, who: str, *, at: int) -> Decided:
    """Give a goal up, by its id or its name; if it counted, the first of the others counts from now on.

    Raises:
        UsageError: there is no such goal.
    """
    with store.writing() as db:
        goal = _named(db, who)
        number = decisions.add(db, at=at, kind=DecisionKind.GOAL, subject=goal.id, value={})
        return Decided(number, group_people(db))


def find_goal(store: Store, who: str) -> Goal:
    """The goal of this id or name.

    Raises:
        UsageError: there is no such goal.
    """
    with store.reading() as db:
        return _named(db, who)


def goal_history(store: Store) -> tuple[GoalSpell, ...]:
    """Which goal counted when, and what it wanted then; the latest first. What was taken back was never said."""
    with store.reading() as db:
        said = sorted((one for kind in _KINDS for one in decisions.list_standing(db, kind)), key=lambda one: one.id)
    return tuple(_spells(said))[::-1]


def _spells(said: Sequence[Decision]) -> Iterable[GoalSpell]:
    """Walks through what was said and tells each stretch in which the goal that counts stayed as it is."""
    known: dict[str, Goal | None] = {}
    chosen = ""
    current: Goal | None = None
    since = date.min
    for place, one in enumerate(said):
        if one.kind is DecisionKind.GOAL:
            known[one.subject] = goal_of(one)
        else:
            chosen = str(one.value.get("goal") or "")
        after = said[place + 1] if place + 1 < len(said) else None
        if after and one.batch is not None and after.batch == one.batch:
            continue
        counts = known.get(chosen) or next((goal for goal in known.values() if goal), None)
        if counts == current:
            continue
        day = datetime.fromtimestamp(one.at, UTC).date()
        if current:
            yield GoalSpell(current, since, day)
        current, since = counts, day
    if current:
        yield GoalSpell(current, since, None)


def _named(db: Connection, who: str) -> Goal:
    known = goals(db)
    found = next((one for one in known if one.id == who or _is_named(one, who)), None)
    if found is None:
        raise UsageError("GOAL", goal=who[:LONGEST_NAME], goals=_names(known))
    return found


def _is_named(goal: Goal, name: str) -> bool:
    return search_key(goal.name) == search_key(name)


def _names(known: Iterable[Goal]) -> str:
    return ", ".join(one.name for one in known)


def _checked(goal: Goal) -> Goal:
    """The goal with its words in order.

    Raises:
        UsageError: it cannot be.
    """
    name = " ".join(goal.name.split())
    if not any(letter.isalnum() for letter in name) or len(name) > LONGEST_NAME:
        raise UsageError("GOAL-NAME", longest=LONGEST_NAME)
    targets: dict[str, Target] = {}
    for one in goal.targets:
        targets.setdefault(one.segment, _checked_target(one))
    if not targets or len(targets) > MOST_TARGETS:
        raise UsageError("GOAL-TARGETS", most=MOST_TARGETS)
    return replace(goal, name=name, targets=tuple(targets.values()), audience=_checked_audience(goal.audience))


def _checked_target(target: Target) -> Target:
    segment = " ".join(target.segment.split())
    is_own = segment.startswith(OWN) and segment != OWN and len(segment) <= len(OWN) + LONGEST_NAME
    if not is_own and segment not in {one.value for one in Segment}:
        raise UsageError("CHOICE", name="segment", value=segment, choices=", ".join(one.value for one in Segment))
    if not 0 <= target.share <= 1:
        raise UsageError("GOAL-SHARE", segment=segment)
    if target.number is not None and not 0 <= target.number <= MOST_PEOPLE:
        raise UsageError("GOAL-NUMBER", segment=segment)
    return Target(segment, round(target.share, 4), target.number or None)


def _checked_audience(audience: Audience) -> Audience:
    for name, kind, values in (
        ("function", Function, audience.functions),
        ("seniority", Seniority, audience.seniorities),
    ):
        known = [one.value for one in kind if one.value]
        for value in values:
            if value not in known:
                raise UsageError("CHOICE", name=name, value=str(value), choices=", ".join(known))
    return Audience(
        functions=_words(audience.functions),
        seniorities=_words(audience.seniorities),
        industries=_words(audience.industries),
        places=_words(audience.places),
        companies=_words(audience.companies),
    )


def _words(words: Iterable[str]) -> tuple[str, ...]:
    """Each once, whatever its case and accents, without what nobody would look for."""
    found: dict[str, str] = {}
    for word in words:
        plain = " ".join(word.split())[:LONGEST_WORD].strip()
        if plain:
            found.setdefault(search_key(plain), plain)
    return tuple(found.values())[:MOST_WORDS]
