"""Learn (guide G2.2): from whom one can become wiser."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from kreds.cultivation.cadence import due_on, rests
from kreds.cultivation.ties import Tie
from kreds.model.agenda import Occasion, OccasionKind
from kreds.model.level import Level

CAPABLE = {"owner": 1.0, "board": 0.9, "executive": 1.0, "director": 0.8, "manager": 0.5, "senior": 0.4}
"""How much one may expect to learn, by seniority: a rule of thumb."""
_NEVER_DAYS = 90
"""Somebody who has just been connected with is not asked at once."""


def learn(ties: Iterable[Tie], usual: Mapping[str, int], *, monday: date) -> Iterator[Occasion]:
    """Capable people in the groups of the goal, and people that the owner follows, whose turn it is.

    Args:
        ties: current relations.
        usual: days between contacts by layer.
        monday: the first day of the week.
    """
    until = monday + timedelta(days=6)
    for tie in ties:
        is_leader = bool(tie.fit) and tie.seniority in CAPABLE
        if tie.level is Level.WORTHLESS or not (tie.followed or is_leader) or rests(tie, monday):
            continue
        due = due_on(tie, usual)
        if due is not None and due > until:
            continue
        if tie.touched is None and (tie.connected_on or monday) > monday - timedelta(days=_NEVER_DAYS):
            continue
        worth = CAPABLE.get(tie.seniority, 0.0) * (0.6 + 0.4 * tie.fit) + 0.5 * tie.strength
        if tie.followed:
            yield Occasion(OccasionKind.FOLLOWED, tie.id, worth + 0.4, facts={"day": tie.followed})
        elif tie.level is not Level.UNKNOWN:
            yield Occasion(OccasionKind.CAPABLE, tie.id, worth, facts={"group": tie.group, "title": tie.title})
        else:
            yield Occasion(OccasionKind.CAPABLE, tie.id, 0.5 * worth, facts={"group": tie.group, "title": tie.title})
