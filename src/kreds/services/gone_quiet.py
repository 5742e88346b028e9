"""Which strong relations have gone quiet, without looking for everything else that there is to do in a week."""

from datetime import date

from sqlalchemy import Connection, or_, select

from kreds.cultivation.agenda import monday_of
from kreds.cultivation.listen import listen
from kreds.model.agenda import OccasionKind
from kreds.model.level import Level, Trend
from kreds.services.find_week import moved
from kreds.services.judging import judging_day
from kreds.services.read_talk import talks_of
from kreds.services.read_ties import read_strong
from kreds.services.said_agenda import said_agenda_plan, said_cadences, said_lines
from kreds.services.said_log import said_log
from kreds.store.database import Store
from kreds.store.tables import features, relations
from kreds.store.talks import Persons
from kreds.ties.silence import SILENT_LEAST_DAYS

_MOST_NAMED = 500


def gone_quiet(store: Store, *, today: date) -> frozenset[int]:
    """The strong relations of whom the agenda of this week says that they have gone quiet, by number.

    It is found as the agenda finds it (`kreds.services.find_week`), from the messages of those alone who may have.
    """
    with store.reading() as db:
        plan, _ = said_agenda_plan(db)
        ties = {tie.person: tie for tie in read_strong(db, talks_of(db, _silent(db)))}
        ties |= moved(ties, said_lines(db), said_cadences(db))
    occasions = listen(ties.values(), plan.cadence, monday=monday_of(today))
    return frozenset(int(one.person, 16) for one in occasions if one.kind is OccasionKind.QUIET)


def _silent(db: Connection) -> Persons:
    """The strong whose rhythm may be broken, and some more.

    Their contact fades, or the last one was too long ago for two who write; a meeting and what the person has logged
    are contact, and end no silence (`kreds.ties.silence`).
    """
    query = (
        select(relations.c.person)
        .join(features, features.c.person == relations.c.person)
        .where(relations.c.no_longer_since == "", relations.c.level == Level.STRONG.value)
    )
    logged = {int(line.person, 16) for line in said_log(db)}
    if len(logged) > _MOST_NAMED:
        return query
    is_silent = features.c.last_day < judging_day(db) - SILENT_LEAST_DAYS
    has_met = features.c.last_met_day == features.c.last_day
    is_fading = relations.c.trend == Trend.FADING.value
    return query.where(or_(is_silent, has_met, is_fading, relations.c.person.in_(sorted(logged))))
