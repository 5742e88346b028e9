"""Whom to ask about next, so that the fewest answers settle the most; and how sure the levels are by now.

What is still open of the learned weights is taken as a Gaussian, and an answer as one noisy look at a sum of them. It
settles the doubt about the one it is of, and narrows the score of everybody who shares something with them.

The most telling are all of one kind at first: those close to a border. What is learned from them alone leans, so the
very first questions are spread over the whole network, from the strong to the worthless.
"""

from collections.abc import Collection
from dataclasses import dataclass

import narwhals as nw
import numpy as np
from narwhals.typing import IntoFrameT
from numpy.typing import NDArray

from kreds.ties.coverage import Coverage
from kreds.ties.engine import lazy
from kreds.ties.kinship import HEAD, KIN, Network, network_of
from kreds.ties.learned import Group
from kreds.ties.learning import ANCHOR, BASE_SD, GROUP_SD, KIN_SD, WORD_SD
from kreds.ties.ordered import Numbers, Rows
from kreds.ties.weights import DEFAULT_WEIGHTS, Weights
from kreds.ties.words import Words

OTHERS = 0.5
"""What an answer leaves less open of others, against the doubt it ends of the one who is asked about."""
WORD_RELATIONS = 2
"""A word of one person alone stands for nobody."""
SPREAD = 5
"""So many first questions come from all over the network: from five levels on, what is learned can be tried."""
PARTS = 16
"""Each of them is the most telling of one in so many of all relations, who lie next to each other by score."""
LEAST_SPREAD = 100
"""In a smaller network such a part is no choice."""


