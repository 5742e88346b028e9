"""The CSV files beside the archive: a CRM's contacts (HubSpot's columns), the accounts, a Google address book."""

from kreds.demo.address_book import Card
from kreds.demo.crm import CrmRow
from kreds.demo.network import Network
from kreds.demo.outside_words import ACCOUNT_COLUMNS, COUNTRIES, FILE_NAMES, STATUSES
from kreds.demo.table import Row, Table

_CRM = (
    "Record ID", "First Name", "Last Name", "Email", "Phone Number", "Job Title", "Company Name", "Contact owner",
    "Lead Status", "Lifecycle Stage", "Create Date", "Last Activity Date", "City", "Country/Region", "Industry",
    "LinkedIn URL", "Associated Company",
)  # fmt: skip
_GOOGLE = (
    "First Name", "Middle Name", "Last Name", "Phonetic First Name", "Phonetic Middle Name", "Phonetic Last Name",
    "Name Prefix", "Name Suffix", "Nickname", "File As", "Organization Name", "Organization Title",
    "Organization Department", "Birthday", "Notes", "Photo", "Labels", "E-mail 1 - Label", "E-mail 1 - Value",
    "E-mail 2 - Label", "E-mail 2 - Value", "Phone 1 - Label", "Phone 1 - Value", "Website 1 - Label",
    "Website 1 - Value",
)  # fmt: skip


def crm_table(network: Network) -> Table:
    """As HubSpot exports all contacts; the day in its name is the network's first."""
    day = network.options.day
    return Table(
        f"hubspot-crm-exports-all-contacts-{day.isoformat()}.csv",
        _CRM,
        lambda: (_crm_row(row, network.options.language) for row in network.outside.crm),
    )


def _crm_row(row: CrmRow, language: str) -> Row:
    last = row.last_activity.isoformat() + " 10:00" if row.last_activity else ""
    created = f"{row.created:%Y-%m-%d %H:%M}"
    person = (row.record_id, row.first_name, row.last_name, row.email, row.phone, row.title, row.company)
    state = (row.owner, row.lead, row.stage, created, last)
    return (*person, *state, row.city, COUNTRIES[language] if row.city else "", row.industry, row.url, row.company)


def accounts_table(network: Network) -> Table:
    """The owner's own list of customers, as a spreadsheet in their language saves it."""
    language = network.options.language
    words = STATUSES[language]
    form = "%d-%m-%Y" if language == "da" else "%Y-%m-%d"

    def rows() -> list[Row]:
        return [
            (
                account.listed_name,
                account.listed_domain,
                words[account.listed_as],
                account.industry,
                account.place,
                account.since.strftime(form) if account.since else "",
                account.until.strftime(form) if account.until else "",
            )
            for account in network.outside.accounts
            if account.listed_as
        ]

    return Table(FILE_NAMES[language]["accounts"], ACCOUNT_COLUMNS[language], rows)


def google_table(network: Network) -> Table:
    """As Google exports contacts today."""
    cards = [card for card in network.outside.cards if card.book == "google"]
    return Table("contacts.csv", _GOOGLE, lambda: map(_google_row, cards))


def _google_row(card: Card) -> Row:
    first, second = (*card.emails, "", "")[:2]
    name = (card.first_name, "", card.last_name, "", "", "", "", "", "", "")
    work = (
        card.company,
        card.title,
        "",
        "",
        card.note,
        "",
        "* myContacts ::: Kunder" if card.company else "* myContacts",
    )
    mails = ("* Work" if first else "", first, "Home" if second else "", second)
    site = f"https://www.linkedin.com/in/{card.slug}" if card.slug else ""
    return (*name, *work, *mails, "Mobile", card.phone, "LinkedIn" if site else "", site)
