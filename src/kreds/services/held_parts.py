"""What is held about somebody, as tables that programs and people can read."""

from dataclasses import dataclass
from datetime import date

from kreds.text.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Coded:
    """A value that programs read as ``code`` and people as ``phrase``."""

    code: str
    phrase: Phrase


Cell = str | int | float | date | Phrase | Coded | None
"""Times are aware `datetime` in UTC."""


@dataclass(frozen=True, slots=True)
class HeldPart:
    """One kind of data: key and names of columns are for programs, their phrases for people."""

    key: str
    title: Phrase
    columns: tuple[tuple[str, Phrase], ...]
    rows: tuple[tuple[Cell, ...], ...]
