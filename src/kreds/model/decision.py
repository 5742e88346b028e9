"""What the person said: kept for ever, undone only by another decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class DecisionKind(StrEnum):
    """What a decision is about."""

    LEVEL = "level"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Decision:
    """One answer of the person, about the person known as ``subject`` (an identity key, "" for the network itself).

    ``subject`` is an identity key and not a row number, so that a decision finds its person again after every import
    and rebuild. ``undoes`` is the id of the decision that this one takes back.
    """

    id: int
    at: int
    kind: DecisionKind
    subject: str
    value: Mapping[str, object]
    undoes: int | None = None
