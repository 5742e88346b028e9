"""Forgetting somebody leaves nothing of them, keeps everybody else as they are, and they never come back."""

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from kreds.errors import BackupRefusedError, ForgetKeyMissingError, UnknownPersonError, UsageError
from kreds.model.decision import DecisionKind
from kreds.model.health import Verdict
from kreds.services.forget import drop_lost_marks, finish_forgetting, forget, to_forget
from kreds.services.held_about import held_about
from kreds.services.keep_store import back_up, examine, restore
from kreds.services.rebuild_network import rebuild_network
from kreds.services.standing import current_stamp
from kreds.store import decisions, tables
from kreds.store.database import Store, open_store
from kreds.store.install_key import key_file
from tests.services.canary import (
    HOME,
    KEY,
    MAIL,
    OTHERS,
    SLUG,
    THEIRS,
    WHO,
    bytes_with_them,
    canary_store,
    write_sources,
)
from tests.services.importing import imported, relations_of

NOW = 1_800_000_500


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Everybody imported and everything said, in a folder of its own."""
    (tmp_path / "data").mkdir()
    with open_store(tmp_path / "data" / "kreds.db") as opened:
        canary_store(opened, tmp_path / "sources")
        yield opened


def is_sound(store: Store) -> bool:
    """Whether the doctor finds nothing wrong."""
    report = examine(store.path or "", now=NOW)
    assert [check for check in report.checks if check.verdict is Verdict.ERROR] == []
    return not [check for check in report.checks if check.name == "derived" and check.verdict is not Verdict.OK]


def test_nothing_is_left(store: Store, tmp_path: Path) -> None:
    """No byte of the data folder holds any of their words, and the doctor finds everything else in order."""
    assert bytes_with_them(tmp_path / "data")
    forgot = forget(store, SLUG, at=NOW)
    assert bytes_with_them(tmp_path / "data") == []
    assert forgot.is_clean
    assert forgot.copies == ()
    assert is_sound(store)
    for who in (SLUG, MAIL, WHO, forgot.id):
        with pytest.raises(UnknownPersonError):
            held_about(store, who)


def test_ledger_says_so(store: Store) -> None:
    """The equations of the files hold, and say how many rows were forgotten."""
    forget(store, SLUG, at=NOW)
    with store.reading() as db:
        rows = db.execute(select(tables.files.c.kind, tables.files.c.skipped)).all()
    told = {kind: json.loads(skipped).get("forgotten", 0) for kind, skipped in rows}
    assert told["connections"] == 1
    assert told["messages"] == 4
    assert told["invitations"] == told["recommendations_received"] == told["comments"] == 1


def test_same_archive_again(store: Store, tmp_path: Path) -> None:
    """Importing the same files again, or the same people in another archive, brings nothing and changes nobody."""
    forget(store, SLUG, at=NOW)
    before = relations_of(store)
    result = imported(store, *write_sources(tmp_path / "sources"), keep_texts=True)
    assert sum(file.new + file.updated for file in result.files) == 0
    assert {file.kind: file.skipped["forgotten"] for file in result.files if "forgotten" in file.skipped}[
        "connections"
    ] == 1
    assert relations_of(store) == before
    assert bytes_with_them(tmp_path / "data") == []
    assert is_sound(store)


@pytest.mark.parametrize(
    "row",
    [
        f"Zelda,Nytnavn-Kanari,{HOME}{SLUG},,Ny Kanarifirma,Kanaridirektør,07 Oct 2020\n",
        f"Zelda,Kanarifugl,{HOME}helt-ny-kanari,{MAIL},Ny Kanarifirma,,07 Oct 2024\n",
        "Zelda,Kanarifugl,,,Kanarifirma,,07 Oct 2020\n",
        f"Zelda,Kanarifugl,{HOME}ny-adresse-kanari,,Ny Kanarifirma,,07 Oct 2020\n",
    ],
)
def test_other_file(store: Store, tmp_path: Path, row: str) -> None:
    """By the same address, mail, or name and day they are left out of any other file; the report says so."""
    forget(store, SLUG, at=NOW)
    later = tmp_path / "Connections.csv"
    later.write_text(OTHERS["Connections.csv"] + row, encoding="utf-8")
    result = imported(store, later)
    assert result.files[0].skipped == {"forgotten": 1}
    assert result.files[0].adds_up
    assert bytes_with_them(tmp_path / "data") == []
    assert len(relations_of(store)) == 3


def test_namesake_stays(store: Store, tmp_path: Path) -> None:
    """Who only has the same name is somebody else: before and after, with what files say of that name alone."""
    forget(store, SLUG, at=NOW)
    later = tmp_path / "Connections.csv"
    row = f"Zelda,Kanarifugl,{HOME}zelda-k,zelda@navne.example,Andet,,09 Oct 2024\n"
    later.write_text(OTHERS["Connections.csv"] + row, encoding="utf-8")
    imported(store, later)
    assert "Zelda Kanarifugl" in {relation.name for relation in relations_of(store)}
    said = tmp_path / "Recommendations_Received.csv"
    said.write_text(
        OTHERS["Recommendations_Received.csv"]
        + 'Zelda,Kanarifugl,Andet,Chef,Flot arbejde,"08/20/26, 11:04 PM",VISIBLE\n',
        encoding="utf-8",
    )
    assert imported(store, said).files[0].new == 1


def test_as_if_never_there(store: Store, tmp_path: Path) -> None:
    """Forgetting somebody leaves of all others what a network has in which they never were."""
    forget(store, SLUG, at=NOW)
    with open_store(tmp_path / "other" / "kreds.db") as never:
        imported(never, *write_sources(tmp_path / "never", with_them=False), keep_texts=True)
        assert {
            one.id: (one.name, one.messages_in, one.messages_out, one.last_contact) for one in relations_of(store)
        } == {one.id: (one.name, one.messages_in, one.messages_out, one.last_contact) for one in relations_of(never)}
        for table in (
            tables.relations,
            tables.features,
            tables.memberships,
            tables.acquaintances,
            tables.people,
            tables.person_keys,
        ):
            with store.reading() as db, never.reading() as other:
                assert set(map(tuple, db.execute(select(table)))) == set(map(tuple, other.execute(select(table))))


def test_what_others_share_stays(store: Store) -> None:
    """What was said of two at once stays for the other; conversations of several keep what others wrote."""
    forget(store, SLUG, at=NOW)
    with store.reading() as db:
        portion = db.execute(select(tables.decisions.c.value).where(tables.decisions.c.subject == "p1")).scalar_one()
        texts = set(db.scalars(select(tables.message_texts.c.text)))
        titles = set(db.scalars(select(tables.meetings.c.title)))
    assert json.loads(portion)["people"] == ["in:bo-lind"]
    assert texts == {"Hej Kim?", "Hej Bo", "Hej begge", "Svar til alle"}
    assert titles == {"Status", "Om –"}
    assert relations_of(store)[0].tags or any("Fælles" in one.tags for one in relations_of(store))


def test_older_backup(store: Store, tmp_path: Path) -> None:
    """A backup that holds them is named with its day; put back, they do not come back with it."""
    backup = back_up(store, None, now=NOW - 100)
    assert [one.path for one in to_forget(store, SLUG).copies] == [backup]
    assert [one.path for one in forget(store, SLUG, at=NOW).copies] == [backup]
    before = relations_of(store)
    kept = restore(store.path or "", backup, now=NOW + 10)
    assert kept is not None
    with open_store(store.path or "") as again:
        assert relations_of(again) == before
        assert imported(again, *write_sources(tmp_path / "sources"), keep_texts=True).relations == 3
    backup.unlink()
    assert bytes_with_them(tmp_path / "data") == []


def test_backup_written_anew(store: Store, tmp_path: Path) -> None:
    """A backup that is named is written anew without them, proven, and can be put back into a store of its own."""
    backup = back_up(store, None, now=NOW - 100)
    forgot = forget(store, SLUG, at=NOW, backups=[backup])
    assert (forgot.copies, forgot.rewritten) == ((), (backup,))
    assert bytes_with_them(tmp_path / "data") == []
    restore(tmp_path / "new" / "kreds.db", backup, now=NOW)
    with open_store(tmp_path / "new" / "kreds.db") as other:
        assert len(relations_of(other)) == 3
        # The key came along from beside the backup's store: there, too, nobody comes back.
        assert imported(other, *write_sources(tmp_path / "sources"), keep_texts=True).relations == 3


def test_no_backup_is_refused_first(store: Store, tmp_path: Path) -> None:
    """Where a named backup is none, nobody is forgotten."""
    wrong = tmp_path / "data" / "noget.db"
    wrong.write_text("andet")
    with pytest.raises(BackupRefusedError):
        forget(store, SLUG, at=NOW, backups=[wrong])
    assert held_about(store, SLUG).name == WHO


def test_marks_tell_nobody(store: Store) -> None:
    """The marks are nothing without the key, which only its owner may read and no backup holds."""
    backup = back_up(store, None, now=NOW)
    forget(store, SLUG, at=NOW, backups=[backup])
    key = key_file(store.location)
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    secret = bytes.fromhex(key.read_text().strip())
    assert len(secret) == 32
    for path in (store.path, backup):
        assert path is not None
        content = path.read_bytes()
        assert secret not in content
        assert secret.hex().encode() not in content


def test_lost_key(store: Store, tmp_path: Path) -> None:
    """Without the key nobody can be told again: an import refuses, until the person gives the marks up."""
    forget(store, SLUG, at=NOW)
    key_file(store.location).unlink()
    with pytest.raises(ForgetKeyMissingError):
        imported(store, *write_sources(tmp_path / "sources"), keep_texts=True)
    told = {check.name: check.verdict for check in examine(store.path or "", now=NOW).checks}
    assert told["forgotten"] is Verdict.WARNING
    assert drop_lost_marks(store) > 0
    assert imported(store, *write_sources(tmp_path / "sources"), keep_texts=True).relations == 4


def test_owner_stays(store: Store) -> None:
    """Without its owner there is no network."""
    with pytest.raises(UsageError):
        forget(store, "kim-ejer", at=NOW)


def test_writing_anew_is_repeated(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed between the deletion and the rewriting of the file, the next opening writes it anew."""
    monkeypatch.setattr(Store, "scrub", lambda _self: False)
    assert not forget(store, SLUG, at=NOW).is_clean
    monkeypatch.undo()
    assert finish_forgetting(store)
    assert bytes_with_them(tmp_path / "data") == []


