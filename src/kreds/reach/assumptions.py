"""What the model of the tasting assumes, how far each may be off, and on whose word it stands (science.md 2).

LinkedIn describes parts of how a post is spread and no number of it. Nothing here is a promise of reach.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from types import MappingProxyType

from kreds.text.phrase import Phrase


class Standing(StrEnum):
    """On whose word an assumption stands."""

    LEARNED = "learned"
    DOCUMENTED = "documented"
    REPORTED = "reported"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Assumption:
    """One assumption: its usual value and the range in which it plausibly lies (about four chances of five).

    ``name`` and ``source`` are sentences for people; ``source`` says in one what is known.
    """

    default: float
    low: float
    high: float
    standing: Standing
    name: Phrase
    source: Phrase


@dataclass(frozen=True, slots=True)
class Assumptions:
    """The values that a forecast is made with; the meaning of each stands in `ASSUMPTIONS`.

    Shares and chances are in [0, 1], hours in hours, ``quality_spread`` in log odds, weights in likes.
    """

    sample_share: float = 0.08
    strong_shown: float = 3.0
    weak_shown: float = 0.5
    passive_shown: float = 0.5
    threshold: float = 0.03
    softness: float = 0.005
    later_threshold: float = 0.025
    quality_spread: float = 0.6
    strong_reacts: float = 0.08
    average_reacts: float = 0.025
    worthless_reacts: float = 0.003
    activity_effect: float = 4.0
    topic_effect: float = 2.0
    history_weight: float = 20.0
    comment_share: float = 0.15
    comment_weight: float = 2.0
    repost_share: float = 0.03
    repost_weight: float = 2.0
    rest_share: float = 0.2
    audience: float = 500.0
    overlap: float = 0.15
    second_share: float = 0.02
    second_reacts: float = 0.012
    alike: float = 0.5
    tasting_hours: float = 1.0
    half_hours: float = 18.0

    def with_value(self, name: str, value: float) -> "Assumptions":
        """The same with one value changed.

        Raises:
            ValueError: there is no assumption of that name.
        """
        if name not in ASSUMPTIONS:
            raise ValueError(f"no assumption is called {name}")
        return replace(self, **{name: value})

    def values(self) -> dict[str, float]:
        """Every value by its name."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


_DOCUMENTED, _REPORTED, _ASSUMED = Standing.DOCUMENTED, Standing.REPORTED, Standing.ASSUMED

