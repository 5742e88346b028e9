"""What Kreds learns from the levels a person says, whom it asks next, and how sure it is of the whole network."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import polars as pl
from sqlalchemy import Connection, func, select

from kreds.model.decision import Decided, DecisionKind
from kreds.model.level import Level
from kreds.model.relation import Relation
from kreds.services.judging import judged, learned_of, rule_of
from kreds.services.rebuild_network import judge_again
from kreds.services.relation_rows import COLUMNS, relations_in
from kreds.services.said import said_answers, said_levels
from kreds.store import decisions, relations, tables
from kreds.store.database import Store
from kreds.text.phrase import Phrase
from kreds.ties.asking import sureness, whom_to_ask
from kreds.ties.learned import NOTHING, Label, Learned
from kreds.ties.learning import learn
from kreds.ties.lessons import lessons
from kreds.ties.words import split, words_of


@dataclass(frozen=True, slots=True)
class Asked:
    """A relation worth asking about; ``word`` (of title or company) is theirs and of ``stands_for`` others."""

    relation: Relation
    word: str
    stands_for: int


@dataclass(frozen=True, slots=True)
class Lessons:
    """What stands learned, and what could be learned from all that has been said by now.

    ``changed`` relations would have another level if ``fresh`` were taken on. ``is_new`` says whether it differs from
    what stands. ``said`` counts the levels that the person has said, ``sure`` is the share of relations whose level
    is expected to be right.
    """

    said: int
    sure: float
    standing: tuple[Phrase, ...]
    is_on: bool
    fresh: tuple[Phrase, ...]
    is_new: bool
    changed: int
    counts: Mapping[str, int]


def whom_to_ask_next(store: Store, *, count: int = 5, skipping: Collection[int] = ()) -> tuple[Asked, ...]:
    """The relations whose level teaches most, the most telling first; nobody who has been answered for or skipped."""
    with store.reading() as db:
        rule = rule_of(db)
        current = _current(db)
        texts = relations.read_texts(db).filter(pl.col("person").is_in(current))
        features = relations.read_features(db).filter(pl.col("person").is_in(current))
        done = {*said_levels(db), *said_answers(db), *skipping}
        questions = whom_to_ask(
            features, words_of(texts), done, day=rule.day, coverage=rule.coverage, weights=rule.weights, count=count
        )
        rows = db.execute(select(*COLUMNS).where(tables.relations.c.person.in_([one.person for one in questions])))
        found = {int(one.id, 16): one for one in relations_in(db, rows.all())}
        return tuple(
            Asked(found[one.person], split(one.word)[1] if one.word else "", one.stands_for) for one in questions
        )


def how_sure(store: Store) -> tuple[int, float]:
    """How many levels the person has said, and the share of relations whose level is expected to be right."""
    with store.reading() as db:
        said = said_levels(db)
        return len(said), _sure(db, said)


def what_was_learned(store: Store) -> Lessons:
    """What stands and what could be learned; nothing is changed."""
    with store.reading() as db:
        standing, fresh = learned_of(db), _learn(db)
        said = said_levels(db)
        rule = rule_of(db)
        tried = replace(rule, weights=replace(rule.weights, learned=fresh))
        levels = dict(judged(db, tried, relations.read_features(db)).select("person", "level").rows())
        return Lessons(
            said=len(said),
            sure=_sure(db, said),
            standing=tuple(lessons(standing)) if standing.changed else (),
            is_on=standing.changed,
            fresh=tuple(lessons(fresh)) if fresh.changed else (),
            is_new=fresh.to_json() != standing.to_json() and (fresh.changed or standing.changed),
            changed=relations.count_changes(db, levels),
            counts=relations.count_levels(db, levels),
        )


def take_on(store: Store, *, at: int) -> Decided:
    """Judge everybody by what the person's own levels teach, until undone or forgotten."""
    with store.writing() as db:
        return _decide(db, _learn(db), at=at)


def forget(store: Store, *, at: int) -> Decided:
    """Judge as if nothing had been learned; the levels that the person has said stay."""
    with store.writing() as db:
        return _decide(db, NOTHING, at=at)


def _decide(db: Connection, learned: Learned, *, at: int) -> Decided:
    if learned.to_json() == learned_of(db).to_json():
        return Decided(0, 0)
    value = {"learned": learned.to_json() if learned.changed else None}
    number = decisions.add(db, at=at, kind=DecisionKind.LEARNED, subject="", value=value)
    return Decided(number, judge_again(db))


def _learn(db: Connection) -> Learned:
    """From the levels alone: answers to single facts count already, each by itself."""
    rule = rule_of(db)
    labels = {person: Label(Level(level)) for person, level in said_levels(db).items()}
    if not labels:
        return NOTHING
    words = words_of(relations.read_texts(db))
    weights = replace(rule.weights, learned=NOTHING)
    return learn(relations.read_features(db), words, labels, day=rule.day, coverage=rule.coverage, weights=weights)


def _current(db: Connection) -> list[int]:
    columns = tables.relations.c
    return list(db.scalars(select(columns.person).where(columns.no_longer_since == "")))


def _sure(db: Connection, said: Mapping[int, str]) -> float:
    columns = tables.relations.c
    if not db.execute(select(func.count()).where(columns.no_longer_since == "")).scalar_one():
        return 0.0
    names = ("p_strong", "p_average", "p_worthless")
    query = select(columns.person, *(columns[name] for name in names)).where(columns.no_longer_since == "")
    # The mean of the same numbers in another order may differ in its last digit.
    rows = db.execute(query.order_by(columns.person)).all()
    schema = {"person": pl.Int64, **dict.fromkeys(names, pl.Float64)}
    return sureness(pl.DataFrame([tuple(row) for row in rows], schema=schema, orient="row"), list(said))
