"""Calendars and address books in a real store: what they tell of relations, and of nobody else."""

import json
import time
from collections.abc import Callable, Sequence
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from sqlalchemy import select

from kreds.errors import RefusedError
from kreds.model.level import Seen, Sign
from kreds.model.relation import Relation
from kreds.services.held_about import held_about, held_shape
from kreds.services.incognito import mask_view
from kreds.services.look_at_files import IMPORT_DOWNLOAD_TOO, look_at_files
from kreds.services.read_archives import Watch
from kreds.services.retry_set_aside import _read_again
from kreds.services.show_relation import show_relation
from kreds.services.standing import as_of
from kreds.services.what_would_change import what_would_change
from kreds.sources.recognition import Known
from kreds.store.database import Store, open_store
from kreds.store.imports import SetAside, kinds
from kreds.store.tables import acquaintances, people
from tests.services.importing import TODAY, imported, relations_of

OWN = "kim@example.org"
ANNA = ("Anna", "Holm", "anna-holm", "anna@example.com")
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
PEOPLE = (ANNA, ("Bo", "Dam", "bo-dam", "bo@example.com"), ("Kim", "Ejer", "kim-ejer", ""))


def connections(folder: Path, *, on: str = "08 Feb 2020", name: str = "Connections.csv") -> Path:
    """A list of two relations."""
    rows = (
        f"{first},{last},https://www.linkedin.com/in/{slug},{mail},Nordlys,Buyer,{on}\n"
        for first, last, slug, mail in PEOPLE[:2]
    )
    path = folder / name
    path.write_text(
        CONNECTIONS + "".join(rows) + "Ib,Lund,https://www.linkedin.com/in/ib-lund,,Acme,Buyer,01 Oct 2026\n"
    )
    return path


def meeting(uid: str, day: str, *mails: str, more: str = "", answer: str = "ACCEPTED", stamp: str = "20261015") -> str:
    """A meeting with the owner as its organizer."""
    guests = "".join(f"ATTENDEE;PARTSTAT={answer}:mailto:{mail}\n" for mail in mails)
    return (
        f"BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:{stamp}T120000Z\nDTSTART:{day}T090000Z\nSUMMARY:Talk {uid}\n"
        f"ORGANIZER:mailto:{OWN}\n{guests}{more}END:VEVENT\n"
    )


def calendar(folder: Path, *events: str, name: str = "calendar.ics", head: str = f"X-WR-CALNAME:{OWN}\n") -> Path:
    """A calendar of these events."""
    path = folder / name
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{''.join(events)}END:VCALENDAR\n")
    return path


def stored(folder: Path, *events: str) -> Store:
    """A store with the two relations and a calendar."""
    store = open_store(folder / "a.db")
    imported(store, connections(folder))
    if events:
        imported(store, calendar(folder, *events))
    return store


def anna(store: Store) -> Relation:
    """The relation with the address."""
    return show_relation(store, "anna-holm").relation


def test_a_meeting_is_contact(tmp_path: Path) -> None:
    """A meeting counts: in the strength, the sign, the reasons, the last contact and the time line."""
    (tmp_path / "before").mkdir()
    before = anna(stored(tmp_path / "before"))
    store = stored(tmp_path, meeting("a", "20260302", "anna@example.com"), meeting("b", "20260901", "Anna@Example.com"))
    view = show_relation(store, "anna-holm")
    after = view.relation
    assert (before.coverage[Sign.MET], after.coverage[Sign.MET]) == (Seen.NOT_COVERED, Seen.SEEN)
    assert after.strength > before.strength
    assert after.last_contact == date(2026, 9, 1)
    assert [(entry.channel, entry.detail) for entry in view.timeline] == [("meeting", "Talk b"), ("meeting", "Talk a")]
    (reason,) = (one for one in view.reasons if one.sign is Sign.MET)
    assert reason.phrase.english() == "You have met on 2 days, the last time on 2026-09-01"
    assert reason.contribution > 0
    assert show_relation(store, "bo-dam").relation.coverage[Sign.MET] is Seen.NOT_COVERED
    assert {entry.detail for entry in mask_view(view).timeline} == {"…"}


def test_what_does_not_count(tmp_path: Path) -> None:
    """Meetings of many, declined by either side, called off, or not yet held count nothing; nor does silence."""
    crowd = [f"guest{n}@example.com" for n in range(12)]
    store = stored(
        tmp_path,
        meeting("large", "20260302", "anna@example.com", *crowd),
        meeting("declined", "20260303", "anna@example.com", answer="DECLINED"),
        meeting("mine", "20260304", "anna@example.com", more=f"ATTENDEE;PARTSTAT=DECLINED:mailto:{OWN}\n"),
        meeting("off", "20260305", "anna@example.com", more="STATUS:CANCELLED\n"),
        meeting("planned", "20261020", "anna@example.com"),
        meeting("far", "20980101", "anna@example.com"),
    )
    view = show_relation(store, "anna-holm")
    assert view.relation.coverage[Sign.MET] is Seen.NOT_COVERED
    assert [one for one in view.reasons if one.sign is Sign.MET] == []
    with store.reading() as db:
        assert as_of(db) == date(2026, 10, 1)


