"""Titles of five languages are read into function, seniority and role."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kreds.composition.tables import read_table
from kreds.composition.titles import LANGUAGES, read_title, title_coverage
from kreds.model.title import Function, Role, Seniority, Title


def _told() -> Iterator[tuple[str, str, str, str]]:
    for language in LANGUAGES:
        for line in (Path(__file__).parent / f"titles_{language}.tsv").read_text(encoding="utf-8").splitlines():
            title, function, seniority, role = line.split("\t")
            yield title, function, seniority, role


TOLD = tuple(dict.fromkeys(_told()))
KNOWN = [row["word"].strip("-") for language in LANGUAGES for row in read_table(f"titles_{language}.tsv")]


@pytest.mark.parametrize(("title", "function", "seniority", "role"), TOLD, ids=[str(at) for at in range(len(TOLD))])
def test_titles_are_read(title: str, function: str, seniority: str, role: str) -> None:
    """Each title of the tables beside this file means what stands there."""
    read = read_title(title)
    assert (read.function, read.seniority, read.role) == (function, seniority, role)


def test_the_language_is_told() -> None:
    """A compound is of the language that knows both its halves."""
    titles = ("Försäljningschef", "Salgssjef", "Vertriebsleiterin", "Indkøbschef", "Head of Sales")
    assert [read_title(title).language for title in titles] == ["sv", "no", "de", "da", "en"]


@given(st.text(max_size=400))
def test_reading_never_fails(text: str) -> None:
    """Whatever stands in a title, an answer comes."""
    assert isinstance(read_title(text), Title)


@given(st.lists(st.sampled_from([*KNOWN, "|", "at", "&", "Nordlys"]), max_size=5))
def test_case_and_spaces_do_not_matter(words: list[str]) -> None:
    """A title in capitals, or with wide gaps, is the same title."""
    read = read_title(" ".join(words))
    assert read_title(" ".join(words).upper()) == read
    assert read_title("  ".join(["", *words, ""])) == read


@pytest.mark.parametrize(
    ("one", "other"),
    [("Indkøbschef", "Indkoebschef"), ("Geschäftsführer", "Geschaeftsfuehrer"), ("Säljare", "Saljare")],
)
def test_accents_do_not_matter(one: str, other: str) -> None:
    """A title typed on a keyboard without its letters is the same title."""
    assert read_title(one) == read_title(other) != Title()


def test_every_row_of_the_tables_is_understood() -> None:
    """A table that somebody mended holds only values that there are, and no word twice."""
    for language in LANGUAGES:
        rows = read_table(f"titles_{language}.tsv")
        assert len({row["word"].lower() for row in rows}) == len(rows)
        for row in rows:
            assert Function(row["function"].strip("()")) or Seniority(row["seniority"]) or Role(row["role"])


def test_coverage_tells_what_was_not_read() -> None:
    """The most frequent words of titles that say nothing to Kreds come first."""
    found = title_coverage(["CEO", "Wizard of light", "Wizard", "", "  "])
    assert (found.titles, found.read) == (3, 1)
    assert found.unread_words[0] == ("wizard", 2)


def test_thirty_thousand_titles_take_half_a_second() -> None:
    """Titles are read when the network is derived: each different one is worked out once."""
    titles = [f"{one} {other}" for one, *_ in TOLD[:60] for other, *_ in TOLD[:50]] * 10
    read_title.cache_clear()
    started = time.process_time()
    for title in titles:
        read_title(title)
    assert len(titles) == 30_000
    assert time.process_time() - started < 0.5
