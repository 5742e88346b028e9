"""How many are in a group when membership is soft: an expected number, and how far off it may be."""

from dataclasses import dataclass
from math import sqrt

Z_OF_NINE_IN_TEN = 1.645
"""So many standard deviations to either side hold nine tenths of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people, each weighing ``weight`` and being in the group with chance ``share``.

    Attributes:
        expected: the sum of weight x share.
        variance: the sum of weight^2 x share x (1 - share), as if the people were independent of each other. An error
            that many share (a company taken for a customer that is none) is not in it.
        most: the sum of the weights of everybody there is; the number cannot be more.
    """

    expected: float
    variance: float
    most: float

    @property
    def share(self) -> float:
        """The number as a share of everybody, in [0, 1]; 0 where there is nobody."""
        return min(1.0, self.expected / self.most) if self.most else 0.0

    @property
    def low(self) -> float:
        """In nine of ten cases the share is not below this and not above `high`."""
        return max(0.0, self._bound(-1)) if self.most else 0.0

    @property
    def high(self) -> float:
        """See `low`."""
        return min(1.0, self._bound(1)) if self.most else 0.0

    def _bound(self, side: int) -> float:
        # A sum of independent Bernoulli numbers (Poisson binomial) is near to normal as soon as its variance is
        # more than a few: Hodges and Le Cam, Annals of Mathematical Statistics 31 (1960) treat the rest.
        return (self.expected + side * Z_OF_NINE_IN_TEN * sqrt(max(0.0, self.variance))) / self.most
