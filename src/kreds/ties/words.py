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

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LEAST_LETTERS = 2
_SAY_NOTHING = frozenset({
    "and", "og", "of", "af", "for", "the", "at", "hos", "in", "til", "to", "den", "det", "de", "en", "et", "med", "with",
    "på", "an",
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

    A word is told with its place, ``title:recruiter``: the same in a company is another.
    """

    person: Whole
    vocabulary: tuple[str, ...]
    starts: Whole
    of: Whole

    def counts(self) -> Whole:
        """How many people have each word of the vocabulary."""
        return np.bincount(self.of, minlength=len(self.vocabulary)).astype(np.int64)

    def total(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """For each person the sum of the values of their words, given one for each of the vocabulary."""
        summed = np.concatenate([np.zeros(1), np.cumsum(values[self.of])])
        # The difference of two running sums of nothing but noughts is not always a nought.
        return np.asarray(np.round(summed[self.starts[1:]] - summed[self.starts[:-1]], 9), dtype=np.float64)


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
    return Words(frame["person"].to_numpy().astype(np.int64), tuple(vocabulary), starts, of)


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
