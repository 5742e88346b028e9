"""What the API answers, as types: the same keys as ``--json`` on the command line, which are never renamed."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kreds.web.api.group_shapes import Grouped, GroupShape

Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]
PersonId = Annotated[str, Field(pattern=r"^[0-9a-f]{13}$", examples=["0a1b2c3d4e5f6"])]
LevelName = Literal["strong", "average", "worthless", "unknown"]
SaidLevel = Literal["strong", "average", "worthless"]
FactName = Literal["knows", "met", "business", "helps", "related", "reacts"]
CriterionName = Literal["knows", "met", "business", "interact", "common", "helps"]
EmphasisName = Literal["off", "little", "full", "much"]
SeenName = Literal["seen", "not seen", "not covered"]


class Shape(BaseModel):
    """Keys may be added; none is renamed or taken away."""

    model_config = ConfigDict(extra="forbid")


class Memberships(Shape):
    """Shares in the three levels, which sum to 1."""

    strong: Share
    average: Share
    worthless: Share


class Coverage(Shape):
    """Whether a sign was seen, was not, or could not have been."""

    communicated: SeenName
    met: SeenName
    common_ground: SeenName
    content: SeenName


class RelationShape(Grouped):
    """One relation as it is judged; ``strength`` and ``alive`` are in [0, 1].

    ``bridge`` is 1 for the only current relation at an organization, 1/n for one of n, 0 where none is known. A trial
    runs while ``trial_until`` is a day.
    """

    id: PersonId
    name: str
    profile_url: str
    company: str
    title: str
    connected_on: date | None
    no_longer_since: date | None
    level: LevelName
    memberships: Memberships
    strength: Share
    alive: Share
    coverage: Coverage
    overruled: bool
    segments: list[str]
    messages_in: Count
    messages_out: Count
    last_contact: date | None
    trend: Literal["", "fading", "growing"]
    tags: list[str]
    note: str
    bridge: Share
    trial_since: date | None
    trial_until: date | None
    trial_outcome: Literal["", "keep", "let_go"]
    trial_ended: date | None


class Counts(Shape):
    """How many relations have each level."""

    strong: Count
    average: Count
    worthless: Count
    unknown: Count


class RelationsShape(Shape):
    """A page of relations; ``counts`` are without the filter by level."""

    as_of: date | None
    relations: list[RelationShape]
    total: Count
    page: int
    pages: int
    counts: Counts


class EvidenceShape(Shape):
    """One thing behind a reason."""

    text: str
    day: date | None
    source: str


class ReasonShape(Shape):
    """One contribution to the level, in log odds."""

    sign: str
    text: str
    contribution: float
    evidence: list[EvidenceShape]


class JobShape(Shape):
    """Work as a download of the day ``since`` had it."""

    company: str
    title: str
    since: date


class ContactShape(Shape):
    """Contact on one day by one channel."""

    day: date
    channel: str
    in_: Count = Field(alias="in")
    out: Count
    detail: str


class SinceTrialShape(Shape):
    """What the files show since a trial began, as far as ``seen_to``; zeros say nothing unless ``is_covered``."""

    contact_days: Count
    messages_in: Count
    messages_out: Count
    other_contact: Count
    seen_to: date
    is_covered: bool


class WhyShape(RelationShape):
    """A relation, and why it has its level."""

    reasons: list[ReasonShape]
    as_of: date
    judged_level: LevelName
    jobs: list[JobShape]
    timeline: list[ContactShape]
    shared_group_messages: Count
    groups: list[GroupShape]
    answers: dict[FactName, bool]
    since_trial: SinceTrialShape | None


HeldRows = list[dict[str, str | int | float | None]]


class HeldShape(Shape):
    """All that is held about one person; each kind of data is a list of objects, times are ISO texts in UTC."""

    id: str
    name: str
    identity: HeldRows
    connections: HeldRows
    address_book: HeldRows
    lists: HeldRows
    acquaintance: HeldRows
    messages: HeldRows
    interactions: HeldRows
    meetings: HeldRows
    reactions: HeldRows
    contacts: HeldRows
    decisions: HeldRows
    set_aside: HeldRows
    measured: HeldRows
    reasons: HeldRows


class HeldCountShape(Shape):
    """One kind of data that is held about somebody, and how many rows of it."""

    part: str
    title: str
    rows: Count


class KeptCopyShape(Shape):
    """A backup that still holds somebody, and the day it was made."""

    path: str
    day: str


class ToForgetShape(Shape):
    """What forgetting somebody would take away, and the backups that would keep it."""

    id: str
    name: str
    held: list[HeldCountShape]
    backups: list[KeptCopyShape]


class ForgotShape(Shape):
    """What went: rows by table, whether nothing is left in freed space, backups that still hold them or do not now."""

    id: str
    forgotten: bool
    rows: dict[str, Count]
    clean: bool
    backups: list[KeptCopyShape]
    rewritten: list[str]


class YearShape(Shape):
    """New relations of a year."""

    year: int
    new: Count


class MonthShape(Shape):
    """Messages of a month, given by its first day."""

    month: date
    in_: Count = Field(alias="in")
    out: Count


class OverviewShape(Shape):
    """The network at a glance."""

    as_of: date | None
    owner: str
    relations: Count
    former: Count
    counts: Counts
    never_spoken: Count
    messages_covered: bool
    by_year: list[YearShape]
    by_month: list[MonthShape]
    fading: list[RelationShape]
    growing: list[RelationShape]
    fading_count: Count
    growing_count: Count
    doubtful: Count
    trials: list[date]
    imports: Count


class DotShape(Shape):
    """A relation in the circle; ``doubt`` is in [0, 1]."""

    id: PersonId
    name: str
    level: LevelName
    strength: Share
    doubt: Share
    segment: str


class CircleShape(Shape):
    """Every current relation, the strongest first."""

    dots: list[DotShape]


class FileShape(Shape):
    """What became of one file: read = new + updated + unchanged + merged + rejected + all skipped."""

    name: str
    read: Count
    new: Count
    updated: Count
    unchanged: Count
    merged: Count
    rejected: Count
    skipped: dict[str, int]
    kind: str
    notes: list[str]


class ImportShape(Shape):
    """One import; ``at`` is seconds since 1970-01-01 UTC."""

    id: int
    at: Count
    origin: str
    version: str
    relations: Count
    no_longer_connected: Count
    archives: list[str]
    files: list[FileShape]


class ImportsShape(Shape):
    """All imports, the latest first."""

    imports: list[ImportShape]


class RejectedShape(Shape):
    """A row that is set aside."""

    file: str
    line: int
    code: str
    reason: str
    raw: str


class RejectedRowsShape(Shape):
    """A page of the rows that are set aside."""

    rejected: list[RejectedShape]
    total: Count


class TagsShape(Shape):
    """Every tag, and how many relations have it."""

    tags: dict[str, int]


class ViewShape(Shape):
    """A saved view: what stands behind the question mark of the list's address."""

    name: str
    query: str


