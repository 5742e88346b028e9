"""In which language to write to somebody: a few stated signs, the surest first; the person can always choose otherwise.

Earlier words between the two, the title of the meeting that is the occasion, their own title, the place they work at,
the country of their mail or web address, the legal form of their company, and last the letters of their name. The words
by which a language is known stand in ``words/languages.tsv``; `docs/composition.md` says how to mend them.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from kreds.composition.tables import fold, read_table
from kreds.model.outsider import Outsider
from kreds.text.names import search_key
from kreds.text.phrase import Phrase

DANISH, ENGLISH = "da", "en"
_DANISH_PLACES = frozenset(
    search_key(name)
    for name in [
        "danmark",
        "denmark",
        "københavn",
        "copenhagen",
        "frederiksberg",
        "aarhus",
        "odense",
        "aalborg",
        "esbjerg",
        "randers",
        "kolding",
        "horsens",
        "vejle",
        "roskilde",
        "herning",
        "silkeborg",
        "hørsholm",
        "helsingør",
        "næstved",
        "viborg",
        "fredericia",
        "holstebro",
        "taastrup",
        "hillerød",
        "slagelse",
        "sønderborg",
        "svendborg",
        "hjørring",
        "jylland",
        "fyn",
        "sjælland",
        "sjaelland",
        "bornholm",
        "lyngby",
        "gentofte",
        "glostrup",
        "ballerup",
    ]
)
_COUNTRY = re.compile(r"\.([a-z]{2})$")
_NO_COUNTRY = frozenset({"io", "ai", "co", "eu", "me", "tv", "so"})
_DANISH_FORM = re.compile(r"\b(?:A/S|ApS|I/S|K/S|IVS|P/S)\b", re.IGNORECASE)
_DANISH_NAME = re.compile(r"[æøå]|(?:sen|gaard|gård|kjær|lund|skov|toft|strup|bjerg)$", re.IGNORECASE)
_LEAST_WORDS = 3
"""So many words of a language a letter must hold; a title is too short for that, and one is enough."""
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A language and the sign that speaks for it."""

    language: str
    why: Phrase


def language_for(one: Outsider, *, written: str = "", usual: str = ENGLISH) -> Chosen:
    """The language to write to somebody in.

    Args:
        one: who.
        written: earlier words between the two, where those are kept.
        usual: where nothing speaks for a language.

    >>> language_for(Outsider(1, "John Roe", place="Aarhus, Denmark")).language
    'da'
    """
    by_words = _by_words(written, least=_LEAST_WORDS)
    if by_words:
        return Chosen(by_words, Phrase("as you have written to each other"))
    met_in = _by_words(one.last_meeting, least=1, but=f"{one.name} {one.company}")
    if met_in:
        return Chosen(met_in, Phrase("so was the meeting: %(meeting)s", {"meeting": one.last_meeting}))
    titled = _by_title(one)
    if titled:
        return Chosen(titled, Phrase("so is their title: %(title)s", {"title": one.title}))
    if one.place:
        words = set(re.split(r"\W+", search_key(one.place)))
        return Chosen(
            DANISH if words & _DANISH_PLACES else ENGLISH, Phrase("they are at %(place)s", {"place": one.place})
        )
    country = _country(one)
    if country:
        return Chosen(
            DANISH if country == "dk" else ENGLISH, Phrase("their address ends in .%(country)s", {"country": country})
        )
    if _DANISH_FORM.search(one.company):
        return Chosen(DANISH, Phrase("their company is %(company)s", {"company": one.company}))
    if _has_danish_name(one):
        return Chosen(DANISH, Phrase("their name looks Danish"))
    return Chosen(usual, Phrase("nothing speaks for another language"))


def _by_title(one: Outsider) -> str:
    """The language of a title, else of the words around it; English ones are worn in Denmark, too, and so by Danes."""
    said = one.read_title.language or _by_words(one.title, least=1, but=one.company)
    if said == ENGLISH and _has_danish_name(one):
        return ""
    return said if said in (DANISH, ENGLISH) else ""


def _has_danish_name(one: Outsider) -> bool:
    return any(_DANISH_NAME.search(word) for word in one.name.split())


def _by_words(text: str, *, least: int, but: str = "") -> str:
    """The language that more words of a text are of, "" without so many; words of ``but`` (names) do not count."""
    left_out = set(_WORDS.findall(fold(but)))
    words = [word for word in _WORDS.findall(fold(text)) if word not in left_out]
    counts = {language: sum(_is_of(word, known) for word in words) for language, known in _known_words().items()}
    danish, english = counts[DANISH], counts[ENGLISH]
    if max(danish, english) < least or danish == english:
        return ""
    return DANISH if danish > english else ENGLISH


def _is_of(word: str, known: Collection[str]) -> bool:
    """Whether a language knows a word, whole or (from five letters on) by its end."""
    return word in known or any(f"-{word[at:]}" in known for at in range(1, len(word) - 3))


@cache
def _known_words() -> dict[str, frozenset[str]]:
    """The words of each language; those that stand for the ends of words begin with a hyphen."""
    found: dict[str, set[str]] = {DANISH: set(), ENGLISH: set()}
    for row in read_table("languages.tsv"):
        word = fold(row["word"].lstrip("-"))
        found[row["language"]].update([word, f"-{word}"] if row["word"].startswith("-") else [word])
    return {language: frozenset(words) for language, words in found.items()}


def _country(one: Outsider) -> str:
    for address in (one.domain, one.email.rpartition("@")[2]):
        found = _COUNTRY.search(address.lower())
        if found and found[1] not in _NO_COUNTRY:
            return found[1]
    return ""
