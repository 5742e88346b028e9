"""Relations on trial (guide G1.10): put on one until a day, asked about when it comes, kept or let go."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from kreds.errors import UsageError
from kreds.model.decision import Decided, DecisionKind
from kreds.model.level import Level
from kreds.model.trial import TrialOutcome
from kreds.services.decide import say_of_all
from kreds.store import decisions
from kreds.store.database import Store
from kreds.store.tables import relations
from kreds.text.dates import months_from

USUAL_MONTHS = 6
MOST_MONTHS = 60


def day_of_trial(until: date | None, months: int | None, *, today: date) -> date:
    """The day that was named, or the one so many months ahead; half a year when nothing is said.

    Raises:
        UsageError: it is not after today, or more than `MOST_MONTHS` ahead.
    """
    if until is None:
        wanted = USUAL_MONTHS if months is None else months
        if not 1 <= wanted <= MOST_MONTHS:
            raise UsageError("TRIAL-MONTHS", months=wanted, most=MOST_MONTHS)
        return months_from(today, wanted)
    if not today < until <= months_from(today, MOST_MONTHS):
        raise UsageError("TRIAL-DAY", day=until.isoformat(), years=MOST_MONTHS // 12)
    return until


def put_on_trial(store: Store, people: Collection[int], until: date, *, today: date, at: int) -> Decided:
    """Put relations on trial until a day; one that is on trial gets another day. Former relations are left out.

    Raises:
        UsageError: that day cannot be, or there is nobody whom one is connected to.
    """
    day = day_of_trial(until, None, today=today)
    with store.writing() as db:
        is_current = select(relations.c.person).where(relations.c.no_longer_since == "")
        current = set(db.scalars(is_current))
        among = [person for person in people if person in current]
        if not among:
            raise UsageError("TRIAL-FORMER")
        return say_of_all(db, among, kind=DecisionKind.TRIAL, value={"until": day.isoformat()}, at=at)


def end_trials(store: Store, people: Collection[int], outcome: TrialOutcome | None, *, at: int) -> Decided:
    """Say how a trial ended; None ends it as if it had not been. Those who are not on trial are left out.

    Who is let go is worthless from then on, by the person's word, so that the next clean-up finds them. All of it is
    taken back as one.

    Raises:
        UsageError: none of them is on trial.
    """
    with store.writing() as db:
        on_trial = set(db.scalars(select(relations.c.person).where(relations.c.trial_until != "")))
        among = [person for person in people if person in on_trial]
        if not among:
            raise UsageError("TRIAL-NONE")
        if outcome is None:
            return say_of_all(db, among, kind=DecisionKind.TRIAL, value={"until": None}, at=at)
        batch = None
        if outcome is TrialOutcome.LET_GO:
            batch = decisions.next_id(db)
            level = {"level": Level.WORTHLESS.value}
            say_of_all(db, among, kind=DecisionKind.LEVEL, value=level, at=at, batch_of=batch)
        value = {"outcome": outcome.value}
        return say_of_all(db, among, kind=DecisionKind.TRIAL, value=value, at=at, batch_of=batch)
