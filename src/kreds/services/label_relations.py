"""Tags and notes: the person's own words on relations, kept over every import."""

from collections.abc import Collection, Mapping

from sqlalchemy import func, select

from kreds.errors import UsageError
from kreds.model.decision import Decided, DecisionKind
from kreds.model.relation import Relation
from kreds.services.decide import say_of_all
from kreds.services.find_person import resolve_who
from kreds.services.show_relation import relation_of
from kreds.store.database import Store
from kreds.store.tables import person_tags
from kreds.text.names import search_key, sort_key

LONGEST_TAG = 40
BETWEEN_TAGS = " | "
"""Where several tags stand in one cell; no tag holds the bar."""
LONGEST_NOTE = 10_000


def tag_relations(store: Store, people: Collection[int], tag: str, *, on: bool, at: int) -> Decided:
    """Put a tag on relations, or take it off. A tag that differs only in accents and case from one in use is that one.

    Raises:
        UsageError: there is no tag, it is longer than `LONGEST_TAG` characters, or it holds a bar.
    """
    name = " ".join(tag.split())
    if not any(letter.isalnum() for letter in name) or len(name) > LONGEST_TAG or BETWEEN_TAGS.strip() in name:
        raise UsageError("TAG", tag=name[:LONGEST_TAG], longest=LONGEST_TAG)
    with store.writing() as db:
        used = db.scalars(select(person_tags.c.tag).distinct())
        name = next((other for other in used if search_key(other) == search_key(name)), name)
        return say_of_all(db, people, kind=DecisionKind.TAG, value={"tag": name, "on": on}, at=at)


def write_note(store: Store, who: str, text: str, *, at: int) -> Relation:
    """Keep a note on a relation in place of the one before; "" takes it away.

    Raises:
        UsageError: it is longer than `LONGEST_NOTE` characters.
        UnknownPersonError, AmbiguousPersonError: see `kreds.services.find_person.resolve_who`.
    """
    note = text.replace("\r\n", "\n").strip()
    if len(note) > LONGEST_NOTE:
        raise UsageError("NOTE", longest=LONGEST_NOTE)
    person = resolve_who(store, who)
    with store.reading() as db:
        before = relation_of(db, person)
    if before.note != note:
        with store.writing() as db:
            say_of_all(db, [person], kind=DecisionKind.NOTE, value={"text": note}, at=at)
    with store.reading() as db:
        return relation_of(db, person)


def tags_in_use(store: Store) -> Mapping[str, int]:
    """Every tag, and how many relations have it, in the order of the Danish alphabet."""
    with store.reading() as db:
        rows = db.execute(select(person_tags.c.tag, func.count()).group_by(person_tags.c.tag)).all()
    return {tag: int(count) for tag, count in sorted(rows, key=lambda row: sort_key(row[0]))}
