"""What a text is about: fields of work in several languages, without what words merely look like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.composition.subjects import Subjects, has_word, of_text, of_topic, touches
from kreds.model.title import Function


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Tre ting om salg og markedsføring", {Function.SALES, Function.MARKETING}),
        ("Three things about leadership", {Function.MANAGEMENT}),
        ("Wie wir den Vertrieb führen", {Function.SALES}),
        ("Om it til hr.", set()),
        ("It is about people and customers.", set()),
        ("Kunderne og medarbejderne er glade", set()),
        ("IT og HR i samme båd", {Function.IT, Function.HR}),
        ("Min chef og jeg var på messen", set()),
        ("", set()),
    ],
)
def test_a_post_is_about_the_fields_it_names(text: str, fields: set[Function]) -> None:
    """Fields are found in Danish, English and German, and not in small words, in everybody's words or in ranks."""
    assert of_text(text).fields == fields


def test_a_named_topic_finds_who_works_with_it() -> None:
    """By the field of work in any language, by the industry, and by a word of the title, also within a compound."""
    sales = of_topic("salg")
    assert touches(sales, "sales", "", "Key Account Manager, Nordlys A/S")
    assert touches(sales, "", "", "Salgschef")
    assert not touches(sales, "finance", "finance", "Bogholder, Egebæk Bank")
    assert touches(of_topic("Bank"), "it", "finance", "Udvikler, Egebæk")
    assert not touches(of_topic("ledelse"), "it", "consulting", "Udvikler, Egebæk")
    assert touches(of_topic("bæredygtighed"), "", "", "Bæredygtighedschef")
    assert touches(of_topic("IT"), "", "", "IT, Egebæk Kommune")
    assert not touches(of_topic("IT"), "", "", "Kitchen fitter, Unit Nine")


def test_hashtags_are_words_of_a_post() -> None:
    """Whoever marks a post says what it is about."""
    assert of_text("Tak for i dag #Tillid #netværk").words == {"tillid", "netvark"}


@given(st.text(max_size=300))
def test_no_text_is_too_odd(text: str) -> None:
    """Any text is read, alike each time, and found again in itself when it is one long word."""
    assert of_text(text) == of_text(text)
    assert isinstance(of_topic(text), Subjects)
    for word in of_topic(text).words:
        assert has_word({word}, text) or not word
