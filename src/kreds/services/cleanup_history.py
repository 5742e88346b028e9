"""What became of the clean-ups: everybody let go, changes of mind, trials, and the network before, after and now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, select

from kreds.model.level import Level, Seen
from kreds.model.relation import Relation
from kreds.model.review import Fate, Mark, Said
from kreds.services.network_numbers import numbers
from kreds.services.read_cleanup import REINVITE_DAYS, LetGo, Past, let_go, past_portions
from kreds.services.relation_rows import COLUMNS, relations_in
from kreds.services.said_reviews import said_in_portions
from kreds.services.standing import as_of
from kreds.store.database import Store
from kreds.store.tables import relations

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Why:
    """What was known of somebody on the day of the word: level, chance of being worthless, and the three signs."""

    level: Level
    confidence: float | None
    marks: Mapping[Mark, Seen]


@dataclass(frozen=True, slots=True)
class Told:
    """A word in a clean-up and the day of it."""

    said: Said
    day: date


@dataclass(frozen=True, slots=True)
class Changed:
    """Somebody who was let go and is not any more: the first word, and the one that came after it."""

    relation: Relation
    let_go: Told
    after: Told


@dataclass(frozen=True, slots=True)
class Tried:
    """Somebody put on trial in a clean-up; how it stands is the relation's ``trial``."""

    relation: Relation
    began: Told


@dataclass(frozen=True, slots=True)
class History:
    """Everything that came of the clean-ups, newest first; ``now`` are the network's numbers of today."""

    let_go: tuple[LetGo, ...]
    changed: tuple[Changed, ...]
    past: tuple[Past, ...]
    trials: tuple[Tried, ...]
    now: Mapping[str, float]
    as_of: date | None


def history(store: Store, *, today: date) -> History:
    """What became of the clean-ups."""
    gone = let_go(store)
    with store.reading() as db:
        said = said_in_portions(db)
        changed = _changed(said)
        tried = {one.person: one for one in said if one.fate is Fate.TRIAL}
        found = _relations(db, {*changed, *tried})
        return History(
            let_go=gone,
            changed=tuple(
                sorted(
                    (
                        Changed(found[one], _told(before), _told(after))
                        for one, (before, after) in changed.items()
                        if one in found
                    ),
                    key=lambda one: (-one.after.said.at, one.relation.name),
                )
            ),
            past=past_portions(db, today=today),
            trials=tuple(
                sorted(
                    (Tried(found[person], _told(one)) for person, one in tried.items() if person in found),
                    key=lambda one: (-one.began.said.at, one.relation.name),
                )
            ),
            now=numbers(db),
            as_of=as_of(db),
        )


def why_of(said: Said) -> Why:
    """What was known when the word was said; of an older word, as much as it has."""
    level, confidence, marks = (said.why.get(name) for name in ("level", "confidence", "marks"))
    told = marks if isinstance(marks, dict) else {}
    return Why(
        level=Level(str(level)) if level in set(Level) else Level.UNKNOWN,
        confidence=float(confidence) if isinstance(confidence, int | float) else None,
        marks={mark: Seen(told[mark.value]) for mark in Mark if told.get(mark.value) in set(Seen)},
    )


def free_to_invite(one: LetGo) -> date | None:
    """From which day on an invitation should go through again: three weeks after it was ticked off, or seen gone."""
    since = one.removed_on or one.gone_since
    return since + timedelta(days=REINVITE_DAYS) if since else None


def _changed(said: list[Said]) -> dict[str, tuple[Said, Said]]:
    """By person the last word to let go and the last one after it, where there is one that takes it back."""
    found: dict[str, tuple[Said, Said]] = {}
    going: dict[str, Said] = {}
    for one in said:
        if one.fate is Fate.LET_GO:
            going[one.person] = one
            found.pop(one.person, None)
        elif one.person in going and one.fate not in (Fate.SKIP, Fate.UNSURE):
            found[one.person] = (going[one.person], one)
    return found


def _told(said: Said) -> Told:
    return Told(said, datetime.fromtimestamp(said.at, UTC).date())


def _relations(db: Connection, ids: set[str]) -> dict[str, Relation]:
    people = sorted(int(one, 16) for one in ids)
    found: dict[str, Relation] = {}
    for start in range(0, len(people), _AT_ONCE):
        query = select(*COLUMNS).where(relations.c.person.in_(people[start : start + _AT_ONCE]))
        found |= {one.id: one for one in relations_in(db, db.execute(query).all())}
    return found
