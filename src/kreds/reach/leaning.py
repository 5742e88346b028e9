"""How much oftener the people of a group react to the owner's posts than their levels and activity say.

A group that reacts twice as often as others like it leans towards what the owner writes, and so do those of it who
have not yet reacted. How often people react in all is not asked here (`kreds.reach.calibration` does), only which
groups do so more than the rest. A group of which little is known is believed less: what it did is drawn towards "no
difference" by so many expected reactions (a gamma prior on a Poisson rate: Robbins 1956, empirical Bayes).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from kreds.reach.chance import chances
from kreds.reach.curves import Numbers, Whole
from kreds.reach.network import Network

CAUTION = 8.0
"""So many expected reactions a group needs before what it did counts as much as "no difference" (assumed)."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """What one group did with the posts its people were probably shown.

    ``people`` of it are relations; ``expected`` is how many reactions others like them would have given, ``reacted``
    how many they gave, ``times`` how much oftener than others they are taken to react.
    """

    group: str
    people: int
    expected: float
    reacted: float
    times: float


def leanings(network: Network, names: Sequence[str], group: Whole) -> tuple[Leaning, ...]:
    """What each group did; those who differ most first.

    Args:
        network: with ``shown`` and ``reacted``; without reactions nothing is told.
        names: of the groups.
        group: the place in ``names`` of each relation's group, -1 for none, shape (n,).
    """
    each = _expected(network)
    member = group >= 0

    def summed(values: Numbers) -> Numbers:
        return np.bincount(group[member], weights=values[member], minlength=len(names)).astype(np.float64)

    people, expected, reacted = summed(np.ones(len(network))), summed(each), summed(network.reacted)
    times = _times(expected, reacted)
    found = [
        Leaning(name, int(people[at]), float(expected[at]), float(reacted[at]), float(times[at]))
        for at, name in enumerate(names)
        if expected[at] > 0.0
    ]
    return tuple(sorted(found, key=lambda one: (-abs(np.log(one.times)), one.group)))


def leaning_of(network: Network, group: Whole) -> Numbers:
    """`kreds.reach.network.Network.leaning` from what the others of each one's group did, shape (n,).

    What somebody did themselves is left out: it counts already as their own history.
    """
    if not len(network):
        return np.zeros(0)
    each, member = _expected(network), group >= 0
    place = np.maximum(group, 0)

    def others(values: Numbers) -> Numbers:
        sums = np.bincount(group[member], weights=values[member], minlength=int(place.max()) + 1)
        return np.maximum(sums[place] - values, 0.0)

    found: Numbers = np.where(member, np.log(_times(others(each), others(network.reacted))), 0.0)
    return found


def _expected(network: Network) -> Numbers:
    """How many reactions each would have given if groups made no difference, shape (n,); in all as many as there were.

    Where nobody reacted, or nobody is known to have been asked, there is nothing to compare with: all are 0.
    """
    nothing = np.zeros(len(network))
    before = replace(network, shown=nothing, reacted=nothing, leaning=nothing)
    expected = network.shown * chances(before).mean
    total = float(expected.sum())
    return expected * (float(network.reacted.sum()) / total) if total > 0.0 else nothing


def _times(expected: Numbers, reacted: Numbers) -> Numbers:
    times: Numbers = (reacted + CAUTION) / (expected + CAUTION)
    return times
