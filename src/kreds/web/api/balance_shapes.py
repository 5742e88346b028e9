"""What the API answers of the balance, as types."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from kreds.web.api.shapes import Count, LevelName, PersonId, Shape

PartName = Literal["listen", "learn", "help", "inspire"]
DeedName = Literal[
    "reaction", "comment", "vote", "event", "talked", "company_follow", "follow", "learning", "saved", "learned",
    "answer", "recommendation", "endorsement", "helped", "share", "article", "repost", "agenda_listen",
    "agenda_learn", "agenda_help", "agenda_inspire",
]  # fmt: skip
ActName = Literal["begun", "answered", "recommended", "endorsed", "helped"]
Lean = Annotated[float, Field(ge=-1, le=1)]


class StretchShape(Shape):
    """A quarter or a week; ``is_whole``: files cover all of it; ``count`` is null where nothing shows the part."""

    first: date
    last: date
    count: Count | None
    is_whole: bool
    deeds: dict[DeedName, Count]


class PartShape(Shape):
    """One part over time; ``sources`` are the kinds of files that show it."""

    covered: Literal["covered", "noted", "not_covered"]
    sources: list[str]
    quarters: list[StretchShape]
    weeks: list[StretchShape]


class FindingShape(Shape):
    """What stands out: ``now`` in the last 91 days, ``usual`` in as many of the year before."""

    kind: Literal["nothing_seen", "only_noted", "nothing_done", "missing", "more", "less", "steady"]
    part: PartName | None
    now: Count
    usual: float
    text: str


class ExchangeShape(Shape):
    """One kind of act both ways; null is a side that no file could show."""

    given: Count | None
    received: Count | None


class GivingShape(Shape):
    """What the owner and a relation give each other, weighed by about how long it takes."""

    id: PersonId
    lean: Lean
    minutes_given: float
    minutes_received: float
    exchanges: dict[ActName, ExchangeShape]


class LeaningShape(GivingShape):
    """Somebody with whom giving is one-sided."""

    name: str
    level: LevelName


class MovedShape(Shape):
    """The cultivated, similar others, and the difference with the interval that holds nine of ten."""

    cultivated: float
    others: float
    difference: float
    low: float
    high: float


class EffectShape(Shape):
    """Whether cultivating worked; ``enough`` is whether the difference says anything."""

    refusal: Literal["no_messages", "nobody", "too_new"] | None
    enough: bool
    cultivated: Count
    compared: Count
    too_new: Count
    alone: Count
    others: Count
    until: date | None
    strength: MovedShape | None
    wrote: MovedShape | None


class BalanceShape(Shape):
    """The whole balance; ``until`` is the last day that any file of it covers."""

    until: date | None
    findings: list[FindingShape]
    parts: dict[PartName, PartShape]
    giving: list[LeaningShape]
    receiving: list[LeaningShape]
    effect: EffectShape
