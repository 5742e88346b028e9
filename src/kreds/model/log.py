"""What the person notes of contact that no file shows: a coffee, a call, a hand lent."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LogKind(StrEnum):
    """What passed between the two."""

    MET = "met"
    CALL = "call"
    WROTE = "wrote"
    ANSWERED = "answered"
    HELPED = "helped"
    LEARNED = "learned"
    OTHER = "other"


IN_TOUCH = (LogKind.MET, LogKind.CALL, LogKind.WROTE, LogKind.ANSWERED)
"""Kinds that are contact between the two, and so say something of how strong a relation is."""
LONGEST = 2_000
"""Characters of a line."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line: ``decision`` is what an undo takes back, ``person`` an id of 13 hexadecimal digits."""

    decision: int
    person: str
    day: date
    kind: LogKind
    text: str


@dataclass(frozen=True, slots=True)
class LoggedLine:
    """A line with whom it is about: what a list of them shows."""

    line: LogLine
    name: str
