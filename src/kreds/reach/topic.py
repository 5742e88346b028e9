"""How close a topic is to each relation's work, as the model takes it: beside the rest of the network.

LinkedIn says that the topic of a post counts beside who wrote it. A topic that everybody shares, or nobody, sets nobody
apart; so what counts is how much more somebody is touched by it than the average relation.
"""

import numpy as np

from kreds.reach.curves import Numbers


def closeness(touched: Numbers) -> Numbers:
    """`kreds.reach.network.Network.topic` from how far a topic touches each, shape (n,).

    Args:
        touched: in [0, 1]; not a number where nothing is known of somebody's work, which stays so.

    >>> closeness(np.array([1.0, 0.0, 0.0, 0.0])).tolist()
    [0.875, 0.375, 0.375, 0.375]
    """
    known = touched[~np.isnan(touched)]
    if not len(known):
        return np.full(len(touched), np.nan)
    close: Numbers = 0.5 + 0.5 * (touched - known.mean())
    return close
