"""Which relation somebody is who reacted to a post: by profile address, else by name, distance and headline.

LinkedIn's lists seldom hold an address that other files know. They do say how far away somebody is, and what stands
below their name. A connection of the owner's is on the list of connections, so a name that only one relation has,
marked "1st", is that relation. What is left open is asked, and counts for nobody until it is answered.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from kreds.resolve.outsiders import names_agree
from kreds.text.names import match_key, search_key
from kreds.text.organizations import organization_key

FIRST = 1
KEY = "post:"
"""What the identity key of somebody begins with who is known by a list of reactions alone."""
_SLIPS = 2
"""So many letters may be off in the name of somebody who, by LinkedIn's word, is a relation."""
_SHORT = 3
"""A company's name of fewer letters says nothing in a headline."""
LIKELY, POSSIBLE, FAINT = 0.8, 0.5, 0.2
"""How likely two are one who are put to the person: a judgement of ours, below what is taken for sure."""

Why = tuple[str, str, float]
"""What was compared, how it came out (`kreds.resolve.linkage_words`), and its weight in bits."""


class Reactor(NamedTuple):
    """Somebody as a list wrote them; ``degree`` is 1 to 3, 0 where it does not say."""

    id: int
    slug: str
    name: str
    headline: str
    degree: int


class Listed(NamedTuple):
    """A relation as one list of connections has it; one relation may have several, the newest last."""

    person: int
    key: str
    slug: str
    name: str
    company: str
    title: str
    is_connected: bool = True


@dataclass(frozen=True, slots=True)
class Option:
    """A relation who may be the one who reacted."""

    person: int
    key: str
    chance: float
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Recognized:
    """Who somebody is: ``person`` when it is sure, else ``options`` to ask about, else nobody known."""

    person: int = 0
    options: tuple[Option, ...] = ()


@dataclass(slots=True)
class _Somebody:
    """Everything the lists say of one relation."""

    person: int
    key: str
    is_connected: bool
    names: set[str]
    companies: set[str]
    titles: set[str]


def reactor_key(one: Reactor) -> str:
    """The identity key of somebody who is no relation.

    >>> reactor_key(Reactor(1, "", "Anna Holm", "CEO", 2)), reactor_key(Reactor(1, "anna-holm", "Anna Holm", "", 2))
    ('post:anna holm|ceo|2', 'in:anna-holm')
    """
    if one.slug:
        return f"in:{one.slug}"
    return f"{KEY}{match_key(one.name)}|{match_key(one.headline)}|{one.degree or ''}"


def who_reacted(
    reactors: Iterable[Reactor], listed: Sequence[Listed], judged: Mapping[tuple[str, str], bool]
) -> dict[int, Recognized]:
    """Who each of them is, by their number.

    Args:
        reactors: as the lists wrote them.
        listed: the relations, also those who are none any more.
        judged: pairs of identity keys that the person has said are one human, or are not.
    """
    network = _Network(listed)
    return {one.id: network.recognize(one, judged) for one in reactors}


