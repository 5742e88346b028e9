"""``kreds matches``: the pairs are listed, and a word on one is kept, counted and taken back."""

from pathlib import Path

from tests.cli.conftest import Kreds
from tests.services.matching import fill, list_contacts


def test_pairs_are_listed_said_and_unsaid(kreds: Kreds, tmp_path: Path) -> None:
    """What waits is shown with its id; a yes settles both that wait; taken back, they wait again."""
    made = fill(tmp_path)
    list_contacts(made)
    made.close()
    store = tmp_path / "kreds.db"
    shape = kreds("matches", "--json", "--store", store).json
    assert shape["counts"] == {"waiting": 2, "sure": 2, "same": 0, "not_same": 0}
    first = shape["matches"][0]
    assert first["other"]["name"] == "Bo Lind"
    assert first["id"] in kreds("matches", "--store", store).out
    assert kreds("matches", "--same", first["id"], "--json", "--store", store).json["counts"]["waiting"] == 0
    assert kreds("matches", "--unsay", first["id"], "--json", "--store", store).json["counts"]["waiting"] == 2
    assert kreds("matches", "--not-same", first["id"], "--json", "--store", store).json["counts"]["not_same"] == 1


def test_wrong_questions_are_told(kreds: Kreds, store: Path) -> None:
    """Two words at once, a list that there is not, and a pair of nobody are each refused."""
    assert kreds("matches", "--same", "x", "--unsay", "y", "--store", store).exit_code == 2
    assert kreds("matches", "--show", "exact", "--store", store).exit_code == 2
    assert kreds("matches", "--same", "x", "--store", store).exit_code == 2
