"""What a text is about, as far as it touches people's work: fields of work, industries, and the words themselves.

The words of job titles and companies (`docs/composition.md`) say which fields a text names, in five languages: a post
on "salg" is about what a sales manager does. It is a rough reading, used only for how close a post is to somebody.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache

from kreds.composition.houses import read_house
from kreds.composition.tables import fold
from kreds.composition.titles import fields_named
from kreds.model.title import Function

_WORDS = re.compile(r"[^\W_]+")
_HASHTAGS = re.compile(r"#([^\W_]+)")
_LEAST_LETTERS = 4
"""Shorter words are looked for as whole words only: "it" ends many that it says nothing of."""
_INITIALS = 3
"""In a running text so short a word is a field of work only in capitals: "IT", and not "it"."""
_SAYS_LITTLE = frozenset(
    [
        "kunde",
        "kunden",
        "kunder",
        "kunderne",
        "customer",
        "customers",
        "people",
        "medarbejder",
        "medarbejdere",
        "medarbejderne",
        "team",
        "teams",
        "support",
        "product",
        "products",
        "produkt",
        "produkter",
        "content",
    ]
)
"""Words of titles that everybody writes, whatever they write about."""


@dataclass(frozen=True, slots=True)
class Subjects:
    """What a text is about: fields of work, industries (keys of the table) and words, folded."""

    fields: frozenset[Function] = frozenset()
    industries: frozenset[str] = frozenset()
    words: frozenset[str] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        """Whether anything is known."""
        return bool(self.fields or self.industries or self.words)


def of_text(text: str) -> Subjects:
    """What a running text (a post) is about: the fields of work that it names, and its hashtags as words.

    >>> sorted(of_text("It is about sales and marketing. #tillid").fields)
    [<Function.MARKETING: 'marketing'>, <Function.SALES: 'sales'>]
    """
    found: set[Function] = set()
    for word in _WORDS.findall(text):
        key = fold(word)
        if key not in _SAYS_LITTLE and (len(word) > _INITIALS or word.isupper()):
            found |= fields_named(key)
    return Subjects(frozenset(found), words=frozenset(map(fold, _HASHTAGS.findall(text))))


def of_topic(text: str) -> Subjects:
    """What a topic is about that somebody names in a few words: every word counts, and so do industries.

    >>> of_topic("bank, IT").industries == frozenset({"finance", "it"})
    True
    """
    words = [word for word in _split(text) if len(word) > 1]
    named = {word: fields_named(word) for word in words}
    # Every trade has its leaders; that consultants sell management does not make the topic theirs.
    houses = {read_house(word).industry for word, fields in named.items() if Function.MANAGEMENT not in fields}
    return Subjects(frozenset[Function]().union(*named.values()), frozenset(houses - {""}), frozenset(words))


def touches(about: Subjects, function: str, industry: str, text: str) -> bool:
    """Whether something is about what somebody does: their field of work, their industry, or a word of their title."""
    return function in about.fields or industry in about.industries or has_word(about.words, text)


def has_word(words: Collection[str], text: str) -> bool:
    """Whether one of the words (folded) stands in a text, also as the beginning or the end of a compound.

    >>> has_word({"salg"}, "Salgschef, Nordlys A/S"), has_word({"it"}, "Kitchen fitter")
    (True, False)
    """
    return any(_holds(mine, word) for mine in _split(text) for word in words)


def _holds(mine: str, word: str) -> bool:
    if mine == word:
        return True
    return len(word) >= _LEAST_LETTERS and (mine.startswith(word) or mine.endswith(word))


@lru_cache(maxsize=65_536)
def _split(text: str) -> tuple[str, ...]:
    return tuple(_WORDS.findall(fold(text)))
