"""What is expected of a post, exactly: chance to go on, views, relevant views, reactions, near and far apart."""

from dataclasses import dataclass

import numpy as np

from kreds.reach.curves import Numbers
from kreds.reach.gate import Tasting
from kreds.reach.leaving import without_each


@dataclass(frozen=True, slots=True)
class Outlook:
    """Expected figures of one post.

    Attributes:
        chance: that it goes on after the tasting.
        sampled: how many see it in the tasting.
        first: views in the network, the tasting included; ``second``: beyond it, in the networks of those who react.
        relevant_first: and ``relevant_second``: the same, each counted by its fit to the goal.
        reactions_first: and ``reactions_second``: how many react.
    """

    chance: float
    sampled: float
    first: float
    second: float
    relevant_first: float
    relevant_second: float
    reactions_first: float
    reactions_second: float

    @property
    def views(self) -> float:
        """All views."""
        return self.first + self.second

    @property
    def relevant(self) -> float:
        """All views, each counted by its fit to the goal."""
        return self.relevant_first + self.relevant_second

    @property
    def reactions(self) -> float:
        """All reactions."""
        return self.reactions_first + self.reactions_second


@dataclass(frozen=True, slots=True)
class Each:
    """What is expected of each relation at each grade of quality, shape (q, n).

    ``later`` is the chance to be shown the post after the gate and not before; ``reacts`` that to react at all;
    ``carries`` that to react while the post goes on, so that their relations see it.
    """

    later: Numbers
    reacts: Numbers
    carries: Numbers


def each(tasting: Tasting) -> Each:
    """The part of every relation, exactly: the gate is asked without it, or given that it reacts."""
    exposure, values = tasting.exposure, tasting.reactions.shape[1]
    opens = np.stack([tasting.opens[:-1], tasting.opens[1:]])
    silent, reacting = without_each(tasting.reactions, opens[:, : values + tasting.more - 1], tasting.both)
    later = (1.0 - exposure.sampled) * exposure.later * silent
    afterwards = later * tasting.chance
    return Each(later, tasting.both + afterwards, tasting.both * reacting + afterwards)


def outlook(tasting: Tasting, part: Each | None = None) -> Outlook:
    """The expected figures of one post, nothing simulated; ``part`` is what `each` says, where that is at hand."""
    exposure, part = tasting.exposure, part or each(tasting)
    count, weight = exposure.count, tasting.weight
    reacts, grown = exposure.beyond_at(tasting.z)
    later = _over_grades(weight, part.later)
    views = exposure.sampled + later
    # Those beyond come through whoever reacts, and more of them to a better post.
    carried = _over_grades(weight * grown, part.carries) * count
    reacting = _over_grades(weight * grown * reacts, part.carries) * count
    return Outlook(
        chance=tasting.chance_to_pass,
        sampled=exposure.expected,
        first=float(views @ count),
        second=float(carried @ exposure.beyond),
        relevant_first=float((views * exposure.fit) @ count),
        relevant_second=float(carried @ (exposure.beyond * exposure.beyond_fit)),
        reactions_first=float(_over_grades(weight, part.reacts) @ count),
        reactions_second=float(reacting @ exposure.beyond),
    )


def seen(tasting: Tasting) -> Numbers:
    """The chance of each relation to be shown a post, in the tasting or after it, shape (n,)."""
    return tasting.exposure.sampled + _over_grades(tasting.weight, each(tasting).later)


def _over_grades(weight: Numbers, values: Numbers) -> Numbers:
    """The weighted sum over grades of quality, shape (n,)."""
    summed: Numbers = np.einsum("q,qn->n", weight, values)
    return summed
