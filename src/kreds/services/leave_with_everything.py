"""Everything in one zip: files any program can read, a backup that Kreds can put back, and what is what."""

import json
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO, cast

from sqlalchemy import select

from kreds.model.interaction import Channel, Direction
from kreds.model.relation import RelationQuery
from kreds.services.export_data import ExportOptions, Format, Subject, export_data
from kreds.services.json_shapes import Say, past_import_shape
from kreds.services.read_frames import frames
from kreds.services.read_imports import import_history
from kreds.services.relation_rows import shown_id
from kreds.services.write_tables import Profile, Sheet, write_csv
from kreds.store.backup import write_backup
from kreds.store.database import Store
from kreds.store.tables import decisions, people
from kreds.text.phrase import Phrase

_EPOCH = date(1970, 1, 1)
_ALL = RelationQuery(per_page=None, sort="name", descending=False)
BACKUP = "kreds-backup.db"
README = "README.txt"


@dataclass(frozen=True, slots=True)
class _Part:
    """One file of the zip: its name, what it is, and who writes it."""

    name: str
    about: Phrase
    write: Callable[[BinaryIO], object]


def leave_with_everything(store: Store, out: BinaryIO, *, say: Say = Phrase.english) -> tuple[str, ...]:
    """Write the zip to an open file; the names of what is in it.

    Raises:
        StoreError: the store cannot be read, or its backup not be proven.
    """
    parts = _parts(store, say)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as whole:
        whole.writestr(README, _readme(parts, say))
        for part in parts:
            with whole.open(part.name, "w", force_zip64=True) as file:
                part.write(cast("BinaryIO", file))
        with tempfile.TemporaryDirectory(prefix="kreds-everything-") as folder:
            backup = Path(folder) / BACKUP
            write_backup(store, backup)
            whole.write(backup, BACKUP)
    return (README, *(part.name for part in parts), BACKUP)


def _parts(store: Store, say: Say) -> tuple[_Part, ...]:
    def relations(format_: Format, profile: Profile = Profile.SAFE) -> Callable[[BinaryIO], object]:
        return lambda out: export_data(store, out, ExportOptions(Subject.RELATIONS, format_, profile, query=_ALL))

    return (
        _Part("relations.xlsx", Phrase("All relations, for Excel and its like."), relations(Format.XLSX)),
        _Part("relations.csv", Phrase("The same, safe for any spreadsheet."), relations(Format.CSV)),
        _Part(
            "relations-exact.csv",
            Phrase("The same, every text as it is, for programs."),
            relations(Format.CSV, Profile.EXACT),
        ),
        _Part("relations.json", Phrase("The same with all numbers, for programs."), relations(Format.JSON)),
        _Part("relations.vcf", Phrase("The same as vCards, for an address book."), relations(Format.VCF)),
        _Part(
            "contact.csv",
            Phrase("Every message and other contact: with whom, when, which way, how long. No words."),
            lambda out: _write_contact(store, out),
        ),
        _Part(
            "decisions.csv",
            Phrase("All that you have said, and taken back, since the first day."),
            lambda out: _write_decisions(store, out),
        ),
        _Part(
            "imports.json",
            Phrase("Which files were imported, and what became of every row."),
            lambda out: _write_imports(store, out, say),
        ),
        _Part(
            "rejected.csv",
            Phrase("The rows that could not be read, as they were."),
            lambda out: export_data(store, out, ExportOptions(Subject.REJECTED, Format.CSV, say=say)),
        ),
    )


def _readme(parts: Sequence[_Part], say: Say) -> str:
    lines = [say(Phrase("All that Kreds holds, in files that other programs can read.")), ""]
    lines += [f"{part.name:<22}{say(part.about)}" for part in parts]
    lines += [f"{BACKUP:<22}{say(Phrase('Everything once more, for Kreds itself: kreds restore kreds-backup.db'))}", ""]
    lines.append(say(Phrase("It holds other people’s data: keep it where only you can read it.")))
    return "\r\n".join(lines) + "\r\n"


def _write_contact(store: Store, out: BinaryIO) -> None:
    with store.reading() as db:
        names = {row.id: row.name for row in db.execute(select(people.c.id, people.c.name))}
    columns = ("person", "day", "channel", "direction", "others", "is_question", "length")
    talk = frames(store).interactions.select(columns).sort("day", "person").iter_rows()
    head = ("person", "name", "day", "channel", "direction", "others", "is_question", "length")
    rows = (
        (
            shown_id(person),
            names.get(person, ""),
            (_EPOCH + timedelta(days=day)).isoformat() if day is not None else "",
            Channel(channel).name.lower(),
            Direction(direction).name.lower(),
            *rest,
        )
        for person, day, channel, direction, *rest in talk
    )
    write_csv(out, Sheet("Contact", head, rows), profile=Profile.SAFE)


def _write_decisions(store: Store, out: BinaryIO) -> None:
    columns = [decisions.c[name] for name in ("id", "at", "kind", "subject", "value", "undoes")]
    with store.reading() as db:
        rows = db.execute(select(*columns).order_by(decisions.c.id)).all()
    head = tuple(column.name for column in columns)
    write_csv(out, Sheet("Decisions", head, [tuple(row) for row in rows]), profile=Profile.SAFE)


def _write_imports(store: Store, out: BinaryIO, say: Say) -> None:
    told = [past_import_shape(past, say) for past in import_history(store)]
    out.write(json.dumps({"imports": told}, ensure_ascii=False, indent=1).encode("utf-8", "replace"))
