"""``kreds review``: the deck by keys, what is said by options, the list, the history, the calendar."""

import re
from functools import partial
from pathlib import Path

import pytest
from icalendar import Calendar
from typer.testing import CliRunner

from kreds.bootstrap import open_app
from kreds.cli import session
from kreds.cli.main import app
from kreds.store.database import open_store
from tests.cli.conftest import Kreds
from tests.services.importing import TODAY
from tests.services.test_read_cleanup import people

NOW = 1_793_534_400


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day is always the same."""
    monkeypatch.setattr(session, "open_app", partial(open_app, today=lambda: TODAY, now=lambda: NOW))


def keys(store: Path, text: str, *arguments: str) -> str:
    """What the deck prints when these lines are piped in."""
    result = CliRunner().invoke(app, ["review", *arguments, "--store", str(store)], input="\n".join(text))
    assert result.exit_code == 0, result.output
    return result.output


def ids(store: Path, count: int) -> list[str]:
    """So many current relations that are not strong."""
    with open_store(store) as opened:
        return [f"{person:013x}" for person in people(opened, count)]


def test_a_portion_is_taken_and_gone_through_by_keys(kreds: Kreds, store: Path) -> None:
    """Without a portion one is offered; each key is a fate, and the state is kept when the lines end."""
    told = keys(store, "1dddkdddldddtdddc")
    assert "No portion is open. Take 50 relations?" in told
    shape = kreds("review", "--json", "--store", store).json
    counts = shape["portion"]["counts"]
    assert sum(counts.values()) == shape["portion"]["done"] >= 4
    assert shape["portion"]["choice"] == "likely"
    again = keys(store, "q")
    assert f"({shape['portion']['done'] + 1} of {shape['portion']['total']}" in again
    assert "The portion waits for you." in again


def test_undo_goes_back_by_a_key(kreds: Kreds, store: Path) -> None:
    """The last step is taken back, and its relation comes up again."""
    kreds("review", "--take", "3", "--choice", "random", "--json", "--store", store)
    first = kreds("review", "--json", "--store", store).json["card"]["id"]
    keys(store, "l")
    assert kreds("review", "--json", "--store", store).json["card"]["id"] != first
    assert "kept" not in keys(store, "uq")
    assert kreds("review", "--json", "--store", store).json["card"]["id"] == first
    kreds("review", "--say", f"{first}=keep", "--store", store)
    kreds("review", "--undo", "--store", store)
    assert kreds("review", "--json", "--store", store).json["portion"]["done"] == 0
    assert "Nothing was changed." in kreds("review", "--undo", "--store", store).out


def test_open_signs_are_asked_and_one_yes_ends_the_questions(kreds: Kreds, store: Path) -> None:
    """An answer is kept at once; after a yes nothing more is asked, since one sign speaks for the relation."""
    kreds("review", "--take", "20", "--json", "--store", store)
    card = kreds("review", "--json", "--store", store).json["card"]
    assert card["proposal"]["ask"] == ["met", "related", "reacts"]
    told = keys(store, "nyq")
    after = kreds("review", "--json", "--store", store).json["card"]
    assert after["answers"] == {"met": False, "related": True}
    assert "Have you met?" in told
    assert "Is there any relation between you?" in told
    assert "Do they react" not in told
    assert "One of the three signs speaks for them" in told
    assert "Har I" in keys(store, "uuq", "--language", "da")


def test_a_finished_portion_is_a_summary_and_a_new_one_can_be_taken(kreds: Kreds, store: Path) -> None:
    """Everything gone through, finished, listed in the history; another one may follow."""
    kreds("review", "--take", "2", "--choice", "unseen", "--json", "--store", store)
    told = keys(store, "ll")
    assert "That was all of this portion." in told
    assert "2 to let go" in told
    assert kreds("review", "--finish", "--json", "--store", store).json["portion"] is None
    shape = kreds("review", "--history", "--json", "--store", store).json
    assert shape["portions"][0]["counts"] == {"let_go": 2}
    assert shape["portions"][0]["before"] == shape["now"]
    told = kreds("review", "--history", "--store", store).out
    assert "they do not say that the clean-up was the cause" in told
    assert "then worthless" in told or "still to remove" in told
    assert kreds("review", "--take", "2", "--json", "--store", store).json["portion"]["total"] == 2


def test_fates_are_said_without_a_portion(kreds: Kreds, store: Path) -> None:
    """Several at once, a trial with its day; a word that is none changes nothing at all."""
    one, two, three = ids(store, 3)
    said = ("--say", f"{one}=let_go", "--say", f"{two}=trial", "--until", "2027-03-01")
    assert kreds("review", *said, "--json", "--store", store).json["list"]["to_do"] == 1
    assert kreds("why", two, "--json", "--store", store).json["trial_until"] == "2027-03-01"
    wrong = kreds("review", "--say", f"{three}=keep", "--say", f"{three}=eat", "--store", store)
    assert wrong.exit_code == 2
    assert "judge --undo" in kreds("review", "--say", f"{three}=cultivate", "--store", store).out


def test_the_list_is_ticked_written_and_kept_after_all(kreds: Kreds, store: Path, tmp_path: Path) -> None:
    """The list in words, as JSON and as a file; ticks on and off; a change of mind."""
    one, two = ids(store, 2)
    assert "Nobody waits to be removed." in kreds("review", "--list", "--store", store).out
    kreds("review", "--say", f"{one}=let_go", "--say", f"{two}=let_go", "--store", store)
    told = kreds("review", "--list", "--store", store).out
    assert "Today 0 of 10." in told
    assert "Remove connection" in told
    assert "Fjern forbindelse" in kreds("review", "--list", "--language", "da", "--store", store).out
    assert kreds("review", "--removed", one, "--json", "--store", store).json["list"]["today"] == 1
    shape = kreds("review", "--list", "--json", "--store", store).json
    assert [[entry["id"] for entry in shape[heap]] for heap in ("to_do", "ticked")] == [[two], [one]]
    assert shape["lost"]["relations"] == 2
    kreds("review", "--not-removed", one, "--store", store)
    assert len(kreds("review", "--list", "--json", "--store", store).json["to_do"]) == 2
    kreds("review", "--back", one, "--store", store)
    target = tmp_path / "list.csv"
    assert kreds("review", "--list", "--csv", target, "--json", "--store", store).json["rows"] == 1
    assert target.read_bytes().startswith(b"\xef\xbb\xbfname,")
    assert kreds("review", "--list", "--csv", target, "--store", store).exit_code == 2
    assert kreds("review", "--history", "--json", "--store", store).json["changed"][0]["fate"] == "keep"
    assert "Where you changed your mind" in kreds("review", "--history", "--store", store).out


def test_the_protected_are_told(kreds: Kreds, store: Path) -> None:
    """People, organizations and groups, on and off."""
    (one,) = ids(store, 1)
    wanted = ("--protect", one, "--protect", "company:Nordlys ApS", "--protect", "group:partner")
    told = kreds("review", *wanted, "--json", "--store", store).json["protected"]
    assert told == {"people": [one], "companies": ["Nordlys ApS"], "groups": ["partner"]}
    off = ("--unprotect", one, "--unprotect", "company:Nordlys", "--unprotect", "group:partner")
    told = kreds("review", *off, "--json", "--store", store).json["protected"]
    assert told == {"people": [], "companies": [], "groups": []}


def test_the_plan_is_changed_in_part(kreds: Kreds, store: Path) -> None:
    """What is not named stays; the next day follows, and goes into a calendar in the person's language."""
    told = kreds("review", "--plan", "times=2,line=0.8", "--json", "--store", store).json
    assert told["plan"] == {"times": 2, "size": 50, "line": 0.8, "daily": 10}
    assert told["due"] == TODAY.isoformat()
    target = store.parent / "next.ics"
    assert kreds("review", "--calendar", target, "--language", "da", "--store", store).exit_code == 0
    (event,) = Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert str(event["summary"]) == "Ryd op i mit netværk"
    assert kreds("review", "--calendar", target, "--json", "--store", store).json["times"] == 2
    kreds("review", "--plan", "times=0", "--store", store)
    assert kreds("review", "--calendar", target, "--store", store).exit_code == 2


