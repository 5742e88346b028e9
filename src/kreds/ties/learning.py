"""Learns from the levels a person says how their judgement differs from the usual one.

An ordered logit is fitted to those levels, with weights that are usually what they are by default. How far they may
stray is chosen by foretelling each level from the others; not to stray at all is among the choices.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from narwhals.typing import IntoFrameT

from kreds.model.level import LEVELS
from kreds.ties.coverage import Coverage
from kreds.ties.kinship import HEAD, KIN, Network, network_of
from kreds.ties.learned import NOTHING, Group, Label, Learned, Word
from kreds.ties.ordered import LEAST_STRONG, Numbers, Prior, Rows, Whole, fitted, loss
from kreds.ties.weights import DEFAULT_WEIGHTS, Weights
from kreds.ties.words import Words

__all__ = ["Label", "Learned", "learn"]

GROUP_SD, BASE_SD, STRONG_SD, KIN_SD, WORD_SD = 0.5, 1.0, 1.0, 2.0, 0.7
"""How far each may stray at full scale: of multipliers in parts of 1, the others in log odds."""
ANCHOR = 10.0
"""All relations together hold the default as firmly as this many answers that agree with it."""
SCALES = (0.25, 0.5, 1.0)
FEW, TIGHT = 5, 0.35
"""With fewer levels than these nothing can be foretold from the others: they move little."""
LEAVE_ONE_OUT, FOLDS, MOST_TRIED = 20, 5, 300
"""Up to how many levels each is foretold from all others; from there, in how many parts; how many are tried at most."""
WORD_LABELS, WORD_RELATIONS, MOST_WORDS = 2, 5, 200
"""A word is learned when so many with it were said, or one of so many who have it."""
MOST_BALANCE = 4.0 / 3.0
"""One-sidedness may weigh at most this many times what contact does: else a message would lower the score."""
LEAST_EFFECT = 0.02
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class _Said:
    """The relations whose level was said, in an order that neither their numbers nor that of the answers decide."""

    rows: Rows
    level: Whole
    weight: Numbers
    place: Whole
    chosen: Whole
    all_told: Numbers

    def only(self, rows: Whole) -> "_Said":
        return _Said(
            self.rows.only(rows), self.level[rows], self.weight[rows], self.place[rows], self.chosen, self.all_told
        )

    def prior(self, scale: float) -> Prior:
        """The head is held by all relations too: what moves everybody takes more answers than what moves a few."""
        spread = np.concatenate([
            np.full(len(Group), GROUP_SD), [BASE_SD, KIN_SD], np.full(len(self.chosen), WORD_SD), [STRONG_SD],
        ])  # fmt: skip
        precision = np.diag(1.0 / spread**2)
        anchored = np.array([*range(KIN), len(spread) - 1])
        theirs = np.array([*range(KIN), len(HEAD)])
        precision[np.ix_(anchored, anchored)] += ANCHOR * self.all_told[np.ix_(theirs, theirs)]
        lowest = np.full(len(spread), -np.inf)
        lowest[: len(Group)], lowest[KIN], lowest[-1] = -1.0, 0.0, LEAST_STRONG
        return Prior(precision / scale**2, lowest)

    def fit(self, scale: float) -> Numbers:
        weights = fitted(self.rows, self.level, self.weight, self.prior(scale))
        contact, balance = (HEAD.index(group) for group in (Group.CONTACT, Group.BALANCE))
        weights[balance] = min(weights[balance], MOST_BALANCE * (1.0 + weights[contact]) - 1.0)
        return weights


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
    if not any(_counts(label) for label in labels.values()):
        return NOTHING
    network = network_of(features, words, day=day, coverage=coverage, weights=weights)
    said = _said(network, labels)
    if not len(said.level):
        return NOTHING
    scale, before, after = (TIGHT, None, None) if len(said.level) < FEW else _tried(said)
    if not scale:
        return Learned(n=len(said.level), loss_before=before, loss_after=after)
    return _told(network, said, said.fit(scale), losses=(before, after))


def _counts(label: Label) -> bool:
    return label.level in LEVELS and label.weight > 0.0


def _said(network: Network, labels: Mapping[int, Label]) -> _Said:
    counted = {person: label for person, label in labels.items() if _counts(label)}
    place = np.flatnonzero(np.isin(network.person, np.array(list(counted), dtype=np.int64)))
    told = [counted[int(person)] for person in network.person[place]]
    level = np.array([LEVELS.index(label.level) for label in told], dtype=np.int64)
    weight = np.array([label.weight for label in told])
    rows = network.rows.only(place)
    order = np.lexsort([weight, *np.round(rows.design, 6).T, level, np.round(rows.offset, 6)])
    place, level, weight = place[order], level[order], weight[order]
    chosen = _learned_words(network.words, place)
    head = network.rows.only(place)
    design = np.column_stack([head.design, network.words.columns(place, chosen)])
    everybody = np.full(len(network.person), 1.0 / len(network.person))
    all_told = network.rows.told(np.zeros(len(HEAD) + 1), everybody)
    return _Said(Rows(design, head.offset, head.width), level, weight, place, chosen, all_told)


def _learned_words(words: Words, place: Whole) -> Whole:
    """The words that levels were said of, the most frequent ones."""
    said = np.zeros(len(words.person))
    said[place] = 1.0
    labelled, having = words.gathered(said), words.counts()
    known = (labelled >= WORD_LABELS) | ((labelled >= 1) & (having >= WORD_RELATIONS))
    chosen = np.flatnonzero(known)
    most = chosen[np.lexsort([chosen, -having[chosen], -labelled[chosen]])][:MOST_WORDS]
    return np.sort(most)


def _tried(said: _Said) -> tuple[float, float, float]:
    """The scale that foretells each level best from the others, and the mean loss before and after; 0 if none helps."""
    n = len(said.level)
    if n > MOST_TRIED:
        said = said.only(np.linspace(0, n - 1, MOST_TRIED).astype(np.int64))
        n = MOST_TRIED
    share = said.weight / said.weight.sum()
    default = np.zeros(said.rows.design.shape[1] + 1)
    before = float(share @ loss(said.rows.chances(default), said.level))
    best, after = 0.0, before
    fold = np.arange(n) % (n if n <= LEAVE_ONE_OUT else FOLDS)
    for scale in SCALES:
        losses = np.zeros(n)
        for part in range(int(fold.max()) + 1):
            left_out = np.flatnonzero(fold == part)
            fit = said.only(np.flatnonzero(fold != part)).fit(scale)
            losses[left_out] = loss(said.rows.only(left_out).chances(fit), said.level[left_out])
        tried = float(share @ losses)
        if tried < after - 1e-9:
            best, after = scale, tried
    return best, round(before, _DIGITS), round(after, _DIGITS)


def _told(network: Network, said: _Said, fit: Numbers, *, losses: tuple[float | None, float | None]) -> Learned:
    words = network.words
    effects = network.kin * fit[KIN]
    effects[said.chosen] += fit[len(HEAD) : -1]
    counts = []
    for level in range(len(LEVELS)):
        of_level = np.zeros(len(words.person))
        of_level[said.place[said.level == level]] = 1.0
        counts.append(words.gathered(of_level))
    kept = np.flatnonzero(np.abs(effects) >= LEAST_EFFECT)
    return Learned(
        factors={group: round(1.0 + float(fit[at]), _DIGITS) for at, group in enumerate(Group)},
        base=round(float(fit[HEAD.index("base")]), _DIGITS),
        strong=round(float(fit[-1]), _DIGITS),
        words={
            words.vocabulary[at]: Word(round(float(effects[at]), _DIGITS), *(int(count[at]) for count in counts))
            for at in kept
        },
        n=len(said.level),
        loss_before=losses[0],
        loss_after=losses[1],
    )
