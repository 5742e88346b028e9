"""What is expected of a post, exactly: chance to go on, views, relevant views, reactions, near and far apart."""

from dataclasses import dataclass

import numpy as np

from kreds.reach.curves import Numbers
from kreds.reach.gate import Tasting
from kreds.reach.leaving import without_each
from kreds.reach.stages import STAGES, reaching

_LEAST = 1e-300


@dataclass(frozen=True, slots=True)
class Part:
    """One stage after the gate.

    ``chance`` is that a post gets so far; where it does, the stage brings ``first`` views in the network and ``second``
    beyond it.
    """

    chance: float
    first: float
    second: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """Expected figures of one post.

    Attributes:
        chance: that it goes on after the tasting.
        sampled: how many see it in the tasting.
        first: views in the network, the tasting included; ``second``: beyond it, in the networks of those who react.
        relevant_first: and ``relevant_second``: the same, each counted by its fit to the goal.
        reactions_first: and ``reactions_second``: how many react.
        stages: those after the gate, one by one.
    """

    chance: float
    sampled: float
    first: float
    second: float
    relevant_first: float
    relevant_second: float
    reactions_first: float
    reactions_second: float
    stages: tuple[Part, ...]

    @property
    def whole(self) -> Part:
        """A post that comes through all stages: how often one does, and all its views, the tasting's included."""
        last = self.stages[-1]
        return Part(last.chance, self.sampled + STAGES * last.first, STAGES * last.second)

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
    ``carries`` that to react while the post goes on, as far as their relations get to see it. What a post does not
    bring because it stops in a later stage is taken off.
    """

    later: Numbers
    reacts: Numbers
    carries: Numbers


def each(tasting: Tasting) -> Each:
    """The part of every relation, exactly: the gate is asked without it, or given that it reacts."""
    exposure, values = tasting.exposure, tasting.reactions.shape[1]
    opens = np.stack([tasting.opens[:-1], tasting.opens[1:]])
    silent, reacting = without_each(tasting.reactions, opens[:, : values + tasting.more - 1], tasting.both)
    onward = tasting.onward[:, None]
    later = exposure.rest * (silent * onward)
    afterwards = later * tasting.chance
    return Each(later, tasting.both + afterwards, tasting.both * (reacting * onward) + afterwards)


def outlook(tasting: Tasting, part: Each | None = None) -> Outlook:
    """The expected figures of one post, nothing simulated; ``part`` is what `each` says, where that is at hand."""
    exposure, part = tasting.exposure, part or each(tasting)
    count, weight = exposure.count, tasting.weight
    strangers, grown = exposure.beyond_at(tasting.z)
    near = _over_people(part.later, count)
    # Those beyond come through whoever reacts, and more of them to a better post.
    far = grown * _over_people(part.carries, exposure.beyond * count)
    fitting = grown * _over_people(part.carries, exposure.beyond * exposure.beyond_fit * count)
    tasted_fit = float((exposure.sampled * exposure.fit) @ count)
    return Outlook(
        chance=tasting.chance_to_pass,
        sampled=exposure.expected,
        first=exposure.expected + float(weight @ near),
        second=float(weight @ far),
        relevant_first=tasted_fit + float(weight @ _over_people(part.later, exposure.fit * count)),
        relevant_second=float(weight @ fitting),
        reactions_first=float(weight @ _over_people(part.reacts, count)),
        reactions_second=float(weight @ (far * strangers)),
        stages=_stages(tasting, near, far),
    )


def _stages(tasting: Tasting, near: Numbers, far: Numbers) -> tuple[Part, ...]:
    """Each stage, from the views after the gate in and beyond the network at each grade, shape (q,)."""
    passes, whole = tasting.passes, tasting.onward * STAGES
    found = []
    for got in reaching(tasting.passing):
        often = tasting.weight * got
        chance = float(often @ passes)
        first, second = (float(often @ (views / whole)) / max(chance, _LEAST) for views in (near, far))
        found.append(Part(chance, first, second))
    return tuple(found)


def seen(tasting: Tasting) -> Numbers:
    """The chance of each relation to be shown a post, in the tasting or after it, shape (n,)."""
    later: Numbers = np.einsum("q,qn->n", tasting.weight, each(tasting).later)
    return tasting.exposure.sampled + later


def _over_people(values: Numbers, weight: Numbers) -> Numbers:
    """The weighted sum over people at each grade of quality, shape (q,)."""
    summed: Numbers = np.einsum("qn,n->q", values, weight)
    return summed
