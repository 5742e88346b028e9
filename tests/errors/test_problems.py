"""Every problem has a code that something raises and words that can be filled."""

import json
import re
from pathlib import Path

import pytest

import kreds
from kreds.errors import PROBLEMS, RefusedError
from kreds.errors.problems import KEPT_NOTHING, KEPT_ROWS

SOURCE = Path(kreds.__file__).parent
FAULTS = Path(__file__).parent.parent / "fixtures" / "faults"
FACTS = re.compile(r"%\((\w+)\)s")
# What a test of its own shows: these need another writer, another limit or another system.
TESTED_ELSEWHERE = {
    "FILE-CHANGING", "FILE-READ", "FILE-SIZE", "FILE-MANY", "FILE-PARTIAL", "SHEET-LINKEDIN", "POST-UNKNOWN",
}  # fmt: skip


def test_every_code_is_used() -> None:
    """A code that nothing raises is a promise that nothing keeps."""
    written = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py") if path.name != "problems.py")
    assert [code for code in PROBLEMS if f'"{code}"' not in written] == []


def test_every_refusal_has_a_fault() -> None:
    """Each code that refuses a file stands in the expected result of a fault."""
    seen = {json.loads(path.read_text(encoding="utf-8")).get("code") for path in FAULTS.glob("*/expected.json")}
    refusals = {code for code in PROBLEMS if not code.startswith("ROW-") and code != "CSV-LEFT-OUT"}
    assert refusals - seen == TESTED_ELSEWHERE


@pytest.mark.parametrize("code", PROBLEMS)
def test_words_can_be_filled(code: str) -> None:
    """No per cent sign stands alone, and the advice asks for no fact that the message's raiser does not give."""
    problem = PROBLEMS[code]
    names = FACTS.findall(problem.message + problem.what_to_do)
    filled = f"{problem.message} {problem.what_to_do}" % dict.fromkeys(names, "x")
    assert filled.endswith(".")
    assert "%" not in filled


@pytest.mark.parametrize(("record", "kept"), [(None, KEPT_NOTHING), (1, KEPT_NOTHING), (1_198, KEPT_ROWS)])
def test_what_was_kept(record: int | None, kept: str) -> None:
    """A refusal says how many rows before the fault could be read, when there were any."""
    refusal = RefusedError("CSV-LINE", file="Connections.csv", line=1_204, record=record, limit=5)
    assert refusal.kept == kept
    assert ("that could be read: 1,197." in str(refusal)) == (record == 1_198)
