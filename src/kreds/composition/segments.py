"""Which groups somebody is in, how surely and why (guide G1.2 to G1.4).

Each thing that speaks for a group gives it a share by itself (`kreds.composition.evidence`). Together they are combined
as independent causes, the noisy-or of Pearl (Probabilistic Reasoning in Intelligent Systems, 1988, 4.3.2): the share
is 1 - the product of (1 - each share), so nothing that speaks for a group ever lowers it. Then groups that rule each
other out lower one another: whoever is a customer is no potential one. A rule of the person's stands above the
evidence, a word of theirs about one person above all rules.
"""

from collections.abc import Iterable, Mapping, Sequence

from kreds.composition.evidence import Hint, hints
from kreds.composition.known import Known, Own
from kreds.composition.rules import GroupRule, Rules
from kreds.model.segment import Membership, MembershipSource, Segment
from kreds.text.phrase import Phrase

BELONGS = 0.5
"""From this share on somebody counts as being in a group."""
PERHAPS = 0.25
"""Below this share a group is no more than a thought, and is nobody's first one."""
_LEAST = 0.05
_MOST_REASONS = 4
_RULES_OUT: Mapping[str, tuple[str, ...]] = {
    Segment.CURRENT_CUSTOMER: (Segment.POTENTIAL_CUSTOMER,),
    Segment.CURRENT_COLLEAGUE: (Segment.POTENTIAL_CUSTOMER, Segment.SUPPLIER, Segment.PARTNER, Segment.NETWORK),
    Segment.FORMER_COLLEAGUE: (Segment.NETWORK,),
    Segment.HEADHUNTER: (Segment.POTENTIAL_CUSTOMER, Segment.PARTNER, Segment.SUPPLIER, Segment.NETWORK),
    Segment.STUDENT: (Segment.POTENTIAL_CUSTOMER, Segment.PARTNER, Segment.SUPPLIER, Segment.NETWORK),
    Segment.PRESS: (Segment.POTENTIAL_CUSTOMER, Segment.PARTNER, Segment.SUPPLIER, Segment.NETWORK),
    Segment.INVESTOR: (Segment.POTENTIAL_CUSTOMER, Segment.PARTNER, Segment.NETWORK),
    Segment.PARTNER: (Segment.POTENTIAL_CUSTOMER,),
    Segment.SUPPLIER: (Segment.POTENTIAL_CUSTOMER,),
}
"""Who is surely the first is hardly one of the second, as far as titles and trades alone speak for that."""
_STANDS_FROM = 0.85
"""Evidence of this share by itself (a list of customers, say) is not lowered by what somebody else is besides."""
_SAID = Phrase("You say so")
_RULE = Phrase("A rule of yours says so")


def groups_of(one: Known, own: Own, *, rules: Rules, said: Mapping[str, bool] | None = None) -> tuple[Membership, ...]:
    """The groups somebody is in, likeliest first; what a rule or the person denies stays, with a share of 0.

    ``said`` are the person's own words about this one, by group.
    """
    by_segment: dict[str, list[Hint]] = {}
    for hint in hints(one, own):
        by_segment.setdefault(hint.segment, []).append(hint)
    found = {
        segment: Membership(segment, share, MembershipSource.EVIDENCE, _reasons(by_segment[segment]))
        for segment, share in _shares(by_segment).items()
        if share >= _LEAST
    }
    if rules:
        found.update({segment: _ruled(rule) for segment, rule in rules.said(one).items()})
    if said:
        found.update(
            {segment: Membership(segment, float(yes), MembershipSource.SAID, (_SAID,)) for segment, yes in said.items()}
        )
    if len(found) < 2:
        return tuple(found.values())
    return tuple(sorted(found.values(), key=lambda group: (-group.share, group.segment)))


def first_group(groups: Iterable[Membership], order: Sequence[str] = ()) -> Membership | None:
    """The group that somebody counts in first: by the goal's order of those they belong to, else the likeliest.

    None where every share is below `PERHAPS`: unknown stays unknown.
    """
    known = [group for group in groups if group.share >= PERHAPS]
    belongs = {group.segment: group for group in known if group.share >= BELONGS}
    wanted = next((belongs[segment] for segment in order if segment in belongs), None)
    return wanted or max(known, key=lambda group: (group.share, group.segment), default=None)


def belongs_to(groups: Iterable[Membership], first: str = "") -> tuple[str, ...]:
    """The groups that somebody counts in, the first one first."""
    found = [group.segment for group in groups if group.share >= BELONGS]
    return tuple(sorted(found, key=lambda segment: segment != first))


def _shares(by_segment: Mapping[str, Sequence[Hint]]) -> dict[str, float]:
    shares = {}
    for segment, found in by_segment.items():
        left = 1.0
        for hint in found:
            left *= 1.0 - hint.share
        shares[segment] = 1.0 - left
    if len(shares) > 1:
        lowered = dict(shares)
        for segment, others in _RULES_OUT.items():
            if segment in shares:
                for other in others:
                    if other in lowered and max(hint.share for hint in by_segment[other]) < _STANDS_FROM:
                        lowered[other] *= 1.0 - shares[segment]
        shares = lowered
    return {segment: round(share, 4) for segment, share in shares.items()}


def _reasons(found: Sequence[Hint]) -> tuple[Phrase, ...]:
    if len(found) == 1:
        return _one_reason(found[0])
    return tuple(hint.reason for hint in sorted(found, key=lambda hint: -hint.share)[:_MOST_REASONS])


def _one_reason(hint: Hint) -> tuple[Phrase, ...]:
    return (hint.reason,)


def _ruled(rule: GroupRule) -> Membership:
    return Membership(rule.segment, float(rule.on), MembershipSource.RULE, (_RULE,))
