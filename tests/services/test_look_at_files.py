"""A look at deliveries says what they are, about how much, whether it is news, and writes nothing."""

import os
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from kreds.errors import CancelledError, RefusedError, UsageError
from kreds.services.keep_store import dump_hash
from kreds.services.look_at_files import NOT_KNOWN, NOT_NEEDED, ROWS_READ, Look, look_at_files
from kreds.store.database import Store, open_store
from tests.services.importing import TODAY, imported, written

CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ADA = "Ada,Lund,https://www.linkedin.com/in/ada,,Nordlys,CEO,03 Oct 2026\n"
REACTIONS = "Date,Type,Link\n"


def zipped(path: Path, files: Mapping[str, str], *, made: tuple[int, int, int] = (2026, 9, 5)) -> Path:
    """An archive of these files, made on a day."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, (*made, 12, 0, 0)), text)
    return path


def look(*paths: Path, store: Store | None = None) -> Look:
    """Look without anything before."""
    return look_at_files(store, paths, today=TODAY)


def told(seen: Look) -> str:
    """All that a person should know, in English."""
    return " ".join(note.english() for note in seen.notes)


def test_nothing_is_written(tmp_path: Path) -> None:
    """The store is byte for byte what it was, whether the files are news or not."""
    first, second = written(tmp_path / "one"), zipped(tmp_path / "b.zip", {"Connections.csv": CONNECTIONS + ADA})
    with open_store(tmp_path / "a.db") as store:
        imported(store, *first.paths)
        before = dump_hash(store)
        look(*first.paths, second, store=store)
        assert dump_hash(store) == before


def test_small_files_are_counted_to_the_row(tmp_path: Path) -> None:
    """What a look counts exactly is what the import then reads."""
    archive = written(tmp_path / "one")
    seen = look(*archive.paths)
    with open_store(tmp_path / "a.db") as store:
        result = imported(store, *archive.paths)
    rows = {file.name: file.rows for file in seen.files if file.is_exact}
    assert len(rows) > 15
    assert rows == {file.name: file.read for file in result.files}


def test_large_files_are_reckoned(tmp_path: Path) -> None:
    """Of a large file only the start is read; the number is near, has two digits and says that it is reckoned."""
    count = 6 * ROWS_READ
    rows = (f"2026-01-{day % 28 + 1:02} 10:00:00,LIKE,https://www.linkedin.com/feed/{day:09}\n" for day in range(count))
    (file,) = look(zipped(tmp_path / "a.zip", {"Reactions.csv": REACTIONS + "".join(rows)})).files
    assert not file.is_exact
    assert abs(file.rows - count) <= count * 0.1
    assert len(str(file.rows).rstrip("0")) <= 2


def test_relations_are_counted_however_many(tmp_path: Path) -> None:
    """The one number a person knows by heart is exact, and rows of hidden members name nobody."""
    count = 2 * ROWS_READ
    people = (f"Ada,Lund,https://www.linkedin.com/in/ada-{n},,,,03 Oct 2026\n" for n in range(count))
    hidden = ",,,,,,03 Oct 2026\n" * 3
    (file,) = look(zipped(tmp_path / "a.zip", {"Connections.csv": CONNECTIONS + "".join(people) + hidden})).files
    assert (file.is_exact, file.rows, file.people) == (True, count + 3, count)


def test_the_same_bytes_are_known(tmp_path: Path) -> None:
    """Files that were imported before are told one by one; one changed letter makes a file news."""
    before = {"Connections.csv": CONNECTIONS + ADA, "Reactions.csv": REACTIONS}
    changed = before | {"Connections.csv": CONNECTIONS + ADA.replace("CEO", "CFO")}
    with open_store(tmp_path / "a.db") as store:
        imported(store, zipped(tmp_path / "a.zip", before))
        same = look(zipped(tmp_path / "b.zip", before), store=store)
        news = look(zipped(tmp_path / "c.zip", changed), store=store)
    assert all(file.is_known for file in same.files)
    assert "importing it again changes nothing" in told(same)
    assert {file.name: file.is_known for file in news.files} == {"Connections.csv": False, "Reactions.csv": True}


def test_what_is_missing_is_said_until_it_has_come(tmp_path: Path) -> None:
    """The first delivery alone and a list without messages are warned of, not when the store has the rest."""
    reactions = zipped(tmp_path / "r.zip", {"Reactions.csv": REACTIONS})
    relations = zipped(tmp_path / "c.zip", {"Connections.csv": CONNECTIONS + ADA})
    assert "first of LinkedIn's two deliveries" in told(look(reactions))
    assert "no messages" in told(look(relations))
    assert "two deliveries" not in told(look(reactions, relations))
    with open_store(tmp_path / "a.db") as store:
        imported(store, *written(tmp_path / "whole").paths)
        assert told(look(reactions, store=store)) == ""
        assert told(look(relations, store=store)) == ""


def test_an_older_archive_is_told(tmp_path: Path) -> None:
    """An archive from before the newest day is named; its name tells the day, and that is no guess."""
    older = zipped(tmp_path / "Basic_LinkedInDataExport_01-02-2020.zip", {"Connections.csv": CONNECTIONS})
    with open_store(tmp_path / "a.db") as store:
        imported(store, *written(tmp_path / "one").paths)
        seen = look(older, store=store)
    assert (seen.archives[0].day, seen.archives[0].is_sure) == (date(2020, 1, 2), True)
    assert [note.facts["name"] for note in seen.notes] == [older.name]


@pytest.mark.parametrize(
    ("made", "day"), [((2026, 9, 5), date(2026, 9, 5)), ((1980, 1, 1), None), ((2026, 12, 24), None)]
)
def test_the_day_a_zip_was_made_is_a_guess(tmp_path: Path, made: tuple[int, int, int], day: date | None) -> None:
    """Where the name says nothing the zip's own day is given as a guess, unless it cannot be true."""
    (archive,) = look(zipped(tmp_path / "linkedin.zip", {"Connections.csv": CONNECTIONS + ADA}, made=made)).archives
    assert (archive.day, archive.is_sure) == (day, False)


def test_what_is_left_unread_says_why(tmp_path: Path) -> None:
    """Files of LinkedIn's that Kreds does not need are told from those that it does not know."""
    files = {"Connections.csv": CONNECTIONS + ADA, "Logins.csv": "x\n", "Odd.csv": "a,b\n1,2\n", "photo.jpg": "x"}
    seen = look(zipped(tmp_path / "a.zip", files))
    assert [file.name for file in seen.files] == ["Connections.csv"]
    assert {file.name: file.reason for file in seen.unread} == {
        "Logins.csv": NOT_NEEDED,
        "Odd.csv": NOT_KNOWN,
        "photo.jpg": NOT_KNOWN,
    }


def test_what_cannot_be_trusted_is_refused_here(tmp_path: Path) -> None:
    """A damaged zip is refused at the look, a path that is not there is a wrong question."""
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04" + os.urandom(200))
    with pytest.raises(RefusedError):
        look(tmp_path / "a.zip")
    with pytest.raises(UsageError):
        look(tmp_path / "nowhere.zip")


def test_a_look_can_be_stopped(tmp_path: Path) -> None:
    """Asked to stop, it stops."""
    with pytest.raises(CancelledError):
        look_at_files(None, written(tmp_path / "one").paths, today=TODAY, cancelled=lambda: True)
