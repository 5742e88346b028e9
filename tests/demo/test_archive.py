"""An archive has LinkedIn's layout in every era, says the same in all of them, and its counts are true."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest

from kreds.demo.archive import write_archive
from kreds.demo.layout import Era, Layout, Quirk
from kreds.demo.network import Network, build_network
from tests.demo.conftest import OPTIONS, ReadBack, Writer, read_back

LARGE = {"Connections.csv", "messages.csv", "Invitations.csv"}
OWN_QUOTING = {"Comments.csv": "\\"}


def test_same_network_same_bytes(network: Network, tmp_path: Path) -> None:
    """Two writings of one network are the same file, byte for byte, and so is the truth beside them."""
    one = write_archive(network, tmp_path / "one")
    two = write_archive(build_network(OPTIONS), tmp_path / "two")
    assert [p.name for p in one.paths] == ["Complete_LinkedInDataExport_10-03-2026.zip"]
    assert one.paths[0].read_bytes() == two.paths[0].read_bytes()
    assert one.truth.read_bytes() == two.truth.read_bytes()


@pytest.mark.parametrize("era", list(Era))
def test_every_file_reads_back_and_is_counted(written: Writer, era: Era) -> None:
    """Python's strict csv reads each file, and its rows are as many as the truth file says."""
    archive = written(era)
    for name, text in archive.files.items():
        path = next(entry for entry in archive.names if Path(entry).name == name)
        rows = archive.rows(name, escapechar=OWN_QUOTING.get(name))
        assert len(rows) == archive.truth["files"][path]["rows"], name
        assert "\ufeff" not in text
        assert text.endswith("\n") == (name != "Connections.csv")


def people(archive: ReadBack, **options: str) -> list[tuple[str, ...]]:
    """Connections without the address, which older eras lack."""
    rows = archive.rows("Connections.csv", **options)
    return [(r["First Name"], r["Last Name"], r["Company"], r["Position"], r["Connected On"]) for r in rows]


def talk(archive: ReadBack, **options: str) -> set[tuple[str, ...]]:
    """Sent messages without the columns older eras lack."""
    rows = archive.rows("messages.csv", **options)
    keys = ("CONVERSATION ID", "FROM", "SENDER PROFILE URL", "TO", "DATE", "SUBJECT", "CONTENT", "FOLDER")
    return {tuple(row[key] for key in keys) for row in rows if row.get("IS MESSAGE DRAFT") != "Yes"}


@pytest.mark.parametrize("era", [Era.Y2020, Era.Y2022, Era.Y2023, Era.Y2024])
def test_eras_tell_the_same_story(written: Writer, era: Era) -> None:
    """People, messages and invitations are the same in every era; only the form differs."""
    old, new = written(era), written(Era.Y2026)
    assert people(old) == people(new)
    assert talk(old) == talk(new)
    keys = ("From", "To", "Sent At", "Message", "Direction")
    told = [[tuple(row[key] for key in keys) for row in a.rows("Invitations.csv")] for a in (old, new)]
    assert told[0] == told[1]


def test_headers_are_those_of_their_era(written: Writer) -> None:
    """The headers and preambles of linkedin_formats.md 1.2 to 1.5."""
    old, middle, new = written(Era.Y2020), written(Era.Y2022), written(Era.Y2026)
    assert old.files["Connections.csv"].startswith("First Name,Last Name,Email Address,Company,Position,Connected On\n")
    assert middle.files["Connections.csv"].startswith('Notes:\n"When exporting')
    assert "\n\nFirst Name,Last Name,Email Address," in middle.files["Connections.csv"]
    assert "\n\nFirst Name,Last Name,URL,Email Address," in new.files["Connections.csv"]
    assert old.files["messages.csv"].startswith("CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,")
    assert new.files["messages.csv"].startswith('"CONVERSATION ID","CONVERSATION TITLE","FROM",')
    assert new.files["messages.csv"].split("\n")[0].count('","') == 10
    assert "inviterProfileUrl" in new.files["Invitations.csv"]
    assert "inviterProfileUrl" not in middle.files["Invitations.csv"]
    assert "Contacts.csv" in old.files
    assert "ImportedContacts.csv" in new.files
    assert "Endorser Public Url" not in middle.files["Endorsement_Received_Info.csv"]


def test_facts_of_the_truth_file_hold(written: Writer) -> None:
    """Hidden rows, people on two rows, drafts and each kind of message are counted as they stand in the files."""
    archive = written(Era.Y2026)
    facts = archive.truth["files"]["Connections.csv"]
    rows = archive.rows("Connections.csv")
    hidden = [row for row in rows if not row["URL"]]
    slugs = {unquote(row["URL"]).rstrip("/").rsplit("/", 1)[1] for row in rows if row["URL"]}
    assert len(hidden) == facts["hidden"] > 0
    assert slugs == {relation["slug"] for relation in archive.truth["relations"]}
    assert len(rows) == facts["people"] + facts["hidden"] + facts["twice"]
    told = archive.truth["files"]["messages.csv"]
    assert sum(count for kind, count in told.items() if kind != "rows") == told["rows"] == OPTIONS.messages
    messages = archive.rows("messages.csv")
    assert sum(row["IS MESSAGE DRAFT"] == "Yes" for row in messages) == told["draft"] > 0
    assert sum(row["FOLDER"] == "SPAM" for row in messages) == told["spam"] > 0
    assert sum("spinmail" in row["CONTENT"] for row in messages) == told["sponsored"] > 0


