"""What pages and commands say alike of logged contact: its kinds, and what a line has changed."""

from kreds.i18n.translator import Translator
from kreds.model.log import LogKind
from kreds.services.log_contact import LogEffect

LISTED = 3
"""So many relations are named one by one when a line about several is told."""


def kind_name(kind: LogKind, t: Translator) -> str:
    """A kind as a choice: one word or two."""
    return {
        LogKind.MET: t.text("Met"),
        LogKind.CALL: t.text("Talked"),
        LogKind.WROTE: t.text("Wrote"),
        LogKind.ANSWERED: t.text("Got an answer"),
        LogKind.HELPED: t.text("Helped"),
        LogKind.LEARNED: t.text("Learned"),
        LogKind.OTHER: t.text("Other"),
    }[kind]


def log_told(kind: LogKind, t: Translator) -> str:
    """A kind as what happened, for a time line."""
    return {
        LogKind.MET: t.text("You met"),
        LogKind.CALL: t.text("You talked"),
        LogKind.WROTE: t.text("You wrote to them"),
        LogKind.ANSWERED: t.text("They answered"),
        LogKind.HELPED: t.text("You helped them"),
        LogKind.LEARNED: t.text("You learned something"),
        LogKind.OTHER: t.text("You noted"),
    }[kind]


def effect_lines(effect: LogEffect, t: Translator) -> tuple[str, ...]:
    """What a line has changed, a sentence for each relation; of many only how many they are."""
    if len(effect.people) > LISTED:
        moved = sum(after.strength > before.strength for before, after in effect.people)
        told = t.plural("Noted about %(n)s relation.", "Noted about %(n)s relations.", len(effect.people))
        return (
            (told, t.plural("%(n)s of them is stronger.", "%(n)s of them are stronger.", moved)) if moved else (told,)
        )
    lines = []
    for before, after in effect.people:
        name = after.name or t.text("(no name)")
        numbers = {"name": name, "before": t.percent(before.strength), "after": t.percent(after.strength)}
        if before.level is not after.level:
            levels = {"was": t.level(before.level), "level": t.level(after.level)}
            lines.append(
                t.text("%(name)s: strength %(before)s → %(after)s; was %(was)s, now %(level)s.", **numbers, **levels)
            )
        elif numbers["before"] != numbers["after"]:
            lines.append(t.text("%(name)s: strength %(before)s → %(after)s.", **numbers))
        else:
            lines.append(t.text("%(name)s: noted.", name=name))
    return tuple(lines)
