"""``kreds trial``: put on trial, list who is due, keep or let go."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from kreds.bootstrap import open_app
from kreds.cli import session
from kreds.model.relation import RelationQuery
from kreds.services.read_network import find_relations
from kreds.services.trials import put_on_trial
from kreds.store.database import open_store
from kreds.text.dates import months_from
from tests.cli.conftest import Kreds
from tests.services.importing import TODAY

NOW = 1_793_500_000
PAST = TODAY - timedelta(days=200)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day is always the same."""
    monkeypatch.setattr(session, "open_app", partial(open_app, today=lambda: TODAY, now=lambda: NOW))


@pytest.fixture
def people(store: Path) -> list[str]:
    """Ids of current relations, the strongest first."""
    with open_store(store) as opened:
        return [one.id for one in find_relations(opened, RelationQuery(connected="current")).relations]


def due(store: Path, person: str) -> None:
    """Somebody whose trial ran out."""
    with open_store(store) as opened:
        put_on_trial(opened, [int(person, 16)], TODAY - timedelta(days=1), today=PAST, at=1_700_000_000)


def test_put_on_trial_and_listed(kreds: Kreds, store: Path, people: list[str]) -> None:
    """Half a year is the default, a day or months can be said; who is due comes first and is counted."""
    assert "Nobody is on trial." in kreds("trial", "--store", store).out
    due(store, people[2])
    half = kreds("trial", people[0], "--json", "--store", store).json
    assert half["trial_until"] == months_from(TODAY, 6).isoformat()
    day = (TODAY + timedelta(days=20)).isoformat()
    said = kreds("trial", people[1], "--until", day, "--store", store).out
    assert "On trial until" in said
    assert "Undo: kreds judge --undo" in said
    listed = kreds("trial", "--json", "--store", store).json
    assert [one["id"] for one in listed["trials"]] == [people[2], people[1], people[0]]
    assert listed["due"] == 1
    assert set(listed["trials"][0]["since_trial"]) >= {"contact_days", "messages_in", "seen_to", "is_covered"}
    assert "(due)" in kreds("trial", "--store", store).out
    assert "1 trial is due: kreds trial" in kreds("overview", "--store", store).out
    assert kreds("relations", "--where", "trial=due", "--json", "--store", store).json["total"] == 1
    assert kreds("trial", people[1], "--months", "3", "--json", "--store", store).json["trial_until"] == (
        months_from(TODAY, 3).isoformat()
    )


def test_kept_and_let_go(kreds: Kreds, store: Path, people: list[str]) -> None:
    """Each end is said in words and as JSON, and taken back by the undo of all decisions."""
    due(store, people[0])
    due(store, people[1])
    assert "Kept after a trial" in kreds("trial", people[0], "--keep", "--store", store).out
    gone = kreds("trial", people[1], "--let-go", "--json", "--store", store).json
    assert (gone["trial_outcome"], gone["level"], gone["overruled"]) == ("let_go", "worthless", True)
    assert "Let go after a trial" in kreds("why", people[1], "--store", store).out
    assert kreds("judge", "--undo", "--json", "--store", store).json["undone"]["kind"] == "trial"
    back = kreds("why", people[1], "--json", "--store", store).json
    assert (back["trial_outcome"], back["overruled"], back["trial_until"]) == (
        "",
        False,
        (TODAY - timedelta(days=1)).isoformat(),
    )
    assert "The trial is over." in kreds("trial", people[1], "--end", "--store", store).out
    assert kreds("trial", people[1], "--keep", "--store", store).exit_code == 2


def test_it_speaks_danish(kreds: Kreds, store: Path, people: list[str]) -> None:
    """The guide's words."""
    due(store, people[0])
    assert "udløbet" in kreds("trial", "--language", "da", "--store", store).out
    assert "Beholdt efter en prøvetid" in kreds("trial", people[0], "--keep", "--language", "da", "--store", store).out


@pytest.mark.parametrize(
    "arguments",
    [
        ("--keep",),
        ("WHO", "--keep", "--let-go"),
        ("WHO", "--until", "tomorrow"),
        ("WHO", "--until", "2001-01-01"),
        ("WHO", "--until", "2099-01-01", "--months", "3"),
        ("WHO", "--months", "0"),
        ("WHO", "--end"),
        ("nobody-at-all",),
    ],
)
def test_wrong_questions(kreds: Kreds, store: Path, people: list[str], arguments: tuple[str, ...]) -> None:
    """One thing at a time, of somebody, with a day that can be."""
    told = [people[0] if word == "WHO" else word for word in arguments]
    assert kreds("trial", *told, "--store", store).exit_code == 2


def test_why_tells_of_the_bridge(kreds: Kreds, store: Path) -> None:
    """Whether somebody is the only one at a place stands beside strength and alive."""
    relations = kreds("relations", "--current", "--sort", "bridge", "--json", "--store", store).json["relations"]
    only = relations[0]
    assert only["bridge"] == 1.0
    assert f"Your only relation at {only['company']}" in kreds("why", only["id"], "--store", store).out
    listed = kreds("relations", "--where", "only=yes", "--json", "--store", store).json["relations"]
    assert {one["id"] for one in listed} == {one["id"] for one in relations if one["bridge"] == 1.0}
