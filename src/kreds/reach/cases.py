"""What may become of a post, case by case and quickly: who sees it and who reacts, for `kreds.reach.calibration`.

A fit asks for it some seven hundred times, and needs of each grade of quality only the chance to pass and the mean and
the variance of the reactions with and without. So the distribution of the reactions is made here to six digits and not
to sixteen, from its first power sums alone; the gate's h(k) from the distribution of the weights of k reactions, which
stays the same throughout a fit; and everybody's chance to react, which moves with one number only, between few values.
"""

from dataclasses import dataclass, replace

import numpy as np

from kreds.reach.assumptions import Assumptions
from kreds.reach.chance import chances
from kreds.reach.curves import Numbers, logit, sigmoid
from kreds.reach.exposure import Exposure, exposure_of
from kreds.reach.gate import Gate, gate_of, grades
from kreds.reach.grouping import Grouped
from kreds.reach.stages import STAGES, ending, rest_rate

_GRADES = 17
_NOBODY, _RAREST, _LEAST_VARIANCE = 1e-6, 1e-12, 1e-9
_DECAY = 16.0
"""What is as rare as exp(-16), 1e-7, is left out."""
_FEWEST_TERMS, _MOST_TERMS = 3, 20
_LARGE, _SHORT = 0.4, 256
"""Chances above this are multiplied in one by one, where a distribution has up to so many values."""
_EXACT = 48
"""Up to so many reactions the distribution of their weights is exact, above it is a refined normal."""
_BETWEEN = 0.25
_OVERLAP = 0.5
_POINTS, _SHARES = np.polynomial.hermite_e.hermegauss(5)


@dataclass(frozen=True, slots=True)
class Cases:
    """All cases of a post, shape (cases,): each grade of quality, stopped or ended with each stage.

    ``log_weight`` is how likely each is; views and reactions have a mean and a variance in each.
    """

    log_weight: Numbers
    views: Numbers
    views_variance: Numbers
    reactions: Numbers
    reactions_variance: Numbers


@dataclass(frozen=True, slots=True)
class Tried:
    """The tasting at each grade of quality, shape (q,).

    ``stopped`` and ``opened`` have the shape (3, q): the chance of it, and the mean and the variance of the reactions
    in the sample then.
    """

    weight: Numbers
    z: Numbers
    chance: Numbers
    both: Numbers
    stopped: Numbers
    opened: Numbers


