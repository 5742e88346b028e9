"""What the API answers about the tasting, as types."""

from datetime import date
from typing import Literal

from kreds.web.api.shapes import Count, PersonId, SaidLevel, Shape, Share


class RangeShape(Shape):
    """A figure: expected, of it beyond the network, and between what four posts of five lie."""

    expected: float
    beyond: float
    low: float
    median: float
    high: float


class ViewsShape(RangeShape):
    """Views; ``stopped`` of a post that stops in the tasting, ``gone_on`` of one that goes on."""

    stopped: float
    gone_on: float


class StageShape(Shape):
    """A stage after the tasting: how many posts get so far, and what it brings those, ``beyond`` of it far away."""

    chance: Share
    views: float
    beyond: float


class LevelReachShape(Shape):
    """One level in a post, in expected people."""

    level: SaidLevel
    relations: float
    sampled: float
    tasted: float
    seen: float
    reacted: float


class DoubtShape(Shape):
    """Between what figures lie when the assumptions move."""

    chance: list[float]
    views: list[float]
    relevant: list[float]


class AssumptionShape(Shape):
    """One assumption; ``learned`` is between what it lies by the own posts, empty where they have not taught it."""

    name: str
    value: float
    is_set: bool
    low: float
    high: float
    standing: Literal["learned", "documented", "reported", "assumed"]
    learned: list[float]
    text: str
    source: str


class CalibrationShape(Shape):
    """What own posts have taught; empty before there are enough."""

    posts: Count
    needed: Count
    fitted: dict[str, float]
    ranges: dict[str, list[float]]


class CourseShape(Shape):
    """How many have seen a post that goes on so many hours after posting, and how many of them beyond the network."""

    hours: float
    views: float
    beyond: float


class TopicShape(Shape):
    """What the post is about: whom a named topic touches, of those whose work is known; and the usual fields."""

    named: str
    touched: Count
    of: Count
    usual: dict[str, Share]


class LeaningShape(Shape):
    """How much oftener a group reacts than others of its levels and activity."""

    group: str
    relations: Count
    expected: float
    reacted: float
    times: float


class ReachShape(Shape):
    """How far a post carries, by a model."""

    as_of: date | None
    relations: Count
    goal: str
    knows_levels: bool
    chance: Share
    sampled: float
    tasted: float
    views: ViewsShape
    relevant: RangeShape
    reactions: float
    stages: list[StageShape]
    levels: list[LevelReachShape]
    doubt: DoubtShape
    course: list[CourseShape]
    quality: float
    topic: TopicShape
    groups: list[LeaningShape]
    assumptions: list[AssumptionShape]
    calibration: CalibrationShape
    model: list[str]


class DifferenceShape(Shape):
    """One figure before and after; ``better`` is the share of the doubt in which it is above 0."""

    before: float
    after: float
    by: float
    low: float
    high: float
    better: Share


class SizesShape(Shape):
    """How many relations there are."""

    before: Count
    after: Count


class ComparisonShape(Shape):
    """Before and after a change, each figure apart."""

    relations: SizesShape
    chance: DifferenceShape
    views: DifferenceShape
    relevant: DifferenceShape
    beyond: DifferenceShape
    reactions: DifferenceShape


class OwnPartShape(Shape):
    """What one relation adds to each figure."""

    id: PersonId
    name: str
    chance: float
    views: float
    relevant: float


class InfluencesShape(Shape):
    """Who carries posts most, and who stops them; ``stopping`` is how many lower the chance."""

    carry: list[OwnPartShape]
    stop: list[OwnPartShape]
    stopping: Count


class StepsShape(Shape):
    """A set of steps and what it gains."""

    let_go: list[PersonId]
    wake: list[PersonId]
    new_relations: Count
    gain: float


class PlanShape(StepsShape):
    """The best set of steps."""

    single_gains: float
    tried: Count
    others: list[StepsShape]
    comparison: ComparisonShape
