"""The company behind a mail address, read from its domain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.text.mail_houses import MailHouses

NAMES = {
    "Søg & Find Executive": 3,
    "Nordlys Data A/S": 2,
    "NORDLYS DATA": 1,
    "Aagaard Byg ApS": 1,
    "IBM": 9,
    "Postbud": 2,
}


@pytest.mark.parametrize(("mail", "company"), [
    ("eva@soegfindexecutive.example", "Søg & Find Executive"), ("bo@nordlysdata.example", "Nordlys Data A/S"),
    ("bo@nordlysdataas.example", "Nordlys Data A/S"), ("ida@mail.nordlys-data.example", "Nordlys Data A/S"),
    ("jo@aagaardbyg.example", "Aagaard Byg ApS"), ("jo@agardbyg.example", "Aagaard Byg ApS"),
    ("al@ibm.example", ""), ("al@postbud.example", ""), ("al@nordlys.example", ""), ("nobody", ""), ("", ""),
])  # fmt: skip
def test_a_domain_names_the_company_it_spells(mail: str, company: str) -> None:
    """Only a whole name is read, however spelled, never a short one or a domain that anybody can have."""
    assert MailHouses(NAMES, free=["postbud.example"]).company(mail) == company


def test_a_domain_of_two_companies_names_neither() -> None:
    """What may be one of two is not guessed."""
    assert MailHouses({"Havblik ApS": 5, "Hav Blik": 1}).company("jo@havblik.example") == ""


@given(st.text(), st.text())
def test_nothing_breaks_it(name: str, mail: str) -> None:
    """Any text for a name and for an address gives a company of the list, or none."""
    assert MailHouses({name: 1}).company(mail) in (name, "")
