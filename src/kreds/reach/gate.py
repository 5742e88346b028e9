"""The gate of the tasting: with which chance a post goes on, exactly, from everybody's chance to react.

The reactions K in the sample are a sum of independent yes-or-no (each relation: shown and reacting) given how good the
post is, so Poisson-binomial; how good it is is integrated out. The gate opens with a chance h(K) that rises smoothly
with the weighed reactions per person shown, so that neither a size nor a number of reactions is rounded anywhere.
What opens later, stage by stage, stands in `kreds.reach.stages`.
"""

from dataclasses import dataclass

import numpy as np

from kreds.reach.assumptions import USUAL, Assumptions
from kreds.reach.curves import Numbers, sigmoid
from kreds.reach.exposure import Exposure
from kreds.reach.network import USUAL_POST, Post
from kreds.reach.reactions import SMALL, of_list, terms
from kreds.reach.stages import onward, rest_rate

_OPEN = 37.0
"""So many softnesses above the threshold the gate is open but for 1e-16."""
_WIDEST = 4.2
_FEWEST, _MOST_NODES = 13, 81
_ROUNDS, _LATER_ROUNDS = 14.0, 11.0
_LOOK = 16
_LEAST = 1e-12


@dataclass(frozen=True, slots=True)
class Gate:
    """When a post goes on.

    Attributes:
        threshold: weighed reactions per person shown at which it does in half of all cases.
        softness: how gradual that is: the logistic's scale, in the same unit.
        kinds: the share of each kind of reaction, and for how many likes it counts; shares sum to 1.
        usual_weight: what a reaction counts for on average in a usual post; the threshold is stated in such ones.
        later_threshold: the same as ``threshold`` for the looks at a post in later stages, and as gradual for its size.
    """

    threshold: float
    softness: float
    kinds: tuple[tuple[float, float], ...]
    usual_weight: float
    later_threshold: float

    def passing(self, rate: Numbers) -> Numbers:
        """With which chance a post passes a later look when so many of those shown it react; same shape."""
        weight = sum(share * weight for share, weight in self.kinds) / self.usual_weight
        above = weight * rate / max(self.later_threshold, _LEAST) - 1.0
        return sigmoid(above * (self.threshold / self.softness))


def gate_of(assumed: Assumptions = USUAL, post: Post = USUAL_POST) -> Gate:
    """The gate under assumptions; a post that asks for comments has another mixture of reactions."""
    usual = _kinds(assumed, assumed.comment_share)
    comments = assumed.comment_share if post.comment_share is None else post.comment_share
    return Gate(
        assumed.threshold,
        assumed.softness,
        _kinds(assumed, comments),
        sum(share * weight for share, weight in usual),
        assumed.later_threshold,
    )


def _kinds(assumed: Assumptions, comments: float) -> tuple[tuple[float, float], ...]:
    comments = min(comments, 1.0 - assumed.repost_share)
    likes = 1.0 - comments - assumed.repost_share
    return ((likes, 1.0), (comments, assumed.comment_weight), (assumed.repost_share, assumed.repost_weight))


