"""``kreds ask``, ``learn``, ``criteria`` and answers: what one knows is said, weighed, learned from, taken back."""

from pathlib import Path

import pytest

from tests.cli.conftest import Kreds


def asked(kreds: Kreds, store: Path, count: int = 5) -> list[str]:
    """Ids of the relations asked about."""
    shape = kreds("ask", "--limit", str(count), "--json", "--store", store).json
    return [one["relation"]["id"] for one in shape["questions"]]


def test_an_answer_counts_and_is_shown(kreds: Kreds, store: Path) -> None:
    """A yes raises the strength, stands in the answers, and undo takes it back."""
    [person] = asked(kreds, store, 1)
    before = kreds("why", person, "--json", "--store", store).json
    said = kreds("judge", person, "--answer", "met=yes", "--answer", "helps=no", "--json", "--store", store).json
    after = kreds("why", person, "--json", "--store", store).json
    assert said["strength"] == after["strength"] != before["strength"]
    assert after["answers"] == {"met": True, "helps": False}
    kreds("judge", "--undo", "--store", store)
    assert kreds("why", person, "--json", "--store", store).json["answers"] == {"met": True}


def test_the_answered_are_not_asked_again(kreds: Kreds, store: Path) -> None:
    """Whoever was answered for is not among the next questions, which are shown with how sure Kreds is."""
    [person] = asked(kreds, store, 1)
    kreds("judge", person, "--level", "strong", "--store", store)
    assert person not in asked(kreds, store, 60)
    assert "Kreds expects to be right about" in kreds("ask", "--store", store).out


def test_levels_are_learned_from_when_wanted_and_forgotten(kreds: Kreds, store: Path) -> None:
    """Lessons are told, taken on, and forgotten; both at once is refused."""
    assert "Nothing yet" in kreds("learn", "--store", store).out
    everybody = kreds("relations", "--level", "strong", "--level", "average", "--json", "--store", store).json
    for one in everybody["relations"][:12]:
        kreds("judge", one["id"], "--level", "worthless", "--store", store)
    could = kreds("learn", "--json", "--store", store).json
    assert (could["said"], could["is_on"], could["is_new"]) == (12, False, True)
    assert "kreds learn --on" in kreds("learn", "--store", store).out
    assert kreds("learn", "--on", "--json", "--store", store).json["is_on"]
    assert "judged by this now" in kreds("learn", "--store", store).out
    assert not kreds("learn", "--forget", "--json", "--store", store).json["is_on"]
    assert kreds("learn", "--on", "--forget", "--store", store).exit_code == 2


def test_criteria_are_tried_and_kept(kreds: Kreds, store: Path) -> None:
    """A preview changes nothing and tells what keeping then does; the guide's own come back; nonsense is refused."""
    tried = kreds("criteria", "--set", "interact=off", "--preview", "--json", "--store", store).json
    assert tried["criteria"]["interact"] == "full"
    kept = kreds("criteria", "--set", "interact=off", "--json", "--store", store).json
    assert (kept["criteria"]["interact"], kept["changed"]) == ("off", tried["changed"])
    assert "not at all" in kreds("criteria", "--store", store).out
    assert kreds("criteria", "--guide", "--json", "--store", store).json["criteria"]["interact"] == "full"


@pytest.mark.parametrize(
    "words",
    [
        ("criteria", "--set", "interact=huge"), ("criteria", "--set", "beauty=off"), ("criteria", "--preview"),
        ("criteria", "--guide", "--set", "met=off"), ("judge", "x", "--answer", "met=perhaps"),
        ("judge", "x", "--answer", "hat=yes"),
    ],
)  # fmt: skip
def test_nonsense_is_refused(kreds: Kreds, store: Path, words: tuple[str, ...]) -> None:
    """What cannot be meant ends with the exit code of a wrong question."""
    assert kreds(*words, "--store", store).exit_code == 2


def test_little_to_learn_is_told_as_it_is(kreds: Kreds, store: Path) -> None:
    """One level teaches little, which is not nothing said."""
    [person] = asked(kreds, store, 1)
    kreds("judge", person, "--level", "average", "--store", store)
    assert "Nothing yet" not in kreds("learn", "--store", store).out
