"""The stages after the gate: the rest of the network comes in equal parts, and the post is looked at after each.

After the tasting a post is shown to one part of the rest, and to the next only if it still does well among those shown
it now. In so large a part the rate is as good as certain once it is known how good the post is (z), so the rate that is
expected stands for it, rho(z), and a share h(z) of the posts of that quality passes a look. Of all that may come after
the gate a post of that quality brings (1 + h + h^2) / 3, `onward`: one factor a grade, so everything else stays exact.
What is carried beyond the network comes in the same parts: a post that is taken off is shown to no stranger either.
"""

import numpy as np

from kreds.reach.curves import Flags, Numbers, Whole
from kreds.reach.exposure import Exposure

STAGES = 3
"""The rest of the network comes in so many parts; after each but the last the post is looked at."""
_NOBODY = 1e-12


def rest_rate(exposure: Exposure, chance: Numbers) -> Numbers:
    """How many of the rest react when shown it at each grade, shape (q,); without end where there is no rest.

    Args:
        exposure: who is shown it.
        chance: of each to react at each grade, shape (q, n).
    """
    shown = exposure.rest * exposure.count
    return _rate(np.einsum("qn,n->q", chance, shown), np.full(len(chance), shown.sum()), 0.0)


def rest_rate_without(exposure: Exposure, chance: Numbers) -> Numbers:
    """The same at one grade without each relation, shape (n,); rows stand for one relation each.

    Args:
        exposure: who is shown it.
        chance: of each to react at that grade, shape (n,).
    """
    shown = exposure.rest
    reacting, total = shown * chance, float(shown.sum())
    return _rate(reacting.sum() - reacting, total - shown, _NOBODY * total)


def _rate(reacting: Numbers, shown: Numbers, least: float) -> Numbers:
    rate: Numbers = np.divide(reacting, shown, out=np.full(len(shown), np.inf), where=shown > least)
    return rate


def onward(passing: Numbers) -> Numbers:
    """How much of what may come after the gate comes, where a look is passed with these chances; same shape.

    >>> onward(np.array([0.0, 1.0])).round(6).tolist()
    [0.333333, 1.0]
    """
    share: Numbers = reaching(passing).mean(axis=0)
    return share


def reaching(passing: Numbers) -> Numbers:
    """The share of the posts that went on which get to each stage, shape (stages, ...).

    >>> reaching(np.array([0.5])).ravel().tolist()
    [1.0, 0.5, 0.25]
    """
    return np.stack([passing**stage for stage in range(STAGES)])


def ending(passing: Numbers) -> Numbers:
    """The share of the posts that went on which end with each stage, shape (stages, ...).

    >>> ending(np.array([0.5])).ravel().tolist()
    [0.5, 0.25, 0.25]
    """
    got = reaching(passing)
    got[:-1] -= got[1:]
    return got


def reached(opened: Flags, lots: Numbers, passing: float) -> Whole:
    """How many stages posts come through, 0 where they stop in the tasting; ``lots`` has one of each post."""
    stages: Whole = opened * (lots < reaching(np.array([passing]))).sum(axis=0)
    return stages


def part_of(lots: Numbers) -> Whole:
    """In which part of the rest somebody is, from 1 on, by a lot of theirs in (0, 1)."""
    return np.minimum(np.floor(lots * STAGES).astype(np.int64), STAGES - 1) + 1
