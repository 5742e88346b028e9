"""The derived tables of features and relations: written whole after an import, judged anew after a decision."""

from collections.abc import Mapping, Sequence

import polars as pl
from sqlalchemy import Connection, delete, select, update

from kreds.model.frames import FEATURES
from kreds.store.bulk import insert_columns, insert_rows, read_frame, update_rows
from kreds.store.tables import features, people, person_keys, relations

JUDGED = (
    "score",
    "spread",
    "strength",
    "alive",
    "p_strong",
    "p_average",
    "p_worthless",
    "communicated",
    "met",
    "common_ground",
    "content",
)
"""Columns of a relation that are the judgement's, beside its level."""


def write_features(db: Connection, frame: pl.DataFrame) -> None:
    """Replace the features of all relations."""
    db.execute(delete(features))
    columns = list(FEATURES)
    insert_rows(db, features, columns, frame.select(columns).rows())


def read_features(db: Connection) -> pl.DataFrame:
    """The features of all relations."""
    return read_frame(db, select(*(features.c[name] for name in FEATURES)), FEATURES)


def write_relations(db: Connection, columns: Mapping[str, Sequence[object]]) -> None:
    """Replace all relations, given column by column."""
    db.execute(delete(relations))
    insert_columns(db, relations, columns)


def judge_relations(db: Connection, columns: Mapping[str, Sequence[object]]) -> None:
    """Put another judgement into the relations: `JUDGED`, levels and ``person``, column by column."""
    names = [name for name in columns if name != "person"]
    rows = zip(*(columns[name] for name in names), columns["person"], strict=True)
    update_rows(db, relations, names, key="person", rows=rows)


def set_level(db: Connection, person: int, *, level: str, overruled: bool) -> None:
    """Change the shown level of one relation."""
    db.execute(update(relations).where(relations.c.person == person).values(level=level, overruled=int(overruled)))


def people_by_key(db: Connection, keys: Sequence[str]) -> dict[str, int]:
    """The person behind each identity key; keys nobody has are missing."""
    found: dict[str, int] = {}
    for start in range(0, len(keys), 500):
        query = select(person_keys.c.key, person_keys.c.person).where(person_keys.c.key.in_(keys[start : start + 500]))
        found.update((key, person) for key, person in db.execute(query))
    return found


def show_judged_level(db: Connection, person: int) -> None:
    """Let the judgement's level be the shown one again."""
    db.execute(
        update(relations).where(relations.c.person == person).values(level=relations.c.judged_level, overruled=0)
    )


def key_of(db: Connection, person: int) -> str:
    """The strongest identity key of a person."""
    return str(db.execute(select(people.c.key).where(people.c.id == person)).scalar_one())


def keys_of(db: Connection, person: int) -> list[str]:
    """All identity keys of a person."""
    return [key for (key,) in db.execute(select(person_keys.c.key).where(person_keys.c.person == person))]
