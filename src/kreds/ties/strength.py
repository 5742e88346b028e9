"""How strong a relation is: a sum of contributions in log odds, each of which can be shown and argued with.

The form follows science.md 1.5: logarithms, so that one chatty thread cannot outrank everything else; decayed active
days, recency and tenure; reciprocity only as a modifier. Missing evidence widens the spread and lowers nothing.
The weights of contact were chosen on the three public sets of bench/tie_strength.py, those of the other channels by
judgement; docs/judgement.md tells how.
"""

import narwhals as nw

from kreds.model.interaction import Channel
from kreds.ties.coverage import Coverage
from kreds.ties.weights import DEFAULT_WEIGHTS, Weights

BASE = 0.0
"""The score of a relation of which nothing is known: it lies on the border between worthless and average."""
TIME_SCALE_DAYS = 14.0
"""Silence and acquaintance are felt in logarithms, counted from two weeks on."""
UNDATED_DAYS = 3653.0
"""For how long a relation is taken to have lasted when no source says since when: ten years."""

TALK, HISTORY, TENURE, RECENCY = 1.0, 0.5, 0.5, 1.0
WRITTEN = 1.2
"""What it is worth to have been in touch by message at all."""
ANSWERED = 0.3
"""What it is worth that both have written."""
RECIPROCITY = 0.5
"""How much of the talk of late goes when only one of the two writes: the factor 0.5 + 0.5 rho of science.md 1.5."""
UNANSWERED = 0.75
"""How much of the history goes: somebody who only ever sold has no history with the owner."""
NEVER = RECENCY - TENURE
"""What a month of never having written weighs: not less than an old single message, so that contact never lowers."""
FREE_DECAYED_DAYS, FREE_DAYS = 0.5, 1
"""How much one-sided contact is forgiven, lately and ever: a single message need not have been answered yet."""

GIFTS = {
    "recommendations_in": 1.2,
    "recommendations_out": 1.0,
    "endorsements_in": 1.5,
    "endorsements_out": 1.5,
    "notes": 0.8,
    "invitation_notes": 0.15,
    "follows": 0.2,
    "group_messages": 0.1,
}
"""What the first of each is worth; more of the same adds half as much again at most. No single one makes strong."""
_GIFT_GROWTH = 0.5
REPLIES = 0.2
"""What the first answered question is worth, growing likewise."""
KINDS = 0.6
"""What it is worth to be in touch in two kinds of ways or more (multiplexity; science.md 4.3)."""
COLLEAGUE = 1.2
MET, MEETINGS = 1.2, 1.2
"""What it is worth to have met in a small circle at all, and with how many logarithms of days it grows."""
REACTIONS = {"reactions": 0.8, "comments": 0.6}
"""What the first post is worth that they reacted to, and the first that they wrote below; more adds half as much."""

YES = {"met": 1.5, "business": 1.6, "knows": 5.0, "helps": 1.6, "related": 1.0, "reacts": 1.2}
"""What a yes of the person is worth: somebody whom they know well, have met and want to help is strong (G1.8)."""
NO = {"met": -0.6, "business": -0.1, "knows": -1.6, "helps": -0.6, "related": -1.2, "reacts": -0.4}
ELSEWHERE = (RECENCY - TENURE) / RECENCY
"""How much of a silence is forgiven between people who know each other well: they talk elsewhere (G3.4). With more,
the growing acquaintance would outweigh it, and silence would lift."""

CONTRIBUTIONS = (
    "talk", "history", "replies", "one_sided", "tenure", "recency", "never", *GIFTS, "kinds", "colleague", "meetings",
    *REACTIONS, *YES,
)  # fmt: skip
"""The columns of `contributions` that the guide's criteria weigh."""
LEARNED = ("leaning", "likeness")
"""Those that come from the person's own levels: what holds for everybody, and what for people with the same words."""