def test_incognito_shows_invented_names(kreds: Kreds, store: Path) -> None:
    """Card, list and history name nobody."""
    (one,) = ids(store, 1)
    name = kreds("why", one, "--json", "--store", store).json["name"]
    kreds("review", "--say", f"{one}=let_go", "--store", store)
    for arguments in (("--list",), ("--history",), ("--list", "--json"), ("--history", "--json")):
        told = kreds("review", *arguments, "--incognito", "--store", store).out
        assert not re.search(re.escape(name), told)
    kreds("review", "--take", "5", "--json", "--store", store)
    card = kreds("review", "--json", "--store", store).json["card"]
    hidden = kreds("review", "--incognito", "--json", "--store", store).json["card"]
    assert (card["id"], card["level"]) == (hidden["id"], hidden["level"])
    assert hidden["profile_url"] == ""


@pytest.mark.parametrize("arguments", [
    ("--csv", "x.csv"), ("--until", "2027-01-01"), ("--value", "x"), ("--take", "0"),
    ("--take", "5", "--choice", "shoes"),
    ("--take", "5", "--choice", "segment", "--value", "shoes"), ("--take", "5", "--choice", "year"), ("--finish",),
    ("--plan", "times"), ("--plan", "times=3"), ("--plan", "shoes=3"), ("--plan", "line=7"), ("--plan", "daily=2.5"),
    ("--plan", "line=nan"), ("--plan", "size=inf"), ("--say", "keep"), ("--protect", "company:"),
    ("--protect", "group:shoes"), ("--removed", "Nobody At All"),
])  # fmt: skip
def test_wrong_questions(kreds: Kreds, store: Path, arguments: tuple[str, ...]) -> None:
    """Each is answered with what can be done, and nothing is changed."""
    assert kreds("review", *arguments, "--store", store).exit_code == 2
    assert kreds("settings", "--json", "--store", store).json["decisions"] == 0
