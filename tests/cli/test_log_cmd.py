"""``kreds log``: note contact, look it up, take it back."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from kreds.bootstrap import open_app
from kreds.cli import session
from kreds.model.relation import RelationQuery
from kreds.services.read_network import find_relations
from kreds.store.database import open_store
from tests.cli.conftest import Kreds

TODAY = date(2026, 11, 29)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day is always the same."""
    monkeypatch.setattr(session, "open_app", partial(open_app, today=lambda: TODAY, now=lambda: 1_796_000_000))


@pytest.fixture
def people(store: Path) -> list[str]:
    """Ids of current relations, the weakest first."""
    with open_store(store) as opened:
        query = RelationQuery(connected="current", descending=False)
        return [one.id for one in find_relations(opened, query).relations]


def test_one_line_is_noted_counts_and_is_found(kreds: Kreds, store: Path, people: list[str]) -> None:
    """A line about two says how each was moved, is listed for both, is found by its words, and goes with one drop."""
    said = kreds(
        "log", people[0], "Coffee at the fair", "--kind", "met", "--on", "yesterday", "--with", people[1], "--json",
        "--store", store,
    ).json  # fmt: skip
    assert (said["day"], said["kind"], said["text"]) == ("2026-11-28", "met", "Coffee at the fair")
    assert [one["id"] for one in said["people"]] == people[:2]
    assert all(one["strength"] > one["strength_before"] for one in said["people"])
    assert kreds("log", "--json", "--store", store).json["total"] == 2
    assert kreds("log", people[0], "--json", "--store", store).json["lines"][0]["text"] == "Coffee at the fair"
    assert kreds("log", "--find", "FAIR coffee", "--json", "--store", store).json["total"] == 2
    assert kreds("log", "--find", "tea", "--json", "--store", store).json["total"] == 0
    assert kreds("log", "--kind", "learned", "--json", "--store", store).json["total"] == 0
    assert "met" in kreds("why", people[0], "--store", store).out
    held = kreds("held", people[0], "--json", "--store", store).json["decisions"]
    assert [one["value"] for one in held] == ["met, 2026-11-28: Coffee at the fair"]
    assert kreds("log", "--drop", said["id"], "--json", "--store", store).json == {"dropped": said["id"]}
    assert kreds("log", "--json", "--store", store).json["total"] == 0
    assert kreds("log", "--drop", said["id"], "--store", store).exit_code == 2


def test_it_speaks_to_people(kreds: Kreds, store: Path, people: list[str]) -> None:
    """What was noted, how it counts and how to take it back is told; the list has it, in Danish too."""
    out = kreds("log", people[0], "kaffe", "--kind", "call", "--on", "i går", "--language", "da", "--store", store).out
    assert "Talte sammen, 28. november 2026: kaffe" in out
    assert "styrke" in out
    assert "Fortryd: kreds log --drop" in out
    assert "kaffe" in kreds("log", "--list", "--store", store).out
    assert "No line fits that." in kreds("log", people[1], "--store", store).out


def test_incognito_tells_no_words_and_no_names(kreds: Kreds, store: Path, people: list[str]) -> None:
    """Neither the words nor the name are shown, and looking for the words finds nothing."""
    with open_store(store) as opened:
        name = next(
            one.name for one in find_relations(opened, RelationQuery(per_page=None)).relations if one.id == people[0]
        )
    answer = kreds("log", people[0], "a secret", "--incognito", "--json", "--store", store).out
    listed = kreds("log", "--list", "--incognito", "--json", "--store", store).out
    assert people[0] in listed
    assert not any(word in answer + listed for word in (name, "secret"))
    assert kreds("log", "--find", "secret", "--incognito", "--json", "--store", store).json["total"] == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("WHO", "coffee", "--on", "tomorrow"),
        ("WHO", "coffee", "--on", "2026-11-30"),
        ("WHO", "coffee", "--kind", "kissed"),
        ("WHO", "coffee", "--list"),
        ("WHO", "--drop", "1"),
        ("--on", "yesterday"),
        ("--with", "WHO"),
        ("nobody-at-all", "coffee"),
        ("WHO", "coffee", "--with", "nobody-at-all"),
    ],
)
def test_wrong_questions(kreds: Kreds, store: Path, people: list[str], arguments: tuple[str, ...]) -> None:
    """What cannot be meant is refused, and nothing is noted."""
    told = [people[0] if word == "WHO" else word for word in arguments]
    assert kreds("log", *told, "--store", store).exit_code == 2
    assert kreds("log", "--json", "--store", store).json["total"] == 0
