"""Learns from the levels a person says how their judgement differs from the usual one."""

from collections.abc import Mapping

from narwhals.typing import IntoFrameT

from kreds.ties.coverage import Coverage
from kreds.ties.learned import NOTHING, Label, Learned
from kreds.ties.weights import DEFAULT_WEIGHTS, Weights
from kreds.ties.words import Words


def learn(
    features: IntoFrameT,
    words: Words,
    labels: Mapping[int, Label],
    *,
    day: int,
    coverage: Coverage,
    weights: Weights = DEFAULT_WEIGHTS,
) -> Learned:
    """What the person's own levels say of how they judge; `NOTHING` without any.

    Args:
        features: columns of `FEATURES`; any engine of narwhals that gives frames of polars.
        words: those of the same people (`kreds.ties.words.words_of`); who is missing has none.
        labels: by person; those who are not among the features are left out.
        day: the one the features were made for.
        coverage: what the sources could have shown.
        weights: the criteria as the person weighs them; what was learned before is not looked at.
    """
    return NOTHING
