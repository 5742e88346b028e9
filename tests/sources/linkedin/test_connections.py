"""Connections: whatever generation the file is of, the same people come out, and no row is lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.model.record import ConnectionRecord, HiddenConnection, Rejected, Skipped
from kreds.sources.linkedin.connections import read
from tests.sources.linkedin.tables import table_of

OLD = "First Name,Last Name,Email Address,Company,Position,Connected On"
NEW = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
CELLS = st.sampled_from(
    ["", " ", "Anna", "https://www.linkedin.com/in/anna", "08 Feb 2026", "2/8/26", "x\ny"]
) | st.text(max_size=12)


@given(st.lists(st.lists(CELLS, min_size=7, max_size=7), max_size=8))
def test_every_row_has_one_outcome(rows: list[list[str]]) -> None:
    """Whatever stands in the fields, a row is a person, a hidden member, left out or set aside: one of them, once."""
    outcomes = list(read(table_of(NEW, rows)))
    assert [outcome.line for outcome in outcomes] == [line + 2 for line in range(len(rows))]
    for outcome in outcomes:
        if isinstance(outcome, ConnectionRecord):
            assert outcome.slug or outcome.first_name or outcome.last_name or outcome.email


def test_columns_are_found_by_name() -> None:
    """A file with its columns in another order, or under older names, gives the same people."""
    new = list(read(table_of(NEW, [["Anna", "Holm", "", "", "Acme", "Boss", "08 Feb 2026"]])))
    old = list(read(table_of(OLD, [["Anna", "Holm", "", "Acme", "Boss", "08 Feb 2026"]])))
    turned = list(
        read(
            table_of(
                "Connected On,Job Title,Company,Profile URL,Last Name,First Name",
                [["08 Feb 2026", "Boss", "Acme", "", "Holm", "Anna"]],
            )
        )
    )
    assert new == old == turned == [ConnectionRecord(2, "", "Anna", "Holm", "", "Acme", "Boss", date(2026, 2, 8))]


def test_homonyms_stay_two() -> None:
    """Two people of one name are two rows with two addresses."""
    rows = [["Bo", "Dam", f"https://www.linkedin.com/in/bo-dam-{n}", "", "", "", "08 Feb 2026"] for n in (1, 2)]
    slugs = [outcome.slug for outcome in read(table_of(NEW, rows)) if isinstance(outcome, ConnectionRecord)]
    assert slugs == ["bo-dam-1", "bo-dam-2"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["", "", "", "", "", "", "08 Feb 2026"], HiddenConnection(2, date(2026, 2, 8))),
        (["", "", "", "", "", "", ""], Skipped(2, "no name")),
        (["", "", "", "", "", "", "soon"], Rejected(2, "ROW-DATE", ",,,,,,soon", {"value": "soon"})),
        (["", "", "", "", "Acme", "", "08 Feb 2026"], Rejected(2, "ROW-EMPTY-PERSON", ",,,,Acme,,08 Feb 2026")),
        (["Total", "1", "", "", "", "", ""], Rejected(2, "ROW-DATE", "Total,1,,,,,", {"value": ""})),
    ],
    ids=["hidden", "blank", "a hidden one without a day", "work of nobody", "a total"],
)
def test_rows_without_a_person(row: list[str], expected: object) -> None:
    """Hidden members are told apart from rows that name nobody and from sums below the table."""
    assert list(read(table_of(NEW, [row]))) == [expected]


def test_a_name_too_long_is_cut_and_told() -> None:
    """Ten thousand letters are kept as a thousand, and the person is told of the loss."""
    table = table_of(NEW, [["A" * 10_000, "", "https://www.linkedin.com/in/a", "", "", "", "08 Feb 2026"]])
    (person,) = read(table)
    assert isinstance(person, ConnectionRecord)
    assert len(person.first_name) == 1_000
    assert [note.english() for note in table.notes] == [
        "1 value in column “First Name” was longer than 1000 characters and was cut."
    ]


def test_a_list_without_days_is_still_a_list() -> None:
    """A file that has lost its column of days names people all the same."""
    (person,) = read(table_of("First Name,Last Name,Company", [["Anna", "Holm", "Acme"]]))
    assert person == ConnectionRecord(2, "", "Anna", "Holm", "", "Acme", "", None)
