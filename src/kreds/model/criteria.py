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


class Fact(StrEnum):
    """What no file holds and the person is asked: each is the name of a column of `kreds.model.frames.CONTEXT`."""

    KNOWS = "knows"
    MET = "met"
    BUSINESS = "business"
    HELPS = "helps"
    RELATED = "related"
    REACTS = "reacts"


class Emphasis(StrEnum):
    """How much a criterion counts; the guide's own definition is ``FULL`` for all of them."""

    OFF = "off"
    LITTLE = "little"
    FULL = "full"
    MUCH = "much"

    @property
    def factor(self) -> float:
        """What the weights of the criterion are multiplied by."""
        return _FACTORS[self]


_FACTORS = {Emphasis.OFF: 0.0, Emphasis.LITTLE: 0.5, Emphasis.FULL: 1.0, Emphasis.MUCH: 1.5}
