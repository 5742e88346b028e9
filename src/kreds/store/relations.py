"""The derived tables of features and relations: written whole after an import, judged anew after a decision."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import astuple
from datetime import date, timedelta

import polars as pl
from sqlalchemy import Connection, delete, select, update

from kreds.model.criteria import Fact
from kreds.model.frames import FEATURES
from kreds.model.trial import Trial
from kreds.store.bulk import insert_columns, insert_rows, read_frame, update_rows
from kreds.store.tables import features, people, person_keys, person_tags, relations

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
    "trend",
)
"""Columns of a relation that are the judgement's, beside its level."""
_AT_ONCE = 500
_EPOCH = date(1970, 1, 1)


def write_features(db: Connection, frame: pl.DataFrame) -> None:
    """Replace the features of all relations."""
    db.execute(delete(features))
    columns = list(FEATURES)
    insert_rows(db, features, columns, frame.select(columns).rows())


def change_features(db: Connection, frame: pl.DataFrame) -> None:
    """Put other features in the place of those of some relations."""
    names = [name for name in FEATURES if name != "person"]
    update_rows(db, features, names, key="person", rows=frame.select(*names, "person").rows())


def show_contact(db: Connection, frame: pl.DataFrame) -> None:
    """Let some relations show the messages and the last contact that their features tell of."""
    rows = [
        (into, out, "" if day is None else (_EPOCH + timedelta(days=day)).isoformat(), person)
        for into, out, day, person in frame.select("messages_in", "messages_out", "last_day", "person").rows()
    ]
    update_rows(db, relations, ("messages_in", "messages_out", "last_contact"), key="person", rows=rows)


def read_features(db: Connection, persons: Collection[int] | None = None) -> pl.DataFrame:
    """The features of all relations, or of these."""
    query = select(*(features.c[name] for name in FEATURES))
    if persons is None:
        return read_frame(db, query, FEATURES)
    parts = [read_frame(db, query.where(features.c.person.in_(some)), FEATURES) for some in _chunks(list(persons))]
    return pl.concat(parts) if parts else pl.DataFrame(schema={name: getattr(pl, k) for name, k in FEATURES.items()})


def read_texts(db: Connection, persons: Collection[int] | None = None) -> pl.DataFrame:
    """Person, title and company of all relations, or of these."""
    names = ("person", "title", "company")
    schema = {"person": "Int64", "title": "String", "company": "String"}
    query = select(*(relations.c[name] for name in names))
    if persons is None:
        return read_frame(db, query, schema)
    parts = [read_frame(db, query.where(relations.c.person.in_(some)), schema) for some in _chunks(list(persons))]
    return pl.concat(parts) if parts else read_frame(db, query.where(relations.c.person.in_([])), schema)


def write_answers(db: Connection, answers: Mapping[int, Mapping[str, int]]) -> None:
    """Let the features of these people hold exactly these answers."""
    names = [fact.value for fact in Fact]
    rows = [(*(facts.get(name, 0) for name in names), person) for person, facts in answers.items()]
    update_rows(db, features, names, key="person", rows=rows)


def write_relations(db: Connection, columns: Mapping[str, Sequence[object]]) -> None:
    """Replace all relations, given column by column."""
    db.execute(delete(relations))
    insert_columns(db, relations, columns)


def judge_relations(db: Connection, columns: Mapping[str, Sequence[object]]) -> None:
    """Put another judgement into the relations: `JUDGED`, levels and ``person``, column by column."""
    names = [name for name in columns if name != "person"]
    rows = zip(*(columns[name] for name in names), columns["person"], strict=True)
    update_rows(db, relations, names, key="person", rows=rows)


def count_changes(db: Connection, levels: Mapping[int, str]) -> int:
    """How many current relations another judgement would give another level; those the person said stay."""
    columns = relations.c
    query = select(columns.person, columns.judged_level).where(columns.overruled == 0, columns.no_longer_since == "")
    return sum(1 for person, level in db.execute(query) if levels.get(person, level) != level)


def count_levels(db: Connection, levels: Mapping[int, str]) -> dict[str, int]:
    """How many current relations each level would have by another judgement."""
    columns = relations.c
    query = select(columns.person, columns.level, columns.overruled).where(columns.no_longer_since == "")
    rows = db.execute(query)
    return dict(Counter(level if overruled else levels.get(person, level) for person, level, overruled in rows))


def people_by_key(db: Connection, keys: Sequence[str]) -> dict[str, int]:
    """The person behind each identity key; keys nobody has are missing."""
    found: dict[str, int] = {}
    for start in range(0, len(keys), 500):
        query = select(person_keys.c.key, person_keys.c.person).where(person_keys.c.key.in_(keys[start : start + 500]))
        found.update((key, person) for key, person in db.execute(query))
    return found


def show_levels(db: Connection, said: Mapping[int, str]) -> None:
    """Show the level that the person has said; of those who are said to be "", the judgement's."""
    judged = [person for person, level in said.items() if not level]
    update_rows(
        db, relations, ("level", "overruled"), key="person", rows=[(level, 1, p) for p, level in said.items() if level]
    )
    for some in _chunks(judged):
        statement = update(relations).where(relations.c.person.in_(some))
        db.execute(statement.values(level=relations.c.judged_level, overruled=0))


def write_tags(db: Connection, tags: Mapping[int, Collection[str]]) -> None:
    """Let these people have exactly these tags."""
    for some in _chunks(list(tags)):
        db.execute(delete(person_tags).where(person_tags.c.person.in_(some)))
    rows = [(person, tag) for person, names in tags.items() for tag in sorted(names)]
    insert_rows(db, person_tags, ("person", "tag"), rows)


def drop_tags(db: Connection) -> None:
    """Take all tags off all people."""
    db.execute(delete(person_tags))


def tags_of(db: Connection, persons: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The tags of some people, in the order of the alphabet's code points; who has none is missing."""
    found: dict[int, list[str]] = {}
    for some in _chunks(list(persons)):
        query = select(person_tags.c.person, person_tags.c.tag).where(person_tags.c.person.in_(some))
        for person, tag in db.execute(query.order_by(person_tags.c.person, person_tags.c.tag)):
            found.setdefault(person, []).append(tag)
    return {person: tuple(tags) for person, tags in found.items()}


def write_notes(db: Connection, notes: Mapping[int, str]) -> None:
    """Let these people have these notes, "" for none."""
    update_rows(db, relations, ("note",), key="person", rows=[(note, person) for person, note in notes.items()])


def write_trials(db: Connection, trials: Mapping[int, Trial]) -> None:
    """Let these people have these trials, running or ended."""
    names = ("trial_since", "trial_until", "trial_outcome", "trial_ended")
    rows = [(*(str(one or "") for one in astuple(trial)), person) for person, trial in trials.items()]
    update_rows(db, relations, names, key="person", rows=rows)


def keys_by_person(db: Connection, persons: Collection[int]) -> dict[int, str]:
    """The strongest identity key of each person; numbers nobody has are missing."""
    found: dict[int, str] = {}
    for some in _chunks(list(persons)):
        found.update(
            (number, key) for number, key in db.execute(select(people.c.id, people.c.key).where(people.c.id.in_(some)))
        )
    return found


def keys_of(db: Connection, persons: Collection[int]) -> dict[str, int]:
    """All identity keys of some people, and whose each is."""
    found: dict[str, int] = {}
    for some in _chunks(list(persons)):
        query = select(person_keys.c.key, person_keys.c.person).where(person_keys.c.person.in_(some))
        found.update((key, person) for key, person in db.execute(query))
    return found


def _chunks(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE))