def test_shared_mail(tmp_path: Path) -> None:
    """Who shares a mail address with them is not forgotten with them."""
    folder = tmp_path / "data"
    with open_store(folder / "kreds.db") as store:
        paths = write_sources(tmp_path / "sources")
        cards = tmp_path / "kort.vcf"
        people = ("Zelda Kanarifugl", "Bruno Bogfinke")
        cards.write_text(
            "".join(
                f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nEMAIL:faelles@hus.example\r\nEND:VCARD\r\n"
                for name in people
            ),
            newline="",
        )
        imported(store, *paths[:1], cards)
        with store.writing() as db:
            same = {"other": "mail:faelles@hus.example|zelda kanarifugl", "same": True}
            decisions.add(db, at=1, kind=DecisionKind.MATCH, subject=KEY, value=same)
            rebuild_network(db)
        forget(store, SLUG, at=NOW)
        cards.write_text(cards.read_text().replace("VERSION:3.0", "VERSION:3.0\nTITLE:Ny"), newline="")
        assert imported(store, cards).files[0].skipped == {"forgotten": 1}
        with store.reading() as db:
            assert "Bruno Bogfinke" in set(db.scalars(select(tables.people.c.name)))


def test_theirs_is_theirs() -> None:
    """Every source of the canary names it: else the search for it would prove nothing."""
    assert all("kanari" in text.lower() for text in THEIRS.values())


def test_what_is_kept_in_memory_follows(store: Store) -> None:
    """The stamp is another one: no page of a running server goes on showing them."""
    before = current_stamp(store)
    forget(store, SLUG, at=NOW)
    after = current_stamp(store)
    assert after.all != before.all
    assert after.messages != before.messages
