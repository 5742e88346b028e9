"""What a demo network is made from: a seed, sizes, a day and a language."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """Equal options give equal networks, and equal layouts of them equal bytes.

    ``messages`` counts every row of messages.csv in the newest layout, drafts and advertisements included. ``day`` is
    the network's current day: nothing in it is younger. ``later_days`` moves the same network that many days on:
    people join, change jobs and vanish, and talk goes on.
    """

    seed: int = 1
    relations: int = 1_400
    messages: int = 24_000
    day: date = date(2026, 10, 3)
    language: str = "da"
    later_days: int = 0

    def __post_init__(self) -> None:
        """Raise ValueError for sizes below zero or a language without texts."""
        if self.relations < 0 or self.messages < 0 or self.later_days < 0:
            raise ValueError("relations, messages and later_days must not be negative")
        if self.language not in {"da", "en"}:
            raise ValueError(f"no demo texts in language {self.language!r}")
