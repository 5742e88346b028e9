"""The words of titles and companies: what people have in common that no exchange shows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

import numpy as np
import polars as pl
from narwhals.typing import IntoFrameT
from numpy.typing import NDArray

from kreds.text.names import match_key
from kreds.ties.engine import lazy

Whole = NDArray[np.int64]
Numbers = NDArray[np.float64]

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LEAST_LETTERS = 2
_SAY_NOTHING = frozenset({
    "and", "og", "an", "of", "af", "for", "the", "at", "hos", "in", "til", "to", "den", "det", "de", "en", "et", "med",
    "with", "på",
    "aps", "ltd", "inc", "gmbh", "group", "ab", "as", "bv", "llc", "sas", "plc", "co", "is",
})  # fmt: skip
"""Words that join others, and legal forms."""


class Place(StrEnum):
    """Where a word stands."""

    TITLE = "title"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Words:
    """Who has which words: those of ``person[i]`` are ``vocabulary[w]`` for w in ``of[starts[i]:starts[i + 1]]``.

    ``row`` is that i for each of ``of``.

    A word is told with its place, ``title:recruiter``: the same in a company is another.
    """

    person: Whole
    vocabulary: tuple[str, ...]
    starts: Whole
    of: Whole
    row: Whole

    def counts(self) -> Whole:
        """How many people have each word of the vocabulary."""
        return np.bincount(self.of, minlength=len(self.vocabulary)).astype(np.int64)

    def total(self, values: Numbers) -> Numbers:
        """For each person the sum of the values of their words, given one for each of the vocabulary."""
        return np.bincount(self.row, weights=values[self.of], minlength=len(self.person)).astype(np.float64)

    def gathered(self, values: Numbers) -> Numbers:
        """For each word the sum of the values of those who have it, given one for each person."""
        return np.bincount(self.of, weights=values[self.row], minlength=len(self.vocabulary)).astype(np.float64)

    def columns(self, rows: Whole, chosen: Whole) -> Numbers:
        """For some people (by their places) and some words, 1 where somebody has the word."""
        place = np.full(len(self.vocabulary), -1, dtype=np.int64)
        place[chosen] = np.arange(len(chosen))
        made = np.zeros((len(rows), len(chosen)))
        for at, row in enumerate(rows):
            found = place[self.of[self.starts[row] : self.starts[row + 1]]]
            made[at, found[found >= 0]] = 1.0
        return made

    def of_people(self, person: Whole) -> "Words":
        """The words of exactly these people, sorted by number; those who are missing have none."""
        if np.array_equal(person, self.person):
            return self
        place = np.searchsorted(self.person, person)
        known = (place < len(self.person)) & (self.person[np.minimum(place, len(self.person) - 1)] == person)
        spans = [
            self.of[self.starts[at] : self.starts[at + 1]] if is_known else self.of[:0]
            for at, is_known in zip(place, known, strict=True)
        ]
        starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum([len(span) for span in spans], dtype=np.int64)])
        return _laid_out(person, self.vocabulary, starts, np.concatenate([self.of[:0], *spans]))


def spoken(title: str, company: str) -> tuple[str, ...]:
    """The words of one person, each once.

    >>> spoken("Recruiter & Headhunter", "Brightseat ApS")
    ('title:headhunter', 'title:recruiter', 'company:brightseat')
    """
    return (*_words(Place.TITLE, title), *_words(Place.COMPANY, company))


def words_of(people: IntoFrameT) -> Words:
    """The words of everybody.

    Args:
        people: columns ``person``, ``title`` and ``company``, each person once; any engine of narwhals that gives
            frames of polars.
    """
    chosen = lazy(people).select("person", "title", "company").collect(backend="polars").to_native()
    frame = cast("pl.DataFrame", chosen).sort("person")
    by_place = [(_folded(place, frame[place.value].fill_null("").to_list())) for place in (Place.TITLE, Place.COMPANY)]
    rows = [title + company for title, company in zip(*by_place, strict=True)]
    vocabulary = sorted({word for row in rows for word in row})
    number = {word: place for place, word in enumerate(vocabulary)}
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum([len(row) for row in rows], dtype=np.int64)])
    of = np.array([number[word] for row in rows for word in row], dtype=np.int64)
    return _laid_out(frame["person"].to_numpy().astype(np.int64), tuple(vocabulary), starts, of)


def split(word: str) -> tuple[Place, str]:
    """Where a word stands, and the word alone.

    >>> split("title:recruiter")
    (<Place.TITLE: 'title'>, 'recruiter')
    """
    place, _, bare = word.partition(":")
    return Place(place), bare


def _words(place: Place, text: str) -> tuple[str, ...]:
    found = {word for word in _WORD.findall(match_key(text)) if len(word) >= _LEAST_LETTERS}
    return tuple(f"{place}:{word}" for word in sorted(found - _SAY_NOTHING) if not word.isdigit())


def _folded(place: Place, texts: Iterable[str]) -> list[tuple[str, ...]]:
    """Many people work at few companies under few titles: each text is folded once."""
    listed = list(texts)
    made = {text: _words(place, text) for text in set(listed)}
    return [made[text] for text in listed]


def _laid_out(person: Whole, vocabulary: tuple[str, ...], starts: Whole, of: Whole) -> Words:
    return Words(person, vocabulary, starts, of, np.repeat(np.arange(len(person)), np.diff(starts)))