def test_a_calendar_does_not_move_the_day(tmp_path: Path) -> None:
    """The network is judged for the last day of the archive, whatever the calendar knows or plans."""
    store = stored(
        tmp_path, meeting("late", "20261014", "anna@example.com"), meeting("far", "20270101", "bo@example.com")
    )
    with store.reading() as db:
        assert as_of(db) == date(2026, 10, 1)
        known = dict(db.execute(select(acquaintances.c.name, acquaintances.c.last_met)).all())
    assert known == {"Anna Holm": "2026-10-14"}
    assert anna(store).coverage[Sign.MET] is Seen.NOT_COVERED


def test_in_any_order_and_twice(tmp_path: Path) -> None:
    """An archive, two calendars and an address book give the same network in any order, and twice."""
    first = calendar(
        tmp_path, meeting("a", "20260302", "anna@example.com"), meeting("b", "20260303", "eva@example.com")
    )
    newer = calendar(
        tmp_path,
        meeting("a", "20260305", "anna@example.com", more="SEQUENCE:2\n"),
        meeting("b", "20260303", "eva@example.com", more="SEQUENCE:1\nSTATUS:CANCELLED\n"),
        meeting("weekly", "20260901", "bo@example.com", more="RRULE:FREQ=WEEKLY\n"),
        name="newer.ics",
    )
    cards = tmp_path / "contacts.vcf"
    cards.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Eva Krog\nEMAIL:eva@example.com\nORG:Krog ApS\nEND:VCARD\n")
    paths = (connections(tmp_path), first, newer, cards)
    found = []
    for number, order in enumerate(list(permutations(paths))[::5]):
        store = open_store(tmp_path / f"{number}.db")
        for path in order:
            result = imported(store, path)
            assert all(file.adds_up for file in result.files)
        found.append(_told(store, relations_of(store)))
        again = imported(store, *order)
        assert {(file.new, file.updated) for file in again.files} == {(0, 0)}
        assert _told(store, relations_of(store)) == found[-1]
    together = open_store(tmp_path / "together.db")
    imported(together, *paths)
    found.append(_told(together, relations_of(together)))
    assert all(one == found[0] for one in found)
    assert {row[2] for row in found[0][1]} == {"2026-03-05", "2026-10-13", ""}


def _told(store: Store, relations: Sequence[Relation]) -> tuple[object, list[tuple[str, ...]]]:
    columns = acquaintances.c
    with store.reading() as db:
        rows = db.execute(
            select(
                columns.name, columns.email, columns.last_met, columns.company, columns.systems, columns.last_meeting
            )
        )
        return [
            (one.name, one.strength, one.alive, one.last_contact, one.coverage, one.level) for one in relations
        ], sorted(tuple(row) for row in rows)


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    """Each event, each occurrence of a series, and each card is new, unchanged, merged, rejected or skipped."""
    path = calendar(
        tmp_path,
        meeting("a", "20260302", "anna@example.com"),
        meeting("alone", "20260302"),
        meeting("weekly", "20260901", "bo@example.com", more="RRULE:FREQ=WEEKLY;COUNT=5\n"),
        "BEGIN:VEVENT\nUID:bad\nDTSTART:2026X\nEND:VEVENT\n",
    )
    cards = tmp_path / "contacts.vcf"
    cards.write_text(
        "BEGIN:VCARD\nFN:Eva Krog\nEND:VCARD\n" * 2 + "BEGIN:VCARD\nrubbish\nEND:VCARD\nBEGIN:VCARD\nEND:VCARD\n"
    )
    store = open_store(tmp_path / "a.db")
    result = imported(store, path, cards)
    told = {file.kind: (file.read, file.new, file.merged, file.rejected, dict(file.skipped)) for file in result.files}
    assert told == {
        "calendar": (8, 6, 0, 1, {"nobody else": 1}),
        "vcards": (4, 1, 1, 1, {"no name": 1}),
    }
    assert all(file.adds_up for file in result.files)
    assert [note.text for note in result.notes] == [IMPORT_DOWNLOAD_TOO.text]
    with store.reading() as db:
        assert kinds(db) == {"calendar", "vcards"}


def test_looking_first(tmp_path: Path) -> None:
    """A look tells a calendar and an address book by their content, whatever their names, and how much is in them."""
    path = calendar(tmp_path, meeting("a", "20260302", "anna@example.com"), meeting("b", "20260302"), name="export.txt")
    cards = tmp_path / "people.csv"
    cards.write_text("BEGIN:VCARD\nFN:Eva Krog\nEND:VCARD\n")
    look = look_at_files(None, [path, cards], today=TODAY)
    assert [(file.kind, file.rows) for file in look.files] == [("calendar", 2), ("vcards", 1)]
    assert [note.text for note in look.notes] == [IMPORT_DOWNLOAD_TOO.text]


