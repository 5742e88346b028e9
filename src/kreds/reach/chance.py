"""How likely a relation reacts to a post that it is shown, and how sure that is."""

from dataclasses import dataclass

import numpy as np

from kreds.reach.assumptions import USUAL, Assumptions
from kreds.reach.curves import Numbers, beta_quantiles, log_beta, logit, sigmoid
from kreds.reach.network import Network

_LEAST, _MOST = 1e-6, 1.0 - 1e-6


@dataclass(frozen=True, slots=True)
class Chances:
    """A Beta(a, b) for each relation, shape (n,): the chance that it reacts when shown a usual post, with its doubt."""

    a: Numbers
    b: Numbers

    @property
    def mean(self) -> Numbers:
        """The expected chance, shape (n,); for one post it is all that counts."""
        return self.a / (self.a + self.b)

    @property
    def deviation(self) -> Numbers:
        """The standard deviation of the doubt about it, shape (n,)."""
        mean = self.mean
        return np.sqrt(mean * (1.0 - mean) / (self.a + self.b + 1.0))

    def intervals(self, share: float = 0.8) -> Numbers:
        """Between which chances it lies with this share, shape (n, 2)."""
        edge = (1.0 - share) / 2.0
        return beta_quantiles(self.a, self.b, (edge, 1.0 - edge))

    def drawn(self, lots: np.random.Generator) -> Numbers:
        """One possible truth for everybody, shape (n,)."""
        return lots.beta(self.a, self.b)


def chances(network: Network, assumed: Assumptions = USUAL) -> Chances:
    """The chance of each relation from its level, activity, group, the topic, and what it did before.

    Each level has a Beta around its usual chance, as firm as ``history_weight`` posts and moved in log odds by
    activity, by the leaning of its group and by the topic. A relation whose level is in doubt has a mixture of the
    three; its history (shown, reacted) updates each of them by Bayes' rule and tells which of them it is. The mixture
    is given as the Beta with its mean and variance.
    """
    base = np.array([assumed.strong_reacts, assumed.average_reacts, assumed.worthless_reacts])
    moved = sigmoid(logit(base)[:, None] + _effects(network, assumed)[None, :]).clip(_LEAST, _MOST)
    a, b = moved * assumed.history_weight, (1.0 - moved) * assumed.history_weight
    reacted = np.maximum(network.reacted, 0.0)
    ignored = np.maximum(network.shown - reacted, 0.0)
    share = np.stack([network.strong, network.average, network.worthless])
    if reacted.any() or ignored.any():
        told = log_beta(a + reacted, b + ignored) - log_beta(a, b)
        share = share * np.exp(told - told.max(axis=0))
        share /= share.sum(axis=0)
        a, b = a + reacted, b + ignored
    return _one_beta(share, a, b)


def _effects(network: Network, assumed: Assumptions) -> Numbers:
    """What activity, group and topic add to the log odds, shape (n,); unknown adds nothing."""
    activity = 2.0 * np.nan_to_num(network.activity, nan=0.5) - 1.0
    topic = 2.0 * np.nan_to_num(network.topic, nan=0.5) - 1.0
    effects: Numbers = activity * np.log(assumed.activity_effect) + topic * np.log(assumed.topic_effect)
    return effects + network.leaning


def _one_beta(share: Numbers, a: Numbers, b: Numbers) -> Chances:
    """The Beta with the mean and the variance of a mixture; ``share``, ``a`` and ``b`` have shape (3, n)."""
    means = a / (a + b)
    mean = (share * means).sum(axis=0).clip(_LEAST, _MOST)
    variance = (share * (means * (1.0 - means) / (a + b + 1.0) + (means - mean) ** 2)).sum(axis=0)
    firmness = np.maximum(mean * (1.0 - mean) / variance - 1.0, 1e-3)
    return Chances(mean * firmness, (1.0 - mean) * firmness)


def shown_estimate(posts: float, seen: Numbers) -> Numbers:
    """How many of so many posts each relation was probably shown, from the chance to see one, shape (n,).

    ``seen`` is `kreds.reach.outlook.Outlook.seen`. It serves as ``Network.shown`` where sources cover who reacted.
    """
    return posts * seen
