"""Invented networks for the tests of the tasting."""

import numpy as np

from kreds.reach.exposure import Exposure
from kreds.reach.network import Network, network_of


def invented(n: int, seed: int = 1) -> Network:
    """A network of n: a few strong, many worthless, of all degrees of activity and fit."""
    lots = np.random.default_rng(seed)
    levels = lots.dirichlet([0.12, 0.4, 0.5], n)
    return network_of(
        np.arange(10, 10 + n),
        strong=levels[:, 0],
        worthless=levels[:, 2],
        activity=lots.random(n),
        fit=lots.random(n) ** 3,
    )


def one_more(exposure: Exposure, *, sampled: float, later: float = 0.1, chance: float = 1.0) -> Exposure:
    """The same with one more relation, by default one that reacts to whatever it is shown."""
    row = exposure.only(np.array([0]))
    added = {
        "sampled": sampled, "later": later, "chance": chance, "fit": 0.0, "beyond": row.beyond[0], "beyond_fit": 0.0,
        "count": 1.0,
    }  # fmt: skip
    return Exposure(
        **{name: np.append(getattr(exposure, name), value) for name, value in added.items()},
        stranger=exposure.stranger, audience=exposure.audience, quality_spread=exposure.quality_spread,
    )  # fmt: skip
