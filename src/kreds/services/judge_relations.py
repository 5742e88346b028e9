"""What a person decides about levels, and what Kreds makes of it: overrule one or many, name the owner, judge anew."""

from collections.abc import Collection
from dataclasses import replace

from kreds.errors import UsageError
from kreds.model.decision import Decided, DecisionKind
from kreds.model.level import LEVELS, Level
from kreds.model.relation import Relation
from kreds.services.decide import say_of_all, take_back
from kreds.services.find_person import resolve_who
from kreds.services.judging import half_life_days, judged, rule_of
from kreds.services.read_frames import frames
from kreds.services.rebuild_network import Rebuilt, is_outdated, judge_again, rebuild_network
from kreds.services.show_relation import relation_of
from kreds.store import decisions, relations
from kreds.store.database import Store
from kreds.text.urls import profile_slug
from kreds.ties import features
from kreds.ties.features import HALF_LIFE_DAYS

__all__ = [
    "HALF_LIVES",
    "bring_up_to_date",
    "half_life",
    "judge_relations",
    "name_owner",
    "overrule_level",
    "overrule_levels",
    "rebuild",
    "set_half_life",
    "undo",
    "would_change_level",
]

undo = take_back
HALF_LIVES = (90, int(HALF_LIFE_DAYS), 365)
"""After how many days contact may count half: quickly, as tested, slowly."""


def rebuild(store: Store) -> Rebuilt:
    """Drop everything derived and make it anew; facts and decisions stay as they are."""
    with store.writing() as db:
        rebuilt = rebuild_network(db)
    store.checkpoint()
    return rebuilt


def bring_up_to_date(store: Store) -> None:
    """Derive everything anew where an older version of Kreds derived it; else nothing happens."""
    with store.reading() as db:
        outdated = is_outdated(db)
    if outdated:
        rebuild(store)


def judge_relations(store: Store) -> int:
    """Judge all relations anew after a decision that concerns them all; how many there are."""
    with store.writing() as db:
        return judge_again(db)


def overrule_level(store: Store, who: str, level: Level | None, *, at: int) -> Relation:
    """Say what a relation is (None: let Kreds judge again). It stands until undone, over every import.

    Raises:
        UsageError: the level is not one of the guide's three.
        UnknownPersonError, AmbiguousPersonError: see `resolve_who`.
    """
    if level is not None and level not in LEVELS:
        raise UsageError("LEVEL", level=level)
    person = resolve_who(store, who)
    overrule_levels(store, [person], level, at=at)
    with store.reading() as db:
        return relation_of(db, person)


def overrule_levels(store: Store, people: Collection[int], level: Level | None, *, at: int) -> Decided:
    """The same for many at once, who are also taken back at once; numbers of nobody are left out.

    Raises:
        UsageError: the level is not one of the guide's three.
    """
    if level is not None and level not in LEVELS:
        raise UsageError("LEVEL", level=level)
    value: dict[str, object] = {"level": None if level is None else str(level)}
    with store.writing() as db:
        return say_of_all(db, people, kind=DecisionKind.LEVEL, value=value, at=at)


def name_owner(store: Store, profile: str, *, at: int) -> Rebuilt:
    """Say whose network it is, by profile address or its last part.

    Raises:
        UsageError: that is no profile address.
    """
    is_last_part = not any(letter in profile for letter in "/: ?#")
    slug = profile_slug(f"https://www.linkedin.com/in/{profile}" if is_last_part else profile)
    if not slug:
        raise UsageError("PROFILE", profile=profile)
    with store.writing() as db:
        decisions.add(db, at=at, kind=DecisionKind.OWNER, subject="", value={"slug": slug})
        return rebuild_network(db)


def half_life(store: Store) -> int:
    """After how many days a day of contact counts half now."""
    with store.reading() as db:
        return round(half_life_days(db))


def would_change_level(store: Store, days: int) -> int:
    """How many relations would have another level if contact faded at this speed; those the person said stay.

    Raises:
        UsageError: the number of days is none of `HALF_LIVES`.
    """
    _must_be_half_life(days)
    network = frames(store)
    measured = features(
        network.interactions, network.relations, day=network.day, context=network.context, half_life_days=days
    )
    with store.reading() as db:
        judgement = judged(db, replace(rule_of(db), half_life_days=days), measured)
        return relations.count_changes(db, dict(judgement.select("person", "level").rows()))


def _must_be_half_life(days: int) -> None:
    if days not in HALF_LIVES:
        raise UsageError("CHOICE", name="half-life", value=days, choices=", ".join(map(str, HALF_LIVES)))


def set_half_life(store: Store, days: int, *, at: int) -> Decided:
    """Say how fast contact fades, and judge everybody by it.

    Raises:
        UsageError: the number of days is none of `HALF_LIVES`.
    """
    _must_be_half_life(days)
    with store.writing() as db:
        number = decisions.add(db, at=at, kind=DecisionKind.HALF_LIFE, subject="", value={"days": days})
        return Decided(number, rebuild_network(db).relations)
