"""What the API answers about inviting and being invited, as types."""

from datetime import date
from typing import Literal

from kreds.web.api.shapes import Count, LevelName, PersonId, Shape

StateName = Literal["to_do", "sent", "no_answer", "withdrawn", "accepted", "not_now"]
ShowName = Literal["to_do", "sent", "no_answer", "withdrawn", "accepted", "not_now", "former"]
VerdictName = Literal["accept", "trial", "ask", "decline"]
GroundName = Literal["customer", "colleague", "partner", "met", "wrote", "potential", "common", "audience", "message"]
UnwantedName = Literal["recruiter", "seller", "student"]
StatusName = Literal["current", "former", "potential", "partner", "supplier", ""]


class RulingShape(Shape):
    """What the policy says, and why; ``is_said`` when it is the person's own word."""

    verdict: VerdictName
    reasons: list[str]
    is_said: bool


class OutsiderShape(Shape):
    """Who somebody is who is no relation; ``link`` is their profile, else LinkedIn's search for them."""

    id: PersonId
    name: str
    company: str
    title: str
    place: str
    link: str
    status: StatusName
    meetings: Count
    last_met: date | None
    messages_in: Count
    messages_out: Count


class InviteReasonShape(Shape):
    """One part of the worth of inviting somebody."""

    part: str
    text: str
    points: float


class CandidateShape(OutsiderShape):
    """Somebody to invite; the points of the reasons sum to the score."""

    state: StateName
    day: date | None
    again: date | None
    score: float
    segment: str
    reasons: list[InviteReasonShape]
    policy: RulingShape


class GapShape(Shape):
    """A group of the goal, and how many it lacks."""

    segment: str
    want: float
    missing: float


class BudgetShape(Shape):
    """What is used of LinkedIn's limits and what is left; ``notes_left`` is null without a limit."""

    sent: Count
    left: Count
    noted: Count
    notes_left: Count | None
    invitations_per_week: int
    note_length: int
    notes_per_month: int
    invitation_weeks: int


class InviteShape(Shape):
    """A page of those to invite, the most worth first."""

    people: list[CandidateShape]
    total: Count
    page: Count
    pages: Count
    counts: dict[ShowName, Count]
    groups: dict[str, Count]
    known: Count
    left_out: Count
    goal: str
    gaps: list[GapShape]
    budget: BudgetShape
    has_policy: bool


class DraftShape(Shape):
    """A message to send, its language and why it is in that ("" when it was asked for)."""

    id: PersonId
    language: Literal["da", "en"]
    why: str
    tone: Literal["short", "warm", "formal"]
    text: str
    link: str


class ReceivedShape(OutsiderShape):
    """An invitation to the owner; ``level`` is null as long as it has not become a relation."""

    invited_on: date | None
    message_length: Count
    level: LevelName | None
    verdict: VerdictName
    reasons: list[str]
    is_said: bool


class PolicyShape(Shape):
    """What must be met before the person wants to be connected."""

    accept: list[GroundName]
    decline: list[UnwantedName]
    asks_silent: bool
    otherwise: VerdictName
    months: int


class OutcomeShape(Shape):
    """What became of those accepted who had one sign; shares are null where there is nobody."""

    sign: GroundName | UnwantedName
    counts: dict[LevelName, Count]
    good: float | None
    otherwise: float | None
    shows: Literal["better", "worse", "nothing", "thin"]


class InvitationsShape(Shape):
    """The invitations to the owner, newest first, the policy, and what became of those accepted."""

    invitations: list[ReceivedShape]
    counts: dict[Literal["waiting", "answered", "accepted"], Count]
    verdicts: dict[VerdictName, Count]
    policy: PolicyShape
    has_policy: bool
    to_try: list[PersonId]
    outcomes: list[OutcomeShape]


class PolicyPreviewShape(Shape):
    """How many of the invitations that wait would get which verdict."""

    verdicts: dict[VerdictName, Count]