class PostCases:
    """The cases of a post to one network under assumptions that share the kinds of reactions with the first ones."""

    def __init__(self, group: Grouped, assumed: Assumptions) -> None:
        """Prepare what stays the same.

        Args:
            group: the relations, those together who are alike.
            assumed: the assumptions to begin with.
        """
        self._group, self._assumed = group, assumed
        self._weights = _Weights(gate_of(assumed))
        self._odds: dict[int, Numbers] = {}

    def of(self, assumed: Assumptions, *, oftener: float | None = None) -> Cases:
        """The cases under these assumptions.

        Args:
            assumed: these assumptions.
            oftener: the logarithm of how much oftener everybody reacts in them than in the first ones, where that is
                all that moves a chance: then it is taken from between those that were worked out already.
        """
        tried = self.tried(exposure := self._exposure(assumed, oftener), gate_of(assumed))
        reacts, grown = exposure.beyond_at(tried.z)
        count, shown, later = exposure.count, exposure.sampled, exposure.rest
        beyond = (tried.both + later * tried.chance) @ (exposure.beyond * count) * grown
        sampled, scattered = float(shown @ count), float((shown * (1.0 - shown)) @ count)
        chain = beyond * (grown + 1.0 + float(np.mean(exposure.beyond)))
        everybody, reacting = float(later @ count), tried.chance @ (later * count) + beyond * reacts
        passing = gate_of(assumed).passing(rest_rate(exposure, tried.chance))
        part = np.arange(STAGES + 1.0)[:, None] / STAGES
        ends = np.concatenate([np.ones((1, len(tried.z))), ending(passing)])
        share, mean, variance = np.stack([tried.stopped, *[tried.opened] * STAGES], axis=1)
        views, reactions = np.maximum(sampled + part * (everybody + beyond), _NOBODY), mean + part * reacting
        return Cases(
            np.log(tried.weight * np.maximum(share * ends, _RAREST)).ravel(),
            views.ravel(),
            (scattered + part * (everybody + chain) + _within(views)).ravel(),
            reactions.ravel(),
            np.maximum(variance + part * reacting + _within(reactions), _LEAST_VARIANCE).ravel(),
        )

    def tried(self, exposure: Exposure, gate: Gate) -> Tried:
        """The tasting of this exposure."""
        z, weight = grades(_GRADES, spread=exposure.quality_spread)
        chance = exposure.at_quality(z)
        both = chance * exposure.sampled
        reactions = distributions(both, exposure.count)
        k = np.arange(float(reactions.shape[1]))
        opens = self._weights.opening(gate, max(exposure.expected, 1e-9), len(k))
        either = np.stack([1.0 - opens, opens])
        share, first, second = ((reactions @ (either * k**power).T).T for power in range(3))
        share = np.maximum(share, _RAREST)
        mean = first / share
        stopped, opened = np.stack([share, mean, np.maximum(second / share - mean**2, 0.0)], axis=1)
        return Tried(weight, z, chance, both, stopped, opened)

    def _exposure(self, assumed: Assumptions, oftener: float | None) -> Exposure:
        network = self._group.network
        chance = chances(network, assumed).mean if oftener is None else self._chance(oftener)
        return exposure_of(network, assumed, chance=chance, count=self._group.count)

    def _chance(self, oftener: float) -> Numbers:
        """Log odds by a cubic through the four nearest of some evenly spaced values, each worked out once."""
        place = oftener / _BETWEEN
        first = int(np.floor(place)) - 1
        t = place - first
        shares = np.array([
            -(t - 1.0) * (t - 2.0) * (t - 3.0) / 6.0, t * (t - 2.0) * (t - 3.0) / 2.0,
            -t * (t - 1.0) * (t - 3.0) / 2.0, t * (t - 1.0) * (t - 2.0) / 6.0,
        ])  # fmt: skip
        return sigmoid(shares @ np.stack([self._odds_at(first + step) for step in range(4)]))

    def _odds_at(self, place: int) -> Numbers:
        if place not in self._odds:
            assumed = reacting_oftener(self._assumed, place * _BETWEEN)
            self._odds[place] = logit(chances(self._group.network, assumed).mean)
        return self._odds[place]


def _within(values: Numbers) -> Numbers:
    """The variance within a grade, whose posts are not all alike, shape (ends, q).

    In a large network luck scatters hardly anything, and single grades would be needles that a walk gets caught on.
    Normals half as wide as they are apart melt into one (their ripple is some percent).
    """
    if values.shape[1] == 1:
        return np.zeros_like(values)
    width: Numbers = _OVERLAP * np.gradient(values, axis=1)
    return width**2


def reacting_oftener(assumed: Assumptions, oftener: float) -> Assumptions:
    """The same with everybody's chance to react moved by so much in logarithms."""
    names = ("strong_reacts", "average_reacts", "worthless_reacts")
    return replace(assumed, **{name: min(getattr(assumed, name) * float(np.exp(oftener)), 0.9) for name in names})


