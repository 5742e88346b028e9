"""Which groups somebody is in, how surely and why (guide G1.2 to G1.4).

Each thing that speaks for a group gives it a share by itself (`kreds.composition.evidence`). Together they are combined
as independent causes, the noisy-or of Pearl (Probabilistic Reasoning in Intelligent Systems, 1988, 4.3.2): the share
is 1 - the product of (1 - each share), so nothing that speaks for a group ever lowers it. Then groups that rule each
other out lower one another: whoever is a customer is no potential one. A rule of the person's stands above the
evidence, a word of theirs about one person above all rules.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from kreds.composition.evidence import Hint, hints, jobs_on
from kreds.composition.houses import free_mail, read_house
from kreds.composition.known import Known, Own
from kreds.composition.rules import GroupRule, Rules
from kreds.composition.titles import read_title
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


class Grouper:
    """Puts people into groups, by what is known of the owner and by the rules of theirs.

    Many people are alike in all that counts: what is worked out for one is kept for the next.
    """

    def __init__(self, own: Own, rules: Sequence[GroupRule] = ()) -> None:
        """Keep what is true of the owner, and the rules made ready."""
        self._own = own
        self._rules = Rules(rules)
        self._known: dict[tuple[object, ...], tuple[Membership, ...]] = {}
        self._days: dict[str, tuple[str, ...]] = {}
        self._houses: dict[str, tuple[str, str]] = {}

    def groups(self, one: Known, said: Mapping[str, bool] | None = None) -> tuple[Membership, ...]:
        """The groups somebody is in, likeliest first; what a rule or the person denies stays, with a share of 0.

        ``said`` are the person's own words about this one, by group.
        """
        key = self._key(one)
        evidence = self._known.get(key) if key else None
        if evidence is None:
            evidence = _by_evidence(one, self._own)
            if key:
                self._known[key] = evidence
        if not said and not self._rules:
            return evidence
        found = {group.segment: group for group in evidence}
        found.update((segment, _ruled(rule)) for segment, rule in self._rules.said(one).items())
        found.update((segment, _said(segment, yes)) for segment, yes in (said or {}).items())
        return _ordered(found.values())

    def _key(self, one: Known) -> tuple[object, ...]:
        """What the evidence follows from; () for those whom an older archive saw elsewhere, who are too different."""
        if one.earlier:
            return ()
        if one.house in self._own.workplaces:
            when: object = one.connected_on
        elif (when := self._days.get(one.connected_on)) is None:
            when = self._days[one.connected_on] = tuple(job.key for job in jobs_on(one.connected_on, self._own))
        both = bool(one.wrote_in and one.wrote_out)
        house = self._houses.get(one.company)
        if house is None:
            house = self._houses[one.company] = self._house(one)
        talk = bool(one.wrote_in or one.wrote_out), both, one.wrote_in > 2 * one.wrote_out
        key = read_title(one.title), bool(one.title), *house, when, *talk
        if one.domains or one.industry or one.status or one.systems or one.business or one.place or one.meetings:
            return *key, *self._elsewhere(one)
        return key

    def _elsewhere(self, one: Known) -> tuple[object, ...]:
        """What evidence follows from of all that the person and sources beside LinkedIn say."""
        own = self._own
        domains = tuple(
            name for name in one.domains if name in own.domains or f"@{name}" in own.accounts or name in free_mail()
        )
        place = one.place if own.audience.places else ""
        has_moved = bool(one.house and one.status_at and one.status_at != one.house)
        return domains, one.industry, place, one.status, has_moved, one.systems, one.business, one.meetings

    def _house(self, one: Known) -> tuple[str, str]:
        """What a company's name says that evidence follows from: its industry, and the name where a reason names it."""
        own, said = self._own, read_house(one.company)
        wanted = own.sells and (own.audience.industries or own.audience.companies)
        schools = any(one.house == school.key for school in own.schools)
        told = any(one.house in houses for houses in (own.workplaces, own.accounts, own.recruiting))
        is_named = wanted or schools or said.kind or told
        return said.industry, one.company if is_named else "-" if one.company else ""


def _by_evidence(one: Known, own: Own) -> tuple[Membership, ...]:
    by_segment: dict[str, list[Hint]] = {}
    for hint in hints(one, own):
        by_segment.setdefault(hint.segment, []).append(hint)
    return _ordered(
        [
            Membership(segment, share, MembershipSource.EVIDENCE, _reasons(by_segment[segment]))
            for segment, share in _shares(by_segment).items()
            if share >= _LEAST
        ]
    )


def _ordered(groups: Collection[Membership]) -> tuple[Membership, ...]:
    if len(groups) < 2:
        return tuple(groups)
    return tuple(sorted(groups, key=lambda group: (-group.share, group.segment)))


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
        return (found[0].reason,)
    return tuple(hint.reason for hint in sorted(found, key=lambda hint: -hint.share)[:_MOST_REASONS])


def _said(segment: str, yes: bool) -> Membership:
    return Membership(segment, float(yes), MembershipSource.SAID, (_SAID,))


def _ruled(rule: GroupRule) -> Membership:
    return Membership(rule.segment, float(rule.on), MembershipSource.RULE, (_RULE,))
