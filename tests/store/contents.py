"""A small store with something in every table of facts, entered in the ledger as an import enters it."""

import json
from collections.abc import Mapping, Sequence

import numpy as np
from sqlalchemy import Connection, Table, insert, select, update

from kreds.model.decision import DecisionKind
from kreds.store import checksums, decisions, tables
from kreds.store.bulk import insert_columns, insert_rows
from kreds.store.database import Store

NAMES = ["Asta Krogh", "Bo Dam", "Çelik Øst", "Dorte 李", "Emil Nørgård", "Freja “Fie” Holm"]
DAY = 86_400


class TakenBackError(Exception):
    """Raised in a block of writing that is to leave nothing behind."""


def fill(store: Store, *, messages: int = 40, at: int = 1_790_000_000) -> int:
    """One import in one transaction; its number."""
    with store.writing() as db:
        number = add_import(db, messages=messages, at=at)
        decisions.add(db, at=at, kind=DecisionKind.LEVEL, subject="in:bo-dam", value={"level": "strong"})
        decisions.add(db, at=at, kind=DecisionKind.OWNER, subject="", value={"slug": "asta-krogh"})
    return number


def add_import(db: Connection, *, messages: int, at: int) -> int:
    """Rows in every table of facts, and the ledger's lines that prove them."""
    number = _id(db, tables.imports, started_at=at, finished_at=at + 2, origin="cli", version="0.1.0", relations=6)
    day = f"2026-{number % 12 + 1:02}-01"
    archive = _id(db, tables.archives, import_id=number, name=f"archive-{number}.zip", as_of=day, as_of_basis="name")
    base = number * 1000
    parties = [base + index for index in range(len(NAMES))]
    rows = [(party, f"{_slug(name)}-{number}", name, "") for party, name in zip(parties, NAMES, strict=True)]
    insert_rows(db, tables.parties, ("id", "slug", "name", "email"), rows)
    _add_connections(db, archive, base)
    _add_messages(db, archive, base=base, parties=parties, count=messages)
    _add_the_rest(db, archive, base=base, party=parties[1])
    return number


def _add_connections(db: Connection, archive: int, base: int) -> None:
    file = _file(db, archive, "Connections.csv", "connections")
    columns = ("id", "key", "slug", "first_name", "last_name", "company", "title", "connected_on")
    rows = [
        (base + i, base * 7919 + i, f"{_slug(name)}-{base}", *name.split(" ", 1), "Nordlys ApS", "Ejer", "2024-05-17")
        for i, name in enumerate(NAMES)
    ]
    insert_rows(db, tables.connections, columns, rows)
    sightings = [(archive, row[0], file, line) for line, row in enumerate(rows, start=5)]
    insert_rows(db, tables.sightings, ("archive", "connection", "file", "line"), sightings)
    insert_rows(
        db, tables.hidden_connections, ("archive", "file", "line", "connected_on"), [(archive, file, 99, "2020-02-29")]
    )
    rejected = {"file": file, "line": 100, "code": "ROW-WIDTH", "facts": '{"found": 3}', "raw": "æ,b,c"}
    db.execute(insert(tables.rejected_rows).values(rejected))
    _close(db, file, read=8, new=6, rejected=1, skipped={"hidden member": 1})


def _add_messages(db: Connection, archive: int, *, base: int, parties: Sequence[int], count: int) -> None:
    file = _file(db, archive, "messages.csv", "messages")
    talks = [base + index for index in range(4)]
    insert_rows(db, tables.conversations, ("id", "source_key"), [(talk, f"2-{talk}==") for talk in talks])
    insert_rows(db, tables.audiences, ("id", "source_key"), [(base, f"{parties[0]}"), (base + 1, f"{parties[1]}")])
    members = [(base, parties[0]), (base + 1, parties[1])]
    insert_rows(db, tables.audience_members, ("audience", "party"), members)
    insert_rows(db, tables.party_aliases, ("one", "other"), [(parties[2], parties[3])])
    index = np.arange(count, dtype=np.int64)
    columns = {
        "conversation": base + index % 4,
        "sent_at": 1_700_000_000 + index * DAY,
        "sender": base + index % 2,
        "content_crc": (index * 2_654_435_761) % 2**32,
        "audience": base + (index + 1) % 2,
        "length": index * 3,
        "is_question": index % 2,
        "has_subject": index * 0,
        "file": index * 0 + file,
        "line": index + 2,
    }
    insert_columns(db, tables.messages, columns)
    texts = [(base, 1_700_000_000, base, 0, "", "Skal vi ses? ☕")]
    names = ("conversation", "sent_at", "sender", "content_crc", "subject", "text")
    insert_rows(db, tables.message_texts, names, texts)
    _close(db, file, read=count, new=count)


def _add_the_rest(db: Connection, archive: int, *, base: int, party: int) -> None:
    file = _file(db, archive, "Invitations.csv", "invitations")
    key = base * 104_729
    invitation = (key, 2, -1, party, None, 6, "pending", "", 0, file, 2)
    skill = (key + 1, 3, 1, party, 1, 1, "Go", "", 0, file, 3)
    _add(db, tables.interactions, invitation, skill)
    _add(db, tables.activities, (key, "reaction", 1_700_000_000, 3, "", "LIKE", "", file, 2))
    _add(db, tables.affiliations, (key, "employment", "Fjordbyg A/S", "Tømrer", "2019", "", 4, "Aarhus", file, 2))
    _add(db, tables.owner_facts, (key, "name", "Asta", file, 2))
    _add(db, tables.address_book, (key, "Bo", "Dam", "bo@example.org", "", "", None, file, 2))
    _close(db, file, read=6, new=6)


def _add(db: Connection, table: Table, *rows: Sequence[object]) -> None:
    insert_rows(db, table, [column.name for column in table.columns], rows)


def _file(db: Connection, archive: int, name: str, kind: str) -> int:
    return _id(db, tables.files, archive_id=archive, name=name, kind=kind, sha256=f"{archive:064x}", size=100)


def _close(
    db: Connection, file: int, *, read: int, new: int, rejected: int = 0, skipped: Mapping[str, int] | None = None
) -> None:
    count, checksum = checksums.file_checksum(db, file)
    values = {"read": read, "new": new, "rejected": rejected, "facts": count, "checksum": checksum}
    db.execute(
        update(tables.files).where(tables.files.c.id == file).values(**values, skipped=json.dumps(dict(skipped or {})))
    )


def _id(db: Connection, table: Table, **values: object) -> int:
    return int(db.execute(insert(table).values(values).returning(table.c.id)).scalar_one())


def _slug(name: str) -> str:
    return name.casefold().replace(" ", "-")


def imports_in(store: Store) -> list[int]:
    """The numbers of the imports a store holds."""
    with store.reading() as db:
        return [number for (number,) in db.execute(select(tables.imports.c.id).order_by(tables.imports.c.id))]
