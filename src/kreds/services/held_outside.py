"""What lists and address books say of somebody: a part of all that is held about them (guide H5)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from kreds.services.held_parts import Cell, Coded, HeldPart
from kreds.store.tables import acquaintances, archives, contact_people, contacts, files, listings
from kreds.text.phrase import Phrase
from kreds.text.urls import profile_url

_COLUMNS = (
    ("system", Phrase("From")),
    ("external_id", Phrase("Number")),
    ("name", Phrase("Name")),
    ("emails", Phrase("E-mail")),
    ("profile_url", Phrase("Profile")),
    ("company", Phrase("Company")),
    ("domain", Phrase("Domain")),
    ("title", Phrase("Title")),
    ("place", Phrase("Place")),
    ("industry", Phrase("Industry")),
    ("status", Phrase("To the owner")),
    ("since", Phrase("Known since")),
    ("last_activity", Phrase("Last activity")),
    ("file", Phrase("File")),
    ("line", Phrase("Line")),
)
_STATUSES = {
    "current": Phrase("customer"),
    "former": Phrase("former customer"),
    "potential": Phrase("potential customer"),
    "partner": Phrase("partner"),
    "supplier": Phrase("supplier"),
}


def held_outside(db: Connection, person: int) -> tuple[HeldPart, ...]:
    """Every row of a list or an address book that is theirs, and what Kreds makes of them together."""
    one = contacts.c
    statement = (
        select(
            one.system, one.external_id, one.name, one.first_name, one.last_name, one.emails, one.slug, one.company,
            one.domain, one.title, one.place, one.industry, one.status, one.since, one.last_activity,
            files.c.name, listings.c.line,
        )
        .join(contact_people, contact_people.c.contact == one.key)
        .join(listings, listings.c.key == one.key)
        .join(files, files.c.id == listings.c.file)
        .join(archives, archives.c.id == files.c.archive_id)
        .where(contact_people.c.person == person)
        .order_by(archives.c.written_at, files.c.id, listings.c.line)
    )  # fmt: skip
    rows = tuple(_row(*found) for found in db.execute(statement))
    return (HeldPart("lists", Phrase("In the owner’s lists and address books"), _COLUMNS, rows), _together(db, person))


def _row(system: str, number: str, name: str, first: str, last: str, *rest: str) -> tuple[Cell, ...]:
    emails, slug, company, domain, title, place, industry, status, since, active, file, line = rest
    return (
        system,
        number,
        name or f"{first} {last}".strip(),
        emails,
        profile_url(slug),
        company,
        domain,
        title,
        place,
        industry,
        Coded(status, _STATUSES[status]) if status in _STATUSES else None,
        _day(since),
        _day(active),
        file,
        line,
    )


def _together(db: Connection, person: int) -> HeldPart:
    """What the sources say together, under the names that the store has for it."""
    statement = select(acquaintances).where(acquaintances.c.person == person)
    found: Mapping[Any, Any] = db.execute(statement).mappings().first() or {}
    rows = tuple((str(name), value) for name, value in found.items() if value and str(name) != "person")
    columns = (("name", Phrase("Name")), ("value", Phrase("Value")))
    return HeldPart("acquaintance", Phrase("What Kreds makes of other sources"), columns, rows)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
