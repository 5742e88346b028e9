"""Lines of the agenda that the person says are done, and still stand."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from kreds.model.agenda import Part
from kreds.model.decision import DecisionKind
from kreds.store import decisions, relations

DONE = "done"


@dataclass(frozen=True, slots=True)
class SaidDone:
    """A line that was done on ``day``; ``person`` is the number of whom it was about, 0 for nobody."""

    person: int
    part: Part
    day: date


def said_done(db: Connection, persons: Collection[int] | None = None) -> list[SaidDone]:
    """Every line that is done, oldest first; of some people only, where any are named.

    The last word on a line counts: what was done and is then put off is not done.
    """
    if persons is None:
        standing = decisions.list_standing(db, DecisionKind.AGENDA)
        known = relations.people_by_key(db, list({one.subject for one in standing if one.subject}))
    else:
        known = relations.keys_of(db, persons)
        standing = decisions.list_standing(db, DecisionKind.AGENDA, set(known))
    last = {
        (one.subject, one.value.get("week"), one.value.get("kind"), one.value.get("other")): one for one in standing
    }
    found = []
    for one in last.values():
        value = one.value
        if value.get("said") == DONE and (not one.subject or one.subject in known):
            day = date.fromisoformat(str(value.get("day")))
            found.append(SaidDone(known.get(one.subject, 0), Part(str(value.get("part"))), day))
    return sorted(found, key=lambda one: (one.day, one.person))
