"""What the name of a company says of it: what kind of house it is, and its industry.

The words stand in ``words/companies.tsv``; `docs/composition.md` says how to mend them.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from kreds.composition.tables import fold, read_table

_WORDS = re.compile(r"[^\W_]+")
_LONGEST = 200
_SHORTEST_PIECE = 4


class HouseKind(StrEnum):
    """What a house is, as far as that says who the people in it are to somebody; NONE for most.

    SEARCH is only a word that recruiters like: the titles of those who work there decide.
    """

    RECRUITMENT = "recruitment"
    SCHOOL = "school"
    NEWSROOM = "newsroom"
    FUND = "fund"
    ASSOCIATION = "association"
    PUBLIC = "public"
    SELF = "self"
    SEARCH = "search"
    NONE = ""


@dataclass(frozen=True, slots=True)
class House:
    """A company as its name was read; ``industry`` is a key of the table, "" when no word tells."""

    kind: HouseKind = HouseKind.NONE
    industry: str = ""


@lru_cache(maxsize=65_536)
def read_house(name: str) -> House:
    """What the name of a company says; of several words the last one counts, as it does in most names.

    >>> read_house("Nordlys Data A/S").industry, read_house("Egebæk Kommune").kind
    ('it', <HouseKind.PUBLIC: 'public'>)
    """
    kind, industry, industry_of_kind = HouseKind.NONE, "", ""
    words = _WORDS.findall(fold(name[:_LONGEST]))
    phrases = _tables().phrases
    for at, word in enumerate(words):
        said = next((one for phrase, one in phrases.get(word, ()) if words[at : at + len(phrase)] == phrase), None)
        said = said or _word(word)
        industry = said.industry or industry
        if said.kind and not (kind and said.kind is HouseKind.SEARCH):
            kind, industry_of_kind = said.kind, said.industry
    return House(kind, industry_of_kind or industry)


@lru_cache(maxsize=4_096)
def read_industry(text: str) -> str:
    """The industry that somebody's words mean, as a key of the table; else the words themselves.

    >>> read_industry("Computer Software"), read_industry("Candle making")
    ('it', 'Candle making')
    """
    words = _WORDS.findall(fold(text[:_LONGEST]))
    key = "".join(words)
    if key in _tables().industries:
        return key
    return read_house(text).industry or " ".join(text.split())[:_LONGEST]


def industries() -> tuple[str, ...]:
    """All industries that the table knows, by the alphabet of their keys."""
    return tuple(sorted(_tables().industries))


@cache
def free_mail() -> frozenset[str]:
    """Domains of e-mail that anybody can have."""
    return frozenset(row["word"] for row in read_table("free_mail.tsv"))


_NOTHING = House()


@lru_cache(maxsize=65_536)
def _word(word: str) -> House:
    tables = _tables()
    if (said := tables.words.get(word)) or len(word) <= _SHORTEST_PIECE:
        return said or _NOTHING
    for size in range(len(word) - 1, _SHORTEST_PIECE - 1, -1):
        if said := tables.ends.get(word[-size:]) or tables.starts.get(word[:size]):
            return said
    return _NOTHING


@dataclass(frozen=True, slots=True)
class _Tables:
    words: dict[str, House]
    starts: dict[str, House]
    ends: dict[str, House]
    phrases: dict[str, list[tuple[list[str], House]]]
    industries: frozenset[str]


@cache
def _tables() -> _Tables:
    words: dict[str, House] = {}
    starts: dict[str, House] = {}
    ends: dict[str, House] = {}
    phrases: dict[str, list[tuple[list[str], House]]] = {}
    for row in read_table("companies.tsv"):
        said = House(HouseKind(row["kind"]), row["industry"])
        parts = _WORDS.findall(fold(row["word"]))
        if row["word"].startswith("-"):
            ends[parts[0]] = said
            words.setdefault(parts[0], said)
        elif row["word"].endswith("-"):
            starts[parts[0]] = said
            words.setdefault(parts[0], said)
        elif len(parts) > 1:
            phrases.setdefault(parts[0], []).append((parts, said))
        else:
            words[parts[0]] = said
    for found in phrases.values():
        found.sort(key=lambda one: -len(one[0]))
    known = {said.industry for table in (words, starts, ends) for said in table.values()} - {""}
    return _Tables(words, starts, ends, phrases, frozenset(known))