class _Network:
    """The relations by what they can be found by."""

    def __init__(self, listed: Sequence[Listed]) -> None:
        self.people: dict[int, _Somebody] = {}
        self.by_slug: dict[str, int] = {}
        self.by_key: dict[str, int] = {}
        self.by_name: dict[str, set[int]] = defaultdict(set)
        self.by_last: dict[str, set[int]] = defaultdict(set)
        self.by_first: dict[str, set[int]] = defaultdict(set)
        for row in listed:
            somebody = self.people.setdefault(
                row.person, _Somebody(row.person, row.key, row.is_connected, set(), set(), set())
            )
            somebody.names.add(row.name)
            somebody.companies.add(organization_key(row.company))
            somebody.titles.add(search_key(row.title))
            self.by_key[row.key] = row.person
            if row.slug:
                self.by_slug[row.slug] = row.person
            if words := _words(row.name):
                self.by_name[" ".join(words)].add(row.person)
                self.by_last[words[-1]].add(row.person)
                self.by_first[words[0]].add(row.person)

    def recognize(self, one: Reactor, judged: Mapping[tuple[str, str], bool]) -> Recognized:
        """Who somebody is."""
        own = reactor_key(one)
        if one.slug and (person := self.by_slug.get(one.slug)):
            return Recognized(person)
        said = {(pair[0] if pair[1] == own else pair[1]): same for pair, same in judged.items() if own in pair}
        for key, same in said.items():
            if same and key in self.by_key:
                return Recognized(self.by_key[key])
        words = _words(one.name)
        if one.slug or len(words) < 2:
            return Recognized()
        no = {self.by_key[key] for key, same in said.items() if not same and key in self.by_key}
        exact = sorted(self.by_name[" ".join(words)] - no) if " ".join(words) in self.by_name else []
        if exact:
            return self._among(one, exact)
        near = [
            person
            for person in sorted(self.by_last.get(words[-1], set()) - no)
            if any(names_agree(one.name, name) for name in self.people[person].names)
        ]
        return self._nearly(one, near) if near or one.degree != FIRST else self._slipped(one, words, no)

    def _among(self, one: Reactor, people: Sequence[int]) -> Recognized:
        """Whoever of some relations of that very name it is."""
        connected = [person for person in people if self.people[person].is_connected]
        fitting = [person for person in people if self._fits(one, person)]
        if one.degree > FIRST:
            # LinkedIn says that they are no connection: at most somebody who once was.
            people = [person for person in people if not self.people[person].is_connected]
            fitting = [person for person in fitting if person in people]
            if len(fitting) == 1:
                return Recognized(fitting[0])
            return self._asked(one, people, FAINT)
        if one.degree == FIRST:
            people, fitting = connected or people, [person for person in fitting if person in connected] or fitting
            if len(people) == 1:
                return Recognized(people[0])
        if len(fitting) == 1:
            return Recognized(fitting[0])
        return self._asked(one, fitting or people, LIKELY if len(people) == 1 else POSSIBLE)

    def _nearly(self, one: Reactor, people: Sequence[int]) -> Recognized:
        """Whoever of some relations with a name that is nearly the same it is."""
        if one.degree > FIRST:
            return Recognized()
        fitting = [person for person in people if self._fits(one, person)]
        if len(fitting) == 1 and one.degree == FIRST:
            return Recognized(fitting[0])
        if not fitting and one.degree != FIRST:
            return Recognized()
        return self._asked(one, fitting or people, POSSIBLE if len(people) == 1 or fitting else FAINT)

    def _slipped(self, one: Reactor, words: Sequence[str], no: set[int]) -> Recognized:
        """Which relations it may be whose name is shorter or longer here, or slightly misspelled.

        LinkedIn says that they are a connection, so somebody on the list of connections they should be: they are asked
        about, and never taken for sure.
        """
        around = self.by_first.get(words[0], set()) | self.by_last.get(words[-1], set())
        close = [
            person
            for person in sorted(around - no)
            if self.people[person].is_connected
            and any(_is_slip(words, _words(name)) for name in self.people[person].names)
        ]
        fitting = [person for person in close if self._fits(one, person)]
        if not close:
            return Recognized()
        return self._asked(one, fitting or close, POSSIBLE if fitting else FAINT)

    def _fits(self, one: Reactor, person: int) -> bool:
        """Whether the headline names their company, or says their title."""
        headline = search_key(one.headline)
        if not headline:
            return False
        padded = f" {' '.join(_words(headline))} "
        known = self.people[person]
        if any(len(company) >= _SHORT and f" {company} " in padded for company in known.companies):
            return True
        return any(title and (headline == title or (" " in title and f" {title} " in padded)) for title in known.titles)

    def _asked(self, one: Reactor, people: Sequence[int], chance: float) -> Recognized:
        count = max(1, len(people))
        options = tuple(
            Option(
                person,
                self.people[person].key,
                round(chance / count if count > 1 else chance, 4),
                self._why(one, person),
            )
            for person in people
        )
        return Recognized(options=options)

    def _why(self, one: Reactor, person: int) -> tuple[Why, ...]:
        known = self.people[person]
        same = match_key(one.name) in {match_key(name) for name in known.names}
        told: list[Why] = [("name", "same", 6.0) if same else ("name", "near", 3.0)]
        if one.degree:
            told.append(("degree", "first", 4.0) if one.degree == FIRST else ("degree", "far", -4.0))
        if one.headline:
            told.append(("headline", "fits", 4.0) if self._fits(one, person) else ("headline", "none", -1.0))
        return tuple(told)


def _is_slip(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one name leaves words of the other out, or some letters of one word differ.

    >>> _is_slip(["soren", "vang"], ["soren", "vang", "hojgaard"])
    True
    >>> _is_slip(["birgite", "stage"], ["birgitte", "kjar", "stage"]), _is_slip(["anna", "holm"], ["emma", "holm"])
    (True, False)
    """
    short, long = sorted((list(one), list(other)), key=len)
    left = [word for word in short if word not in long]
    if len(left) > 1 or len(short) - len(left) < 1:
        return False
    if not left:
        return len(short) > 1
    apart = (DamerauLevenshtein.distance(left[0], word) for word in long if word not in short and word[0] == left[0][0])
    return min(apart, default=_SLIPS + 1) <= min(_SLIPS, len(left[0]) // 4)


def _words(name: str) -> list[str]:
    """The words of a name, folded, without what people hang on to it."""
    plain = search_key(name.partition(",")[0].partition("(")[0])
    return ["".join(filter(str.isalnum, word)) for word in plain.split() if any(map(str.isalpha, word))]
