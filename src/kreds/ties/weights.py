"""How much each sign of a relation weighs: the guide's definition, or as the person has changed it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kreds.model.criteria import Criterion
from kreds.ties.learned import NOTHING, Learned

CRITERIA: Mapping[str, Criterion] = MappingProxyType({
    **dict.fromkeys(
        ("talk", "history", "replies", "one_sided", "tenure", "recency", "never", "reactions", "comments", "reacts"),
        Criterion.INTERACT,
    ),
    **dict.fromkeys(
        (
            "recommendations_in", "recommendations_out", "endorsements_in", "endorsements_out", "notes",
            "invitation_notes", "follows", "group_messages", "kinds", "colleague", "related",
        ),
        Criterion.COMMON,
    ),
    **dict.fromkeys(("met", "meetings"), Criterion.MET),
    "business": Criterion.BUSINESS,
    "knows": Criterion.KNOWS,
    "helps": Criterion.HELPS,
})  # fmt: skip
"""The criterion of the guide that each contribution to the score belongs to."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Factors on the guide's criteria; one that is missing counts fully, as in the guide.

    ``learned`` is what the person's own levels have taught; what the person has set comes on top of it.

    >>> Weights({Criterion.INTERACT: 0.5}).of("recency")
    0.5
    """

    criteria: Mapping[Criterion, float] = field(default_factory=dict)
    learned: Learned = NOTHING

    def of(self, contribution: str) -> float:
        """The factor on one contribution."""
        return self.criteria.get(CRITERIA[contribution], 1.0) * self.learned.factor(contribution)


DEFAULT_WEIGHTS = Weights()
