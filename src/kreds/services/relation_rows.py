"""From a row of the table of relations to a `Relation`, and the columns that takes."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from kreds.composition.segments import BELONGS
from kreds.model.level import Level, Seen, Sign, Trend
from kreds.model.relation import Relation
from kreds.model.trial import NO_TRIAL, Trial, TrialOutcome
from kreds.store.memberships import belonging
from kreds.store.relations import tags_of
from kreds.store.tables import relations
from kreds.text.urls import profile_url

COLUMNS = tuple(
    relations.c[name]
    for name in (
        "person",
        "name",
        "slug",
        "company",
        "title",
        "connected_on",
        "no_longer_since",
        "level",
        "judged_level",
        "p_strong",
        "p_average",
        "p_worthless",
        "strength",
        "alive",
        "communicated",
        "met",
        "common_ground",
        "content",
        "overruled",
        "messages_in",
        "messages_out",
        "last_contact",
        "trend",
        "note",
        "bridge",
        "trial_since",
        "trial_until",
        "trial_outcome",
        "trial_ended",
        "segment",
        "segment_share",
        "function",
        "seniority",
        "role",
        "industry",
        "place",
    )
)
"""What `relation` reads, in any order."""
_AT_ONCE = 500


def shown_id(person: int) -> str:
    """A person's number as people see it: 13 hexadecimal digits.

    >>> shown_id(255)
    '00000000000ff'
    """
    return f"{person:013x}"


def day(text: str) -> date | None:
    """The day of an ISO text, None for "" (not known)."""
    return date.fromisoformat(text) if text else None


def relation(
    row: Row[Any], tags: Mapping[int, tuple[str, ...]], groups: Mapping[int, tuple[str, ...]] | None = None
) -> Relation:
    """The relation that a row with `COLUMNS` describes; ``tags`` and ``groups`` are those of each person."""
    return Relation(
        id=shown_id(row.person),
        name=row.name,
        profile_url=profile_url(row.slug) if row.slug else "",
        company=row.company,
        title=row.title,
        connected_on=day(row.connected_on),
        no_longer_since=day(row.no_longer_since),
        level=Level(row.level),
        memberships={
            Level.STRONG: row.p_strong,
            Level.AVERAGE: row.p_average,
            Level.WORTHLESS: row.p_worthless,
        },
        strength=row.strength,
        alive=row.alive,
        coverage={
            Sign.COMMUNICATED: Seen(row.communicated),
            Sign.MET: Seen(row.met),
            Sign.COMMON_GROUND: Seen(row.common_ground),
            Sign.CONTENT: Seen(row.content),
        },
        overruled=bool(row.overruled),
        segments=tuple(sorted((groups or {}).get(row.person, ()), key=lambda group: group != row.segment)),
        messages_in=row.messages_in,
        messages_out=row.messages_out,
        last_contact=day(row.last_contact),
        trend=Trend(row.trend),
        tags=tags.get(row.person, ()),
        note=row.note,
        bridge=row.bridge,
        trial=_trial(row),
        segment_share=row.segment_share,
        function=row.function,
        seniority=row.seniority,
        role=row.role,
        industry=row.industry,
        place=row.place,
    )


def _trial(row: Row[Any]) -> Trial:
    if not (row.trial_until or row.trial_outcome):
        return NO_TRIAL
    return Trial(
        since=day(row.trial_since),
        until=day(row.trial_until),
        outcome=TrialOutcome(row.trial_outcome) if row.trial_outcome else None,
        ended=day(row.trial_ended),
    )


def relations_in(db: Connection, rows: Sequence[Row[Any]]) -> tuple[Relation, ...]:
    """The relations that rows with `COLUMNS` describe, in their order."""
    persons = [row.person for row in rows]
    tags, groups = tags_of(db, persons), belonging(db, persons, least=BELONGS)
    return tuple(relation(row, tags, groups) for row in rows)


def relations_of(db: Connection, persons: Collection[int]) -> tuple[Relation, ...]:
    """The relations with these numbers, in any order; numbers of nobody are left out."""
    numbers, found = list(persons), list[Relation]()
    for start in range(0, len(numbers), _AT_ONCE):
        query = select(*COLUMNS).where(relations.c.person.in_(numbers[start : start + _AT_ONCE]))
        found += relations_in(db, db.execute(query).all())
    return tuple(found)
