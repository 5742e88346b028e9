"""``kreds goals`` and ``kreds composition``: stated, changed, compared and chosen in a terminal."""

from pathlib import Path

import pytest

from tests.cli.conftest import Kreds


def test_goals_are_stated_changed_compared_and_chosen(kreds: Kreds, store: Path) -> None:
    """A goal that is there already is changed and what is not named stays; compared, two goals tell two gaps."""
    on = ("--store", store)
    assert "You have not stated a goal yet." in kreds("goals", *on).out
    kreds("goals", "set", "Salg", "--sell", "1", "--target", "press=5%,10", "--company", "Nordlys", *on)
    kreds("goals", "set", "Salg", "--target", "current_customer=40%", "--target", "partner=0%", *on)
    found = kreds("goals", "--json", *on).json["goals"][0]
    targets = {one["segment"]: (one["share"], one["number"]) for one in found["targets"]}
    assert targets["current_customer"] == (0.4, None)
    assert targets["press"] == (0.05, 10)
    assert "partner" not in targets
    assert found["audience"]["companies"] == ["Nordlys"]
    kreds("goals", "set", "Job", "--job", "1", *on)
    compared = kreds("goals", "compare", "--json", *on).json
    assert [gaps[0]["segment"] for gaps in compared["compare"].values()] == ["current_customer", "headhunter"]
    assert compared["active"] == compared["goals"][1]["id"]
    assert "Job" in kreds("goals", "compare", *on).out
    kreds("goals", "use", "salg", *on)
    assert "counts now" in kreds("goals", *on).out
    assert "Salg" in kreds("goals", "history", *on).out
    kreds("goals", "give-up", "Salg", *on)
    assert kreds("goals", "--json", *on).json["active"] == compared["active"]
    kreds("judge", "--undo", *on)
    assert len(kreds("goals", "--json", *on).json["goals"]) == 2


def test_composition_tells_groups_and_work(kreds: Kreds, store: Path) -> None:
    """With and without a goal, in words and as JSON, weighed or not."""
    shape = kreds("composition", "--json", "--store", store).json
    assert shape["goal"] is None
    assert shape["relations"] > 0
    assert "kreds goals set" in kreds("composition", "--store", store).out
    kreds("goals", "set", "Salg", "--sell", "1", "--store", store)
    for weigh in ("all", "strength", "strong"):
        told = kreds("composition", "--weigh", weigh, "--store", store).out
        assert "Current customers" in told
    assert "Nuværende kunder" in kreds("composition", "--language", "da", "--store", store).out
    assert kreds("composition", "--json", "--store", store).json["gaps"][0]["segment"] == "current_customer"


def test_a_goal_may_come_before_the_network(kreds: Kreds, tmp_path: Path) -> None:
    """The guide begins with the goal: it can be stated before anything is imported."""
    kreds("goals", "set", "Salg", "--sell", "1", "--store", tmp_path / "new.db")
    assert "There is nobody" in kreds("composition", "--store", tmp_path / "new.db").out


@pytest.mark.parametrize(
    "arguments",
    [
        ("goals", "fly"),
        ("goals", "use"),
        ("goals", "use", "none"),
        ("goals", "compare", "Salg"),
        ("goals", "--sell", "1"),
        ("goals", "set", "Salg"),
        ("goals", "set", "Salg", "--sell", "-1"),
        ("goals", "set", "Salg", "--target", "press=many"),
        ("goals", "set", "Salg", "--target", "shoes=5%"),
        ("goals", "set", "Salg", "--sell", "1", "--function", "dancing"),
        ("composition", "--weigh", "shoes"),
    ],
)
def test_wrong_questions(kreds: Kreds, store: Path, arguments: tuple[str, ...]) -> None:
    """What cannot be is refused with exit code 2, and nothing is said."""
    assert kreds(*arguments, "--store", store).exit_code == 2
    assert kreds("goals", "--json", "--store", store).json["goals"] == []
