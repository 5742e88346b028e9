"""From a score to the guide's three levels as soft memberships (G1.9), and to "unknown" where too little is known."""

import math

import narwhals as nw

from kreds.model.level import Level
from kreds.ties.coverage import Coverage

WORTHLESS_CUT, STRONG_CUT = 0.2, 6.3
"""Where worthless ends and strong begins, in log odds; chosen so that a plausible network divides as the guide says."""
STRENGTH_SCALE = 1.8
"""How quickly ``strength`` runs from 0 to 1 around the middle of average."""
RECENT_DAYS = 548
"""Silence in a younger relation says nothing yet."""
FLAT = 0.1
"""Memberships whose two highest lie closer than this decide nothing, unless the two have written."""
TELLING, TOLD = 0.3, 0.6
"""What the person called others with the same words ends an unknown when it adds so much and one level is so likely."""

_P = ("p_strong", "p_average", "p_worthless")
_OTHER_EVIDENCE = (
    "endorsements_in", "endorsements_out", "recommendations_in", "recommendations_out", "notes",
    "colleague", "meetings", "reactions",
)  # fmt: skip
_ANSWERS = ("met", "business", "knows", "helps", "related", "reacts")


def strength(strong_cut: float = STRONG_CUT) -> nw.Expr:
    """``strength`` in [0, 1], rising with the score and with nothing else."""
    middle = (WORTHLESS_CUT + strong_cut) / 2.0
    return _sigmoid((nw.col("score") - middle) / STRENGTH_SCALE).round(6).alias("strength")


def memberships(strong_cut: float = STRONG_CUT) -> list[nw.Expr]:
    """``p_worthless`` and ``p_strong`` of an ordered logit whose score is uncertain by ``spread``.

    P(level <= k) = sigmoid((c_k - score) / sqrt(1 + pi spread / 8)) (science.md 1.5). What remains is average.
    """
    width = (nw.col("spread") * (math.pi / 8.0) + 1.0).sqrt()
    return [
        _sigmoid((WORTHLESS_CUT - nw.col("score")) / width).alias("p_worthless"),
        _sigmoid((nw.col("score") - strong_cut) / width).alias("p_strong"),
    ]


def p_average() -> nw.Expr:
    """``p_average``: what the other two leave, so that the three sum to 1."""
    return (1.0 - nw.col("p_worthless") - nw.col("p_strong")).alias("p_average")


def level(coverage: Coverage) -> nw.Expr:
    """``level``: the likeliest, or unknown where nothing was seen and silence says nothing (H1), or all is flat.

    What was learned of people with the same words is knowledge too, where it is strong enough.
    """
    strong, average, worthless = (nw.col(name).round(6) for name in _P)
    likeliest = (
        nw.when((strong > average) & (strong > worthless))
        .then(nw.lit(Level.STRONG.value))
        .otherwise(
            nw.when(average >= worthless).then(nw.lit(Level.AVERAGE.value)).otherwise(nw.lit(Level.WORTHLESS.value))
        )
    )
    top = nw.max_horizontal(*_P)
    # Of three numbers that sum to 1, the middle one is 1 less the other two.
    second = 1.0 - top - nw.min_horizontal(*_P)
    unanswered = nw.sum_horizontal(*(nw.col(name) * nw.col(name) for name in _ANSWERS)) == 0
    unwritten = (nw.col("active_days") == 0) & (nw.col("meetings") == 0) & unanswered
    unseen = unwritten & (nw.sum_horizontal(*_OTHER_EVIDENCE) == 0)
    mute = nw.col("observed_days").fill_null(RECENT_DAYS) < RECENT_DAYS if coverage.has_messages else unseen
    unknown = (unseen & mute) | (unwritten & ((top - second) < FLAT))
    resembles = (nw.max_horizontal(nw.col("likeness"), -nw.col("likeness")) >= TELLING) & (top >= TOLD)
    return nw.when(unknown & ~resembles).then(nw.lit(Level.UNKNOWN.value)).otherwise(likeliest).alias("level")


def _sigmoid(value: nw.Expr) -> nw.Expr:
    return 1.0 / ((-value).exp() + 1.0)
