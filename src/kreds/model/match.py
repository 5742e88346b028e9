"""Two who may be one human: somebody of LinkedIn, and somebody of a CRM list, an address book or a meeting."""

from dataclasses import dataclass
from enum import StrEnum

from kreds.text.phrase import Phrase


class MatchState(StrEnum):
    """How a match stands."""

    OPEN = "open"
    """Nobody knows: the person is asked."""
    SURE = "sure"
    """Kreds is sure, and has made them one."""
    EXACT = "exact"
    """They have an address in common, and are one."""
    SAME = "same"
    """The person has said that they are one."""
    NOT_SAME = "not_same"
    """The person has said that they are two."""


@dataclass(frozen=True, slots=True)
class MatchSide:
    """Somebody as one side has them. ``systems`` are joined by a space; what is not known is "".

    ``title``, ``company``, ``place``, ``email`` and ``url`` are as the source has them.
    """

    name: str
    title: str = ""
    company: str = ""
    place: str = ""
    email: str = ""
    url: str = ""
    systems: str = ""


@dataclass(frozen=True, slots=True)
class MatchReason:
    """What speaks for one human, or against it where ``weight`` (in bits) is below 0."""

    phrase: Phrase
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """A relation and the somebody who may be them.

    Attributes:
        id: of the two together; the relation's own id stands before the dash.
        relation: the relation's id; of one who is no relation, but wrote or invited, the id they have there.
        probability: how likely they are one human, in [0, 1]; 1 or 0 where the person has said it.
        reasons: the weightiest first.
    """

    id: str
    relation: str
    one: MatchSide
    other: MatchSide
    probability: float
    state: MatchState
    reasons: tuple[MatchReason, ...]
    is_relation: bool = True


@dataclass(frozen=True, slots=True)
class MatchCounts:
    """How many wait for an answer, were joined as sure, and were said to be one human or two."""

    waiting: int
    sure: int
    same: int
    not_same: int

    @property
    def minutes(self) -> int:
        """About how long it takes to answer those that wait."""
        return max(1, round(self.waiting * SECONDS_EACH / 60))


SECONDS_EACH = 4
