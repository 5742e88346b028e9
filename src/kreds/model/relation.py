"""A relation as Kreds shows it: who, how strong, why, and since when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from kreds.model.criteria import Fact
from kreds.model.level import Level, Seen, Sign, Trend
from kreds.model.segment import Membership
from kreds.model.trial import NO_TRIAL, SinceTrial, Trial
from kreds.text.phrase import Phrase

_OTHER_CONTACT = ("invitation", "endorsement", "recommendation", "meeting")
"""Channels beside messages that reach the other person."""
COMMENTED = "comment"
"""The channel of a reaction to a post that took words."""
SURE = 0.6
"""A judgement whose level has a smaller share than this is shown as doubtful."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One person the owner is or was connected to, with the judgement of ``as_of``.

    ``id`` is 13 hexadecimal digits and stays the same over imports as long as the person's identity is known by the
    same profile address. ``memberships`` sum to 1. ``strength`` and ``alive`` are in [0, 1].
    ``last_contact`` is the last day with one-to-one contact. ``bridge`` is 1 for the only current relation at an
    organization, a half where there are two, 0 where nothing is known (see `kreds.ties.bridging`). ``segments`` are the
    groups it belongs to, the first one first; ``segment_share`` is how surely it is in that one. ``function``,
    ``seniority`` and ``role`` are values of `kreds.model.title`, "" where the title does not say.
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
    trend: Trend = Trend.STEADY
    tags: tuple[str, ...] = ()
    note: str = ""
    bridge: float = 0.0
    trial: Trial = NO_TRIAL
    segment_share: float = 0.0
    function: str = ""
    seniority: str = ""
    role: str = ""
    industry: str = ""
    place: str = ""

    @property
    def at_same_place(self) -> int:
        """How many current relations, this one included, work at the same place; 0 when that is not known."""
        return round(1.0 / self.bridge) if self.bridge else 0

    @property
    def is_sure(self) -> bool:
        """Whether the level is the person's own word, or more likely than `SURE`."""
        return self.overruled or (self.level is not Level.UNKNOWN and self.memberships[self.level] >= SURE)


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
    """Contact on one day.

    ``channel`` is a name of `kreds.model.interaction.Channel` in lower case, `COMMENTED`, or ``log_`` and a kind of
    `kreds.model.log.LogKind`; ``decision`` is what takes a line back that the person has logged, 0 for all else.
    """

    day: date
    channel: str
    inbound: int
    outbound: int
    detail: str = ""
    decision: int = 0


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
    answers: Mapping[Fact, bool] = field(default_factory=dict)
    groups: tuple[Membership, ...] = ()

    @property
    def since_trial(self) -> SinceTrial | None:
        """What has come of the trial, running or ended; None without one."""
        trial = self.relation.trial
        if trial.since is None:
            return None
        last = trial.ended or date.max
        during = [entry for entry in self.timeline if trial.since <= entry.day <= last]
        messages = [entry for entry in during if entry.channel == "message"]
        has_messages = self.relation.coverage[Sign.COMMUNICATED] is not Seen.NOT_COVERED
        return SinceTrial(
            days=len({entry.day for entry in messages}),
            messages_in=sum(entry.inbound for entry in messages),
            messages_out=sum(entry.outbound for entry in messages),
            others=sum(max(1, entry.inbound + entry.outbound) for entry in during if entry.channel in _OTHER_CONTACT),
            seen_to=self.as_of,
            is_covered=has_messages and self.as_of >= trial.since,
        )


@dataclass(frozen=True, slots=True)
class RelationQuery:
    """Which relations to show. ``levels`` empty means all; ``sort`` is a key of `RELATION_SORTS`.

    ``place`` is a part of the name of where they work.

    ``connected`` is "current", "former" or "all"; ``doubt`` is "sure" or "doubtful" (see `Relation.is_sure`);
    ``contact`` is a key of `CONTACTS`, counted back from the last day of the data; ``month`` (its first day) keeps
    those with one-to-one messages in that month; ``direction`` is one of `DIRECTIONS`. ``company`` and ``title`` are
    parts of these texts, ``coverage`` wants each of its signs in that state, ``tags`` all of them; ``people`` keeps
    only these numbers. ``trial`` is one of `TRIALS`, due by ``today`` (the last day of the data when not said);
    ``only_one`` keeps those who are the only one at their workplace. ``segment`` is the key of a group, or `NO_GROUP`;
    ``function``, ``seniority``, ``role`` and ``industry`` are values of these columns. What is "" or empty
    filters nothing.
    """

    text: str = ""
    levels: tuple[Level, ...] = ()
    connected: str = "all"
    doubt: str = ""
    company: str = ""
    title: str = ""
    place: str = ""
    year: int | None = None
    contact: str = ""
    month: date | None = None
    direction: str = ""
    coverage: tuple[tuple[Sign, Seen], ...] = ()
    trend: Trend = Trend.STEADY
    tags: tuple[str, ...] = ()
    has_note: bool = False
    overruled: bool = False
    trial: str = ""
    only_one: bool = False
    segment: str = ""
    function: str = ""
    seniority: str = ""
    role: str = ""
    industry: str = ""
    today: date | None = None
    people: frozenset[int] | None = None
    sort: str = "strength"
    descending: bool = True
    page: int = 1
    per_page: int | None = 50


CONTACTS: Mapping[str, tuple[int | None, int | None]] = {
    "month": (None, 30),
    "quarter": (None, 91),
    "year": (None, 365),
    "older": (366, None),
    "never": (None, None),
}
"""Since when there was no contact, in days: from, to."""
DIRECTIONS = ("both", "you", "they", "nobody")
"""Who writes whom, in one-to-one messages."""
RelationSort = Literal[
    "name",
    "company",
    "title",
    "level",
    "strength",
    "alive",
    "connected_on",
    "last_contact",
    "messages",
    "direction",
    "trend",
    "tags",
    "note",
    "coverage",
    "bridge",
    "trial_until",
    "segment",
]
RELATION_SORTS: tuple[str, ...] = get_args(RelationSort)
RISING_SORTS = ("name", "company", "title", "tags", "trial_until", "segment")
"""Sorts that begin at the bottom; all others show the most first."""
NO_GROUP = "none"
"""Stands for a group where those are meant who are in none."""
TRIALS = ("on", "due", "keep", "let_go")
"""On trial, on trial and due, kept and let go after one."""


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
    """A relation in the circle: ``strength`` gives the distance from the middle, ``doubt`` in [0, 1] the hollowness.

    ``segment`` is the first group, which gives the direction; "" where none is known.
    """

    id: str
    name: str
    level: Level
    strength: float
    doubt: float
    segment: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """The network at a glance. ``never_spoken`` counts current relations without contact in a source that covers it.

    ``by_year`` is (year, new relations), ``by_month`` is (first day of month, messages in, messages out) of the last
    36 months. ``fading`` were in touch before and have gone quiet, ``growing`` write more than they used to; the
    strongest first, a few of the ``fading_count`` and ``growing_count``. ``trials`` are the days on which current
    relations on trial come due, the first one first. ``sectors`` are the first groups there are, in the order of the
    goal, those without one last.
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
    growing: tuple[Relation, ...] = ()
    fading_count: int = 0
    growing_count: int = 0
    doubtful: int = 0
    trials: tuple[date, ...] = ()
    sectors: tuple[str, ...] = ()
