"""What has changed between two days: who has gone silent, who has become stronger, who is fading."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kreds.model.level import Level
from kreds.model.relation import Relation
from kreds.text.phrase import Phrase


class ChangeKind(StrEnum):
    """Which way a relation has gone. Who was strong and fell silent is told apart from all who are fading."""

    SILENT = "silent"
    STRONGER = "stronger"
    FADING = "fading"


@dataclass(frozen=True, slots=True)
class Change:
    """One relation that is not what it was.

    ``usual_gap`` is how many days lay between days of writing on average, ``silent_days`` how many there have been
    since the last contact; None where they never wrote (or, for the gap, only once).
    """

    relation: Relation
    before: Level
    kind: ChangeKind
    why: Phrase
    usual_gap: float | None = None
    silent_days: int | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """A day to compare with: ``basis`` is "download" for that of the download before, else how many days back."""

    basis: str
    since: date


@dataclass(frozen=True, slots=True)
class Changes:
    """The network of ``as_of`` beside that of ``since``, as today's files tell of both.

    Attributes:
        since: the earlier day; None when there is nothing to compare.
        as_of: the last day that the data covers; None when nothing dated has been imported.
        refusal: why nothing is compared: "EMPTY", "NO-MESSAGES", "SHORT", or nothing.
        missing: the same in words; None when there is no refusal.
        silent: the strong that fell silent in between; of each kind a few, the weightiest first.
        stronger: who has a better level, or one at all.
        fading: who has a lesser level, or is average and fell silent.
        counts: how many there are of each kind.
        before: how many of those known then, and still connected, had each level.
        now: how many of these have it now.
        new: how many have been connected since.
        gone: how many are no longer connected since.
        offered: days to compare with.
    """

    since: date | None
    as_of: date | None
    refusal: str = ""
    missing: Phrase | None = None
    silent: tuple[Change, ...] = ()
    stronger: tuple[Change, ...] = ()
    fading: tuple[Change, ...] = ()
    counts: Mapping[ChangeKind, int] = field(default_factory=lambda: dict.fromkeys(ChangeKind, 0))
    before: Mapping[Level, int] = field(default_factory=lambda: dict.fromkeys(Level, 0))
    now: Mapping[Level, int] = field(default_factory=lambda: dict.fromkeys(Level, 0))
    new: int = 0
    gone: int = 0
    offered: tuple[Compared, ...] = ()

    def of(self, kind: ChangeKind) -> tuple[Change, ...]:
        """The changes of a kind."""
        return {ChangeKind.SILENT: self.silent, ChangeKind.STRONGER: self.stronger, ChangeKind.FADING: self.fading}[
            kind
        ]
