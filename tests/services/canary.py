"""Somebody who stands in every source there is, always under words in which ``kanari`` is found, and two bystanders."""

import zipfile
from pathlib import Path

from kreds.model.criteria import Fact
from kreds.model.decision import DecisionKind
from kreds.model.level import Level
from kreds.services.answer_questions import answer
from kreds.services.judge_relations import overrule_level
from kreds.services.label_relations import tag_relations, write_note
from kreds.store import decisions
from kreds.store.database import Store
from tests.services.importing import imported

HOME = "https://www.linkedin.com/in/"
SLUG, MAIL, WHO = "zelda-kanarifugl-77", "zelda@kanari.example", "Zelda Kanarifugl"
KEY = f"in:{SLUG}"
_MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
)
OTHERS = {
    "Connections.csv": (
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        f"Bo,Lind,{HOME}bo-lind,bo@lind.example,Tang og Søn,Tømrer,04 Oct 2020\n"
        f"Eva,Dam,{HOME}eva-dam,,Nordlys,Chef,05 Oct 2020\n"
        f"Per,Krog,{HOME}per-krog,,,,06 Oct 2021\n"
    ),
    "messages.csv": _MESSAGES
    + f"b,,Bo Lind,{HOME}bo-lind,Kim Ejer,{HOME}kim-ejer,2026-01-02 10:00:00 UTC,,Hej Kim?,INBOX\n"
    + f"b,,Kim Ejer,{HOME}kim-ejer,Bo Lind,{HOME}bo-lind,2026-01-03 10:00:00 UTC,,Hej Bo,INBOX\n"
    + f'g,,Bo Lind,{HOME}bo-lind,"Kim Ejer, Eva Dam","{HOME}kim-ejer,{HOME}eva-dam",'
    + "2026-02-02 10:00:00 UTC,,Hej begge,INBOX\n",
    "Invitations.csv": (
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        f'Kim Ejer,Eva Dam,"1/2/20, 9:00 AM",Goddag,OUTGOING,{HOME}kim-ejer,{HOME}eva-dam\n'
    ),
    "Recommendations_Received.csv": (
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
        'Bo,Lind,Tang og Søn,Tømrer,Kim kan sit kram.,"08/19/24, 11:04 PM",VISIBLE\n'
    ),
    "Endorsement_Received_Info.csv": (
        "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n"
        "2026/03/08 09:10:11 UTC,Strategy,Eva,Dam,www.linkedin.com/in/eva-dam,ACCEPTED\n"
    ),
    "ImportedContacts.csv": (
        "FirstName,MiddleName,LastName,Title,Emails,PhoneNumbers,CreatedAt,UpdatedAt,Location\n"
        'Eva,,Dam,Chef,eva@dam.example,,"1/2/20, 9:00 AM",,\n'
    ),
    "Comments.csv": "Date,Link,Message\n2026-02-08 10:11:12,https://www.linkedin.com/feed/update/urn%3Ali%3A1,Enig\n",
    "Profile.csv": "First Name,Last Name,Headline\nKim,Ejer,\n",
}
THEIRS = {
    "Connections.csv": f"Zelda,Kanarifugl,{HOME}{SLUG},{MAIL},Kanarifirma,Kanarichef,07 Oct 2020\n",
    "messages.csv": (
        f"z,,Zelda Kanarifugl,{HOME}{SLUG},Kim Ejer,{HOME}kim-ejer,2026-03-02 10:00:00 UTC,Kanariemne,Kanari?,INBOX\n"
        f"z,,Kim Ejer,{HOME}kim-ejer,Zelda Kanarifugl,{HOME}{SLUG},2026-03-03 10:00:00 UTC,,Svar til kanarien,INBOX\n"
        f'g,,Zelda Kanarifugl,{HOME}{SLUG},"Kim Ejer, Bo Lind, Eva Dam","{HOME}kim-ejer,{HOME}bo-lind,{HOME}eva-dam",'
        "2026-03-04 10:00:00 UTC,,Kanari i gruppen,INBOX\n"
        f'g,,Kim Ejer,{HOME}kim-ejer,"Zelda Kanarifugl, Bo Lind, Eva Dam","{HOME}{SLUG},{HOME}bo-lind,{HOME}eva-dam",'
        "2026-03-05 10:00:00 UTC,,Svar til alle,INBOX\n"
        f"z,,Zelda Kanarifugl,{HOME}{SLUG},Kim Ejer,{HOME}kim-ejer,ingen dag,,Kanari uden dag,INBOX\n"
    ),
    "Invitations.csv": (
        f'Zelda Kanarifugl,Kim Ejer,"1/2/20, 9:00 AM",Kanarihilsen,INCOMING,{HOME}{SLUG},{HOME}kim-ejer\n'
    ),
    "Recommendations_Received.csv": (
        'Zelda,Kanarifugl,Kanarifirma,Kanarichef,Kanariros,"08/20/24, 11:04 PM",VISIBLE\n'
    ),
    "Endorsement_Received_Info.csv": (
        f"2026/03/07 09:10:11 UTC,Kanarisang,Zelda,Kanarifugl,www.linkedin.com/in/{SLUG},ACCEPTED\n"
    ),
    "ImportedContacts.csv": f'Zelda,,Kanarifugl,Kanarititel,{MAIL},,"1/2/20, 9:00 AM",,\n',
    "Comments.csv": (
        "2026-02-09 10:11:12,https://www.linkedin.com/feed/update/urn%3Ali%3A2,Godt sagt Zelda Kanarifugl\n"
    ),
}
_TO_BOTH = (
    f'g,,Kim Ejer,{HOME}kim-ejer,"Bo Lind, Eva Dam","{HOME}bo-lind,{HOME}eva-dam",'
    "2026-03-05 10:00:00 UTC,,Svar til alle,INBOX\n"
)
_CRM = (
    "Record ID,First Name,Last Name,Email,Phone Number,Job Title,Company Name,Contact owner,Lead Status,"
    "Lifecycle Stage,Create Date,Last Activity Date,Associated Company,City,Country/Region\n"
    "101,Ida,Vang,ida@vang.example,,Chef,Vang A/S,Kim Ejer,,Customer,2024-03-12 09:14,2026-02-01 10:00,,Ribe,DK\n"
)
_THEIR_CRM = (
    f"102,Zelda,Kanarifugl,{MAIL},,Kanarikøber,Kanarifirma,Kim Ejer,,Customer,2024-03-12 09:14,2026-02-01 10:00,"
    "Kanarifirma,Kanariby,DK\n"
)
_COMPANIES = (
    "Record ID,Company name,Company owner,Create Date,Phone Number,City,Country/Region,Industry,Company Domain Name,"
    "Lifecycle Stage\n"
    "9,Vang A/S,Kim Ejer,2019-05-01 07:00,,Ribe,Denmark,Consulting,vang.example,customer\n"
)
_THEIR_COMPANY = "10,Zelda Kanarifugl,Kim Ejer,2019-05-01 07:00,,Ribe,Denmark,Consulting,,customer\n"
_POST = "https://www.linkedin.com/feed/update/urn:li:activity:7100000000000000000/"
_REACTED = f"{_POST}\nlike\nBo Lind\n· 1st\nTømrer\n\n"
_THEY_REACTED = (
    "love\nZelda Kanarifugl\n· 1st\nKanarichef i Kanarifirma\n\nlike\nZelda Kanarifugl\n· 2nd\nEn anden kanari\n\n"
    "Zelda Kanarifugl på en linje for sig\n\n"
)
_GUEST = "ATTENDEE;PARTSTAT=ACCEPTED;CN={name}:mailto:{mail}"


