"""Lists of people and companies: one outcome a row, whatever stands in it; the words people use are understood."""

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.model.columns import Column, Matching, signature
from kreds.model.record import ContactRecord
from kreds.model.segment import AccountStatus
from kreds.sources.guessing import LEFT_OUT, guess, with_values
from kreds.sources.listed import read_list
from kreds.sources.recognition import Known, find_list
from kreds.sources.statuses import read_status
from tests.sources.linkedin.tables import table_of

CELL = st.one_of(
    st.text(max_size=12), st.sampled_from(["Anna Holm", "a@b.example", "Kunde", "1/2/24", "=1+1", "Copyright"])
)
HEADER = "Full Name,E-mail,Firma,Status,Since,Domain,LinkedIn"


@given(st.lists(st.lists(CELL, min_size=7, max_size=7), max_size=8), st.sampled_from(list(AccountStatus)))
def test_every_row_has_one_outcome(rows: list[list[str]], status: AccountStatus) -> None:
    """No row is lost and none counts twice, as people and as companies."""
    for kind in ("people", "companies"):
        guessed = guess(HEADER.split(","))
        matching = Matching(type(guessed.matching.kind)(kind), guessed.matching.columns, status)
        lines = [one.line for one in read_list(table_of(HEADER, rows), matching, "list")]
        assert lines == list(range(2, len(rows) + 2))


@given(st.permutations(HEADER.split(",")))
def test_the_order_of_columns_means_nothing(names: list[str]) -> None:
    """The same columns in another order are the same list."""
    values = dict(
        zip(HEADER.split(","), ["Bo Dam", "bo@acme.example", "Acme", "lead", "2020-01-02", "", ""], strict=True)
    )
    found = find_list(names, "a.csv", Known())
    assert found is not None
    (bo,) = read_list(table_of(",".join(names), [[values[name] for name in names]]), found.matching, "list")
    assert isinstance(bo, ContactRecord)
    assert (bo.name, bo.emails, bo.status) == ("Bo Dam", ("bo@acme.example",), AccountStatus.POTENTIAL)
    assert signature(names) == signature(HEADER.split(","))


@pytest.mark.parametrize(
    "header",
    [
        "Dato,Tekst,Beløb",
        "Navn",
        "Date,Firma,Amount,Text,Balance",
        "Conversation ID,From,To,Date,Content",
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    ],
)
def test_what_is_no_list(header: str) -> None:
    """A bank's statement and LinkedIn's own files are no list of customers."""
    assert find_list(header.split(","), "a.csv", Known()) is None


def test_a_file_with_a_name_of_linkedins_is_not_guessed_at() -> None:
    """Connections.csv that has lost its day is refused as such, and does not become a list of contacts."""
    header = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position"]
    assert find_list(header, "Connections.csv", Known()) is None
    assert find_list(header, "my list.csv", Known()) is not None


def test_the_tables_of_words_are_sound() -> None:
    """Every meaning and status is one, and every word is understood as its table says."""
    columns, status = (
        list(csv.DictReader((files("kreds.sources") / "words" / name).read_text("utf-8").splitlines()))
        for name in ("columns.csv", "status.csv")
    )
    assert {row["means"].partition(":")[0] for row in columns} - {LEFT_OUT} == {means.value for means in Column}
    assert {row["language"] for row in columns + status} <= {"da", "en", "de", "sv", "no", "fr"}
    told = {"not", "former-word", "potential-word"}
    wrong = [row for row in status if row["means"] not in told]
    assert [row["word"] for row in wrong if read_status(row["word"]) != AccountStatus(row["means"])] == []


@pytest.mark.parametrize(("name", "kind"), [("Navn", "companies"), ("Kontaktperson", "people"), ("Contact", "people")])
def test_a_contact_person_is_no_company(name: str, kind: str) -> None:
    """People of a customer list whose company has an odd column name are not imported as companies."""
    guessed = guess(["Kundenr", name, "Firma (kunde)", "Kundeforhold"])
    assert guessed.matching.kind.value == kind
    assert kind == "companies" or not guessed.is_sure


def test_values_propose_what_names_do_not_say() -> None:
    """Who is asked about columns sees e-mails and statuses recognized, and nothing that the names said is changed."""
    header = ["Kunde", "Post", "Hvad er de for os", "Ansvarlig"]
    rows = [["Acme", "a@acme.example", "Gammel kunde", "KN"], ["Beta", "", "Kunde", "LM"]]
    found = with_values(guess(header).matching, header, rows)
    assert found.kind.value == "people"
    assert found.columns == {
        Column.COMPANY: ("kunde",), Column.EMAIL: ("post",), Column.STATUS: ("hvaderdeforos",)
    }  # fmt: skip
    assert with_values(found, header, [["x@y.example"] * 4]) == found
