"""How often two people write each other: the layers of Dunbar, fading, and talk that never became any.

Intervals follow science.md 1.3 (a week, a month, a quarter, a year between contacts that keep a person in a layer).
"""

import math
import random
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kreds.model.level import Level


class Pattern(StrEnum):
    """What a row of messages with one person looks like from above."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    DORMANT = "dormant"
    """Once frequent, silent for years."""
    IN_PERSON = "in_person"
    """Met rather than written to: few messages between people who know each other well."""
    PITCH = "pitch"
    """They sold, nobody answered."""
    THANKS = "thanks"
    """A word of thanks for connecting, and nothing since."""
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When talk began, how many days lie between contacts, and when it faded (None while it lasts).

    ``share`` is the chance that the owner begins a day of talk.
    """

    pattern: Pattern
    starts: date
    fades: date | None
    interval_days: float
    share: float

    @property
    def is_dialogue(self) -> bool:
        """Whether both sides write again and again."""
        return self.pattern not in {Pattern.PITCH, Pattern.THANKS, Pattern.SILENT}


_MEAN_DAYS = {
    Pattern.WEEKLY: 8.0,
    Pattern.MONTHLY: 32.0,
    Pattern.QUARTERLY: 100.0,
    Pattern.YEARLY: 330.0,
    Pattern.DORMANT: 40.0,
    Pattern.IN_PERSON: 420.0,
}
_PATTERNS = {
    Level.STRONG: (
        (Pattern.WEEKLY, 0.07), (Pattern.MONTHLY, 0.29), (Pattern.QUARTERLY, 0.33), (Pattern.DORMANT, 0.16),
        (Pattern.IN_PERSON, 0.15),
    ),
    Level.AVERAGE: (
        (Pattern.MONTHLY, 0.04), (Pattern.QUARTERLY, 0.20), (Pattern.YEARLY, 0.34), (Pattern.DORMANT, 0.09),
        (Pattern.THANKS, 0.14), (Pattern.PITCH, 0.02), (Pattern.SILENT, 0.17),
    ),
    Level.WORTHLESS: (
        (Pattern.YEARLY, 0.01), (Pattern.PITCH, 0.14), (Pattern.THANKS, 0.09), (Pattern.SILENT, 0.76),
    ),
}  # fmt: skip


def draw_rhythm(rng: random.Random, level: Level, connected_on: date, *, day: date) -> Rhythm:
    """A rhythm as likely as the level makes it."""
    pattern = _draw_pattern(rng, level)
    mean = _MEAN_DAYS.get(pattern, 0.0)
    interval = mean * math.exp(rng.gauss(-0.06, 0.35)) if mean else 0.0
    starts = connected_on + timedelta(days=rng.randrange(3) if pattern in {Pattern.THANKS, Pattern.PITCH} else 0)
    starts = min(starts, day)
    span = (day - starts).days
    fades: date | None = None
    if pattern is Pattern.DORMANT:
        if span < 1100:
            pattern, interval = Pattern.QUARTERLY, interval * 2.5
        else:
            fades = day - timedelta(days=rng.randrange(540, min(span - 300, 2200)))
    if fades is None and pattern in {Pattern.MONTHLY, Pattern.QUARTERLY, Pattern.YEARLY} and rng.random() < 0.16:
        fades = starts + timedelta(days=round(span * rng.uniform(0.35, 0.95)))
    share = min(0.9, max(0.1, rng.betavariate(4, 4)))
    return Rhythm(pattern, starts, fades, round(interval, 2), round(share, 3))


def _draw_pattern(rng: random.Random, level: Level) -> Pattern:
    chance = rng.random()
    patterns = _PATTERNS[level]
    for pattern, share in patterns:
        chance -= share
        if chance < 0:
            return pattern
    return patterns[-1][0]
