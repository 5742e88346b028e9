"""What a file says, on its way to a terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.cli.escaping import printable


@given(st.text(max_size=80))
def test_nothing_moves_the_cursor(text: str) -> None:
    """No control character, line break, lone surrogate or direction override survives."""
    shown = printable(text)
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff")


@given(st.text(max_size=80))
def test_once_is_enough(text: str) -> None:
    """Making a printable text printable changes nothing but the mark after right-to-left text."""
    shown = printable(text)
    assert printable(shown).rstrip("\u200e") == shown.rstrip("\u200e")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Anna Holm", "Anna Holm"),
        ("Søren Ærø", "Søren Ærø"),
        ("\x1b[31mred\x1b]0;title\x07", "\\x1b[31mred\\x1b]0;title\\x07"),
        ("[bold]not markup[/bold] :smile:", "[bold]not markup[/bold] :smile:"),
        ("one\r\ntwo\tthree", "one  two three"),
        ("gnp.\u202eexe", "gnp.exe"),
        ("soft\u00adhyphen", "softhyphen"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("דנה", "דנה\u200e"),
        ("a" + "\u0301" * 50, "a" + "\u0301" * 4),
        ("\ud800", "\ufffd"),
    ],
)
def test_names(text: str, shown: str) -> None:
    """Names of all scripts stay readable; what is not part of a name shows as what it is."""
    assert printable(text) == shown
