"""``kreds reach``: in words and as JSON, the same figures each time, and kind to wrong questions."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Kreds
from tests.web.serving import demo_store


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with an invented network."""
    return demo_store(tmp_path_factory.mktemp("made"), relations=120, messages=1_500)


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(made, tmp_path / "kreds.db"))


def test_a_forecast_in_words_owns_up(kreds: Kreds, store: Path) -> None:
    """What is the case, and that it is a model, in both languages."""
    said = kreds("reach", "--store", store, "--language", "en").out
    assert "see it first" in said
    assert "LinkedIn documents no such sample" in said
    assert "Part 3 of the others" in said
    assert "prøvesmagningen" in kreds("reach", "--store", store, "--language", "da").out


def test_json_is_the_same_each_time_and_whole(kreds: Kreds, store: Path) -> None:
    """Equal questions give equal answers; every assumption is told with its standing."""
    first = kreds("reach", "--store", store, "--json")
    assert first.exit_code == 0
    assert first.out == kreds("reach", "--store", store, "--json").out
    told = first.json
    assert 0.0 <= told["chance"] <= 1.0
    assert told["views"]["low"] <= told["views"]["median"] <= told["views"]["high"]
    assert {one["standing"] for one in told["assumptions"]} == {"documented", "reported", "assumed"}
    assert len(told["levels"]) == 3
    often = [one["chance"] for one in told["stages"]]
    assert often == sorted(often, reverse=True)
    assert often[0] == told["chance"]


def test_assumptions_move_it(kreds: Kreds, store: Path) -> None:
    """``--assume`` and ``--quality`` change the answer, and say that they did."""
    usual = kreds("reach", "--store", store, "--json").json
    moved = kreds("reach", "--store", store, "--json", "--assume", "threshold=0.015", "--quality", "0.4").json
    assert moved["chance"] > usual["chance"]
    assert [one["name"] for one in moved["assumptions"] if one["is_set"]] == ["threshold"]


def test_a_topic_is_weighed(kreds: Kreds, store: Path) -> None:
    """``--topic`` tells whom it touches, in words and as JSON, and goes with no question about everybody's part."""
    told = kreds("reach", "--store", store, "--json", "--topic", "salg").json["topic"]
    assert told["named"] == "salg"
    assert 0 < told["touched"] < told["of"]
    assert "“salg”" in kreds("reach", "--store", store, "--topic", "salg", "--language", "da").out
    assert kreds("reach", "--store", store, "--topic", "salg", "--people").exit_code == 2


def test_danish_words_are_taken(kreds: Kreds, store: Path) -> None:
    """Sets and days may be named as a Dane names them; a day that is none is refused, as is one without own posts."""
    english = kreds("reach", "--store", store, "--json", "--let-go", "worthless").json
    assert kreds("reach", "--store", store, "--json", "--let-go", "værdiløse").json == english
    refused = kreds("reach", "--store", store, "--day", "tirsdag")
    assert refused.exit_code == 2
    assert refused.err.count("tuesday") == 1
    assert kreds("reach", "--store", store, "--day", "someday").exit_code == 2


def test_what_if_plan_people_and_moves(kreds: Kreds, store: Path) -> None:
    """Each way of asking answers in words and as JSON."""
    found = kreds("reach", "--store", store, "--let-go", "worthless", "--invite", 20, "--json").json
    assert set(found) == {"relations", "chance", "views", "relevant", "beyond", "reactions"}
    assert found["chance"]["by"] == pytest.approx(found["chance"]["after"] - found["chance"]["before"], abs=1e-5)
    plan = kreds("reach", "--store", store, "--plan", "removals=2,wakes=2,invitations=2,weeks=2", "--json").json
    assert plan["gain"] >= 0.0
    people = kreds("reach", "--store", store, "--people", "--json").json
    assert people["carry"][0]["chance"] > 0.0
    assert people["carry"][0]["name"]
    moves = kreds("reach", "--store", store, "--moves", "--json").json
    assert moves["assumptions"][0]["name"]
    for way in (["--let-go", "worthless"], ["--plan", "weeks=2"], ["--people"], ["--moves"]):
        answer = kreds("reach", "--store", store, "--language", "da", *way)
        assert answer.exit_code == 0
        assert answer.out


def test_incognito_hides_names(kreds: Kreds, store: Path) -> None:
    """Incognito the same people carry under other names."""
    real = kreds("reach", "--store", store, "--people", "--json").json["carry"]
    hidden = kreds("reach", "--store", store, "--people", "--incognito", "--json").json["carry"]
    assert [one["id"] for one in real] == [one["id"] for one in hidden]
    assert [one["name"] for one in real] != [one["name"] for one in hidden]


@pytest.mark.parametrize(
    "wrong",
    [
        ["--assume", "luck=1"], ["--assume", "threshold"], ["--assume", "threshold=much"], ["--assume", "threshold=9"],
        ["--quality", "40"], ["--plan", "holidays=5"], ["--plan", "weeks=-1"], ["--plan", "weeks=0"],
        ["--invite", "-5"], ["--let-go", "Nobody At All"], ["--people", "--moves"], ["--people", "--invite", "3"],
    ],
)  # fmt: skip
def test_wrong_questions_are_answered_with_two(kreds: Kreds, store: Path, wrong: list[str]) -> None:
    """What cannot be asked ends with exit code 2 and a sentence, as JSON where that was wanted."""
    answer = kreds("reach", "--store", store, *wrong, "--json")
    assert answer.exit_code == 2
    assert answer.json["error"]["message"]
