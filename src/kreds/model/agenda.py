"""The week's agenda (guide G2.1, G2.2): its four parts."""

from enum import StrEnum


class Part(StrEnum):
    """LLHI."""

    LISTEN = "listen"
    LEARN = "learn"
    HELP = "help"
    INSPIRE = "inspire"
