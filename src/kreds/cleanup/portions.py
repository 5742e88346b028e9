"""Which relations a portion holds, and in which order (guide G3.2)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from kreds.model.level import Level
from kreds.model.review import Choice

RESTS_DAYS = 365
"""Whom the person has kept is not brought up again within so many days, unless something changed."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A current relation that may come into a portion.

    ``worthless`` is the chance of it, in [0, 1]; days are ISO texts, "" where there is none: the last contact, the day
    it became a relation. ``tells`` ranks whose answer would teach most, highest first.
    """

    person: int
    level: Level
    worthless: float
    last_contact: str
    connected_on: str
    tells: float = 0.0


def choose(
    candidates: Sequence[Candidate], choice: Choice, *, size: int, seed: int, first: Collection[int] = ()
) -> tuple[int, ...]:
    """The people of a portion, those ``first`` (trials that are due) before all others, in addition to ``size``.

    Strong relations are kept without being asked about (G3.4), so none of them is chosen, except for those ``first``.
    The same candidates, choice and seed give the same portion.

    >>> some = [Candidate(7, Level.WORTHLESS, 0.9, "", "2019-04-01"), Candidate(8, Level.STRONG, 0.0, "", "2018-01-01"),
    ...         Candidate(9, Level.AVERAGE, 0.3, "2020-05-05", "2012-01-01")]
    >>> choose(some, Choice.LIKELY, size=5, seed=1), choose(some, Choice.UNSEEN, size=1, seed=1)
    ((7, 9), (7,))
    """
    due = set(first)
    ordered = sorted(
        (one for one in candidates if one.level is not Level.STRONG and one.person not in due),
        key=lambda one: (*_ORDERS.get(choice, _likely)(one, seed), one.person),
    )
    return (*first, *(one.person for one in ordered[:size]))


def _likely(one: Candidate, _seed: int) -> tuple[object, ...]:
    return (-one.worthless, one.last_contact or one.connected_on)


def _unseen(one: Candidate, _seed: int) -> tuple[object, ...]:
    return (one.last_contact or one.connected_on, -one.worthless)


def _random(one: Candidate, seed: int) -> tuple[object, ...]:
    # A hash and not a generator: who comes or goes in between changes nothing for the others.
    return (blake2b(f"{seed}:{one.person}".encode(), digest_size=8).digest(),)


def _telling(one: Candidate, _seed: int) -> tuple[object, ...]:
    return (-one.tells, -one.worthless)


_ORDERS: Mapping[Choice, Callable[[Candidate, int], tuple[object, ...]]] = {
    Choice.UNSEEN: _unseen,
    Choice.RANDOM: _random,
    Choice.TELLING: _telling,
}
