"""What passed between the owner and each relation is the same, however little is read for it."""

import gc
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import func, insert, select

from kreds.cultivation.agenda import monday_of
from kreds.model.agenda import LineSaid, LineState, OccasionKind
from kreds.model.interaction import Channel, Direction
from kreds.model.level import Level
from kreds.model.log import LogKind
from kreds.model.review import Fate
from kreds.services.find_week import find_week
from kreds.services.gone_quiet import gone_quiet
from kreds.services.import_files import ImportOptions, import_files
from kreds.services.invitations import count_waiting, invitations
from kreds.services.kept import Kept
from kreds.services.log_contact import log_contact
from kreds.services.make_demo import DemoOrder, make_demo
from kreds.services.plan_week import say_line, set_cadence, week
from kreds.services.read_frames import frames
from kreds.services.read_talk import Talk, _gift, talks_by_messages, talks_of
from kreds.services.review_portion import say_fate
from kreds.store.database import Store, open_store
from kreds.store.tables import conversation_people, messages, party_people, people, relations
from kreds.store.talks import all_relations
from kreds.ties.silence import silence
from tests.web.serving import NOW, demo_store

TODAY = date(2026, 11, 30)
_EPOCH = date(1970, 1, 1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with an invented network, to be copied."""
    return demo_store(tmp_path_factory.mktemp("made"), relations=400, messages=8_000)


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of it."""
    copy = tmp_path / "kreds.db"
    copy.write_bytes(made.read_bytes())
    with open_store(str(copy)) as opened:
        yield opened


def told(talk: Talk) -> tuple[object, ...]:
    """A talk without the words of its question."""
    asked = talk.asked.day if talk.asked else None
    return (talk.active_days, talk.usual_gap, talk.is_silent, talk.unanswered_days, talk.last_written, asked)


def by_frames(store: Store) -> dict[int, tuple[object, ...]]:
    """The same from all exchanges of the owner, as everything else is judged by them."""
    found = frames(store)
    said = found.interactions.filter((pl.col("others") == 0) & (pl.col("channel") == int(Channel.MESSAGE)))
    said = said.with_columns((pl.col("direction") == int(Direction.OUTBOUND)).alias("mine"))
    rhythm = {row["person"]: row for row in silence(found.interactions, day=found.day).iter_rows(named=True)}
    rows: dict[int, tuple[object, ...]] = {}
    for (person,), theirs in said.group_by("person"):
        got, gave = (theirs.filter(pl.col("mine") == mine) for mine in (False, True))
        last_in, last_out = (max(side["at"].to_list(), default=-1) for side in (got, gave))
        asked = max(got.filter((pl.col("is_question") == 1) & (pl.col("at") > last_out))["at"].to_list(), default=None)
        row = rhythm.get(int(str(person)), {"active_days": 0, "usual_gap": None, "is_silent": 0})
        rows[int(str(person))] = (
            row["active_days"],
            row["usual_gap"],
            bool(row["is_silent"]),
            gave.filter(pl.col("at") > last_in)["day"].n_unique(),
            _EPOCH + timedelta(days=max(gave["day"].to_list())) if len(gave) else None,
            _EPOCH + timedelta(seconds=asked) if asked is not None else None,
        )
    return rows


def add_odd_messages(store: Store) -> None:
    """To conversations of two: from nobody known first and last, and from both within one second at the end."""
    with store.writing() as db:
        owner = db.scalar(
            select(func.min(party_people.c.party))
            .join(people, people.c.id == party_people.c.person)
            .where(people.c.is_owner == 1)
        )
        pairs = db.execute(
            select(conversation_people.c.conversation, func.min(conversation_people.c.person))
            .group_by(conversation_people.c.conversation)
            .having(func.count() == 1)
            .order_by(conversation_people.c.conversation)
            .limit(30)
        ).all()
        nobody = (db.scalar(select(func.max(party_people.c.party))) or 0) + 1_000
        end = db.scalar(select(func.max(messages.c.sent_at))) or 0
        for place, (conversation, person) in enumerate(pairs):
            theirs = db.scalar(select(func.min(party_people.c.party)).where(party_people.c.person == person))
            to = db.scalar(select(func.min(messages.c.audience)).where(messages.c.conversation == conversation))
            odd = {
                0: [(nobody, 1), (nobody, end)],
                1: [(owner, end), (theirs, end)],
                2: [(theirs, end - 5), (nobody, end)],
            }[place % 3]
            for sender, at in odd:
                row = {"conversation": conversation, "sent_at": at, "sender": sender, "content_crc": 7, "audience": to,
                       "length": 3, "is_question": 1, "has_subject": 0, "file": 1, "line": 1}  # fmt: skip
                db.execute(insert(messages).values(row))


def test_every_message_read_tells_what_all_exchanges_tell(store: Store) -> None:
    """A conversation of two is read without its audiences, and means the same."""
    add_odd_messages(store)
    known = by_frames(store)
    with store.reading() as db:
        found = {person: told(talk) for person, talk in talks_by_messages(db, all_relations()).items()}
        listed = set(db.scalars(select(relations.c.person)))
    assert len(found) > 100
    assert found == {person: row for person, row in known.items() if person in listed}


def test_the_ends_of_conversations_tell_what_every_message_tells(store: Store) -> None:
    """What the features counted and how conversations ended is enough, also of whom contact was logged with."""
    with store.reading() as db:
        every = talks_by_messages(db, all_relations())
        assert talks_of(db, all_relations()) == every
    some = sorted(every)[:40]
    for place, kind in enumerate((LogKind.WROTE, LogKind.ANSWERED, LogKind.MET)):
        log_contact(store, some[place::3], kind, "", TODAY - timedelta(days=90), today=TODAY, at=NOW)
    with store.reading() as db:
        assert talks_by_messages(db, all_relations()) == every
        assert talks_of(db, all_relations()) == every


def test_who_has_gone_quiet_is_whom_the_agenda_says(store: Store) -> None:
    """Whom one may wake in a what-if are exactly the strong ones of the agenda, whatever the person has said since."""

    def by_agenda() -> set[int]:
        found = find_week(store, monday_of(TODAY))
        quiet = {int(one.person, 16) for one in found.occasions if one.kind is OccasionKind.QUIET}
        return {person for person in quiet if found.ties[person].level is Level.STRONG}

    before = by_agenda()
    assert len(before) > 3
    assert gone_quiet(store, today=TODAY) == before
    one, two, three = sorted(before)[:3]
    set_cadence(store, one, 3_000, at=NOW)
    log_contact(store, [two], LogKind.MET, "", TODAY, today=TODAY, at=NOW)
    say_fate(store, [three], Fate.CULTIVATE, today=TODAY, at=NOW)
    for line in week(store, today=TODAY, at=NOW).lines:
        if line.relation and line.state is LineState.OPEN:
            say_line(store, line.id, LineSaid.DONE, today=TODAY, at=NOW)
    after = by_agenda()
    assert not after & {one, two}
    assert gone_quiet(store, today=TODAY) == after


def test_fresh_invitations_are_counted_as_they_are_listed(store: Store) -> None:
    """The agenda counts those that wait without looking at the others, and counts the same."""
    waiting = [one.outsider.received for one in invitations(store).received]
    days = sorted(day for day in waiting if day)
    assert len(set(days)) > 3
    for since in (days[0], days[len(days) // 2], days[-1], TODAY):
        assert count_waiting(store, since=since) == sum(day >= since for day in days)


def test_an_endorsement_nobody_has_accepted_is_no_gift() -> None:
    """Of skills those that wait or are hidden are not named; a skill with brackets of its own is."""
    inbound, skill = int(Direction.INBOUND), int(Channel.ENDORSEMENT)
    told = ("Salg (pending)", "Coaching", "Python (Programming Language)", "Ledelse (hidden)")
    gifts = _gift((skill, inbound, 86_400 * number, detail) for number, detail in enumerate(told))
    assert gifts.endorsed == ("Coaching", "Python (Programming Language)")
    assert gifts.endorsed_on == date(1970, 1, 3)


def test_memory_is_cleared_up_again_after_a_failure(store: Store) -> None:
    """What is made undisturbed leaves the collector of cycles as it was, also when it fails."""

    def fails() -> int:
        assert not gc.isenabled()
        return 1 // 0

    with pytest.raises(ZeroDivisionError):
        Kept[int]().get(store, 1, fails)
    assert gc.isenabled()


def test_a_server_tells_the_same(tmp_path: Path, postgres_url: str) -> None:
    """Ends of conversations, fresh invitations and who has gone quiet are the same on PostgreSQL."""
    found = []
    archives = make_demo(tmp_path / "archive", DemoOrder(relations=120, messages=2_000))
    for place in (str(tmp_path / "kreds.db"), postgres_url):
        with open_store(place) as store:
            import_files(store, archives, ImportOptions(today=TODAY, now=lambda: NOW, keep_texts=True))
            with store.reading() as db:
                talks = talks_of(db, all_relations())
                assert talks == talks_by_messages(db, all_relations())
            found.append((talks, gone_quiet(store, today=TODAY), count_waiting(store, since=date(2020, 1, 1))))
    assert found[0] == found[1]
