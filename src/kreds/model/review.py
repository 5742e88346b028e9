"""A clean-up (guide step 3): how often, which portion, what was said of each relation in it, and who was let go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kreds.model.criteria import Fact
from kreds.model.level import Seen


class Fate(StrEnum):
    """What the person says of a relation in the deck."""

    KEEP = "keep"
    CULTIVATE = "cultivate"
    TRIAL = "trial"
    LET_GO = "let_go"
    UNSURE = "unsure"
    SKIP = "skip"


class Choice(StrEnum):
    """Which part of the network a portion is taken from."""

    LIKELY = "likely"
    UNSEEN = "unseen"
    SEGMENT = "segment"
    COMPANY = "company"
    YEAR = "year"
    RANDOM = "random"
    CHANGED = "changed"
    TELLING = "telling"


NAMED = (Choice.SEGMENT, Choice.COMPANY, Choice.YEAR)
"""Choices that need a value: the key of a group, a part of a name, a year."""


class Mark(StrEnum):
    """The three signs of guide G3.6 that must all hold before anybody is proposed to let go."""

    CONTACT = "contact"
    GROUND = "ground"
    CONTENT = "content"


class Advice(StrEnum):
    """What the rules of the guide say before the person does."""

    KEEP = "keep"
    ASK = "ask"
    LET_GO = "let_go"


class Ground(StrEnum):
    """The rule that decided an advice."""

    SAFE = "safe"
    STRONG = "strong"
    ON_TRIAL = "on_trial"
    SAID = "said"
    SIGN = "sign"
    OPEN = "open"
    JUDGE = "judge"
    DOUBT = "doubt"
    ALL_HOLD = "all_hold"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules say of one relation.

    ``confidence`` is how likely it is worthless, in [0, 1]. ``marks`` tells of each sign whether it speaks for the
    relation (seen), holds (not seen), or is covered by nothing yet. ``ask`` are the facts whose answer would settle
    the uncovered ones. ``needs_messages`` is true where only a file of messages could settle the first.
    """

    advice: Advice
    ground: Ground
    confidence: float
    marks: Mapping[Mark, Seen]
    ask: tuple[Fact, ...] = ()
    needs_messages: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The person's rhythm.

    ``times`` a year (0: none wanted), the usual ``size`` of a portion, the ``line`` (from which confidence on a
    relation is proposed, in [0, 1]), and how many to let go by hand a day.
    """

    times: int = 4
    size: int = 50
    line: float = 0.7
    daily: int = 10


USUAL_PLAN = Plan()
TIMES = (0, 1, 2, 4)
SIZES = (10, 25, 50, 100)
LARGEST = 500
LINES = (0.5, 0.6, 0.7, 0.8, 0.9)
MOST_DAILY = 50


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of the network to go through, in this order. ``people`` are identity keys.

    ``before`` and ``after`` are the network's numbers when it was opened and finished (`Numbers` as a mapping).
    """

    id: str
    choice: Choice
    value: str
    opened: date
    people: tuple[str, ...]
    before: Mapping[str, float]
    finished: date | None = None
    after: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One answer in a portion: ``at`` is seconds since 1970-01-01 UTC, ``why`` what was known of the relation then."""

    decision: int
    at: int
    person: str
    portion: str
    fate: Fate
    why: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a portion is: ``left`` in the order to come; ``again`` of them are a second look.

    ``seconds`` is how long an answer takes this person, None before there are enough.
    """

    total: int
    left: tuple[str, ...]
    again: int
    counts: Mapping[Fate, int]
    seconds: float | None

    @property
    def done(self) -> int:
        """How many have been gone through."""
        return self.total - len(self.left)
