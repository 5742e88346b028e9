"""Which language a person gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.i18n import LANGUAGES, choose_language


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        (("da", "en"), "da"),
        (("", "en-US,en;q=0.9,da;q=0.8"), "en"),
        (("fr-FR,da;q=0.2,de;q=0.9",), "da"),
        (("nb-NO,nb;q=0.9",), "da"),
        (("da;q=0, en",), "en"),
        (("da_DK.UTF-8",), "da"),
        (("C",), "en"),
        ((), "en"),
        (("*",), "en"),
        (("xx", "da"), "da"),
    ],
)
def test_the_first_wish_that_can_be_met(wishes: tuple[str, ...], expected: str) -> None:
    """A choice goes before the browser, the browser's order counts, and English is the rest."""
    assert choose_language(*wishes) == expected


@given(header=st.text(max_size=200))
def test_any_header_gives_a_language(header: str) -> None:
    """Nothing that a browser may send is an error."""
    assert choose_language(header) in LANGUAGES
