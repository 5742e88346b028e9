"""A sentence before it is translated: an English source string and the facts that fill it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Union

Fact = Union[str, int, float, date, "Phrase"]
"""What fills a placeholder; a phrase among them is translated in its turn."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """``text`` (or ``plural``, when ``n`` is not 1) with ``%(name)s`` placeholders for ``facts``.

    >>> Phrase("%(n)s message", plural="%(n)s messages", n=3, facts={"n": 3}).english()
    '3 messages'
    """

    text: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    plural: str = ""
    n: int = 1

    def english(self) -> str:
        """The sentence as the source code wrote it, filled."""
        return (self.plural if self.plural and self.n != 1 else self.text) % self.facts

    def __str__(self) -> str:
        return self.english()