ASSUMPTIONS: Mapping[str, Assumption] = MappingProxyType({
    "sample_share": Assumption(
        0.08, 0.03, 0.15, _REPORTED, Phrase("How many see the post at first"),
        Phrase("Several independent reports guess 5 to 10 percent of a network; LinkedIn has confirmed no number"),
    ),
    "strong_shown": Assumption(
        3.0, 1.0, 6.0, _DOCUMENTED, Phrase("How much more often strong relations see it"),
        Phrase("LinkedIn says that people you know see more of you; how much more it has not said"),
    ),
    "weak_shown": Assumption(
        0.5, 0.05, 1.0, _ASSUMED, Phrase("How often worthless relations see it, beside average ones"),
        Phrase("LinkedIn orders each feed by who its owner is close to, so they may hardly be shown it at all"),
    ),
    "passive_shown": Assumption(
        0.5, 0.05, 1.0, _ASSUMED, Phrase("How often passive profiles count among those who were shown it"),
        Phrase("Who never logs in sees nothing; whether they count in a sample nobody outside LinkedIn knows"),
    ),
    "threshold": Assumption(
        0.03, 0.015, 0.05, _ASSUMED, Phrase("How many must react before the post goes on"),
        Phrase("No threshold is documented; 3 percent is what profiles usually get (reports: 2.6 to 3.9 percent)"),
    ),
    "softness": Assumption(
        0.005, 0.002, 0.015, _ASSUMED, Phrase("How gradual that limit is"),
        Phrase("LinkedIn speaks of early reactions that count, not of a limit; so it is made gradual here"),
    ),
    "later_threshold": Assumption(
        0.025, 0.0125, 0.04, _ASSUMED, Phrase("How many of the others must react for it to go further"),
        Phrase("LinkedIn said in 2017 that it watches the reactions while a post spreads; it gave no number"),
    ),
    "quality_spread": Assumption(
        0.6, 0.3, 1.0, _ASSUMED, Phrase("How different your posts are from each other"),
        Phrase("Kinds of posts differ from 3 to 7 percent reactions in one report; single posts differ more"),
    ),
    "strong_reacts": Assumption(
        0.08, 0.04, 0.16, _ASSUMED, Phrase("How often a strong relation who sees a post reacts"),
        Phrase("No source tells it by strength; together the three levels give the usual 3 to 5 percent"),
    ),
    "average_reacts": Assumption(
        0.025, 0.012, 0.05, _ASSUMED, Phrase("How often an average relation who sees a post reacts"),
        Phrase("Reports on whole profiles: 2.6, 3.2 and 3.9 percent of those who see a post react"),
    ),
    "worthless_reacts": Assumption(
        0.003, 0.001, 0.01, _ASSUMED, Phrase("How often a worthless relation who sees a post reacts"),
        Phrase("They are those who never react to you; a little is left because some are judged wrongly"),
    ),
    "activity_effect": Assumption(
        4.0, 1.5, 8.0, _ASSUMED, Phrase("How much more often active people react"),
        Phrase("In the one sample there is, about half of all relations did nothing at all in four weeks"),
    ),
    "topic_effect": Assumption(
        2.0, 1.0, 4.0, _DOCUMENTED, Phrase("How much a topic of their own counts"),
        Phrase("LinkedIn says that the topic counts beside who wrote; it gives no number"),
    ),
    "history_weight": Assumption(
        20.0, 8.0, 60.0, _ASSUMED, Phrase("How many posts a first guess about somebody is worth"),
        Phrase("After so many posts that they saw, what they did counts as much as the guess"),
    ),
    "comment_share": Assumption(
        0.15, 0.05, 0.3, _REPORTED, Phrase("How many reactions are comments"),
        Phrase("Diaries and reports put it between 5 and 25 percent"),
    ),
    "comment_weight": Assumption(
        2.0, 1.0, 6.0, _REPORTED, Phrase("How many likes a comment counts for"),
        Phrase("LinkedIn says that a comment counts for more; reports say 2, 3, 6 or more and do not agree"),
    ),
    "repost_share": Assumption(
        0.03, 0.0, 0.08, _ASSUMED, Phrase("How many reactions are shares"),
        Phrase("Shares are rare; no source that can be checked says how rare"),
    ),
    "repost_weight": Assumption(
        2.0, 1.0, 6.0, _REPORTED, Phrase("How many likes a share counts for"),
        Phrase("One report ranks shares and saves highest; LinkedIn gives no weights"),
    ),
    "rest_share": Assumption(
        0.2, 0.1, 0.4, _REPORTED, Phrase("How many of the others see it if it gets all the way"),
        Phrase("Reports say that a post reaches 5 to 25 percent of the followers"),
    ),
    "audience": Assumption(
        500.0, 200.0, 1500.0, _ASSUMED, Phrase("How many relations the one who reacts has"),
        Phrase("Writers on LinkedIn had 1,049 on average in 2014; most members have fewer"),
    ),
    "overlap": Assumption(
        0.15, 0.05, 0.4, _ASSUMED, Phrase("How many of them you know already"),
        Phrase("Your download does not show who knows whom among your relations"),
    ),
    "second_share": Assumption(
        0.02, 0.005, 0.05, _ASSUMED, Phrase("How many of their relations then see it"),
        Phrase("LinkedIn says that a reaction carries a post beyond your network; it does not say how far"),
    ),
    "second_reacts": Assumption(
        0.012, 0.004, 0.03, _ASSUMED, Phrase("How often strangers who see it react"),
        Phrase("Less than people who know you; most posts end one step from where they began"),
    ),
    "alike": Assumption(
        0.5, 0.2, 0.8, _ASSUMED, Phrase("How much people's relations resemble themselves"),
        Phrase("People of a trade know each other, so relevant people carry a post to relevant people"),
    ),
    "tasting_hours": Assumption(
        1.0, 0.5, 2.0, _REPORTED, Phrase("How many hours the tasting lasts"),
        Phrase("Reports speak of 60 to 90 minutes; LinkedIn has never named an hour"),
    ),
    "half_hours": Assumption(
        18.0, 8.0, 36.0, _REPORTED, Phrase("After how many hours half of all have seen it"),
        Phrase("Reports: about half comes in the first day, and since 2025 posts live for several days"),
    ),
})  # fmt: skip
"""Every assumption by its name in `Assumptions`."""

USUAL = Assumptions()
MODEL = Phrase(
    "The tasting is a model, not a fact about LinkedIn: it shows which way things move, and promises no reach"
)
LEFT_OUT = Phrase("Since 2025 LinkedIn also shows posts to strangers by their topic; that is not part of the model")
"""What stands beside every result."""