WIDEST = 4.0
"""Variance of the score when nothing is covered and nothing seen."""
_NARROWS_COVERED, _NARROWS_SEEN, _NARROWS_TALK, _NARROWS_ANSWER = 0.05, 0.25, 0.3, 1.0
_HALF_OBSERVED_DAYS = 365.0


def contributions(coverage: Coverage, *, day: int, weights: Weights = DEFAULT_WEIGHTS) -> list[nw.Expr]:
    """The columns `CONTRIBUTIONS` and `LEARNED`, in log odds, from those of `FEATURES`, `observed` and ``likeness``.

    With `BASE` they add up to the score.
    """
    made = {**_of_contact(coverage, day=day), **_of_common_ground(), **_of_meetings(), **_of_posts(), **_of_answers()}
    weighed = {name: value * weights.of(name) for name, value in made.items()}
    # Between people who know each other well a silence says little, by as much as it would have said.
    silence = nw.min_horizontal(weighed["recency"] + weighed["never"], nw.lit(0.0))
    forgiven = ELSEWHERE * min(1.0, weights.of("knows"))
    weighed["knows"] = weighed["knows"] - forgiven * _only(nw.col("knows") > 0, silence)
    # That they react is told once: a yes counts for what the lists do not show.
    shown = nw.min_horizontal(weighed["reactions"] + weighed["comments"], nw.lit(YES["reacts"] * weights.of("reacts")))
    weighed["reacts"] = weighed["reacts"] - _only(nw.col("reacts") > 0, shown)
    weighed |= {"leaning": nw.lit(weights.learned.base), "likeness": nw.col("likeness")}
    return [value.round(6).alias(name) for name, value in weighed.items()]


def _of_contact(coverage: Coverage, *, day: int) -> dict[str, nw.Expr]:
    """What the messages say."""
    days = nw.col("active_days").cast(nw.Float64)
    talked = days > 0
    lately, ever = _log1p(nw.col("decayed_days")), _log1p(days)
    lately_both, ever_both = _log1p(_shared_days()), _log1p(nw.min_horizontal(days, _answered_days()))
    one_sided = TALK * RECIPROCITY * (lately - lately_both) + HISTORY * UNANSWERED * (ever - ever_both)
    both = nw.min_horizontal("messages_in", "messages_out") > 0
    tenure = _log1p((day - nw.col("first_day")).cast(nw.Float64) / TIME_SCALE_DAYS)
    gap = nw.min_horizontal((day - nw.col("last_day")).cast(nw.Float64), nw.col("observed_days"))
    # Time that no source watched is no silence.
    watched = 1.0 if coverage.has_messages else 0.0
    # Between two who meet, silence begins with the last meeting.
    unmet = (day - nw.col("last_met_day")).cast(nw.Float64)
    unwritten = _log1p(nw.min_horizontal(nw.col("observed_days").fill_null(UNDATED_DAYS), unmet) / TIME_SCALE_DAYS)
    return {
        "talk": TALK * lately,
        "history": _only(talked, HISTORY * ever + WRITTEN) + _only(both, nw.lit(ANSWERED)),
        "replies": _gift((nw.col("answers_in") + nw.col("answers_out")).cast(nw.Float64), REPLIES),
        "one_sided": -one_sided,
        "tenure": _only(talked, watched * TENURE * tenure),
        "recency": _only(talked, -watched * RECENCY * _log1p(gap / TIME_SCALE_DAYS)),
        "never": _only(~talked, -watched * NEVER * unwritten),
    }


def _of_common_ground() -> dict[str, nw.Expr]:
    """What other channels and the shared past say."""
    gifts = {name: _gift(nw.col(name).cast(nw.Float64), weight) for name, weight in GIFTS.items()}
    several = _only(nw.col("channels") > 1, nw.lit(KINDS))
    return {**gifts, "kinds": several, "colleague": _only(nw.col("colleague") > 0, nw.lit(COLLEAGUE))}


