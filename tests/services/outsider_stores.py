"""A small network with people around it: customers of a list, people met, people who wrote, invitations both ways."""

import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import update

from kreds.model.interaction import Precision
from kreds.model.record import Attendee, ContactRecord, MeetingRecord, Party
from kreds.model.segment import AccountStatus
from kreds.services.import_files import ImportOptions, import_files
from kreds.services.rebuild_network import rebuild_network
from kreds.services.write_outside import write_contacts, write_meetings
from kreds.services.writing import Writing
from kreds.store import facts, imports
from kreds.store.database import Store, open_store
from kreds.store.tables import files

TODAY = date(2026, 11, 1)
HOME = "https://www.linkedin.com/in/"

_CONNECTIONS = """First Name,Last Name,URL,Email Address,Company,Position,Connected On
Anna,Holm,{home}anna-holm,anna@nordlys.example,Nordlys A/S,Indkøbschef,03 Oct 2020
Bo,Lind,{home}bo-lind,,Havnen,Dykker,01 Feb 2024
Lis,Kær,{home}lis-kaer,,Lyng,Sælger,01 Mar 2025
"""
_BEFORE = "Old,Friend,{home}old-friend,,Fjord,Tømrer,05 May 2018\n"
_MESSAGES = """CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER
1,Anna Holm,{home}anna-holm,Kim Ejer,{home}kim-ejer,2026-09-01 10:00:00 UTC,,Kaffe?,INBOX
1,Kim Ejer,{home}kim-ejer,Anna Holm,{home}anna-holm,2026-09-02 11:00:00 UTC,,Gerne,INBOX
2,Cara Dam,{home}cara-dam,Kim Ejer,{home}kim-ejer,2026-08-01 10:00:00 UTC,,Tak for hjælpen,INBOX
2,Kim Ejer,{home}kim-ejer,Cara Dam,{home}cara-dam,2026-08-03 11:00:00 UTC,,Det var så lidt,INBOX
3,Kim Ejer,{home}kim-ejer,Old Friend,{home}old-friend,2019-08-03 11:00:00 UTC,,Hej,INBOX
"""
_INVITATIONS = """From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl
Eva Roe,Kim Ejer,"10/20/26, 2:37 PM",,INCOMING,{home}eva-roe,{home}kim-ejer
Finn Juul,Kim Ejer,"10/1/26, 9:00 AM",Vi talte sammen på messen,INCOMING,{home}finn-juul,{home}kim-ejer
Cara Dam,Kim Ejer,"9/1/26, 9:00 AM",,INCOMING,{home}cara-dam,{home}kim-ejer
Anna Holm,Kim Ejer,"10/2/20, 9:00 AM",Hej Kim,INCOMING,{home}anna-holm,{home}kim-ejer
Kim Ejer,Gro Vang,"10/28/26, 9:00 AM",Hej Gro,OUTGOING,{home}kim-ejer,{home}gro-vang
Kim Ejer,Hans Bak,"8/1/26, 9:00 AM",,OUTGOING,{home}kim-ejer,{home}hans-bak
Kim Ejer,Bo Lind,"1/30/24, 9:00 AM",,OUTGOING,{home}kim-ejer,{home}bo-lind
"""
_POSITIONS = """Company Name,Title,Description,Location,Started On,Finished On
Havblik A/S,Konsulent,,Aarhus,Jan 2015,Jun 2019
"""
_PROFILE = "First Name,Last Name,Headline\nKim,Ejer,Konsulent\n"

