"""Invitations: how far one that the owner sends has come, by which policy one is accepted, and how it is judged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kreds.text.phrase import Phrase


class InviteState(StrEnum):
    """How far the inviting of somebody has come."""

    TO_DO = "to_do"
    SENT = "sent"
    NO_ANSWER = "no_answer"
    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"
    NOT_NOW = "not_now"


@dataclass(frozen=True, slots=True)
class Invited:
    """Where the inviting of somebody stands.

    ``day`` is when it was sent, withdrawn or accepted, None while nothing was; ``again`` the first day on which
    LinkedIn lets one who was withdrawn be invited once more, ``is_said`` that the person has said anything of it.
    """

    state: InviteState = InviteState.TO_DO
    day: date | None = None
    again: date | None = None
    is_said: bool = False


class Tone(StrEnum):
    """How a message sounds."""

    SHORT = "short"
    WARM = "warm"
    FORMAL = "formal"


class Ground(StrEnum):
    """What can be enough to be connected; the first six mean that the two know each other."""

    CUSTOMER = "customer"
    COLLEAGUE = "colleague"
    PARTNER = "partner"
    MET = "met"
    WROTE = "wrote"
    POTENTIAL = "potential"
    COMMON = "common"
    AUDIENCE = "audience"
    MESSAGE = "message"


class Unwanted(StrEnum):
    """Whom one may want to turn away."""

    RECRUITER = "recruiter"
    SELLER = "seller"
    STUDENT = "student"


class Verdict(StrEnum):
    """What to do with an invitation."""

    ACCEPT = "accept"
    TRIAL = "trial"
    ASK = "ask"
    DECLINE = "decline"


@dataclass(frozen=True, slots=True)
class Policy:
    """What must be met before the person wants to be connected (guide G1.6).

    ``accept`` holds the grounds of which each is enough, ``decline`` those who are turned away unless the two know each
    other. Of the rest, those without a message are asked first when ``asks_silent``; for everybody else ``otherwise``
    counts. Who is accepted on trial is so for ``months``.
    """

    accept: frozenset[Ground] = frozenset(set(Ground) - {Ground.MESSAGE, Ground.AUDIENCE})
    decline: frozenset[Unwanted] = frozenset()
    asks_silent: bool = True
    otherwise: Verdict = Verdict.TRIAL
    months: int = 6


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the policy says of one invitation and why; ``is_said`` when it is the person's own word."""

    verdict: Verdict
    reasons: tuple[Phrase, ...]
    is_said: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """LinkedIn's limits as the person has settled them, and how long an invitation may wait.

    LinkedIn publishes none of them; these are what members report: about 100 invitations in seven days, notes of 200
    characters (300 with Premium), 5 of them a month (any number with Premium). 0 notes a month means no limit.
    """

    invitations_per_week: int = 100
    note_length: int = 200
    notes_per_month: int = 5
    invitation_weeks: int = 4


LIMIT_BOUNDS: Mapping[str, tuple[int, int]] = {
    "invitations_per_week": (1, 1_000),
    "note_length": (100, 300),
    "notes_per_month": (0, 1_000),
    "invitation_weeks": (1, 26),
}
"""The least and the most that each limit can be."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How much of the limits is used: invitations in the last seven days, notes since the month began."""

    sent: int
    noted: int
    limits: Limits

    @property
    def left(self) -> int:
        """Invitations that can still be sent this week."""
        return max(0, self.limits.invitations_per_week - self.sent)

    @property
    def notes_left(self) -> int | None:
        """Notes that can still be sent this month, None without a limit."""
        most = self.limits.notes_per_month
        return max(0, most - self.noted) if most else None
