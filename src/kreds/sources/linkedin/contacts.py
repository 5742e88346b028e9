"""Contacts.csv (to about 2021) and ImportedContacts.csv: the address book the owner has uploaded.

Phone numbers, addresses and birthdays are read by nobody here.
"""

from collections.abc import Iterator

from kreds.model.record import AddressRecord, Skipped
from kreds.sources.csv_table import CsvTable
from kreds.sources.rows import NO_NAME, Outcome, Rows
from kreds.text.dates import us_minute
from kreds.text.mails import mail_addresses
from kreds.text.names import clean

VERSION = 1
REQUIRED = ("firstname", "lastname", "emails")


def read(table: CsvTable) -> Iterator[Outcome]:
    """One person a row; those with neither name nor mail address are left out."""
    rows = Rows(table)
    told = zip(
        rows.lines,
        rows.names("firstname"),
        rows.names("middlename"),
        rows.names("lastname"),
        rows.names("fullname"),
        rows.raw("emails"),
        rows.names("companies", "company"),
        rows.names("title"),
        rows.dates("createdat", parsers=(us_minute,)),
        strict=True,
    )
    for line, first, middle, last, full, emails, company, title, created in told:
        mails = mail_addresses(emails)
        given = clean(f"{first} {middle}") or ("" if last else full)
        if not (given or last or mails):
            yield Skipped(line, NO_NAME)
        else:
            yield AddressRecord(line, given, last, mails, company, title, created.at if created else None)
