"""Nothing a person reads is left untranslated, and the check that says so sees what it must see."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from kreds.i18n import LANGUAGES
from kreds.i18n.catalogue import merged
from tools.check_messages import Message, all_messages, catalogue_complaints, complaints


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_message_is_translated(language: str) -> None:
    """Each message of the program is there, filled in, with the same facts and all forms."""
    assert catalogue_complaints(language) == []
    assert complaints(all_messages(), language, merged(language)) == []


def test_messages_are_found_wherever_they_are_written(tmp_path: Path) -> None:
    """Python, templates, phrases, errors and reasons to leave a row out are all searched."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.py").write_text('WHY = "no name"\nyield Skipped(1, WHY)\nyield Skipped(2, "draft")\n')
    (tmp_path / "b.py").write_text(
        't.text("One")\nself.t.plural("%(n)s two", "%(n)s twos", 2)\nPhrase("Three", plural="Threes")\n'
        'sql.text("SELECT")\n'
        'class BadError(KredsError):\n    template = "Four"\n    what_to_do = "Five"\nraise UsageError(message="Six")\n'
    )
    (tmp_path / "c.html").write_text(
        '{{ t.text("Seven", context="few") }}{% if t.plural("Eight", "Eights", n) %}{% endif %}'
    )
    (tmp_path / "nothing").mkdir()
    found = set(all_messages(tmp_path)) - set(all_messages(tmp_path / "nothing"))
    assert found == {
        Message("One"), Message("%(n)s two", plural="%(n)s twos"), Message("Three", plural="Threes"), Message("Four"),
        Message("Five"), Message("Six"), Message("Seven", context="few"), Message("Eight", plural="Eights"),
        Message("no name"), Message("draft"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("message", "string", "complaint"),
    [
        (Message("A"), None, "no da for 'A'"),
        (Message("A"), "", "no da for 'A'"),
        (Message("A %(x)s"), "B", "other facts"),
        (Message("A"), "B %(x)s", "other facts"),
        (Message("A {x}"), "B", "other facts"),
        (Message("A"), "100 % B", "other facts"),
        (Message("A", plural="As"), ("B", ""), "empty"),
        (Message("%(n)s A", plural="%(n)s As"), ("én B", "B"), "other facts"),
    ],
)
def test_each_kind_of_mistake_is_seen(message: Message, string: str | tuple[str, ...] | None, complaint: str) -> None:
    """Missing, empty, wrongly filled and half translated messages are named."""
    catalogue = Catalog(locale="da")
    if string is not None:
        catalogue.add(message.id, string)
    wrong = complaints({message: "here:1"}, "da", catalogue)
    assert len(wrong) == 1
    assert complaint in wrong[0]


def test_a_good_translation_is_not_complained_of() -> None:
    """The form for one may spell the number out."""
    message = Message("%(n)s A of %(x)s", plural="%(n)s As of %(x)s")
    catalogue = Catalog(locale="da")
    catalogue.add(message.id, ("en B af %(x)s", "%(n)s B'er af %(x)s"))
    assert complaints({message: "here:1"}, "da", catalogue) == []
