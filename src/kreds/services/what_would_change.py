"""What would change a judgement: the same rule on the same relation, with one thing otherwise."""

from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from kreds.model.criteria import Fact
from kreds.model.frames import FEATURES
from kreds.model.interaction import Channel
from kreds.model.level import Level
from kreds.services.find_person import person_called
from kreds.services.judging import judged, rule_of
from kreds.store import relations
from kreds.store.database import Store
from kreds.text.phrase import Phrase

YEAR = 365
_FADING = {"lately": 0.25, "habit": 1.0, "habit_in": 1.0, "habit_out": 1.0, "lasting": 4.0}
_YES = {
    Fact.KNOWS: Phrase("If you say that you know each other well"),
    Fact.MET: Phrase("If you say that you have met"),
    Fact.BUSINESS: Phrase("If you say that you have done business"),
    Fact.HELPS: Phrase("If you say that you would like to help"),
    Fact.RELATED: Phrase("If you say that there is some relation between you"),
    Fact.REACTS: Phrase("If you say that they react to your posts"),
}
_NONE = Phrase("If you say no to all that only you know")
_TODAY = Phrase("If you write to each other on the last day of the files")
_MEETING = Phrase("If you meet on the last day of the files")
_SILENCE = Phrase("If a year passes in silence")


@dataclass(frozen=True, slots=True)
class WouldBe:
    """One thing otherwise, and the judgement there would be then."""

    phrase: Phrase
    level: Level
    strength: float


def what_would_change(store: Store, who: str) -> tuple[WouldBe, ...]:
    """Every single thing that would make Kreds judge otherwise than it does, the likeliest way up first.

    What the person has said of the level is left out: this is what Kreds itself would say.

    Raises:
        UnknownPersonError, AmbiguousPersonError: see `kreds.services.find_person.resolve_who`.
    """
    with store.reading() as db:
        person = person_called(db, who)
        rule = rule_of(db)
        row = relations.read_features(db, [person]).row(0, named=True)
        changed: list[tuple[Phrase, dict[str, Any]]] = [
            (phrase, {**row, fact.value: 1}) for fact, phrase in _YES.items() if row[fact.value] < 1
        ]
        if any(row[fact.value] > -1 for fact in Fact):
            changed.append((_NONE, {**row, **{fact.value: -1 for fact in Fact}}))
        changed.append((_TODAY, _with_exchange(row, rule.day)))
        if Channel.MEETING in rule.coverage.channels:
            changed.append((_MEETING, _with_meeting(row, rule.day)))
        later = replace(rule, day=rule.day + YEAR)
        now = judged(db, rule, _frame([row]), [person])
        told = [judged(db, rule, _frame([other]), [person]).row(0, named=True) for _, other in changed]
        changed.append((_SILENCE, row))
        told.append(judged(db, later, _frame([_faded(row, rule.half_life_days)]), [person]).row(0, named=True))
    before = now.row(0, named=True)["level"]
    found = [
        WouldBe(phrase, Level(one["level"]), one["strength"])
        for (phrase, _), one in zip(changed, told, strict=True)
        if one["level"] != before
    ]
    return tuple(sorted(found, key=lambda one: -one.strength))


def _frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={name: getattr(pl, kind) for name, kind in FEATURES.items()})


def _with_exchange(row: dict[str, Any], day: int) -> dict[str, Any]:
    """A message each way on that day."""
    counts = ("messages_in", "messages_out", "active_days", "decayed_days", "decayed_in", "decayed_out", *_FADING)
    first = day if row["first_day"] is None else row["first_day"]
    days = {"first_day": first, "last_day": day, "last_in_day": day, "last_out_day": day}
    channels = row["channels"] + (1 if row["active_days"] == 0 else 0)
    return {**row, **{name: row[name] + 1 for name in counts}, **days, "channels": channels}


def _with_meeting(row: dict[str, Any], day: int) -> dict[str, Any]:
    """A meeting of few on that day."""
    first = day if row["first_day"] is None else row["first_day"]
    channels = row["channels"] + (1 if row["meetings"] == 0 else 0)
    met = {"meetings": row["meetings"] + 1, "last_met_day": day, "first_day": first, "last_day": day}
    return {**row, **met, "channels": channels}


def _faded(row: dict[str, Any], half_life: float) -> dict[str, Any]:
    """The same a year later, when nothing has come."""
    left = {name: row[name] * 0.5 ** (1.0 / times) for name, times in _FADING.items()}
    decayed = {name: row[name] * 0.5 ** (YEAR / half_life) for name in ("decayed_days", "decayed_in", "decayed_out")}
    return {**row, **left, **decayed}
