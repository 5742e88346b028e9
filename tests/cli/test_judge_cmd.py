"""``kreds judge``: the person's word stands until taken back."""

from pathlib import Path

import pytest

from tests.cli.conftest import Kreds


def _one(kreds: Kreds, store: Path) -> str:
    return str(
        kreds("relations", "--level", "worthless", "--limit", "1", "--json", "--store", store).json["relations"][0][
            "id"
        ]
    )


def test_overrule_and_clear(kreds: Kreds, store: Path) -> None:
    """A level that was said is shown, marked as said, and goes when it is cleared."""
    who = _one(kreds, store)
    said = kreds("judge", who, "--level", "strong", "--json", "--store", store).json
    assert (said["level"], said["overruled"]) == ("strong", True)
    assert "you say so" in kreds("judge", who, "--level", "strong", "--store", store).out
    assert "You have said so yourself" in kreds("why", who, "--store", store).out
    assert "strong *" in kreds("relations", "--level", "strong", "--limit", "60", "--store", store).out
    cleared = kreds("judge", who, "--clear", "--json", "--store", store).json
    assert (cleared["level"], cleared["overruled"]) == ("worthless", False)


def test_it_survives_an_import(kreds: Kreds, archive: Path, store: Path) -> None:
    """The next import does not take the person's word away."""
    who = _one(kreds, store)
    kreds("judge", who, "--level", "average", "--store", store)
    kreds("import", archive, "--store", store)
    assert kreds("why", who, "--json", "--store", store).json["level"] == "average"


def test_undo(kreds: Kreds, store: Path) -> None:
    """The last decision can be taken back; when there is none, that is said."""
    who = _one(kreds, store)
    kreds("judge", who, "--level", "strong", "--store", store)
    assert kreds("judge", "--undo", "--json", "--store", store).json["undone"]["kind"] == "level"
    assert kreds("why", who, "--json", "--store", store).json["overruled"] is False
    assert kreds("judge", "--undo", "--json", "--store", store).json == {"undone": None}
    assert "nothing to undo" in kreds("judge", "--undo", "--store", store).out


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("someone",),
        ("--level", "strong"),
        ("someone", "--level", "strong", "--clear"),
        ("someone", "--undo"),
        ("someone", "--level", "unknown"),
    ],
)
def test_wrong_questions(kreds: Kreds, store: Path, arguments: tuple[str, ...]) -> None:
    """Who and what must be said, and only one thing at a time."""
    assert kreds("judge", *arguments, "--store", store).exit_code == 2


def test_clearing_in_words(kreds: Kreds, store: Path) -> None:
    """A person is told what Kreds judges when it may again, and how to undo."""
    who = _one(kreds, store)
    kreds("judge", who, "--level", "strong", "--store", store)
    text = kreds("judge", who, "--clear", "--store", store).out
    assert "Kreds judges" in text
    assert "kreds judge --undo" in text


def test_tags_and_notes(kreds: Kreds, store: Path) -> None:
    """Tags go on and off, a note is kept and taken back, the list can be narrowed to them; names stay printable."""
    who = _one(kreds, store)
    said = kreds("judge", who, "--tag", "kunde", "--tag", "Aarhus", "--note", "Ring i maj\x1b[31m", "--store", store)
    assert "Tags: Aarhus, kunde" in said.out
    assert "Undo the last: kreds judge --undo" in said.out
    assert "\x1b[31m" not in said.out
    kept = kreds("judge", who, "--untag", "aarhus", "--json", "--store", store).json
    assert (kept["tags"], kept["note"][:10]) == (["kunde"], "Ring i maj")
    narrowed = kreds("relations", "--where", "tag=kunde", "--where", "noted=yes", "--json", "--store", store).json
    assert [one["id"] for one in narrowed["relations"]] == [who]
    kreds("judge", "--undo", "--store", store)
    assert kreds("why", who, "--json", "--store", store).json["tags"] == ["Aarhus", "kunde"]
    assert kreds("judge", who, "--store", store).exit_code == 2
    assert kreds("judge", "--undo", "--tag", "x", "--store", store).exit_code == 2


def test_incognito_names_nobody(kreds: Kreds, store: Path) -> None:
    """Overview, list and reasons show invented names alone when asked to."""
    names = [one["name"] for one in kreds("relations", "--json", "--store", store).json["relations"] if one["name"]]
    who = _one(kreds, store)
    for command in (("relations",), ("overview",), ("why", who)):
        told = kreds(*command, "--incognito", "--json", "--store", store).out
        assert [name for name in names if len(name) > 5 and name in told] == []
