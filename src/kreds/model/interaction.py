"""One dated exchange between the owner and another person: its channel and direction."""

from enum import IntEnum


class Channel(IntEnum):
    """How the two were in touch. The numbers are stored: never renumber."""

    MESSAGE = 1
    INVITATION = 2
    ENDORSEMENT = 3
    RECOMMENDATION = 4
    NOTE = 5
    FOLLOW = 6
    MEETING = 7
    REACTION = 8


class Direction(IntEnum):
    """Seen from the owner of the network."""

    INBOUND = -1
    MUTUAL = 0
    OUTBOUND = 1


class Precision(IntEnum):
    """How exactly a source states a time."""

    DAY = 1
    MINUTE = 2
    SECOND = 3
    MONTH = 4
    YEAR = 5
    NONE = 6
