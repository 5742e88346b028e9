"""Which assumption moves a result most: each from low to high, the others as they stand."""

from collections.abc import Callable
from dataclasses import dataclass

from kreds.reach.assumptions import ASSUMPTIONS, USUAL, Assumptions
from kreds.reach.network import Network
from kreds.reach.outlook import Outlook
from kreds.reach.what_if import Change, sides

Measure = Callable[[Outlook], float]

FIGURES: dict[str, Measure] = {
    "chance": lambda one: one.chance,
    "views": lambda one: one.views,
    "relevant": lambda one: one.relevant,
    "first": lambda one: one.first,
    "second": lambda one: one.second,
    "reactions": lambda one: one.reactions,
}
"""The figures that can be asked about."""
_STILL = ("tasting_hours", "half_hours")
"""They move when a post is seen, and not how often."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One assumption: the result with its value at ``low_value`` and at ``high_value``.

    ``flips`` tells whether a difference has another sign at one of them than as the assumptions stand.
    """

    name: str
    low_value: float
    high_value: float
    low: float
    high: float
    flips: bool

    @property
    def swing(self) -> float:
        """How far the result moves."""
        return abs(self.high - self.low)


@dataclass(frozen=True, slots=True)
class Tornado:
    """The result as the assumptions stand, and every assumption, the one that moves it most first."""

    result: float
    bars: tuple[Bar, ...]


def tornado(
    network: Network, assumed: Assumptions = USUAL, *, figure: str = "relevant", change: Change | None = None
) -> Tornado:
    """Move each assumption alone through its range and look at a figure, or at what a change does to it.

    Args:
        network: the relations.
        assumed: the assumptions as they stand.
        figure: one of `FIGURES`.
        change: where given, the result is the figure after it less the figure before.
    """
    measure = FIGURES[figure]
    both = sides(network, Change() if change is None else change)

    def result(under: Assumptions) -> float:
        before, after = both.under(under)
        return measure(after) - measure(before) if change is not None else measure(before)

    middle = result(assumed)
    bars = []
    for name, known in ASSUMPTIONS.items():
        if name in _STILL:
            continue
        low, high = (result(assumed.with_value(name, value)) for value in (known.low, known.high))
        flips = change is not None and min(low, high) < 0.0 < max(low, high)
        bars.append(Bar(name, known.low, known.high, low, high, flips))
    return Tornado(middle, tuple(sorted(bars, key=lambda bar: (-bar.swing, bar.name))))
