"""What the API answers about the clean-up, as types."""

from datetime import date
from typing import Literal

from kreds.web.api.shapes import Count, FactName, LevelName, PersonId, RelationShape, SeenName, Shape, Share

FateName = Literal["keep", "cultivate", "trial", "let_go", "unsure", "skip"]
ChoiceName = Literal["likely", "unseen", "segment", "company", "year", "random", "changed", "telling"]
MarkName = Literal["contact", "ground", "content"]
StateName = Literal["to_do", "ticked", "still_there", "gone", "back"]
Times = Literal[0, 1, 2, 4]


class PlanShape(Shape):
    """The rhythm: times a year, size of a portion, from which confidence on to propose, how many a day by hand."""

    times: Times
    size: Count
    line: Share
    daily: Count


class ReadyShape(Shape):
    """The current relations as a clean-up sees them."""

    worthless: Count
    ready: Count
    open: Count
    average: Count
    strong: Count


class PortionShape(Shape):
    """The open portion: ``left`` in the order to come, ``again`` of them are a second look."""

    id: str
    choice: ChoiceName
    value: str
    opened: date
    total: Count
    done: Count
    left: list[PersonId]
    again: Count
    counts: dict[FateName, Count]
    seconds: float | None


class ProposalShape(Shape):
    """What the rules say; ``ask`` are the facts that only the person knows."""

    advice: Literal["keep", "ask", "let_go"]
    ground: Literal["safe", "strong", "on_trial", "said", "sign", "open", "judge", "doubt", "all_hold"]
    confidence: Share
    marks: dict[MarkName, SeenName]
    ask: list[FactName]
    needs_messages: bool


class CardReasonShape(Shape):
    """One reason for the level."""

    sign: str
    text: str
    contribution: float


class LossShape(Shape):
    """One thing that would be lost."""

    kind: Literal["dormant", "gap", "organization", "segment", "place", "weak_tie"]
    text: str


class CardShape(RelationShape):
    """A relation as the deck shows it."""

    reasons: list[CardReasonShape]
    answers: dict[FactName, bool]
    proposal: ProposalShape
    losses: list[LossShape]
    is_protected: bool


class ProtectedShape(Shape):
    """Whom a clean-up never proposes: people, organizations by name, groups by key."""

    people: list[PersonId]
    companies: list[str]
    groups: list[str]


class ListCountsShape(Shape):
    """Those let go by how far it has come, and how many were ticked off today."""

    to_do: Count
    ticked: Count
    still_there: Count
    gone: Count
    back: Count
    today: Count


class ReviewShape(Shape):
    """Where the clean-up stands; ``card`` is the next one of the open portion."""

    plan: PlanShape
    is_chosen: bool
    due: date | None
    ready: ReadyShape
    trials_due: Count
    portion: PortionShape | None
    card: CardShape | None
    list: ListCountsShape
    protected: ProtectedShape
    as_of: date | None


class LetGoWhyShape(Shape):
    """What was known on the day somebody was let go; ``confidence`` is null where it was not kept."""

    level: LevelName
    confidence: Share | None
    marks: dict[MarkName, SeenName]


class LetGoShape(RelationShape):
    """Somebody let go; ``invite_from`` is a careful guess, since LinkedIn documents no rule."""

    let_go: date
    removed: date | None
    state: StateName
    why: LetGoWhyShape
    invite_from: date | None


class GroupChangeShape(Shape):
    """A number of a group, before and after."""

    segment: str
    before: Count
    after: Count


class LostShape(Shape):
    """What would be lost with the whole list; ``missing`` is what the goal lacks."""

    relations: Count
    organizations: list[str]
    places: list[str]
    segments: list[GroupChangeShape]
    missing: list[GroupChangeShape]
    dormant: Count
    wants_job: bool


class WorkListShape(Shape):
    """Who is to be removed by hand."""

    to_do: list[LetGoShape]
    ticked: list[LetGoShape]
    still_there: list[LetGoShape]
    gone: Count
    today: Count
    daily: Count
    lost: LostShape
    listed_on: date | None


class ChangedShape(RelationShape):
    """Somebody who was let go and is not any more."""

    let_go: date
    day: date
    fate: FateName


class TriedShape(RelationShape):
    """Somebody put on trial in a clean-up."""

    day: date


class PastShape(Shape):
    """A finished portion and the network's numbers around it: ``relations``, ``level:strong``, ``group:partner``."""

    id: str
    choice: ChoiceName
    value: str
    opened: date
    finished: date
    total: Count
    counts: dict[FateName, Count]
    before: dict[str, float]
    after: dict[str, float]


class HistoryShape(Shape):
    """What became of the clean-ups; numbers before, after and now prove no cause."""

    let_go: list[LetGoShape]
    changed: list[ChangedShape]
    portions: list[PastShape]
    trials: list[TriedShape]
    now: dict[str, float]
    as_of: date | None
