"""A relation on trial (guide G1.10): until which day, what has come of it since, and how it ended."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TrialOutcome(StrEnum):
    """What the person says when a trial is over."""

    KEEP = "keep"
    LET_GO = "let_go"


@dataclass(frozen=True, slots=True)
class Trial:
    """A trial, running while ``until`` is a day; ``outcome`` and ``ended`` tell how and when it ended.

    Without any trial all is None.
    """

    since: date | None = None
    until: date | None = None
    outcome: TrialOutcome | None = None
    ended: date | None = None

    def is_due(self, today: date) -> bool:
        """Whether the day has come.

        >>> Trial(until=date(2027, 3, 1)).is_due(date(2027, 3, 1)), Trial().is_due(date(2027, 3, 1))
        (True, False)
        """
        return self.until is not None and self.until <= today


NO_TRIAL = Trial()


@dataclass(frozen=True, slots=True)
class SinceTrial:
    """What the files show between the first day of a trial and ``seen_to``, the last day they cover.

    ``days`` are days with one-to-one messages; ``others`` counts invitations, recommendations and the like.
    ``is_covered`` is false where no file holds messages, or none reaches into the trial: then zeros say nothing.
    """

    days: int
    messages_in: int
    messages_out: int
    others: int
    seen_to: date
    is_covered: bool
