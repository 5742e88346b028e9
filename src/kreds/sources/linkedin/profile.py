"""Profile.csv and Email Addresses.csv: who the owner says they are.

Birth date, street, websites and messengers stand in the profile too; they are not read.
"""

from collections.abc import Iterator

from kreds.model.record import OwnerFact, Skipped
from kreds.sources.csv_table import CsvTable
from kreds.sources.rows import NO_NAME, Outcome, Rows
from kreds.text.mails import mail_addresses
from kreds.text.names import display_name

VERSION = 1
REQUIRED_PROFILE = ("firstname", "lastname", "headline")
REQUIRED_EMAIL_ADDRESSES = ("emailaddress",)


def read_profile(table: CsvTable) -> Iterator[Outcome]:
    """The owner's name; headline, industry and location come with it."""
    rows = Rows(table)
    told = zip(
        rows.lines,
        map(display_name, rows.raw("firstname"), rows.raw("lastname")),
        rows.names("headline"),
        rows.names("industry"),
        rows.names("geolocation", "location"),
        strict=True,
    )
    for line, name, headline, industry, location in told:
        facts = {"name": name, "headline": headline, "industry": industry, "location": location}
        told_facts = [(kind, value) for kind, value in facts.items() if value]
        if not told_facts:
            yield Skipped(line, NO_NAME)
            continue
        (kind, value), *more = told_facts
        yield OwnerFact(line, kind, value, tuple(more))


def read_email_addresses(table: CsvTable) -> Iterator[Outcome]:
    """The owner's own mail addresses."""
    rows = Rows(table)
    for line, text in zip(rows.lines, rows.raw("emailaddress"), strict=True):
        mails = mail_addresses(text)
        yield OwnerFact(line, "email", mails[0]) if mails else Skipped(line, NO_NAME)
