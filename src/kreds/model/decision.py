"""What the person said: kept for ever, undone only by another decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

WEEK_SUBJECT = "week:"
"""How the subject of an agenda decision begins that fixes the lines of a week: Kreds chose them, nobody said them."""


class DecisionKind(StrEnum):
    """What a decision is about."""

    LEVEL = "level"
    OWNER = "owner"
    TAG = "tag"
    NOTE = "note"
    ANSWER = "answer"
    CRITERIA = "criteria"
    LEARNED = "learned"
    TRIAL = "trial"
    VIEW = "view"
    HALF_LIFE = "half_life"
    KEEP_TEXTS = "keep_texts"
    GOAL = "goal"
    ACTIVE_GOAL = "active_goal"
    SEGMENT = "segment"
    SEGMENT_RULE = "segment_rule"
    ACCOUNT = "account"
    MATCH = "match"
    INVITE = "invite"
    POLICY = "policy"
    INVITATION = "invitation"
    COLUMNS = "columns"
    REVIEW_PLAN = "review_plan"
    PORTION = "portion"
    REVIEW = "review"
    SAFE = "safe"
    REMOVED = "removed"
    LOG = "log"
    CADENCE = "cadence"
    AGENDA = "agenda"
    AGENDA_PLAN = "agenda_plan"
    POST_LIST = "post_list"


@dataclass(frozen=True, slots=True)
class Decision:
    """One answer of the person, about the person known as ``subject`` (an identity key, "" for the network itself).

    ``subject`` is an identity key and not a row number, so that a decision finds its person again after every import
    and rebuild; of a saved view it is the view's name, of a
    list of reactions what its bytes come to. ``undoes`` is the id of the decision that this one takes back.
    """

    id: int
    at: int
    kind: DecisionKind
    subject: str
    value: Mapping[str, object]
    undoes: int | None = None

    @property
    def batch(self) -> int | None:
        """What several decisions have in common that were said at once, and are taken back at once."""
        number = self.value.get("batch")
        return number if isinstance(number, int) else None


@dataclass(frozen=True, slots=True)
class Decided:
    """What was just decided: ``id`` of a decision that `undo` takes back (with its batch), and for how many relations.

    ``id`` is 0 when nothing had to be said.
    """

    id: int
    relations: int