def test_truth_counts_the_messages_of_each_relation(written: Writer) -> None:
    """Messages in and out of a relation in the file are those of the truth file."""
    archive = written(Era.Y2026)
    owner = archive.truth["owner"]["url"]
    sent: dict[str, int] = {}
    for row in archive.rows("messages.csv"):
        others = row["RECIPIENT PROFILE URLS"].split(",")
        if row["SENDER PROFILE URL"] == owner and len(others) == 1 and row["IS MESSAGE DRAFT"] == "No":
            sent[others[0]] = sent.get(others[0], 0) + 1
    known = {f"https://www.linkedin.com/in/{r['slug']}": r for r in archive.truth["relations"]}
    assert {url: r["messages_out"] for url, r in known.items() if r["messages_out"]} == {
        url: count for url, count in sent.items() if url in known
    }


def test_excel_changes_the_form_and_nothing_else(written: Writer) -> None:
    """Saved by Excel: byte order mark, CRLF, semicolons, short dates, padded preamble; the same people and talk."""
    excel, plain = written(Era.Y2026, Quirk.EXCEL_RESAVED), written(Era.Y2026)
    text = excel.files["Connections.csv"]
    assert text.startswith("\ufeffNotes:;;;;;;\r\n")
    assert [row[:4] for row in people(excel, delimiter=";")] == [row[:4] for row in people(plain)]
    assert all(len(row[4].split("-")) == 3 and len(row[4]) < 10 for row in people(excel, delimiter=";"))
    assert talk(excel, delimiter=";") == talk(plain)


def test_split_deliveries(network: Network, tmp_path: Path) -> None:
    """The first delivery holds no connections, messages or invitations; the second holds all, or just those."""
    layouts = {quirk: Layout(quirks=frozenset({quirk})) for quirk in (Quirk.SPLIT, Quirk.SPLIT_DISJOINT)}
    for quirk, layout in layouts.items():
        first, second = write_archive(network, tmp_path / quirk, layout=layout).paths
        assert first.name == "Basic_LinkedInDataExport_10-03-2026.zip"
        assert not LARGE & set(zipfile.ZipFile(first).namelist())
        rest = set(zipfile.ZipFile(second).namelist())
        assert rest >= LARGE
        assert (rest == LARGE) == (quirk is Quirk.SPLIT_DISJOINT)


def test_numbered_files_add_up(written: Writer) -> None:
    """Numbered parts hold the rows of the whole, in order, and the counts of both are told."""
    numbered, whole = written(Era.Y2026, Quirk.NUMBERED), written(Era.Y2026)
    parts = [numbered.rows(f"Comments_{n}.csv", escapechar="\\") for n in (1, 2)]
    assert parts[0] + parts[1] == whole.rows("Comments.csv", escapechar="\\")
    assert [numbered.truth["files"][f"Comments_{n}.csv"]["rows"] for n in (1, 2)] == [len(part) for part in parts]
    assert "Comments.csv" not in numbered.files


def test_nested_archives_keep_all_files(written: Writer) -> None:
    """Everything lies one folder deeper, beside what a Mac leaves behind."""
    nested, plain = written(Era.Y2026, Quirk.NESTED), written(Era.Y2026)
    assert nested.files == plain.files
    assert {name.split("/")[0] for name in nested.names} == {"My LinkedIn data", "__MACOSX"}


def test_doubled_rows_are_counted(written: Writer) -> None:
    """Every row of the large tables stands twice and the truth file counts both."""
    doubled, plain = written(Era.Y2026, Quirk.DOUBLED), written(Era.Y2026)
    assert doubled.rows("Connections.csv") == plain.rows("Connections.csv") * 2
    assert doubled.truth["files"]["messages.csv"]["rows"] == 2 * plain.truth["files"]["messages.csv"]["rows"]


def test_copies_and_folders(network: Network, tmp_path: Path) -> None:
    """A second download is the same bytes under another name; a folder holds the files of the zip."""
    zipped, again = write_archive(network, tmp_path / "a", layout=Layout(quirks=frozenset({Quirk.COPIED}))).paths
    assert again.name.endswith(" (1).zip")
    assert again.read_bytes() == zipped.read_bytes()
    layout = Layout(quirks=frozenset({Quirk.FOLDER}))
    for _ in range(2):
        (folder,) = write_archive(network, tmp_path / "b", layout=layout).paths
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert found == set(zipfile.ZipFile(zipped).namelist())


def test_comments_and_shares_have_their_own_quoting(written: Writer, network: Network) -> None:
    """Comments escape quotes with a backslash; each line of a share is wrapped, and unwrapping gives the text back."""
    archive = written(Era.Y2026)
    assert '\\"' in archive.files["Comments.csv"]
    comments = archive.rows("Comments.csv", escapechar="\\")
    assert [row["Message"] for row in comments] == [act.text for act in network.feed.comments]
    unwrap: Callable[[str], str] = lambda text: text.replace('"\n"', "\n").replace('""', '"')  # noqa: E731 - one line says it
    shares = [unwrap(row["ShareCommentary"]) for row in archive.rows("Shares.csv")]
    assert shares == [act.text for act in network.feed.shares]


def test_a_later_archive_leaves_the_vanished_out(tmp_path: Path) -> None:
    """The later archive is named by its day and holds whom is still connected, with their new jobs."""
    later = build_network(replace(OPTIONS, later_days=400))
    write_archive(later, tmp_path)
    archive = read_back(tmp_path)
    gone = {r["slug"] for r in archive.truth["relations"] if r["vanished_on"]}
    there = {unquote(row["URL"]).rstrip("/").rsplit("/", 1)[1] for row in archive.rows("Connections.csv") if row["URL"]}
    assert gone
    assert not gone & there
    assert len(there) == archive.truth["files"]["Connections.csv"]["people"]
    assert archive.truth["day"] == "2027-11-07"
