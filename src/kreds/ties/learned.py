"""What was learned from a person's own levels: how their judgement differs from the guide's usual one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

import numpy as np
import polars as pl

from kreds.model.level import Level
from kreds.ties.words import Words


class Group(StrEnum):
    """Contributions that are learned together, because nobody answers often enough to part them."""

    CONTACT = "contact"
    BALANCE = "balance"
    TIME = "time"
    PRAISE = "praise"
    COLLEAGUE = "colleague"


GROUPS: Mapping[str, Group] = MappingProxyType({
    **dict.fromkeys(("talk", "history", "replies"), Group.CONTACT),
    "one_sided": Group.BALANCE,
    **dict.fromkeys(("tenure", "recency", "never"), Group.TIME),
    **dict.fromkeys(
        (
            "recommendations_in", "recommendations_out", "endorsements_in", "endorsements_out", "notes",
            "invitation_notes", "follows", "group_messages", "kinds",
        ),
        Group.PRAISE,
    ),
    "colleague": Group.COLLEAGUE,
})  # fmt: skip
"""The group of each contribution; what the person has answered of somebody is taken at its word."""


@dataclass(frozen=True, slots=True)
class Label:
    """What the person said a relation is; ``weight`` 1 is a decision of theirs, less is a hint."""

    level: Level
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Word:
    """What a word adds to the score (log odds), and how often the person called somebody with it what."""

    effect: float
    strong: int = 0
    average: int = 0
    worthless: int = 0

    @property
    def said(self) -> int:
        """How many with the word the person has said the level of."""
        return self.strong + self.average + self.worthless


@dataclass(frozen=True, slots=True)
class Learned:
    """What differs from the default judgement; everything at its default changes nothing.

    Args:
        factors: multipliers, 0 or more; a group that is missing counts as usual (1).
        base: added to the score of everybody.
        strong: added to the line above which a relation is strong.
        words: by word as `kreds.ties.words` tells them.
        n: how many levels the person had said.
        loss_before: mean logarithmic loss of the default judgement on what the person said.
        loss_after: the same of what was learned, each time on people left out of the learning; None with too few.

    >>> Learned().changed, Learned(base=0.5, n=7).changed
    (False, True)
    """

    factors: Mapping[Group, float] = field(default_factory=dict)
    base: float = 0.0
    strong: float = 0.0
    words: Mapping[str, Word] = field(default_factory=dict)
    n: int = 0
    loss_before: float | None = None
    loss_after: float | None = None

    @property
    def changed(self) -> bool:
        """Whether anybody may be judged otherwise than by default."""
        moved = any(factor != 1.0 for factor in self.factors.values())
        return moved or bool(self.base or self.strong or self.words)

    def factor(self, contribution: str) -> float:
        """The multiplier of one contribution."""
        group = GROUPS.get(contribution)
        return 1.0 if group is None else self.factors.get(group, 1.0)

    def to_json(self) -> str:
        """Text that `from_json` reads back as the same; equal for equals."""
        words = {name: [word.effect, word.strong, word.average, word.worthless] for name, word in self.words.items()}
        told = {
            "factors": {group.value: factor for group, factor in self.factors.items()},
            "base": self.base,
            "strong": self.strong,
            "words": words,
            "n": self.n,
            "loss": [self.loss_before, self.loss_after],
        }
        return json.dumps(told, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "Learned":
        """What `to_json` wrote.

        >>> Learned.from_json(Learned(words={"title:recruiter": Word(-0.5, worthless=3)}).to_json()).words
        {'title:recruiter': Word(effect=-0.5, strong=0, average=0, worthless=3)}
        """
        told = json.loads(text)
        before, after = told["loss"]
        return cls(
            factors={Group(group): factor for group, factor in told["factors"].items()},
            base=told["base"],
            strong=told["strong"],
            words={name: Word(*values) for name, values in told["words"].items()},
            n=told["n"],
            loss_before=before,
            loss_after=after,
        )


NOTHING = Learned()
"""The default judgement as it is."""


def likeness(words: Words, learned: Learned) -> pl.DataFrame:
    """``person`` and ``likeness``: what the words of each add to the score; 0 for those without any that count."""
    effects = np.array([learned.words[word].effect if word in learned.words else 0.0 for word in words.vocabulary])
    return pl.DataFrame({"person": words.person, "likeness": words.total(effects)})
