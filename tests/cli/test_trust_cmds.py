"""``kreds trust`` and ``kreds changes``: the plain sentence first, what is missing where data is thin, lasting JSON."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from kreds.store.database import open_store
from tests.cli.conftest import Kreds
from tests.services.importing import imported, network, written


@pytest.fixture(scope="module")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with enough of a past."""
    folder = tmp_path_factory.mktemp("larger")
    with open_store(folder / "kreds.db") as store:
        imported(store, *written(folder / "archive", of=network(relations=180, messages=3_000)).paths)
    return folder / "kreds.db"


def test_trust_begins_with_the_plain_sentence(kreds: Kreds, larger: Path) -> None:
    """First what came of the strong, then levels, simple rules and chances."""
    answer = kreds("trust", "--store", larger)
    shape = kreds("trust", "--json", "--store", larger).json
    strong = shape["levels"]["strong"]
    assert answer.out.startswith(f"Of the {strong['called']} that Kreds would have called strong a year ago")
    for words in ("times of 100", "tossing a coin", "Came true"):
        assert words in answer.out
    assert list(shape) == [
        "judged_on", "as_of", "horizon_days", "refusal", "missing", "relations", "again", "levels",
        "rankings", "calibration", "calibration_error",
    ]  # fmt: skip
    assert sum(one["relations"] for one in shape["calibration"]) == shape["relations"]


def test_changes_say_why(kreds: Kreds, larger: Path) -> None:
    """Each line of the table has its reason, and a longer time is proposed."""
    shape = kreds("changes", "--json", "--store", larger).json
    answer = kreds("changes", "--store", larger)
    assert answer.out.startswith("Since ")
    assert set(shape) >= {"since", "as_of", "silent", "stronger", "fading", "counts", "before", "now", "offered"}
    for kind in ("silent", "stronger", "fading"):
        assert len(shape[kind]) == shape["counts"][kind]
        for one in shape[kind][:12]:
            assert one["text"] in answer.out
    assert f"kreds changes --since {shape['offered'][-1]['since']}" in answer.out
    longer = kreds("changes", "--since", shape["offered"][-1]["since"], "--json", "--store", larger).json
    assert longer["since"] == shape["offered"][-1]["since"]


def test_both_fit_the_window(kreds: Kreds, larger: Path) -> None:
    """No line is wider than the terminal."""
    for command in ("trust", "changes"):
        lines = kreds(command, KREDS_STORE=str(larger), COLUMNS="80").out.splitlines()
        assert max(cell_len(line) for line in lines) <= 80


def test_incognito_names_nobody(kreds: Kreds, larger: Path) -> None:
    """Changes are told under pseudonyms."""
    real = kreds("changes", "--json", "--store", larger).json
    masked = kreds("changes", "--incognito", "--json", "--store", larger).json
    same = [a for a, b in zip(real["stronger"], masked["stronger"], strict=True) if a["name"] == b["name"]]
    assert len(same) <= 1
    assert not any(one["profile_url"] for one in masked["stronger"])


def test_thin_data_and_wrong_days(kreds: Kreds, larger: Path, tmp_path: Path) -> None:
    """Thin data is no failure and says what is missing; a day nothing is known of is exit code 2."""
    path = tmp_path / "empty.db"
    open_store(path).close()
    for command in ("trust", "changes"):
        answer = kreds(command, "--store", path)
        assert answer.exit_code == 0
        assert "Nothing has been imported yet." in answer.out
    wrong = kreds("changes", "--since", "1999-01-01", "--json", "--store", larger)
    assert (wrong.exit_code, wrong.json["error"]["code"]) == (2, "SINCE")
    assert kreds("changes", "--since", "soon", "--store", larger).exit_code == 2
