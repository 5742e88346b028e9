"""Whom to ask about next, so that the fewest answers settle the most; and how sure the levels are by now."""

from collections.abc import Collection
from dataclasses import dataclass

import narwhals as nw
from narwhals.typing import IntoFrameT

from kreds.ties.coverage import Coverage
from kreds.ties.engine import lazy
from kreds.ties.learned import Label
from kreds.ties.weights import DEFAULT_WEIGHTS, Weights
from kreds.ties.words import Words

__all__ = ["Label", "Question", "sureness", "whom_to_ask"]


@dataclass(frozen=True, slots=True)
class Question:
    """A person whose level is worth asking for.

    Args:
        person: who.
        settles: how many relations' worth of doubt the answer is expected to settle, theirs included.
        word: the word of theirs that stands for most others (`kreds.ties.words`); "" when none does.
        stands_for: how many other relations have that word.
    """

    person: int
    settles: float
    word: str = ""
    stands_for: int = 0


def whom_to_ask(
    features: IntoFrameT,
    words: Words,
    answered: Collection[int] = (),
    *,
    day: int,
    coverage: Coverage,
    weights: Weights = DEFAULT_WEIGHTS,
    count: int = 5,
) -> tuple[Question, ...]:
    """The next people to ask about, the most telling first; each differs from those before it.

    Args:
        features: columns of `FEATURES`; any engine of narwhals that gives frames of polars.
        words: those of the same people (`kreds.ties.words.words_of`).
        answered: who has been asked already, or passed over: they are not asked again.
        day: the one the features were made for.
        coverage: what the sources could have shown.
        weights: the criteria as the person weighs them, with what was learned so far.
        count: how many at most.
    """
    raise NotImplementedError


def sureness(judgements: IntoFrameT) -> float:
    """The share of relations whose level is expected to be right: the mean of the highest membership; 1 without any.

    Args:
        judgements: columns of `JUDGEMENTS`; any engine of narwhals.
    """
    top = lazy(judgements).select(nw.max_horizontal("p_strong", "p_average", "p_worthless").mean().alias("top"))
    mean = top.collect()["top"].to_list()[0]
    return 1.0 if mean is None else float(mean)
