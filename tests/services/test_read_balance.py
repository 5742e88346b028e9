"""The balance of a store: what its files and the person's own word show, once each, and nothing that they could not."""

import csv
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from kreds.model.agenda import Part
from kreds.model.balance import Covering, Deed, FindingKind
from kreds.model.decision import DecisionKind
from kreds.model.level import Level, Seen, Sign
from kreds.model.log import LogKind
from kreds.services.decide import take_back
from kreds.services.log_contact import log_contact
from kreds.services.read_balance import balance, giving_of
from kreds.services.said_done import said_done
from kreds.store import decisions
from kreds.store.database import Store, open_store
from kreds.store.relations import keys_by_person
from tests.services.importing import imported, network, relations_of, written
from tests.web.serving import connections_zip

TODAY = date(2026, 11, 29)


@pytest.fixture
def store(store_url: str, tmp_path: Path) -> Iterator[Store]:
    """A store with the small network."""
    with open_store(store_url) as opened:
        imported(opened, *written(tmp_path / "in").paths)
        yield opened


def say(store: Store, key: str, said: str, *, day: date = TODAY, part: str = "help") -> int:
    """Answer a line of the agenda."""
    value = {"week": "2026-11-23", "kind": "question", "part": part, "other": "", "said": said, "until": ""}
    with store.writing() as db:
        return decisions.add(db, at=9, kind=DecisionKind.AGENDA, subject=key, value={**value, "day": day.isoformat()})


def key_of(store: Store, person: str) -> str:
    """An identity key of a relation."""
    with store.reading() as db:
        return keys_by_person(db, [int(person, 16)])[int(person, 16)]


def test_files_are_counted_as_they_stand(store: Store, tmp_path: Path) -> None:
    """Reactions, comments and posts of a quarter are as many as their files have rows in it."""
    found = balance(store, today=TODAY)
    assert set(found.seen.values()) == {Covering.COVERED}
    first, last = found.quarters[-3].first, found.quarters[-3].last
    rows = Counter[Deed]()
    for path in (tmp_path / "in").glob("*.zip"):
        with zipfile.ZipFile(path) as archive:
            for name, deed in (("Reactions", Deed.REACTION), ("Shares", Deed.SHARE), ("Votes", Deed.VOTE)):
                text = archive.read(f"{name}.csv").decode("utf-8-sig")
                days = (date.fromisoformat(row["Date"][:10]) for row in csv.DictReader(text.splitlines()))
                rows[deed] += sum(first <= day <= last for day in days)
    assert rows[Deed.REACTION]
    assert {deed: found.quarters[-3].deeds.get(deed, 0) for deed in rows} == dict(rows)


def test_another_reading_changes_nothing(store: Store, tmp_path: Path) -> None:
    """The same archive once more counts nothing twice."""
    before = balance(store, today=TODAY)
    imported(store, *written(tmp_path / "again").paths)
    assert balance(store, today=TODAY) == before


def test_a_file_with_nothing_but_its_heading_shows_nothing(tmp_path: Path) -> None:
    """Empty messages are no silence: nobody is judged by them, and of help the balance says that it does not know."""
    home = "https://www.linkedin.com/in/"
    people_ = ["First Name,Last Name,URL,Email Address,Company,Position,Connected On"]
    (tmp_path / "Connections.csv").write_text(
        "\n".join([*people_, f"Ada,Lund,{home}ada,,Nordlys,Chef,03 Oct 2015"]), encoding="utf-8"
    )
    head = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"
    (tmp_path / "messages.csv").write_text(head + "\n", encoding="utf-8")
    (tmp_path / "Reactions.csv").write_text("Date,Type,Link\n2026-09-01 10:00:00,LIKE,https://x\n", encoding="utf-8")
    with open_store(tmp_path / "kreds.db") as store:
        imported(store, *(tmp_path / name for name in ("Connections.csv", "messages.csv", "Reactions.csv")))
        (ada,) = relations_of(store)
        assert ada.level is not Level.WORTHLESS
        assert ada.coverage[Sign.COMMUNICATED] is Seen.NOT_COVERED
        found = balance(store, today=TODAY)
        assert found.seen[Part.HELP] is Covering.NOT_COVERED
        assert found.seen[Part.LISTEN] is Covering.COVERED
        assert not [one for one in found.findings if one.part is Part.HELP]


