"""Companies that find people for jobs though their name does not say so: the titles of those one knows there tell.

Words that recruiters like, and others use, too (*search*, *talent*, *people*), have the kind ``search`` in
``words/companies.tsv``: they tell nothing by themselves, but then fewer titles are enough.
"""

from collections import Counter
from collections.abc import Iterable

from kreds.composition.houses import HouseKind, read_house
from kreds.composition.titles import read_title
from kreds.model.title import Function, Role

_LEAST_NAMED, _SHARE_NAMED = 2, 0.4
"""So many recruiters, and so much of the titles known there, where the name has such a word."""
_LEAST, _SHARE = 3, 0.7
"""The same where it has none: a large house has recruiters, too, among all its others."""
_MAY_BE = frozenset({
    Function.UNKNOWN, Function.HR, Function.CONSULTING, Function.RESEARCH, Function.MANAGEMENT, Function.ADMINISTRATION,
})  # fmt: skip
"""What those do in a recruiter's house whose title does not say it."""


def recruiting_houses(people: Iterable[tuple[str, str, str, int]]) -> frozenset[str]:
    """The keys of houses where most whose title is known are recruiters.

    Of several spellings of a house those count under which there is a recruiter; what has no key or title is left out.

    Args:
        people: of each company and title the key of the house, its name, the title, and how many have it.

    >>> sorted(recruiting_houses([("holm people", "Holm People", "Recruiter", 2), ("holm", "Holm", "Recruiter", 2)]))
    ['holm people']
    """
    recruiters: Counter[tuple[str, str]] = Counter()
    titled: Counter[tuple[str, str]] = Counter()
    for key, name, title, number in people:
        if key and title:
            titled[key, name] += number
            if read_title(title).role is Role.RECRUITER:
                recruiters[key, name] += number
    houses: dict[str, list[str]] = {}
    for key, name in recruiters:
        houses.setdefault(key, []).append(name)
    return frozenset(
        key
        for key, names in houses.items()
        if _is_one(
            sum(recruiters[key, name] for name in names),
            sum(titled[key, name] for name in names),
            any(read_house(name).kind is HouseKind.SEARCH for name in names),
        )
    )


def may_recruit(title: str) -> bool:
    """Whether somebody at such a house may be a recruiter: no title says so, or it is no other trade's."""
    return read_title(title).function in _MAY_BE


def _is_one(recruiters: int, titled: int, is_named: bool) -> bool:
    least, share = (_LEAST_NAMED, _SHARE_NAMED) if is_named else (_LEAST, _SHARE)
    return recruiters >= least and recruiters >= share * titled
