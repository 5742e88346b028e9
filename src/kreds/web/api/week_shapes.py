"""What the API answers of the agenda, as types."""

from datetime import date
from typing import Any, Literal

from kreds.web.api.shapes import Count, LevelName, PersonId, Shape

PartName = Literal["listen", "learn", "help", "inspire"]
StateName = Literal["open", "done", "later", "not_person", "not_kind", "over"]
LineSaidName = Literal["done", "later", "not_person", "not_kind"]


class WhomShape(Shape):
    """Whom a line is about."""

    id: PersonId
    name: str
    company: str
    title: str
    level: LevelName


class LinkShape(Shape):
    """Where to go on LinkedIn."""

    kind: Literal["activity", "thread", "profile", "other"]
    url: str


class WeekLineShape(Shape):
    """A line; ``line`` or ``number`` names it where it is answered. The words are "" once nothing is to be done."""

    number: int
    line: str
    part: PartName
    kind: str
    day: date
    state: StateName
    decision: int | None
    minutes: int
    must: bool
    person: WhomShape | None
    other: WhomShape | None
    why: str
    what: str
    draft: str
    links: list[LinkShape]


class PlannedShape(Shape):
    """What to post in a week."""

    monday: date
    content: str
    topic: str


class WeekShape(Shape):
    """A week of the agenda; ``spare`` counts by part what found no room, ``missing`` what the files lack."""

    monday: date
    seen_to: date | None
    holiday: bool
    minutes: Count
    done: Count
    lines: list[WeekLineShape]
    spare: dict[PartName, Count]
    missing: list[str]
    plan: dict[str, Any]
    content: list[PlannedShape]
