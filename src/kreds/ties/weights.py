"""How much each sign of a relation weighs: the guide's definition, the person's own, and what answers have taught."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from kreds.model.criteria import Criterion


class Group(StrEnum):
    """Contributions that are learned together, because few answers cannot tell them apart."""

    CONTACT = "contact"
    BALANCE = "balance"
    TIME = "time"
    PRAISE = "praise"
    COLLEAGUE = "colleague"
    ANSWERS = "answers"


GROUPS: Mapping[str, Group] = MappingProxyType({
    "talk": Group.CONTACT,
    "history": Group.CONTACT,
    "replies": Group.CONTACT,
    "one_sided": Group.BALANCE,
    "tenure": Group.TIME,
    "recency": Group.TIME,
    "never": Group.TIME,
    "recommendations_in": Group.PRAISE,
    "recommendations_out": Group.PRAISE,
    "endorsements_in": Group.PRAISE,
    "endorsements_out": Group.PRAISE,
    "notes": Group.PRAISE,
    "invitation_notes": Group.PRAISE,
    "follows": Group.PRAISE,
    "group_messages": Group.PRAISE,
    "kinds": Group.PRAISE,
    "colleague": Group.COLLEAGUE,
    "met": Group.ANSWERS,
    "business": Group.ANSWERS,
    "knows": Group.ANSWERS,
    "helps": Group.ANSWERS,
})  # fmt: skip
"""The group of each contribution that a source or an answer makes."""
CRITERIA: Mapping[str, Criterion] = MappingProxyType({
    **{
        name: Criterion.INTERACT if group in (Group.CONTACT, Group.BALANCE, Group.TIME) else Criterion.COMMON
        for name, group in GROUPS.items()
    },
    "met": Criterion.MET,
    "business": Criterion.BUSINESS,
    "knows": Criterion.KNOWS,
    "helps": Criterion.HELPS,
})  # fmt: skip
"""The criterion of the guide that each contribution belongs to."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Factors on the contributions, and shifts of the score and of the cut above average, in log odds.

    ``criteria`` are the person's own (a missing one counts fully), ``groups`` and the shifts are learned from answers,
    ``words`` too: what a word of a title, or a company, adds.

    >>> Weights(criteria={Criterion.INTERACT: 0.5}, groups={Group.TIME: 1.2}).of("recency")
    0.6
    >>> Weights().of("likeness")
    1.0
    """

    criteria: Mapping[Criterion, float] = field(default_factory=dict)
    groups: Mapping[Group, float] = field(default_factory=dict)
    base: float = 0.0
    strong_shift: float = 0.0
    words: Mapping[str, float] = field(default_factory=dict)

    def of(self, contribution: str) -> float:
        """The factor on one contribution; none on what the answers alone have made."""
        if contribution not in GROUPS:
            return 1.0
        return self.criteria.get(CRITERIA[contribution], 1.0) * self.groups.get(GROUPS[contribution], 1.0)


DEFAULT_WEIGHTS = Weights()