def _event(uid: str, day: int, title: str, *guests: tuple[str, str]) -> str:
    lines = [
        "BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260201T120000Z", f"DTSTART:202602{day:02d}T090000Z",
        f"DTEND:202602{day:02d}T100000Z", f"SUMMARY:{title}", "ORGANIZER;CN=Kim Ejer:mailto:kim@ejer.example",
        _GUEST.format(name="Kim Ejer", mail="kim@ejer.example"),
        *(_GUEST.format(name=name, mail=mail) for name, mail in guests), "END:VEVENT",
    ]  # fmt: skip
    return "".join(f"{line}\r\n" for line in lines)


def write_sources(folder: Path, *, with_them: bool = True, archive: str = "arkiv.zip") -> list[Path]:
    """An archive, lists, a calendar, who reacted to a post, and a card; without them, as if they never were."""
    folder.mkdir(parents=True, exist_ok=True)
    without = {"messages.csv": _TO_BOTH}
    with zipfile.ZipFile(folder / archive, "w") as target:
        for name, text in OTHERS.items():
            target.writestr(name, text + (THEIRS if with_them else without).get(name, ""))
    ida, zelda = ("Ida Vang", "ida@vang.example"), (WHO, MAIL)
    events = _event("m1", 3, "Status", ida) if not with_them else ""
    if with_them:
        events = _event("m1", 3, "Status", ida, zelda)
        events += _event("m2", 4, "Frokost med kanarien", zelda) + _event("m3", 5, "Om Zelda Kanarifugl", ida, zelda)
    calendar = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:kim@ejer.example\r\n{events}END:VCALENDAR\r\n"
    (folder / "kalender.ics").write_text(calendar, encoding="utf-8", newline="")
    (folder / "kunder.csv").write_text(_CRM + (_THEIR_CRM if with_them else ""), encoding="utf-8")
    (folder / "firmaer.csv").write_text(_COMPANIES + (_THEIR_COMPANY if with_them else ""), encoding="utf-8")
    (folder / "opslag.txt").write_text(_REACTED + (_THEY_REACTED if with_them else ""), encoding="utf-8")
    paths = [folder / name for name in (archive, "kunder.csv", "firmaer.csv", "kalender.ics", "opslag.txt")]
    if with_them:
        card = f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{WHO}\r\nEMAIL:{MAIL}\r\nTITLE:Kanarikort\r\nEND:VCARD\r\n"
        paths.append(folder / f"{WHO}.vcf")
        paths[-1].write_text(card, encoding="utf-8", newline="")
    return paths


