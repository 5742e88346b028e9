"""``kreds invite`` and ``kreds invitations``: lists, drafts, what is said, the policy, and the limits."""

from functools import partial
from pathlib import Path

import pytest

from kreds.bootstrap import open_app
from kreds.cli import session
from tests.cli.conftest import Kreds
from tests.services.outsider_stores import TODAY, small_store

NOW = 1_793_534_400


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day is always the same."""
    monkeypatch.setattr(session, "open_app", partial(open_app, today=lambda: TODAY, now=lambda: NOW))


@pytest.fixture
def around(tmp_path: Path) -> Path:
    """The small network with people around it."""
    return small_store(tmp_path)


def test_the_list_and_what_is_said(kreds: Kreds, around: Path) -> None:
    """Whom to invite with reasons; sent, withdrawn, put off and back, by name, in words and as JSON, and undone."""
    listed = kreds("invite", "--store", around).out
    assert "Dan Krog" in listed
    assert "99 left" in listed
    shape = kreds("invite", "--json", "--limit", "2", "--store", around).json
    assert [one["name"] for one in shape["people"]] == ["Dan Krog", "Ida Berg"]
    first = shape["people"][0]
    assert round(sum(reason["points"] for reason in first["reasons"]), 2) == first["score"]
    sent = kreds("invite", "--sent", "Dan Krog", "--noted", "--json", "--store", around).json
    assert sent["people"][0]["state"] == "sent"
    assert sent["budget"]["noted"] == 1
    assert "Undo" not in kreds("judge", "--undo", "--store", around).err
    assert (
        kreds("invite", "--withdrawn", "Hans Bak", "--json", "--store", around).json["people"][0]["again"]
        == "2026-11-22"
    )
    assert kreds("invite", "--not-now", "ida@berg.example", "--store", around).exit_code == 0
    assert "Ida Berg" in kreds("invite", "--show", "not_now", "--store", around).out
    assert "judge --undo" in kreds("invite", "--back", "Ida Berg", "--store", around).out
    assert "Nobody stands here." in kreds("invite", "--show", "not_now", "--store", around).out


def test_a_draft(kreds: Kreds, around: Path) -> None:
    """The message in the language that fits, in another when asked, and never for a relation."""
    assert "Vi mødtes til “Kvartalsmøde”" in kreds("invite", "--draft", "Dan Krog", "--store", around).out
    arguments = ("invite", "--draft", "Dan Krog", "--message-language", "en", "--tone", "formal")
    shape = kreds(*arguments, "--json", "--store", around).json
    assert shape["text"].startswith("Dear Dan Krog")
    assert kreds("invite", "--draft", "Anna Holm", "--store", around).exit_code == 2


def test_the_policy(kreds: Kreds, around: Path) -> None:
    """Tried, laid down, overruled by name; what is off is refused."""
    listed = kreds("invitations", "--store", around).out
    assert "Eva Roe" in listed
    assert "Ask first" in listed
    switches = ("--policy", "accept=message", "--policy", "otherwise=decline", "--policy", "ask-silent=no")
    tried = kreds("invitations", *switches, "--preview", "--json", "--store", around).json
    assert tried["verdicts"] == {"accept": 1, "trial": 0, "ask": 0, "decline": 2}
    assert "Decline: 2" in kreds("invitations", *switches, "--preview", "--store", around).out
    kept = kreds("invitations", *switches, "--policy", "months=3", "--json", "--store", around).json
    assert (kept["has_policy"], kept["policy"]["months"], kept["verdicts"]["decline"]) == (True, 3, 2)
    said = kreds("invitations", "--say", "Eva Roe", "--as", "trial", "--store", around).out
    assert "judge --undo" in said
    answered = kreds("invitations", "--show", "answered", "--json", "--store", around).json
    assert [one["verdict"] for one in answered["invitations"]] == ["trial"]
    kreds("invitations", "--say", "Eva Roe", "--as", "policy", "--store", around)
    assert "No invitation stands here." in kreds("invitations", "--show", "answered", "--store", around).out
    assert "Afvis" in kreds("invitations", "--language", "da", "--store", around).out


@pytest.mark.parametrize("arguments", [
    ("invite", "--sent", "Dan Krog", "--not-now", "Dan Krog"), ("invite", "--noted"), ("invite", "--show", "shoes"),
    ("invite", "--sent", "Nobody At All"), ("invite", "--draft", "Dan Krog", "--tone", "loud"),
    ("invitations", "--say", "Eva Roe"), ("invitations", "--preview"), ("invitations", "--policy", "months=x"),
    ("invitations", "--policy", "accept=friends"), ("invitations", "--say", "Eva Roe", "--as", "maybe"),
    ("invitations", "--try"), ("settings", "--limit", "note_length=9"), ("settings", "--limit", "shoes=9"),
])  # fmt: skip
def test_wrong_questions(kreds: Kreds, around: Path, arguments: tuple[str, ...]) -> None:
    """Each is answered with what can be done, and nothing is changed."""
    assert kreds(*arguments, "--store", around).exit_code == 2
    assert kreds("settings", "--json", "--store", around).json["decisions"] == 0


def test_limits_are_settled(kreds: Kreds, around: Path) -> None:
    """On the command line, by the environment, the person's word first."""
    assert kreds("settings", "--json", "--store", around, KREDS_NOTE_LENGTH="300").json["note_length"] == 300
    assert kreds("settings", "--limit", "note_length=250", "--json", "--store", around).json["note_length"] == 250
    assert kreds("settings", "--json", "--store", around, KREDS_NOTE_LENGTH="300").json["note_length"] == 250
    assert kreds("settings", "--json", "--store", around, KREDS_NOTE_LENGTH="many").exit_code == 2


def test_an_empty_store_says_what_to_import(kreds: Kreds, tmp_path: Path) -> None:
    """Nobody known is no error."""
    from kreds.store.database import open_store

    path = tmp_path / "kreds.db"
    open_store(path).close()
    assert "kreds import" in kreds("invite", "--store", path).out
    assert "No invitation stands here." in kreds("invitations", "--store", path).out
