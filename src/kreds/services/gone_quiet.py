"""Which strong relations have gone quiet, without looking for everything else that there is to do in a week."""

from datetime import date

from sqlalchemy import select

from kreds.cultivation.agenda import monday_of
from kreds.cultivation.listen import listen
from kreds.model.agenda import OccasionKind
from kreds.model.level import Level
from kreds.services.find_week import moved
from kreds.services.read_talk import talks_of
from kreds.services.read_ties import read_strong
from kreds.services.said_agenda import said_agenda_plan, said_cadences, said_lines
from kreds.store.database import Store
from kreds.store.tables import relations


def gone_quiet(store: Store, *, today: date) -> frozenset[int]:
    """The strong relations of whom the agenda of this week says that they have gone quiet, by number.

    It is found as the agenda finds it (`kreds.services.find_week`), from the messages of these people alone.
    """
    strong = select(relations.c.person).where(
        relations.c.no_longer_since == "", relations.c.level == Level.STRONG.value
    )
    with store.reading() as db:
        plan, _ = said_agenda_plan(db)
        ties = {tie.person: tie for tie in read_strong(db, talks_of(db, strong))}
        ties |= moved(ties, said_lines(db), said_cadences(db))
    occasions = listen(ties.values(), plan.cadence, monday=monday_of(today))
    return frozenset(int(one.person, 16) for one in occasions if one.kind is OccasionKind.QUIET)
