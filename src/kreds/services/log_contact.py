"""Note contact that no file shows (guide G2.1): it counts at once, for the relation and for the balance."""

from collections.abc import Collection
from datetime import date

from kreds.errors import UsageError
from kreds.model.decision import Decided, DecisionKind
from kreds.model.log import LONGEST, LogKind, LogLine
from kreds.services.decide import say_of_all
from kreds.services.said_log import said_log
from kreds.store.database import Store

FIRST_YEAR = 1950


def log_contact(
    store: Store, people: Collection[int], kind: LogKind, text: str, day: date, *, today: date, at: int
) -> Decided:
    """Log one line about relations: a coffee with three is one line for each, taken back as one.

    Raises:
        UsageError: the day is yet to come or cannot be, the text is too long, or nobody is meant.
    """
    if not day.year >= FIRST_YEAR or day > today:
        raise UsageError("LOG-DAY", day=day.isoformat())
    words = " ".join(text.split())
    if len(words) > LONGEST:
        raise UsageError("NOTE", longest=LONGEST)
    value = {"kind": kind.value, "day": day.isoformat(), "text": words}
    with store.writing() as db:
        decided = say_of_all(db, people, kind=DecisionKind.LOG, value=value, at=at)
    if not decided.relations:
        raise UsageError("LOG-NOBODY")
    return decided


def log_lines(store: Store, people: Collection[int] | None = None) -> tuple[LogLine, ...]:
    """What has been logged, the newest first; of some people only, where any are named."""
    with store.reading() as db:
        return tuple(reversed(said_log(db, people)))
