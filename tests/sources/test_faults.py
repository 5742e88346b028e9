"""Every fault of the list is refused, repaired or set aside as it should be."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, cast

import pytest

from kreds.errors import RefusedError
from kreds.model.record import AccountRecord, ConnectionRecord, ContactRecord, Rejected, Skipped
from kreds.services.read_lists import LIST_READERS
from kreds.sources.container import Member, open_archives
from kreds.sources.csv_table import CsvTable
from kreds.sources.kinds import Kind
from kreds.sources.linkedin.messages import read_messages
from kreds.sources.linkedin.readers import READERS
from kreds.sources.opening import open_any
from kreds.sources.recognition import Known
from kreds.sources.registry import recognize
from tests.sources.fault_makers import MAKERS

FAULTS = Path(__file__).parent.parent / "fixtures" / "faults"
# What a person writes; everything else in expected.json is what the readers did.
_WRITTEN = ("fault", "what", "outcome", "make", "skip_lines", "message")
_FEW = 5
_SHORT = 40


@pytest.mark.parametrize(
    "case", sorted(path.parent for path in FAULTS.glob("*/expected.json")), ids=lambda path: path.name
)
def test_fault(case: Path, tmp_path: Path, update_expected: bool) -> None:
    """A fault has the outcome, the code, the place and the counts that stand beside it."""
    target = case / "expected.json"
    expected: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    path = MAKERS[expected["make"]](tmp_path) if "make" in expected else _input(case)
    found, message = _outcome(path, expected.get("skip_lines", {}))
    if update_expected:
        expected = {name: expected[name] for name in _WRITTEN if name in expected} | found
        target.write_text(json.dumps(expected, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    assert found == {name: value for name, value in expected.items() if name not in _WRITTEN}
    assert _kind_of_outcome(found) == expected["outcome"]
    assert re.search(expected.get("message", ""), message), message


def test_every_fault_of_the_list_has_a_case() -> None:
    """Faults 1 to 59 and 99 to 106 each have a folder, but for those that need a second writer or a dying process."""
    kept = {json.loads(path.read_text(encoding="utf-8"))["fault"] for path in FAULTS.glob("*/expected.json")}
    # 25 changes a file under the reader (test_container); 44 is five gigabytes (test_csv_table: memory stays flat).
    # 50 kills the process that parses (test_workbook); 51 is the caps of the zip (test_workbook).
    assert set(range(1, 60)) | set(range(99, 107)) == kept | {25, 44, 50, 51}


def _input(case: Path) -> Path:
    (only,) = (path for path in case.iterdir() if path.name != "expected.json")
    return only


def _outcome(path: Path, skip_lines: dict[str, list[int]]) -> tuple[dict[str, Any], str]:
    """What reading does, and the message of a refusal."""
    try:
        archives = open_archives([path])
        files = {
            member.name: _read(member, {name: (first, last) for name, (first, last) in skip_lines.items()})
            for archive in archives
            for member in archive.members
        }
    except RefusedError as refusal:
        place = {"line": refusal.line, "column": refusal.column, "record": refusal.record}
        return {"code": refusal.code, "file": refusal.file, **_told(place)}, str(refusal)
    found = {
        "files": files,
        "ignored": [name for archive in archives for name in archive.ignored],
        "unknown": [name for archive in archives for name in archive.unknown],
        "notes": [note.english() for archive in archives for note in archive.notes],
    }
    return _told(found), ""


def _read(member: Member, skip_lines: dict[str, tuple[int, int]]) -> dict[str, Any]:
    if member.name.endswith(".html"):
        return {"kind": Kind.ARTICLES.value}
    table = open_any(member, skip_lines=skip_lines, known=Known(), on_bytes=lambda _: None)
    kind = table.found.kind if table.found else recognize(table.columns, member.name)
    if kind is None:
        return {"kind": None}
    if kind is Kind.MESSAGES:
        columns = read_messages(cast("CsvTable", table))
        kept, rejected, skipped = len(columns.columns["line"]), columns.rejected, dict(columns.skipped)
        people: list[str] = []
    else:
        if table.found is not None:
            outcomes = list(LIST_READERS[kind].read(table, kind, table.found.matching))
        else:
            table.require(READERS[kind].required)
            outcomes = list(READERS[kind].read(cast("CsvTable", table)))
        records = [row for row in outcomes if not isinstance(row, Rejected | Skipped)]
        rejected = [*table.rejected, *(row for row in outcomes if isinstance(row, Rejected))]
        skipped = dict(Counter(row.reason for row in outcomes if isinstance(row, Skipped)))
        kept = len(records)
        people = [_person(row) for row in records[:_FEW] if isinstance(row, ConnectionRecord)]
        people += [_listed(row) for row in records[:_FEW] if isinstance(row, ContactRecord | AccountRecord)]
        assert table.read == len(outcomes) + len(table.rejected)
    found = {
        "kind": kind.value,
        "read": table.read,
        "kept": kept,
        "rejected": sorted([row.line, row.code] for row in rejected),
        "skipped": skipped,
        "notes": [note.english() for note in table.notes],
        "people": people,
    }
    return _told(found)


def _person(row: ConnectionRecord) -> str:
    words = (row.first_name, row.last_name, row.slug, row.company, str(row.connected_on))
    return f"{row.line}: " + "|".join(word if len(word) <= _SHORT else f"{len(word)} characters" for word in words)


def _listed(row: ContactRecord | AccountRecord) -> str:
    if isinstance(row, AccountRecord):
        words = [row.name, row.domain, row.status.value, str(row.since)]
    else:
        words = [row.full_name, " ".join(row.emails), row.company, row.status.value, str(row.since)]
    return f"{row.line}: " + "|".join(words)


def _told(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if value not in (None, [], {})}


def _kind_of_outcome(found: dict[str, Any]) -> str:
    if "code" in found:
        return "refuse"
    files = found.get("files", {}).values()
    if any("rejected" in file for file in files):
        return "set aside"
    is_repaired = found.get("notes") or found.get("ignored") or found.get("unknown") or any("notes" in f for f in files)
    return "repair" if is_repaired else "read"
