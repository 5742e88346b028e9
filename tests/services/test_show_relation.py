"""Showing one relation: what happened when, and how it was judged."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Connection, insert

from kreds.model.interaction import Channel, Direction, Precision
from kreds.model.level import Level
from kreds.model.relation import JobSpell, TimelineEntry
from kreds.resolve import person_number
from kreds.services.judge_relations import overrule_level
from kreds.services.read_network import show_relation
from kreds.store import tables
from kreds.store.database import Store, open_store
from tests.services.small_stores import LAST_DAY, Someone, fill

ANNA = Someone(
    "Anna Holm", "anna", "Nordlys", "Baker", messages_in=2, messages_out=1, active_days=2, last_contact="2026-09-02"
)


def _at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """Anna, with messages alone and in a group, invitations told twice, and three lists of connections."""
    with open_store(store_url) as opened:
        fill(opened, [ANNA, Someone("Bo Lind", "bo")])
        with opened.writing() as db:
            for number, slug in ((1, "me"), (2, "anna"), (3, "bo")):
                db.execute(insert(tables.parties).values(id=number, slug=slug, name=slug))
                db.execute(insert(tables.party_people).values(party=number, person=person_number(f"in:{slug}")))
            _talk(db)
            _invitations(db)
            _jobs(db)
        yield opened


def _talk(db: Connection) -> None:
    for slug, conversation in (("anna", 1), ("anna", 2), ("bo", 2)):
        person = person_number(f"in:{slug}")
        db.execute(insert(tables.conversation_people).values(person=person, conversation=conversation))
    said = (
        (1, "2026-09-01T10:00", 2),
        (1, "2026-09-01T11:00", 1),
        (1, "2026-09-02T00:30", 2),
        (2, "2026-09-03T10:00", 2),
    )
    for line, (conversation, at, sender) in enumerate(said, 1):
        row = {"conversation": conversation, "sent_at": _at(at), "sender": sender, "content_crc": line}
        row |= {"audience": 1, "length": 2, "is_question": 0, "has_subject": 0, "file": 2, "line": line}
        db.execute(insert(tables.messages).values(row))


def _invitations(db: Connection) -> None:
    told: tuple[tuple[int | None, str], ...] = (
        (_at("2020-01-02T09:00"), ""),
        (_at("2020-01-02T09:00"), ""),
        (None, "x"),
    )
    for key, (at, detail) in enumerate(told, 1):
        row: dict[str, object] = {
            "key": key,
            "channel": int(Channel.INVITATION),
            "party": 2,
            "at": at,
            "detail": detail,
        }
        row |= {"direction": int(Direction.OUTBOUND), "precision": int(Precision.MINUTE), "file": 1, "line": key}
        db.execute(insert(tables.interactions).values(row))


def _jobs(db: Connection) -> None:
    """A baker, a diver, and a baker again, in three archives."""
    for number, title in ((1, "Baker"), (2, "Diver")):
        values = {"id": number, "key": number, "slug": "anna", "company": "Nordlys", "title": title}
        db.execute(insert(tables.connections).values(values))
        db.execute(insert(tables.connection_people).values(connection_id=number, person=ANNA.number))
    for archive, day, connection in ((1, "2026-10-03", 1), (2, "2024-01-01", 2), (3, "2022-01-01", 1)):
        if archive > 1:
            db.execute(insert(tables.archives).values(id=archive, import_id=1, name="x", as_of=day))
        seen = {"archive_id": archive, "connection_id": connection, "file": 1, "line": archive}
        db.execute(insert(tables.sightings).values(seen))


def test_the_time_line_is_by_day_and_direction(store: Store) -> None:
    """One-to-one messages are counted by UTC day, the latest first; what two archives tell is shown once."""
    assert show_relation(store, "anna").timeline == (
        TimelineEntry(date(2026, 9, 2), "message", 1, 0),
        TimelineEntry(date(2026, 9, 1), "message", 1, 1),
        TimelineEntry(date(2020, 1, 2), "invitation", 0, 1),
    )


def test_a_group_is_no_talk_between_two(store: Store) -> None:
    """Messages in a conversation with a third person are not on the time line."""
    assert show_relation(store, "bo").timeline == ()


def test_jobs_have_their_days(store: Store) -> None:
    """Each job starts with the day of the first archive that shows it; an old job taken up again is a new one."""
    assert show_relation(store, "anna").jobs == (
        JobSpell("Nordlys", "Baker", date(2022, 1, 1)),
        JobSpell("Nordlys", "Diver", date(2024, 1, 1)),
        JobSpell("Nordlys", "Baker", date(2026, 10, 3)),
    )


def test_reasons_come_with_the_view(store: Store) -> None:
    """The weightiest reason comes first, and the day it is all seen from is the last that the data covers."""
    view = show_relation(store, "anna")
    sizes = [abs(reason.contribution) for reason in view.reasons]
    assert sizes
    assert sizes == sorted(sizes, reverse=True)
    assert view.as_of == LAST_DAY


def test_an_overruling_is_shown_beside_the_judgement(store: Store) -> None:
    """The person's word is the level; what Kreds would say, and when the person said it, stand beside it."""
    before = show_relation(store, "anna")
    overrule_level(store, "anna", Level.WORTHLESS, at=1_790_000_000)
    after = show_relation(store, "anna")
    assert (before.overruled_at, before.relation.overruled) == (None, False)
    assert (after.relation.level, after.judged_level) == (Level.WORTHLESS, before.judged_level)
    assert (after.overruled_at, after.relation.overruled) == (1_790_000_000, True)