@dataclass(frozen=True, slots=True)
class Question:
    """A person whose level is worth asking for.

    Args:
        person: who.
        settles: how many relations' worth of doubt the answer is expected to settle, theirs included.
        word: the word of theirs that stands for most (`kreds.ties.words`); "" when none stands for others.
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
    """The next people to ask about; each counts on the answers to those before.

    From the sixth on it is the most telling of all, the first `SPREAD` are the most telling of parts of the network.

    Args:
        features: columns of `FEATURES`; any engine of narwhals that gives frames of polars.
        words: those of the same people (`kreds.ties.words.words_of`).
        answered: who has been asked already, or passed over: they are not asked again.
        day: the one the features were made for.
        coverage: what the sources could have shown.
        weights: the criteria as the person weighs them, with what was learned so far.
        count: how many at most.
    """
    network = network_of(features, words, day=day, coverage=coverage, weights=weights)
    if not len(network.person):
        return ()
    known = np.isin(network.person, np.array(list(answered), dtype=np.int64))
    doubt = _doubt(network, weights, known)
    questions: list[Question] = []
    while len(questions) < min(count, int((~known).sum())):
        worth = doubt.worth()
        place = _chosen(worth, network.rows.offset, int(known.sum()) + len(questions))
        word, having = _standing_for(network.words, place, doubt.variance)
        questions.append(Question(int(network.person[place]), round(float(worth[place]), 4), word, having))
        doubt.answer(place)
    return tuple(questions)


def _chosen(worth: Numbers, score: Numbers, number: int) -> int:
    """The place of the most telling; ``number`` are asked already.

    The parts follow the binary van der Corput sequence (the middle, a quarter, three quarters, ...): however many were
    asked, they stand for all.
    """
    most = int(np.argmax(worth))
    if number >= SPREAD or len(score) < LEAST_SPREAD:
        return most
    at = round(_van_der_corput(number + 1) * len(score))
    half = len(score) // (2 * PARTS)
    # Those of one score stand by what they settle: the numbers that people happen to have must not decide.
    part = np.lexsort([-worth, np.round(score, 6)])[max(0, at - half) : at + half]
    best = int(part[np.argmax(worth[part])])
    return best if worth[best] >= 0.0 else most


def _van_der_corput(number: int) -> float:
    """The binary digits of a number, mirrored at the point (van der Corput, 1935).

    >>> [_van_der_corput(number) for number in (1, 2, 3, 4, 5)]
    [0.5, 0.25, 0.75, 0.125, 0.625]
    """
    return int(f"{number:b}"[::-1], 2) / (1 << number.bit_length())


def sureness(judgements: IntoFrameT, answered: Collection[int] = ()) -> float:
    """The share of relations whose level is expected to be right: the mean of the highest membership; 1 without any.

    Args:
        judgements: columns of `JUDGEMENTS`; any engine of narwhals.
        answered: those whose level the person has said, which is sure.
    """
    top = nw.max_horizontal("p_strong", "p_average", "p_worthless")
    told = nw.when(nw.col("person").is_in(list(answered))).then(nw.lit(1.0)).otherwise(top)
    mean = lazy(judgements).select(told.mean().alias("top")).collect()["top"].to_list()[0]
    return 1.0 if mean is None else float(mean)


@dataclass(slots=True)
class _Doubt:
    """What is open: the ``covariance`` of the weights of the head, the ``variance`` of each word, each relation's own.

    ``look`` is what an answer tells of a score, ``own`` the chance that the likeliest level is wrong, ``asked`` who
    need not be asked any more.
    """

    head: Numbers
    words: Words
    look: Numbers
    own: Numbers
    covariance: Numbers
    variance: Numbers
    asked: NDArray[np.bool_]

    def worth(self) -> Numbers:
        """For each relation what an answer would settle; none for those asked."""
        total = self._total(self.head @ self.covariance)
        # The head is everybody's, and any answer tells of it: only words make one answer stand for more than another.
        kind = self.words.total(self.variance**2 * self.words.gathered(self.own / total)) / total
        return np.asarray(np.where(self.asked, -1.0, np.round(self.own + OTHERS * kind, 6)), dtype=np.float64)

    def answer(self, place: int) -> None:
        """Count on the answer of one: what it tells of the weights and of all others, whom it leaves in less doubt."""
        theirs = self.words.of[self.words.starts[place] : self.words.starts[place + 1]]
        leaning = self.head @ self.covariance
        total = self._total(leaning)
        alike = np.zeros(len(self.variance))
        alike[theirs] = self.variance[theirs]
        shared = leaning @ self.head[place] + self.words.total(alike)
        self.own = self.own * (1.0 - np.minimum(shared**2 / (total * total[place]), 1.0))
        self.covariance = self.covariance - np.outer(leaning[place], leaning[place]) / total[place]
        self.variance[theirs] -= self.variance[theirs] ** 2 / total[place]
        self.own[place], self.asked[place] = 0.0, True

    def _total(self, leaning: Numbers) -> Numbers:
        """How far each score may be off as far as an answer would show: what is open of the weights, and the blur."""
        mine = np.einsum("ij,ij->i", leaning, self.head) + self.words.total(self.variance)
        return np.asarray(mine + 1.0 / np.maximum(self.look, 1e-3), dtype=np.float64)


def _doubt(network: Network, weights: Weights, known: NDArray[np.bool_]) -> _Doubt:
    """What the answers so far have left open: the head as a whole, each word by itself."""
    rows, learned, words = network.rows, weights.learned, network.words
    effects = np.array([learned.words[word].effect if word in learned.words else 0.0 for word in words.vocabulary])
    factors = [learned.factors.get(group, 1.0) - 1.0 for group in Group]
    moved = Rows(rows.design, rows.offset + words.total(effects), rows.width)
    at = np.array([*factors, learned.base, 0.0, learned.strong])
    lower, upper, both = moved.information(at)
    look = (lower + upper + 2.0 * both) / rows.width**2
    told = np.where(known, look, 0.0)
    share = np.where(np.arange(len(HEAD)) < KIN, ANCHOR / len(look), 0.0)
    held = (rows.design * look[:, None]).T @ rows.design * np.sqrt(np.outer(share, share))
    spread = np.array([*[GROUP_SD] * len(Group), BASE_SD, KIN_SD])
    precision = np.diag(1.0 / spread**2) + held + (rows.design * told[:, None]).T @ rows.design
    variance = np.where(words.counts() >= WORD_RELATIONS, 1.0 / (WORD_SD**-2 + words.gathered(told)), 0.0)
    own = np.where(known, 0.0, 1.0 - moved.chances(at).max(axis=1))
    covariance = np.asarray(np.linalg.inv(precision), dtype=np.float64)
    return _Doubt(rows.design, words, look, own, covariance, variance, known.copy())


def _standing_for(words: Words, place: int, variance: Numbers) -> tuple[str, int]:
    """The word of somebody that most is open of."""
    theirs = words.of[words.starts[place] : words.starts[place + 1]]
    if not len(theirs):
        return "", 0
    having = words.counts()
    best = max(theirs, key=lambda word: (having[word] * variance[word] ** 2, -word))
    others = int(having[best]) - 1
    return (words.vocabulary[best], others) if others else ("", 0)