def say_everything(store: Store, who: str = SLUG) -> None:
    """Every kind of decision about them; one of them also about another."""
    overrule_level(store, who, Level.STRONG, at=10)
    write_note(store, who, "Kanarinote", at=11)
    with store.reading() as db:
        from kreds.services.find_anybody import anybody_called

        zelda, bo = anybody_called(db, who), anybody_called(db, "bo-lind")
    tag_relations(store, [zelda], "Kanarimærke", on=True, at=12)
    tag_relations(store, [zelda, bo], "Fælles", on=True, at=13)
    answer(store, [zelda], [Fact.MET], True, at=14)
    with store.writing() as db:
        portion = {"choice": "random", "value": "", "people": [KEY, "in:bo-lind"], "before": {}, "opened": "2026-10-01"}
        decisions.add(db, at=15, kind=DecisionKind.PORTION, subject="p1", value=portion)
        reviewed = {"portion": "p1", "answer": "keep", "why": {"note": "Kanarigrund"}}
        decisions.add(db, at=16, kind=DecisionKind.REVIEW, subject=KEY, value=reviewed)
        decisions.add(db, at=17, kind=DecisionKind.MATCH, subject="in:eva-dam", value={"other": KEY, "same": False})
        decisions.add(db, at=18, kind=DecisionKind.SAFE, subject=KEY, value={"on": True})
        decisions.add(
            db, at=19, kind=DecisionKind.VIEW, subject="Kanarivisning af Zelda Kanarifugl", value={"query": ""}
        )
        decisions.add(db, at=19, kind=DecisionKind.SAFE, subject="in:eva-dam", value={"on": True})
        decisions.add(db, at=20, kind=DecisionKind.INVITE, subject=f"mail:{MAIL}", value={"status": "sent"})


def canary_store(store: Store, folder: Path) -> list[Path]:
    """Everything imported and said; the files."""
    paths = write_sources(folder)
    imported(store, *paths, keep_texts=True)
    say_everything(store)
    return paths


def bytes_with_them(folder: Path) -> list[str]:
    """The files below a folder whose raw bytes, also free pages and logs, still hold any word of theirs."""
    words = [word.encode(code) for word in ("kanari",) for code in ("utf-8", "utf-16-le")]
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path.name for path in files if any(word in path.read_bytes().lower() for word in words)]
