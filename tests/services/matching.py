"""A small network beside a small list of customers, for the tests of who is who."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from kreds.model.record import ContactRecord
from kreds.services.rebuild_network import rebuild_network
from kreds.services.write_outside import write_contacts
from kreds.services.writing import Writing
from kreds.store import facts, imports, tables
from kreds.store.database import Store, open_store
from tests.services.importing import imported

HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
PEOPLE = (
    ("Anna", "Holm", "anna-holm", "anna@example.com", "Nordlys A/S", "Baker"),
    ("Bo", "Lind", "bo-lind", "", "Havnen ApS", "Diver"),
    ("Bo", "Lind", "bo-lind-2", "", "Skoven", "Forester"),
    ("Christian", "Rask", "christian-rask", "", "Fyrtårnet", "Sales Director"),
    ("Dorthe", "Kjær", "dorthe-kjaer", "", "Kornblomst", "Head of Purchasing"),
)


def contact(line: int, name: str, company: str = "", title: str = "", **more: object) -> ContactRecord:
    """A row of the list of customers."""
    values: dict[str, Any] = {"system": "hubspot", "external_id": str(line), **more}
    return ContactRecord(line=line, name=name, company=company, title=title, **values)


CONTACTS = (
    contact(1, "Anna Holm", "Nordlys", "Baker", emails=("anna@example.com",)),
    contact(2, "Bo Lind", "", ""),
    contact(3, "Chris Rask", "Fyrtaarnet A/S", "Sales Director"),
    contact(4, "Dorthe Kjaer", "Kornblomst", "Head of Purchasing"),
    contact(5, "Erna Vest", "Havnen ApS", "Diver"),
)


def fill(folder: Path, people: Sequence[tuple[str, ...]] = PEOPLE, *, also: int = 120) -> Store:
    """A store with these relations, and as many others as make names and companies worth something."""
    rows = [
        f"{first},{last},https://www.linkedin.com/in/{slug},{mail},{company},{title},03 Oct 2020"
        for first, last, slug, mail, company, title in people
    ]
    rows += [
        f"First{n},Last{n},https://www.linkedin.com/in/other-{n},,Company {n % 40},Title {n % 25},01 Feb 2021"
        for n in range(also)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    listed = folder / "Connections.csv"
    listed.write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")
    store = open_store(folder / "kreds.db")
    imported(store, listed)
    return store


def list_contacts(store: Store, contacts: Sequence[ContactRecord] = CONTACTS, *, name: str = "contacts.csv") -> None:
    """Import a list of customers, and derive everything anew."""
    with store.writing() as db:
        number = imports.start(db, at=1_800_000_100, origin="python", version="0")
        writing = Writing(db, facts.Parties(db), keep_texts=False, tick=lambda _rows: None, location=store.location)
        day = date(2026, 10, 1).isoformat()
        writing.begin_archive(imports.add_archive(db, number, name=name, as_of=day, basis="name", written_at=1))
        write_contacts(writing, contacts, imports.open_file(db, writing.archive, name=name, kind="contacts"))
        rebuild_network(db)
        imports.finish(db, number, at=1_800_000_101, relations=0, no_longer_connected=0)


def derived(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that follows from who is who, to the last digit."""
    named = ("people", "person_keys", "party_people", "contact_people", "acquaintances", "relations", "match_pairs")
    with store.reading() as db:
        return {name: sorted(map(tuple, db.execute(select(getattr(tables, name))))) for name in named}
