"""The JSON of what the person has logged; keys are added and never renamed."""

from collections.abc import Sequence
from typing import Any

from kreds.model.log import LoggedLine
from kreds.services.log_contact import LogEffect

Json = dict[str, Any]


def effect_shape(effect: LogEffect) -> Json:
    """A line that was logged, and how it moved each relation; ``id`` is what an undo takes back."""
    return {
        "id": effect.id,
        "kind": effect.kind.value,
        "day": effect.day.isoformat(),
        "text": effect.text,
        "people": [
            {
                "id": after.id,
                "name": after.name,
                "level_before": before.level.value,
                "level": after.level.value,
                "strength_before": before.strength,
                "strength": after.strength,
                "last_contact": after.last_contact.isoformat() if after.last_contact else None,
            }
            for before, after in effect.people
        ],
    }


def lines_shape(lines: Sequence[LoggedLine], *, most: int | None = None) -> Json:
    """Lines, the newest first; ``total`` counts also those beyond ``most``."""
    return {
        "lines": [
            {
                "id": one.line.decision,
                "person": one.line.person,
                "name": one.name,
                "day": one.line.day.isoformat(),
                "kind": one.line.kind.value,
                "text": one.line.text,
            }
            for one in lines[:most]
        ],
        "total": len(lines),
    }
