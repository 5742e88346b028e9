"""How often to be in touch with whom (guide G2.1): by level and goal, after the rhythm the two have, never a flood."""

from collections.abc import Mapping
from datetime import date, timedelta

from kreds.cultivation.ties import Tie
from kreds.model.level import Level

INNER = 15
"""The closest: the layer that monthly contact keeps (science.md 1.3)."""
LONGEST_OWN = 180
"""However seldom two write, after half a year's silence a habit is fading (see `kreds.ties.trend`)."""
BROKEN_TIMES, BROKEN_LEAST = 8.0, 30
"""A rhythm is broken after so many usual gaps, and not within a month (see `kreds.ties.silence`)."""
OWN_RHYTHM_DAYS = 5
"""Days of writing from which the two have a rhythm of their own."""
UNANSWERED = 2
"""Days written in vain from which somebody gets rest."""
REST = 365
"""Days of rest for somebody who does not answer."""
LEAST = 21
"""Nobody stands in two agendas within so many days, whatever their cadence."""


def layer_of(tie: Tie) -> str:
    """The name of `kreds.model.agenda.USUAL_CADENCE` that somebody falls under, "" for none."""
    if tie.level is Level.STRONG:
        return "inner" if tie.rank <= INNER else "strong"
    if tie.level is Level.WORTHLESS:
        return ""
    return "goal" if tie.fit else "average"


def cadence_of(tie: Tie, usual: Mapping[str, int]) -> int:
    """Days between two contacts, 0 for never: the person's own word, else by layer.

    The rhythm that the two have goes before the layer: who writes to a friend twice a year is not reminded every month,
    and who wrote every week is reminded when that has been broken.

    >>> from kreds.model.agenda import USUAL_CADENCE
    >>> cadence_of(Tie(1, Level.STRONG, rank=3), USUAL_CADENCE)
    30
    >>> cadence_of(Tie(1, Level.STRONG, rank=3, active_days=9, usual_gap=80.0), USUAL_CADENCE)
    80
    >>> cadence_of(Tie(1, Level.WORTHLESS), USUAL_CADENCE)
    0
    """
    if tie.cadence is not None:
        return tie.cadence
    usually = usual.get(layer_of(tie), 0)
    if not usually or tie.active_days < OWN_RHYTHM_DAYS or not tie.usual_gap:
        return usually
    broken = max(BROKEN_LEAST, round(tie.usual_gap * BROKEN_TIMES))
    return max(min(usually, broken), min(round(tie.usual_gap), LONGEST_OWN))


def rests(tie: Tie, day: date) -> bool:
    """Whether somebody has let the last letters lie, and so is left in peace for a while (the ghosting guard)."""
    if tie.cadence or tie.unanswered_days < UNANSWERED or tie.last_written is None:
        return False
    return day < tie.last_written + timedelta(days=REST)


def due_on(tie: Tie, usual: Mapping[str, int]) -> date | None:
    """The day the next contact is due, None for never and for whom no contact is known."""
    days = cadence_of(tie, usual) if tie.touched else 0
    return tie.touched + timedelta(days=days) if days and tie.touched else None
