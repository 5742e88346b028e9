"""What the demo's owner has said before anybody looks: a few on trial, one of them due, and a few answers."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from kreds.model.criteria import Fact
from kreds.model.decision import DecisionKind
from kreds.model.level import Level
from kreds.services.decide import say_of_all
from kreds.store import decisions
from kreds.store.database import Store
from kreds.store.tables import relations

_TRIALS = ((-170, -4), (-120, 63), (-45, 138))
"""When a trial began and when it is over, in days from today."""
_KNOWN = 4
_FEWEST = 40
"""Relations a network needs before a few of them can stand out."""


def keep_demo_texts(store: Store, *, today: date) -> None:
    """Before the import, let the words of messages be kept, unless something was said: nobody's secrets are in them.

    Then the agenda can say what somebody has asked.
    """
    with store.writing() as db:
        if not decisions.standing(db):
            value = {"keep": True}
            decisions.add(db, at=_noon(today, -1), kind=DecisionKind.KEEP_TEXTS, subject="", value=value)


def begin_demo(store: Store, *, today: date) -> None:
    """Say it, unless something has been said: whoever looks around in the demo twice finds what they left.

    On trial are average relations that connected last; what the files cannot know is answered of the strongest.
    """
    with store.writing() as db:
        others = [one for one in decisions.standing(db).values() if one.kind is not DecisionKind.KEEP_TEXTS]
        if others or len(db.scalars(select(relations.c.person)).all()) < _FEWEST:
            return
        new = _people(db, Level.AVERAGE, relations.c.connected_on.desc(), len(_TRIALS))
        for person, (began, over) in zip(new, _TRIALS, strict=False):
            value = {"until": (today + timedelta(days=over)).isoformat()}
            say_of_all(db, [person], kind=DecisionKind.TRIAL, value=value, at=_noon(today, began))
        known = _people(db, Level.STRONG, relations.c.strength.desc(), _KNOWN)
        for facts, some in (((Fact.MET,), known[::2]), ((Fact.MET, Fact.BUSINESS), known[1::2])):
            said = {"facts": sorted(fact.value for fact in facts), "yes": True}
            say_of_all(db, some, kind=DecisionKind.ANSWER, value=said, at=_noon(today, -10))


def _people(db: Connection, level: Level, order: ColumnElement[Any], count: int) -> list[int]:
    current = relations.c.no_longer_since == ""
    wanted = select(relations.c.person).where(current, relations.c.level == level.value)
    return list(db.scalars(wanted.order_by(order, relations.c.person).limit(count)))


def _noon(today: date, days: int) -> int:
    return int(datetime.combine(today + timedelta(days=days), time(12), UTC).timestamp())
