"""Which way a relation has gone between two days, and why: in words, with the usual gap and the silence behind it."""

from collections.abc import Mapping
from typing import Any

from kreds.model.change import ChangeKind
from kreds.model.level import Level
from kreds.text.phrase import Phrase
from kreds.ties.phrases import ago, filled, lasted, usually
from kreds.ties.silence import SILENT_ACTIVE_DAYS

_RANKS = {Level.UNKNOWN: 0, Level.WORTHLESS: 0, Level.AVERAGE: 1, Level.STRONG: 2}

_BEGUN = Phrase("You have begun to write: on %(n)s day", plural="You have begun to write: on %(n)s days")
_WROTE = Phrase(
    "You have written with each other on %(n)s day since",
    plural="You have written with each other on %(n)s days since",
)
_GIVEN = {
    "recommendations_in": Phrase("They have recommended you"),
    "recommendations_out": Phrase("You have recommended them"),
    "endorsements_in": Phrase("They have endorsed your skills"),
    "endorsements_out": Phrase("You have endorsed their skills"),
    "meetings": Phrase("You have met"),
    "notes": Phrase("You have written a note about them"),
}
"""What may have come beside messages, by its feature; the weightiest first."""
_LITTLE = Phrase("It was close to the border, and little was needed")
_STILL_NEVER = Phrase("You have still never written with each other")
_USED = {
    "both": Phrase("You used to write about %(every)s; it has been %(span)s"),
    "they": Phrase("They used to write to you about %(every)s; it has been %(span)s"),
    "you": Phrase("You used to write to them about %(every)s; it has been %(span)s"),
}
_RARER = {
    "both": Phrase("You write about %(every)s on average; the last time was %(span)s ago"),
    "they": Phrase("They write to you about %(every)s on average; the last time was %(span)s ago"),
    "you": Phrase("You write to them about %(every)s on average; the last time was %(span)s ago"),
}


def kind_of_change(before: Level, now: Level, *, fell_silent: bool) -> ChangeKind | None:
    """Which way it went; None where nothing worth telling happened.

    Who was or is strong and fell silent comes before any other word on them. Nobody sinks by being judged for the first
    time: that too little was known is no level.

    >>> kind_of_change(Level.STRONG, Level.AVERAGE, fell_silent=True).value
    'silent'
    >>> kind_of_change(Level.UNKNOWN, Level.WORTHLESS, fell_silent=False) is None
    True
    """
    if fell_silent and Level.STRONG in (before, now):
        return ChangeKind.SILENT
    moved = _RANKS[now] - _RANKS[before]
    if moved > 0:
        return ChangeKind.STRONGER
    if moved < 0 or (fell_silent and now is Level.AVERAGE):
        return ChangeKind.FADING
    return None


def why_changed(
    kind: ChangeKind, then: Mapping[str, Any], now: Mapping[str, Any], silence: Mapping[str, Any]
) -> Phrase:
    """Why a relation went that way, in one sentence.

    Args:
        kind: which way.
        then: the row of `kreds.model.frames.FEATURES` of the earlier day.
        now: the same of the later day.
        silence: the row of `kreds.model.frames.SILENCES` of the later day; empty for those who never wrote.
    """
    return _stronger(then, now) if kind is ChangeKind.STRONGER else _quieter(now, silence)


def _stronger(then: Mapping[str, Any], now: Mapping[str, Any]) -> Phrase:
    days = int(now["active_days"]) - int(then["active_days"])
    if days > 0:
        return filled(_WROTE if then["active_days"] else _BEGUN, days)
    return next((phrase for name, phrase in _GIVEN.items() if now[name] > then[name]), _LITTLE)


def _quieter(now: Mapping[str, Any], silence: Mapping[str, Any]) -> Phrase:
    silent = silence.get("silent_days")
    if silent is None:
        return _STILL_NEVER
    if silence["active_days"] < SILENT_ACTIVE_DAYS:
        return ago(int(silent), by_message=False)
    if not silence["is_silent"] and silent <= silence["usual_gap"]:
        return _LITTLE
    who = "both" if now["messages_in"] and now["messages_out"] else ("they" if now["messages_in"] else "you")
    words = _USED if silence["is_silent"] else _RARER
    facts = {"every": usually(float(silence["usual_gap"])), "span": lasted(int(silent))}
    return Phrase(words[who].text, facts)
