"""In which language to write to somebody: a few stated signs, the surest first; the person can always choose otherwise.

Their own earlier words, the place they work at, the country of their mail or web address, the language of their title,
the legal form of their company, and last the letters of their name.
"""

import re
from dataclasses import dataclass

from kreds.model.outsider import Outsider
from kreds.text.names import search_key
from kreds.text.phrase import Phrase

DANISH, ENGLISH = "da", "en"
_DANISH_WORDS = frozenset(
    [
        "og",
        "jeg",
        "det",
        "du",
        "ikke",
        "til",
        "med",
        "kan",
        "vi",
        "har",
        "hej",
        "tak",
        "hilsen",
        "venlig",
        "skal",
        "vil",
        "godt",
        "dig",
        "mig",
    ]
)
_ENGLISH_WORDS = frozenset(
    [
        "and",
        "the",
        "you",
        "to",
        "with",
        "can",
        "we",
        "have",
        "hi",
        "thanks",
        "regards",
        "would",
        "your",
        "for",
        "is",
        "not",
        "are",
        "me",
        "of",
    ]
)
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
_DANISH_NAME = re.compile(r"[æøå]|(?:sen|gaard|gård|kjær|lund)$", re.IGNORECASE)
_LEAST_WORDS = 3


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
    by_words = _by_words(written)
    if by_words:
        return Chosen(by_words, Phrase("as you have written to each other"))
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
    if one.read_title.language in (DANISH, ENGLISH):
        return Chosen(one.read_title.language, Phrase("so is their title: %(title)s", {"title": one.title}))
    if _DANISH_FORM.search(one.company):
        return Chosen(DANISH, Phrase("their company is %(company)s", {"company": one.company}))
    if any(_DANISH_NAME.search(word) for word in one.name.split()):
        return Chosen(DANISH, Phrase("their name looks Danish"))
    return Chosen(usual, Phrase("nothing speaks for another language"))


def _by_words(text: str) -> str:
    words = re.findall(r"\w+", text.lower())
    danish, english = (sum(word in known for word in words) for known in (_DANISH_WORDS, _ENGLISH_WORDS))
    if max(danish, english) < _LEAST_WORDS or danish == english:
        return ""
    return DANISH if danish > english else ENGLISH


def _country(one: Outsider) -> str:
    for address in (one.domain, one.email.rpartition("@")[2]):
        found = _COUNTRY.search(address.lower())
        if found and found[1] not in _NO_COUNTRY:
            return found[1]
    return ""
