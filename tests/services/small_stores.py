"""Stores filled row by row, for tests of what reads them: any relation, however unlikely."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert

from kreds.model.frames import FEATURES
from kreds.resolve import person_number
from kreds.store import tables
from kreds.store.bulk import insert_rows
from kreds.store.database import Store
from kreds.text.names import search_key, sort_key

LAST_DAY = date(2026, 10, 3)
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Someone:
    """A relation to put into a store; ``slug`` makes the identity, days are ISO texts."""

    name: str
    slug: str
    company: str = ""
    title: str = ""
    connected_on: str = "2020-01-02"
    no_longer_since: str = ""
    level: str = "average"
    strength: float = 0.5
    messages_in: int = 0
    messages_out: int = 0
    last_contact: str = ""
    communicated: str = "not seen"
    active_days: int = 0
    trend: str = ""
    note: str = ""
    overruled: int = 0

    @property
    def number(self) -> int:
        """The person's number, as the store has it."""
        return person_number(f"in:{self.slug}")


def fill(store: Store, people: Sequence[Someone], *, owner: str = "Kim Ejer") -> None:
    """Put an import, its owner and these relations into an empty store."""
    me = person_number("in:me")
    with store.writing() as db:
        db.execute(
            insert(tables.imports).values(id=1, started_at=1, finished_at=2, origin="cli", relations=len(people))
        )
        db.execute(insert(tables.archives).values(id=1, import_id=1, name="a.zip", as_of=LAST_DAY.isoformat()))
        files = [("Connections.csv", "connections"), ("messages.csv", "messages")]
        for number, (name, kind) in enumerate(files, 1):
            row = {
                "id": number,
                "archive_id": 1,
                "name": name,
                "kind": kind,
                "read": 1,
                "last_day": LAST_DAY.isoformat(),
            }
            db.execute(insert(tables.files).values(row))
        everybody = [(me, "in:me", owner, "me", "", 1)]
        everybody += [(one.number, f"in:{one.slug}", one.name, one.slug, "", 0) for one in people]
        insert_rows(db, tables.people, ("id", "key", "name", "slug", "email", "is_owner"), everybody)
        insert_rows(db, tables.person_keys, ("key", "person"), [(key, number) for number, key, *_ in everybody])
        insert_rows(db, tables.relations, _RELATION, [_relation(one) for one in people])
        insert_rows(db, tables.features, tuple(FEATURES), [_features(one) for one in people])


_RELATION = (
    "person",
    "name",
    "sort_name",
    "search",
    "search_company",
    "search_title",
    "slug",
    "company",
    "title",
    "sort_company",
    "sort_title",
    "connected_on",
    "no_longer_since",
    "level",
    "judged_level",
    "overruled",
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
    "messages_in",
    "messages_out",
    "last_contact",
    "trend",
    "note",
)


def _relation(one: Someone) -> tuple[object, ...]:
    return (
        one.number,
        one.name,
        sort_key(one.name),
        search_key(f"{one.name} {one.company} {one.title}"),
        search_key(one.company),
        search_key(one.title),
        one.slug,
        one.company,
        one.title,
        sort_key(one.company),
        sort_key(one.title),
        one.connected_on,
        one.no_longer_since,
        one.level,
        one.level,
        one.overruled,
        2.0,
        1.0,
        one.strength,
        0.4,
        0.25,
        0.5,
        0.25,
        one.communicated,
        "not covered",
        "not covered",
        "not covered",
        one.messages_in,
        one.messages_out,
        one.last_contact,
        one.trend,
        one.note,
    )


def day_number(day: str) -> int | None:
    """Days since 1970-01-01, None for ""."""
    return date.fromisoformat(day).toordinal() - _EPOCH if day else None


def _features(one: Someone) -> tuple[object, ...]:
    days = {
        "person": one.number,
        "connected_day": day_number(one.connected_on),
        "is_connected": int(not one.no_longer_since),
        "messages_in": one.messages_in,
        "messages_out": one.messages_out,
        "active_days": one.active_days,
        "first_day": day_number(one.last_contact),
        "last_day": day_number(one.last_contact),
        "last_in_day": day_number(one.last_contact),
        "last_out_day": day_number(one.last_contact),
    }
    return tuple(days.get(name, 0.0 if kind == "Float64" else 0) for name, kind in FEATURES.items())
