"""The rules of the guide for a clean-up: whom to keep, ask about, propose to let go (G3.4 to G3.6, H1)."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from kreds.model.criteria import Fact
from kreds.model.level import Level, Seen, Sign
from kreds.model.relation import Relation
from kreds.model.review import Advice, Ground, Mark, Proposal

_ASKED: Mapping[Mark, Fact] = MappingProxyType(
    {Mark.CONTACT: Fact.MET, Mark.GROUND: Fact.RELATED, Mark.CONTENT: Fact.REACTS}
)
"""The question whose answer settles a sign that no source covers."""


def propose(relation: Relation, *, line: float, is_safe: bool = False, today: date) -> Proposal:
    """What the guide says of a relation before the person does.

    The strong are kept, passive or not (G3.4); the average are the person's to judge (G3.5); letting go is proposed
    only where the judgement is worthless, at least as sure as ``line``, and all three signs hold (G3.6). A sign that no
    source covers is asked for first (H1). The person's own "worthless" needs no signs (H3).

    Args:
        relation: the relation as it is judged.
        line: from which chance of being worthless on it is proposed, in [0, 1].
        is_safe: whether the person has put it, its company or its group on the list of those never proposed.
        today: by which a trial is due.
    """
    marks = marks_of(relation.coverage)
    confidence = _confidence(relation)
    is_open = tuple(mark for mark in Mark if marks[mark] is Seen.NOT_COVERED)
    advice, ground = _decided(relation, marks, confidence, line=line, is_safe=is_safe, today=today)
    is_silent = relation.coverage[Sign.COMMUNICATED] is Seen.NOT_COVERED
    if advice is Advice.KEEP or ground is Ground.SAID:
        return Proposal(advice, ground, confidence, marks)
    ask = tuple(
        _ASKED[mark] for mark in is_open if mark is not Mark.CONTACT or relation.coverage[Sign.MET] is Seen.NOT_COVERED
    )
    return Proposal(advice, ground, confidence, marks, ask, is_silent and Mark.CONTACT in is_open)


def marks_of(coverage: Mapping[Sign, Seen]) -> dict[Mark, Seen]:
    """The three signs of G3.6: contact is having met or written, so one of the two is enough to speak for somebody.

    >>> seen, no, unknown = Seen.SEEN, Seen.NOT_SEEN, Seen.NOT_COVERED
    >>> marks_of({Sign.COMMUNICATED: no, Sign.MET: unknown, Sign.COMMON_GROUND: seen, Sign.CONTENT: no})[Mark.CONTACT]
    <Seen.NOT_COVERED: 'not covered'>
    """
    both = (coverage[Sign.COMMUNICATED], coverage[Sign.MET])
    contact = next((one for one in (Seen.SEEN, Seen.NOT_COVERED) if one in both), Seen.NOT_SEEN)
    return {Mark.CONTACT: contact, Mark.GROUND: coverage[Sign.COMMON_GROUND], Mark.CONTENT: coverage[Sign.CONTENT]}


def _confidence(relation: Relation) -> float:
    if relation.overruled:
        return 1.0 if relation.level is Level.WORTHLESS else 0.0
    return relation.memberships[Level.WORTHLESS]


def _decided(
    relation: Relation, marks: Mapping[Mark, Seen], confidence: float, *, line: float, is_safe: bool, today: date
) -> tuple[Advice, Ground]:
    if is_safe:
        return Advice.KEEP, Ground.SAFE
    if relation.level is Level.STRONG:
        return Advice.KEEP, Ground.STRONG
    if relation.trial.until is not None and not relation.trial.is_due(today):
        return Advice.KEEP, Ground.ON_TRIAL
    if relation.overruled and relation.level is Level.WORTHLESS:
        return Advice.LET_GO, Ground.SAID
    if relation.level is Level.AVERAGE:
        return Advice.ASK, Ground.JUDGE
    if Seen.SEEN in marks.values():
        return Advice.ASK, Ground.SIGN
    if Seen.NOT_COVERED in marks.values():
        return Advice.ASK, Ground.OPEN
    if relation.level is Level.UNKNOWN or confidence < line:
        return Advice.ASK, Ground.DOUBT
    return Advice.LET_GO, Ground.ALL_HOLD
