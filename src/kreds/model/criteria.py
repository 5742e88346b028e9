"""What makes a relation strong, average or worthless (guide G1.8), as far as a person may weigh it (G1.6)."""

from enum import StrEnum


class Criterion(StrEnum):
    """The signs that the guide's three levels are made of."""

    KNOWS = "knows"
    MET = "met"
    BUSINESS = "business"
    INTERACT = "interact"
    COMMON = "common"
    HELPS = "helps"


class Emphasis(StrEnum):
    """How much a criterion counts; the guide counts all of them fully."""

    OFF = "off"
    LITTLE = "little"
    FULL = "full"
    MUCH = "much"


FACTORS = {Emphasis.OFF: 0.0, Emphasis.LITTLE: 0.5, Emphasis.FULL: 1.0, Emphasis.MUCH: 1.5}
"""By what the contributions of a criterion are multiplied."""


class Question(StrEnum):
    """What only the person can answer of a relation: no file holds it."""

    KNOWS = "knows"
    MET = "met"
    BUSINESS = "business"
    HELPS = "helps"
