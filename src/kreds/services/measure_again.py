"""Measure a few relations anew, so that what the person logs counts at once and not with the next import."""

from collections.abc import Collection

import polars as pl
from sqlalchemy import Connection

from kreds.model.frames import CONTEXT, RELATIONS
from kreds.resolve import OtherRow, People, exchanges
from kreds.services.acquaint import meeting_exchanges, took_place
from kreds.services.judging import half_life_days, judging_day
from kreds.services.react import reaction_exchanges
from kreds.services.rebuild_network import judge_again
from kreds.services.said_log import logged_exchanges
from kreds.store import imports, outsiders, people, relations
from kreds.ties import features


def measure_again(db: Connection, persons: Collection[int]) -> None:
    """Let the features and the judgement of these relations follow what is known now; of nobody else."""
    wanted = set(persons)
    stored = relations.read_features(db, wanted)
    if stored.is_empty():
        return
    day = judging_day(db)
    of_party, owners = people.people_of_parties(db), people.owners(db)
    found = People({}, of_party, {})
    meetings = outsiders.meeting_rows(db, among=outsiders.meetings_of(wanted))
    known_until = max(imports.calendar_days(db), default="")
    met = meeting_exchanges(found, took_place(meetings, found, owners, until=known_until), owners)
    rows: list[OtherRow] = [
        *people.other_rows(db, of_party, owners, persons=wanted),
        *(row for row in met if row.person in wanted),
        *logged_exchanges(db, until=day, persons=wanted),
        *reaction_exchanges(db, until=day, persons=wanted),
    ]
    talk = exchanges(
        people.message_frame(db, wanted),
        people.audience_frame(db, wanted),
        of_party=of_party,
        owners=owners,
        rows=rows,
    )
    frame = features(
        talk.interactions.filter(pl.col("person").is_in(sorted(wanted))),
        stored.select(list(RELATIONS)),
        day=day,
        context=stored.select(list(CONTEXT)),
        half_life_days=half_life_days(db),
    )
    relations.change_features(db, frame)
    relations.show_contact(db, frame)
    judge_again(db, wanted)