def test_own_words_count_at_once_and_go_with_an_undo(store: Store) -> None:
    """A hand lent that is noted is Help on its day, what was learned is Learn, a letter is none; undo takes it back."""
    person = int(relations_of(store)[0].id, 16)
    before = balance(store, today=TODAY)
    told = {}
    for kind in (LogKind.HELPED, LogKind.LEARNED, LogKind.MET, LogKind.WROTE):
        told[kind] = log_contact(store, [person], kind, "", TODAY, today=TODAY, at=9)
    after = balance(store, today=TODAY)
    assert after.weeks[-1].deeds == {Deed.HELPED: 1, Deed.LEARNED: 1, Deed.TALKED: 1}
    given = giving_of(store, person)
    assert given
    assert [(one.given, one.received) for one in given.exchanges if one.act.value == "helped"] == [(1, 1)]
    for decided in told.values():
        take_back(store, at=9, number=decided.id)
    assert balance(store, today=TODAY) == before


def test_only_a_line_that_is_done_counts(store: Store) -> None:
    """Done counts on its day and for whom it is about; the last word on a line is the one that counts."""
    relation = relations_of(store)[0]
    key = key_of(store, relation.id)
    with store.reading() as db:
        assert said_done(db) == []
    before = balance(store, today=TODAY)
    say(store, key, "later")
    assert balance(store, today=TODAY) == before
    say(store, key, "done")
    say(store, "", "done", part="inspire")
    with store.reading() as db:
        assert {(one.person, one.part) for one in said_done(db)} == {
            (int(relation.id, 16), Part.HELP),
            (0, Part.INSPIRE),
        }
        assert len(said_done(db, [int(relation.id, 16)])) == 1
    assert balance(store, today=TODAY).weeks[-1].deeds == {Deed.AGENDA_HELP: 1, Deed.AGENDA_INSPIRE: 1}
    say(store, key, "")
    assert balance(store, today=TODAY).weeks[-1].deeds == {Deed.AGENDA_INSPIRE: 1}


def test_connections_alone_show_nothing(tmp_path: Path) -> None:
    """With only the list of connections no part has a number, nobody is one-sided, and giving has no side."""
    people = [("Anna", "Holm", "https://www.linkedin.com/in/anna-holm", "", "Nordlys", "Baker", "03 Oct 2020")]
    with open_store(tmp_path / "kreds.db") as store:
        imported(store, connections_zip(tmp_path / "a.zip", people))
        found = balance(store, today=TODAY)
        assert set(found.seen.values()) == {Covering.NOT_COVERED}
        assert [one.kind for one in found.findings] == [FindingKind.NOTHING_SEEN]
        assert (found.giving, found.receiving, found.until) == ((), (), None)
        given = giving_of(store, int(relations_of(store)[0].id, 16))
        assert given
        assert all(one.given is None and one.received is None for one in given.exchanges)
        assert giving_of(store, 1) is None


def test_nobody_who_left_is_named(store: Store) -> None:
    """One-sided are current relations, at most five each way, with what the files show of both sides."""
    found = balance(store, today=TODAY)
    current = {one.id for one in relations_of(store) if one.no_longer_since is None}
    for one in (*found.giving, *found.receiving):
        assert one.giving.person in current
        assert giving_of(store, int(one.giving.person, 16)) == one.giving
    assert len(found.giving) <= 5
    assert len(found.receiving) <= 5


def test_the_weeks_move_with_the_day(store: Store) -> None:
    """A note a week later moves the last week by one, and the others keep their counts."""
    person = int(relations_of(store)[0].id, 16)
    log_contact(store, [person], LogKind.HELPED, "", TODAY, today=TODAY, at=9)
    before = balance(store, today=TODAY)
    later = TODAY + timedelta(days=7)
    log_contact(store, [person], LogKind.HELPED, "", later, today=later, at=10)
    after = balance(store, today=later)
    assert [one.first for one in after.weeks[:-1]] == [one.first for one in before.weeks[1:]]
    assert [one.counts for one in after.weeks[:-1]] == [one.counts for one in before.weeks[1:]]


def test_the_demo_is_the_same_on_every_machine() -> None:
    """The network of these tests has posts, answers and follows to count."""
    assert network().feed.reactions
    assert network().feed.shares
