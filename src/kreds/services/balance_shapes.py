"""The JSON that stays, of the balance; more keys may be added, none of these is ever renamed."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from kreds.model.agenda import Part
from kreds.model.balance import DEEDS, Balance, Effect, Finding, Giving, Leaning, Moved, Stretch

Json = dict[str, Any]


def balance_shape(found: Balance, worked: Effect, say: Callable[[Finding], str]) -> Json:
    """The whole balance; ``say`` puts a finding into words. ``count`` is null where nothing could show the part."""
    return {
        "until": found.until.isoformat() if found.until else None,
        "findings": [
            {
                "kind": one.kind.value,
                "part": one.part.value if one.part else None,
                "now": one.now,
                "usual": one.usual,
                "text": say(one),
            }
            for one in found.findings
        ],
        "parts": {
            part.value: {
                "covered": found.seen[part].value,
                "sources": list(found.sources[part]),
                "quarters": [_stretch(one, part) for one in found.quarters],
                "weeks": [_stretch(one, part) for one in found.weeks],
            }
            for part in Part
        },
        "giving": [_leaning(one) for one in found.giving],
        "receiving": [_leaning(one) for one in found.receiving],
        "effect": effect_shape(worked),
    }


def giving_shape(found: Giving) -> Json:
    """What two give each other; null is a side that no file could show."""
    gave, got = found.minutes
    return {
        "id": found.person,
        "lean": found.lean,
        "minutes_given": gave,
        "minutes_received": got,
        "exchanges": {one.act.value: {"given": one.given, "received": one.received} for one in found.exchanges},
    }


def effect_shape(found: Effect) -> Json:
    """Whether cultivating worked; ``low`` and ``high`` hold the difference in nine of ten cases."""
    return {
        "refusal": found.refusal.value if found.refusal else None,
        "enough": found.enough,
        "cultivated": found.cultivated,
        "compared": found.compared,
        "too_new": found.new,
        "alone": found.alone,
        "others": found.others,
        "until": found.until.isoformat() if found.until else None,
        "strength": _moved(found.strength),
        "wrote": _moved(found.wrote),
    }


def _moved(moved: Moved | None) -> Json | None:
    return None if moved is None else asdict(moved)


def _stretch(one: Stretch, part: Part) -> Json:
    return {
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "count": one.counts.get(part),
        "is_whole": part in one.whole,
        "deeds": {deed.value: one.deeds[deed] for deed in DEEDS[part] if one.deeds.get(deed)},
    }


def _leaning(one: Leaning) -> Json:
    return {"name": one.name, "level": one.level.value, **giving_shape(one.giving)}
