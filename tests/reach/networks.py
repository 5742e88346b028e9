"""Invented networks for the tests of the tasting."""

import numpy as np

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
