"""The network as frames: what the judgement is made from, for notebooks and benchmarks."""

from dataclasses import dataclass

import polars as pl

from kreds.model.frames import CONTEXT, RELATIONS
from kreds.resolve import exchanges
from kreds.services.judging import coverage_of, judging_day
from kreds.services.react import reaction_exchanges
from kreds.store import people, relations
from kreds.store.database import Store
from kreds.ties import Coverage


@dataclass(frozen=True, slots=True)
class Frames:
    """A network as frames; `kreds.model.frames` says what their columns mean.

    ``day`` (days since 1970-01-01) is the last day that the data covers, ``coverage`` what the
    sources could have shown.
    """

    interactions: pl.DataFrame
    relations: pl.DataFrame
    context: pl.DataFrame
    features: pl.DataFrame
    day: int
    coverage: Coverage


def frames(store: Store) -> Frames:
    """Read the frames of one moment of the store."""
    with store.reading() as db:
        of_party, owners = people.people_of_parties(db), people.owners(db)
        talk = exchanges(
            people.message_frame(db),
            people.audience_frame(db),
            of_party=of_party,
            owners=owners,
            rows=[*people.other_rows(db, of_party, owners), *reaction_exchanges(db, until=judging_day(db))],
        )
        measured = relations.read_features(db).sort("person")
        return Frames(
            interactions=talk.interactions,
            relations=measured.select(list(RELATIONS)),
            context=measured.select(list(CONTEXT)),
            features=measured,
            day=judging_day(db),
            coverage=coverage_of(db),
        )
