"""How views spread over possible posts, worked out and not drawn: quick enough to follow a slider, and smooth.

Given how good a post is, and how many stages it comes through, its views are a sum of very many small chances, so
nearly normal. Over all posts they are a mixture of these: one hump for those that stop in the tasting, others for those
that end with each stage.
`kreds.reach.spread` draws the same posts one by one.
"""

from dataclasses import dataclass

import numpy as np

from kreds.reach.curves import Numbers
from kreds.reach.gate import Tasting
from kreds.reach.outlook import Each, each
from kreds.reach.stages import STAGES, ending

_ROUNDS = 60
_LEAST = 1e-12


@dataclass(frozen=True, slots=True)
class Views:
    """A mixture of normals: how often each case occurs, its mean and its deviation, shape ((1 + stages) q,).

    The grades of what stops in the tasting stand first, then those of what ends with each stage.
    """

    weight: Numbers
    mean: Numbers
    deviation: Numbers

    @property
    def stopped(self) -> float:
        """Expected views of a post that stops in the tasting."""
        return self._expected(slice(None, len(self.weight) // (1 + STAGES)))

    @property
    def gone_on(self) -> float:
        """Expected views of a post that goes on."""
        return self._expected(slice(len(self.weight) // (1 + STAGES), None))

    def _expected(self, cases: slice) -> float:
        weight = self.weight[cases]
        return float(weight @ self.mean[cases] / max(float(weight.sum()), _LEAST))

    def below(self, views: Numbers) -> Numbers:
        """The share of posts with at most so many views, shape (len(views),)."""
        apart = (views[:, None] - self.mean) / self.deviation
        # The logistic stands in for the normal; they differ by less than 0.01.
        share: Numbers = (1.0 / (1.0 + np.exp(-np.clip(1.702 * apart, -700.0, 700.0)))) @ self.weight
        return share

    def density(self, views: Numbers) -> Numbers:
        """How close posts lie at so many views, shape (len(views),)."""
        apart = (views[:, None] - self.mean) / self.deviation
        dense: Numbers = (np.exp(-0.5 * apart**2) / (self.deviation * np.sqrt(2.0 * np.pi))) @ self.weight
        return dense

    def quantile(self, share: float) -> float:
        """So many views at most has this share of posts."""
        return self.quantiles(share)[0]

    def quantiles(self, *shares: float) -> tuple[float, ...]:
        """The same of several shares at once: halving as often for all of them takes no longer than for one."""
        low = np.zeros(len(shares))
        high = np.full(len(shares), float((self.mean + 8.0 * self.deviation).max(initial=1.0)))
        for _ in range(_ROUNDS):
            middle = 0.5 * (low + high)
            is_below = self.below(middle) < shares
            low, high = np.where(is_below, middle, low), np.where(is_below, high, middle)
        return tuple((0.5 * (low + high)).tolist())


def views_of(tasting: Tasting, part: Each | None = None, *, relevant: bool = False) -> Views:
    """How all views spread over posts, or the relevant ones (each counted by its fit to the goal).

    ``part`` is what `each` says, where that is at hand.
    """
    exposure, part = tasting.exposure, part or each(tasting)
    count, fit = exposure.count, exposure.fit if relevant else np.ones(len(exposure))
    sampled = exposure.sampled
    passes = np.clip(tasting.passes, _LEAST, 1.0 - _LEAST)
    _, grown = exposure.beyond_at(tasting.z)
    tasted = float(sampled @ (fit * count))
    varied = float((sampled * (1.0 - sampled)) @ (fit**2 * count))
    # Of a post that goes on and comes through all stages; of one that ends before that, so many thirds of it.
    whole = (passes * tasting.onward)[:, None]
    later, carries = part.later / whole, part.carries / whole
    carried = carries @ (exposure.beyond * count)
    shared = exposure.beyond_fit if relevant else np.ones(len(exposure))
    fitting = np.divide(
        carries @ (exposure.beyond * shared * count), carried, out=np.zeros_like(carried), where=carried > 0
    )
    # The second moment of a view's chain is that of `kreds.reach.spread`.
    onward = 1.0 - 1.0 / grown
    chain = (onward * (1.0 + exposure.audience) - onward**2) * grown**3 + grown**2
    scattered = carried * chain + grown**2 * (carries @ (exposure.beyond**2 * count))
    more = later @ (fit * count) + carried * grown * fitting
    once, twice = later @ (fit**2 * count) + scattered * fitting**2, np.minimum(later, 1.0) ** 2 @ (fit**2 * count)
    share = np.arange(1 + STAGES)[:, None] / STAGES
    often = np.concatenate([(1.0 - passes)[None], passes * ending(tasting.passing)])
    return Views(
        (tasting.weight * often).ravel(),
        (tasted + share * more).ravel(),
        np.sqrt(np.maximum(varied + share * once - share**2 * twice, _LEAST)).ravel(),
    )
