"""The lines that the person has logged of contact, and still stand."""

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import Connection

from kreds.model.decision import DecisionKind
from kreds.model.interaction import Channel, Direction
from kreds.model.log import IN_TOUCH, LogKind, LogLine
from kreds.resolve import OtherRow
from kreds.services.relation_rows import shown_id
from kreds.store import decisions, relations

_AS = {
    LogKind.MET: (Channel.MEETING, Direction.MUTUAL),
    LogKind.CALL: (Channel.MEETING, Direction.MUTUAL),
    LogKind.WROTE: (Channel.MESSAGE, Direction.OUTBOUND),
    LogKind.ANSWERED: (Channel.MESSAGE, Direction.INBOUND),
}
"""What a line counts as: to have talked is to have met in a circle of two, whether by telephone or in one room."""
_EPOCH = date(1970, 1, 1)
_SECONDS_A_DAY = 86_400


def said_log(db: Connection, persons: Collection[int] | None = None) -> list[LogLine]:
    """Every line that stands, by the day it is about, oldest first; of some people only, where any are named."""
    if persons is None:
        standing = decisions.list_standing(db, DecisionKind.LOG)
        known = relations.people_by_key(db, list({one.subject for one in standing}))
    else:
        known = relations.keys_of(db, persons)
        standing = decisions.list_standing(db, DecisionKind.LOG, set(known))
    lines = [
        LogLine(
            decision=one.id,
            person=shown_id(known[one.subject]),
            day=date.fromisoformat(str(one.value["day"])),
            kind=LogKind(str(one.value["kind"])),
            text=str(one.value.get("text") or ""),
        )
        for one in standing
        if one.subject in known
    ]
    return sorted(lines, key=lambda line: (line.day, line.decision))


def logged_exchanges(db: Connection, *, until: int, persons: Collection[int] | None = None) -> Iterator[OtherRow]:
    """The lines that are contact, as exchanges.

    What was logged after the last day that the files cover counts as of that day: it is known, and the network is
    judged for no later one.

    Args:
        until: that day, in days since 1970-01-01.
    """
    for line in said_log(db, persons):
        if line.kind in IN_TOUCH:
            channel, direction = _AS[line.kind]
            day = min((line.day - _EPOCH).days, until)
            detail = f"log:{line.decision}"
            yield OtherRow(int(line.person, 16), day * _SECONDS_A_DAY, int(channel), int(direction), detail, 0)
