"""What the agenda needs to know of a relation."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kreds.model.level import Level


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that the other asked and that was not answered; ``words`` only where texts are kept."""

    day: date
    thread: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class NewJob:
    """Other work than in the download before: first seen on ``since``."""

    company: str
    title: str
    old_company: str
    old_title: str
    since: date


class Tie(NamedTuple):
    """A current relation; a tuple, because tens of thousands are made at a time.

    ``rank`` counts the strong ones from the strongest (1), 0 for others. ``fit`` in [0, 1] is how important to the
    goal the group is that it belongs to, 0 without. ``last`` is the last one-to-one contact, ``touched`` that or what
    the person has done for or with them since. ``usual_gap`` are days, ``unanswered_days`` the days on which the owner
    wrote after the other last did. ``cadence`` is the person's own word on it, 0 for never, None for no word.
    """

    person: int
    level: Level
    strength: float = 0.0
    alive: float = 0.0
    rank: int = 0
    fit: float = 0.0
    connected_on: date | None = None
    last: date | None = None
    touched: date | None = None
    active_days: int = 0
    usual_gap: float | None = None
    is_silent: bool = False
    is_fading: bool = False
    unanswered_days: int = 0
    last_written: date | None = None
    both_ways: bool = False
    cadence: int | None = None
    chosen: date | None = None
    trial_since: date | None = None
    trial_until: date | None = None
    followed: date | None = None
    recommended: date | None = None
    endorsed: tuple[str, ...] = ()
    endorsed_on: date | None = None
    function: str = ""
    seniority: str = ""
    role: str = ""
    company: str = ""
    title: str = ""
    place: str = ""
    group: str = ""
    asked: Asked | None = None
    new_job: NewJob | None = None

    @property
    def id(self) -> str:
        """As people see it: 13 hexadecimal digits."""
        return f"{self.person:013x}"
