"""Lists of people and companies in the store: the same in any order, asked about once, never mistaken for LinkedIn."""

import itertools
import os
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from kreds.errors import RefusedError, UsageError
from kreds.model.columns import Column, ListKind, Matching
from kreds.model.segment import AccountStatus
from kreds.services.decide import take_back
from kreds.services.held_about import held_about
from kreds.services.said_columns import forget_columns, remembered_columns, say_columns
from kreds.services.standing import as_of
from kreds.store.database import Store, open_store
from kreds.store.outsiders import ACQUAINTANCE, account_rows
from kreds.store.tables import acquaintances
from tests.services.importing import imported, written
from tests.sources.sheet_makers import book_of, packed

HUBSPOT = (
    "Record ID,First Name,Last Name,Email,Company Name,Contact owner,Lifecycle Stage,Create Date\n"
    "7,Anna,Holm,anna@nordhavn.example,Nordhavn A/S,Mia,customer,2030-01-01 10:00\n"
    "8,Bo,Dam,bo@acme.example,Acme,Mia,lead,2024-01-01 10:00\n"
)
BY_HAND = "Navn;E-mail;Firma;Status\nAnna Holm;anna@nordhavn.example;Nordhavn A/S;Tidligere kunde\n;;Fjord;Partner\n"
ODD = "Hvem;Hos;Skriv til\nEva Lund;Klit;eva@klit.example\n"
EVA = Matching(
    ListKind.PEOPLE,
    {Column.NAME: ("hvem",), Column.COMPANY: ("hos",), Column.EMAIL: ("skrivtil",)},
    AccountStatus.CURRENT,
)


@pytest.fixture
def lists(tmp_path: Path) -> list[Path]:
    """Three lists, each a year older than the next."""
    folder = tmp_path / "lists"
    folder.mkdir()
    paths = [folder / "hubspot.csv", folder / "kunder.csv", folder / "kunder.xlsx"]
    paths[0].write_text(HUBSPOT, encoding="utf-8")
    paths[1].write_text(BY_HAND, encoding="utf-8")
    paths[2].write_bytes(packed(book_of()))
    for year, path in enumerate(paths):
        age = 1_600_000_000 + year * 31_536_000
        os.utime(path, (age, age))
    return paths


def known(store: Store) -> list[tuple[object, ...]]:
    """Everybody known from elsewhere, without the numbers that hang on the order of imports."""
    with store.reading() as db:
        people = [tuple(row)[1:] for row in db.execute(select(*(acquaintances.c[name] for name in ACQUAINTANCE)))]
        companies = [tuple(row) for row in account_rows(db)]
    return sorted(people, key=repr) + sorted(companies, key=repr)


def test_any_order_twice_split_or_whole(lists: list[Path], tmp_path: Path) -> None:
    """Lists give the same people in any order, twice, one by one and as a folder; the newest word counts."""
    results = []
    for number, order in enumerate(itertools.permutations(lists)):
        store = open_store(tmp_path / f"{number}.db")
        for path in (*order, order[0]):
            result = imported(store, path)
            assert all(file.adds_up for file in result.files)
        results.append(known(store))
    whole = open_store(tmp_path / "whole.db")
    imported(whole, lists[0].parent)
    results.append(known(whole))
    assert all(one == results[0] for one in results)
    (anna,) = [row for row in results[0] if row[0] == "Anna Holm"]
    assert "current" in anna
    assert anna[ACQUAINTANCE.index("systems") - 1] == "hubspot list"


