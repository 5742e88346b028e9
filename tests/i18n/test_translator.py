"""Sentences, numbers, days and levels in each language."""

from datetime import date

import pytest

from kreds.errors import AmbiguousPersonError, RefusedError, UnknownPersonError
from kreds.i18n import LANGUAGES, Translator
from kreds.model.level import Level, Seen, Sign
from kreds.text.phrase import Phrase

DAY = date(2026, 10, 3)
EN, DA = Translator("en"), Translator("da")


def test_numbers_and_days_are_local() -> None:
    """Danes write 1.412 and 3. oktober 2026, Britons 1,412 and 3 October 2026."""
    assert (EN.number(1412), DA.number(1412)) == ("1,412", "1.412")
    assert (EN.number(3.14159, decimals=2), DA.number(3.14159, decimals=2)) == ("3.14", "3,14")
    assert (EN.day(DAY), DA.day(DAY)) == ("3 October 2026", "3. oktober 2026")
    assert (EN.month(DAY), DA.month(DAY)) == ("October 2026", "oktober 2026")
    assert (EN.percent(0.16), DA.percent(0.16)) == ("16%", "16\N{NO-BREAK SPACE}%")


@pytest.mark.parametrize(
    ("share", "shown"), [(0.0, "0%"), (0.001, "< 1%"), (0.999, "99%"), (1.0, "100%"), (0.5, "50%")]
)
def test_a_share_is_never_rounded_to_none_or_all(share: float, shown: str) -> None:
    """What is a little is not nothing, and what is nearly all is not all."""
    assert EN.percent(share) == shown


@pytest.mark.parametrize(
    ("days", "english", "danish"),
    [(1, "1 day", "1 dag"), (29, "29 days", "29 dage"), (31, "1 month", "1 måned"), (364, "11 months", "11 måneder"),
     (366, "1 year", "1 år"), (3_300, "9 years", "9 år")],
)  # fmt: skip
def test_spans_take_their_largest_unit(days: int, english: str, danish: str) -> None:
    """A span is told in days, months or years, rounded down."""
    assert (EN.span(days), DA.span(days)) == (english, danish)


def test_durations_and_sizes() -> None:
    """Short times in seconds, longer ones in minutes; bytes in the unit people know."""
    assert [EN.duration(seconds) for seconds in (0.2, 8, 89, 100)] == [
        "less than a second",
        "8 seconds",
        "89 seconds",
        "2 min",
    ]
    assert [DA.size(count) for count in (900, 1_500, 12_345_678)] == ["900 B", "1,5 kB", "12 MB"]


def test_facts_are_formatted_by_their_type() -> None:
    """Numbers get separators, days are written out, texts stay, also one that looks like a placeholder."""
    said = DA.text("%(n)s %(day)s %(year)s %(text)s", n=1412, day=DAY, year="2026", text="%(n)s %s")
    assert said == "1.412 3. oktober 2026 2026 %(n)s %s"


def test_phrases_choose_their_form_and_may_use_any_name() -> None:
    """The number chooses the form; facts called like parameters are facts all the same."""
    phrase = Phrase("%(n)s message", {"n": 3}, plural="%(n)s messages", n=3)
    assert (EN.phrase(phrase), DA.phrase(phrase)) == ("3 messages", "3 beskeder")
    assert EN.phrase(Phrase("%(message)s %(context)s %(self)s", {"message": 1, "context": 2, "self": 3})) == "1 2 3"
    assert EN.phrase(Phrase("%(n)s row", plural="%(n)s rows", n=2)) == "2 rows"


def test_the_guide_s_words() -> None:
    """Levels are called as the guide calls them, one and many."""
    assert [DA.level(level) for level in Level] == ["stærk", "gennemsnitlig", "værdiløs", "ukendt"]
    assert [DA.level_of_many(level) for level in Level] == [
        "stærke",
        "gennemsnitlige",
        "værdiløse",
        "ved vi for lidt om",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_model_has_one(language: str) -> None:
    """Each level, sign and state is said in each language, each differently."""
    t = Translator(language)
    for words in (
        [t.level(x) for x in Level],
        [t.level_of_many(x) for x in Level],
        [t.sign(x) for x in Sign],
        [t.seen(x) for x in Seen],
    ):
        assert len(set(words)) == len(words)
        assert all(words)


def test_errors_say_where_what_and_what_to_do() -> None:
    """A refusal names file, line and column; a class's own sentence is translated and filled."""
    refused = RefusedError("CSV-QUOTE", file="a.zip/Connections.csv", line=1_234, column="Company")
    message, advice = EN.error(refused)
    assert message.startswith("a.zip/Connections.csv, line 1234, column “Company”: ")
    assert message.endswith("Nothing was saved.")
    assert advice
    message, advice = DA.error(UnknownPersonError(who="Bo"))
    assert "“Bo”" in message
    assert message != EN.error(UnknownPersonError(who="Bo"))[0]
    assert "2" in EN.error(AmbiguousPersonError("Bo", [("1", "Bo", ""), ("2", "Bo", "")]))[0]


def test_a_stored_problem_that_lacks_a_fact_is_still_told() -> None:
    """Rows set aside by an older version may lack what a newer sentence names."""
    message, _ = EN.problem("ROW-WIDTH", {"found": 3})
    assert "3" in message
    assert "…" in message
