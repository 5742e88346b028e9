"""How good a relation is (guide G1.8), and which signs of it a source could have shown (H1)."""

from enum import StrEnum


class Level(StrEnum):
    """The guide's three levels, and the honest fourth answer: too little is known."""

    STRONG = "strong"
    AVERAGE = "average"
    WORTHLESS = "worthless"
    UNKNOWN = "unknown"


LEVELS = (Level.STRONG, Level.AVERAGE, Level.WORTHLESS)
"""The three levels a person may overrule to, best first."""


class Trend(StrEnum):
    """Where the contact of a relation is heading."""

    STEADY = ""
    FADING = "fading"
    GROWING = "growing"


class Sign(StrEnum):
    """The signs of guide G3.6, each of which a source covers or does not."""

    COMMUNICATED = "communicated"
    MET = "met"
    COMMON_GROUND = "common_ground"
    CONTENT = "content"


class Seen(StrEnum):
    """What the sources say of a sign. Silence counts only where it could have been broken."""

    SEEN = "seen"
    NOT_SEEN = "not seen"
    NOT_COVERED = "not covered"
