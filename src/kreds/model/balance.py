"""What was done of Listen, Learn, Help and Inspire, who gives and who receives, and whether cultivating worked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kreds.model.agenda import Part
from kreds.model.level import Level


class Deed(StrEnum):
    """One thing that was done, by what shows it."""

    REACTION = "reaction"
    COMMENT = "comment"
    VOTE = "vote"
    EVENT = "event"
    TALKED = "talked"
    COMPANY_FOLLOW = "company_follow"
    FOLLOW = "follow"
    LEARNING = "learning"
    SAVED = "saved"
    LEARNED = "learned"
    ANSWER = "answer"
    RECOMMENDATION = "recommendation"
    ENDORSEMENT = "endorsement"
    HELPED = "helped"
    SHARE = "share"
    ARTICLE = "article"
    REPOST = "repost"
    AGENDA_LISTEN = "agenda_listen"
    AGENDA_LEARN = "agenda_learn"
    AGENDA_HELP = "agenda_help"
    AGENDA_INSPIRE = "agenda_inspire"


DEEDS: Mapping[Part, tuple[Deed, ...]] = {
    Part.LISTEN: (Deed.COMMENT, Deed.REACTION, Deed.VOTE, Deed.EVENT, Deed.TALKED, Deed.AGENDA_LISTEN),
    Part.LEARN: (
        Deed.FOLLOW, Deed.COMPANY_FOLLOW, Deed.LEARNING, Deed.SAVED, Deed.LEARNED, Deed.AGENDA_LEARN,
    ),
    Part.HELP: (Deed.ANSWER, Deed.RECOMMENDATION, Deed.ENDORSEMENT, Deed.HELPED, Deed.AGENDA_HELP),
    Part.INSPIRE: (Deed.SHARE, Deed.ARTICLE, Deed.REPOST, Deed.AGENDA_INSPIRE),
}  # fmt: skip
"""What belongs to which part, the most telling first."""
PART_OF_DEED: Mapping[Deed, Part] = {deed: part for part, deeds in DEEDS.items() for deed in deeds}
OF_AGENDA: Mapping[Part, Deed] = {part: deeds[-1] for part, deeds in DEEDS.items()}
"""A line of the agenda that was done, by its part."""
NOTED = frozenset({Deed.TALKED, Deed.LEARNED, Deed.HELPED, *OF_AGENDA.values()})
"""What only the person's own word shows: no file could."""


class Covering(StrEnum):
    """Whether anything could have shown a part at all (H1)."""

    COVERED = "covered"
    NOTED = "noted"
    """No file could, but the person has noted something of it."""
    NOT_COVERED = "not_covered"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A quarter or a week, ``first`` and ``last`` included.

    ``deeds`` counts what was done, ``whole`` are the parts whose files cover all of it: a zero of another part says
    nothing. A part is missing in ``counts`` where neither a file nor a note says anything of it.
    """

    first: date
    last: date
    deeds: Mapping[Deed, int]
    counts: Mapping[Part, int]
    whole: frozenset[Part]


class FindingKind(StrEnum):
    """What stands out."""

    NOTHING_SEEN = "nothing_seen"
    ONLY_NOTED = "only_noted"
    """No file covers any part; the person has noted something."""
    NOTHING_DONE = "nothing_done"
    MISSING = "missing"
    NOT_KNOWN = "not_known"
    """Nothing of a part is seen, and the file that would show the most of it is not there."""
    MORE = "more"
    LESS = "less"
    STEADY = "steady"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that stands out: ``now`` in the last 91 days against ``usual`` in as many of the year before."""

    kind: FindingKind
    part: Part | None = None
    now: int = 0
    usual: float = 0.0


class Act(StrEnum):
    """A thing one of two does for the other, or with them."""

    BEGUN = "begun"
    """A conversation taken up anew after a month of silence."""
    ANSWERED = "answered"
    """A day with a question of the other's that was answered within a month."""
    RECOMMENDED = "recommended"
    ENDORSED = "endorsed"
    HELPED = "helped"
    """A line of the log: a hand lent to them, or something learned from them."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One kind of act both ways. A side that no file could show is None, never 0 (H1)."""

    act: Act
    given: int | None
    received: int | None


@dataclass(frozen=True, slots=True)
class Giving:
    """What two give each other over all the time that the files cover.

    ``lean`` runs from -1 (only they give) to 1 (only the owner), drawn to 0 where there is little to go by. ``minutes``
    are about the time it took the owner, and them: by what each act takes, an estimate of Kreds' own.
    """

    person: str
    exchanges: tuple[Exchange, ...]
    minutes: tuple[float, float]
    lean: float


@dataclass(frozen=True, slots=True)
class Leaning:
    """Somebody with whom giving is one-sided."""

    name: str
    level: Level
    giving: Giving


class NoEffect(StrEnum):
    """Why nothing is compared."""

    NO_MESSAGES = "no_messages"
    NOBODY = "nobody"
    TOO_NEW = "too_new"


@dataclass(frozen=True, slots=True)
class Moved:
    """A number of the cultivated, of similar others, and the difference with the interval that holds nine of ten."""

    cultivated: float
    others: float
    difference: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Effect:
    """Whether cultivating worked.

    Args:
        refusal: why nothing is compared, None where something is.
        cultivated: how many relations were cultivated in the time looked at.
        compared: so many of them have had time to move since, and others who were like them.
        new: so many were cultivated too shortly before the files end.
        alone: so many had nobody like them, or were not connected then, or are not any more.
        others: how many others they are compared with.
        until: the last day that the files cover.
        strength: how strength (0 to 1) has moved.
        wrote: the share who have written to the owner since.
        enough: whether there are so many that the difference says anything.
    """

    refusal: NoEffect | None
    cultivated: int = 0
    compared: int = 0
    new: int = 0
    alone: int = 0
    others: int = 0
    until: date | None = None
    strength: Moved | None = None
    wrote: Moved | None = None
    enough: bool = False


@dataclass(frozen=True, slots=True)
class Balance:
    """All of it. ``until`` is the last day that any file of deeds covers, ``sources`` the kinds of files behind a part.

    ``giving`` are relations to whom the
    owner gives most one-sidedly, ``receiving`` those from whom the owner receives so.
    """

    quarters: tuple[Stretch, ...]
    weeks: tuple[Stretch, ...]
    seen: Mapping[Part, Covering]
    sources: Mapping[Part, tuple[str, ...]]
    until: date | None
    findings: tuple[Finding, ...]
    giving: tuple[Leaning, ...] = ()
    receiving: tuple[Leaning, ...] = ()