DAN = ContactRecord(
    2, "hubspot", "Dan", "Krog", emails=("dan@krog.example",), company="Krog Maskiner A/S", title="Direktør",
    place="Aarhus", status=AccountStatus.CURRENT, since=date(2019, 3, 1), last_activity=date(2026, 9, 9),
    external_id="1",
)  # fmt: skip
IDA = ContactRecord(
    3, "hubspot", "Ida", "Berg", emails=("ida@berg.example",), company="Berg", status=AccountStatus.POTENTIAL,
    external_id="2",
)  # fmt: skip
ANNA = ContactRecord(
    4, "hubspot", "Anna", "Holm", emails=("anna@nordlys.example",), slug="anna-holm", company="Nordlys",
    status=AccountStatus.CURRENT, external_id="3",
)  # fmt: skip
JON = ContactRecord(5, "google", "Jon", "Ask", emails=("jon@havblik.example",), company="Havblik")
BOXES = (
    ContactRecord(6, "hubspot", name="Krog Maskiner", emails=("info@krog.example",), company="Krog Maskiner A/S"),
    ContactRecord(7, "google", name="No Reply", emails=("noreply@shop.example",)),
)
CONTACTS = (DAN, IDA, ANNA, JON, *BOXES)


def meeting(uid: str, day: date, title: str, *parties: Party, is_private: bool = False) -> MeetingRecord:
    """A meeting with these people."""
    at = int(datetime(day.year, day.month, day.day, 10, tzinfo=UTC).timestamp())
    attendees = tuple(Attendee(one) for one in parties)
    return MeetingRecord(
        1, uid, 0, 0, at, Precision.MINUTE, 60, title, "", attendees, len(parties) + 1, is_private=is_private
    )


MEETINGS = (
    meeting("a", date(2026, 3, 2), "Kvartalsmøde", Party(name="Dan Krog", email="dan@krog.example")),
    meeting("b", date(2025, 3, 2), "Opstart", Party(name="Dan Krog", email="dan@krog.example")),
    meeting("c", date(2026, 5, 5), "Læge", Party(name="Nana Rye", email="nana@rye.example"), is_private=True),
)


def archive(folder: Path, name: str, *, connections: str = _CONNECTIONS, **more: str) -> Path:
    """LinkedIn's download with these files."""
    path = folder / name
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("Connections.csv", connections.format(home=HOME))
        for kind, text in more.items():
            target.writestr(f"{kind}.csv", text.format(home=HOME))
    return path


def write_outside(store: Store, contacts: Sequence[ContactRecord], meetings: Sequence[MeetingRecord] = ()) -> None:
    """Import people and meetings from outside LinkedIn, and derive everything anew."""
    with store.writing() as db:
        number = imports.start(db, at=1_790_000_000, origin="cli", version="0")
        writing = Writing(db, facts.Parties(db), keep_texts=False, tick=lambda _rows: None, location=store.location)
        as_of = TODAY.isoformat()
        writing.begin_archive(imports.add_archive(db, number, name="crm.csv", as_of=as_of, basis="", written_at=1))
        listed = imports.open_file(db, writing.archive, name="crm.csv", kind="crm")
        write_contacts(writing, contacts, listed)
        # Files differ by their bytes: of two with the same only the last reading counts.
        db.execute(update(files).where(files.c.id == listed).values(sha256=f"{listed:064x}"))
        calendar = imports.open_file(db, writing.archive, name="a.ics", kind="calendar")
        write_meetings(writing, meetings, calendar)
        db.execute(update(files).where(files.c.id == calendar).values(last_day=as_of))
        rebuilt = rebuild_network(db)
        imports.finish(db, number, at=1_790_000_001, relations=rebuilt.relations, no_longer_connected=0)


def fill(store: Store, folder: Path) -> None:
    """The whole small network: a former relation, too."""
    folder.mkdir(parents=True, exist_ok=True)
    options = ImportOptions(today=TODAY, now=lambda: 1_790_000_000)
    old = archive(
        folder, "Basic_LinkedInDataExport_09-01-2019.zip", connections=_CONNECTIONS.splitlines()[0] + "\n" + _BEFORE
    )
    new = archive(
        folder, "Basic_LinkedInDataExport_10-31-2026.zip", messages=_MESSAGES, Invitations=_INVITATIONS,
        Positions=_POSITIONS, Profile=_PROFILE,
    )  # fmt: skip
    import_files(store, [old], options)
    import_files(store, [new], options)
    write_outside(store, CONTACTS, MEETINGS)


def small_store(folder: Path) -> Path:
    """A store on disk with the small network."""
    path = folder / "kreds.db"
    with open_store(path) as store:
        fill(store, folder / "in")
    return path
