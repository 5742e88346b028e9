"""``kreds agenda`` and ``kreds cadence``: the week in the terminal, answered and planned."""

import shutil
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from kreds.bootstrap import open_app
from kreds.cli import session
from tests.cli.conftest import Kreds
from tests.web.serving import demo_store

TODAY = date(2026, 11, 29)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day is always the same."""
    monkeypatch.setattr(session, "open_app", partial(open_app, today=lambda: TODAY, now=lambda: 1_796_000_000))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with an invented network, to be copied."""
    return demo_store(tmp_path_factory.mktemp("made"), relations=200, messages=3_000)


@pytest.fixture
def network(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(made, tmp_path / "kreds.db"))


def test_lines_are_answered_by_number(kreds: Kreds, network: Path) -> None:
    """Each word on a line is kept, a note is logged along with it, and the undo of commands takes it back."""
    run = partial(kreds, "agenda", "--json", "--store", network)
    lines = run().json["lines"]
    assert [one["number"] for one in lines] == list(range(1, len(lines) + 1))
    about = next(one for one in lines if one["person"])
    number = about["number"]
    after = run("done", number, "--note", "Coffee", "--kind", "met").json["lines"]
    assert after[number - 1]["state"] == "done"
    assert [one["text"] for one in kreds("log", "--json", "--store", network).json["lines"]] == ["Coffee"]
    kreds("judge", "--undo", "--store", network)
    assert run().json["lines"] == lines
    assert kreds("log", "--json", "--store", network).json["total"] == 0
    for action, state in (("later", "later"), ("not-person", "not_person"), ("not-kind", "not_kind")):
        assert run(action, about["line"]).json["lines"][number - 1]["state"] == state
        kreds("judge", "--undo", "--store", network)
    assert run("--anew").json["lines"] == lines


def test_the_plan_and_rhythms_are_kept(kreds: Kreds, network: Path) -> None:
    """Options change parts of the plan and leave the rest; a cadence is kept, told and taken off."""
    run = partial(kreds, "agenda", "--json", "--store", network)
    run("--days", "mon,fri", "--minutes", "15", "--mix", "listen=50,inspire=0", "--rhythm", "inner=14")
    plan = run("--off", "years", "--holiday", "2026-12-21..2027-01-03").json["plan"]
    assert (plan["days"], plan["minutes"], plan["mix"]["listen"], plan["mix"]["help"]) == ([0, 4], 15, 50, 25)
    assert (plan["cadence"]["inner"], plan["off"]) == (14, ["years"])
    assert plan["holidays"] == [["2026-12-21", "2027-01-03"]]
    plan = run("--on", "years", "--no-holiday", "2026-12-21").json["plan"]
    assert (plan["off"], plan["holidays"]) == ([], [])
    who = next(one["person"]["id"] for one in run().json["lines"] if one["person"])
    assert kreds("cadence", who, "45", "--json", "--store", network).json["said"] == 45
    assert kreds("cadence", who, "never", "--json", "--store", network).json["days"] == 0
    assert kreds("cadence", who, "usual", "--json", "--store", network).json["said"] is None
    assert kreds("cadence", who, "--language", "da", "--store", network).out


def test_it_speaks_to_people(kreds: Kreds, network: Path) -> None:
    """The week is told in words, in Danish too; a draft can be read; incognito no name is told."""
    lines = kreds("agenda", "--json", "--store", network).json["lines"]
    english = kreds("agenda", "--store", network).out
    danish = kreds("agenda", "--language", "da", "--store", network).out
    assert "minutes" in english
    assert "ca. " in danish
    drafted = next(one for one in lines if one["draft"])
    out = kreds("agenda", "draft", drafted["number"], "--store", network).out
    assert drafted["draft"].splitlines()[0] in out
    masked = kreds("agenda", "--incognito", "--json", "--store", network).out
    assert not [one for one in lines if one["person"] and one["person"]["name"] in masked]


@pytest.mark.parametrize(
    "wrong",
    [
        ("dance", "1"), ("done",), ("done", "99"), ("later", "1", "--until", "soon"), ("later", "1", "--note", "x"),
        ("done", "1", "--until", "2027-01-01"), ("--days", "someday"), ("--minutes", "0"), ("--mix", "sing=4"),
        ("--mix", "listen=x"), ("--rhythm", "moon=4"), ("--off", "nothing"), ("--holiday", "2027-01-02..2027-01-01"),
    ],
)  # fmt: skip
def test_wrong_words_are_refused(kreds: Kreds, network: Path, wrong: tuple[str, ...]) -> None:
    """What cannot be is refused with exit code 2, and nothing is kept."""
    before = kreds("agenda", "--json", "--store", network).json
    assert kreds("agenda", *wrong, "--json", "--store", network).exit_code == 2
    assert kreds("agenda", "--json", "--store", network).json == before
