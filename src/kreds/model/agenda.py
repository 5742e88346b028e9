"""The week's agenda (guide G2.1, G2.2): its parts, the occasions behind its lines, and what is said of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import blake2b

from kreds.model.relation import Relation
from kreds.text.phrase import Fact


class Part(StrEnum):
    """LLHI."""

    LISTEN = "listen"
    LEARN = "learn"
    HELP = "help"
    INSPIRE = "inspire"


class OccasionKind(StrEnum):
    """Why now."""

    QUIET = "quiet"
    """Silent for far longer than the two usually are."""
    DUE = "due"
    NEW_JOB = "new_job"
    YEARS = "years"
    CHOSEN = "chosen"
    """The person said "cultivate" in the clean-up."""
    TRIAL = "trial"
    CAPABLE = "capable"
    FOLLOWED = "followed"
    QUESTION = "question"
    INVITATIONS = "invitations"
    RECOMMENDATION = "recommendation"
    ENDORSEMENT = "endorsement"
    JOB_SEEKER = "job_seeker"
    INTRODUCE = "introduce"
    POST = "post"
    CONTENT = "content"
    """A kind of content that has not been used for long."""
    TOPIC = "topic"


PART_OF: Mapping[OccasionKind, Part] = {
    OccasionKind.QUIET: Part.LISTEN,
    OccasionKind.DUE: Part.LISTEN,
    OccasionKind.NEW_JOB: Part.LISTEN,
    OccasionKind.YEARS: Part.LISTEN,
    OccasionKind.CHOSEN: Part.LISTEN,
    OccasionKind.TRIAL: Part.LISTEN,
    OccasionKind.CAPABLE: Part.LEARN,
    OccasionKind.FOLLOWED: Part.LEARN,
    OccasionKind.QUESTION: Part.HELP,
    OccasionKind.INVITATIONS: Part.HELP,
    OccasionKind.RECOMMENDATION: Part.HELP,
    OccasionKind.ENDORSEMENT: Part.HELP,
    OccasionKind.JOB_SEEKER: Part.HELP,
    OccasionKind.INTRODUCE: Part.HELP,
    OccasionKind.POST: Part.INSPIRE,
    OccasionKind.CONTENT: Part.INSPIRE,
    OccasionKind.TOPIC: Part.INSPIRE,
}
MINUTES: Mapping[OccasionKind, int] = {
    OccasionKind.QUIET: 3,
    OccasionKind.DUE: 3,
    OccasionKind.NEW_JOB: 2,
    OccasionKind.YEARS: 2,
    OccasionKind.CHOSEN: 3,
    OccasionKind.TRIAL: 3,
    OccasionKind.CAPABLE: 4,
    OccasionKind.FOLLOWED: 4,
    OccasionKind.QUESTION: 5,
    OccasionKind.INVITATIONS: 4,
    OccasionKind.RECOMMENDATION: 8,
    OccasionKind.ENDORSEMENT: 2,
    OccasionKind.JOB_SEEKER: 5,
    OccasionKind.INTRODUCE: 6,
    OccasionKind.POST: 10,
    OccasionKind.CONTENT: 10,
    OccasionKind.TOPIC: 10,
}
"""About how long each takes: our own estimates, said as such."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something true that is a reason to do something now.

    ``person`` and ``other`` are ids of 13 hexadecimal digits, "" for nobody. ``worth`` only orders occasions of one
    part. ``facts`` are what the words are made from. ``must`` is true for what comes before everything else, the
    longest waiting (since the day ``since``) first.
    """

    kind: OccasionKind
    person: str
    worth: float
    other: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    must: bool = False
    since: date = date.min

    @property
    def part(self) -> Part:
        """Its part of LLHI."""
        return PART_OF[self.kind]

    @property
    def minutes(self) -> int:
        """About how long it takes."""
        return MINUTES[self.kind]

    @property
    def key(self) -> str:
        """The same occasion has the same key, however often it is looked for."""
        return f"{self.kind.value}:{self.person}:{self.other}"


USUAL_MIX: Mapping[Part, int] = {Part.LISTEN: 40, Part.LEARN: 15, Part.HELP: 25, Part.INSPIRE: 20}
MOST_MINUTES = 60
USUAL_CADENCE: Mapping[str, int] = {"inner": 30, "strong": 120, "goal": 180, "average": 365}
"""Days between two contacts: the 15 closest, the other strong ones, average ones in a group of the goal, other average
ones. After the contact that keeps somebody in a layer (science.md 1.3); 0 is never."""


@dataclass(frozen=True, slots=True)
class AgendaPlan:
    """What the person has time for.

    ``days`` are the weekdays (0 is Monday) with ``minutes`` each, ``mix`` percent of the time by part, ``cadence`` days
    by the names of `USUAL_CADENCE`, ``holidays`` first and last days without an agenda, ``off`` kinds that are not
    wanted.
    """

    days: tuple[int, ...] = (0, 1, 2, 3)
    minutes: int = 10
    mix: Mapping[Part, int] = field(default_factory=lambda: dict(USUAL_MIX))
    cadence: Mapping[str, int] = field(default_factory=lambda: dict(USUAL_CADENCE))
    holidays: tuple[tuple[date, date], ...] = ()
    off: frozenset[OccasionKind] = frozenset()

    @property
    def budget(self) -> int:
        """Minutes a week."""
        return len(self.days) * self.minutes


class LineSaid(StrEnum):
    """What the person says of a line."""

    DONE = "done"
    LATER = "later"
    NOT_PERSON = "not_person"
    NOT_KIND = "not_kind"


class LineState(StrEnum):
    """How a line of the week stands; OVER: its occasion is gone, because the two have been in touch or the like."""

    OPEN = "open"
    DONE = "done"
    LATER = "later"
    NOT_PERSON = "not_person"
    NOT_KIND = "not_kind"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A line of the week: whom it is about, when it is meant for, and how it stands.

    ``decision`` is what takes the last word on it back, 0 without one. ``relation`` is None for what is about nobody.
    """

    occasion: Occasion
    day: date
    state: LineState
    relation: Relation | None = None
    other: Relation | None = None
    decision: int = 0

    @property
    def id(self) -> str:
        """Names it within its week."""
        return self.occasion.key

    @property
    def ref(self) -> str:
        """The same in 12 hexadecimal digits that tell nothing of what it is about."""
        return blake2b(self.occasion.key.encode(), digest_size=6).hexdigest()


@dataclass(frozen=True, slots=True)
class Week:
    """The agenda of the week that begins on ``monday``.

    ``spare`` counts the occasions by part that found no room. ``seen_to`` is the last day that the files tell of,
    ``silent`` the sources whose absence leaves the agenda poor. ``holiday`` is true where the week is free.
    """

    monday: date
    plan: AgendaPlan
    lines: tuple[AgendaLine, ...]
    spare: Mapping[Part, int]
    seen_to: date | None
    missing: tuple[str, ...] = ()
    holiday: bool = False

    @property
    def minutes(self) -> int:
        """What is open, in minutes."""
        return sum(line.occasion.minutes for line in self.lines if line.state is LineState.OPEN)

    @property
    def done(self) -> int:
        """How many lines are done."""
        return sum(line.state is LineState.DONE for line in self.lines)