class ViewsShape(Shape):
    """All saved views."""

    views: list[ViewShape]


class SettledShape(Shape):
    """What is settled, and how much is stored; ``bytes`` is 0 for a server."""

    half_life_days: int
    keep_texts: bool
    invitations_per_week: int
    note_length: int
    notes_per_month: int
    invitation_weeks: int
    relations: Count
    messages: Count
    message_texts: Count
    interactions: Count
    activities: Count
    decisions: Count
    imports: Count
    set_aside: Count
    bytes: Count


class CriteriaShape(Shape):
    """How much each criterion counts."""

    criteria: dict[CriterionName, EmphasisName]


class CriteriaPreviewShape(Shape):
    """What other criteria would change."""

    changed: int
    counts: dict[LevelName, Count]


class WouldBeShape(Shape):
    """One thing otherwise, and what Kreds would say then."""

    text: str
    level: LevelName
    strength: Share


class OtherwiseShape(Shape):
    """What would change a judgement."""

    otherwise: list[WouldBeShape]


class QuestionShape(Shape):
    """A relation worth asking about, and how many others have the word of theirs that stands for most."""

    relation: RelationShape
    word: str
    stands_for: Count


class QuestionsShape(Shape):
    """Whom to ask about next."""

    questions: list[QuestionShape]


class LessonsShape(Shape):
    """What was learned (``standing``) and what could be (``fresh``), in words, and what it would change."""

    said: Count
    sure: Share
    is_on: bool
    standing: list[str]
    is_new: bool
    fresh: list[str]
    changed: Count
    counts: dict[LevelName, Count]


class StampShape(Shape):
    """Changes with every import and every decision."""

    stamp: str


class DecidedShape(Shape):
    """What was decided: ``id`` is what undo takes back (0 when nobody was meant), for how many relations."""

    id: Count
    relations: Count


class UndoneShape(Shape):
    """Whether something was taken back."""

    undone: bool


class ErrorBody(Shape):
    """What went wrong, and what to do."""

    code: str
    message: str
    what_to_do: str


class ErrorShape(Shape):
    """Every answer that is not the one asked for."""

    error: ErrorBody