def _of_meetings() -> dict[str, nw.Expr]:
    """What the calendar says."""
    days = nw.col("meetings").cast(nw.Float64)
    return {"meetings": _only(days > 0, MEETINGS * _log1p(days) + MET)}


def _of_posts() -> dict[str, nw.Expr]:
    """What the lists of reactions say. That somebody is on none lowers nothing: most readers never react."""
    return {name: _gift(nw.col(name).cast(nw.Float64), weight) for name, weight in REACTIONS.items()}


def _of_answers() -> dict[str, nw.Expr]:
    """What the person has said that no file holds; that two have met is said once, where the calendar shows it."""
    said = {
        name: _only(nw.col(name) > 0, nw.lit(worth)) + _only(nw.col(name) < 0, nw.lit(NO[name]))
        for name, worth in YES.items()
    }
    return {**said, "met": _only((nw.col("met") < 0) | (nw.col("meetings") == 0), said["met"])}


def observed(coverage: Coverage, *, day: int) -> nw.Expr:
    """``observed_days``: for how long the sources could have seen the two write; null when no source says since when.

    Silence before the connection, or before the first message of all, is no silence between the two.
    """
    known = nw.col("connected_day")
    since = known if coverage.since_day is None else nw.max_horizontal(known, nw.lit(coverage.since_day))
    days = (day - since).cast(nw.Float64)
    return nw.when(days < 0).then(nw.lit(0.0)).otherwise(days).alias("observed_days")


def score(prefix: str = "") -> nw.Expr:
    """``score``: the sum of all `contributions` and `BASE`, rounded so that all engines band and rank alike."""
    names = (f"{prefix}{name}" for name in (*CONTRIBUTIONS, *LEARNED))
    return (nw.sum_horizontal(*names) + BASE).round(6).alias("score")


def spread(coverage: Coverage) -> nw.Expr:
    """``spread``: variance of the score, from `WIDEST` down as more is covered (for as long as it was) and seen.

    A calendar narrows it for those it shows, and so do lists of reactions: that somebody is not there says little.
    """
    days = nw.col("observed_days").fill_null(UNDATED_DAYS)
    lasted = days / (days + _HALF_OBSERVED_DAYS)
    quiet = (_flag(nw.col(name)) for name in ("notes", "follows", "reactions"))
    seen = nw.sum_horizontal("channels", *quiet).cast(nw.Float64)
    answers = nw.sum_horizontal(*(_flag(nw.col(name) * nw.col(name)) for name in YES)).cast(nw.Float64)
    known = (
        answers * _NARROWS_ANSWER
        + _flag(nw.col("colleague")) * _NARROWS_SEEN
        + lasted * (_NARROWS_COVERED * len(coverage.channels - {Channel.MEETING, Channel.REACTION}))
        + seen * _NARROWS_SEEN
        + _log1p((nw.col("active_days") + nw.col("meetings")).cast(nw.Float64)) * _NARROWS_TALK
    )
    return (WIDEST / (1.0 + known)).round(6).alias("spread")


def _shared_days() -> nw.Expr:
    """Decayed days that both had a part in: what the more silent one did, twice, and no more than all.

    Unlike a ratio it never falls when either of the two writes once more.
    """
    both = nw.min_horizontal("decayed_in", "decayed_out") * 2.0 + FREE_DECAYED_DAYS
    return nw.min_horizontal(nw.col("decayed_days"), both)


def _answered_days() -> nw.Expr:
    return (nw.min_horizontal("messages_in", "messages_out") * 2 + FREE_DAYS).cast(nw.Float64)


def _gift(count: nw.Expr, weight: float) -> nw.Expr:
    return weight * (1.0 + _GIFT_GROWTH) * count / (count + _GIFT_GROWTH)


def _only(condition: nw.Expr, value: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(value).otherwise(nw.lit(0.0))


def _flag(count: nw.Expr) -> nw.Expr:
    return (count > 0).cast(nw.Int64)


def _log1p(value: nw.Expr) -> nw.Expr:
    return (value + 1.0).log()
