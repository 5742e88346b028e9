"""Address books against what they say: a folder for each case."""

import json
from pathlib import Path

import pytest

from kreds.services.read_lists import LIST_READERS
from kreds.sources.container import open_archives
from kreds.sources.kinds import Kind
from kreds.sources.opening import open_any
from kreds.sources.recognition import Known
from tests.plugins.expected import Compare
from tests.sources.linkedin.test_readers import case_name, plain

FOLDERS = sorted(
    path.parent for path in (Path(__file__).resolve().parents[2] / "fixtures" / "contacts").glob("*/*/input.*")
)


@pytest.mark.parametrize("folder", FOLDERS, ids=case_name)
def test_list(folder: Path, compare: Compare) -> None:
    """The list is known for what it is, gives the records that stand beside it, and every row is accounted for."""
    path = next(folder.glob("input.*"))
    table = open_any(open_archives([path])[0].members[0], on_bytes=lambda _: None, known=Known())
    assert table.found is not None
    assert table.found.kind is Kind(folder.parent.name)
    outcomes = [
        plain(one) for one in LIST_READERS[table.found.kind].read(table, table.found.kind, table.found.matching)
    ]
    told = {
        "kind": table.found.matching.kind.value,
        "columns": {means.value: list(names) for means, names in table.found.matching.columns.items()},
        "read": table.read,
        "rows": outcomes,
        "rejected by the table": [plain(row) for row in table.rejected],
        "notes": [note.english() for note in table.notes],
    }
    assert table.read == len(outcomes) + len(table.rejected)
    compare(json.dumps(told, ensure_ascii=False, indent=1) + "\n", folder / "expected.json")
