"""The agenda outside Kreds: the kinds of file it goes into, and the address that a calendar may read it at."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class OutFormat(StrEnum):
    """A kind of file; the value is its ending."""

    ICS = "ics"
    """For a calendar."""
    HTML = "html"
    """To read and print."""
    MD = "md"
    """Markdown, for notes."""
    EML = "eml"
    """A mail that opens as a draft."""
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class AgendaFeed:
    """What a calendar is told at its address: ``key`` opens it, the rest says how the week is written there."""

    key: str
    language: str
    incognito: bool


@dataclass(frozen=True, slots=True)
class Session:
    """One day of the week in a calendar; ``is_off`` when nothing of it is left to do or to remember.

    ``minutes`` is how long what is left of it takes, 0 for as long as the plan says.
    """

    day: date
    title: str
    text: str
    is_off: bool = False
    minutes: int = 0
