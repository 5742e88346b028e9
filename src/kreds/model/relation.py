"""A relation as Kreds shows it: who, how strong, why, and since when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kreds.model.level import Level, Seen, Sign
from kreds.text.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Relation:
    """One person the owner is or was connected to, with the judgement of ``as_of``.

    ``id`` is 13 hexadecimal digits and stays the same over imports as long as the person's identity is known by the
    same profile address. ``memberships`` sum to 1. ``strength`` and ``alive`` are in [0, 1].
    ``last_contact`` is the last day with one-to-one contact.
    """

    id: str
    name: str
    profile_url: str
    company: str
    title: str
    connected_on: date | None
    no_longer_since: date | None
    level: Level
    memberships: Mapping[Level, float]
    strength: float
    alive: float
    coverage: Mapping[Sign, Seen]
    overruled: bool
    segments: tuple[str, ...]
    messages_in: int
    messages_out: int
    last_contact: date | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing behind a reason: a phrase, the day it happened, and the source that says so."""

    phrase: Phrase
    day: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One contribution to the level: positive lifts, negative lowers; in units of the score (log odds)."""

    sign: str
    phrase: Phrase
    contribution: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class JobSpell:
    """What an archive said of a relation's work: first seen in the archive of ``since``."""

    company: str
    title: str
    since: date


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Contact on one day: ``channel`` is a name of `kreds.model.interaction.Channel` in lower case."""

    day: date
    channel: str
    inbound: int
    outbound: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class RelationView:
    """All there is to show of one relation."""

    relation: Relation
    judged_level: Level
    reasons: tuple[Reason, ...]
    jobs: tuple[JobSpell, ...]
    timeline: tuple[TimelineEntry, ...]
    shared_group_messages: int
    overruled_at: int | None
    as_of: date


@dataclass(frozen=True, slots=True)
class RelationQuery:
    """Which relations to show. ``levels`` empty means all; ``sort`` is a key of `RELATION_SORTS`.

    ``connected`` is "current", "former" or "all".
    """

    text: str = ""
    levels: tuple[Level, ...] = ()
    connected: str = "all"
    sort: str = "strength"
    descending: bool = True
    page: int = 1
    per_page: int | None = 50


RELATION_SORTS = ("name", "company", "title", "level", "strength", "alive", "connected_on", "last_contact", "messages")


@dataclass(frozen=True, slots=True)
class RelationPage:
    """A page of relations: ``total`` match the query, ``counts`` are per level without the level filter."""

    relations: tuple[Relation, ...]
    total: int
    page: int
    pages: int
    counts: Mapping[Level, int]
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Dot:
    """A relation in the circle: ``strength`` gives the distance from the middle, ``doubt`` in [0, 1] the hollowness."""

    id: str
    name: str
    level: Level
    strength: float
    doubt: float


@dataclass(frozen=True, slots=True)
class Overview:
    """The network at a glance. ``never_spoken`` counts current relations without contact in a source that covers it.

    ``by_year`` is (year, new relations), ``by_month`` is (first day of month, messages in, messages out) of the last
    36 months. ``fading`` were in touch before and have gone quiet, strongest first.
    """

    as_of: date | None
    owner_name: str
    relations: int
    former: int
    counts: Mapping[Level, int]
    never_spoken: int
    messages_covered: bool
    by_year: tuple[tuple[int, int], ...]
    by_month: tuple[tuple[date, int, int], ...]
    fading: tuple[Relation, ...]
    dots: tuple[Dot, ...]
    imports: int
