"""What the API takes and answers for goals and composition, as types."""

from datetime import date
from typing import Annotated

from pydantic import ConfigDict, Field

from kreds.model.goal import GoalKind
from kreds.services.state_goal import LONGEST_NAME, LONGEST_WORD, MOST_PEOPLE, MOST_TARGETS, MOST_WORDS
from kreds.web.api.shapes import Count, Shape, Share

GoalId = Annotated[str, Field(max_length=100, examples=["g12"])]
Words = Annotated[list[Annotated[str, Field(max_length=LONGEST_WORD)]], Field(max_length=MOST_WORDS)]
Weights = dict[GoalKind, Annotated[float, Field(ge=0, le=1_000)]]


class TargetShape(Shape):
    """How large a group should be: a share of the network, and a number of people at least."""

    segment: str = Field(max_length=LONGEST_WORD, examples=["current_customer", "own:Bestyrelser"])
    share: Share = 0.0
    number: Annotated[int, Field(ge=0, le=MOST_PEOPLE)] | None = None


class AudienceShape(Shape):
    """With whom the person wants to talk; what is empty does not matter."""

    functions: Words = Field(default_factory=list)
    seniorities: Words = Field(default_factory=list)
    industries: Words = Field(default_factory=list)
    places: Words = Field(default_factory=list)
    companies: Words = Field(default_factory=list)


class GoalShape(Shape):
    """A goal; the order of its targets is that of their importance."""

    id: GoalId
    name: str
    kinds: dict[str, float]
    targets: list[TargetShape]
    audience: AudienceShape


class SpellShape(Shape):
    """From when to when a goal counted; null until now."""

    goal: GoalShape
    since: date
    until: date | None


class GoalsShape(Shape):
    """All goals, the id of the one that counts ("" without one), and which one counted when."""

    goals: list[GoalShape]
    active: str
    history: list[SpellShape]


class GapShape(Shape):
    """What is missing of a group: ``have`` is an expected number, ``share`` the same as a share."""

    segment: str
    have: float
    share: float
    want: float
    missing: float


class GapsShape(Shape):
    """What a goal would be missing, in its order."""

    gaps: list[GapShape]


class GroupShape(Shape):
    """A group: its expected size and share, its bounds in nine of ten cases, and on whose word."""

    segment: str
    size: float
    share: Share
    low: Share
    high: Share
    people: Count
    certain: Count
    by_source: dict[str, float]
    strong: Share
    weighted: Share


class PartShape(Shape):
    """Those with one value; "" is not known, or with ``rest`` all that are not named."""

    value: str
    rest: bool
    relations: Count
    strong: Count


class YearShape(Shape):
    """Those connected at the end of a year, and how many of them are in each group."""

    year: int
    relations: Count
    groups: dict[str, float]


class AccountShape(Shape):
    """A company that the goal names."""

    name: str
    relations: Count
    strong: Count


class ReachedShape(Shape):
    """How many relations belong to the audience of the goal."""

    relations: Count
    strong: Count
    companies: list[AccountShape]


class CompositionShape(Shape):
    """What the network is made of, beside the goal that counts."""

    as_of: date | None
    relations: Count
    strong: Count
    unknown: Count
    goal: GoalShape | None
    groups: list[GroupShape]
    gaps: list[GapShape]
    by: dict[str, list[PartShape]]
    years: list[YearShape]
    audience: ReachedShape | None


class StatedShape(Shape):
    """A goal as it was stated, and the decision that undo takes back (0 when nothing had to be said)."""

    goal: GoalShape
    id: Count


class SaidGoal(Shape):
    """A goal to state; without targets they are mixed from ``kinds``; with the id of another it changes that one."""

    model_config = ConfigDict(extra="forbid")

    id: GoalId = ""
    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    kinds: Weights = Field(default_factory=dict)
    targets: Annotated[list[TargetShape], Field(max_length=MOST_TARGETS)] | None = None
    audience: AudienceShape | None = None
    choose: bool = True


class SaidGoalId(Shape):
    """A goal, by its id or its name."""

    goal: str = Field(min_length=1, max_length=100)
