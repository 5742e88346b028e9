"""``kreds export``, ``backup``, ``restore`` and ``doctor``."""

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Kreds


def test_export_to_a_file(kreds: Kreds, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a name the file is dated and lies where the person is."""
    monkeypatch.chdir(tmp_path)
    answer = kreds("export", "relations", "--json", "--store", store)
    path = Path(answer.json["file"])
    assert answer.json["rows"] == 60
    assert path.parent == tmp_path
    assert path.name.startswith("kreds-relations-20")
    assert len(list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))) == 61


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
def test_the_ending_is_the_format(kreds: Kreds, store: Path, tmp_path: Path, ending: str) -> None:
    """A file called .xlsx is a spreadsheet without having to say so twice."""
    path = tmp_path / f"people.{ending}"
    answer = kreds("export", "relations", "-o", path, "--store", store)
    assert answer.exit_code == 0
    assert "other people" in answer.out
    content = path.read_bytes()
    rows = {
        "csv": lambda: len(list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))) - 1,
        "json": lambda: len(json.loads(content)["relations"]),
        "xlsx": lambda: len(list(load_workbook(path)["Relations"].iter_rows())) - 1,
    }
    assert rows[ending]() == 60


def test_export_to_standard_output(kreds: Kreds, store: Path) -> None:
    """With - the export can be piped on."""
    text = kreds("export", "relations", "-o", "-", "--profile", "exact", "--store", store).out
    assert len(list(csv.reader(io.StringIO(text, newline="")))) == 61


def test_rejected_rows_can_be_exported(kreds: Kreds, store: Path) -> None:
    """What was set aside has an export of its own."""
    text = kreds("export", "rejected", "-o", "-", "--format", "json", "--store", store).out
    assert set(json.loads(text)) == {"rejected"}


@pytest.mark.parametrize(
    "arguments", ["people", "relations --format pdf", "relations --profile risky", "relations -o - --json"]
)
def test_wrong_choices(kreds: Kreds, store: Path, arguments: str) -> None:
    """A choice that does not exist is exit code 2."""
    assert kreds("export", *arguments.split(), "--store", store).exit_code == 2


def test_nothing_is_replaced_unasked(kreds: Kreds, store: Path, tmp_path: Path) -> None:
    """A file that is there stays, unless --force."""
    path = tmp_path / "mine.csv"
    path.write_text("mine")
    assert kreds("export", "relations", "-o", path, "--store", store).exit_code == 2
    assert path.read_text() == "mine"
    assert kreds("export", "relations", "-o", path, "--force", "--store", store).exit_code == 0


def test_all_that_is_held_about_somebody(kreds: Kreds, store: Path, tmp_path: Path) -> None:
    """A document or JSON that replaces nothing, and prints as JSON; nobody and clashing choices are exit code 2."""
    who = kreds("relations", "--limit", "1", "--json", "--store", store).json["relations"][0]
    path = tmp_path / "their.html"
    answer = kreds("held", who["id"], "-o", path, "--store", store)
    assert answer.exit_code == 0
    assert who["name"] in answer.out
    assert who["name"] in path.read_text(encoding="utf-8")
    assert kreds("held", who["id"], "-o", path, "--store", store).exit_code == 2
    kreds("held", who["profile_url"], "-o", tmp_path / "their.json", "--store", store)
    printed = kreds("held", who["id"], "--json", "--store", store).json
    assert json.loads((tmp_path / "their.json").read_text(encoding="utf-8")) == printed
    for wrong in (("nobody at all",), (who["id"], "--format", "pdf"), (who["id"], "--json", "-o", "x.json")):
        assert kreds("held", *wrong, "--store", store).exit_code == 2


def test_backup_and_restore(kreds: Kreds, store: Path, tmp_path: Path) -> None:
    """A restored network is the backed up one, decisions included; what was there is kept."""
    who = kreds("relations", "--limit", "1", "--json", "--store", store).json["relations"][0]["id"]
    kreds("judge", who, "--level", "average", "--store", store)
    path = tmp_path / "safe.db"
    assert kreds("backup", "-o", path, "--json", "--store", store).json["backup"] == str(path)
    kreds("judge", who, "--level", "worthless", "--store", store)
    restored = kreds("restore", path, "--json", "--store", store)
    assert restored.exit_code == 0
    assert Path(restored.json["before"]).exists()
    assert kreds("why", who, "--json", "--store", store).json["level"] == "average"
    assert "as it was" in kreds("restore", path, "--store", store).out


def test_restore_of_something_else(kreds: Kreds, store: Path, tmp_path: Path) -> None:
    """A file that is no backup is refused as trouble with the store; one that is not there is a wrong question."""
    path = tmp_path / "no.db"
    assert kreds("restore", path, "--store", store).exit_code == 2
    path.write_text("not a database at all")
    assert kreds("restore", path, "--store", store).exit_code == 5
    assert kreds("overview", "--store", store).exit_code == 0


def test_doctor_of_a_sound_store(kreds: Kreds, store: Path) -> None:
    """A sound store is exit code 0, with every check named."""
    answer = kreds("doctor", "--json", "--store", store)
    assert answer.exit_code == 0
    assert answer.json["verdict"] != "error"
    assert all(set(check) == {"name", "verdict", "text", "what_to_do"} for check in answer.json["checks"])
    assert "sound" in kreds("doctor", "--store", store).out


def test_doctor_rebuilds_to_the_same(kreds: Kreds, store: Path) -> None:
    """What is derived can be built anew and is the same."""
    before = kreds("relations", "--json", "--store", store).json
    assert kreds("doctor", "--rebuild", "--json", "--store", store).json["rebuilt"] is True
    assert kreds("relations", "--json", "--store", store).json == before


def test_doctor_of_a_damaged_store(kreds: Kreds, store: Path) -> None:
    """Damage is exit code 5 and says what to do, without a traceback."""
    content = bytearray(store.read_bytes())
    content[len(content) // 3 : len(content) // 3 + 4096] = bytes(4096)
    store.write_bytes(content)
    answer = kreds("doctor", "--json", "--store", store)
    assert answer.exit_code == 5
    assert any(check["verdict"] == "error" for check in answer.json["checks"])


def test_backup_in_words(kreds: Kreds, store: Path, tmp_path: Path) -> None:
    """A person is told where the backup is and whose data it holds."""
    answer = kreds("backup", "-o", tmp_path / "safe.db", "--store", store)
    assert "safe.db" in answer.out
    assert "other people" in answer.out


def test_restore_where_there_is_nothing(kreds: Kreds, store: Path, tmp_path: Path) -> None:
    """On a new machine a backup makes the store; there is nothing to keep aside."""
    path = tmp_path / "safe.db"
    kreds("backup", "-o", path, "--store", store)
    fresh = tmp_path / "new" / "kreds.db"
    restored = kreds("restore", path, "--json", "--store", fresh)
    assert (restored.exit_code, restored.json["before"]) == (0, None)
    assert len(kreds("relations", "--json", "--store", fresh).json["relations"]) == 60


def test_rebuild_in_words(kreds: Kreds, store: Path) -> None:
    """A person is told that everything derived is new."""
    assert "built anew" in kreds("doctor", "--rebuild", "--store", store).out


def test_an_export_that_cannot_be_written(kreds: Kreds, store: Path, tmp_path: Path) -> None:
    """A place that takes no file is named with the system's reason."""
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    answer = kreds("export", "relations", "-o", folder, "--force", "--json", "--store", store)
    assert (answer.exit_code, answer.json["error"]["code"]) == (2, "FILE-UNWRITABLE")
    assert list(folder.iterdir()) == []


def test_forget(kreds: Kreds, store: Path) -> None:
    """Without --yes nothing goes; with it they are unknown, and --json says what went."""
    who = kreds("relations", "--json", "--store", store).json["relations"][0]["id"]
    found = kreds("forget", who, "--json", "--store", store).json
    assert (found["id"], found["backups"]) == (who, [])
    asked = kreds("forget", who, "--store", store)
    assert asked.exit_code == 2
    assert "kreds held" in asked.out
    done = kreds("forget", who, "--yes", "--json", "--store", store)
    assert done.exit_code == 0
    assert done.json["rows"]["connections"] >= 1
    assert kreds("held", who, "--json", "--store", store).exit_code == 2
    assert kreds("forget", who, "--yes", "--store", store).exit_code == 2
    assert kreds("forget", "--lost-key", "--json", "--store", store).json == {"dropped": 0}
    assert kreds("forget", "--store", store).exit_code == 2
    assert kreds("forget", who, "--lost-key", "--store", store).exit_code == 2


def test_forget_tells_of_backups(kreds: Kreds, store: Path) -> None:
    """A backup that holds them is named with its day, and written anew where it is named."""
    who = kreds("relations", "--json", "--store", store).json["relations"][0]["id"]
    backup = Path(kreds("backup", "--json", "--store", store).json["backup"])
    assert [one["path"] for one in kreds("forget", who, "--json", "--store", store).json["backups"]] == [str(backup)]
    said = kreds("forget", who, "--yes", "--backups", backup, "--store", store)
    assert "written anew" in said.out
    assert "Still in these backups" not in said.out