def test_the_owner_of_the_calendar_is_nobody_they_met(tmp_path: Path) -> None:
    """Whose calendar it is does not become somebody known; but a relation never becomes the owner by a guess."""
    store = stored(tmp_path, meeting("a", "20260302", "eva@example.com"))
    with store.reading() as db:
        assert set(db.scalars(select(acquaintances.c.email))) == {"eva@example.com"}
        assert db.scalar(select(people.c.is_owner).where(people.c.email == OWN)) == 1
    other = calendar(
        tmp_path, meeting("b", "20260303", "anna@example.com"), name="annas.ics", head="X-WR-CALNAME:anna@example.com\n"
    )
    imported(store, other)
    assert anna(store).coverage[Sign.MET] is Seen.SEEN


def test_held_about(tmp_path: Path) -> None:
    """Whoever asks is shown their meetings and cards, a private one without its title."""
    store = stored(
        tmp_path,
        meeting("a", "20260302", "anna@example.com", answer="TENTATIVE"),
        meeting("secret", "20260303", "anna@example.com", more="CLASS:PRIVATE\n"),
    )
    cards = tmp_path / "contacts.vcf"
    cards.write_text("BEGIN:VCARD\nFN:Anna Holm\nEMAIL:anna@example.com\nTEL:1\nORG:Nordlys\nEND:VCARD\n")
    imported(store, cards)
    shape = held_shape(held_about(store, "anna-holm"), lambda phrase: phrase.english())
    told = [(row["at"], row["answer"], row["title"]) for row in shape["meetings"]]
    assert told == [
        ("2026-03-02T09:00:00+00:00", "tentative", "Talk a"),
        ("2026-03-03T09:00:00+00:00", "accepted", ""),
    ]
    assert [row["system"] for row in shape["contacts"]] == ["vcard"]
    assert OWN not in json.dumps(shape)


def test_what_a_meeting_would_change(tmp_path: Path) -> None:
    """Where a calendar is among the files, a meeting is among the things that would change the level."""
    told = [one.phrase.english() for one in what_would_change(stored(tmp_path), "bo-dam")]
    (tmp_path / "met").mkdir()
    with_calendar = stored(tmp_path / "met", meeting("a", "20260302", "anna@example.com"))
    more = [one.phrase.english() for one in what_would_change(with_calendar, "bo-dam")]
    assert [one for one in more if one not in told] == ["If you meet on the last day of the files"]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7"])
def test_what_is_no_calendar_is_refused(tmp_path: Path, content: bytes) -> None:
    """An empty file and one of another kind are refused by their content, whatever they are called."""
    path = tmp_path / "calendar.ics"
    path.write_bytes(content)
    with pytest.raises(RefusedError):
        imported(tmp_path / "a.db", path)


def test_five_thousand_events(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """A calendar of five thousand events, a hundred of them series, is imported whole."""
    events = [meeting(f"{n}", f"2026{n % 9 + 1:02}{n % 28 + 1:02}", f"p{n % 900}@example.com") for n in range(4_900)]
    series = [
        meeting(f"s{n}", "20250106", f"p{n}@example.com", more="RRULE:FREQ=WEEKLY;BYDAY=MO,TH\n") for n in range(100)
    ]
    started = time.monotonic()
    (file,) = imported(tmp_path / "a.db", calendar(tmp_path, *events, *series)).files
    record_property("seconds", time.monotonic() - started)
    assert file.new > 20_000
    assert file.adds_up


def test_what_was_set_aside_is_tried_again(tmp_path: Path) -> None:
    """Events and cards that an older reader set aside are read again from what was kept of them, at their lines."""
    event = "BEGIN:VEVENT\nUID:a\nDTSTART:20260302T090000Z\nATTENDEE:mailto:anna@example.com\nEND:VEVENT\n"
    aside = SetAside(1, "calendar.ics", "calendar", "BEGIN:VCALENDAR", ((1, 44, event), (2, 99, "BEGIN:VEVENT\n")))
    file = _read_again(aside, Watch(1, None, None), TODAY, Known())
    assert file is not None
    assert ([row.line for row in file.records], [row.line for row in file.rejected]) == ([44], [99])
    card = "BEGIN:VCARD\nFN:Anna Holm\nEND:VCARD\n"
    aside = SetAside(1, "people.vcf", "vcards", " ", ((1, 7, card), (2, 20, "BEGIN:VCARD\nrubbish\nEND:VCARD\n")))
    file = _read_again(aside, Watch(1, None, None), TODAY, Known())
    assert file is not None
    assert ([row.line for row in file.records], [row.line for row in file.rejected]) == ([7], [20])
