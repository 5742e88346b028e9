"""What the API answers of logged contact, as types."""

from datetime import date
from typing import Literal

from kreds.web.api.shapes import Count, LevelName, PersonId, Shape, Share

LogKindName = Literal["met", "call", "wrote", "answered", "helped", "learned", "other"]


class MovedShape(Shape):
    """How a line moved one relation."""

    id: PersonId
    name: str
    level_before: LevelName
    level: LevelName
    strength_before: Share
    strength: Share
    last_contact: date | None


class LoggedShape(Shape):
    """A line that was logged; ``id`` is what an undo takes back."""

    id: int
    kind: LogKindName
    day: date
    text: str
    people: list[MovedShape]


class LineShape(Shape):
    """A line about one person."""

    id: int
    person: PersonId
    name: str
    day: date
    kind: LogKindName
    text: str


class LinesShape(Shape):
    """Lines, the newest first; ``total`` counts also those that were not asked for."""

    lines: list[LineShape]
    total: Count
