"""Every file of the archive against what it says: a folder for each case, the input beside the expected result."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from enum import Enum, IntEnum
from pathlib import Path
from typing import Any

import pytest

from kreds.model.record import Party
from kreds.sources.container import open_archives
from kreds.sources.csv_table import open_table
from kreds.sources.kinds import FROM_ELSEWHERE, Kind
from kreds.sources.linkedin.articles import read_article
from kreds.sources.linkedin.readers import READERS
from kreds.sources.registry import recognize
from tests.plugins.expected import Compare

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "linkedin"
TABLES = sorted(path.parent for path in FIXTURES.glob("*/*/input.csv") if path.parent.parent.name != Kind.MESSAGES)
PAGES = sorted(path.parent for path in FIXTURES.glob("articles/*/input.html"))
TIMES = {"at", "created_at"}


def case_name(folder: Path) -> str:
    """``connections/era-2023``."""
    return f"{folder.parent.name}/{folder.name}"


@pytest.mark.parametrize("folder", TABLES, ids=case_name)
def test_table(folder: Path, compare: Compare) -> None:
    """The file gives the records, rejected rows and notes that stand beside it, and every row is accounted for."""
    kind = Kind(folder.parent.name)
    table = open_table(open_archives([folder / "input.csv"])[0].members[0])
    outcomes = [plain(outcome) for outcome in READERS[kind].read(table)]
    told = {
        "read": table.read,
        "rows": outcomes,
        "rejected by the table": [plain(row) for row in table.rejected],
        "notes": [note.english() for note in table.notes],
    }
    assert table.read == len(outcomes) + len(table.rejected)
    assert set(READERS[kind].required) <= table.columns.keys()
    assert recognize(table.columns, f"{kind}.csv") is kind
    compare(json.dumps(told, ensure_ascii=False, indent=1) + "\n", folder / "expected.json")


@pytest.mark.parametrize("folder", PAGES, ids=case_name)
def test_page(folder: Path, compare: Compare) -> None:
    """An article's page gives the one record, or the reason why there is none."""
    outcome = read_article(open_archives([folder / "input.html"])[0].members[0])
    compare(json.dumps(plain(outcome), ensure_ascii=False, indent=1) + "\n", folder / "expected.json")


def test_every_kind_has_a_reader_and_a_case() -> None:
    """A kind of LinkedIn's that can be recognized can be read, and is shown in at least one folder."""
    assert set(READERS) == set(Kind) - {Kind.MESSAGES} - FROM_ELSEWHERE
    assert {Kind(folder.parent.name) for folder in TABLES + PAGES} == set(READERS)


def plain(outcome: object) -> dict[str, Any]:
    """A record as JSON: its class, and what is not as it would be anyway; times as text."""
    told: dict[str, Any] = {"": type(outcome).__name__}
    for field in fields(outcome):  # type: ignore[arg-type] # every outcome is a dataclass
        value = getattr(outcome, field.name)
        if value not in (field.default, "", None, ()) and (field.default_factory is MISSING or value):
            told[field.name] = _plain_value(field.name, value)
    return told


def _plain_value(name: str, value: object) -> object:
    if name in TIMES and isinstance(value, int):
        return datetime.fromtimestamp(value, UTC).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, IntEnum):
        return value.name
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Party):
        return {key: text for key, text in zip(("slug", "name", "email"), _parts(value), strict=True) if text}
    if isinstance(value, Mapping):
        return dict(value)
    return value


def _parts(party: Party) -> tuple[str, str, str]:
    return party.slug, party.name, party.email
