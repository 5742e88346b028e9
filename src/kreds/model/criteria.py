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
