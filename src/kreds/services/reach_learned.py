"""Which assumptions of the tasting the own posts have taught: these stand on the person's own word, not on a report."""

from collections.abc import Mapping

import numpy as np

from kreds.reach.assumptions import ASSUMPTIONS, USUAL, Standing
from kreds.reach.calibration import FITTED
from kreds.services.reach_network import Ground
from kreds.text.phrase import Phrase

_LEARNED = (*FITTED, "strong_reacts", "average_reacts", "worthless_reacts")
_LOWEST, _HIGHEST = 0.1, 0.9


def learned(found: Ground) -> dict[str, tuple[float, float]]:
    """Between what each assumption lies by the own posts (four of five); only those that are learned from them.

    The share of comments is counted, not fitted: its ends are the same.
    """
    told, ranges = found.calibration, {}
    if told.enough:
        for name in _LEARNED:
            low, high = np.quantile([getattr(one, name) for one in told.draws], [_LOWEST, _HIGHEST])
            ranges[name] = (float(low), float(high))
    counted = told.middle.comment_share
    if counted != USUAL.comment_share:
        ranges["comment_share"] = (counted, counted)
    return ranges


def standing_of(name: str, known: Mapping[str, tuple[float, float]]) -> Standing:
    """On whose word an assumption stands; ``known`` is what `learned` says."""
    return Standing.LEARNED if name in known else ASSUMPTIONS[name].standing


def source_of(name: str, known: Mapping[str, tuple[float, float]], posts: int) -> Phrase:
    """The sentence behind an assumption; ``posts`` is from how many own posts anything was learned."""
    if name not in known:
        return ASSUMPTIONS[name].source
    return Phrase("Learned from %(n)s of your posts", {"n": posts})
