"""The card of groups on the page of a relation: which ones, how surely, why, and the person's own word."""

from dataclasses import dataclass

from kreds.composition.segments import BELONGS
from kreds.i18n import Translator
from kreds.i18n.group_words import group_name
from kreds.model.relation import RelationView
from kreds.model.segment import MembershipSource

_SHOWN_FROM = 0.15


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group in words: ``answer`` is the person's own, None where they have not said."""

    key: str
    name: str
    belongs: bool
    share: str
    reasons: tuple[str, ...]
    answer: bool | None


@dataclass(frozen=True, slots=True)
class GroupCard:
    """The groups of a relation, and those it could be put into."""

    lines: tuple[GroupLine, ...]
    others: tuple[tuple[str, str], ...]


def group_card(view: RelationView, t: Translator, keys: tuple[str, ...]) -> GroupCard:
    """The card; ``keys`` are all groups that there are."""
    lines = tuple(
        GroupLine(
            key=one.segment,
            name=group_name(one.segment, t),
            belongs=one.share >= BELONGS,
            share=t.percent(one.share) if one.source is MembershipSource.EVIDENCE else "",
            reasons=tuple(map(t.phrase, one.reasons)),
            answer=one.share >= BELONGS if one.source is MembershipSource.SAID else None,
        )
        for one in view.groups
        if one.share >= _SHOWN_FROM or one.source is not MembershipSource.EVIDENCE
    )
    shown = {line.key for line in lines}
    return GroupCard(lines, tuple((key, group_name(key, t)) for key in keys if key not in shown))