def opening(gate: Gate, expected: Numbers, values: int) -> Numbers:
    """h(k), the chance that k reactions open the gate, for k = 0 ... values - 1.

    h(k) = E[sigmoid((W_1 + ... + W_k) / (usual_weight expected) - threshold) / softness)], the W being the weights of
    k reactions whose kinds are drawn independently. Weights are rounded to halves of a like; beyond that it is exact:
    a recursion over k on the grid of what has been counted so far.

    Args:
        gate: the gate.
        expected: how many are shown the post in the tasting on average, shape (r,), above 0.
        values: how many numbers of reactions.

    Returns:
        Shape (r, values), rising along each row.
    """
    halves = [(share, max(0, round(2.0 * weight))) for share, weight in gate.kinds if share > 0.0]
    unit = int(np.gcd.reduce([half for _, half in halves])) or 1
    steps = [(share, half // unit) for share, half in halves]
    scale = 2.0 * gate.usual_weight / unit
    most = gate.threshold + _OPEN * gate.softness
    longest = max(step for _, step in steps)
    reach = min(int(np.ceil(most * float(expected.max()) * scale)), (values - 1) * longest)
    grid = np.arange(reach + longest + 1) / scale
    ahead = sigmoid((grid[None, :] / expected[:, None] - gate.threshold) / gate.softness)
    # Past the end of the grid the gate stands as open as at its end, which is as good as open or never reached.
    opens = np.empty((len(expected), values))
    opens[:, 0] = ahead[:, 0]
    width = reach + 1
    for k in range(1, values):
        following = steps[0][0] * ahead[:, steps[0][1] : steps[0][1] + width]
        for share, step in steps[1:]:
            following += share * ahead[:, step : step + width]
        ahead[:, :width] = following
        ahead[:, width:] = following[:, -1:]
        opens[:, k] = following[:, 0]
        if k % _LOOK == 0 and following[:, 0].min() > 1.0 - 1e-15:
            opens[:, k:] = 1.0
            break
    return opens


@dataclass(frozen=True, slots=True)
class Tasting:
    """All that exact figures of the gate are made of.

    Attributes:
        exposure: who is shown it and how they react.
        gate: when the post goes on.
        z: grades of quality in standard deviations, shape (q,), and how often each occurs, ``weight``, shape (q,).
        chance: of each to react at each grade, shape (q, n).
        both: the chance to be in the sample and react, shape (q, n).
        reactions: the distribution of how many react in the sample, shape (q, values).
        opens: h, shape (values + more,): a little further than ``reactions``, for differences.
        passing: the chance to pass a look in a later stage at each grade, shape (q,).
    """

    exposure: Exposure
    gate: Gate
    z: Numbers
    weight: Numbers
    chance: Numbers
    both: Numbers
    reactions: Numbers
    opens: Numbers
    passing: Numbers

    @property
    def passes(self) -> Numbers:
        """The chance to go on at each grade of quality, shape (q,)."""
        return self.reactions @ self.opens[: self.reactions.shape[1]]

    @property
    def chance_to_pass(self) -> float:
        """The chance that a post goes on."""
        return float(self.weight @ self.passes)

    @property
    def onward(self) -> Numbers:
        """How much of what may come after the gate comes at each grade, shape (q,)."""
        return onward(self.passing)

    @property
    def more(self) -> int:
        """How many differences of ``opens`` can be taken."""
        return len(self.opens) - int(self.reactions.shape[1])


def grades(nodes: int, *, spread: float = 1.0) -> tuple[Numbers, Numbers]:
    """Grades of quality as standard deviations, evenly spaced, and their weights; one grade where posts do not differ.

    >>> z, weight = grades(13)
    >>> round(float(weight @ z**2), 3)
    1.0
    """
    if spread <= 0.0 or nodes == 1:
        return np.zeros(1), np.ones(1)
    z = np.linspace(-_WIDEST, _WIDEST, nodes)
    weight = np.exp(-0.5 * z**2)
    return z, weight / weight.sum()


def nodes_for(gate: Gate, expected: float, spread: float) -> int:
    """How many grades of quality the integral over it needs for some six digits.

    The trapezoidal rule's error is the integrand's Fourier transform at 2 pi / step. Over the logarithm of the rate
    the chance to pass is a logistic of scale softness / threshold, blurred by the chance of the sample, about
    1 / sqrt(threshold expected): exp(-2 pi^2 (scale x + blur^2 x^2)) with x = 1 / (spread step). The looks of later
    stages are not blurred; views hang on them, and the chance does not: four digits do there.
    """
    if spread <= 0.0:
        return 1
    scale, blur = gate.softness / gate.threshold, 1.0 / max(gate.threshold * expected, 1e-3)
    wanted = _ROUNDS / (2.0 * np.pi**2)
    x = 2.0 * wanted / (scale + np.sqrt(scale**2 + 4.0 * blur * wanted))
    x = max(x, _LATER_ROUNDS / (2.0 * np.pi**2 * scale))
    return int(np.clip(np.ceil(2.0 * _WIDEST * spread * x) + 1, _FEWEST, _MOST_NODES))


def taste(exposure: Exposure, gate: Gate, *, nodes: int | None = None) -> Tasting:
    """The tasting of a network, ready for exact figures.

    The rate is weighed reactions over the number shown *on average*: with independent inclusion that number varies by
    a few percent and is not what makes a post go on.
    """
    if nodes is None:
        nodes = nodes_for(gate, exposure.expected, exposure.quality_spread)
    z, weight = grades(nodes, spread=exposure.quality_spread)
    chance = exposure.at_quality(z)
    both = chance * exposure.sampled[None, :]
    reactions = of_list(both, exposure.count)
    more = terms(min(float(both.max(initial=0.0)), SMALL)) + 2
    expected = np.array([max(exposure.expected, 1e-9)])
    opens = opening(gate, expected, reactions.shape[1] + more)[0]
    passing = gate.passing(rest_rate(exposure, chance))
    return Tasting(exposure, gate, z, weight, chance, both, reactions, opens, passing)


def chance_to_pass(exposure: Exposure, gate: Gate, *, nodes: int | None = None) -> float:
    """The exact chance that a post goes on."""
    return taste(exposure, gate, nodes=nodes).chance_to_pass


def most_from_one(tasting: Tasting) -> float:
    """By how much the chance to pass can move at most when one relation goes: no cliff.

    With s the largest chance to be sampled, n0 the expected sample, w the largest weight over the usual one, theta and
    tau: a lost reaction moves the rate by w / n0 and h by at most 1/(4 tau) of that; the smaller sample moves the rate
    by the share s / (n0 - s), and rate times slope is at most theta / (4 tau) + 0.224 (the largest x sigmoid'(x)).
    Both shrink like 1 / n.
    """
    gate, expected = tasting.gate, tasting.exposure.expected
    sampled = float(tasting.exposure.sampled.max(initial=0.0))
    if sampled >= expected:
        return 1.0
    heaviest = max(weight for share, weight in gate.kinds if share > 0.0) / gate.usual_weight
    reaction = float(tasting.both.max(initial=0.0)) * heaviest / (4.0 * gate.softness * expected)
    smaller = sampled / (expected - sampled) * (gate.threshold / (4.0 * gate.softness) + 0.2240)
    return reaction + smaller