def test_a_list_moves_no_day_and_says_nothing_of_deliveries(lists: list[Path], tmp_path: Path) -> None:
    """The network is judged for LinkedIn's day, whatever days a list holds; no note takes it for an archive."""
    store = open_store(tmp_path / "kreds.db")
    alone = imported(store, lists[0])
    assert (alone.exit_code, alone.relations, alone.outsiders) == (0, 0, 2)
    assert [note.english() for note in alone.notes] == [
        "Import your download from LinkedIn, too: then Kreds sees which of these people you are connected to."
    ]
    with store.reading() as db:
        assert as_of(db) is None
    imported(store, written(tmp_path / "archive").paths[0])
    with store.reading() as db:
        day = as_of(db)
    assert imported(store, lists[1]).notes == ()
    with store.reading() as db:
        assert as_of(db) == day


def test_columns_are_asked_for_once(tmp_path: Path) -> None:
    """A list that nobody knows waits; once it was said what its columns are, the next one like it is read."""
    store = open_store(tmp_path / "kreds.db")
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text(ODD, encoding="utf-8")
    second.write_text(ODD.replace("Eva", "Ida").replace("eva@", "ida@"), encoding="utf-8")
    waiting = imported(store, first)
    assert waiting.exit_code == 3
    assert [(one.name, one.header) for one in waiting.unmatched] == [("a.csv", ("Hvem", "Hos", "Skriv til"))]
    said = imported(store, first, columns=EVA)
    assert (said.outsiders, said.unmatched) == (1, ())
    assert imported(store, second).outsiders == 2
    (remembered,) = remembered_columns(store)
    assert (remembered.file, remembered.matching) == ("a.csv", EVA)
    forgotten = forget_columns(store, remembered.signature, at=1_800_000_001)
    assert remembered_columns(store) == ()
    take_back(store, at=1_800_000_002, number=forgotten.id)
    assert len(remembered_columns(store)) == 1


def test_columns_matched_wrong_are_put_right(tmp_path: Path) -> None:
    """The same file read in another way takes the place of the first reading: nobody is left who is called Klit."""
    store = open_store(tmp_path / "kreds.db")
    path = tmp_path / "a.csv"
    path.write_text(ODD, encoding="utf-8")
    wrong = Matching(ListKind.PEOPLE, {Column.NAME: ("hos",), Column.COMPANY: ("hvem",)})
    imported(store, path, columns=wrong)
    assert [row[0] for row in known(store)] == ["Klit"]
    say_columns(store, ("Hvem", "Hos", "Skriv til"), EVA, file="a.csv", at=1_800_000_001)
    imported(store, path)
    assert [row[0] for row in known(store)] == ["Eva Lund"]


def test_columns_that_are_in_no_file(lists: list[Path], tmp_path: Path) -> None:
    """A column that no list has is refused with those there are, and nothing is imported."""
    with pytest.raises(UsageError, match="hvem"):
        imported(tmp_path / "kreds.db", lists[0], columns=EVA)


def test_what_lists_hold_is_held(lists: list[Path], tmp_path: Path) -> None:
    """Whoever asks is shown every row of every list that is theirs, with the file and what they are to the owner."""
    store = open_store(tmp_path / "kreds.db")
    imported(store, *lists)
    parts = {part.key: part for part in held_about(store, "Anna Holm").parts}
    rows = [dict(zip([name for name, _ in parts["lists"].columns], row, strict=True)) for row in parts["lists"].rows]
    assert [(row["file"], row["line"]) for row in rows] == [("hubspot.csv", 2), ("kunder.csv", 2), ("kunder.xlsx", 2)]
    assert ("status", "current") in parts["acquaintance"].rows


def test_a_file_of_linkedin_saved_as_a_spreadsheet_is_refused(tmp_path: Path) -> None:
    """Connections saved by a spreadsheet program are not taken for a list of contacts: it says what to hand over."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"])
    sheet.append(["Anna", "Holm", "https://www.linkedin.com/in/anna-holm", "", "Nordlys", "Baker", "03 Oct 2020"])
    path = tmp_path / "Connections.xlsx"
    book.save(path)
    with pytest.raises(RefusedError) as refused:
        imported(tmp_path / "kreds.db", path)
    assert refused.value.code == "SHEET-LINKEDIN"
