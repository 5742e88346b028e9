"""Job titles read into function, seniority and role, in Danish, Swedish, Norwegian, English and German.

The words stand in ``words/titles_<language>.tsv``; `docs/composition.md` says how to mend them. A title is cut into
parts (at ``|``, a comma, a dash), each part into words. Known phrases are found first, then words, then the beginning
and the end of compounds: ``indkøbschef`` is a purchaser by its beginning and a manager by its end.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from kreds.composition.tables import fold, read_table
from kreds.model.title import Function, Role, Seniority, Title

LANGUAGES = ("en", "da", "sv", "no", "de")
"""Of a title that may be in several, the first one is taken."""

_PARTS = re.compile(r"[|;,:/()\[\]•·–—→\n]| - | > ")
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")
_WORDS = re.compile(r"[^\W_]+|[&+@]")
_HYPHENS = re.compile("[‐‑−]")
_SHORTEST_PIECE = 4
"""Letters that a beginning needs to be looked for inside a word: "it" begins many words that it says nothing of."""
_SHORTEST_END = 3
_LONGEST_TITLE = 300
_THEN_THE_PLACE = frozenset({"at", "hos", "ved", "bei", "chez", "@", "to"})
"""What follows names the house, or whom one works for."""
_BETWEEN = frozenset(
    [
        "&",
        "+",
        "og",
        "and",
        "och",
        "und",
        "of",
        "for",
        "in",
        "i",
        "im",
        "fur",
        "med",
        "with",
        "inden",
        "indenfor",
        "innen",
    ]
)
_FORMER = frozenset(
    [
        "former",
        "formerly",
        "ex",
        "tidligere",
        "tidl",
        "fhv",
        "tidigare",
        "fd",
        "ehemaliger",
        "ehemalige",
        "ehemalig",
        "previously",
        "past",
    ]
)
_RANK = (
    Seniority.OWNER,
    Seniority.EXECUTIVE,
    Seniority.DIRECTOR,
    Seniority.BOARD,
    Seniority.MANAGER,
    Seniority.SENIOR,
    Seniority.JUNIOR,
    Seniority.STAFF,
)
"""Of several the first counts: whoever leads a company and sits on a board is a leader here."""
_LEADERS = frozenset(_RANK[:5])
_STATES = (Role.STUDENT, Role.RETIRED, Role.JOB_SEEKER)
"""What somebody is, wherever the title says so."""
_NAMED_WEAKLY = (Function.MANAGEMENT,)
"""A title with "management" in it says little of the field of work; a text about management is about that."""
_TELLING = (Role.RECRUITER, Role.JOURNALIST)


class _Word(NamedTuple):
    """What a word says in one language; a ``weak`` function counts only when nothing else says one."""

    function: Function
    weak: bool
    seniority: Seniority
    role: Role


_Found = dict[str, _Word]
"""By language."""


@dataclass(frozen=True, slots=True)
class TitleCoverage:
    """How many of some titles could be read; ``unread_words`` are those of the others, the most frequent first."""

    titles: int
    read: int
    by_language: tuple[tuple[str, int], ...]
    unread_words: tuple[tuple[str, int], ...]


@lru_cache(maxsize=65_536)
def read_title(text: str) -> Title:
    """What a title says; nothing known gives an empty `Title`. Case, spaces and accents make no difference.

    >>> read_title("Indkøbschef").function, read_title("Indkøbschef").seniority
    (<Function.PURCHASING: 'purchasing'>, <Seniority.MANAGER: 'manager'>)
    >>> read_title("CEO | Founder").role
    <Role.FOUNDER: 'founder'>
    """
    found = [groups for part in _parts(text) if (groups := _part(part))]
    words = [one for groups in found for group in groups for one in group]
    if not words:
        return Title()
    language = _language(words)
    read = [[[_in(one, language) for one in group] for group in groups] for groups in found]
    flat = [one for groups in read for group in groups for one in group]
    role = _role(flat)
    seniority = _seniority(flat, role)
    return Title(_function(read, seniority), seniority, role, language)


@lru_cache(maxsize=65_536)
def fields_named(word: str) -> frozenset[Function]:
    """The fields of work that one word names by itself, `fold`ed: what it is used of, and not who does it.

    >>> sorted(fields_named("salg")), sorted(fields_named("chef"))
    ([<Function.SALES: 'sales'>], [])
    """
    said = _word(word).values()
    return frozenset(one.function for one in said if one.function and (not one.weak or one.function in _NAMED_WEAKLY))


def is_read(title: Title) -> bool:
    """Whether anything was understood."""
    return bool(title.function or title.seniority or title.role)


def title_coverage(titles: Iterable[str], *, words: int = 30) -> TitleCoverage:
    """How many of the titles (empty ones left out) were read, and the most frequent words of the rest."""
    counted = Counter(text for text in titles if text.strip())
    languages: Counter[str] = Counter()
    unread: Counter[str] = Counter()
    for text, number in counted.items():
        title = read_title(text)
        if is_read(title):
            languages[title.language] += number
        else:
            for word in {word for part in _parts(text) for word in _own_words(part)}:
                unread[word] += number
    return TitleCoverage(
        titles=counted.total(),
        read=languages.total(),
        by_language=tuple(sorted(languages.items(), key=lambda one: (-one[1], one[0]))),
        unread_words=tuple(sorted(unread.items(), key=lambda one: (-one[1], one[0]))[:words]),
    )


def _own_words(part: list[str]) -> list[str]:
    """The words of a part that say something of the work: not the name of the house after them."""
    end = next((at for at, word in enumerate(part) if at and word in _THEN_THE_PLACE), len(part))
    return [word for word in part[:end] if len(word) > 1 and word not in _BETWEEN]


def _parts(text: str) -> Iterator[list[str]]:
    """The words of each part, without what somebody was before."""
    key = fold(text[:_LONGEST_TITLE])
    if "." in key:
        key = _INITIALS.sub(lambda found: found[0].replace(".", "") + " ", key)
    for part in _PARTS.split(key):
        words = _WORDS.findall(part.replace("'", ""))
        if words and words[0] not in _FORMER:
            yield words


def _part(words: list[str]) -> list[list[_Found]]:
    """What the words say: groups of those that stand side by side, parted by "and", "of" and their like."""
    phrases = _tables().phrases
    groups: list[list[_Found]] = [[]]
    at = 0
    while at < len(words):
        word = words[at]
        step, found = 1, None
        for phrase, said in phrases.get(word, ()):
            if words[at : at + len(phrase)] == phrase:
                step, found = len(phrase), said
                break
        if found is None:
            if at and word in _THEN_THE_PLACE:
                break
            if word in _BETWEEN:
                groups.append([])
            else:
                found = _word(word)
        if found:
            groups[-1].append(found)
        at += step
    return [group for group in groups if group]


@lru_cache(maxsize=65_536)
def _word(word: str) -> _Found:
    """What a word says by itself, or as a compound, in each language that knows it."""
    tables = _tables()
    if word.isdigit():
        return {}
    found: dict[str, _Word] = dict(tables.words.get(word, {}))
    ends = _piece(word, tables.ends, at_the_end=True)
    starts = _piece(word, tables.starts, at_the_end=False) if not found else {}
    pieces = {
        language: [one for one in (found.get(language), ends.get(language), starts.get(language)) if one]
        for language in {*found, *ends, *starts}
    }
    most = max(map(len, pieces.values()), default=0)
    if found or most < 2:
        return {language: _together(parts) for language, parts in pieces.items() if not found or language in found}
    # Whoever knows both halves of a compound has its language.
    return {language: _together(parts) for language, parts in pieces.items() if len(parts) == most}


def _piece(word: str, pieces: dict[str, _Found], *, at_the_end: bool) -> _Found:
    """What the longest known piece at one end of a word says, with the rest of the word where the piece says little."""
    shortest = _SHORTEST_END if at_the_end else _SHORTEST_PIECE
    for size in range(len(word), shortest - 1, -1):
        said = pieces.get(word[-size:] if at_the_end else word[:size])
        if said is None:
            continue
        if at_the_end or size == len(word) or any(one.function for one in said.values()):
            return said
        rest = _word(word[size:])
        return {
            language: _together([said.get(language, _NOTHING), rest.get(language, _NOTHING)])
            for language in {*said, *rest}
        }
    return {}


_NOTHING = _Word(Function.UNKNOWN, False, Seniority.UNKNOWN, Role.NONE)


def _together(parts: list[_Word]) -> _Word:
    """Several pieces of one word: the first sure function, the highest seniority, the first role.

    A word that is known as a whole plays no other part than its own.
    """
    functions = [one for one in parts if one.function]
    chosen = next((one for one in functions if not one.weak), functions[0] if functions else _NOTHING)
    is_settled = parts[0].function and not parts[0].weak
    role = parts[0].role if is_settled else next((one.role for one in parts if one.role), Role.NONE)
    return _Word(chosen.function, chosen.weak, _highest(parts), role)


def _language(words: list[_Found]) -> str:
    votes = dict.fromkeys(LANGUAGES, 0.0)
    for found in words:
        for language in found:
            votes[language] += 1 / len(found)
    return max(LANGUAGES, key=lambda language: votes[language])


def _in(found: _Found, language: str) -> _Word:
    return found.get(language) or next(found[other] for other in LANGUAGES if other in found)


def _function(parts: list[list[list[_Word]]], seniority: Seniority) -> Function:
    """Of words side by side the last one counts ("sales engineer"), of several such groups the first."""
    groups = [group for groups in parts for group in groups]
    for group in groups:
        sure = [one.function for one in group if one.function and not one.weak]
        if sure:
            return sure[-1]
    weak = next((one.function for group in groups for one in group if one.function), Function.UNKNOWN)
    return weak or (Function.MANAGEMENT if seniority in _LEADERS else Function.UNKNOWN)


def _role(words: list[_Word]) -> Role:
    roles = [one.role for one in words if one.role]
    for wanted in _STATES:
        if wanted in roles:
            return wanted
    telling = next((role for role in roles if role in _TELLING), None)
    return telling or next((role for role in roles if role is not Role.CONSULTANT), roles[0] if roles else Role.NONE)


def _seniority(words: list[_Word], role: Role) -> Seniority:
    if role is Role.STUDENT:
        return Seniority.STUDENT
    return Seniority.UNKNOWN if role is Role.RETIRED else _highest(words)


def _highest(words: list[_Word]) -> Seniority:
    said = {one.seniority for one in words}
    if Seniority.STUDENT in said:
        return Seniority.STUDENT
    return next((one for one in _RANK if one in said), Seniority.UNKNOWN)


@dataclass(frozen=True, slots=True)
class _Tables:
    words: dict[str, _Found]
    starts: dict[str, _Found]
    ends: dict[str, _Found]
    phrases: dict[str, list[tuple[list[str], _Found]]]


@cache
def _tables() -> _Tables:
    """All tables, as they are looked up: ``salgs-`` begins a word, ``-chef`` ends one, ``head of`` is a phrase."""
    words: dict[str, _Found] = {}
    starts: dict[str, _Found] = {}
    ends: dict[str, _Found] = {}
    phrases: dict[tuple[str, ...], _Found] = {}
    for language in LANGUAGES:
        for row in read_table(f"titles_{language}.tsv"):
            said = _said(row)
            key = " ".join(_WORDS.findall(fold(row["word"])))
            if row["word"].startswith("-"):
                ends.setdefault(key, {})[language] = said
            elif row["word"].endswith("-"):
                starts.setdefault(key, {})[language] = said
                words.setdefault(key, {}).setdefault(language, said)
            elif " " in key:
                phrases.setdefault(tuple(key.split()), {})[language] = said
            else:
                words.setdefault(key, {})[language] = said
    by_first: dict[str, list[tuple[list[str], _Found]]] = {}
    for phrase in sorted(phrases, key=lambda one: (-len(one), one)):
        by_first.setdefault(phrase[0], []).append((list(phrase), phrases[phrase]))
    return _Tables(words, starts, ends, by_first)


def _said(row: dict[str, str]) -> _Word:
    function = row["function"]
    return _Word(
        Function(function.strip("()")), function.startswith("("), Seniority(row["seniority"]), Role(row["role"])
    )
