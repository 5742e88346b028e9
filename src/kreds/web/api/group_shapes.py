"""The shapes of groups, rules and titles: what the API answers about composition."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

Number = Annotated[int, Field(ge=0)]
Part = Annotated[float, Field(ge=0.0, le=1.0)]


class Shape(BaseModel):
    """An answer whose keys are all told."""

    model_config = ConfigDict(extra="forbid")


class Grouped(Shape):
    """What a relation's title and other sources say of it; "" where they do not."""

    segment_share: Part
    function: str
    seniority: str
    role: str
    industry: str
    place: str


class GroupShape(Shape):
    """A group that somebody is in, how surely, on whose word, and why."""

    segment: str
    share: Part
    source: str
    reasons: list[str]


class GroupCountShape(Shape):
    """A group: ``people`` belong to it, ``expected`` counts doubtful ones in part, ``said`` are in by your own word."""

    segment: str
    people: Number
    expected: float
    strong: Number
    said: Number


class RuleShape(Shape):
    """A rule, and how many current relations meet it."""

    id: str
    segment: str
    on: bool
    where: dict[str, str]
    people: Number


class AccountShape(Shape):
    """What you said a company is."""

    company: str
    status: str


class GroupsShape(Shape):
    """All groups, the rules that stand, and what was said of companies."""

    relations: Number
    ungrouped: Number
    segments: list[GroupCountShape]
    rules: list[RuleShape]
    accounts: list[AccountShape]


class RulePreviewShape(Shape):
    """What a rule would do; ``examples`` are the first of those who change, as in the list of relations."""

    people: Number
    changed: Number
    examples: list[dict[str, Any]]


class ProposalShape(Shape):
    """A rule that is proposed; ``moved`` of the ``people`` it is about would change group, ``examples`` come first.

    ``ground`` is corrections, job, house_like_job, mail or list; ``place`` your own workplace that it follows from.
    """

    id: str
    segment: str
    on: bool
    where: dict[str, str]
    ground: str
    place: str
    people: Number
    moved: Number
    examples: list[dict[str, Any]]


class ProposalsShape(Shape):
    """The rules that are proposed."""

    proposals: list[ProposalShape]


class UnreadWordShape(Shape):
    """A word of titles that were not read."""

    word: str
    titles: Number


class TitlesShape(Shape):
    """How many titles were read."""

    titles: Number
    read: Number
    by_language: dict[str, Number]
    unread_words: list[UnreadWordShape]


class TitleShape(Shape):
    """What a title says."""

    function: str
    seniority: str
    role: str
    language: str
