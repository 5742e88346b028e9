"""All that is held about a person: every fact of theirs is in it, and no fact of anybody else."""

import json
import zipfile
from collections.abc import Iterator
from datetime import date

import pytest

from kreds.bootstrap import open_app
from kreds.errors import AmbiguousPersonError, UnknownPersonError
from kreds.i18n import Translator
from kreds.model.criteria import Fact
from kreds.model.decision import DecisionKind
from kreds.model.invitation import Verdict
from kreds.services.answer_questions import answer
from kreds.services.held_about import held_about, held_json, held_shape
from kreds.services.invitations import say_verdict
from kreds.services.invite import say_invite
from kreds.services.judge_relations import overrule_level, undo
from kreds.services.label_relations import tag_relations, write_note
from kreds.settings import Settings
from kreds.store import decisions
from kreds.store.database import Store
from kreds.store.relations import keys_by_person
from kreds.text.phrase import Phrase
from kreds.web.held_document import held_document
from tests.services.importing import TODAY, imported, relations_of

HOME = "https://www.linkedin.com/in/"
FILES = {
    "Connections.csv": (
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        f"Anna,Holm,{HOME}anna-holm,anna@holm.example,Nordlys,Chef,03 Oct 2020\n"
        f"Bo,Lind,{HOME}bo-lind,,Tang og Søn,BO-TITEL,04 Oct 2020\n"
        f"Eva,Dam,{HOME}eva-dam,,,,05 Oct 2020\n"
        f"Eva,Dam,{HOME}eva-dam-2,,,,05 Oct 2020\n"
    ),
    "messages.csv": (
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,"
        "FOLDER\n"
        f"a,,Anna Holm,{HOME}anna-holm,Kim Ejer,{HOME}kim-ejer,2026-01-02 10:00:00 UTC,EMNE,FRA-ANNA?,INBOX\n"
        f"a,,Kim Ejer,{HOME}kim-ejer,Anna Holm,{HOME}anna-holm,2026-01-03 10:00:00 UTC,,TIL-ANNA,INBOX\n"
        f'g,,Bo Lind,{HOME}bo-lind,"Kim Ejer, Anna Holm","{HOME}kim-ejer,{HOME}anna-holm",'
        "2026-02-02 10:00:00 UTC,,FRA-BO,INBOX\n"
        f'g,,Anna Holm,{HOME}anna-holm,"Kim Ejer, Bo Lind","{HOME}kim-ejer,{HOME}bo-lind",'
        "2026-02-03 10:00:00 UTC,,ANNA-I-GRUPPEN,INBOX\n"
        f"a,,Anna Holm,{HOME}anna-holm,Kim Ejer,{HOME}kim-ejer,ingen dag,,LAGT-TIL-SIDE,INBOX\n"
        f"n,,Annas Navne,{HOME}anna-holm-2,Kim Ejer,{HOME}kim-ejer,ingen dag,,EN-ANDENS,INBOX\n"
        f"c,,Ukendt Skriver,{HOME}ukendt,Kim Ejer,{HOME}kim-ejer,2026-02-04 10:00:00 UTC,,FRA-UKENDT,INBOX\n"
    ),
    "Invitations.csv": (
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        f'Kim Ejer,Anna Holm,"1/2/20, 9:00 AM",INVITATION-ORD,OUTGOING,{HOME}kim-ejer,{HOME}anna-holm\n'
    ),
    "ImportedContacts.csv": (
        "FirstName,MiddleName,LastName,Title,Emails,PhoneNumbers,CreatedAt,UpdatedAt,Location\n"
        'A.,,Holm,KONTAKT-TITEL,ANNA@holm.example,,"1/2/20, 9:00 AM",,\n'
        'Eva,,Dam,EN-AF-DEM,eva@dam.example,,"1/2/20, 9:00 AM",,\n'
        'Bo,,Lind,BO-KONTAKT,bo@lind.example,,"1/2/20, 9:00 AM",,\n'
    ),
    "Profile.csv": "First Name,Last Name,Headline\nKim,Ejer,\n",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A network of two, one who only wrote, rows set aside, and words kept."""
    folder = tmp_path_factory.mktemp("held")
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        for name, text in FILES.items():
            archive.writestr(name, text)
    app = open_app(str(folder / "kreds.db"), settings=Settings(store=str(folder / "kreds.db"), language="en"))
    imported(app.store, folder / "a.zip", keep_texts=True)
    anna = held_about(app.store, "anna-holm").id
    write_note(app.store, anna, "MIN-NOTE", at=1)
    tag_relations(app.store, [int(anna, 16)], "MIT-MÆRKE", on=True, at=2)
    overrule_level(app.store, "bo-lind", None, at=3)
    write_note(app.store, "bo-lind", "BO-NOTE", at=4)
    write_note(app.store, anna, "TAGET-TILBAGE", at=5)
    undo(app.store, at=6)
    yield app.store
    app.close()


THEIRS = (
    "anna@holm.example", "Nordlys", "FRA-ANNA?", "TIL-ANNA", "ANNA-I-GRUPPEN", "EMNE", "INVITATION-ORD",
    "KONTAKT-TITEL", "MIN-NOTE", "MIT-MÆRKE", "TAGET-TILBAGE", "LAGT-TIL-SIDE",
)  # fmt: skip
OTHERS = ("BO-TITEL", "FRA-BO", "BO-KONTAKT", "BO-NOTE", "EN-ANDENS", "FRA-UKENDT", "Tang og S")


def test_everything_of_theirs_and_nothing_of_others(store: Store) -> None:
    """Each file's word of a person is in both forms, also what was taken back; what is about others is in neither."""
    held = held_about(store, "Anna Holm")
    for text in (
        held_json(held, Phrase.english).decode(),
        held_document(held, Translator("da"), day=TODAY).decode(),
    ):
        assert [one for one in THEIRS if one not in text] == []
        assert [one for one in OTHERS if one in text] == []


def test_each_row_says_where_it_stood(store: Store) -> None:
    """Messages carry time, direction, file and line; a note that was taken back says so."""
    shape = json.loads(held_json(held_about(store, "anna-holm"), Phrase.english))
    first = shape["messages"][0]
    assert (first["at"], first["direction"], first["is_question"], first["file"], first["line"]) == (
        "2026-01-02T10:00:00+00:00", "in", "yes", "messages.csv", 2,
    )  # fmt: skip
    assert [one["direction"] for one in shape["messages"]] == ["in", "out", "in"]
    notes = [(one["value"], one["taken_back"]) for one in shape["decisions"] if one["kind"] == "note"]
    assert notes == [("MIN-NOTE", "no"), ("TAGET-TILBAGE", "yes")]
    assert shape["reasons"]
    assert {"strength", "messages_in"} <= {one["name"] for one in shape["measured"]}


@pytest.mark.parametrize("who", ["Ukendt Skriver", "ukendt", HOME + "ukendt"])
def test_who_is_no_relation_is_shown_theirs_too(store: Store, who: str) -> None:
    """Whoever wrote once is somebody about whom something is held."""
    shape = held_shape(held_about(store, who), Phrase.english)
    assert [one["text"] for one in shape["messages"]] == ["FRA-UKENDT"]
    assert shape["connections"] == shape["measured"] == []


def test_nobody_and_several_are_said(store: Store) -> None:
    """A name that nobody has is refused, and one that several have names them."""
    for nobody in ("Nobody Here", "", "ffffffffffff0", "%"):
        with pytest.raises(UnknownPersonError):
            held_about(store, nobody)
    with pytest.raises(AmbiguousPersonError):
        held_about(store, "Eva Dam")


@pytest.mark.parametrize("who", ["eva-dam", "eva-dam-2"])
def test_a_name_that_two_have_hands_nothing_over(store: Store, who: str) -> None:
    """An entry of the address book that names one of two namesakes is shown to neither."""
    held = held_shape(held_about(store, who), Phrase.english)
    assert held["connections"]
    assert held["address_book"] == []


def test_answers_are_held_with_what_was_said(store: Store) -> None:
    """A fact that the owner answered about somebody is told with the fact and the answer."""
    person = next(one for one in relations_of(store) if one.name == "Anna Holm")
    answer(store, [int(person.id, 16)], [Fact.MET, Fact.HELPS], False, at=5)
    told = held_shape(held_about(store, person.id), Phrase.english)
    assert "helps, met: no" in repr(told["decisions"])


def test_what_was_said_of_inviting_is_held_with_its_word(store: Store) -> None:
    """That somebody was invited, judged or said to be another contact is told with the word and the day."""
    who = next(one for one in relations_of(store) if one.name == "Anna Holm")
    person = int(who.id, 16)
    say_invite(store, [person], "sent", today=date(2026, 11, 1), at=5)
    say_verdict(store, [person], Verdict.ASK, at=6)
    value = {"other": "mail:anna@x.example", "same": False}
    with store.writing() as db:
        key = keys_by_person(db, [person])[person]
        decisions.add(db, at=7, kind=DecisionKind.MATCH, subject=key, value=value)
    told = held_shape(held_about(store, who.id), Phrase.english)["decisions"]
    said = {one["kind"]: one["value"] for one in told}
    assert said["invite"] == "sent, 2026-11-01"
    assert said["invitation"] == "ask"
    assert said["match"] == "mail:anna@x.example: no"


def test_what_was_said_of_several_is_held(store: Store) -> None:
    """Who is who, and a portion of a clean-up, name them in the value: that is held about them, too."""
    with store.writing() as db:
        value = {"other": "in:anna-holm", "same": False}
        decisions.add(db, at=7, kind=DecisionKind.MATCH, subject="in:bo-lind", value=value)
        portion = {"people": ["in:bo-lind", "in:anna-holm"], "opened": "2026-10-01"}
        decisions.add(db, at=8, kind=DecisionKind.PORTION, subject="p1", value=portion)
    told = held_shape(held_about(store, "anna-holm"), Phrase.english)["decisions"]
    assert [(row["kind"], row["value"]) for row in told][-2:] == [("match", "no"), ("portion", "2026-10-01")]
    of_bo = held_shape(held_about(store, "bo-lind"), Phrase.english)["decisions"]
    assert ("match", "in:anna-holm: no") in [(row["kind"], row["value"]) for row in of_bo]
