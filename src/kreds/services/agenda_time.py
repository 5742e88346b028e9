"""The time of day at which the agenda stands in a calendar: the person's word, else half past eight."""

from datetime import time

from kreds.errors import UsageError
from kreds.model.decision import Decided, DecisionKind
from kreds.store import decisions
from kreds.store.database import Store

USUAL_TIME = time(8, 30)
_TIME = "time"
"""The subject under which an AGENDA_PLAN decision keeps it; the plan itself has none."""


def clock_time(text: str) -> time:
    """A time of day as it is written.

    >>> clock_time("8:30"), clock_time("17.05")
    (datetime.time(8, 30), datetime.time(17, 5))

    Raises:
        UsageError: it is none.
    """
    hour, mark, minute = text.strip().replace(".", ":").partition(":")
    good = mark and all(part.isascii() and part.isdigit() and len(part) <= 2 for part in (hour, minute))
    if not good or int(hour) > 23 or int(minute) > 59 or len(minute) != 2:
        raise UsageError("CHOICE", name="time", value=text, choices="00:00–23:59")
    return time(int(hour), int(minute))


def agenda_time(store: Store) -> time:
    """The time of day that counts, by the clock of whoever looks at the calendar."""
    with store.reading() as db:
        said = decisions.standing(db, DecisionKind.AGENDA_PLAN).get(_TIME)
    return time.fromisoformat(str(said.value["time"])) if said else USUAL_TIME


def say_agenda_time(store: Store, wanted: time, *, at: int) -> Decided:
    """Let a time of day count from now on; number 0 when it does already."""
    if agenda_time(store) == wanted:
        return Decided(0, 0)
    value = {"time": wanted.isoformat(timespec="minutes")}
    with store.writing() as db:
        return Decided(decisions.add(db, at=at, kind=DecisionKind.AGENDA_PLAN, subject=_TIME, value=value), 0)