class _Weights:
    """How much k reactions weigh together, in likes: points and how likely each is."""

    def __init__(self, gate: Gate) -> None:
        halves = [(share, max(0, round(2.0 * weight))) for share, weight in gate.kinds if share > 0.0]
        one = np.zeros(max(half for _, half in halves) + 1)
        for share, half in halves:
            one[half] += share
        values = np.arange(len(one)) / 2.0
        self._mean = float(one @ values)
        self._variance = float(one @ (values - self._mean) ** 2)
        self._third = float(one @ (values - self._mean) ** 3)
        self._share = np.zeros((_EXACT + 1, _EXACT * (len(one) - 1) + 1))
        self._share[0, 0] = 1.0
        for k in range(1, _EXACT + 1):
            self._share[k] = np.convolve(self._share[k - 1], one)[: self._share.shape[1]]
        self._likes = np.arange(self._share.shape[1]) / 2.0

    def opening(self, gate: Gate, expected: float, values: int) -> Numbers:
        """h(k), the chance that k reactions open the gate, for k = 0 ... values - 1; see `kreds.reach.gate.opening`."""
        unit = gate.usual_weight * expected * gate.softness
        limit = gate.threshold / gate.softness
        opens = np.ones(values)
        few = min(values, _EXACT + 1)
        opens[:few] = self._share[:few] @ sigmoid(self._likes / unit - limit)
        # From where the lightest of what so many may weigh is far above the threshold it is open.
        open_from = (limit + _DECAY) * unit / self._mean
        last = min(values, int(np.ceil(open_from + 6.0 * np.sqrt(open_from * self._variance) / self._mean)) + 1)
        if last > few:
            k = np.arange(float(few), float(last))[:, None]
            skewed = _POINTS
            if self._variance > 0.0:
                skew = self._third / (self._variance**1.5 * np.sqrt(k))
                skewed = _POINTS + skew / 6.0 * (_POINTS**2 - 1.0)
            likes = k * self._mean + np.sqrt(k * self._variance) * skewed
            opens[few:last] = sigmoid(likes / unit - limit) @ (_SHARES / _SHARES.sum())
        return opens


def distributions(lists: Numbers, count: Numbers) -> Numbers:
    """How many of each list react, to six digits: `kreds.reach.reactions.of_list` with few terms.

    The logarithm of the characteristic function is a series of power sums, cut off where it matters no more. It matters
    only where the function is not small, and there is a bound to that: |f(t)| <= exp(-variance (1 - cos t)), from
    |1 + p (e^it - 1)|^2 = 1 - 2 p (1-p) (1 - cos t).

    Args:
        lists: each one's chance to react, shape (q, n).
        count: how many people each column stands for, shape (n,).

    Returns:
        Shape (q, values): the chance that exactly 0, 1, 2 ... react.
    """
    largest = lists.max(axis=0, initial=0.0)
    sums = _power_sums(lists, count, _terms(float(largest.max(initial=0.0))))
    mean, variance = sums[:, 0], sums[:, 0] - sums[:, 1]
    third = _DECAY / 3.0
    held = float((mean + third + np.sqrt(third**2 + 2.0 * _DECAY * variance)).max()) + 2.0
    size = _even(int(min(held, count.sum() + 1.0)))
    angle = 2.0 * np.pi * np.arange(size // 2 + 1) / size
    turned = np.exp(-1j * angle) - 1.0
    is_large = largest > _LARGE if size <= _SHORT else np.zeros(len(count), dtype=np.bool_)
    if is_large.any():
        sums = _power_sums(lists[:, ~is_large], count[~is_large], _terms(_LARGE))
    order = np.arange(1, sums.shape[1] + 1)
    series = (turned[None, :] ** order[:, None]) * ((-1.0) ** (order + 1) / order)[:, None]
    log = sums @ series.real + 1j * (sums @ series.imag)
    for column in np.flatnonzero(is_large):
        log += count[column] * np.log(1.0 + lists[:, column, None] * turned[None, :])
    log.real = np.minimum(log.real, -variance[:, None] * (1.0 - np.cos(angle))[None, :])
    found: Numbers = np.maximum(np.fft.irfft(np.exp(log), size, axis=1), 0.0)
    return found


def _terms(largest: float) -> int:
    doubled = min(2.0 * largest, 0.9)
    return int(np.clip(np.ceil(_DECAY / -np.log(max(doubled, 1e-9))), _FEWEST_TERMS, _MOST_TERMS))


def _power_sums(lists: Numbers, count: Numbers, terms: int) -> Numbers:
    """Of each list the sums of its chances to the power of 1, 2 ... terms, shape (q, terms)."""
    sums = np.empty((len(lists), terms))
    power = lists * count
    for m in range(terms):
        sums[:, m] = power.sum(axis=1)
        power *= lists
    return sums


def _even(length: int) -> int:
    """The next length that a Fourier transform is fast at."""
    power = 1 << max(3, (length - 1).bit_length())
    return min(size for size in (power, power * 3 // 4, power * 5 // 8) if size >= length)
