"""Who is shown a post, when, how likely they react, and how many others see it then: a network under assumptions."""

from dataclasses import dataclass, fields

import numpy as np

from kreds.reach.assumptions import USUAL, Assumptions
from kreds.reach.chance import chances
from kreds.reach.curves import Flags, Numbers, Whole, logit, sigmoid
from kreds.reach.network import USUAL_POST, Network, Post

MOST_ONWARD = 0.9
"""A chain of strangers never grows by itself: seen cascades are short (Goel, Watts, Goldstein 2012)."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """Arrays of shape (n,); each row stands for ``count`` people who are alike.

    Attributes:
        sampled: the chance to be in the tasting.
        later: the chance to be shown the post after the gate, for whoever was not in the tasting, if it comes through
            all stages.
        chance: the chance to react when shown a usual post.
        fit: how relevant a view of theirs is, in [0, 1].
        beyond: how many of their relations see the post when they react (first step only).
        beyond_fit: how relevant those views are.
        count: how many people the row stands for.
        stranger: the chance that a stranger reacts to a usual post.
        audience: how many strangers see it when a stranger reacts.
        quality_spread: standard deviation between posts, in log odds.
    """

    sampled: Numbers
    later: Numbers
    chance: Numbers
    fit: Numbers
    beyond: Numbers
    beyond_fit: Numbers
    count: Numbers
    stranger: float
    audience: float
    quality_spread: float

    def __len__(self) -> int:
        return len(self.sampled)

    @property
    def expected(self) -> float:
        """How many are in the tasting on average."""
        return float((self.sampled * self.count).sum())

    @property
    def rest(self) -> Numbers:
        """The chance of each not to be in the tasting and to be shown the post if it comes through all stages."""
        return (1.0 - self.sampled) * self.later

    def at_quality(self, z: Numbers) -> Numbers:
        """The chance to react to posts that are so many standard deviations better than usual, shape (len(z), n).

        The odds are multiplied by exp(sd z - sd^2 / 2), whose mean over all posts is 1: small chances keep theirs.
        """
        odds = np.exp(self.quality_spread * z - 0.5 * self.quality_spread**2)[:, None]
        raised = odds * self.chance
        return raised / (raised + (1.0 - self.chance))

    def beyond_at(self, z: Numbers) -> tuple[Numbers, Numbers]:
        """For posts so good: the chance that a stranger reacts, and how many views each view of one brings at last.

        A view brings ``stranger * audience`` further ones, so 1 / (1 - that) in all; the chain is kept from growing.
        """
        moved = self.quality_spread * z - 0.5 * self.quality_spread**2
        reacts = sigmoid(logit(np.array([self.stranger])) + moved)
        return reacts, 1.0 / (1.0 - np.minimum(reacts * self.audience, MOST_ONWARD))

    def only(self, rows: Whole | Flags) -> "Exposure":
        """The exposure of these rows."""
        arrays = {
            each.name: getattr(self, each.name)[rows] if isinstance(getattr(self, each.name), np.ndarray) else
            getattr(self, each.name)
            for each in fields(self)
        }  # fmt: skip
        return Exposure(**arrays)


def exposure_of(
    network: Network,
    assumed: Assumptions = USUAL,
    post: Post = USUAL_POST,
    *,
    chance: Numbers | None = None,
    count: Numbers | None = None,
) -> Exposure:
    """A network under assumptions.

    Each relation is in the tasting with a chance of its own, ``sample_share`` times how much more or less than an
    average one it is shown (strong, worthless, passive), independently of the others. So the sample has no fixed size
    and nobody takes another's place: letting a relation go changes nothing for the rest, and no cliff comes from
    rounding a size. That follows what LinkedIn documents, a ranking by viewer; see docs/decisions.

    Args:
        network: the relations.
        assumed: the assumptions.
        post: what is special about the post.
        chance: how likely each reacts, where it is not to be worked out by `kreds.reach.chance.chances`, shape (n,).
        count: how many people each row stands for, shape (n,); by default one.
    """
    mean = chances(network, assumed).mean if chance is None else chance
    shift = post.quality + post.timing
    if shift:
        mean = sigmoid(logit(mean) + shift)
    shown = assumed.strong_shown * network.strong + network.average + assumed.weak_shown * network.worthless
    active = np.minimum(1.0, 2.0 * np.nan_to_num(network.activity, nan=0.5))
    shown = shown * (assumed.passive_shown + (1.0 - assumed.passive_shown) * active)
    second = assumed.second_share * (1.0 - assumed.overlap)
    audience = np.where(np.isnan(network.audience), assumed.audience, network.audience)
    further = assumed.audience * second
    stranger = float(sigmoid(logit(np.array([assumed.second_reacts])) + shift)[0]) if shift else assumed.second_reacts
    return Exposure(
        sampled=np.clip(assumed.sample_share * shown, 0.0, 1.0),
        later=np.clip(assumed.rest_share * shown, 0.0, 1.0),
        chance=mean,
        fit=network.fit,
        beyond=audience * second,
        beyond_fit=assumed.alike * network.fit,
        count=np.ones(len(network)) if count is None else count,
        stranger=stranger,
        audience=further,
        quality_spread=assumed.quality_spread,
    )
