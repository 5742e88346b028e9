"""Foreign text on one line."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kreds.text.one_line import one_line


@given(st.text(st.characters()))
def test_nothing_breaks_or_turns_the_line(text: str) -> None:
    """No break, control, override or half of a character is left; doing it again changes nothing; words stay."""
    shown = one_line(text)
    assert not [one for one in shown if unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp")]
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b\u200e\u200f")
    assert one_line(shown) == shown
    assert len(shown.splitlines()) <= 1


def test_names_of_all_scripts_stay() -> None:
    """Letters, marks and the joiners that some scripts need are left as they are."""
    for name in ("Søren Ågård", "Dvořáková", "محمد", "नेहा क\u200dष", "李小龍", "👩\u200d👧"):
        assert one_line(name) == name
